using System.Collections.Immutable;

namespace Infusion.Rules.Tables;

/// <summary>Conditions as alternatives: boxes of cells, of which one at least holds exactly where the condition does.</summary>
/// <remarks>A box within another one says nothing more and is never kept, so that a choice of the longest of many times has a box for each
/// time and not one for each set of them. The number is bounded at every step, before the next is built on it.</remarks>
/// <param name="rule">The id of the rule whose condition it is.</param>
/// <param name="domain">All cells of each fact.</param>
/// <param name="cellsOf">The fact of a comparison, and the cells in which it holds.</param>
internal sealed class Alternatives(string rule, ulong[] domain, Func<Condition.Comparison, (int Fact, ulong Cells)> cellsOf)
{
    /// <summary>The most boxes of one condition.</summary>
    public const int Most = 512;

    /// <summary>The boxes of a condition; none where it never holds.</summary>
    /// <exception cref="ArgumentException">There are more than <see cref="Most"/>.</exception>
    public List<ulong[]> Of(Condition condition) => Of(condition, isNot: false);

    private List<ulong[]> Of(Condition condition, bool isNot) => (condition, isNot) switch
    {
        (Condition.Comparison comparison, _) => Single(comparison, isNot),
        (Condition.Not not, _) => Of(not.Part, !isNot),
        (Condition.All all, false) => Together(all.Parts, isNot),
        (Condition.Any any, true) => Together(any.Parts, isNot),
        (Condition.Any any, false) => Either(any.Parts, isNot),
        (Condition.All all, true) => Either(all.Parts, isNot),
        _ => throw new InvalidOperationException("There is no other kind of condition."),
    };

    private List<ulong[]> Single(Condition.Comparison comparison, bool isNot)
    {
        (int fact, ulong cells) = cellsOf(comparison);
        var box = (ulong[])domain.Clone();
        box[fact] &= isNot ? ~cells : cells;
        return box[fact] == 0 ? [] : [box];
    }

    private List<ulong[]> Either(ImmutableArray<Condition> parts, bool isNot)
    {
        List<ulong[]> boxes = [];
        foreach (Condition part in parts)
        {
            foreach (ulong[] box in Of(part, isNot))
            {
                Add(boxes, box);
            }
        }

        return boxes;
    }

    private List<ulong[]> Together(ImmutableArray<Condition> parts, bool isNot)
    {
        List<ulong[]> boxes = [(ulong[])domain.Clone()];
        var both = new ulong[domain.Length];
        foreach (Condition part in parts)
        {
            List<ulong[]> more = Of(part, isNot);
            List<ulong[]> together = [];
            foreach (ulong[] left in boxes)
            {
                foreach (ulong[] right in more)
                {
                    bool isEmpty = false;
                    for (int fact = 0; fact < both.Length; fact++)
                    {
                        both[fact] = left[fact] & right[fact];
                        isEmpty |= both[fact] == 0;
                    }

                    if (!isEmpty)
                    {
                        Add(together, both);
                    }
                }
            }

            boxes = together;
        }

        return boxes;
    }

    // INVARIANT: no box of the list is within another one. The box is copied where it is kept.
    private void Add(List<ulong[]> boxes, ulong[] box)
    {
        foreach (ulong[] other in boxes)
        {
            if (IsWithin(box, other))
            {
                return;
            }
        }

        boxes.RemoveAll(other => IsWithin(other, box));
        if (boxes.Count == Most)
        {
            throw new ArgumentException(FormattableString.Invariant($"The rule '{rule}' has more than {Most} alternatives; split it."));
        }

        boxes.Add((ulong[])box.Clone());
    }

    private static bool IsWithin(ulong[] box, ulong[] other)
    {
        for (int fact = 0; fact < box.Length; fact++)
        {
            if ((box[fact] & ~other[fact]) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
