using System.Collections.Immutable;
using Infusion.Rules.Reports;
using Infusion.Rules.Verification;
using Infusion.Rules.Words;

namespace Infusion.Rules.Tool.Reports;

/// <summary>The first lines of a change: they say whether to look closer.</summary>
internal static class ChangeHead
{
    private const int MostNames = 6;

    /// <summary>The lines.</summary>
    public static ImmutableArray<ReportLine> Of(DiffReport report)
    {
        DecisionDiff[] changed = ChangeReport.Changed(report);
        string[] open = [.. Of(changed, ChangeGroup.NoDirection)];
        string[] undeclared =
            [.. report.Parameters.Where(static one => one.Class == ChangeClass.Incomparable).Select(static one => one.Place)];
        string[] may =
        [
            .. changed.Where(static one => one.Axes.Any(static axis => axis.Class == ChangeClass.MayChange)).Select(static one => one.Id),
        ];
        int alone = Of(changed, ChangeGroup.Perhaps).Count();
        string inNoOther = alone == 0 ? "" : alone == may.Length ? ", and in no other" : $", {alone} of them in no other";
        return
        [
            Caution(report, changed, open.Length + undeclared.Length),
            .. open.Length + undeclared.Length == 0 ? [] : new[]
            {
                new ReportLine(
                    "Look",
                    $"A person has to look; there is no direction or no proof: {(open.Length == 0 ? Few(undeclared) : Names(open))}.",
                    Attention.Clinician, ""),
            },
            new("Changes", Counted(report, changed)),
            .. may.Length == 0 ? [] : new[]
            {
                new ReportLine(
                    "Perhaps",
                    $"{Wording.Count(may.Length, "decision")} may change in a way that no record shows{inNoOther}: {Names(may)}.",
                    Attention.Note, ""),
            },
        ];
    }

    private static ReportLine Caution(DiffReport report, DecisionDiff[] changed, int open)
    {
        string[] less = [.. Of(changed, ChangeGroup.LessCautious, ChangeGroup.BothWays)];
        string[] values =
        [
            .. report.Parameters.Where(static one => one is { Axis: ChangeAxis.Caution, Class: ChangeClass.Relaxes or ChangeClass.Mixed })
                .Select(static one => one.Place),
        ];
        if (less.Length + values.Length > 0)
        {
            string decisions = less.Length == 0 ? "" : $"{Wording.Count(less.Length, "decision")}: {Names(less)}. ";
            string alone = values.Length == 0 ? "" : $"{Wording.Count(values.Length, "value")}: {Few(values)}.";
            return new("Caution", $"LESS CAUTIOUS in {(decisions + alone).Trim()}", Attention.Stop, "Less cautious");
        }

        string[] perhaps =
        [
            .. changed.Where(static one => ChangeWords.ClassOn(one, ChangeAxis.Caution) == ChangeClass.MayChange)
                .Select(static one => one.Id),
        ];
        return open > 0
                ? new("Caution", "Nothing is shown to become less cautious, and not everything could be compared.", Attention.Clinician, "")
            : perhaps.Length > 0
                ? new(
                    "Caution",
                    $"Nothing is shown to become less cautious, but {Wording.Count(perhaps.Length, "decision")} may: {Names(perhaps)}.",
                    Attention.Clinician, "")
            : new("Caution", "Nothing becomes less cautious.");
    }

    private static string Counted(DiffReport report, DecisionDiff[] changed)
    {
        int total = report.Decisions.Length;
        if (report.IsEquivalent)
        {
            return $"Every case is decided as before, in the same words ({Wording.Count(total, "decision")}).";
        }

        if (changed.Length == 0)
        {
            return $"No decision changes ({total}); a value beside them does.";
        }

        string[] counts =
        [
            .. changed.GroupBy(ChangeWords.GroupOf).Select(static group => $"{group.Count()} {group.Key switch
            {
                ChangeGroup.LessCautious => "less cautious",
                ChangeGroup.BothWays => "both ways",
                ChangeGroup.NoDirection => "without a direction",
                ChangeGroup.Perhaps => "perhaps",
                ChangeGroup.MoreCautious => "more cautious",
                ChangeGroup.Otherwise => "in cost, questions or times",
                _ => "only in words",
            }}"),
        ];
        return $"{changed.Length} of {Wording.Count(total, "decision")} change{(changed.Length == 1 ? "s" : "")}: "
            + $"{string.Join(", ", counts)}.{(changed.Length == total ? "" : " All others are as before.")}";
    }

    private static IEnumerable<string> Of(DecisionDiff[] changed, params ChangeGroup[] groups) =>
        changed.Where(decision => groups.Contains(ChangeWords.GroupOf(decision))).Select(static decision => decision.Id);

    private static string Names(string[] decisions) => ChangeWords.Names(decisions, MostNames);

    private static string Few(string[] names) =>
        string.Join("; ", names.Take(MostNames)) + (names.Length > MostNames ? $" and {names.Length - MostNames} more" : "");
}
