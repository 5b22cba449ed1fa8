using System.Collections.Immutable;
using Infusion.Rules.Documents;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Reports;

/// <summary>The rows of <c>diff</c> and <c>gate</c>: one for each changed value, for each changed decision and axis, and for each thing
/// that is not as it is declared. What fails comes first, because GitHub shows but ten of a level.</summary>
internal static class ChangeRows
{
    private const int MostShown = 2;

    /// <summary>The rows of a difference, which fails only for what has no direction.</summary>
    public static IEnumerable<ReportRow> Of(ImmutableArray<DiffPeriod> periods, PolicyFiles files) => Ordered(periods.SelectMany(period =>
        period.Report is { } report
            ? Of(report, path => files.PlaceOf(period, path), isDeclared: false).Select(row => On(period.Dates, row.Row))
            : [new(ChangeRules.NoVersion, $"{Wording.Capital(period.ToString())}.", files.PlaceOf(period, ""))]));

    /// <summary>The rows of a gate: what fails it, and beside that what is just as it is declared.</summary>
    public static IEnumerable<ReportRow> Of(GateReport gate, PolicyFiles files) => Ordered(gate.Steps.SelectMany(step =>
    {
        HashSet<string> failing = [.. step.Failures.Select(static failure => failure.Subject)];
        DocumentPlace? PlaceOf(string path) => files.PlaceOf(step, path);
        return step.Failures.Select(failure => Of(step, failure, PlaceOf))
            .Concat(step.Difference is { } report
                ? Of(report, PlaceOf, isDeclared: true).Where(row => !failing.Contains(row.Subject)).Select(static row => row.Row)
                : [])
            .Select(row => On(step.Dates ?? "", row));
    }));

    private static IEnumerable<ReportRow> Ordered(IEnumerable<ReportRow> rows) => rows.OrderBy(static row => row.Level);

    private static ReportRow On(string dates, ReportRow row) =>
        dates.Length == 0 ? row : row with { Message = $"{Wording.Capital(dates)}: {row.Message}" };

    private static ReportRow Of(GateStep step, GateFailure failure, Func<string, DocumentPlace?> placeOf)
    {
        ParameterChange? value = failure.Effect is { } effect ? step.Difference?.ValueOf(effect) : null;
        string path = value?.Path ?? (failure.Subject == step.ToString() ? "version" : failure.Subject.Split(": ")[0]);
        string shown = failure.Effect is { } one
            ? $"{Here(value, one)}{Shown(step.Difference?.Decisions.FirstOrDefault(found => found.Id == one.Decision), one.Axis)}"
            : "";
        return new(
            ChangeRules.Of(failure.Problem), $"{Wording.Plain(failure.Says)}.{shown}", placeOf(path), path,
            failure.Problem == GateProblem.Undecided ? ReportLevel.Warning : ReportLevel.Error);
    }

    private static IEnumerable<(string Subject, ReportRow Row)> Of(
        DiffReport report, Func<string, DocumentPlace?> placeOf, bool isDeclared)
    {
        foreach (ParameterChange value in report.Parameters.Where(static one => one.Basis != ParameterBasis.Identity))
        {
            bool isCitation = value.Basis == ParameterBasis.ToConfirm;
            yield return (
                isCitation ? new ComputedChange(value.Path, value.Axis ?? ChangeAxis.Wording, value.Class).ToString() : value.ToString(),
                new(
                    isCitation ? ChangeRules.Citation : ChangeRules.Value, $"{Wording.Plain(value.ToString())}.",
                    placeOf(value.Path), value.Path, LevelOf(value.Axis ?? ChangeAxis.Wording, value.Class, isDeclared)));
        }

        foreach (DecisionDiff decision in report.Decisions)
        {
            foreach (AxisDiff axis in decision.Axes.Where(static axis => axis.Class != ChangeClass.Equivalent))
            {
                var change = new ComputedChange(decision.Id, axis.Axis, axis.Class);
                ParameterChange? value = report.ValueOf(change);
                yield return (change.ToString(), new(
                    ChangeRules.Of(axis.Axis),
                    $"{change.Title}: {axis.Says} [{change.Decision}].{Why(axis)}{Here(value, change)}{Shown(decision, axis.Axis)}",
                    placeOf(value?.Path ?? ""), value?.Path ?? "", LevelOf(axis.Axis, axis.Class, isDeclared)));
            }
        }
    }

    private static string Why(AxisDiff axis) => axis.Class is ChangeClass.Incomparable or ChangeClass.Undecided && !axis.Reasons.IsEmpty
        ? $" {string.Join(" ", axis.Reasons.Take(MostShown).Select(static reason => $"{Wording.Capital(reason.TrimEnd('.'))}."))}"
        : "";

    // A change that has the path of the value has its numbers.
    private static string Here(ParameterChange? value, ComputedChange change) => value is null || value.Path == change.Decision ? ""
        : $" Changed here: {Wording.Plain(value.Values)}.";

    private static string Shown(DecisionDiff? decision, ChangeAxis axis) => string.Concat((decision?.Witnesses ?? [])
        .Where(witness => witness.Axis == axis && witness.Before != witness.After).Take(MostShown)
        .Select(static witness => Wording.Plain(
            $" For example {witness.Before} -> {witness.After}, of {witness.Subject ?? "the record"}: "
            + $"{string.Join("; ", witness.Story.Select(static line => line.Replace("  ", " ", StringComparison.Ordinal)))}.")));

    private static ReportLevel LevelOf(ChangeAxis axis, ChangeClass change, bool isDeclared) => (axis, change) switch
    {
        (_, ChangeClass.Incomparable) when !isDeclared => ReportLevel.Error,
        (_, ChangeClass.Incomparable or ChangeClass.MayChange or ChangeClass.Undecided) => ReportLevel.Warning,
        (ChangeAxis.Caution, ChangeClass.Relaxes or ChangeClass.Mixed) => ReportLevel.Warning,
        _ => ReportLevel.Note,
    };
}
