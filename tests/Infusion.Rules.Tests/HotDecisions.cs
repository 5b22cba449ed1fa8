using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Tests;

/// <summary>One complete case for each room, in the order of the rulebook.</summary>
internal static class HotDecisions
{
    public static Instant Appointment => Instant.FromUtc(2026, 6, 15, 14, 0);

    public static EligibilityFacts Patient => new()
    {
        ReferenceDate = new(2026, 6, 1),
        Conditions = [StatedCondition.Since("neck pain", new(2025, 1, 1))],
        Completeness = ListCompleteness.Complete,
        Verdict = PhysicianVerdict.Candidate,
        VerdictRole = ClinicianRole.Physician,
        HasVerdictReason = false,
        IsPriorTherapyDocumented = true,
    };

    public static MedicationChangeFacts Change => new()
    {
        Medicine = "gabapentin",
        IsProviderOrdered = false,
        IsAlreadyMade = false,
        IsProviderConsulted = true,
        IsMaintenance = true,
        IsClinicInTouch = true,
    };

    public static ProtocolFacts Conditions => new() { HasPain = true, HasMentalHealth = false, HasHeadache = false };

    public static FastingFacts Fast => new()
    {
        Appointment = Moment.At(Appointment),
        Start = Moment.At(Appointment),
        Intakes = [Intake.Of("solid", Moment.At(Appointment - Duration.FromHours(3))), Intake.Of("clear-liquid", Moment.At(Appointment - Duration.FromHours(3)))],
        Completeness = ListCompleteness.Complete,
    };

    public static VisitFacts Visit => new()
    {
        Appointment = Moment.At(Appointment),
        Arrival = Moment.At(Appointment - Duration.FromMinutes(10)),
        CompletedSessions = 0,
        PlannedInfusion = Duration.FromHours(4),
        InfusionStart = Moment.At(Appointment),
        InfusionEnd = Moment.At(Appointment + Duration.FromHours(4)),
        WalksSteadily = true,
        DischargeScore = 10,
        RideArranged = true,
        Accompanied = true,
    };

    public static InstrumentFacts Scores => new()
    {
        Instrument = Instrument.PainNrs,
        Protocol = ProtocolId.FourHour,
        CompletedSessions = 3,
        AbortedSessions = 0,
        Baseline = Score.Of(Instrument.PainNrs, 8),
        Current = Score.Of(Instrument.PainNrs, 5),
        CurrentAt = Moment.At(Appointment + Duration.FromHours(30)),
        SessionEnd = Appointment + Duration.FromHours(4),
    };

    public static MaintenanceFacts Maintenance => new()
    {
        IsInMaintenance = true,
        LastCompletedInfusion = new(2026, 1, 31),
        FirstCompletedInfusion = new(2026, 1, 26),
        On = new(2026, 2, 27),
        SymptomsAreBack = false,
    };

    public static FeeFacts Fee(InfusionRules rules) => new()
    {
        End = AppointmentEnd.ClinicCancelled,
        Reason = CancellationReason.FastingViolation,
        FastingPlan = rules.Fasting.Plan(Fast).Verdict,
    };

    /// <summary>A document of every room, so that what documents point at can be checked.</summary>
    public static IEnumerable<DecisionDocument> Documents(InfusionRules rules) =>
    [
        rules.Eligibility.Decide(Patient).ToDocument(),
        rules.Continuity.Change(Change).ToDocument(),
        rules.Protocols.Choose(Conditions).ToDocument(),
        rules.Protocols.JudgeInduction(new() { Protocol = ProtocolId.FourHour, CompletedDates = [new(2026, 6, 15), new(2026, 6, 22)] }).ToDocument(),
        rules.Fasting.Plan(Fast).ToDocument(),
        rules.Fasting.AtStart(Fast).ToDocument(),
        rules.Visits.Arrival(Visit).ToDocument(),
        rules.Visits.Release(Visit, Appointment + Duration.FromHours(5)).ToDocument(),
        rules.Visits.Driving(Visit, Appointment + Duration.FromHours(5)).ToDocument(),
        rules.Visits.ResidualEffects(Visit, Appointment + Duration.FromHours(5)).ToDocument(),
        rules.Visits.InboundRide(new() { Appointment = Visit.Appointment, CompletedSessions = 1, PreviousEnd = Moment.At(Appointment - Duration.FromHours(20)) }).ToDocument(),
        rules.Visits.Timeline(Visit).ToDocument(),
        rules.Response.JudgeInstrument(Scores).ToDocument(),
        rules.Response.Judge(new()
        {
            Protocol = ProtocolId.FourHour,
            Sessions =
            [
                InfusionSession.Completed(Appointment, Appointment + Duration.FromHours(4)),
                InfusionSession.Aborted(Appointment + Duration.FromDays(1), Appointment + Duration.FromDays(1)),
            ],
        }).ToDocument(),
        rules.Maintenance.On(Maintenance).ToDocument(),
        rules.Fees.Cancellation(Fee(rules)).ToDocument(),
        rules.Fees.Statement([new("visit", Money.Usd(400), Money.Usd(25))], []).ToDocument(),
    ];
}
