using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests;

/// <summary>One complete case for each room, in the order of the rulebook.</summary>
internal static class HotDecisions
{
    public static Instant Appointment => Instant.FromUtc(2026, 6, 15, 14, 0);

    public static Applicant Patient => new() { Assessment = Assessment };

    public static Assessment Assessment => new()
    {
        On = new(2026, 6, 1),
        Conditions = [StatedCondition.Since("neck pain", new(2025, 1, 1))],
        ConditionsCompleteness = ListCompleteness.Complete,
        Verdict = PhysicianVerdict.Candidate,
        VerdictBy = ClinicianRole.Physician,
        VerdictHasReason = false,
        PriorTherapyDocumented = true,
    };

    public static Care Care => new()
    {
        Changes = [Change],
        ChangesCompleteness = ListCompleteness.Complete,
        MedicinesCompleteness = ListCompleteness.Complete,
        Provider = ProviderOnFile.OutsideProvider,
    };

    public static MedicationChange Change => new()
    {
        Medicine = "gabapentin",
        ProviderOrdered = false,
        AlreadyMade = false,
        ProviderConsulted = true,
        InMaintenance = true,
        ClinicInTouch = true,
    };

    public static ConditionGroups Conditions => new() { HasPain = true, HasMentalHealth = false, HasHeadache = false };

    public static Visit Fast => new()
    {
        Appointment = Moment.At(Appointment),
        Start = Moment.At(Appointment),
        Intakes =
        [
            Intake.Of("solid", Moment.At(Appointment - Duration.FromHours(3))),
            Intake.Of("clear-liquid", Moment.At(Appointment - Duration.FromHours(3))),
        ],
        IntakesCompleteness = ListCompleteness.Complete,
    };

    public static Visit Visit => new()
    {
        Appointment = Moment.At(Appointment),
        Arrival = Moment.At(Appointment - Duration.FromMinutes(10)),
        Start = Moment.At(Appointment),
        End = Moment.At(Appointment + Duration.FromHours(4)),
        WalksSteadily = true,
        CriteriaMet = true,
        CriteriaMetBy = ClinicianRole.Nurse,
        CriteriaMetAt = Appointment + Duration.FromMinutes(245),
        VitalSigns =
        [
            new()
            {
                Phase = VisitPhase.After,
                TakenAt = Appointment + Duration.FromMinutes(244),
                HeartRateRecorded = true,
                BloodPressureRecorded = true,
                OxygenSaturationRecorded = true,
            },
        ],
        DischargeScore = 10,
        RideArranged = true,
        Accompanied = true,
    };

    public static VisitInCourse Course => new() { Visit = Visit, CompletedBefore = 0, PlannedInfusion = Duration.FromHours(4) };

    public static ScoredInstrument Scores => new()
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

    public static MaintenanceInCourse Maintenance => new()
    {
        IsReached = true,
        Note = new() { On = new(2026, 2, 27), SymptomsAreBack = false },
        FirstCompleted = new(2026, 1, 26),
        LastCompleted = new(2026, 1, 31),
    };

    /// <summary>A visit that the clinic cancelled because of what was eaten.</summary>
    public static Visit Cancelled => Fast with
    {
        Start = null,
        Cancellation = new()
        {
            By = AppointmentEnd.ClinicCancelled,
            Reason = CancellationReason.FastingViolation,
            At = Fast.Appointment,
        },
    };

    /// <summary>A document of every room, so that what documents point at can be checked.</summary>
    public static IEnumerable<DecisionDocument> Documents(InfusionRules rules) =>
    [
        rules.Eligibility.Decide(Patient).ToDocument(),
        rules.Continuity.Decide(Care).ToDocument(),
        rules.Protocols.Decide(Conditions).ToDocument(),
        rules.Protocols.DecideInduction(
            new() { Protocol = ProtocolId.FourHour, CompletedDates = [new(2026, 6, 15), new(2026, 6, 22)] }).ToDocument(),
        rules.Fasting.DecidePlan(Fast).ToDocument(),
        rules.Fasting.DecideAtStart(Fast).ToDocument(),
        rules.Visits.DecideArrival(Course).ToDocument(),
        rules.Visits.DecideRelease(Visit, Appointment + Duration.FromHours(5)).ToDocument(),
        rules.Visits.DecideDriving(Visit, Appointment + Duration.FromHours(5)).ToDocument(),
        rules.Visits.DecideResidualEffects(Visit, Appointment + Duration.FromHours(5)).ToDocument(),
        rules.Visits.DecideInboundRide(
            new()
            {
                Visit = new() { Appointment = Visit.Appointment },
                CompletedBefore = 1,
                Previous = new() { End = Moment.At(Appointment - Duration.FromHours(20)) },
            },
            Appointment).ToDocument(),
        rules.Visits.Timeline(Course).ToDocument(),
        rules.Response.DecideInstrument(Scores).ToDocument(),
        rules.Response.Decide(new()
        {
            Protocol = ProtocolId.FourHour,
            Sessions =
            [
                InfusionSession.Completed(Appointment, Appointment + Duration.FromHours(4)),
                InfusionSession.Aborted(Appointment + Duration.FromDays(1), Appointment + Duration.FromDays(1)),
            ],
        }).ToDocument(),
        rules.Maintenance.Decide(Maintenance).ToDocument(),
        rules.Fees.DecideCancellation(Cancelled).ToDocument(),
        rules.Fees.Statement([new("visit", Money.Usd(400), Money.Usd(25))], []).ToDocument(),
    ];
}
