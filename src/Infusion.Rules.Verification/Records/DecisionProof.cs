using System.Collections.Immutable;
using Infusion.Rules.Verification.Proof;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Verification.Records;

/// <summary>Says of every decision about a record what may differ, by what is proved of the tables it is made of, and shows each
/// direction by a record that both versions reviewed.</summary>
/// <remarks>What the tables leave possible is never left out: a direction that no record shows is a change that may be.</remarks>
internal sealed class DecisionProof
{
    private const Direction AnyDirection = Direction.Tightens | Direction.Relaxes;

    private readonly InfusionRules _old;
    private readonly InfusionRules _new;
    private readonly ImmutableArray<TableDiff> _tables;
    private readonly ImmutableArray<ParameterChange> _parameters;
    private readonly RecordSearch _search;
    private readonly bool _isUndecided;

    private DecisionProof(InfusionRules old, InfusionRules @new, DiffReport report, DiffOptions options)
    {
        (_old, _new, _tables, _parameters) = (old, @new, report.Tables, report.Parameters);
        _search = new(old, @new, options);
        _isUndecided = report.IsUndecided;
    }

    /// <summary>Every decision, in the order of the patient's way.</summary>
    public static ImmutableArray<DecisionDiff> Run(
        InfusionRules old, InfusionRules @new, DiffReport report, DiffOptions options, out int tried)
    {
        var proof = new DecisionProof(old, @new, report, options);
        ImmutableArray<DecisionDiff> decisions = proof.Run();
        tried = proof._search.Reviewed;
        return decisions;
    }

    private ImmutableArray<DecisionDiff> Run()
    {
        string[] order = [.. _tables.Select(static table => table.Id)];
        string[] ids =
        [
            .. order.Concat(_search.Decisions).Concat(InfusionRules.Dated).Concat(InfusionRules.Priced)
                .Distinct(StringComparer.Ordinal).Except(InfusionRules.Steps, StringComparer.Ordinal).OrderBy(id => Array.IndexOf(
                order, InfusionRules.TablesOf(id).Concat(InfusionRules.ValuesFrom(id)).FirstOrDefault() ?? id)),
        ];
        Dictionary<string, Direction[]> possible = ids.ToDictionary(static id => id, PossibleOf, StringComparer.Ordinal);
        if (!_isUndecided && possible.Values.Any(static axes => axes.Take(Axes).Any(static axis => axis != Direction.None)))
        {
            _search.Run(_tables, Moved(), ChangedNames(), () => ids.Where(id => IsMissing(id, possible[id])));
        }

        return [.. ids.Select(id => DiffOf(id, possible[id]))];
    }

    // The times that the policy changed, and those between two of them.
    private ImmutableArray<Duration> Moved()
    {
        Duration[] times =
        [
            .. _parameters.SelectMany(static one => new[] { one.Before, one.After }).OfType<string>()
                .Select(TimeOf).Where(static time => time is { Months: 0, Years: 0 }).Select(static time => time!.ToDuration())
                .Distinct().OrderBy(static time => time),
        ];
        return [.. times.Concat(times.Zip(times.Skip(1), static (one, other) => (one + other) / 2)).Distinct()];
    }

    // What an entry of a list that differs is called.
    private string[] ChangedNames() => [.. _parameters.SelectMany(static one => one.Path.Split('[').Skip(1))
        .Select(static part => part.Split(']')[0]).Distinct(StringComparer.Ordinal)];

    // The axes that a record shows; what is only worded otherwise is compared rule by rule.
    private static int Axes => (int)ChangeAxis.Wording;

    private bool IsMissing(string decision, Direction[] possible) => _search.IsReviewed(decision) && Enumerable.Range(0, Axes)
        .Any(axis => Judged(possible[axis], ShownOf(decision, (ChangeAxis)axis, possible[axis])) == Direction.May);

    private static Direction Wanted(Direction possible) =>
        (possible & Direction.May) != 0 ? AnyDirection : possible & (AnyDirection | Direction.Incomparable);

    private Direction ShownOf(string decision, ChangeAxis axis, Direction possible) => _search.Shown(decision, axis, Sides(possible));

    private static Direction Sides(Direction possible) =>
        (possible & (Direction.May | Direction.OneWay)) != 0 ? AnyDirection : possible & AnyDirection;

