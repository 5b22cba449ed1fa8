using System.Collections.Immutable;

namespace Infusion.Rules.Tables;

/// <summary>Lists that somebody may have left at their default, which is no list at all.</summary>
internal static class OptionalList
{
    /// <summary>The list; an empty one for the default, of which nothing can be asked.</summary>
    public static ImmutableArray<T> OrEmpty<T>(this ImmutableArray<T> list) => list.IsDefault ? [] : list;
}
