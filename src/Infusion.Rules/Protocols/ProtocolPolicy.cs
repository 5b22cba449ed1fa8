using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Protocols;

/// <summary>What a clinic can set about its protocols.</summary>
/// <remarks>Compared by value. Immutable and thread-safe.</remarks>
public sealed record ProtocolPolicy
{
    /// <summary>The protocols, each id once; empty when none is published.</summary>
    public ImmutableArray<InfusionProtocol> Protocols { get => field.OrEmpty(); init; }

    /// <summary>The routes the clinic offers; empty when they are not published.</summary>
    public ImmutableArray<InfusionRoute> OfferedRoutes { get => field.OrEmpty(); init; }

    /// <summary>When the response is judged on each protocol, in the order of
    /// <see cref="Protocols"/>, as the response section reads it.</summary>
    public ImmutableArray<EvaluationPoint> EvaluationPoints =>
        ImmutableCollectionsMarshal.AsImmutableArray(Protocols.Each(protocol => new EvaluationPoint(
            protocol.Id, protocol.EvaluateAfterSessions, InductionOf(protocol), protocol.Provenance)
        {
            Basis = protocol.Stated["evaluateAfterSessions"],
        }));

    /// <summary>The recovery of each protocol, as the visits section reads it;
    /// without times where the protocol has none of its own.</summary>
    public ImmutableArray<ProtocolRecovery> Recoveries =>
        ImmutableCollectionsMarshal.AsImmutableArray(Array.ConvertAll(
            [.. Protocols], (InfusionProtocol protocol) =>
                new ProtocolRecovery(protocol.Id, protocol.MinimumRecovery, protocol.PlannedRecovery)
                {
                    MinimumBasis = protocol.Stated["minimumRecovery"],
                    PlannedBasis = protocol.Stated["plannedRecovery"],
                }));

    /// <summary>How long an infusion on each protocol is planned to run, as the visits section reads it.</summary>
    internal ImmutableArray<PlannedInfusion> PlannedInfusions =>
        [
            .. Protocols.Where(static protocol => protocol.PlannedDuration is not null)
                .Select(static protocol => new PlannedInfusion(
                    protocol.Id, protocol.PlannedDuration.GetValueOrDefault(), protocol.Stated["plannedDuration"])),
        ];

    /// <summary>How the section's parameters are stated, for those that say more than their value.</summary>
    public StatedParameters Stated { get; init; } = StatedParameters.None;

    // Without a most, those up to the fewest are the induction, or up to the end of the evaluation where that comes later.
    private static int? InductionOf(InfusionProtocol protocol) => protocol.InductionSessions is not { } count ? null
        : count.Maximum ?? Math.Max(count.Minimum, protocol.EvaluateAfterSessions?.Maximum ?? 0);

    /// <inheritdoc/>
    public bool Equals(ProtocolPolicy? other) => other is not null && Protocols.SequenceEqual(other.Protocols)
        && OfferedRoutes.SequenceEqual(other.OfferedRoutes) && Stated == other.Stated;

    /// <inheritdoc/>
    public override int GetHashCode() => Protocols.Length;

    /// <summary>Writes how many protocols there are.</summary>
    /// <returns>"protocol policy, 2 protocols".</returns>
    public override string ToString() => FormattableString.Invariant($"protocol policy, {Protocols.Length} protocols");
}
