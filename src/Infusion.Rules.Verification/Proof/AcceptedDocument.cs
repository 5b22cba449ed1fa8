using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Infusion.Rules.Verification.Proof;

/// <summary>The document of reviewed findings, whose codes are written as IR0001.</summary>
internal sealed class AcceptedDocument
{
    public int Format { get; init; } = 1;

    [JsonRequired]
    public ImmutableArray<AcceptedEntry> Accepted { get => field.OrEmpty(); init; }
}

/// <summary>One reviewed finding as it is written.</summary>
internal sealed class AcceptedEntry
{
    [JsonRequired]
    public string Code { get; init; } = "";

    [JsonRequired]
    public string Table { get; init; } = "";

    [JsonRequired]
    public string Subject { get; init; } = "";

    [JsonRequired]
    public string Reason { get; init; } = "";
}
