using System.Collections.Immutable;
using Infusion.Rules.Clinic;

namespace Infusion.Rules.Response;

/// <summary>What is known of the response in one series of infusions on one protocol.</summary>
public sealed record ResponseFacts
{
    /// <summary>The protocol of the series; <c>null</c> when not known.</summary>
    public ProtocolId? Protocol { get; init; }

    /// <summary>The sessions of the series, completed and aborted, in any order. Maintenance sessions are not part of it.</summary>
    public ImmutableArray<InfusionSession> Sessions { get; init; } = [];

    /// <summary>Every condition of the patient that is treated, each once, also one without a score.</summary>
    public ImmutableArray<ConditionScores> Conditions { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(ResponseFacts? other) => other is not null && Protocol == other.Protocol && Sessions.SequenceEqual(other.Sessions)
        && Conditions.SequenceEqual(other.Conditions);

    /// <inheritdoc/>
    public override int GetHashCode() => Sessions.Length;

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"response facts: protocol {(Protocol is null ? "unknown" : "known")}, {Sessions.Length} session(s), {Conditions.Length} condition(s)");
}
