using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Infusion.Rules.Verification.Proof;

/// <summary>The document of declared changes.</summary>
internal sealed class DeclaredChanges
{
    public int Format { get; init; } = 1;

    [JsonRequired]
    public ImmutableArray<DeclaredChange> Changes { get; init; } = [];
}
