using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Clinic;

/// <summary>A recovery of its own that a protocol has.</summary>
/// <remarks>The protocols section sets it and the visits section reads it.
/// <c>default</c> has no protocol. Equality is by value. Immutable and
/// thread-safe.</remarks>
/// <param name="Protocol">The protocol.</param>
/// <param name="Minimum">The shortest recovery, elapsed since the infusion's end; <c>null</c> for the one of the visits section.</param>
/// <param name="Planned">The planned recovery, elapsed since the infusion's end; <c>null</c> for the one of the visits section, or for the
/// shortest where that is longer.</param>
public readonly record struct ProtocolRecovery(ProtocolId Protocol, Duration? Minimum, Duration? Planned)
{
    /// <summary>How the policy states the shortest; <c>null</c> when it says no more than its value.</summary>
    internal StatedBasis? MinimumBasis { get; init; }

    /// <summary>How the policy states the planned one; <c>null</c> when it says no more than its value.</summary>
    internal StatedBasis? PlannedBasis { get; init; }

    /// <summary>Writes the protocol.</summary>
    /// <returns>"recovery of four-hour".</returns>
    public override string ToString() => $"recovery of {Protocol}";
}
