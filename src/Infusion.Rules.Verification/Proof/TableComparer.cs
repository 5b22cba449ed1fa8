using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Compares two versions of one table on every axis.</summary>
internal sealed class TableComparer
{
    private readonly JointTable _table;
    private readonly DiffOptions _options;
    private readonly Direction[] _axes = new Direction[5];
    private readonly List<string>[] _reasons = [[], [], [], [], []];
    private readonly List<Difference> _differences = [];
    private readonly TermComparer _terms;
    private Knowledge _knowledge;

    private TableComparer(JointTable table, DiffOptions options)
    {
        (_table, _options) = (table, options);
        _terms = new(table.New.Table.Axis);
    }

    private DecisionTable Old => _table.Old.Table;

    private DecisionTable New => _table.New.Table;

    private ChangeAxis OutcomeAxis => New.Axis == Tables.OutcomeAxis.Caution ? ChangeAxis.Caution : ChangeAxis.PatientCost;

    /// <summary>Compares two versions.</summary>
    /// <param name="old">The old version.</param>
    /// <param name="new">The new version.</param>
    /// <param name="links">What the tables that facts are linked to come to.</param>
    /// <param name="options">How far to go.</param>
    /// <returns>The differences, and what a fact linked to this table can be; <c>null</c> when that is not known.</returns>
    public static (TableDiff Diff, LinkedPairs? Pairs) Compare(
        DecisionTable old, DecisionTable @new, Links links, DiffOptions options)
    {
        var comparer = new TableComparer(new(old, @new, links), options);
        return comparer.Run();
    }

    /// <summary>A table that only one version has fails closed on every axis.</summary>
    public static TableDiff OneSided(DecisionTable table, bool isNew)
    {
        string reason = isNew ? "The table is new, so there is nothing to compare it with." : "The table is gone.";
        return new()
        {
            Id = table.Id,
            Decides = table.Decides,
            Axes = [.. Enumerable.Range(0, 5).Select(axis => new AxisDiff
            {
                Axis = (ChangeAxis)axis,
                Class = ChangeClass.Incomparable,
                Reasons = [reason],
            })],
            CellsCovered = table.Partition.CellCount,
            CellsEvaluated = 0,
        };
    }

    private (TableDiff Diff, LinkedPairs? Pairs) Run()
    {
        LinkedPairs? pairs = null;
        ImmutableArray<Witness> witnesses = [];
        ImmutableArray<Triplet> triplets = [];
        ImmutableArray<Region> regions = [];
        long evaluated = 0;
        if (_table.Problem is { } problem)
        {
            Fail(Direction.Incomparable, problem);
        }
        else
        {
            Part[] parts = [.. _table.Parts(_options.SeparateAbove)];
            decimal cost = parts.Sum(part => (decimal)part.Cost);
            if (cost > _options.CellBudget)
            {
                Fail(Direction.Undecided, FormattableString.Invariant(
                    $"The proof needs {cost:0} cells and the budget is {_options.CellBudget}; nothing was sampled instead."));
            }
            else
            {
                evaluated = (long)cost;
                PartResult[] results = [.. parts.Select(static part => PartProof.Run(part, withUnknown: true))];
                foreach (PartResult result in results)
                {
                    Judge(result);
                }

                pairs = results is [{ Part.Finding: null } whole] ? LinkedPairs.Of(_table, whole) : LinkedPairs.OfFindings(_table, results);

                var maker = new WitnessMaker(_table, _options.MostExamples);
                (witnesses, triplets, regions) = maker.Make(_differences);
                foreach (string failure in maker.Failures)
                {
                    Fail(Direction.Incomparable, failure);
                }
            }
        }

        foreach ((string reason, Knowledge knowledge) in _table.Facts.SelectMany(static fact => fact.ApartBy))
        {
            May(reason, knowledge);
        }

        ImmutableArray<RuleChange> rules = RuleChanges.Between(Old, New);
        foreach (RuleChange change in rules.Where(RuleChanges.IsWording))
        {
            Note(ChangeAxis.Wording, Direction.Tightens | Direction.Relaxes, $"{change.Id}: {change.Part} differs");
        }

        return (new()
        {
            Id = New.Id,
            Decides = New.Decides,
            Axes = [.. _axes.Select((direction, axis) => new AxisDiff
            {
                Axis = (ChangeAxis)axis,
                Class = direction.ToClass(),
                Reasons = [.. _reasons[axis].Distinct(StringComparer.Ordinal)],
            })],
            Witnesses = witnesses,
            Triplets = triplets,
            Regions = regions,
            Rules = rules,
            Knowledge = _knowledge,
            CellsCovered = _table.CellCount,
            CellsEvaluated = evaluated,
        }, pairs);
    }

