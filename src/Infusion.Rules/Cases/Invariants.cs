using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Cases;

/// <summary>The statements of a file, read by what the tables of one policy version declare.</summary>
/// <remarks>Compared by value. Immutable and thread-safe.</remarks>
/// <example><code>
/// Invariants stated = Invariants.Parse(json, InfusionRules.Published.Tables);
/// </code></example>
public sealed record Invariants
{
    /// <summary>The statements, in the order of the file.</summary>
    public ImmutableArray<Invariant> All { get => field.OrEmpty(); init; }

    /// <summary>Reads a file of invariants.</summary>
    /// <param name="json">The document, format 1; comments may be in it.</param>
    /// <param name="tables">The tables of the version they are read for.</param>
    /// <returns>The statements.</returns>
    /// <exception cref="DocumentException">The document has problems; the exception lists them all.</exception>
    public static Invariants Parse(string json, ImmutableArray<DecisionTable> tables) =>
        TryParse(json, tables, out Invariants? invariants, out ImmutableArray<Problem> problems)
            ? invariants
            : throw new DocumentException(problems);

    /// <summary>Reads a file of invariants, or says everything that is wrong with it.</summary>
    /// <param name="json">The document; <c>null</c> is no document.</param>
    /// <param name="tables">The tables of the version they are read for.</param>
    /// <param name="invariants">The statements, or <c>null</c> when there are problems.</param>
    /// <param name="problems">The problems in the order of the document; empty when there are none.</param>
    /// <returns>Whether it is such a file.</returns>
    public static bool TryParse(
        string? json, ImmutableArray<DecisionTable> tables, [NotNullWhen(true)] out Invariants? invariants,
        out ImmutableArray<Problem> problems) =>
        DocumentReader.TryRead(json ?? "", newest: 1, new InvariantReader(tables.OrEmpty()).Read, out invariants, out problems);

    /// <inheritdoc/>
    public bool Equals(Invariants? other) => other is not null && All.SequenceEqual(other.All);

    /// <inheritdoc/>
    public override int GetHashCode() => All.Length;

    /// <summary>Writes how many there are.</summary>
    /// <returns>"12 invariants".</returns>
    public override string ToString() => Wording.Count(All.Length, "invariant");
}
