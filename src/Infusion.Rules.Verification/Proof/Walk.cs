namespace Infusion.Rules.Verification.Proof;

/// <summary>Visits every combination of coordinates of some facts, with the
/// place of each version's combination kept up as it goes.</summary>
/// <remarks>What is visited is the first combination of every pair of numbers
/// that the places stand for; nothing else is remembered.</remarks>
internal sealed class Walk
{
    private const long LargestTable = 1L << 22;

    private readonly int[][] _oldSteps;
    private readonly int[][] _newSteps;
    private readonly int[] _old;
    private readonly int[] _new;
    private readonly int _newCount;
    private readonly bool[]? _seen;
    private readonly HashSet<long>? _seenSet;
    private readonly (int Before, Func<int, int, bool> CanBe)[][] _ties;
    private readonly int[] _coordinates;
    private readonly List<(int Old, int New, int[] Coordinates)> _found = [];

    private Walk(
        Coordinate[][] coordinates, (int Before, Func<int, int, bool> CanBe)[][] ties, int[] oldStrides, int[] newStrides, int[] old,
        int[] @new, int oldCount, int newCount)
    {
        _ties = ties;
        _oldSteps = [.. coordinates.Select((list, fact) => list.Select(one => one.Old * oldStrides[fact]).ToArray())];
        _newSteps = [.. coordinates.Select((list, fact) => list.Select(one => one.New * newStrides[fact]).ToArray())];
        (_old, _new, _newCount) = (old, @new, newCount + 1);
        _coordinates = new int[coordinates.Length];
        long pairs = (oldCount + 1L) * _newCount;
        if (pairs <= LargestTable)
        {
            _seen = new bool[pairs];
        }
        else
        {
            _seenSet = [];
        }
    }

    /// <summary>The distinct pairs of numbers, each with the first combination of coordinates that has it.</summary>
    /// <param name="coordinates">The coordinates of each fact that are visited.</param>
    /// <param name="ties">For each fact, those before it that it goes together with, and which of their coordinates do.</param>
    /// <param name="oldStrides">The strides of the old version's places.</param>
    /// <param name="newStrides">The strides of the new version's places.</param>
    /// <param name="old">The number of each old place, from -1.</param>
    /// <param name="new">The number of each new place, from -1.</param>
    /// <param name="oldCount">One more than the highest old number.</param>
    /// <param name="newCount">One more than the highest new number.</param>
    public static List<(int Old, int New, int[] Coordinates)> Pairs(
        Coordinate[][] coordinates, (int Before, Func<int, int, bool> CanBe)[][] ties, int[] oldStrides, int[] newStrides, int[] old,
        int[] @new, int oldCount, int newCount)
    {
        var walk = new Walk(coordinates, ties, oldStrides, newStrides, old, @new, oldCount, newCount);
        walk.Visit(0, 0, 0);
        return walk._found;
    }

    private void Visit(int depth, int oldPlace, int newPlace)
    {
        if (depth == _coordinates.Length)
        {
            See(oldPlace, newPlace);
            return;
        }

        int[] oldSteps = _oldSteps[depth];
        int[] newSteps = _newSteps[depth];
        if (depth == _coordinates.Length - 1)
        {
            for (int coordinate = 0; coordinate < oldSteps.Length; coordinate++)
            {
                _coordinates[depth] = coordinate;
                if (CanBe(depth))
                {
                    See(oldPlace + oldSteps[coordinate], newPlace + newSteps[coordinate]);
                }
            }

            return;
        }

        for (int coordinate = 0; coordinate < oldSteps.Length; coordinate++)
        {
            _coordinates[depth] = coordinate;
            if (CanBe(depth))
            {
                Visit(depth + 1, oldPlace + oldSteps[coordinate], newPlace + newSteps[coordinate]);
            }
        }
    }

    private bool CanBe(int depth)
    {
        foreach ((int before, Func<int, int, bool> canBe) in _ties[depth])
        {
            if (!canBe(_coordinates[before], _coordinates[depth]))
            {
                return false;
            }
        }

        return true;
    }

    private void See(int oldPlace, int newPlace)
    {
        int old = _old[oldPlace];
        int @new = _new[newPlace];
        long pair = ((old + 1L) * _newCount) + @new + 1;
        if (_seen is not null)
        {
            if (_seen[pair])
            {
                return;
            }

            _seen[pair] = true;
        }
        else if (!_seenSet!.Add(pair))
        {
            return;
        }

        _found.Add((old, @new, [.. _coordinates]));
    }
}
