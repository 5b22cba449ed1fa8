using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Policies;

/// <summary>The document that lists the versions of a book: which policy file holds from which date on.</summary>
/// <remarks>It names files and opens none: the caller reads each one and puts
/// them together with <see cref="PolicyBook.Of"/>. Compared by value.
/// Immutable and thread-safe.</remarks>
/// <example>
/// <code>
/// { "format": 1, "versions": [{ "file": "2025.json", "from": "2025-01-01",
/// "to": "2026-01-01" }, { "file": "2026.json", "from": "2026-01-01" }] }
/// </code>
/// </example>
public sealed record PolicyBookIndex
{
    private const int Newest = 1;
    private const int Most = 1000;

    private PolicyBookIndex(ImmutableArray<PolicyBookEntry> versions) => Versions = versions;

    /// <summary>The versions in the order of the document; at least one, each file once.</summary>
    public ImmutableArray<PolicyBookEntry> Versions { get; }

    /// <summary>Reads an index in UTF-8, or says everything that is wrong with it.</summary>
    /// <param name="utf8">The document, with or without a byte-order mark.</param>
    /// <param name="index">The index, or <c>null</c> when there are problems.</param>
    /// <param name="problems">The problems in the order of the document; empty when there are none.</param>
    /// <returns>Whether it is an index.</returns>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out PolicyBookIndex? index, out ImmutableArray<Problem> problems) =>
        new DocumentFormat<PolicyBookIndex>(Format(), Newest).TryParse(utf8, out index, out problems);

    /// <inheritdoc/>
    public bool Equals(PolicyBookIndex? other) => other is not null && Versions.SequenceEqual(other.Versions);

    /// <inheritdoc/>
    public override int GetHashCode() => Versions.Length;

    /// <summary>Writes the files with their dates.</summary>
    /// <returns>"2025.json from 2025-01-01 to 2026-01-01; 2026.json from 2026-01-01".</returns>
    public override string ToString() => string.Join("; ", Versions);

    private static ObjectFormat<PolicyBookIndex> Format()
    {
        var o = new ObjectFormat<PolicyBookIndex>();
        var versions = o.Required(
            "versions", index => index.Versions, Formats.Named(Entry(), 1, Most, "file"), "The versions, each with its file and dates.");
        return o.Makes(v => new(v.Of(versions)));
    }

    private static ObjectFormat<PolicyBookEntry> Entry()
    {
        var o = new ObjectFormat<PolicyBookEntry>();
        var file = o.Required("file", entry => entry.File, Formats.Name(400), "The policy file, relative to this one.");
        var from = o.Required("from", entry => entry.From, Formats.Date, "The first date it holds for.");
        var to = o.Maybe("to", entry => entry.To, Formats.Date, "The date from which it no longer holds; left out for an open end.");
        o.Holds(to, from, v => v.Of(to) is null || v.Of(to) > v.Of(from), "a version that holds on no date", "an end after the beginning");
        return o.Makes(v => new(v.Of(file), v.Of(from), v.Of(to)));
    }
}