    private void Fail(Direction direction, string reason)
    {
        _knowledge = Knowledge.Any;
        foreach (ChangeAxis axis in
            new[] { OutcomeAxis, ChangeAxis.InformationDemand, ChangeAxis.Schedule, ChangeAxis.PatientCost }.Distinct())
        {
            Note(axis, direction, reason);
        }
    }

    // Which dates and amounts there are then, what is decided about a record says.
    private void May(string reason, Knowledge knowledge)
    {
        _knowledge |= knowledge;
        Note(OutcomeAxis, Direction.May, reason);
        Note(ChangeAxis.InformationDemand, Direction.May, reason);
    }

    private void Note(ChangeAxis axis, Direction direction, string reason)
    {
        _axes[(int)axis] |= direction;
        _reasons[(int)axis].Add(reason);
    }

    private void Judge(PartResult result)
    {
        string? finding = result.Part.Finding;
        foreach (CompletePair pair in result.Complete)
        {
            JudgeOutcome(pair, finding);
            if (
                pair is { OldOutcome: >= 0, NewOutcome: >= 0 }
                && NameOf(Old, pair.OldOutcome, finding) == NameOf(New, pair.NewOutcome, finding))
            {
                JudgeTerms(pair, finding);
            }
        }

        foreach (RuleSeed seed in result.Seeds)
        {
            int old = Replay.Outcome(Old, finding, _table.Row(isOld: true, seed.Example));
            int @new = Replay.Outcome(New, finding, _table.Row(isOld: false, seed.Example));
            if (old != Replay.Open && @new != Replay.Open && DirectionOf(old, @new, finding) is not Direction.None and var direction)
            {
                _differences.Add(OutcomeDifference(direction, finding, old, @new, seed.Example));
            }
        }

        foreach (PartialPair pair in result.Partial)
        {
            JudgeSets(pair, finding);
            JudgeDemand(pair, finding);
        }
    }

    private void JudgeOutcome(CompletePair pair, string? finding)
    {
        Direction direction = DirectionOf(pair.OldOutcome, pair.NewOutcome, finding);
        if (direction != Direction.None)
        {
            _knowledge = Knowledge.Any;
            Note(OutcomeAxis, direction,
                $"{Name(Old, pair.OldOutcome, finding)} before, {Name(New, pair.NewOutcome, finding)} now: "
                + $"{ReportText.Verb(OutcomeAxis, direction.ToClass())}");
            _differences.Add(OutcomeDifference(direction, finding, pair.OldOutcome, pair.NewOutcome, pair.Example));
        }
    }

    private Difference OutcomeDifference(Direction direction, string? finding, int old, int @new, int[] example)
    {
        // The kernel leaves an overlap open, as it does what is not known.
        int expectedOld = Outcomes.IsOverlap(old) ? Replay.Open : old;
        int expectedNew = Outcomes.IsOverlap(@new) ? Replay.Open : @new;
        return new(OutcomeAxis, direction, finding, example, (oldRow, newRow) =>
            Replay.Outcome(Old, finding, oldRow) == expectedOld && Replay.Outcome(New, finding, newRow) == expectedNew);
    }

    private void JudgeTerms(CompletePair pair, string? finding)
    {
        foreach (TermDifference difference in _terms.Differences(pair.OldTerms, pair.NewTerms))
        {
            Note(difference.Axis, difference.Direction, difference.Says);
            _differences.Add(new(difference.Axis, difference.Direction, finding, pair.Example, (oldRow, newRow) =>
                Replay.Outcome(Old, finding, oldRow) == pair.OldOutcome && Replay.Outcome(New, finding, newRow) == pair.NewOutcome
                && _terms.Differences(Replay.Terms(Old, finding, oldRow), Replay.Terms(New, finding, newRow)).Contains(difference),
                difference.Says));
        }
    }

