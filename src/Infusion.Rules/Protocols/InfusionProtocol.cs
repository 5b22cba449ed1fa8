using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Protocols;

/// <summary>One way a clinic gives infusions: how long, how many, how close together, when the response is judged.</summary>
/// <remarks>Everything that may be <c>null</c> or empty is then not published, and no rule is made of it. Compared by value. Immutable and
/// thread-safe.</remarks>
public sealed record InfusionProtocol
{
    /// <summary>The protocol's id.</summary>
    public required ProtocolId Id { get; init; }

    /// <summary>How long an infusion is planned to run; <c>null</c> when not published. An actual length is recorded and never
    /// judged.</summary>
    public Duration? PlannedDuration { get; init; }

    /// <summary>The completed sessions of an induction; <c>null</c> when not published.</summary>
    public SessionCount? InductionSessions { get; init; }

    /// <summary>The clinic-local days the induction fits in, the first completed
    /// session's being day 1; <c>null</c> when not published.</summary>
    public int? WindowDays { get; init; }

    /// <summary>The fewest days between two induction sessions, inclusive; <c>null</c> when not published.</summary>
    public int? MinimumSpacingDays { get; init; }

    /// <summary>The most days between two induction sessions, inclusive; <c>null</c> when not published.</summary>
    public int? MaximumSpacingDays { get; init; }

    /// <summary>The most induction sessions in any seven clinic-local days; <c>null</c> when not published.</summary>
    public int? MaximumInSevenDays { get; init; }

    /// <summary>Whether induction sessions are on days that follow each other; <c>false</c> makes no rule.</summary>
    /// <remarks>Where <see cref="PermittedWeekdays"/> are given, on permitted days that follow each other: Monday follows Friday.</remarks>
    public bool IsOnConsecutiveDays { get; init; }

    /// <summary>The weekdays induction sessions may be on; empty when any may be.</summary>
    public ImmutableArray<IsoDayOfWeek> PermittedWeekdays { get; init; } = [];

    /// <summary>The completed sessions after which the response is first judged; <c>null</c> when not published.</summary>
    public int? EvaluateAfterSessions { get; init; }

    /// <summary>The shortest recovery of this protocol; <c>null</c> for the one of the visit section.</summary>
    public Duration? MinimumRecovery { get; init; }

    /// <summary>The planned recovery of this protocol; <c>null</c> for the one of the visit section.</summary>
    public Duration? PlannedRecovery { get; init; }

    /// <summary>The groups of conditions it is for; empty when none is given.</summary>
    public ImmutableArray<ServedCategory> Serves { get; init; } = [];

    /// <summary>Where the protocol comes from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Ids in the source register; at least one.</summary>
    public required ImmutableArray<string> Citations { get; init; }

    /// <summary>How the protocol's parameters are stated, for those that say more than their value.</summary>
    public StatedParameters Stated { get; init; } = StatedParameters.None;

    /// <inheritdoc/>
    public bool Equals(InfusionProtocol? other) =>
        other is not null && Id == other.Id && PlannedDuration == other.PlannedDuration && InductionSessions == other.InductionSessions
            && WindowDays == other.WindowDays && MinimumSpacingDays == other.MinimumSpacingDays
            && MaximumInSevenDays == other.MaximumInSevenDays
        && MaximumSpacingDays == other.MaximumSpacingDays && IsOnConsecutiveDays == other.IsOnConsecutiveDays
        && PermittedWeekdays.SequenceEqual(other.PermittedWeekdays) && EvaluateAfterSessions == other.EvaluateAfterSessions
        && MinimumRecovery == other.MinimumRecovery && PlannedRecovery == other.PlannedRecovery && Serves.SequenceEqual(other.Serves)
        && Stated == other.Stated && Provenance == other.Provenance && Citations.SequenceEqual(other.Citations);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode();

    /// <summary>Writes the id and the planned length.</summary>
    /// <returns>"four-hour (4 h)".</returns>
    public override string ToString() => PlannedDuration is { } planned ? $"{Id} ({Wording.Of(planned)})" : $"{Id}";

    /// <summary>Whether some weekday is not permitted.</summary>
    internal bool HasClosedWeekdays => !PermittedWeekdays.IsEmpty && PermittedWeekdays.Once().Length < 7;

    /// <summary>What is wrong with the protocol, or <c>null</c>.</summary>
    internal string? Problem =>
        Id.IsDefault ? "A protocol needs an id."
        : PlannedDuration <= Duration.Zero ? $"The protocol '{Id}' needs a planned length above zero."
        : InductionSessions is { IsDefault: true } ? $"The induction of the protocol '{Id}' has no sessions."
        : WindowDays is < 1 or > 3660 ? $"The window of the protocol '{Id}' is 1 to 3660 days."
        : MinimumSpacingDays is < 0 or > 3660 || MaximumSpacingDays is < 0 or > 3660
            ? $"A spacing of the protocol '{Id}' is 0 to 3660 days."
        : MinimumSpacingDays > MaximumSpacingDays ? $"The shortest spacing of the protocol '{Id}' is longer than its longest."
        : MaximumInSevenDays is < 1 or > 365 ? $"The protocol '{Id}' allows 1 to 365 sessions in seven days."
        : IsOnConsecutiveDays && MinimumSpacingDays > 1
            ? $"The sessions of the protocol '{Id}' cannot be on days that follow each other and further apart."
        : EvaluateAfterSessions > InductionSessions?.Maximum
            ? FormattableString.Invariant(
                $"The protocol '{Id}' is judged after {EvaluateAfterSessions} sessions and has {InductionSessions}.")
        : PlannedRecovery < MinimumRecovery ? $"The planned recovery of the protocol '{Id}' is shorter than its shortest."
        : EvaluateAfterSessions is < 1 or > 365 ? $"The protocol '{Id}' is judged after 1 to 365 sessions."
        : MinimumRecovery < Duration.Zero || PlannedRecovery < Duration.Zero ? $"A recovery of the protocol '{Id}' is not negative."
        : PermittedWeekdays.Any(day => day == IsoDayOfWeek.None) ? $"'None' is not a weekday of the protocol '{Id}'."
        : Serves.Select(served => (object)served.Category).Distinct().Count() != Serves.Length
            ? $"The protocol '{Id}' names a category twice."
        : InductionDates.Shortest(this) is not { } shortest
            ? $"No dates of the sessions of the protocol '{Id}' keep to its spacing, its weekdays and its most in seven days."
        : InductionSessions is { } planned && WindowDays < shortest
            ? FormattableString.Invariant(
                $"The {planned.Minimum} sessions of the protocol '{Id}' do not fit in its window of {WindowDays} days.")
        : null;
}
