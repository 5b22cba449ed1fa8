using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Visits;

/// <summary>What moves the way to a visit, and the planned end of the infusion before, on the clinic's clock.</summary>
/// <remarks>A clock time on the next day is no elapsed time: where daylight
/// saving moves the clock on the way, no constant of a condition says how far
/// the one lies from the other, so the fact that reads the clock is bound to these times as it is to the time zone.</remarks>
/// <param name="First">How long before the appointment a first session's patient arrives.</param>
/// <param name="Later">How long before the appointment a later session's patient arrives.</param>
/// <param name="Planned">How long an infusion on each protocol is planned to run.</param>
/// <param name="Names">The names of those protocols.</param>
internal sealed record ClockShifts(Duration First, Duration Later, ImmutableArray<PlannedInfusion> Planned, NameIndex Names)
{
    /// <summary>The longest and the shortest time by which a patient is asked to arrive before the appointment.</summary>
    /// <param name="completedBefore">How many sessions were completed before; <c>null</c> when not known.</param>
    public (Duration Longest, Duration Shortest) Lead(int? completedBefore) => completedBefore switch
    {
        null => (Duration.Max(First, Later), Duration.Min(First, Later)),
        0 => (First, First),
        _ => (Later, Later),
    };

    /// <summary>How long the infusion of a visit is planned to run; <c>null</c> when that is not known.</summary>
    /// <param name="visit">The visit.</param>
    public Duration? PlannedFor(Visit visit) =>
        visit.Protocol is { } protocol && Names.Find(protocol) is >= 0 and var place ? Planned[place].Length : null;

    /// <summary>The clinic's clock on the way to a visit, counted from midnight of the date of an instant before it.</summary>
    /// <param name="visit">The visit; without a departure the way ends by the arrival that is asked for.</param>
    /// <param name="from">The instant before.</param>
    /// <param name="way">The departure, or else the appointment.</param>
    /// <param name="zone">The clinic's time zone.</param>
    public FactValue Clock(VisitInCourse visit, Instant from, Instant way, DateTimeZone zone)
    {
        (Duration longest, Duration shortest) = visit.Visit.Departure is null ? Lead(visit.CompletedBefore) : default;
        return FactValue.Between(
            ForwardClock.LaterReading(way - longest, from, zone), ForwardClock.LaterReading(way - shortest, from, zone));
    }

    /// <summary>Writes every time.</summary>
    public override string ToString() => $"{Wording.Of(First)} and {Wording.Of(Later)} before; {string.Join(", ", Planned)}";
}

/// <summary>An effect of a visit.</summary>
/// <param name="Visit">The visit.</param>
/// <param name="Effect">The effect.</param>
internal readonly record struct EffectOfVisit(Visit Visit, SideEffect Effect);

/// <summary>One infusion of a patient.</summary>
/// <param name="Visit">The visit it was given at.</param>
internal readonly record struct Infusion(Visit Visit);

/// <summary>The infusions of a patient that have started.</summary>
/// <param name="Visits">The visits, in the order of their starts; each knows when the next one began.</param>
internal sealed record Infusions(ImmutableArray<Visit> Visits)
{
    /// <summary>The infusions among some visits.</summary>
    /// <param name="visits">The visits, in any order; what is voided or cancelled has no infusion.</param>
    public static Infusions Of(IEnumerable<Visit> visits)
    {
        Visit[] given =
        [
            .. visits.Where(visit => visit is { Entry.Voided: null, CancellationInForce: null } && (visit.Start ?? visit.End) is not null)
                .OrderBy(visit => (visit.Start ?? visit.End)!.Value.Earliest),
        ];
        return new([.. given.Select((visit, place) => place + 1 < given.Length && visit is { End: null, NextStart: null }
            ? visit with { NextStart = given[place + 1].Start }
            : visit)]);
    }
}

/// <summary>What the rules of a visit ask, each fact with the fields it is read from.</summary>
internal static class VisitFacts
{
    /// <summary>The name of every protocol without a recovery of its own.</summary>
    public const string OtherProtocol = "another protocol";

