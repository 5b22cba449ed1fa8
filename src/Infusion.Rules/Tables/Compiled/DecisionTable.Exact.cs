namespace Infusion.Rules.Tables;

// Exact answers about partial facts. A box is a set of cells for every fact; the question is always whether some completion in a box
// satisfies one clause and none of others. It is settled by falsifying clauses one by one, so nothing is sampled.
public sealed partial class DecisionTable
{
    private Asked[]? _impossibleAsked;
    private Asked[][]? _askedOfRules;
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

    private static ulong[] Within(ulong[] box, Asked clause)
    {
        var both = (ulong[])box.Clone();
        for (int place = 0; place < clause.Facts.Length; place++)
        {
            both[clause.Facts[place]] &= clause.Sets[place];
        }

        return both;
    }

    private static bool Meet(ulong[] box, Asked clause)
    {
        for (int place = 0; place < clause.Facts.Length; place++)
        {
            if ((box[clause.Facts[place]] & clause.Sets[place]) == 0)
            {
                return false;
            }
        }

        return true;
    }

    // What the exact answers are made of is the same for every case. It is made
    // when the first one is asked for; two threads may both make it.
    private Asked[] ImpossibleAsked() => _impossibleAsked ??= AskedWhere(clause => clause.Rank == ImpossibleRank);

    private Asked[] AskedOf(int rule) =>
        (_askedOfRules ??= [.. Rules.Select((_, index) => AskedWhere(clause => clause.Rule == index))])[rule];

    private Asked[] AskedByConstraint(int constraint) => AskedWhere(clause => clause.Rule == ~constraint);

    private Asked[] AskedWhere(Func<Clause, bool> which) => [.. _clauses.Where(which).Select(clause => clause.Asked)];

    /// <summary>Whether some completion in the box satisfies none of the clauses.</summary>
    private static bool IsFeasible(ulong[] box, Asked[] avoid) => IsFeasibleWithin(box, Asked.Nothing, avoid);

    /// <summary>The same of what a clause allows of the box.</summary>
    private static bool IsFeasibleWithin(ulong[] box, Asked clause, Asked[] avoid) =>
        Meet(box, clause) && Within(box, clause) is var within && Array.IndexOf(within, 0UL) < 0 && Avoids(within, avoid, 0);

    // INVARIANT: where it is not so, the box is what it was.
    private static bool Avoids(ulong[] box, Asked[] avoid, int from)
    {
        while (from < avoid.Length && !Meet(box, avoid[from]))
        {
            from++;
        }

        return from == avoid.Length || Leaves(box, avoid, from, 0);
    }

    // The clause can still hold: leave it through one fact at a time, and keep inside it what was tried already.
    private static bool Leaves(ulong[] box, Asked[] avoid, int clause, int place)
    {
        if (place == avoid[clause].Facts.Length)
        {
            return false;
        }

        (int fact, ulong set) = (avoid[clause].Facts[place], avoid[clause].Sets[place]);
        ulong whole = box[fact];
        if ((whole & ~set) != 0)
        {
            box[fact] = whole & ~set;
            if (Avoids(box, avoid, clause + 1))
            {
                return true;
            }
        }

        box[fact] = whole & set;
        bool leaves = Leaves(box, avoid, clause, place + 1);
        box[fact] = leaves ? box[fact] : whole;
        return leaves;
    }

    private OutcomeSet DecideExactly(ulong[] box)
    {
        if (!IsFeasible(box, ImpossibleAsked()))
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
        Asked[] impossible = ImpossibleAsked();
        for (int outcome = 0; outcome < Outcomes.Length; outcome++)
        {
            int rank = outcome;
            Asked[] mine = AskedWhere(clause => clause.Rank == rank);
            if (mine.Length > 0)
            {
                Asked[] stronger = HitPolicy == HitPolicy.Priority ? AskedWhere(clause => clause.Rank > rank) : impossible;
                yield return new(outcome, mine, stronger);
            }
        }

        if (HitPolicy != HitPolicy.Collect)
        {
            yield return new(-1, [Asked.Nothing], AskedWhere(_ => true));
        }
    }

