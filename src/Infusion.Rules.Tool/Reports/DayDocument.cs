using System.Collections.Immutable;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Visits;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tool.Reports;

/// <summary>The visits of a day as one document.</summary>
internal sealed record DayDocument(
    int Format, string Date, string Policy, string PolicyVersion, int Records, ImmutableArray<string> Unread,
    ImmutableArray<DayLineDocument> Visits)
{
    public static DayDocument Of(RulesBook rules, LocalDate date, RecordFolder records, ImmutableArray<DayLine> lines) => new(
        1, LocalDatePattern.Iso.Format(date), rules.Policies.Versions[0].Policy.Id, Wording.Versions(rules),
        records.Records.Length, records.Unread, [.. lines.Select(DayLineDocument.Of)]);
}

/// <summary>One visit of a day.</summary>
internal sealed record DayLineDocument(
    string Record, string Visit, DayOutcome Action, DecisionStatus Status, string Appointment, string? Arrival, string? ChairFrom,
    string? ChairTo, DecisionStatus? RideStatus, InboundRideOutcome? Ride, ImmutableArray<RuleDocument> Reasons,
    ImmutableArray<RuleDocument> ForClinician, ImmutableArray<QuestionDocument> AskFirst,
    ImmutableArray<ContradictionDocument> Contradictions)
{
    public static DayLineDocument Of(DayLine line) => new(
        line.Review.Record.Id, line.Visit.Visit.Id, line.Action, line.Outcome.Status, Iso(line.Appointment.Earliest)!, Iso(line.Arrival),
        Iso(line.ChairFrom), Iso(line.ChairTo), line.Ride?.Status,
        line.Ride is { Status: not DecisionStatus.Invalid } ride ? ride.Outcome : null, line.Outcome.ToDocument().Rules,
        [.. line.ForClinician.Select(RuleDocument.Of)],
        [.. line.AskFirst.Select(QuestionDocument.Of)], [.. line.Review.Contradictions.Select(ContradictionDocument.Of)]);

    private static string? Iso(Instant? at) => at is { } instant ? InstantPattern.ExtendedIso.Format(instant) : null;
}
