using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Infusion.Rules.Clinic;

/// <summary>The little that the rooms need of lists of values while their tables are built.</summary>
/// <remarks>LINQ is a dozen methods, compiled anew for every type of value; each of these is one.</remarks>
internal static class Lists
{
    /// <summary>What is made of each item, in order.</summary>
    public static TMade[] Each<T, TMade>(this ImmutableArray<T> items, Converter<T, TMade> make) =>
        Array.ConvertAll(ImmutableCollectionsMarshal.AsArray(items)!, make);

    /// <summary>The items that fit, in order.</summary>
    public static T[] Those<T>(this ImmutableArray<T> items, Predicate<T> fit)
        where T : struct
    {
        T[] those = new T[items.Length];
        int count = 0;
        foreach (T item in ImmutableCollectionsMarshal.AsArray(items)!)
        {
            if (fit(item))
            {
                those[count++] = item;
            }
        }

        if (count < those.Length)
        {
            Array.Resize(ref those, count);
        }

        return those;
    }

    /// <summary>The items, each once, in the order they are first met.</summary>
    public static T[] Once<T>(this ImmutableArray<T> items)
        where T : struct
    {
        HashSet<object> seen = [];
        return items.Those(item => seen.Add(item));
    }
}
