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
    public static string TitleOf(string? decision) => decision is null ? ""
        : DecisionWords.Has(decision) ? DecisionWords.TitleOf(decision)
        : decision;

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
        (ChangeAxis.Schedule, ChangeClass.Tightens) => "is never earlier and sometimes later",
        (ChangeAxis.Schedule, ChangeClass.Relaxes) => "is never later and sometimes earlier",
        (ChangeAxis.Schedule, ChangeClass.Mixed) => "is sometimes earlier and sometimes later",
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

    /// <summary>An outcome of a decision as a person reads it.</summary>
    public static string OutcomeOf(InfusionRules rules, string decision, string outcome) => InfusionRules.TablesOf(decision)
        .SelectMany(id => rules.Tables.Where(table => table.Id == id))
        .FirstOrDefault(table => table.Outcomes.Contains(outcome)) is { } table
            ? table.WordsOf(outcome)
            : NameWords.Of(outcome);

    /// <summary>Rules by their sentences, the ids behind them: <c>An intake that is early enough meets the fast [fasting.compliant]</c>.
    /// </summary>
    public static string RulesOf(InfusionRules rules, IEnumerable<string> ids) => Named(
        ids, id => rules.Tables.SelectMany(static table => table.Rules).FirstOrDefault(rule => rule.Id == id)?.Says, "no rule");

    /// <summary>Facts by their questions, the ids behind them.</summary>
    public static string QuestionsOf(InfusionRules rules, IEnumerable<string> ids) => Named(
        ids, id => rules.Tables.SelectMany(static table => table.Facts).FirstOrDefault(fact => fact.Id == id)?.Question, "nothing");

    private static string Named(IEnumerable<string> ids, Func<string, string?> says, string none) =>
        string.Join("; ", ids.Select(id => says(id) is { } words ? $"{words} [{id}]" : id)) is { Length: > 0 } text ? text : none;

    /// <summary>That a finding is not there: <c>without "no ride home is arranged"</c>.</summary>
    public static string Without(DecisionTable table, string finding) => $"without \"{table.WordsOf(finding)}\"";

    public static string Join(IReadOnlyList<string> parts) => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[parts.Count - 1]}",
    };
}
