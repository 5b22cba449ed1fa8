using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Visits;

/// <summary>The way to a visit: the visit in its course, and when the patient travels.</summary>
/// <param name="Visit">The visit in its course.</param>
/// <param name="Travel">When the patient travels.</param>
internal sealed record WayToVisit(VisitInCourse Visit, Moment? Travel)
{
    /// <summary>When the previous infusion ended, or is planned to.</summary>
    public Moment? PreviousEnd => Visit.Previous?.End ?? Visit.PreviousPlannedEnd;
}

/// <summary>An effect of a visit.</summary>
/// <param name="Visit">The visit.</param>
/// <param name="Effect">The effect.</param>
internal readonly record struct EffectOfVisit(Visit Visit, SideEffect Effect);

/// <summary>What the rules of a visit ask, each fact with the fields it is read from.</summary>
internal static class VisitFacts
{
    /// <summary>The name of every protocol without a recovery of its own.</summary>
    public const string OtherProtocol = "another protocol";

    private static Input<VisitInCourse, int?> Before { get; } = new(PatientRecord.Fields.Visits.Path, static visit => visit.CompletedBefore);

    private static Input<VisitInCourse, Moment?> Arrival { get; } = Visit.Fields.Arrival.In<VisitInCourse>(static visit => visit.Visit);

    private static Input<VisitInCourse, Moment?> AppointmentInCourse { get; } = Visit.Fields.Appointment.In<VisitInCourse>(static visit => visit.Visit);

    private static Input<WayToVisit, bool?> HadInfusionBefore { get; } = new(PatientRecord.Fields.Visits.Path, static way => way.PreviousEnd is not null ? true : way.Visit.HadInfusion);

    private static Input<WayToVisit, Moment?> PreviousEnd { get; } = new(Visit.Fields.End.Path, static way => way.PreviousEnd);

    private static Input<WayToVisit, Moment?> Travel { get; } = new(Visit.Fields.Departure.Path, static way => way.Travel);

    private static Input<EffectOfVisit, bool?> HasEnded { get; } = new(Visit.Fields.End.Path, static effect => effect.Visit.End is null ? null : true);

    private static Input<EffectOfVisit, Moment?> EndOfEffect { get; } = Visit.Fields.End.In<EffectOfVisit>(static effect => effect.Visit);

    private static Input<EffectOfVisit, Moment?> PresentAt { get; } = SideEffect.Fields.PresentAt.In<EffectOfVisit>(static effect => effect.Effect);

    private static Input<EffectOfVisit, StatedName?> Named { get; } = SideEffect.Fields.Effect.In<EffectOfVisit>(static effect => effect.Effect);

    /// <summary>How many sessions were completed before the visit.</summary>
    public static Fact<int> Completed { get; } =
        Fact.Count("visit.completed-sessions", "sessions completed before", "How many sessions were completed before?", "sessions", 0, 10_000).From(Before);

    /// <summary>How long before the appointment the patient arrived.</summary>
    public static Fact<Duration> ArrivalBefore { get; } =
        Fact.Elapsed("visit.arrival-before", "time from the arrival to the appointment", "When did the patient arrive?").Between(Arrival, AppointmentInCourse);

    /// <summary>How long ago the infusion ended.</summary>
    public static Fact<Duration> SinceEnd { get; } =
        Fact.Elapsed("visit.since-end", "time since the infusion's end", "When did the infusion end?").Since(Visit.Fields.End);

    /// <summary>How long the infusion took.</summary>
    public static Fact<Duration> InfusionLength { get; } =
        Fact.Elapsed("visit.infusion-length", "time from the infusion's start to its end", "When did the infusion start?").Between(Visit.Fields.Start, Visit.Fields.End);

    /// <summary>Whether the patient walks steadily.</summary>
    public static Fact<bool> Walks { get; } =
        Fact.YesNo("visit.walks-steadily", "walking steadily", "Does the patient get up and walk steadily?").From(Visit.Fields.WalksSteadily);

    /// <summary>The score on the policy's discharge scale.</summary>
    public static Fact<int> DischargeScore { get; } =
        Fact.Count("visit.discharge-score", "discharge score", "What is the discharge score?", "points", 0, 10).From(Visit.Fields.DischargeScore);

