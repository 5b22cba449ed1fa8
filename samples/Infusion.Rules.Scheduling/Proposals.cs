using System.Collections.Immutable;
using Infusion.Rules.Courses;
using Infusion.Rules.Fees;
using NodaTime;

namespace Infusion.Rules.Scheduling;

/// <summary>A visit that may be booked.</summary>
/// <param name="Date">The date.</param>
/// <param name="Arrival">When the patient is to arrive; <c>null</c> when that is not published.</param>
/// <param name="ChairFrom">When the chair is taken.</param>
/// <param name="ReleaseFrom">When the minimum recovery is over; <c>null</c> when that is not published.</param>
/// <param name="NeedsRide">Whether somebody else has to drive the patient here.</param>
internal sealed record Proposed(
    DateOnly Date, DateTimeOffset? Arrival, DateTimeOffset ChairFrom, DateTimeOffset? ReleaseFrom, bool NeedsRide)
{
    public static Proposed Of(ProposedVisit visit) => new(
        visit.Date.ToDateOnly(), visit.Arrival?.ToDateTimeOffset(), visit.ChairFrom.ToDateTimeOffset(),
        visit.EarliestRelease?.ToDateTimeOffset(), visit.NeedsRide);
}

/// <summary>The visits an induction still needs, or why none are proposed.</summary>
/// <param name="Outcome">Whether there are any.</param>
/// <param name="Visits">The visits.</param>
/// <param name="Rules">What it rests on, as sentences.</param>
/// <param name="Limits">What stands in the way.</param>
/// <param name="Questions">What to ask first.</param>
/// <param name="Maintenance">The next maintenance infusion, in maintenance.</param>
internal sealed record Proposals(
    ProposalOutcome Outcome, ImmutableArray<Proposed> Visits, ImmutableArray<string> Rules, ImmutableArray<string> Limits,
    ImmutableArray<Asked> Questions, Step? Maintenance)
{
    // When the one chair of this clinic is free.
    private static readonly BusinessCalendar _hours = new()
    {
        Hours =
        [
            .. Enumerable.Range((int)IsoDayOfWeek.Monday, 5).Select(day => new OpeningHours((IsoDayOfWeek)day, new(8, 0), new(17, 0))),
        ],
    };

    public static Proposals Of(CourseReview review, bool hasRide, int? minutesAway)
    {
        InductionProposal proposal = review.Propose(
            _hours, hasRide, minutesAway is { } minutes ? Duration.FromMinutes(minutes) : null);
        return new(
            proposal.Outcome, [.. proposal.Visits.Select(Proposed.Of)], [.. proposal.Rules.Select(static rule => rule.Sentence)],
            [.. proposal.Limits.Select(static limit => limit.ToString())], Asked.Of(proposal.Questions),
            proposal.Maintenance is { } step ? Step.Of(step) : null);
    }
}