    // For a Collect table: where each outcome does not hold.
    private Region[] RegionsWithout() => _regionsWithout ??=
        Array.ConvertAll(Regions(), region => new Region(region.Outcome, [Asked.Nothing], [.. region.Clauses, .. ImpossibleAsked()]));

    // Two regions between which the answer differs.
    private (Region One, Region Other)[] Differences() => _differences ??= HitPolicy == HitPolicy.Collect
        ? [.. Regions().Zip(RegionsWithout(), (with, without) => (with, without))]
        : [.. Regions().SelectMany((one, index) => Regions().Skip(index + 1).Select(other => (one, other)))];

    /// <summary>Whether the answer is a function of the given facts alone, over all feasible completions in the box.</summary>
    private bool IsDeterminedBy(ulong[] box, Func<int, bool> isKnown)
    {
        // Two completions that agree on the known facts: the second copy of a known fact is the first.
        int[] second = new int[box.Length];
        List<ulong> both = [.. box];
        for (int fact = 0; fact < second.Length; fact++)
        {
            bool isShared = isKnown(fact) || (box[fact] & (box[fact] - 1)) == 0;
            second[fact] = isShared ? fact : both.Count;
            if (!isShared)
            {
                both.Add(box[fact]);
            }
        }

        ulong[] wide = [.. both];
        return !Array.Exists(Differences(), pair => CanBeBoth(box, wide, second, pair.One, pair.Other));
    }

    // Whether one copy can be in a region and the other one in another. A clause that speaks of shared facts alone holds in both copies or
    // in neither, so it puts no copy into a region that the other one, in its own, is kept out of by the same clause.
    private static bool CanBeBoth(ulong[] box, ulong[] wide, int[] second, Region one, Region other)
    {
        IEnumerable<Asked> Apart(Region region, Region from) => region.Clauses.Where(
            clause => Meet(box, clause) && !(clause.IsAt(second) && from.IsKeptOutBy(clause)));
        Asked[] nexts = [.. Apart(other, one).Select(clause => clause.At(second))];
        if (nexts.Length == 0)
        {
            return false;
        }

        Asked[]? avoid = null;
        foreach (Asked first in Apart(one, other))
        {
            ulong[] within = Within(wide, first);
            foreach (Asked next in nexts)
            {
                if (Meet(within, next) && IsFeasibleWithin(
                    within, next, avoid ??= [.. one.Avoid, .. other.Avoid.Select(clause => clause.At(second))]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>What a clause asks: of each fact that it speaks of, to be in a set of cells.</summary>
    private sealed class Asked(int[] facts, ulong[] sets)
    {
        public static Asked Nothing { get; } = new([], []);

        public int[] Facts { get; } = facts;

        public ulong[] Sets { get; } = sets;

        /// <summary>Of a box of all facts, what is narrower than everything.</summary>
        public static Asked In(ulong[] cells, ulong[] everything)
        {
            int[] facts = [.. Enumerable.Range(0, cells.Length).Where(fact => cells[fact] != everything[fact])];
            return new(facts, Array.ConvertAll(facts, fact => cells[fact]));
        }

        /// <summary>Whether none of its facts has another place.</summary>
        public bool IsAt(int[] places)
        {
            foreach (int fact in Facts)
            {
                if (places[fact] != fact)
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>The same of other places; itself where none of its facts has another one.</summary>
        public Asked At(int[] places) => IsAt(places) ? this : new(Array.ConvertAll(Facts, fact => places[fact]), Sets);
    }

    private sealed record Region(int Outcome, Asked[] Clauses, Asked[] Avoid)
    {
        private readonly HashSet<Asked> _avoided = [.. Avoid];

        public bool Meets(ulong[] box) =>
            Array.Exists(Clauses, clause => IsFeasibleWithin(box, clause, Avoid));

        public bool IsKeptOutBy(Asked clause) => _avoided.Contains(clause);
    }
}
