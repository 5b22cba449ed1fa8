using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Enumerates a part: every cell of every group for every value of the separators, joined by the table's order.</summary>
internal sealed class PartProof
{
    private readonly Part _part;
    private readonly JointTable _table;
    private readonly SideGroup[] _old;
    private readonly SideGroup[] _new;
    private readonly int[][][] _oldGrids;
    private readonly int[][][] _newGrids;
    private readonly TermSets _terms = new();
    private readonly Dictionary<State, CompletePair> _complete = [];
    private readonly Dictionary<(ulong, ulong), PartialPair> _partial = [];
    private readonly List<RuleSeed> _seeds = [];
    private readonly HashSet<string> _seeded = new(StringComparer.Ordinal);

    private PartProof(Part part)
    {
        (_part, _table) = (part, part.Table);
        _old = [.. part.Groups.Select(group => new SideGroup(part, isOld: true, group))];
        _new = [.. part.Groups.Select(group => new SideGroup(part, isOld: false, group))];
        _oldGrids = Grids(_table.Old, _old);
        _newGrids = Grids(_table.New, _new);
    }

    /// <summary>Proves a part.</summary>
    /// <param name="part">The part; its cost is within the caller's budget.</param>
    /// <param name="withUnknown">Whether cases known in part are visited, too.</param>
    public static PartResult Run(Part part, bool withUnknown)
    {
        var proof = new PartProof(part);
        foreach (int[] separators in Combinations(part.Separators.Select(fact => part.Table.Facts[fact].Known.Length)))
        {
            proof.Complete(separators);
        }

        if (withUnknown)
        {
            proof.Partial();
        }

        return new(part, [.. proof._complete.Values], [.. proof._partial.Values], [.. proof._seeds], part.Cost);
    }

    /// <summary>Every combination of numbers below the given lengths.</summary>
    public static IEnumerable<int[]> Combinations(IEnumerable<int> lengths)
    {
        int[] limits = [.. lengths];
        var current = new int[limits.Length];
        if (limits.Contains(0))
        {
            yield break;
        }

        while (true)
        {
            yield return current;
            int place = limits.Length - 1;
            while (place >= 0 && ++current[place] == limits[place])
            {
                current[place--] = 0;
            }

            if (place < 0)
            {
                yield break;
            }
        }
    }

    // One grid for every group and every combination of the separators' own cells.
    private int[][][] Grids(Side side, SideGroup[] groups)
    {
        int[] lengths = [.. _part.Separators.Select(fact => side.Cells[fact])];
        return [.. groups.Select(group => Combinations(lengths).Select(cells => group.Grid([.. cells])).ToArray())];
    }

    private int PlaceOf(bool isOld, int[] coordinates)
    {
        int place = 0;
        for (int separator = 0; separator < coordinates.Length; separator++)
        {
            int fact = _part.Separators[separator];
            Coordinate coordinate = _table.Facts[fact].Coordinates[coordinates[separator]];
            place = (place * (isOld ? _table.Old : _table.New).Cells[fact]) + (isOld ? coordinate.Old : coordinate.New);
        }

        return place;
    }

    private void Complete(int[] separators)
    {
        int oldPlace = PlaceOf(isOld: true, separators);
        int newPlace = PlaceOf(isOld: false, separators);
        Item[][] groups = new Item[_old.Length][];
        for (int group = 0; group < groups.Length; group++)
        {
            groups[group] = Items(group, oldPlace, newPlace);
            if (groups[group].Length == 0)
            {
                return;
            }
        }

        int[] blank = [.. Enumerable.Repeat(-1, _table.Facts.Length)];
        Place(blank, _part.Separators, separators);
        Seed(groups, blank);
        var states = new Dictionary<State, int[]> { [new(Outcomes.None, Outcomes.None, 0, 0)] = blank };
        for (int group = 0; group < groups.Length; group++)
        {
            var next = new Dictionary<State, int[]>();
            foreach (KeyValuePair<State, int[]> state in states)
            {
                foreach (Item item in groups[group].Where(item => item.IsFirst))
                {
                    State joined = Join(state.Key, item.State);
                    if (!next.ContainsKey(joined))
                    {
                        int[] example = [.. state.Value];
                        Place(example, _part.Groups[group], item.Coordinates);
                        next.Add(joined, example);
                    }
                }
            }

            states = next;
        }

        foreach (KeyValuePair<State, int[]> state in states)
        {
            State key = state.Key;
            if ((key.Old != Outcomes.Impossible || key.New != Outcomes.Impossible) && !_complete.ContainsKey(key))
            {
                _complete.Add(key, new(key.Old, key.New, _terms[key.OldTerms], _terms[key.NewTerms], state.Value));
            }
        }
    }

    private static void Place(int[] example, int[] facts, int[] coordinates)
    {
        for (int place = 0; place < facts.Length; place++)
        {
            example[facts[place]] = coordinates[place];
        }
    }

