using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Records;

/// <summary>One record of each kind in which every property is known, and none is what a blank record has.</summary>
internal static class FilledRecords
{
    public static Instant Noon => Instant.FromUtc(2026, 6, 15, 16, 0);

    /// <summary>The two readings of 01:30 on the night the clocks went back.</summary>
    public static Moment Twice => Moment.FromLocal(new LocalDateTime(2026, 11, 1, 1, 30), DateTimeZoneProviders.Tzdb["America/New_York"]);

    public static Visit Visit => new()
    {
        Entry = EntryOf("visit-2"),
        Protocol = new ProtocolId("one-hour"),
        Series = SeriesMark.Extension,
        Appointment = Noon,
        Arrival = Noon - Duration.FromMinutes(20),
        BookedAt = Noon - Duration.FromDays(10),
        Departure = Moment.Between(Noon - Duration.FromMinutes(70), Noon - Duration.FromMinutes(60)),
        Intakes = [Intake.Of("toast", Noon - Duration.FromHours(5), AsaKind.LightMeal), NoWater],
        IntakesCompleteness = ListCompleteness.Complete,
        IntakesCompletenessSaidAt = Noon,
        Start = Noon + Duration.FromMinutes(5),
        End = Noon + Duration.FromMinutes(65),
        IsAborted = true,
        WalksSteadily = false,
        WalksSteadilySaidAt = Noon,
        CriteriaMet = true,
        CriteriaMetBy = ClinicianRole.Nurse,
        CriteriaMetAt = Noon + Duration.FromHours(2),
        FellAt = Noon + Duration.FromHours(1),
        DischargeScore = 9,
        RideArranged = true,
        RideArrangedSaidAt = Noon,
        RideIsTaxi = false,
        Accompanied = true,
        EscortAge = 34,
        EscortStays = true,
        EscortIsThere = true,
        Left = Noon + Duration.FromHours(3),
        SideEffects = [SideEffect],
        Conduct = Conduct,
        VitalSigns = [VitalSigns],
        BloodPressure = BloodPressure,
        Checklist = Checklist,
        Price = Money.Of(400.50m, "USD"),
        Cancellation = Cancellation,
    };

    /// <summary>An entry that is voided, of which everything is known.</summary>
    public static Entry EntryOf(string id) => new() { Id = id, EnteredAt = Noon, EnteredBy = "front-desk", Voided = Voided };

    public static Voided Voided => new() { Reason = "entered twice", At = Noon + Duration.FromHours(1) };

    public static Intake NoWater => Intake.None("water", Noon - Duration.FromHours(3)) with { NoneSinceSaidAt = Noon };

    public static SideEffect SideEffect => new()
    {
        Entry = EntryOf("effect-1"),
        Effect = StatedName.Other("ringing"),
        PresentAt = Twice,
        SeenBy = ClinicianRole.Physician,
        SeenAt = Noon,
    };

    public static Conduct Conduct => new()
    {
        AccommodationsOffered = true,
        WalkedDuringInfusion = false,
        ClinicianAvailable = true,
        EmergencyPhysicianResponsible = false,
    };

    public static VitalSigns VitalSigns => new()
    {
        Entry = EntryOf("signs-1"),
        Phase = VisitPhase.After,
        TakenAt = Noon + Duration.FromHours(2),
        HeartRateRecorded = true,
        BloodPressureRecorded = false,
        OxygenSaturationRecorded = true,
    };

    public static BloodPressure BloodPressure => new() { Systolic = 131, Diastolic = 82 };

    public static Checklist Checklist => new()
    {
        ChartReview = true,
        QuestionsAnswered = false,
        BladderEmptied = true,
        IvPlaced = false,
        MonitorAttached = true,
    };

    public static Cancellation Cancellation => new()
    {
        Entry = EntryOf("cancellation-1"),
        By = AppointmentEnd.PatientCancelled,
        Reason = CancellationReason.NoRide,
        At = Noon,
        EarlierMisses = 2,
        CountedMisses = 1,
        Waiver = "weather",
        NewAppointment = Noon + Duration.FromDays(2),
    };

    public static Assessment Assessment => new()
    {
        On = new(2026, 6, 15),
        Conditions = [Condition],
        ConditionsCompleteness = ListCompleteness.Complete,
        ConditionsCompletenessSaidAt = Noon,
        Screens = new ScreenAnswers().With("pregnancy", false).With("systolic", 128m).WithNever("stroke")
            .WithBetween("seizure", new(2020, 1, 1), new(2020, 1, 31)),
        PriorTherapyDocumented = true,
        Verdict = PhysicianVerdict.Candidate,
        VerdictBy = ClinicianRole.NursePractitioner,
        VerdictHasReason = false,
    };