    /// <summary>The name of an end that is on record, or not known at all.</summary>
    public const string RecordedEnd = "the record";

    private static Input<VisitInCourse, int?> Before { get; } = new(
        PatientRecord.Fields.Visits.Path, static visit => visit.CompletedBefore);

    private static Input<VisitInCourse, Moment?> Arrival { get; } = Visit.Fields.Arrival.In<VisitInCourse>(static visit => visit.Visit);

    private static Input<VisitInCourse, Moment?> AppointmentInCourse { get; } = Visit.Fields.Appointment.In<VisitInCourse>(
        static visit => visit.Visit);

    private static Input<VisitInCourse, bool?> HadInfusionBefore { get; } = new(
        PatientRecord.Fields.Visits.Path, static visit => visit.Previous is not null ? true : visit.HadInfusion);

    private static Input<VisitInCourse, bool?> HasDeparture { get; } = new(
        Visit.Fields.Departure.Path, static visit => visit.Visit.Departure is not null);

    private static Input<VisitInCourse, Moment?> EndOfPrevious { get; } = new(Visit.Fields.End.Path, EndBefore);

    // Only where a departure is on record is it compared with what comes after it.
    private static Input<VisitInCourse, Moment?> ArrivalAfterDeparture { get; } = new(
        Visit.Fields.Arrival.Path,
        static visit => visit.Visit.Departure is null ? null : visit.Visit.Arrival ?? visit.Visit.Appointment);

    private static Input<VisitInCourse, Moment?> WayBegins { get; } =
        new(Visit.Fields.Departure.Path, static visit => visit.Visit.Departure ?? visit.Visit.Appointment);

    private static Input<Visit, Moment?> End { get; } = new(Visit.Fields.End.Path, static visit => visit.PossibleEnd);

    private static Input<EffectOfVisit, bool?> HasEnded { get; } = new(
        Visit.Fields.End.Path, static effect => effect.Visit.KnownEnd is null ? null : true);

    private static Input<EffectOfVisit, Moment?> EndOfEffect { get; } = End.In<EffectOfVisit>(static effect => effect.Visit);

    private static Input<EffectOfVisit, Moment?> PresentAt { get; } = SideEffect.Fields.PresentAt.In<EffectOfVisit>(
        static effect => effect.Effect);

    private static Input<EffectOfVisit, StatedName?> Named { get; } = SideEffect.Fields.Effect.In<EffectOfVisit>(
        static effect => effect.Effect);

    /// <summary>How many sessions were completed before the visit.</summary>
    public static Fact<int> Completed { get; } =
        Fact.Count(
            "visit.completed-sessions", "sessions completed before", "How many sessions were completed before?", "sessions", 0,
            10_000).From(Before).DoubtedBy("visit.infusion");

    /// <summary>How long before the appointment the patient arrived.</summary>
    public static Fact<Duration> ArrivalBefore { get; } =
        Fact.Elapsed("visit.arrival-before", "time from the arrival to the appointment", "When did the patient arrive?")
            .Between(Arrival, AppointmentInCourse);

    /// <summary>How long ago the infusion ended.</summary>
    public static Fact<Duration> SinceEnd { get; } =
        Fact.Elapsed("visit.since-end", "time since the infusion's end", "When did the infusion end?").Since(End);

    /// <summary>How long the infusion took.</summary>
    public static Fact<Duration> InfusionLength { get; } =
        Fact.Elapsed("visit.infusion-length", "time from the infusion's start to its end", "When did the infusion start?")
            .Between(Visit.Fields.Start, End);

    /// <summary>What the restriction on driving asks of one infusion among several.</summary>
    /// <param name="zone">The clinic's time zone.</param>
    public static ImmutableArray<Fact> DrivingAfter(DateTimeZone zone)
    {
        Input<Infusion, Moment?> end = End.In<Infusion>(static infusion => infusion.Visit);
        return
        [
            SinceEnd.Since(end),
            ClockSinceEnd(zone).Since(end, (ended, now) => ForwardClock.LaterReading(now, ended, zone)),
            InfusionLength.Between(Visit.Fields.Start.In<Infusion>(static infusion => infusion.Visit), end),
        ];
    }

