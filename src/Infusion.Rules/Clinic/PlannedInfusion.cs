using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Clinic;

/// <summary>How long an infusion on a protocol is planned to run.</summary>
/// <remarks>The protocols section sets it and the visits section reads it. Equality is by value. Immutable and thread-safe.</remarks>
/// <param name="Protocol">The protocol.</param>
/// <param name="Length">The planned length, elapsed since the infusion's start.</param>
/// <param name="Basis">How the policy states it; <c>null</c> when it says no more than its value.</param>
internal readonly record struct PlannedInfusion(ProtocolId Protocol, Duration Length, StatedBasis? Basis = null)
{
    /// <summary>Writes the protocol and the length.</summary>
    public override string ToString() => $"{Wording.Of(Length)} on {Protocol}";
}