    /// <summary>Whether a ride is arranged, where a taxi is one.</summary>
    public static Fact<bool> AnyRide { get; } =
        Fact.YesNo("visit.ride-arranged", "a ride is arranged", "Is a ride home or to the hotel arranged? A taxi is one.").From(Visit.Fields.RideArranged);

    /// <summary>Whether a ride is arranged, where not every taxi is one.</summary>
    public static Fact<bool> SomeRide { get; } =
        Fact.YesNo("visit.ride-arranged", "a ride is arranged", "Is a ride home or to the hotel arranged?").From(Visit.Fields.RideArranged);

    /// <summary>Whether the ride is a taxi.</summary>
    public static Fact<bool> Taxi { get; } =
        Fact.YesNo("visit.ride-is-taxi", "the ride is a taxi or a ride-share", "Is the ride a taxi or a ride-share?").From(Visit.Fields.RideIsTaxi);

    /// <summary>Whether a person accompanies the patient.</summary>
    public static Fact<bool> Accompanied { get; } =
        Fact.YesNo("visit.accompanied", "accompanied by a person", "Does a person accompany the patient?").From(Visit.Fields.Accompanied);

    /// <summary>Whether there was an infusion before.</summary>
    public static Fact<bool> HadInfusion { get; } =
        Fact.YesNo("visit.previous-infusion", "an earlier infusion", "Was there an infusion before this visit?").From(HadInfusionBefore);

    /// <summary>How long after the previous infusion the patient travels.</summary>
    public static Fact<Duration> TravelSinceEnd { get; } =
        Fact.Elapsed("visit.travel-since-end", "time from the previous infusion's end to the way here", "When did the previous infusion end?").Between(PreviousEnd, Travel);

    /// <summary>Whether the infusion has ended.</summary>
    public static Fact<bool> Ended { get; } =
        Fact.YesNo("visit.infusion-ended", "the infusion has ended", "Has the infusion ended?").From(HasEnded);

    /// <summary>How long after the infusion an effect was present.</summary>
    public static Fact<Duration> EffectSinceEnd { get; } =
        Fact.Elapsed("visit.effect-since-end", "time from the infusion's end at which the effect was present", "When was the effect still present?").Between(EndOfEffect, PresentAt);

    /// <summary>The part of the visit.</summary>
    public static Fact<VisitPhase> Phase { get; } =
        Fact.Choice<VisitPhase>("visit.phase", "part of the visit", "Before, during or after the infusion?").From(VitalSigns.Fields.Phase);

    /// <summary>The systolic pressure.</summary>
    public static Fact<int> Systolic { get; } =
        Fact.Count("visit.systolic", "systolic pressure", "What is the systolic pressure?", "mmHg", 1, 400).From(BloodPressure.Fields.Systolic);

    /// <summary>The diastolic pressure.</summary>
    public static Fact<int> Diastolic { get; } =
        Fact.Count("visit.diastolic", "diastolic pressure", "What is the diastolic pressure?", "mmHg", 1, 400).From(BloodPressure.Fields.Diastolic);

    /// <summary>Whether commode and urinal were offered.</summary>
    public static Fact<bool> Offered { get; } =
        Fact.YesNo("visit.accommodations-offered", "commode and urinal offered", "Were commode and urinal offered?").From(Conduct.Fields.AccommodationsOffered);

    /// <summary>Whether the patient walked.</summary>
    public static Fact<bool> Walked { get; } =
        Fact.YesNo("visit.walked", "walked during the infusion", "Did the patient walk during the infusion?").From(Conduct.Fields.WalkedDuringInfusion);

    /// <summary>Whether a clinician was available.</summary>
    public static Fact<bool> ClinicianAvailable { get; } =
        Fact.YesNo("visit.clinician-available", "physician or nurse immediately available", "Was a physician or nurse immediately available?").From(Conduct.Fields.ClinicianAvailable);

    /// <summary>Whether an emergency physician was responsible.</summary>
    public static Fact<bool> PhysicianResponsible { get; } =
        Fact.YesNo("visit.physician-responsible", "board-certified emergency physician responsible", "Was a board-certified emergency physician responsible?").From(Conduct.Fields.EmergencyPhysicianResponsible);