    /// <summary>Whether the patient walks steadily; what was said before the infusion's end, or a fall, says nothing of it.</summary>
    public static Fact<bool> Walks { get; } =
        Fact.YesNo("visit.walks-steadily", "walking steadily", "Does the patient get up and walk steadily?").Reading<Visit>(
            [Visit.Fields.WalksSteadily, Visit.Fields.WalksSteadilySaidAt, Visit.Fields.End, Visit.Fields.FellAt],
            static _ => static (visit, ref asking) => FactValue.Of(
                IsAfterEnd(visit, visit.WalksSteadilySaidAt) == true && !MayHaveFallenSince(visit, visit.WalksSteadilySaidAt, asking.At)
                    ? visit.WalksSteadily
                    : null));

    /// <summary>Whether a clinician says that the release criteria are met.</summary>
    public static Fact<bool> CriteriaMet { get; } =
        Fact.YesNo(
            "visit.criteria-met", "a clinician's word that the clinic's release criteria are met",
            "Does a clinician say that the clinic's own release criteria are met?").From(Visit.Fields.CriteriaMet);

    /// <summary>Who said so.</summary>
    public static Fact<ClinicianRole> CriteriaMetBy { get; } =
        Fact.Choice<ClinicianRole>("visit.criteria-met-by", "who says that the criteria are met", "Who says that the criteria are met?")
            .From(Visit.Fields.CriteriaMetBy);

    /// <summary>How long after the infusion's end it was said.</summary>
    public static Fact<Duration> CriteriaMetSinceEnd { get; } =
        Fact.Elapsed(
            "visit.criteria-met-since-end", "time from the infusion's end to the clinician's word",
            "When was it said that the criteria are met?").Between(End, Visit.Fields.CriteriaMetAt);

    /// <summary>How long ago it was said.</summary>
    public static Fact<Duration> SinceCriteriaMet { get; } =
        Fact.Elapsed(
            "visit.since-criteria-met", "time since the clinician's word", "When was it said that the criteria are met?")
            .Since(Visit.Fields.CriteriaMetAt);

    /// <summary>Whether a side effect, a vital sign or a fall came after it was said.</summary>
    public static Fact<bool> CriteriaLapsed { get; } =
        Fact.YesNo(
            "visit.criteria-lapsed", "a side effect, vital sign or fall after the clinician's word",
            "Was there a side effect, a vital sign or a fall after it was said that the criteria are met?")
            .Reading<Visit>(
                [Visit.Fields.CriteriaMetAt, SideEffect.Fields.PresentAt, VitalSigns.Fields.TakenAt, Visit.Fields.FellAt],
                static _ => static (visit, ref asking) => FactValue.Of(HasLapsed(visit, asking.At)));

    /// <summary>Whether a clinician's word on an effect is recorded.</summary>
    public static Fact<bool> EffectSeen { get; } =
        Fact.YesNo("visit.effect-seen", "a clinician's word on the effect", "Has a clinician looked at the effect?")
            .Reading<EffectOfVisit>(
                [SideEffect.Fields.SeenBy, SideEffect.Fields.SeenAt, SideEffect.Fields.PresentAt],
                static _ => static (effect, ref asking) => FactValue.Of(effect.Effect.SeenBy is null or ClinicianRole.Other
                    ? false
                    : IsBy(effect.Effect.SeenAt, asking.At) & IsNotBefore(effect.Effect.SeenAt, effect.Effect.PresentAt)));

    /// <summary>Whether an effect had been there by the instant asked; one without a time had.</summary>
    public static Fact<bool> EffectByNow { get; } =
        Fact.YesNo("visit.effect-by-now", "the effect present by now", "Was the effect there by now?")
            .Reading<EffectOfVisit>([SideEffect.Fields.PresentAt], static _ => static (effect, ref asking) =>
                FactValue.Of(IsBy(effect.Effect.PresentAt, asking.At)));

