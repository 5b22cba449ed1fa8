using System.Collections.Immutable;

namespace Infusion.Rules.Records;

/// <summary>Something on record that has an entry's id and can be voided.</summary>
internal interface IEntry
{
    /// <summary>Which entry it is, and whether it is voided.</summary>
    Entry Entry { get; }
}

/// <summary>What of a record is judged: everything that is not voided.</summary>
/// <remarks>A record keeps the entries in force beside its list, so that no decision filters them again.</remarks>
internal static class Entries
{
    /// <summary>The entries that are not voided, in order; the list itself where none is.</summary>
    public static ImmutableArray<T> InForce<T>(this ImmutableArray<T> entries)
        where T : class, IEntry => entries.IsDefault ? []
        : entries.Any(static entry => entry.Entry.Voided is not null) ? [.. entries.Where(static entry => entry.Entry.Voided is null)]
        : entries;

    /// <summary>The entry, unless it is voided.</summary>
    public static T? InForce<T>(this T? entry)
        where T : class, IEntry => entry?.Entry.Voided is null ? entry : null;
}
