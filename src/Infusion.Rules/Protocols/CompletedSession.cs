using Infusion.Rules.Clinic;
using NodaTime;

namespace Infusion.Rules.Protocols;

/// <summary>A completed infusion: on which protocol and on which date.</summary>
/// <remarks><c>default</c> has no protocol and is refused. Equality is by value. Immutable and thread-safe.</remarks>
/// <param name="Protocol">The protocol.</param>
/// <param name="Date">The clinic-local date of its actual start.</param>
public readonly record struct CompletedSession(ProtocolId Protocol, LocalDate Date)
{
    /// <summary>Writes the protocol, never the date.</summary>
    /// <returns>"completed four-hour session".</returns>
    public override string ToString() => $"completed {Protocol} session";
}