    /// <summary>Whether the infusion is recorded as broken off.</summary>
    public static Fact<bool> Aborted { get; } =
        Fact.YesNo("visit.aborted", "recorded as broken off", "Was the infusion broken off?")
            .From(new Input<Visit, bool?>(Visit.Fields.IsAborted.Path, static visit => visit.IsAborted));

    /// <summary>The score on the policy's discharge scale.</summary>
    public static Fact<int> DischargeScore { get; } =
        Fact.Count("visit.discharge-score", "discharge score", "What is the discharge score?", "points", 0, 10)
            .From(Visit.Fields.DischargeScore);

    /// <summary>Whether a ride is arranged, where a taxi is one.</summary>
    public static Fact<bool> AnyRide { get; } = Ride("Is a ride home or to the hotel arranged? A taxi is one.");

    /// <summary>Whether a ride is arranged, where not every taxi is one.</summary>
    public static Fact<bool> SomeRide { get; } = Ride("Is a ride home or to the hotel arranged?");

    /// <summary>Whether a ride both ways is arranged, where a taxi is one.</summary>
    public static Fact<bool> AnyRideBothWays { get; } = Ride("Is a ride to the clinic and back arranged? A taxi is one.");

    /// <summary>Whether a ride both ways is arranged, where not every taxi is one.</summary>
    public static Fact<bool> SomeRideBothWays { get; } = Ride("Is a ride to the clinic and back arranged?");

    /// <summary>Whether a ride home is arranged by the start, whenever that was said.</summary>
    public static Fact<bool> RideByStart { get; } =
        Fact.YesNo("visit.ride-by-start", "a ride arranged before the start", "Is a ride home or to the hotel arranged?")
            .From(Visit.Fields.RideArranged);

    /// <summary>Whether a ride both ways is arranged by the start, whenever that was said.</summary>
    public static Fact<bool> RideBothWaysByStart { get; } =
        Fact.YesNo("visit.ride-by-start", "a ride arranged before the start", "Is a ride to the clinic and back arranged?")
            .From(Visit.Fields.RideArranged);

    /// <summary>How old the person is who accompanies the patient.</summary>
    public static Fact<int> EscortAge { get; } =
        Fact.Count(
            "visit.escort-age", "the age of the person who accompanies the patient",
            "How old is the person who accompanies the patient?", "years", 0, 130).From(Visit.Fields.EscortAge);

    /// <summary>Whether the person who accompanies the patient stays as long as the clinic asks.</summary>
    public static Fact<bool> EscortStays { get; } =
        Fact.YesNo(
            "visit.escort-stays", "a person who stays with the patient",
            "Does the person who accompanies the patient stay as long as the clinic asks?").From(Visit.Fields.EscortStays);

    /// <summary>Whether the person is there who has to be there during the visit.</summary>
    public static Fact<bool> EscortIsThere { get; } =
        Fact.YesNo(
            "visit.escort-is-there", "a person with the patient during the visit", "Is a person there with the patient during the visit?")
            .From(Visit.Fields.EscortIsThere);

    /// <summary>Whether the ride is a taxi.</summary>
    public static Fact<bool> Taxi { get; } =
        Fact.YesNo("visit.ride-is-taxi", "the ride is a taxi or a ride-share", "Is the ride a taxi or a ride-share?")
            .From(Visit.Fields.RideIsTaxi);

    /// <summary>Whether a person accompanies the patient.</summary>
    public static Fact<bool> Accompanied { get; } =
        Fact.YesNo("visit.accompanied", "accompanied by a person", "Does a person accompany the patient?").From(Visit.Fields.Accompanied);

    /// <summary>Whether there was an infusion before.</summary>
    public static Fact<bool> HadInfusion { get; } =
        Fact.YesNo("visit.previous-infusion", "an earlier infusion", "Was there an infusion before this visit?").From(HadInfusionBefore);

