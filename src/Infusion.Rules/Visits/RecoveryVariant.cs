using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Visits;

/// <summary>Another recovery for some visits, by the infusion's length, by who accompanies the patient, or both.</summary>
/// <remarks>A variant that applies replaces the policy's default; of several that apply the longest times count. Compared by value.
/// Immutable and thread-safe.</remarks>
public sealed record RecoveryVariant
{
    /// <summary>Creates a variant.</summary>
    /// <param name="minimum">The minimum recovery, elapsed since the infusion's end; <c>null</c> when not published.</param>
    /// <param name="planned">The planned recovery, elapsed since the infusion's end, not below <paramref name="minimum"/>; <c>null</c> when
    /// not published.</param>
    /// <param name="infusionAtLeast">The infusion length from which it applies, inclusive; <c>null</c> for any length.</param>
    /// <param name="infusionBelow">The infusion length below which it applies, exclusive; <c>null</c> for any length.</param>
    /// <param name="accompanied">Whether it applies to accompanied or to unaccompanied patients; <c>null</c> for both.</param>
    /// <exception cref="ArgumentOutOfRangeException">A duration is negative, or the plan is shorter than the minimum.</exception>
    /// <exception cref="ArgumentException">It has no condition.</exception>
    public RecoveryVariant(
        Duration? minimum, Duration? planned, Duration? infusionAtLeast = null, Duration? infusionBelow = null, bool? accompanied = null)
    {
        if (minimum < Duration.Zero || planned < Duration.Zero || planned < minimum
            || infusionAtLeast < Duration.Zero || infusionBelow < Duration.Zero)
        {
            throw new ArgumentOutOfRangeException(
                nameof(minimum), "Recovery times are not negative, and the plan is not below the minimum.");
        }

        if (infusionAtLeast is null && infusionBelow is null && accompanied is null)
        {
            throw new ArgumentException("A recovery variant says for which visits it is.", nameof(infusionAtLeast));
        }

        (Minimum, Planned, InfusionAtLeast, InfusionBelow, Accompanied) = (minimum, planned, infusionAtLeast, infusionBelow, accompanied);
    }

    /// <summary>The minimum recovery since the infusion's end; exactly that long passes; <c>null</c> when not published.</summary>
    public Duration? Minimum { get; }

    /// <summary>The planned recovery since the infusion's end; <c>null</c> when not published.</summary>
    public Duration? Planned { get; }

    /// <summary>The infusion length from which it applies, inclusive; <c>null</c> for any length.</summary>
    public Duration? InfusionAtLeast { get; private init; }

    /// <summary>The infusion length below which it applies, exclusive; <c>null</c> for any length.</summary>
    public Duration? InfusionBelow { get; }

    /// <summary>Whether it applies to accompanied or unaccompanied patients; <c>null</c> for both.</summary>
    public bool? Accompanied { get; }

    /// <summary>The protocol it applies to, for a recovery the protocols section sets; <c>null</c> for any.</summary>
    internal ProtocolId? Protocol { get; private init; }

    /// <summary>How the protocols section states the minimum; <c>null</c> for one of this section.</summary>
    internal StatedBasis? MinimumBasis { get; private init; }

    /// <summary>How the protocols section states the planned recovery; <c>null</c> for one of this section.</summary>
    internal StatedBasis? PlannedBasis { get; private init; }

    /// <summary>The recovery of one protocol, completed from the policy's default.</summary>
    internal static RecoveryVariant Of(ProtocolRecovery recovery, VisitPolicy policy)
    {
        Duration? minimum = recovery.Minimum ?? policy.RecoveryMinimum;
        Duration? planned = recovery.Planned ?? (policy.RecoveryPlanned < minimum ? minimum : policy.RecoveryPlanned);
        return new(minimum, planned, infusionAtLeast: Duration.Zero)
        {
            InfusionAtLeast = null,
            Protocol = recovery.Protocol,
            MinimumBasis = recovery.MinimumBasis,
            PlannedBasis = recovery.PlannedBasis,
        };
    }

    /// <summary>Writes the times and the condition.</summary>
    /// <returns>"1 h, planned 1 h 30 min, for infusions of at least 2 h".</returns>
    public override string ToString() => (Minimum is { } minimum ? Wording.Of(minimum) : "no minimum published")
        + (Planned is { } planned ? $", planned {Wording.Of(planned)}" : "")
        + (InfusionAtLeast is { } from ? $", for infusions of at least {Wording.Of(from)}" : "")
        + (InfusionBelow is { } below ? $", for infusions below {Wording.Of(below)}" : "")
        + (Protocol is { } protocol ? $", on the {protocol} protocol" : "")
        + (Accompanied is { } accompanied ? accompanied ? ", when accompanied" : ", when not accompanied" : "");
}
