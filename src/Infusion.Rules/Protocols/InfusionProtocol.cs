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
    /// <remarks>One more than the most is a finding for the clinician, unless an extension, a reason to go on or maintenance is on
    /// record; without a most there is none.</remarks>
    public SessionCount? InductionSessions { get; init; }

    /// <summary>The clinic-local days the induction fits in, the first completed
    /// session's being day 1; <c>null</c> when not published.</summary>
    public int? WindowDays { get; init; }

    /// <summary>The fewest days from one induction session to the next, inclusive; empty when not published.</summary>
    /// <remarks>The first is for the second session, the next for the third; the last one repeats.</remarks>
    public ImmutableArray<int> MinimumSpacingDays { get => field.OrEmpty(); init; }

    /// <summary>The shortest time from the start of one induction session to the start of the next, inclusive; empty when not
    /// published.</summary>
    /// <remarks>The first is for the second session, the next for the third; the last one repeats. Elapsed time: exactly so much is
    /// enough. Beside <see cref="MinimumSpacingDays"/> both hold.</remarks>
    public ImmutableArray<Duration> MinimumSpacing { get => field.OrEmpty(); init; }

    /// <summary>The most days between two induction sessions, inclusive; <c>null</c> when not published.</summary>
    public int? MaximumSpacingDays { get; init; }

    /// <summary>The most induction sessions in any seven clinic-local days; <c>null</c> when not published.</summary>
    public int? MaximumInSevenDays { get; init; }

    /// <summary>How many induction sessions each course week has, stage by stage; empty when not published.</summary>
    /// <remarks>After the last week of the last stage the induction is over, as after <see cref="WindowDays"/>.</remarks>
    public ImmutableArray<CourseWeeks> Weeks { get => field.OrEmpty(); init; }

    /// <summary>Whether induction sessions are on days that follow each other; <c>false</c> makes no rule.</summary>
    /// <remarks>Where <see cref="PermittedWeekdays"/> are given, on permitted days that follow each other: Monday follows Friday.</remarks>
    public bool IsOnConsecutiveDays { get; init; }

    /// <summary>The weekdays induction sessions may be on; empty when any may be.</summary>
    public ImmutableArray<IsoDayOfWeek> PermittedWeekdays { get => field.OrEmpty(); init; }

    /// <summary>The completed sessions after which the response is judged; <c>null</c> when not published.</summary>
    /// <remarks>From the minimum on a response stands. What falls short of one before the maximum is judged again after the next session,
    /// and is a likely non-response from the maximum on, which has to be given.</remarks>
    public SessionCount? EvaluateAfterSessions { get; init; }

    /// <summary>The shortest recovery of this protocol; <c>null</c> for the one of the visit section.</summary>
    public Duration? MinimumRecovery { get; init; }

    /// <summary>The planned recovery of this protocol; <c>null</c> for the one of the visit section.</summary>
    public Duration? PlannedRecovery { get; init; }

    /// <summary>The groups of conditions it is for; empty when none is given.</summary>
    public ImmutableArray<ServedCategory> Serves { get => field.OrEmpty(); init; }

    /// <summary>Where the protocol comes from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Ids in the source register; at least one.</summary>
    public required ImmutableArray<string> Citations { get => field.OrEmpty(); init; }

    /// <summary>How the protocol's parameters are stated, for those that say more than their value.</summary>
    public StatedParameters Stated { get; init; } = StatedParameters.None;

    /// <inheritdoc/>
    public bool Equals(InfusionProtocol? other) =>
        other is not null && Id == other.Id && PlannedDuration == other.PlannedDuration && InductionSessions == other.InductionSessions
            && WindowDays == other.WindowDays && MinimumSpacingDays.SequenceEqual(other.MinimumSpacingDays)
            && MinimumSpacing.SequenceEqual(other.MinimumSpacing) && Weeks.SequenceEqual(other.Weeks)
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

    /// <summary>Whether two permitted weekdays follow each other.</summary>
    internal bool HasWeekdaysInARow => !HasClosedWeekdays || PermittedWeekdays.Any(day =>
        PermittedWeekdays.Contains((IsoDayOfWeek)(((int)day % 7) + 1)));

    /// <summary>The fewest days before a session, inclusive, by <see cref="MinimumSpacingDays"/> alone.</summary>
    /// <param name="session">Which session; 2 for the second, the first that has one before it.</param>
    /// <returns>The days; 0 when none are published.</returns>
    public int DaysBefore(int session) => At(MinimumSpacingDays, session);

    /// <summary>The shortest time from the start of the session before to that of a session, inclusive, by <see cref="MinimumSpacing"/>
    /// alone.</summary>
    /// <param name="session">Which session; 2 for the second, the first that has one before it.</param>
    /// <returns>The elapsed time; zero when none is published.</returns>
    public Duration TimeBefore(int session) => At(MinimumSpacing, session);

    /// <summary>What is wrong with the protocol, or <c>null</c>.</summary>
    internal string? Problem =>
        Id.IsDefault ? "A protocol needs an id."
        : PlannedDuration <= Duration.Zero ? $"The protocol '{Id}' needs a planned length above zero."
        : InductionSessions is { IsDefault: true } ? $"The induction of the protocol '{Id}' has no sessions."
        : WindowDays is < 1 or > 3660 ? $"The window of the protocol '{Id}' is 1 to 3660 days."
        : MinimumSpacingDays.Any(static days => days is < 1 or > 3660) || MaximumSpacingDays is < 0 or > 3660
            ? $"A spacing of the protocol '{Id}' is 1 to 3660 days."
        : MinimumSpacing.Any(static time => time <= Duration.Zero || time > Duration.FromHours(8784))
            ? $"A spacing of the protocol '{Id}' is above zero and at most a year."
        : MinimumSpacingDays.Any(days => days > MaximumSpacingDays)
            ? $"The shortest spacing of the protocol '{Id}' is longer than its longest."
        : MaximumInSevenDays is < 1 or > 365 ? $"The protocol '{Id}' allows 1 to 365 sessions in seven days."
        : Weeks.Any(static stage => !stage.IsValid)
            ? $"A stage of the protocol '{Id}' has 1 to 52 weeks, with 0 to 7 sessions at least and 1 to 50 at most, not fewer."
        : Weeks.Take(Weeks.Length - 1).Any(static stage => stage.Weeks is null)
            ? $"Only the last stage of the protocol '{Id}' goes on without a number of weeks."
        : IsOnConsecutiveDays && MinimumSpacingDays.Any(static days => days > 1)
            ? $"The sessions of the protocol '{Id}' cannot be on days that follow each other and further apart."
        : IsOnConsecutiveDays && !HasWeekdaysInARow
            ? $"No two of the weekdays of the protocol '{Id}' follow each other, and its sessions are on days that do."
        : EvaluateAfterSessions is { Maximum: null } ? $"The protocol '{Id}' is judged after 1 to 365 sessions, or a range with a most."
        : EvaluateAfterSessions?.Maximum > InductionSessions?.Maximum
            ? $"The protocol '{Id}' is judged after {EvaluateAfterSessions} sessions and has {InductionSessions}."
        : PlannedRecovery < MinimumRecovery ? $"The planned recovery of the protocol '{Id}' is shorter than its shortest."
        : MinimumRecovery < Duration.Zero || PlannedRecovery < Duration.Zero ? $"A recovery of the protocol '{Id}' is not negative."
        : PermittedWeekdays.Any(day => day == IsoDayOfWeek.None) ? $"'None' is not a weekday of the protocol '{Id}'."
        : Serves.Select(served => (object)served.Category).Distinct().Count() != Serves.Length
            ? $"The protocol '{Id}' names a category twice."
        : InductionDates.Of(this) is var dates && !dates.DoesFit
            ? $"No dates of the sessions of the protocol '{Id}' keep to its {InductionDates.Limits(this)}."
        : InductionSessions is { } planned && WindowDays < dates.FewestDays
            ? FormattableString.Invariant(
                $"The {planned.Minimum} sessions of the protocol '{Id}' do not fit in its window of {WindowDays} days.")
        : dates.Reached < InductionSessions?.Maximum
            ? FormattableString.Invariant(
                $"The most sessions of the protocol '{Id}' are {InductionSessions?.Maximum}, and its dates hold {dates.Reached}.")
        : InductionSessions?.Maximum < MinimumInWeeks
            ? FormattableString.Invariant(
                $"The weeks of the protocol '{Id}' have {MinimumInWeeks} sessions at least, and its induction {InductionSessions}.")
        : null;

    /// <summary>The fewest sessions that all its course weeks have together; <c>null</c> where they have no end.</summary>
    internal int? MinimumInWeeks => Weeks.IsEmpty || Weeks[Weeks.Length - 1].Weeks is null ? null
        : Weeks.Sum(static stage => stage.MinimumSessions * (stage.Weeks ?? 0));

    // The last one repeats; the second session is the first that has one before it.
    private static T At<T>(ImmutableArray<T> spacing, int session)
        where T : struct => spacing.IsEmpty ? default : spacing[Math.Min(session - 2, spacing.Length - 1)];
}