    // What is possible where not everything is known, or a name is known to one version alone: the least and the most cautious of it.
    private void JudgeSets(PartialPair pair, string? finding)
    {
        if (pair.OldMask == 0 || pair.NewMask == 0 || !_table.Facts.Any(static fact => fact.IsToldByOne)
            || (finding is null && !Old.Outcomes.SequenceEqual(New.Outcomes)))
        {
            return;
        }

        Direction direction = Of(Bits.Lowest(pair.NewMask) - Bits.Lowest(pair.OldMask))
            | Of(Masks.Highest(pair.NewMask) - Masks.Highest(pair.OldMask));
        if (direction != Direction.None)
        {
            _knowledge |= Masks.Compare(pair.OldMask, pair.NewMask);
            Note(OutcomeAxis, direction, "what is possible differs where not everything is known");
            AddRow(new(OutcomeAxis, direction, finding, pair.Example, (oldRow, newRow) =>
                Replay.Possible(Old, finding, oldRow) == pair.OldMask && Replay.Possible(New, finding, newRow) == pair.NewMask));
        }

        Direction Of(int sign)
        {
            Tables.OutcomeAxis turned = finding is null ? Tables.OutcomeAxis.PatientCost : Tables.OutcomeAxis.PatientCredit;
            bool isMore = sign > 0 != (New.Axis == turned);
            return sign == 0 ? Direction.None : isMore ? Direction.Tightens : Direction.Relaxes;
        }
    }

    private void JudgeDemand(PartialPair pair, string? finding)
    {
        if (pair.OldMask == 0 || pair.NewMask == 0)
        {
            return;
        }

        bool before = IsDetermined(pair.OldMask, finding);
        bool after = IsDetermined(pair.NewMask, finding);
        if (before == after)
        {
            return;
        }

        _knowledge |= Masks.Compare(pair.OldMask, pair.NewMask);
        Direction direction = before ? Direction.Tightens : Direction.Relaxes;
        Note(ChangeAxis.InformationDemand, direction,
            before ? "Facts are needed that were not needed before" : "Facts that were needed are not needed any more");
        AddRow(new(ChangeAxis.InformationDemand, direction, finding, pair.Example, (oldRow, newRow) =>
            IsSettled(Old, finding, oldRow) == before && IsSettled(New, finding, newRow) == after
            && Replay.Outcome(Old, finding, oldRow) != Outcomes.Impossible && Replay.Outcome(New, finding, newRow) != Outcomes.Impossible));
    }

    private void AddRow(Difference difference)
    {
        if (_table.IsRow(difference.Example))
        {
            _differences.Add(difference);
        }
    }

    private static bool IsDetermined(ulong mask, string? finding) => Masks.IsOne(mask) && (finding is not null || mask != Masks.None);

    private static bool IsSettled(DecisionTable table, string? finding, FactValue[] row) =>
        Replay.Outcome(table, finding, row) is var outcome && outcome != Replay.Open && (finding is not null || outcome != Outcomes.None);

    private static string? NameOf(DecisionTable table, int outcome, string? finding) =>
        outcome < 0 ? null : finding ?? table.Outcomes[outcome];

    private static string Name(DecisionTable table, int outcome, string? finding) => outcome switch
    {
        Outcomes.Impossible => "a case that cannot be",
        <= -100 => "rules that contradict each other",
        Outcomes.None => finding is null ? "no answer" : ReportText.Without(table, finding),
        _ => table.WordsOf(NameOf(table, outcome, finding)!),
    };

    private Direction DirectionOf(int old, int @new, string? finding)
    {
        if (finding is not null)
        {
            return old == @new ? Direction.None
                : old < Outcomes.None || @new < Outcomes.None ? Direction.Incomparable
                : (@new == 0) != (New.Axis == Tables.OutcomeAxis.PatientCredit) ? Direction.Tightens
                : Direction.Relaxes;
        }

        if (old < 0 || @new < 0)
        {
            return old == @new ? Direction.None : Direction.Incomparable;
        }

        (string before, string after) = (Old.Outcomes[old], New.Outcomes[@new]);
        if (before == after)
        {
            return Direction.None;
        }

        int oldOrder = Old.Outcomes.IndexOf(after).CompareTo(old);
        int newOrder = @new.CompareTo(New.Outcomes.IndexOf(before));
        bool hasPlace = Old.Outcomes.Contains(after) && New.Outcomes.Contains(before) && oldOrder == newOrder;
        return !hasPlace ? Direction.Incomparable
            : newOrder > 0 != (New.Axis == Tables.OutcomeAxis.PatientCost) ? Direction.Tightens
            : Direction.Relaxes;
    }
}