    // What the tables leave possible, and what the dates and amounts of a decision and the facts it needs may do beside them.
    private Direction[] PossibleOf(string decision)
    {
        TableDiff[] made = [.. Named(InfusionRules.TablesOf(decision))];
        ParameterChange[] moved =
        [
            .. InRules.Where(parameter => IsOf(decision, parameter)),
        ];
        Direction[] axes = [.. Enumerable.Range(0, 5).Select(axis => Sum(made, axis))];
        foreach (ChangeAxis axis in new[] { ChangeAxis.Schedule, ChangeAxis.PatientCost }
            .Where(axis => axis != _search.OutcomeAxis(decision) || made.Length == 0).Except(ValueAxesOf(decision)))
        {
            axes[(int)axis] = Direction.None;
        }

        if (IsEveryDecisionOpen)
        {
            AddMay(axes, [.. Enumerable.Range(0, Axes).Select(static axis => (ChangeAxis)axis)]);
        }

        // Of what is known in part, such as a time between two, one version may leave one outcome open and the other two.
        bool isPutTogether = made.Length == 0 || decision == "payment.statement";
        IEnumerable<TableDiff> known = isPutTogether ? made.Concat(RestsOn(decision)) : made;
        axes[(int)ChangeAxis.InformationDemand] |= known.Aggregate(
            isPutTogether && Array.Exists(moved, static one => one.Before is null || one.After is null) ? Knowledge.Any : Knowledge.Same,
            static (sum, table) => sum | table.Knowledge).ToDemand();

        AddValues(axes, decision, made, moved.Length);
        if (Named(InfusionRules.ListedBy(decision)).Any(static table => table.Knowledge != Knowledge.Same))
        {
            AddMay(axes, _search.OutcomeAxis(decision));
        }

        if (InfusionRules.SaidIfFound.Contains(decision))
        {
            axes[(int)ChangeAxis.InformationDemand] = Direction.None;
        }

        return axes;
    }

    // Every date and every time of a clock is read in the clinic's zone, and every decision asks what may have been given beyond a record
    // that is not kept up.
    private bool IsEveryDecisionOpen =>
        _old.TimeZone.Id != _new.TimeZone.Id || _old.Rooms.Protocols.MostSessions != _new.Rooms.Protocols.MostSessions;

    private static void AddMay(Direction[] axes, params ChangeAxis[] which)
    {
        foreach (ChangeAxis axis in which)
        {
            axes[(int)axis] |= Direction.May;
        }
    }

    // Dates and amounts move with the rules and parameters they are worked out from, and with what says which ones there are.
    private void AddValues(Direction[] axes, string decision, TableDiff[] made, int moved)
    {
        TableDiff[] worked = [.. made, .. Named(InfusionRules.ValuesFrom(decision))];

        // What one parameter moves it moves one way; but whoever has to come earlier is later by more.
        Direction parameter = moved == 0 ? Direction.None
            : moved == 1 && decision != "visit.arrival" ? Direction.OneWay
            : Direction.May;
        Direction others = !IsMovedByATime(decision) && RestsOn(decision).Any(IsOtherwise) ? Direction.May : Direction.None;
        foreach (ChangeAxis axis in ValueAxesOf(decision))
        {
            // An order of outcomes by what they cost is that of their amounts.
            axes[(int)axis] |= Sum(worked, (int)axis) | parameter
                | (axis == ChangeAxis.PatientCost && _search.OutcomeAxis(decision) == axis ? Direction.None : others);
        }

        // What is said of a value is worded by the rules it is worked out from.
        Direction[] said = [.. Named(InfusionRules.ValuesFrom(decision)).SelectMany(static table => table.Axes)
            .Select(static axis => FlagsOf(axis.Class))];
        axes[(int)ChangeAxis.Wording] |= moved > 0 || Array.Exists(said, static one => one is not (Direction.None or Direction.Undecided))
            ? AnyDirection
            : said.Aggregate(Direction.None, static (sum, one) => sum | one);
    }

    // Whether one time that a date is worked out from is all that differs, and nothing else says which dates there are: it moves the date
    // one way, whatever else it decides.
    private bool IsMovedByATime(string decision) =>
        InRules.ToArray() is [var one] && TimeOf(one.Before) is not null && TimeOf(one.After) is not null
        && _new.ValuesRestOn(decision).All(InfusionRules.TablesOf(decision).Contains) && IsOf(decision, one);

    // What differs and is in rules, beside what is only said of it.
    private IEnumerable<ParameterChange> InRules =>
        _parameters.Where(static parameter => parameter.Basis == ParameterBasis.Tables && !IsSaidOf(parameter.Path));

