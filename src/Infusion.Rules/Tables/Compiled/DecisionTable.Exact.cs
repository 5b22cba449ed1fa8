namespace Infusion.Rules.Tables;

// Exact answers about partial facts. A box is a set of cells for every fact; the question is always whether some completion in a box
// satisfies one clause and none of others. It is settled by falsifying clauses one by one, so nothing is sampled.
public sealed partial class DecisionTable
{
    private ulong[][]? _impossibleCells;
    private ulong[][][]? _cellsOfRules;
    private Region[]? _regions;
    private Region[]? _regionsWithout;
    private (Region One, Region Other)[]? _differences;

    private ulong[] BoxOf(ReadOnlySpan<FactValue> row)
    {
        var box = new ulong[row.Length];
        for (int fact = 0; fact < box.Length; fact++)
        {
            box[fact] = row[fact].IsUnknown ? _domain[fact] : CellsOf(_cuts[fact], row[fact]);
        }

        return box;
    }

    private static ulong[] Intersect(ulong[] box, ulong[] clause)
    {
        var both = new ulong[box.Length];
        for (int fact = 0; fact < both.Length; fact++)
        {
            both[fact] = box[fact] & clause[fact];
        }

        return both;
    }

    private static bool Meet(ulong[] box, ulong[] clause)
    {
        for (int fact = 0; fact < box.Length; fact++)
        {
            if ((box[fact] & clause[fact]) == 0)
            {
                return false;
            }
        }

        return true;
    }

    // What the exact answers are made of is the same for every case. It is made
    // when the first one is asked for; two threads may both make it.
    private ulong[][] ImpossibleCells() => _impossibleCells ??= CellsWhere(clause => clause.Rank == ImpossibleRank);

    private ulong[][] CellsOf(int rule) =>
        (_cellsOfRules ??= [.. Rules.Select((_, index) => CellsWhere(clause => clause.Rule == index))])[rule];

    private ulong[][] ConstraintClauses(int constraint) => CellsWhere(clause => clause.Rule == ~constraint);

    private ulong[][] CellsWhere(Func<Clause, bool> which) => [.. _clauses.Where(which).Select(clause => clause.Cells)];

    /// <summary>Whether some completion in the box satisfies none of the clauses.</summary>
    private static bool IsFeasible(ulong[] box, ulong[][] avoid) => !box.Contains(0UL) && Avoids(box, avoid, 0);

    private static bool Avoids(ulong[] box, ulong[][] avoid, int from)
    {
        for (int index = from; index < avoid.Length; index++)
        {
            ulong[] clause = avoid[index];
            if (!Meet(box, clause))
            {
                continue;
            }

            // The clause can still hold: leave it through one fact at a time, and keep inside it what was tried already.
            ulong[] rest = [.. box];
            for (int fact = 0; fact < rest.Length; fact++)
            {
                (ulong inside, ulong outside) = (rest[fact] & clause[fact], rest[fact] & ~clause[fact]);
                rest[fact] = outside;
                if (outside != 0 && Avoids(rest, avoid, index + 1))
                {
                    return true;
                }

                rest[fact] = inside;
            }

            return false;
        }

        return true;
    }

    private OutcomeSet DecideExactly(ulong[] box)
    {
        if (!IsFeasible(box, ImpossibleCells()))
        {
            return OutcomeSet.Invalid;
        }

        ulong possible = 0;
        ulong certain = 0;
        foreach (Region region in Regions())
        {
            ulong bit = region.Outcome < 0 ? OutcomeSet.Gap : 1UL << region.Outcome;
            possible |= region.Meets(box) ? bit : 0;
        }

        if (HitPolicy != HitPolicy.Collect)
        {
            return new(possible, (possible & (possible - 1)) == 0 ? possible & ~OutcomeSet.Gap : 0);
        }

        foreach (Region without in RegionsWithout())
        {
            certain |= without.Meets(box) ? 0 : 1UL << without.Outcome;
        }

        return new(possible, certain);
    }

    // Where each outcome holds; outcome -1 is where no rule applies.
    private Region[] Regions() => _regions ??= [.. RegionsOfOutcomes()];

    private IEnumerable<Region> RegionsOfOutcomes()
    {
        ulong[][] impossible = ImpossibleCells();
        for (int outcome = 0; outcome < Outcomes.Length; outcome++)
        {
            int rank = outcome;
            ulong[][] mine = CellsWhere(clause => clause.Rank == rank);
            if (mine.Length > 0)
            {
                ulong[][] stronger = HitPolicy == HitPolicy.Priority ? CellsWhere(clause => clause.Rank > rank) : impossible;
                yield return new(outcome, mine, stronger);
            }
        }

        if (HitPolicy != HitPolicy.Collect)
        {
            yield return new(-1, [_domain], CellsWhere(_ => true));
        }
    }

    // For a Collect table: where each outcome does not hold.
    private Region[] RegionsWithout() => _regionsWithout ??=
        Array.ConvertAll(Regions(), region => new Region(region.Outcome, [_domain], [.. region.Clauses, .. ImpossibleCells()]));

    // Two regions between which the answer differs.
    private (Region One, Region Other)[] Differences() => _differences ??= HitPolicy == HitPolicy.Collect
        ? [.. Regions().Zip(RegionsWithout(), (with, without) => (with, without))]
        : [.. Regions().SelectMany((one, index) => Regions().Skip(index + 1).Select(other => (one, other)))];

    /// <summary>Whether the answer is a function of the given facts alone, over all feasible completions in the box.</summary>
    private bool IsDeterminedBy(ulong[] box, Func<int, bool> isKnown)
    {
        // Two completions that agree on the known facts: the second copy of a known fact is the first.
        int[] second = new int[box.Length];
        int size = box.Length;
        for (int fact = 0; fact < second.Length; fact++)
        {
            second[fact] = isKnown(fact) || (box[fact] & (box[fact] - 1)) == 0 ? fact : size++;
        }

        ulong[] both = Spread(box, size, second, box);
        foreach ((Region one, Region other) in Differences())
        {
            ulong[][] meets =
            [
                .. from first in one.Clauses.Where(clause => Meet(box, clause)).Select(clause => Spread(clause, size, null, both))
                   from next in other.Clauses.Where(clause => Meet(box, clause)).Select(clause => Spread(clause, size, second, both))
                   where Meet(first, next)
                   select Intersect(both, Intersect(first, next)),
            ];
            ulong[][] avoid = meets.Length == 0 ? [] :
            [
                .. one.Avoid.Select(clause => Spread(clause, size, null, both)),
                .. other.Avoid.Select(clause => Spread(clause, size, second, both)),
            ];
            if (meets.Any(meet => IsFeasible(meet, avoid)))
            {
                return false;
            }
        }

        return true;
    }

    // A clause over the facts as one over both copies; what it does not speak of is left as wide as the box.
    private static ulong[] Spread(ulong[] clause, int size, int[]? places, ulong[] wide)
    {
        var spread = new ulong[size];
        for (int place = 0; place < size; place++)
        {
            spread[place] = place < wide.Length ? wide[place] : 0;
        }

        for (int fact = 0; fact < clause.Length; fact++)
        {
            spread[places is null ? fact : places[fact]] = clause[fact];
        }

        return spread;
    }

    private sealed record Region(int Outcome, ulong[][] Clauses, ulong[][] Avoid)
    {
        public bool Meets(ulong[] box) => Clauses.Any(clause => IsFeasible(Intersect(box, clause), Avoid));
    }
}