    /// <summary>Whether the way is judged from a departure; without one it is judged from the arrival asked for.</summary>
    public static Fact<bool> DepartureGiven { get; } =
        Fact.YesNo("visit.departure-given", "a departure on record", "Is it known when the patient sets out?").From(HasDeparture);

    /// <summary>Whether the infusion has ended.</summary>
    public static Fact<bool> Ended { get; } =
        Fact.YesNo("visit.infusion-ended", "the infusion has ended", "Has the infusion ended?").From(HasEnded);

    /// <summary>How long after the infusion an effect was present.</summary>
    public static Fact<Duration> EffectSinceEnd { get; } =
        Fact.Elapsed(
            "visit.effect-since-end", "time from the infusion's end at which the effect was present",
            "When was the effect still present?").Between(EndOfEffect, PresentAt);

    /// <summary>The part of the visit.</summary>
    public static Fact<VisitPhase> Phase { get; } =
        Fact.Choice<VisitPhase>("visit.phase", "part of the visit", "Before, during or after the infusion?").From(VitalSigns.Fields.Phase);

    /// <summary>The systolic pressure.</summary>
    public static Fact<int> Systolic { get; } =
        Fact.Count("visit.systolic", "systolic pressure", "What is the systolic pressure?", "mmHg", 1, 400)
            .From(BloodPressure.Fields.Systolic);

    /// <summary>The diastolic pressure.</summary>
    public static Fact<int> Diastolic { get; } =
        Fact.Count("visit.diastolic", "diastolic pressure", "What is the diastolic pressure?", "mmHg", 1, 400)
            .From(BloodPressure.Fields.Diastolic);

    /// <summary>Whether commode and urinal were offered.</summary>
    public static Fact<bool> Offered { get; } =
        Fact.YesNo("visit.accommodations-offered", "commode and urinal offered", "Were commode and urinal offered?")
            .From(Conduct.Fields.AccommodationsOffered);

    /// <summary>Whether the patient walked.</summary>
    public static Fact<bool> Walked { get; } =
        Fact.YesNo("visit.walked", "walked during the infusion", "Did the patient walk during the infusion?")
            .From(Conduct.Fields.WalkedDuringInfusion);

    /// <summary>Whether a clinician was available.</summary>
    public static Fact<bool> ClinicianAvailable { get; } =
        Fact.YesNo(
            "visit.clinician-available", "physician or nurse immediately available",
            "Was a physician or nurse immediately available?").From(Conduct.Fields.ClinicianAvailable);

    /// <summary>Whether an emergency physician was responsible.</summary>
    public static Fact<bool> PhysicianResponsible { get; } =
        Fact.YesNo(
            "visit.physician-responsible", "board-certified emergency physician responsible",
            "Was a board-certified emergency physician responsible?").From(Conduct.Fields.EmergencyPhysicianResponsible);

    /// <summary>The clinic's clock now, counted from midnight of the date the infusion ended.</summary>
    /// <param name="zone">The clinic's time zone.</param>
    public static Fact<Duration> ClockSinceEnd(DateTimeZone zone) =>
        Fact.Clock(
            "visit.clock-since-end", "time now on the clinic's clock, counted from the date the infusion ended",
            "When did the infusion end?")
            .Since(End, (end, now) => ForwardClock.LaterReading(now, end, zone)).With(zone.Id);

    /// <summary>When the previous infusion ended, or began while that is all that is known and its protocol has a plan.</summary>
    /// <param name="names">The names of the protocols with a plan.</param>
    public static Input<VisitInCourse, Moment?> Previous(NameIndex names) => new(Visit.Fields.End.Path, visit =>
        Planned(visit, names) < 0 ? EndBefore(visit) : visit.Previous?.Start ?? visit.Previous?.Appointment);

    /// <summary>From what the end of the previous infusion is known: the record, or the plan of its protocol.</summary>
    /// <param name="protocols">The protocols with a plan.</param>
    /// <param name="names">Their names.</param>
    public static Fact<string> PreviousEnd(ImmutableArray<ProtocolId> protocols, NameIndex names) =>
        Fact.Named("visit.previous-end", "where the previous infusion's end is known from",
            "Is the end of the previous infusion on record?",
            [RecordedEnd, .. protocols.Select(protocol => protocol.Name)]).By<VisitInCourse, string>(
            visit => FactValue.Exactly(Planned(visit, names) + 1), EndOfPrevious).OfProtocol();

