using System.Collections.Immutable;
using System.Numerics;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Checks one table.</summary>
internal sealed class TableCheck
{
    private readonly DecisionTable _table;
    private readonly JointTable _joint;
    private readonly List<CheckFinding> _findings = [];
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private readonly bool[] _applies;
    private readonly bool[] _decides;
    private bool _isPossible;

    private TableCheck(DecisionTable table)
    {
        _table = table;
        _joint = new(table, table, Links.None);
        _applies = new bool[table.Rules.Length];
        _decides = new bool[table.Rules.Length];
    }

    public static (ImmutableArray<CheckFinding> Findings, BigInteger Covered, long Evaluated) Run(DecisionTable table, long budget)
    {
        var check = new TableCheck(table);
        Part[] parts = [.. check._joint.Parts(Part.SmallEnough)];
        decimal cost = parts.Sum(part => (decimal)part.Cost);
        if (cost > budget)
        {
            check.Add(CheckCode.OverBudget, table.Id,
                FormattableString.Invariant($"The proof needs {cost:0} cells and the budget is {budget}"), null);
            return ([.. check._findings], check._joint.CellCount, 0);
        }

        check.Constraints();
        foreach (Part part in parts)
        {
            check.Judge(part);
        }

        check._isPossible |= parts.Length == 0;
        if (!check._isPossible)
        {
            check._findings.Clear();
            check.Add(CheckCode.NothingPossible, table.Id, "The constraints exclude every case", null);
        }
        else
        {
            check.Rules();
            check.Facts();
        }

        return ([.. check._findings], check._joint.CellCount, (long)cost);
    }

    private void Add(CheckCode code, string subject, string says, int[]? example)
    {
        if (_found.Add($"{code} {subject}"))
        {
            _findings.Add(new()
            {
                Code = code,
                Table = _table.Id,
                Subject = subject,
                Says = says,
                Witness = example is null ? [] : [.. WitnessMaker.FactsOf(_joint, example)],
            });
        }
    }

    private void Constraints()
    {
        for (int row = 0; row < _table.Impossible.Length; row++)
        {
            if (_joint.New.ConstraintClauses[row].IsEmpty)
            {
                Add(
                    CheckCode.EmptyConstraint, _table.Impossible[row].Id, $"The constraint {_table.Impossible[row].Id} excludes nothing",
                    null);
            }
        }
    }

    private void Rules()
    {
        for (int rule = 0; rule < _table.Rules.Length; rule++)
        {
            string id = _table.Rules[rule].Id;
            if (!_applies[rule])
            {
                Add(CheckCode.DeadRule, id, $"The rule {id} applies to no case", null);
            }
            else if (!_decides[rule] && _table.HitPolicy != HitPolicy.Unique)
            {
                Add(
                    CheckCode.MaskedRule, id, $"Wherever the rule {id} applies, other rules give the same or a more cautious outcome",
                    null);
            }
        }
    }

    // A fact matters when some case has another answer with another value of it, all else equal.
    private void Facts()
    {
        for (int fact = 0; fact < _table.Facts.Length; fact++)
        {
            Fact declared = _table.Facts[fact];
            Partition partition = _table.Partition;
            int cells = partition.CellsOf(fact);
            if (!IsAsked(fact) || cells < 2)
            {
                continue;
            }

            bool[] matters = [.. Enumerable.Range(1, cells - 1).Select(cell => Differs(fact, cell - 1, cell))];
            if (!matters.Contains(true))
            {
                Add(CheckCode.DeadFact, declared.Id, $"Rules ask for {declared.Name}, and no answer depends on it", null);
                continue;
            }

            for (int cell = 1; cell < cells && declared.IsOrdered; cell++)
            {
                long constant = partition.Bounds(fact, cell).Low;
                if (!matters[cell - 1] && (constant != Fact.Never || declared.Kind != FactKind.LookBack))
                {
                    Add(CheckCode.DeadConstant, $"{declared.Id} at {declared.Format(constant)}",
                        $"No answer differs between just below and at {declared.Format(constant)} of {declared.Name}", null);
                }
            }
        }
    }

    private bool IsAsked(int fact) => _joint.New.RuleFacts.Concat(_joint.New.ConstraintFacts).Any(facts => facts.Contains(fact));

    private bool Differs(int fact, int before, int now)
    {
        var moved = new JointTable(_table, fact, before, now);
        return moved.Parts(Part.SmallEnough).Any(part => PartProof.Run(part, withUnknown: false).Complete.Any(pair =>
            pair.OldOutcome != pair.NewOutcome || !pair.OldTerms.SequenceEqual(pair.NewTerms)));
    }

    private void Judge(Part part)
    {
        SideGroup[] groups = [.. part.Groups.Select(group => new SideGroup(part, isOld: false, group))];
        foreach (int[] separators in PartProof.Combinations(part.Separators.Select(fact => _joint.New.Cells[fact])))
        {
            int[][] grids = [.. groups.Select(group => WithoutImpossible(group, group.Grid([.. separators])))];
            if (grids.Any(grid => grid.All(place => place < 0)))
            {
                continue;
            }

            _isPossible = true;
            int[] lowest = [.. grids.Select((grid, group) => Lowest(groups[group], grid))];
            Gap(part, groups, grids, separators, lowest);
            for (int group = 0; group < groups.Length; group++)
            {
                // What everything else comes to at least; below that nothing in this group shows.
                int floor = lowest.Where((_, other) => other != group).DefaultIfEmpty(Outcomes.None).Max();
                Sets(part, groups[group], grids[group], group, separators, floor);
                Lines(part, groups[group], grids[group], group, separators, floor);
            }
        }
    }

