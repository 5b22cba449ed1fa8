using System.Collections.Immutable;
using Infusion.Rules.Fees;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Courses;

/// <summary>Looks for the earliest dates and times of the sessions that an induction still needs.</summary>
/// <remarks>What a date or a time means is asked of the rooms, of the visits as they are once each has taken place as planned. Of the
/// times of a date only the earliest is tried: a later one ends later, which allows nothing more afterwards.</remarks>
internal sealed class ProposalSearch
{
    private const int HorizonDays = 280;
    private static readonly Duration _quarter = Duration.FromMinutes(15);

    private readonly Rooms _rooms;
    private readonly Func<IEnumerable<Visit>, IEnumerable<VisitInCourse>> _inCourse;
    private readonly ProposalRequest _request;
    private readonly SessionFinding? _lifted;
    private readonly ImmutableArray<Visit> _expected;
    private readonly HashSet<string> _booked;
    private readonly HashSet<LocalDate> _taken;
    private readonly ILookup<LocalDate, SessionFinding> _remarkedAnyway;
    private readonly HashSet<(ProposalLimitKind Kind, Rule? Rule)> _met = [];
    private readonly HashSet<string> _dead = new(StringComparer.Ordinal);

    /// <summary>Prepares to look.</summary>
    /// <param name="rooms">The rooms that judge.</param>
    /// <param name="inCourse">Puts visits into the order of time, each with those before it.</param>
    /// <param name="request">What is looked for.</param>
    /// <param name="lifted">A finding that does not matter; <c>null</c> for none.</param>
    public ProposalSearch(
        Rooms rooms, Func<IEnumerable<Visit>, IEnumerable<VisitInCourse>> inCourse, ProposalRequest request, SessionFinding? lifted = null)
    {
        (_rooms, _inCourse, _request, _lifted) = (rooms, inCourse, request, lifted);
        _expected = [.. request.Visits.Select(AsPlanned)];
        _booked = [.. request.Visits.Where(static visit => visit.Start is null).Select(static visit => visit.Id)];
        _taken = [.. request.Visits.Select(visit => rooms.DateOf(visit.When))];
        _remarkedAnyway = Array.Empty<Remark>().ToLookup(static one => one.Date, static one => one.Finding);
        _remarkedAnyway = Remarks(request.Booked).ToLookup(static one => one.Date, static one => one.Finding);
    }

    /// <summary>The visits, each as early as those before it allow.</summary>
    /// <returns>As many as are looked for; none where no dates keep to every limit.</returns>
    public ImmutableArray<ProposedVisit> Earliest() => After([]);

    /// <summary>What stood in the way: the limits that alone did, or else all that were met.</summary>
    /// <returns>Each limit with the visits there are without it.</returns>
    public ImmutableArray<ProposalLimit> Limits()
    {
        ProposalLimit[] met =
        [
            .. _met.Select(one => new ProposalLimit(one.Kind, one.Rule, Without(one.Kind, one.Rule)))
                .OrderBy(static limit => limit.Kind).ThenBy(static limit => limit.Rule?.Id, StringComparer.Ordinal),
        ];
        ProposalLimit[] alone = [.. met.Where(static limit => !limit.Otherwise.IsEmpty)];
        return [.. alone.Length > 0 ? alone : met];
    }

    private ImmutableArray<ProposedVisit> Without(ProposalLimitKind kind, Rule? rule)
    {
        ProposalSearch Search(ProposalRequest request, SessionFinding? lifted = null) => new(_rooms, _inCourse, request, lifted);
        BusinessCalendar hours = _request.Hours;
        return kind switch
        {
            ProposalLimitKind.OpeningHours => Search(_request with
            {
                Hours = hours with
                {
                    Hours = [.. ProtocolFacts.Weekdays.Select(day => new OpeningHours(day, LocalTime.Midnight, LocalTime.Midnight))],
                },
            }).Earliest(),
            ProposalLimitKind.ClosedDate => Search(_request with { Hours = hours with { ClosedOn = [] } }).Earliest(),
            ProposalLimitKind.Ride => Search(_request with { HasRide = true }).Earliest(),
            ProposalLimitKind.Protocol when rule is not null => Search(_request, (SessionFinding)rule.Outcome).Earliest(),
            _ => [],
        };
    }