    /// <summary>The clinic's clock now, counted from midnight of the date the infusion ended.</summary>
    /// <param name="zone">The clinic's time zone.</param>
    public static Fact<Duration> ClockSinceEnd(DateTimeZone zone) =>
        Fact.Elapsed("visit.clock-since-end", "clinic's clock since midnight of the date the infusion ended", "When did the infusion end?")
            .Since(Visit.Fields.End, (end, now) => ForwardClock.LaterReading(now, end, zone));

    /// <summary>The clinic's clock on the way, counted from midnight of the date the previous infusion ended.</summary>
    /// <param name="zone">The clinic's time zone.</param>
    public static Fact<Duration> TravelClock(DateTimeZone zone) =>
        Fact.Elapsed("visit.travel-clock", "clinic's clock on the way here since midnight of the previous infusion's date", "When did the previous infusion end?")
            .Between(PreviousEnd, Travel, (end, travel) => ForwardClock.LaterReading(travel, end, zone));

    /// <summary>The protocol of the infusion.</summary>
    /// <param name="protocols">The protocols with a recovery of their own.</param>
    /// <param name="all">The policy's protocols.</param>
    public static Fact<string> Protocol(IEnumerable<ProtocolId> protocols, IEnumerable<ProtocolId> all)
    {
        string[] names = [.. protocols.Select(protocol => protocol.Name), OtherProtocol];
        int PlaceOf(string name) => Array.IndexOf(names, name) is >= 0 and var place ? place : names.Length - 1;
        var index = new NameIndex(all.Select(protocol => (protocol.Name, PlaceOf(protocol.Name))));
        return Fact.Named("visit.protocol", "the protocol of the infusion", "Which protocol was the infusion given on?", names)
            .From(Visit.Fields.Protocol, protocol => index.PlaceOf(protocol, names.Length - 1));
    }

    /// <summary>Which effect of the policy's catalogue it is.</summary>
    /// <param name="policy">The policy.</param>
    public static Fact<string> Effect(VisitPolicy policy)
    {
        const string Unlisted = "unlisted";
        string[] effects = [.. policy.SideEffects.Select(effect => effect.Name), Unlisted];
        var names = new NameIndex(policy.SideEffects.SelectMany((effect, place) => effect.Aliases.Add(effect.Name).Select(name => (name, place))));
        return Fact.Named("visit.effect", "the effect", "What does the patient feel?", effects, Unlisted)
            .From(Named, name => names.Find(name) is >= 0 and var place ? place : names.Meant(name) is null ? effects.Length - 1 : -1);
    }

    /// <summary>A step in words: "chart review".</summary>
    /// <param name="item">The step.</param>
    public static string Words(ChecklistItem item) => Wording.Words(item.ToString()).Replace("iv ", "IV ");

    /// <summary>Whether a step before the infusion is done.</summary>
    /// <param name="item">The step.</param>
    public static Fact<bool> Step(ChecklistItem item) =>
        Fact.YesNo($"visit.checklist.{Wording.Kebab(item.ToString())}", Words(item), $"Before the infusion: {Words(item)}?").From(item switch
        {
            ChecklistItem.ChartReview => Checklist.Fields.ChartReview,
            ChecklistItem.QuestionsAnswered => Checklist.Fields.QuestionsAnswered,
            ChecklistItem.BladderEmptied => Checklist.Fields.BladderEmptied,
            ChecklistItem.IvPlaced => Checklist.Fields.IvPlaced,
            _ => Checklist.Fields.MonitorAttached,
        });

    /// <summary>Whether a vital sign is recorded.</summary>
    /// <param name="sign">The vital sign.</param>
    public static Fact<bool> Recorded(VitalSign sign) =>
        Fact.YesNo($"visit.vital-signs.{Wording.Kebab(sign.ToString())}", $"{Wording.Words(sign.ToString())} recorded", $"Is the {Wording.Words(sign.ToString())} recorded?").From(sign switch
        {
            VitalSign.HeartRate => VitalSigns.Fields.HeartRateRecorded,
            VitalSign.BloodPressure => VitalSigns.Fields.BloodPressureRecorded,
            _ => VitalSigns.Fields.OxygenSaturationRecorded,
        });
}