    private Item[] Items(int group, int oldPlace, int newPlace)
    {
        List<(int Old, int New, int[] Coordinates)> pairs = Walk.Pairs(
            [.. _part.Groups[group].Select(fact => _table.Facts[fact].Known)], Ties(group), _old[group].Strides, _new[group].Strides,
            _oldGrids[group][oldPlace], _newGrids[group][newPlace], _old[group].RuleSets.Count, _new[group].RuleSets.Count);
        var seen = new HashSet<State>();
        var items = new List<Item>();
        foreach ((int old, int @new, int[] coordinates) in pairs)
        {
            (int oldOutcome, int oldTerms) = Judge(_table.Old, _old[group], old);
            (int newOutcome, int newTerms) = Judge(_table.New, _new[group], @new);
            var state = new State(oldOutcome, newOutcome, oldTerms, newTerms);
            items.Add(new(old, @new, state, coordinates, seen.Add(state)));
        }

        return [.. items];
    }

    // For each fact of a group, those before it on whose scale it is or that are on its scale.
    private (int Before, Func<int, int, bool> CanBe)[][] Ties(int group)
    {
        int[] facts = _part.Groups[group];
        var ties = new (int, Func<int, int, bool>)[facts.Length][];
        for (int depth = 0; depth < ties.Length; depth++)
        {
            ties[depth] =
            [
                .. from pair in _table.Scaled
                   let fact = Array.IndexOf(facts, pair.Fact)
                   let scale = Array.IndexOf(facts, pair.Scale)
                   where fact >= 0 && scale >= 0 && Math.Max(fact, scale) == depth
                   select fact < scale
                       ? (fact, new Func<int, int, bool>(pair.CanBe))
                       : (scale, new Func<int, int, bool>((scaledBy, value) => pair.CanBe(value, scaledBy))),
            ];
        }

        return ties;
    }

    private (int Outcome, int Terms) Judge(Side side, SideGroup group, int place)
    {
        if (place < 0)
        {
            return (Outcomes.Impossible, 0);
        }

        int[] rules = group.RuleSets[place];
        int outcome = group.OutcomeOf(rules);
        return (outcome, outcome < 0 ? 0 : _terms.Of(rules.Select(rule => side.Table.Rules[rule])
            .Where(rule => _part.Finding is not null || rule.Outcome == outcome).SelectMany(rule => rule.Terms)));
    }

    private State Join(State left, State right)
    {
        (int old, int oldTerms) = Join(left.Old, left.OldTerms, right.Old, right.OldTerms);
        (int @new, int newTerms) = Join(left.New, left.NewTerms, right.New, right.NewTerms);
        return new(old, @new, oldTerms, newTerms);
    }

    private (int Outcome, int Terms) Join(int left, int leftTerms, int right, int rightTerms) =>
        left == Outcomes.Impossible || right == Outcomes.Impossible ? (Outcomes.Impossible, 0)
        : Outcomes.IsOverlap(right) ? (right, 0)
        : left == right ? (left, _terms.Union(leftTerms, rightTerms))
        : left > right ? (left, leftTerms)
        : (right, rightTerms);

    // For every rule that begins or ceases to apply somewhere, one case, with the least cautious values of everything else.
    private void Seed(Item[][] groups, int[] blank)
    {
        for (int group = 0; group < groups.Length; group++)
        {
            foreach (Item item in groups[group])
            {
                if (item.OldSet < 0 || item.NewSet < 0 || item.State.Old == item.State.New)
                {
                    continue;
                }

                string[] old = IdsOf(_table.Old, _old[group].RuleSets[item.OldSet]);
                string[] @new = IdsOf(_table.New, _new[group].RuleSets[item.NewSet]);
                bool isFirst = false;
                foreach (string change in old.Except(@new, StringComparer.Ordinal).Select(id => $"-{id}")
                             .Concat(@new.Except(old, StringComparer.Ordinal).Select(id => $"+{id}")))
                {
                    isFirst |= _seeded.Add(change);
                }

                if (isFirst)
                {
                    int[] example = [.. blank];
                    for (int other = 0; other < groups.Length; other++)
                    {
                        Item chosen = other == group ? item : groups[other].OrderBy(candidate => candidate.Caution).First();
                        Place(example, _part.Groups[other], chosen.Coordinates);
                    }

                    _seeds.Add(new(example));
                }
            }
        }
    }

    private static string[] IdsOf(Side side, int[] rules) => [.. rules.Select(rule => side.Table.Rules[rule].Id)];