    private ImmutableArray<ProposedVisit> After(ImmutableArray<ProposedVisit> placed)
    {
        if (placed.Length == _request.Count)
        {
            return Meets(Remarks([.. _request.Booked, .. placed.Select(static one => (Moment)one.ChairFrom)])) ? [] : placed;
        }

        string state = StateOf(placed);
        LocalDate today = _rooms.DateOf(_request.Now);
        LocalDate date = placed.IsEmpty ? today : placed[placed.Length - 1].Date.PlusDays(1);
        for (; date <= today.PlusDays(HorizonDays) && !_dead.Contains(state); date = date.PlusDays(1))
        {
            if (_taken.Contains(date))
            {
                Meet(ProposalLimitKind.Booking);
                continue;
            }

            // At some time of the date; which of its times keep to a spacing in hours is seen when they are tried.
            Remark[] remarks =
            [
                .. Remarks([.. Before(date, placed), _rooms.During(date)])
                    .Where(static one => one.IsCertain || one.Finding != SessionFinding.BelowMinimumSpacing),
            ];
            if (Meets(remarks))
            {
                if (remarks.Any(one => IsWorseLater(one, date)))
                {
                    break;
                }
            }
            else if (EarliestOn(date, placed) is { } visit && After(placed.Add(visit)) is { IsEmpty: false } all)
            {
                return all;
            }
        }

        _dead.Add(state);
        return [];
    }

    private IEnumerable<Moment> Before(LocalDate date, ImmutableArray<ProposedVisit> placed) => _request.Booked
        .Where(booked => _rooms.DateOf(booked.Earliest) < date).Concat(placed.Select(static one => (Moment)one.ChairFrom));

    // What the sessions after these depend on: no finding looks back further than the first, the last and a week.
    private static string StateOf(ImmutableArray<ProposedVisit> placed) => placed.IsEmpty ? ""
        : string.Join(" ", placed.Where(one => one.Date > placed[placed.Length - 1].Date.PlusDays(-7)).Select(static one => one.Date)
            .Prepend(placed[0].Date)) + FormattableString.Invariant($" {placed.Length} {placed[placed.Length - 1].EarliestRelease}");

    // A later date is no nearer to the first session or the one before it; and what is booked before it stays as it is.
    private bool IsWorseLater(Remark remark, LocalDate date) => remark.Date < date
        || (remark.Finding is SessionFinding.OutsideFirstWeek or SessionFinding.AboveMaximumSpacing or SessionFinding.NotConsecutive
                or SessionFinding.BelowMinimumInCourseWeek
            && _request.Booked.All(booked => _rooms.DateOf(booked.Earliest) < date));

    // What is remarkable about planned sessions of which the earlier ones are completed, beyond what is so of the booked ones anyway.
    private IEnumerable<Remark> Remarks(ImmutableArray<Moment> sessions)
    {
        Dictionary<LocalDate, Moment> planned = sessions.GroupBy(session => _rooms.DateOf(session.Earliest))
            .ToDictionary(static same => same.Key, static same => same.First());
        InductionSeries series = _request.Series with
        {
            CompletedDates = [.. _request.Series.CompletedDates, .. planned.Keys],
            CompletedStarts = [.. _request.Series.CompletedStarts, .. planned.Values],
        };
        return _rooms.Protocols.DecideSessions(series).Zip(series.CompletedDates, static (decision, date) => (decision, date))
            .Where(one => planned.ContainsKey(one.date))
            .SelectMany(one => one.decision.Possible
                .Where(finding => finding != SessionFinding.NotPublished && finding != _lifted
                    && !_remarkedAnyway[one.date].Contains(finding))
                .Select(finding => new Remark(
                    one.date, finding, one.decision.Has(finding),
                    one.decision.DecidingRules.FirstOrDefault(rule => rule.Outcome == (int)finding))));
    }

    private bool Meets(IEnumerable<Remark> remarks)
    {
        bool isMet = false;
        foreach (Remark remark in remarks)
        {
            isMet = true;
            Meet(ProposalLimitKind.Protocol, remark.Rule);
        }

        return isMet;
    }

    private void Meet(ProposalLimitKind kind, Rule? rule = null) => _met.Add((kind, rule));

