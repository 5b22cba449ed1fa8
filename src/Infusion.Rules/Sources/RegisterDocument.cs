using System.Collections.Immutable;

namespace Infusion.Rules.Sources;

/// <summary>The register as it is written down.</summary>
internal sealed record RegisterDocument(
    int Format,
    ImmutableArray<Statement> Statements,
    ImmutableArray<Conflict> Conflicts,
    ImmutableArray<Reference> References);