    private void Partial()
    {
        var vectors = new VectorTable();
        int oldLength = _oldGrids[0].Length;
        int newLength = _newGrids[0].Length;
        int[] blank = [.. Enumerable.Repeat(-1, _table.Facts.Length)];
        ulong[] ones = new ulong[Math.Max(oldLength, newLength)];
        for (int place = 0; place < ones.Length; place++)
        {
            ones[place] = Masks.None;
        }

        var states = new Dictionary<(int Old, int New), int[]>
        {
            [(vectors.PlaceOf([.. ones.Take(oldLength)]), vectors.PlaceOf([.. ones.Take(newLength)]))] = blank,
        };
        for (int group = 0; group < _old.Length; group++)
        {
            int[] oldVectors = Vectors(vectors, _old[group], _oldGrids[group]);
            int[] newVectors = Vectors(vectors, _new[group], _newGrids[group]);
            List<(int Old, int New, int[] Coordinates)> pairs = Walk.Pairs(
                [.. _part.Groups[group].Select(fact => _table.Facts[fact].Coordinates)], Ties(group), _old[group].SetStrides,
                _new[group].SetStrides, oldVectors, newVectors, vectors.Count, vectors.Count);
            var next = new Dictionary<(int, int), int[]>();
            foreach (KeyValuePair<(int Old, int New), int[]> state in states)
            {
                foreach ((int old, int @new, int[] coordinates) in pairs)
                {
                    (int, int) joined = (Joined(vectors, state.Key.Old, old), Joined(vectors, state.Key.New, @new));
                    if (!next.ContainsKey(joined))
                    {
                        int[] example = [.. state.Value];
                        Place(example, _part.Groups[group], coordinates);
                        next.Add(joined, example);
                    }
                }
            }

            states = next;
        }

        foreach (int fact in _part.Separators)
        {
            states = Known(vectors, states, fact);
        }

        foreach (KeyValuePair<(int Old, int New), int[]> state in states)
        {
            ulong old = vectors[state.Key.Old][0];
            ulong @new = vectors[state.Key.New][0];
            if ((old != 0 || @new != 0) && !_partial.ContainsKey((old, @new)))
            {
                _partial.Add((old, @new), new(old, @new, state.Value));
            }
        }
    }

    // What is left of each state, the first separator of its vectors being known as far as each of its coordinates says.
    private Dictionary<(int Old, int New), int[]> Known(VectorTable vectors, Dictionary<(int Old, int New), int[]> states, int fact)
    {
        Coordinate[] coordinates = [.. _table.Facts[fact].Coordinates];
        var known = new Dictionary<(int Vector, ulong Cells, int Of), int>();
        var next = new Dictionary<(int, int), int[]>();
        foreach (KeyValuePair<(int Old, int New), int[]> state in states)
        {
            for (int place = 0; place < coordinates.Length; place++)
            {
                (int, int) key = (
                    Of(state.Key.Old, _table.Old, coordinates[place].Old), Of(state.Key.New, _table.New, coordinates[place].New));
                if (!next.ContainsKey(key))
                {
                    int[] example = [.. state.Value];
                    example[fact] = place;
                    next.Add(key, example);
                }
            }
        }

        return next;

        int Of(int vector, Side side, int set)
        {
            (int, ulong Cells, int Of) key = (vector, side.Sets[fact][set], side.Cells[fact]);
            if (!known.TryGetValue(key, out int place))
            {
                place = vectors.PlaceOf(Union(vectors[vector], key.Cells, key.Of));
                known.Add(key, place);
            }

            return place;
        }
    }

    // The union over some of the equal runs that a vector is made of.
    private static ulong[] Union(ulong[] vector, ulong cells, int of)
    {
        ulong[] union = new ulong[vector.Length / of];
        for (ulong left = cells; left != 0; left &= left - 1)
        {
            int from = Bits.Lowest(left) * union.Length;
            for (int place = 0; place < union.Length; place++)
            {
                union[place] |= vector[from + place];
            }
        }

        return union;
    }

    private static int[] Vectors(VectorTable vectors, SideGroup group, int[][] grids)
    {
        ulong[][] masks = [.. grids.Select(group.Possible)];
        var places = new int[masks[0].Length];
        var vector = new ulong[masks.Length];
        for (int place = 0; place < places.Length; place++)
        {
            for (int value = 0; value < vector.Length; value++)
            {
                vector[value] = masks[value][place];
            }

            places[place] = vectors.PlaceOf(vector);
        }

        return places;
    }

    private int Joined(VectorTable vectors, int left, int right)
    {
        if (_table.HitPolicy == HitPolicy.Unique)
        {
            return right;
        }

        ulong[] joined = [.. vectors[left]];
        for (int value = 0; value < joined.Length; value++)
        {
            joined[value] = Masks.Join(joined[value], vectors[right][value]);
        }

        return vectors.PlaceOf(joined);
    }

    // The combinations of a version's own cells that a choice of coordinates stands for.
    private readonly record struct State(int Old, int New, int OldTerms, int NewTerms);

    private sealed record Item(int OldSet, int NewSet, State State, int[] Coordinates, bool IsFirst)
    {
        public int Caution => State.Old == Outcomes.Impossible || State.New == Outcomes.Impossible
            ? int.MaxValue
            : Math.Max(State.Old, State.New);
    }
}
