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

    /// <summary>The items, each once, in the order they are first met.</summary>
    public static T[] Once<T>(this ImmutableArray<T> items)
        where T : struct
    {
        T[] once = [];
        HashSet<object> seen = [];
        foreach (T item in ImmutableCollectionsMarshal.AsArray(items)!)
        {
            if (seen.Add(item))
            {
                Array.Resize(ref once, seen.Count);
                once[seen.Count - 1] = item;
            }
        }

        return once;
    }
}