    private ProposedVisit? EarliestOn(LocalDate date, ImmutableArray<ProposedVisit> placed)
    {
        if (_request.Hours.ClosedOn.Contains(date))
        {
            Meet(ProposalLimitKind.ClosedDate);
            return null;
        }

        Visit[] before = [.. _expected, .. placed.Select(one => AsPlanned(one.Visit))];
        string id = IdOf(placed.Length);
        bool isTooShort = true;
        foreach (Interval open in _request.Hours.OpenOn(date, _rooms.TimeZone))
        {
            // No other visit is on the date, so whatever its time the same ones are before it.
            VisitInCourse course = _inCourse(
                [.. before, new() { Entry = id, Protocol = _request.Series.Protocol, Appointment = open.Start }])
                .First(one => one.Visit.Id == id);
            foreach (ProposedVisit visit in Within(open, course))
            {
                isTooShort = false;
                if (_rooms.Protocols.HasSpacingInTime(_request.Series) && Meets(Remarks([.. Before(date, placed), visit.ChairFrom])))
                {
                    continue;
                }

                if (_request.HasRide || (!visit.NeedsRide && !IsInTheWay(before, visit.Visit)))
                {
                    return visit;
                }

                Meet(ProposalLimitKind.Ride, visit.InboundRide.DecidingRules.FirstOrDefault());
            }
        }

        if (isTooShort)
        {
            Meet(ProposalLimitKind.OpeningHours);
        }

        return null;
    }

    // The visits that fit, from arrival to minimum recovery, one for each quarter of an hour.
    private IEnumerable<ProposedVisit> Within(Interval open, VisitInCourse course)
    {
        for (Instant at = QuarterFrom(open.Start); at < open.End; at += _quarter)
        {
            VisitInCourse there = course with { Visit = course.Visit with { Appointment = at } };
            VisitTimeline timeline = _rooms.Visits.Timeline(there);
            Instant arrival = (timeline.Find("arrival") ?? timeline.Find("start"))?.At ?? at;
            if ((timeline.Find("earliest-release") ?? timeline.Find("end"))?.At is not { } released || released > open.End)
            {
                yield break;
            }

            Instant departure = arrival - (_request.Travel ?? Duration.Zero);
            if (arrival >= open.Start && departure >= _request.Now)
            {
                VisitInCourse onTheWay = _request.Travel is null ? there
                    : there with { Visit = there.Visit with { Departure = departure } };
                yield return new(
                    _rooms.DateOf(at), onTheWay.Visit, timeline, _rooms.Visits.DecideInboundRide(onTheWay, _request.Now));
            }
        }
    }

    // Whether the way to a visit that is booked needs a ride because of this one.
    private bool IsInTheWay(Visit[] before, Visit visit) => _inCourse([.. before, AsPlanned(visit)])
        .FirstOrDefault(one => one.Visit.When > visit.When && _booked.Contains(one.Visit.Id)) is { } next
        && !MayDrive(next) && MayDrive(_inCourse(before).First(one => one.Visit.Id == next.Visit.Id));

    private bool MayDrive(VisitInCourse visit) =>
        _rooms.Visits.DecideInboundRide(visit, _request.Now).Has(InboundRideOutcome.NotNeeded);

    // A visit that is booked as it is once it has taken place: from its appointment, or from now where that has passed.
    private Visit AsPlanned(Visit visit)
    {
        if (visit is not { Start: null, Appointment: { } at, Protocol: { } protocol }
            || _rooms.Protocols.PlannedDurationOf(protocol) is not { } length)
        {
            return visit;
        }

        var start = Moment.Between(Instant.Max(at.Earliest, _request.Now), Instant.Max(at.Latest, _request.Now));
        return visit with { Start = start, End = Moment.Between(start.Earliest + length, start.Latest + length) };
    }

    private string IdOf(int place) => Enumerable.Range(1, int.MaxValue - 1)
        .Select(static number => FormattableString.Invariant($"proposed-{number}"))
        .Where(id => !_request.Ids.Contains(id)).ElementAt(place);

    private static Instant QuarterFrom(Instant from)
    {
        long ticks = from.ToUnixTimeTicks();
        long quarter = _quarter.BclCompatibleTicks;
        long over = ((ticks % quarter) + quarter) % quarter;
        return Instant.FromUnixTimeTicks(over == 0 ? ticks : ticks + quarter - over);
    }

    private readonly record struct Remark(LocalDate Date, SessionFinding Finding, bool IsCertain, Rule? Rule);
}
