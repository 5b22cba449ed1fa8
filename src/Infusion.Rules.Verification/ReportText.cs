using System.Text;
using Infusion.Rules.Tables;
using Infusion.Rules.Words;

namespace Infusion.Rules.Verification;

/// <summary>The words of the reports.</summary>
internal static class ReportText
{
    /// <summary>What "may change" means.</summary>
    public const string Possible = "the tables leave it possible, and no record that was tried shows it";

    /// <summary>A decision as a person names it; what has no such name, such as the path of a value, as it is.</summary>
    public static string TitleOf(string decision) => DecisionWords.Has(decision) ? DecisionWords.TitleOf(decision) : decision;

    public static string Of(ChangeAxis axis, ChangeClass change) => axis == ChangeAxis.Wording && change == ChangeClass.Mixed
        ? "wording differs"
        : $"{Of(axis)} {Verb(axis, change)}";

    public static string Of(ChangeAxis axis) => axis switch
    {
        ChangeAxis.Caution => "caution",
        ChangeAxis.PatientCost => "patient cost",
        ChangeAxis.InformationDemand => "information demand",
        ChangeAxis.Schedule => "schedule",
        _ => "wording",
    };

    public static string Verb(ChangeAxis axis, ChangeClass change) => (axis, change) switch
    {
        (_, ChangeClass.Equivalent) => "is equivalent",
        (ChangeAxis.Schedule, ChangeClass.Tightens) => "is never earlier and sometimes later (tightens)",
        (ChangeAxis.Schedule, ChangeClass.Relaxes) => "is never later and sometimes earlier (relaxes)",
        (ChangeAxis.Schedule, ChangeClass.Mixed) => "is sometimes earlier and sometimes later (mixed)",
        (ChangeAxis.Wording, ChangeClass.Mixed) => "differs",
        (_, ChangeClass.Tightens) => "tightens",
        (_, ChangeClass.Relaxes) => "relaxes",
        (_, ChangeClass.Mixed) => "is mixed",
        (_, ChangeClass.Incomparable) => "is incomparable",
        (_, ChangeClass.MayChange) => "may change",
        _ => "is undecided",
    };

    /// <summary>"ClinicianDecision" as "clinician decision".</summary>
    public static string Words(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (int place = 0; place < name.Length; place++)
        {
            bool isUpper = place > 0 && char.IsUpper(name[place]);
            if (
                isUpper
                && (char.IsLower(name[place - 1])
                    || (place + 1 < name.Length && char.IsLower(name[place + 1]) && char.IsUpper(name[place - 1]))))
            {
                text.Append(' ');
            }

            text.Append(char.ToLowerInvariant(name[place]));
        }

        return text.ToString();
    }

    /// <summary>That a finding is not there: <c>without "no ride home is arranged"</c>.</summary>
    public static string Without(DecisionTable table, string finding) => $"without \"{table.WordsOf(finding)}\"";

    public static string Join(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[parts.Count - 1]}",
    };
}
