using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fees;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Courses;

// The dates of the sessions that an induction still needs, where the course allows them.
public sealed partial class CourseReview
{
    private Func<Func<CourseReview, InductionProposal>, InductionProposal?>? _agreed;

    /// <summary>Proposes dates and times for the sessions that the induction still needs, each as early as those before it allow.</summary>
    /// <remarks>
    /// <para>Visits that are booked count as sessions and keep their dates. A visit fits when arrival, planned infusion and minimum
    /// recovery are within the hours of one day, both ends included; it begins on a quarter of an hour. Where the number of sessions is
    /// not published, or reached and the course allows another, the next one is proposed. It is looked for over forty weeks.</para>
    /// <para>Nothing is booked, and nothing is proposed that the rules or an open question stand against.</para>
    /// </remarks>
    /// <param name="hours">When the chair is free: hours of the week, and dates on which the clinic is closed.</param>
    /// <param name="hasRide">Whether somebody else can drive the patient to the clinic; <c>false</c> while that is not known. Without a
    /// ride no way to the clinic begins before the driving restriction is over.</param>
    /// <param name="travel">How long the way to the clinic takes; <c>null</c> when not known: then it is judged at the arrival.</param>
    /// <returns>The proposal, or why there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The way takes less than no time, or more than a week.</exception>
    /// <example><code>
    /// InductionProposal proposal = review.Propose(hours, hasRide: false, travel: Duration.FromMinutes(40));
    /// </code></example>
    public InductionProposal Propose(BusinessCalendar hours, bool hasRide, Duration? travel = null)
    {
        ArgumentNullException.ThrowIfNull(hours);
        if (travel < Duration.Zero || travel > Duration.FromDays(7))
        {
            throw new ArgumentOutOfRangeException(nameof(travel), "A way to the clinic takes from no time to a week.");
        }

        return _agreed is { } agreed
            ? agreed(reading => reading.Propose(hours, hasRide, travel)) ?? new(ProposalOutcome.Contradicted)
            : Stage is { Status: DecisionStatus.Determined, Outcome: CourseStage.Maintenance } ? new(ProposalOutcome.InMaintenance)
            {
                Rules = Stage.DecidingRules,
                Maintenance = NextSteps.FirstOrDefault(static step => step.Kind == NextStepKind.BookMaintenance),
            }
            : !IsAnother(Next.Possible) ? new(ProposalOutcome.NotAllowed)
            {
                Rules = [.. Stage.DecidingRules, .. Next.DecidingRules],
                Questions = QuestionsOf(Stage.Id, Next.Id),
            }
            : QuestionsAboutVisits() is { IsEmpty: false } questions ? new(ProposalOutcome.NeedsInformation) { Questions = questions }
            : Stage.Status != DecisionStatus.Determined || !IsAnother(Next.Certain)
                ? new(ProposalOutcome.NeedsInformation) { Questions = QuestionsOf(Stage.Id, Next.Id) }
            : Proposed(hours, hasRide, travel);
    }

    // Another infusion of the series is booked, or may be.
    private static bool IsAnother(ImmutableArray<NextStepKind> steps) =>
        steps.Contains(NextStepKind.BookInfusion) || steps.Contains(NextStepKind.GiveInfusion);

    private ImmutableArray<OpenQuestion> QuestionsOf(params string[] decisions) =>
        [.. Questions.Where(question => question.Decisions.Any(decision => decisions.Contains(decision)))];

    private InductionProposal Proposed(BusinessCalendar hours, bool hasRide, Duration? travel)
    {
        Rooms rooms = LatestSeries is { } begun ? _rooms with { Protocols = begun.Rooms.Protocols } : _rooms;
        if ((LatestSeries?.Protocol ?? ProtocolOfSeries) is not { } protocol || rooms.Protocols.PlannedDurationOf(protocol) is null)
        {
            return new(ProposalOutcome.ProtocolNotKnown)
            {
                Rules = Protocol?.DecidingRules ?? [],
                Questions = QuestionsOf("protocol.choice", "protocol.induction"),
            };
        }

        Visit[] live = [.. Visits.Select(review => review.Visit).Where(visit => visit.CancellationInForce is null)];
        InductionSeries series = LatestSeries?.InductionSeries ?? new() { Protocol = protocol };
        Visit[] ahead = [.. live.Where(visit => visit is { Start: null, Appointment: not null })];
        int booked = ahead.Count(visit => IsOf(visit, protocol));
        int outstanding = rooms.Protocols.SessionsOutstanding(series) ?? 0;
        int count = outstanding > 0 ? outstanding - booked : booked > 0 ? 0 : 1;
        Decision<InductionOutcome> induction = rooms.Protocols.DecideInduction(series);
        if (count <= 0)
        {
            return new(ProposalOutcome.NothingOutstanding) { Rules = induction.DecidingRules };
        }

        var search = new ProposalSearch(rooms, AsPlanned, new()
        {
            Now = Record.AsOf,
            Hours = hours,
            HasRide = hasRide,
            Travel = travel,
            Count = count,
            Series = series,
            Booked = [.. ahead.Where(visit => IsOf(visit, protocol)).Select(static visit => visit.Appointment!.Value)],
            Visits = [.. live],
            Ids = [.. Record.Visits.Select(static visit => visit.Id)],
        });
        ImmutableArray<ProposedVisit> visits = search.Earliest();
        return visits.IsEmpty
            ? new(ProposalOutcome.NoDates) { Limits = search.Limits(), Rules = induction.DecidingRules }
            : new(ProposalOutcome.Proposed)
            {
                Visits = visits,
                Rules =
                [
                    .. Next.DecidingRules.Where(static rule => IsAnother([(NextStepKind)rule.Outcome])), .. induction.DecidingRules,
                    .. rooms.Protocols.SessionRulesOf(series),
                ],
            };
    }

    // Looked ahead at, a visit that has not begun is a session once it is given as planned.
    private IEnumerable<VisitInCourse> AsPlanned(IEnumerable<Visit> visits)
    {
        Dictionary<string, bool?> begun = Visits.Where(static review => review.Visit.Start is not null)
            .ToDictionary(static review => review.Visit.Id, static review => review.IsSession, StringComparer.Ordinal);
        return InCourse(visits, visit => begun.TryGetValue(visit.Id, out bool? isSession) ? isSession : visit.End is not null);
    }

    // A new start or a maintenance infusion is none of the series.
    private static bool IsOf(Visit visit, StatedName protocol) =>
        visit.Protocol == protocol && visit.Series is not (SeriesMark.NewStart or SeriesMark.Maintenance);

    // Whether something on record was a session is not known while an end is missing, or a word about an appointment that has passed.
    private ImmutableArray<OpenQuestion> QuestionsAboutVisits()
    {
        bool isOpen = LatestSeries?.InductionSeries.Completeness == ListCompleteness.Partial
            || (Visits.All(static review => review.IsSession != true)
                && (!IsFromTheBeginning || Visits.Any(static review => review.IsSession is null)));
        string[] paths =
        [
            .. Record.VisitsInForce.Where(visit => visit.CancellationInForce is null).SelectMany(visit => visit switch
            {
                { Start: not null, End: null } when isOpen => (string[])[$"visits[{visit.Id}].end"],
                { Start: null, Appointment: not null } when IsOver(visit) => [$"visits[{visit.Id}]"],
                _ => [],
            }),
        ];
        return [.. Questions.Concat(DocumentationGaps).Where(question => paths.Contains(question.Path))];
    }
}