    /// <summary>How long after the previous infusion the way here begins: from
    /// its end, or from its start while that is all that is known, to the
    /// departure, or to the appointment where none is given.</summary>
    /// <param name="previous">When the previous infusion was.</param>
    public static Fact<Duration> WaySince(Input<VisitInCourse, Moment?> previous) =>
        Fact.Elapsed(
            "visit.way-since-infusion", "time from the previous infusion to the departure, or else the appointment",
            "When did the previous infusion end?")
            .Between(previous, WayBegins);

    /// <summary>How far ahead of the instant asked the way here begins.</summary>
    public static Fact<Duration> WayFromNow { get; } =
        Fact.Elapsed(
            "visit.way-from-now", "time from now to the departure, or else the appointment", "When does the patient set out?")
            .Until(WayBegins);

    /// <summary>How long after the departure the patient arrived, or is to be there.</summary>
    public static Fact<Duration> DepartureToArrival { get; } =
        Fact.Elapsed(
            "visit.departure-to-arrival", "time from the departure to the arrival, or else the appointment",
            "When did the patient set out, and when did the patient arrive?").Between(WayBegins, ArrivalAfterDeparture);

    /// <summary>The clinic's clock on the way, counted from midnight of the date it is asked on.</summary>
    /// <param name="zone">The clinic's time zone.</param>
    /// <param name="shifts">What moves the way.</param>
    public static Fact<Duration> WayClockFromNow(DateTimeZone zone, ClockShifts shifts) =>
        Fact.Clock(
            "visit.travel-clock-from-now", "time of the way here on the clinic's clock, counted from today",
            "When does the patient set out?")
            .Until(WayBegins, (visit, now, way) => shifts.Clock(visit, now, way, zone)).With($"{zone.Id}; {shifts}");

    /// <summary>The clinic's clock on the way, counted from midnight of the date the previous infusion ended.</summary>
    /// <param name="zone">The clinic's time zone.</param>
    /// <param name="previous">When the previous infusion was.</param>
    /// <param name="shifts">What moves the way and the end of the infusion.</param>
    public static Fact<Duration> WayClock(DateTimeZone zone, Input<VisitInCourse, Moment?> previous, ClockShifts shifts) =>
        Fact.Clock(
            "visit.travel-clock", "time of the way here on the clinic's clock, counted from the date of the previous infusion",
            "When did the previous infusion end?")
            .Between(previous, WayBegins, (visit, infusion, way) =>
            {
                Instant end = visit.Previous is { } planned && EndBefore(visit) is null
                    ? infusion + shifts.PlannedFor(planned).GetValueOrDefault()
                    : infusion;
                return shifts.Clock(visit, end, way, zone);
            }).With($"{zone.Id}; {shifts}").OfProtocol();

    /// <summary>The protocol of the infusion.</summary>
    /// <param name="protocols">The protocols with a recovery of their own.</param>
    /// <param name="all">The policy's protocols.</param>
    public static Fact<string> Protocol(IEnumerable<ProtocolId> protocols, IEnumerable<ProtocolId> all)
    {
        string[] names = [.. protocols.Select(protocol => protocol.Name), OtherProtocol];
        int PlaceOf(string name) => Array.IndexOf(names, name) is >= 0 and var place ? place : names.Length - 1;
        var index = new NameIndex(all.Select(protocol => (protocol.Name, PlaceOf(protocol.Name))));
        return Fact.Named(
            "visit.protocol", "the protocol of the infusion", "Which protocol was the infusion given on?", names, OtherProtocol)
            .From(Visit.Fields.Protocol, protocol => index.PlaceOf(protocol, names.Length - 1)).OfProtocol();
    }