    public static StatedCondition Condition =>
        new() { Entry = EntryOf("condition-1"), Name = "RSD", Onset = new(new(2020, 1, 1), new(2020, 2, 29)), InFullRemission = false };

    public static Consultation Consultation =>
        new()
        {
            Entry = EntryOf("call-1"),
            Held = true,
            HistoryRecorded = false,
            MedicationsRecorded = true,
            AppropriatenessRecorded = false,
        };

    public static Care Care => new()
    {
        Medicines = [Medicine, StatedName.Other("theophyline")],
        MedicinesCompleteness = ListCompleteness.Complete,
        MedicinesCompletenessSaidAt = Noon,
        MedicinesReviewedBy = ClinicianRole.Nurse,
        MedicinesReviewedAt = Noon,
        Changes = [Change],
        ChangesCompleteness = ListCompleteness.Complete,
        ChangesCompletenessSaidAt = Noon,
        Provider = ProviderOnFile.OutsideProvider,
    };

    public static StatedMedicine Medicine => new() { Entry = EntryOf("medicine-1"), Name = "gabapentin", Code = Code };

    public static MedicineCode Code => new() { System = MedicineCodeSystem.Atc, Code = "N02BF01" };

    public static ClinicianWord Word => new()
    {
        Entry = EntryOf("word-1"),
        About = WordAbout.SessionCounts,
        At = Noon,
        By = ClinicianRole.NursePractitioner,
        Of = "visit-2",
    };

    public static MedicationChange Change => new()
    {
        Entry = EntryOf("change-1"),
        Medicine = "gabapentin",
        ProviderOrdered = false,
        AlreadyMade = true,
        ProviderConsulted = false,
        InMaintenance = true,
        ClinicInTouch = false,
        OnlyPaused = true,
        PausedFrom = Noon,
        PausedFor = Noon + Duration.FromHours(3),
    };

    public static ClinicianInterval ClinicianInterval => ClinicianInterval.Between(Period.FromWeeks(6), Period.FromMonths(3));

    public static MaintenanceNote Maintenance => new()
    {
        On = new(2026, 6, 15),
        SymptomsAreBack = false,
        ClinicianInterval = ClinicianInterval,
        ResponseGrade = "moderate",
        ReliefDays = 45,
        Ordinal = 2,
    };

    public static Referral Referral =>
        new()
        {
            Entry = EntryOf("referral-1"),
            Friend = "friend-2",
            Booking = FriendBooking.FreeCall,
            ScheduledAt = Noon,
            IsReferredBefore = true,
        };

    public static ScoreEntry Scored =>
        ScoreEntry.Of(ConditionCategory.MentalHealth, Score.Of(Instrument.Phq9, 12), Twice) with
        {
            Entry = EntryOf("score-1"),
            Item9 = 1,
        };

    public static PatientRecord Record => new()
    {
        Id = "patient-7",
        AsOf = Noon + Duration.FromDays(200),
        CompleteThrough = Noon + Duration.FromDays(199),
        Eligibility = Assessment,
        Consultation = Consultation,
        Continuity = Care,
        Protocol = StatedName.Other("four-hours"),
        Route = InfusionRoute.Oral,
        Visits = [Visit],
        Scores = [Scored],
        Words = [Word],
        Maintenance = Maintenance,
        Referrals = [Referral],
    };

    /// <summary>What a document may hold: an infusion that started was not cancelled, but for what is voided.</summary>
    public static ImmutableArray<object> Whole =>
        [Visit with { Cancellation = null }, Visit with { Start = null, End = null, IsAborted = false }, .. All];

    /// <summary>All of them.</summary>
    public static ImmutableArray<object> All =>
    [
        Visit, Intake.Of("toast", Twice, AsaKind.LightMeal) with { Entry = EntryOf("toast-1") }, NoWater, SideEffect, Conduct, VitalSigns,
        BloodPressure, Checklist, Cancellation,
        Assessment, Condition, Consultation, Care, Medicine, Code, Word, Change, Scored, Maintenance, ClinicianInterval, Referral, EntryOf("entry-1"),
        Voided, Record,
    ];
}
