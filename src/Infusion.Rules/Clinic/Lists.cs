using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Infusion.Rules.Clinic;

/// <summary>The little that the rooms need of lists of values while their tables are built.</summary>
/// <remarks>LINQ is a dozen methods, compiled anew for every type of value; each of these is one.</remarks>
internal static class Lists
{
    /// <summary>What is made of each item, in order.</summary>
    public static TMade[] Each<T, TMade>(this ImmutableArray<T> items, Func<T, TMade> make)
    {
        T[] from = ImmutableCollectionsMarshal.AsArray(items)!;
        var made = new TMade[from.Length];
        for (int place = 0; place < made.Length; place++)
        {
            made[place] = make(from[place]);
        }

        return made;
    }

    /// <summary>The items that fit, in order.</summary>
    public static T[] Those<T>(this ImmutableArray<T> items, Func<T, bool> fit)
        where T : struct
    {
        T[] from = ImmutableCollectionsMarshal.AsArray(items)!;
        var those = new T[from.Length];
        int count = 0;
        foreach (T item in from)
        {
            if (fit(item))
            {
                those[count++] = item;
            }
        }

        return count == those.Length ? those : those.AsSpan(0, count).ToArray();
    }

    /// <summary>Refuses a list that a clinic states with an item that stands for what it does not: that is left out.</summary>
    /// <param name="items">The list.</param>
    /// <param name="notPublished">The item.</param>
    /// <param name="what">The list, for the message.</param>
    /// <exception cref="ArgumentException">It is among them.</exception>
    public static void RequireStated<T>(this ImmutableArray<T> items, T notPublished, string what)
        where T : struct, Enum
    {
        if (items.Contains(notPublished))
        {
            throw new ArgumentException($"What is not published is left out of the {what} of the policy.", nameof(items));
        }
    }

    /// <summary>The items, each once, in the order they are first met.</summary>
    public static T[] Once<T>(this ImmutableArray<T> items)
        where T : struct
    {
        T[] from = ImmutableCollectionsMarshal.AsArray(items)!;
        var once = new T[from.Length];
        HashSet<object> seen = [];
        foreach (T item in from)
        {
            if (seen.Add(item))
            {
                once[seen.Count - 1] = item;
            }
        }

        return seen.Count == once.Length ? once : once.AsSpan(0, seen.Count).ToArray();
    }

    /// <summary>The place of the last of some ordered items that a limit is not before; 0 where it is before all.</summary>
    /// <param name="items">The items, at least one.</param>
    /// <param name="isUpTo">Whether an item is up to the limit; all before such a one are, too.</param>
    public static int LastUpTo<T>(this ImmutableArray<T> items, Func<T, bool> isUpTo) =>
        Math.Max(0, items.AsSpan().LengthWhile(isUpTo) - 1);

    /// <summary>How many of some ordered items something holds for, from the first one on.</summary>
    /// <param name="items">The items.</param>
    /// <param name="holds">Whether it holds for an item; for all before such a one it does, too.</param>
    public static int LengthWhile<T>(this ReadOnlySpan<T> items, Func<T, bool> holds)
    {
        (int low, int high) = (0, items.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = holds(items[middle]) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