    /// <summary>Whether the release criteria are met.</summary>
    /// <param name="criteria">How they are judged.</param>
    public static Fact<string> Criteria(Judgement<Visit> criteria) =>
        Fact.Linked("visit.criteria", "the release criteria", "Are the release criteria met?", criteria.Table).From(criteria.Linked());

    /// <summary>Whether a side effect waits for a clinician.</summary>
    /// <param name="effects">How the effects are judged together.</param>
    public static Fact<string> EffectsHeld(Judgement<Visit> effects) =>
        Fact.Linked("visit.effect-hold", "side effects that wait for a clinician", "Which effects did the patient report?", effects.Table)
            .From(effects.Linked());

    /// <summary>Whether the vital signs after the infusion are there.</summary>
    /// <param name="signs">How they are judged.</param>
    public static Fact<string> SignsAfter(Judgement<Visit> signs) =>
        Fact.Linked("visit.vital-signs-after", "the vital signs after the infusion", "Are the vital signs taken?", signs.Table)
            .From(signs.Linked());

    /// <summary>The protocol by which the length of the infusion was planned.</summary>
    /// <param name="plans">The protocols with a plan.</param>
    /// <param name="names">Their names.</param>
    public static Fact<string> PlannedBy(ImmutableArray<ProtocolId> plans, NameIndex names) => Fact.Named(
        "visit.planned-protocol", "the protocol of the infusion", "Which protocol was the infusion given on?",
        [.. plans.Select(plan => plan.Name), OtherProtocol], OtherProtocol)
        .From(Visit.Fields.Protocol, name => names.PlaceOf(name, plans.Length)).OfProtocol();

    /// <summary>Which effect of the policy's catalogue it is.</summary>
    /// <param name="catalogue">The names of the effects.</param>
    /// <param name="names">The places of those and other names in the catalogue.</param>
    public static Fact<string> Effect(IEnumerable<string> catalogue, NameIndex names)
    {
        const string Unlisted = "unlisted";
        string[] effects = [.. catalogue, Unlisted];
        return Fact.Named("visit.effect", "the effect", "What does the patient feel?", effects, Unlisted)
            .From(Named, name => names.PlaceOf(name, effects.Length - 1))
            .Called(names.Names, said => names.PlaceOf(StatedName.Of(said), effects.Length - 1));
    }

    /// <summary>A step in words: "chart review".</summary>
    /// <param name="item">The step.</param>
    public static string Words(ChecklistItem item) => Wording.Words(item.ToString()).Replace("iv ", "IV ");

    /// <summary>Whether a step before the infusion is done.</summary>
    /// <param name="item">The step.</param>
    public static Fact<bool> Step(ChecklistItem item) =>
        Fact.YesNo($"visit.checklist.{Wording.Kebab(item.ToString())}", Words(item), $"Before the infusion: {Words(item)}?")
            .From(item switch
            {
                ChecklistItem.ChartReview => Checklist.Fields.ChartReview,
                ChecklistItem.QuestionsAnswered => Checklist.Fields.QuestionsAnswered,
                ChecklistItem.BladderEmptied => Checklist.Fields.BladderEmptied,
                ChecklistItem.IvPlaced => Checklist.Fields.IvPlaced,
                _ => Checklist.Fields.MonitorAttached,
            });

    /// <summary>Whether a vital sign is recorded after the infusion; without an entry of that part of the visit it is not.</summary>
    /// <param name="sign">The vital sign.</param>
    public static Fact<bool> RecordedAfter(VitalSign sign)
    {
        Field<VitalSigns, bool?> field = sign switch
        {
            VitalSign.HeartRate => VitalSigns.Fields.HeartRateRecorded,
            VitalSign.BloodPressure => VitalSigns.Fields.BloodPressureRecorded,
            _ => VitalSigns.Fields.OxygenSaturationRecorded,
        };
        return Fact.YesNo(
            $"visit.vital-signs-after.{Wording.Kebab(sign.ToString())}", $"{Wording.Words(sign.ToString())} recorded after the infusion",
            $"Is the {Wording.Words(sign.ToString())} after the infusion recorded?").Reading<Visit>(
            [Visit.Fields.VitalSigns, field],
            _ => (visit, ref asking) =>
            {
                bool? recorded = false;
                foreach (VitalSigns signs in visit.VitalSignsInForce)
                {
                    bool? isAfter = signs.Phase is null ? null : signs.Phase == VisitPhase.After;
                    bool? isTaken = IsBy(signs.TakenAt, asking.At) & IsAfterEnd(visit, signs.TakenAt);
                    recorded |= isAfter & isTaken & field.Get(signs);
                }

                return FactValue.Of(recorded);
            });
    }