    private static bool IsOf(string decision, ParameterChange parameter) =>
        InfusionRules.ParametersOf(decision).Any(pattern => ParameterRule.Covers(pattern, parameter.Path));

    private IEnumerable<TableDiff> RestsOn(string decision) =>
        Named([.. _old.ValuesRestOn(decision).Union(_new.ValuesRestOn(decision))]);

    private static Period? TimeOf(string? value) =>
        value is not null && PeriodPattern.NormalizingIso.Parse(value) is { Success: true, Value: var time } ? time : null;

    // Whether a table may come to another outcome, or to another amount of one.
    private static bool IsOtherwise(TableDiff table) => table.On(ChangeAxis.Caution) != ChangeClass.Equivalent
        || table.On(ChangeAxis.PatientCost) != ChangeClass.Equivalent;

    private static IEnumerable<ChangeAxis> ValueAxesOf(string decision)
    {
        if (InfusionRules.Dated.Contains(decision))
        {
            yield return ChangeAxis.Schedule;
        }

        if (InfusionRules.Priced.Contains(decision))
        {
            yield return ChangeAxis.PatientCost;
        }
    }

    // What is said of a value moves nothing.
    private static bool IsSaidOf(string path) => path.EndsWith(".provenance", StringComparison.Ordinal)
        || path.EndsWith(".modality", StringComparison.Ordinal);

    private IEnumerable<TableDiff> Named(ImmutableArray<string> ids) => _tables.Where(table => ids.Contains(table.Id));

    // What a table may ask beyond the cases that it is compared in goes by how much is known of it.
    private static Direction Sum(TableDiff[] tables, int axis) => tables.Aggregate(Direction.None, (sum, table) => sum
        | (FlagsOf(table.Axes[axis].Class) is var flags && flags == Direction.May && axis == (int)ChangeAxis.InformationDemand
            ? table.Knowledge.ToDemand()
            : flags));

    private static Direction FlagsOf(ChangeClass change) => change switch
    {
        ChangeClass.Equivalent => Direction.None,
        ChangeClass.Tightens => Direction.Tightens,
        ChangeClass.Relaxes => Direction.Relaxes,
        ChangeClass.Mixed => AnyDirection,
        ChangeClass.MayChange => Direction.May,
        ChangeClass.Undecided => Direction.Undecided,
        _ => Direction.Incomparable,
    };

    private DecisionDiff DiffOf(string id, Direction[] possible)
    {
        TableDiff[] made = [.. Named(InfusionRules.TablesOf(id))];
        return new()
        {
            Id = id,
            Decides = made.FirstOrDefault()?.Decides ?? id,
            Axes =
            [
                .. Enumerable.Range(0, 5).Select(axis => new AxisDiff
                {
                    Axis = (ChangeAxis)axis,
                    Class = axis == Axes || !_search.IsReviewed(id)
                        ? Certain(possible[axis]).ToClass()
                        : Certain(Judged(possible[axis], ShownOf(id, (ChangeAxis)axis, possible[axis]))).ToClass(),
                    Reasons = [.. made.SelectMany(table => table.Axes[axis].Reasons).Distinct(StringComparer.Ordinal)],
                }),
            ],
            Witnesses = [.. _search.WitnessesOf(id, axis => Sides(possible[(int)axis]))],
            BeyondProof =
            [
                .. Enumerable.Range(0, Axes).Select(static axis => (ChangeAxis)axis)
                    .Where(axis => IsBeyond(possible[(int)axis], ShownOf(id, axis, Direction.None) & AnyDirection)),
            ],
        };
    }

    private static bool IsBeyond(Direction possible, Direction shown) =>
        (possible & (Direction.May | Direction.OneWay | Direction.Undecided | Direction.Incomparable)) == 0 && (shown & ~possible) != 0;

    // Beside a table that was not proved nothing that may be is known.
    private Direction Certain(Direction judged) => judged == Direction.May && _isUndecided ? Direction.Undecided : judged;

    // Both directions shown leave nothing open. A direction that is possible and not shown is one that may be.
    private static Direction Judged(Direction possible, Direction shown)
    {
        if ((possible & (Direction.Undecided | Direction.Incomparable)) != 0)
        {
            return possible & (Direction.Undecided | Direction.Incomparable);
        }

        return (shown & Direction.Incomparable) != 0 ? Direction.Incomparable
            : (shown & AnyDirection) == AnyDirection ? AnyDirection
            : (Wanted(possible) & ~shown) != 0 || (possible != Direction.None && shown == Direction.None) ? Direction.May
            : shown;
    }
}