    // What no score is cannot be.
    private int[] WithoutImpossible(SideGroup group, int[] grid)
    {
        if (_joint.Scaled.Any(pair => group.Facts.Contains(pair.Fact)))
        {
            int[] example = [.. Enumerable.Repeat(-1, _joint.Facts.Length)];
            for (int place = 0; place < grid.Length; place++)
            {
                Place(example, group, place);
                grid[place] = _joint.CanBe(example) ? grid[place] : -1;
            }
        }

        return grid;
    }

    private static int Lowest(SideGroup group, int[] grid)
    {
        int lowest = int.MaxValue;
        foreach (int set in grid.Where(set => set >= 0).Distinct())
        {
            int outcome = group.OutcomeOf(group.RuleSets[set]);
            lowest = Math.Min(lowest, Outcomes.IsOverlap(outcome) ? 0 : outcome);
        }

        return lowest;
    }

    private void Gap(Part part, SideGroup[] groups, int[][] grids, int[] separators, int[] lowest)
    {
        if (part.Finding is not null || lowest.Any(outcome => outcome != Outcomes.None))
        {
            return;
        }

        int[] example = Blank(part, separators);
        for (int group = 0; group < groups.Length; group++)
        {
            int place = Array.FindIndex(grids[group], set => set >= 0 && groups[group].RuleSets[set].Length == 0);
            Place(example, groups[group], place);
        }

        Add(
            CheckCode.Gap, _table.Id, "No rule applies to some case, so it has no answer",
            Confirmed(example, row => Replay.Outcome(_table, null, row) == Outcomes.None));
    }

    private void Sets(Part part, SideGroup group, int[] grid, int index, int[] separators, int floor)
    {
        var seen = new HashSet<int>();
        for (int place = 0; place < grid.Length; place++)
        {
            if (grid[place] < 0 || !seen.Add(grid[place]))
            {
                continue;
            }

            int[] rules = group.RuleSets[grid[place]];
            int outcome = group.OutcomeOf(rules);
            foreach (int rule in rules)
            {
                _applies[rule] = true;
                _decides[rule] |= outcome > floor && group.OutcomeOf([.. rules.Where(other => other != rule)]) < outcome;
            }

            if (_table.HitPolicy == HitPolicy.Unique && rules.Length > 1)
            {
                int[] example = Blank(part, separators);
                Place(example, group, place);
                string names = ReportText.Join([.. rules.Select(rule => _table.Rules[rule].Id)]);
                Add(CheckCode.Overlap, names, $"The rules {names} apply to one case, where exactly one may",
                    Confirmed(example, row => _table.Applying(row).Length > 1));
            }
        }
    }

    // Along one number, everything else equal, the outcome goes up or down and does not turn back.
    private void Lines(Part part, SideGroup group, int[] grid, int index, int[] separators, int floor)
    {
        for (int depth = 0; depth < group.Facts.Length; depth++)
        {
            JointFact fact = _joint.Facts[group.Facts[depth]];
            int cells = _joint.New.Cells[group.Facts[depth]];
            if (!fact.Either.IsOrdered || fact.Either.HasTwoSides || cells < 3)
            {
                continue;
            }

            int last = fact.Either.Kind == FactKind.LookBack ? cells - 1 : cells;
            for (int place = 0; place < grid.Length; place++)
            {
                if (
                    place / group.Strides[depth] % cells == 0
                    && Turns(group, grid, place, group.Strides[depth], last, floor, part.Finding is not null))
                {
                    int[] example = Blank(part, separators);
                    Place(example, group, place);
                    example[group.Facts[depth]] = -1;
                    Add(CheckCode.NotMonotone, part.Finding is null ? fact.Id : $"{fact.Id} for {part.Finding}",
                        $"As {fact.Either.Name} grows, the outcome turns back", example);
                    return;
                }
            }
        }
    }

    private static bool Turns(SideGroup group, int[] grid, int place, int stride, int last, int floor, bool isFinding)
    {
        int? before = null;
        bool rises = false;
        bool falls = false;
        for (int cell = 0; cell < last; cell++)
        {
            int set = grid[place + (cell * stride)];
            int outcome = set < 0 ? Outcomes.Impossible : group.OutcomeOf(group.RuleSets[set]);
            if (outcome < Outcomes.None)
            {
                continue;
            }

            outcome = Math.Max(outcome, floor);
            if (outcome == Outcomes.None && !isFinding)
            {
                continue;
            }

            rises |= outcome > before;
            falls |= outcome < before;
            before = outcome;
        }

        return rises && falls;
    }

    private int[] Blank(Part part, int[] separators)
    {
        int[] example = [.. Enumerable.Repeat(-1, _joint.Facts.Length)];
        for (int place = 0; place < separators.Length; place++)
        {
            example[part.Separators[place]] = KnownIn(part.Separators[place], separators[place]);
        }

        return example;
    }

    private void Place(int[] example, SideGroup group, int place)
    {
        for (int depth = 0; depth < group.Facts.Length; depth++)
        {
            int fact = group.Facts[depth];
            example[fact] = KnownIn(fact, place / group.Strides[depth] % _joint.New.Cells[fact]);
        }
    }

    private int KnownIn(int fact, int cell) => Array.FindIndex(_joint.Facts[fact].Known, coordinate => coordinate.New == cell);

    private int[] Confirmed(int[] example, Func<FactValue[], bool> isShown) => isShown(_joint.Row(isOld: false, example))
        ? example
        : throw new InvalidOperationException($"A finding on the table '{_table.Id}' could not be replayed.");
}