    /// <summary>Whether a vital sign is recorded.</summary>
    /// <param name="sign">The vital sign.</param>
    public static Fact<bool> Recorded(VitalSign sign) =>
        Fact.YesNo(
            $"visit.vital-signs.{Wording.Kebab(sign.ToString())}", $"{Wording.Words(sign.ToString())} recorded",
            $"Is the {Wording.Words(sign.ToString())} recorded?").From(sign switch
            {
                VitalSign.HeartRate => VitalSigns.Fields.HeartRateRecorded,
                VitalSign.BloodPressure => VitalSigns.Fields.BloodPressureRecorded,
                _ => VitalSigns.Fields.OxygenSaturationRecorded,
            });

    // Whether something had happened by an instant; what has no time had.
    private static bool? IsBy(Moment? moment, Instant now) => IsNotBefore(Moment.At(now), moment);

    private static Fact<bool> Ride(string ask) =>
        Fact.YesNo("visit.ride-arranged", "a ride is arranged", ask).Reading<Visit>(
            [Visit.Fields.RideArranged, Visit.Fields.RideArrangedSaidAt, Visit.Fields.End],
            static _ => static (visit, ref _) =>
                FactValue.Of(IsAfterEnd(visit, visit.RideArrangedSaidAt) == true ? visit.RideArranged : null));

    // What was said or taken speaks of the time after the infusion from its end on; without a time of its own it is from the check.
    private static bool? IsAfterEnd(Visit visit, Moment? moment) => moment is not { } at ? true
        : visit.KnownEnd is { } end ? at.IsNotBefore(end)
        : null;

    private static bool? IsNotBefore(Moment? moment, Moment? other) =>
        moment is { } at && other is { } since ? at.IsNotBefore(since) : true;

    private static bool MayHaveFallenSince(Visit visit, Instant? said, Instant now) =>
        said is { } at && visit.FellAt is { } fell && fell.Latest > at && fell.Earliest <= now;

    // Whether something later takes the clinician's word back; of what came after the instant asked nothing is known yet.
    private static bool? HasLapsed(Visit visit, Instant now)
    {
        if (visit.CriteriaMetAt is not { } said)
        {
            return null;
        }

        bool? lapsed = visit.FellAt is { } fell ? IsBetween(said, fell, now) : false;
        foreach (SideEffect effect in visit.SideEffectsInForce)
        {
            lapsed |= IsBetween(said, effect.PresentAt, now);
        }

        foreach (VitalSigns signs in visit.VitalSignsInForce)
        {
            lapsed |= signs.Phase is VisitPhase.Before or VisitPhase.During ? false : IsBetween(said, signs.TakenAt, now);
        }

        return lapsed;
    }

    private static bool? IsBetween(Moment said, Moment? moment, Instant now) => moment is not { } at ? null
        : at.Latest <= said.Earliest || at.Earliest > now ? false
        : at.Earliest > said.Latest && at.Latest <= now ? true
        : null;

    // The place of the protocol by whose plan the previous infusion ends, while its end is not recorded; -1 for none.
    private static int Planned(VisitInCourse visit, NameIndex names) =>
        visit.Previous is { Protocol: { } protocol } && EndBefore(visit) is null ? names.Find(protocol) : -1;

    // This visit's start is a sign that the infusion before it was over.
    private static Moment? EndBefore(VisitInCourse visit) => visit.Previous?.EndKnownBy(visit.Visit.Start);
}
