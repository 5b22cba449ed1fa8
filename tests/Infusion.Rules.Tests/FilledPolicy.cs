using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Tests;

/// <summary>Policies that fill every optional section, so that every rule a clinic can have exists in some table.</summary>
internal static class FilledPolicy
{
    /// <summary>The published policy and the filled ones; what excludes each other is spread over several.</summary>
    public static IReadOnlyList<ClinicPolicy> Policies =>
        [ClinicPolicy.VirginiaInfusionTherapies, Filled, ByRelief, ByOrdinal, OnDemand, ByOffset, Individual];

    /// <summary>Screens, interactions, spacing, clock cut-offs, scores, limits, primary instruments, notice tiers.</summary>
    public static ClinicPolicy Filled
    {
        get
        {
            ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
            return published with
            {
                Id = "filled",
                Eligibility = published.Eligibility! with
                {
                    Conditions =
                    [
                        .. published.Eligibility.Conditions,
                        new(
                            "trigeminal-neuralgia", "Trigeminal neuralgia", ConditionCategory.Pain, Provenance.ClinicPolicy,
                            ["clinic-policy"]),
                    ],
                    AcceptedRoles = [ClinicianRole.Physician, ClinicianRole.NursePractitioner],
                    Screens =
                    [
                        Screen("hypersensitivity", new ScreenAsk.YesNo(), ScreenEffect.Exclude),
                        Screen("systolic", new ScreenAsk.Number("mmHg", 40, 300, 0, below: 90, atLeast: 160), ScreenEffect.ClinicianReview),
                        Screen("stroke", new ScreenAsk.WithinMonths(6), ScreenEffect.ClinicianReview),
                        Screen("smoker", new ScreenAsk.YesNo(), ScreenEffect.Inform),
                    ],
                },
                Continuity = published.Continuity! with
                {
                    Interactions =
                    [
                        new("theophylline", "theophylline", Provenance.Literature, ["ketalar-label-2024"])
                        {
                            Codes = [new() { System = MedicineCodeSystem.Atc, Code = "R03DA04" }],
                            Classes = [new() { System = MedicineCodeSystem.Atc, Code = "R03DB" }],
                            Members = [new("oxtriphylline") { Aliases = ["Choledyl"], Citations = ["ketalar-label-2024"] }],
                        },
                        new("lamotrigine", "lamotrigine", Provenance.ClinicPolicy, ["clinic-policy"]),
                    ],
                    Holds =
                    [
                        new(
                            "stimulants", "stimulants", new HoldStart.Clock(LocalTime.Midnight), HoldDecision.Prescriber,
                            Provenance.ClinicPolicy, ["clinic-policy"]) { Aliases = ["methylphenidate"] },
                        new(
                            "lithium", "lithium", new HoldStart.Elapsed(Duration.FromHours(12)), HoldDecision.Clinic,
                            Provenance.ClinicPolicy, ["clinic-policy"]),
                    ],
                },
                Protocols = published.Protocols! with
                {
                    OfferedRoutes = [InfusionRoute.Intravenous, InfusionRoute.Intranasal],
                    Protocols =
                    [
                        published.Protocols.Protocols[0] with
                        {
                            InductionSessions = SessionCount.Between(3, 5), EvaluateAfterSessions = SessionCount.Between(2, 4),
                            MinimumSpacingDays = [1], MaximumSpacingDays = 3,
                            MinimumRecovery = Duration.FromMinutes(60), PlannedRecovery = Duration.FromMinutes(90),
                        },
                        published.Protocols.Protocols[1] with
                        {
                            InductionSessions = SessionCount.Exactly(6), WindowDays = 21, IsOnConsecutiveDays = true,
                            PermittedWeekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday],
                            Serves =
                            [
                                new(ConditionCategory.MentalHealth, Provenance.ClinicPolicy, ["clinic-policy"]),
                                new(ConditionCategory.Headache, Provenance.ClinicPolicy, ["clinic-policy"]),
                            ],
                        },
                    ],
                },
                Fasting = published.Fasting! with
                {
                    Kinds =
                    [
                        .. published.Fasting.Kinds,
                        Kind("gum", new IntakeLimit.Window(Duration.FromHours(1), Duration.FromHours(1))),
                        Kind(
                            "broth", new IntakeLimit.Clock(LocalTime.Midnight, sessionsBefore: LocalTime.Noon),
                            new IntakeLimit.Clock(new(8, 0), sessionsFrom: LocalTime.Noon)),
                        Kind("mint", new IntakeLimit.Window(Duration.Zero)),
                        new(
                            "wine", "fasting.wine", "Wines", [new IntakeLimit.Window(Duration.FromHours(24))], Provenance.ClinicPolicy,
                            ["clinic-policy"], duringInfusion: IntakeAllowance.NotAllowed, afterEnd: Duration.FromHours(24)),
                        new(
                            "snack", "fasting.snack", "Light snacks", [], Provenance.ClinicPolicy, ["clinic-policy"],
                            duringInfusion: IntakeAllowance.Allowed),
                    ],
                },
                Visits = published.Visits! with
                {
                    RecoveryVariants =
                    [
                        new(Duration.FromMinutes(45), Duration.FromMinutes(60), infusionBelow: Duration.FromHours(2)),
                        new(Duration.FromMinutes(120), Duration.FromMinutes(150), accompanied: false),
                    ],
                    Driving = new DrivingLimit.NextDay(new(8, 0), Duration.FromHours(18)),
                    DischargeScore = new(DischargeScale.Padss, 9),
                    BloodPressure = new(160, 100),
                    VitalSignInterval = Duration.FromMinutes(15),
                },
                Response = published.Response! with
                {
                    Criteria =
                    [
                        .. published.Response.Criteria,
                        Criterion(Instrument.Pcl5, 20, new("PCL-5 below 31", 31, false)),
                        Criterion(Instrument.Hit6, 10, new("HIT-6 at most 49", 49, true)),
                    ],
                    PrimaryInstruments =
                    [
                        new(ConditionCategory.MentalHealth, Instrument.Phq9), new(ConditionCategory.Pain, Instrument.PainNrs),
                    ],
                },
                Maintenance = published.Maintenance! with
                {
                    ResponseIntervals = [new("substantial", Period.FromMonths(3)), new("moderate", Period.FromMonths(2))],
                    Anchor = MaintenanceAnchor.EndOfFirstWeek,
                },
                Fees = published.Fees! with
                {
                    NoticeTiers =
                    [
                        new(Duration.FromHours(24), new FeeCharge.Flat(Money.Usd(75))),
                        new(Duration.FromHours(48), new FeeCharge.PercentOfPrice(25)),
                    ],
                    NoShow = new FeeCharge.Flat(Money.Usd(150)),
                    Deposit = new FeeCharge.PercentOfPrice(20),
                    Repeat = new(4, new FeeCharge.Flat(Money.Usd(300))),
                    GraceMisses = 1,
                    PrepaidAfterMisses = 2,
                    GraceFor = [MissKind.LateCancellation],
                    MissCount = new(Period.FromMonths(12), areInARow: true),
                    NoShowLateBy = Duration.FromMinutes(30),
                    ReasonCharges =
                    [
                        new(CancellationReason.LateArrival, new FeeCharge.NotPublished { IsPermitted = true }, Duration.FromMinutes(15)),
                    ],
                    WaiverReasons = ["snow", "hospital"],
                    RescheduleDays = 2,
                    Referral = published.Fees!.Referral! with { Stacking = CreditStacking.OnePerVisit, DoesFreeCallCount = true },
                },
            };
        }
    }

    private static ClinicPolicy ByRelief => ClinicPolicy.VirginiaInfusionTherapies with
    {
        Id = "by-relief",
        Maintenance = ClinicPolicy.VirginiaInfusionTherapies.Maintenance! with
        {
            ReliefIntervals = [new(30, Period.FromMonths(1)), new(60, Period.FromMonths(2))],
            MaximumPerYear = 10,
        },
        Visits = ClinicPolicy.VirginiaInfusionTherapies.Visits! with
        {
            Driving = new DrivingLimit.NextDay(new(6, 0), null),
            DischargeScore = new(DischargeScale.Aldrete, 9),
            Ride = new() { Arranged = RideTime.BeforeStart, BothWays = true, Taxi = TaxiAcceptance.OnlyAccompanied },
            Escort = new() { MinimumAge = 18, StaysDuringVisit = true, StaysFor = Duration.FromHours(12) },
        },
        Fees = ClinicPolicy.VirginiaInfusionTherapies.Fees! with
        {
            NoticeTiers =
            [
                new(new Notice.ByClock(LocalTime.Noon, 1), new FeeCharge.NotPublished()),
                new(new Notice.ByClock(new(17, 0), 2), new FeeCharge.PercentOfPrice(25) { IsPermitted = true }, isInclusive: true),
            ],
        },
    };

    private static ClinicPolicy ByOrdinal => ClinicPolicy.VirginiaInfusionTherapies with
    {
        Id = "by-ordinal",
        Maintenance = ClinicPolicy.VirginiaInfusionTherapies.Maintenance! with
        {
            OrdinalIntervals = [Period.FromWeeks(2), Period.FromMonths(1)],
            ReliefIntervals = [new(0, Period.FromMonths(1)), new(60, Period.FromMonths(2))],
            Booster = new(2, Period.FromWeeks(1)),
        },
        Response = ClinicPolicy.VirginiaInfusionTherapies.Response! with { Criteria = [] },
        Fees = ClinicPolicy.VirginiaInfusionTherapies.Fees! with
        {
            Calendar = new() { Hours = [new(IsoDayOfWeek.Monday, new(9, 0), new(17, 0))], ClosedOn = [new(2026, 6, 15)] },
            Deposit = new FeeCharge.Flat(Money.Usd(80)) { IsPermitted = true },
            NoticeTiers = [new(new Notice.BusinessDays(2), new FeeCharge.Deposit(), isInclusive: true)],
        },
    };

    private static ClinicPolicy ByOffset => ClinicPolicy.VirginiaInfusionTherapies with
    {
        Id = "by-offset",
        Maintenance = new() { Offsets = [Period.FromWeeks(1), Period.FromWeeks(3), Period.FromWeeks(6)] },
    };

    private static ClinicPolicy Individual => ClinicPolicy.VirginiaInfusionTherapies with
    {
        Id = "individual",
        Maintenance = new() { IsIndividual = true },
    };

    private static ClinicPolicy OnDemand => ClinicPolicy.VirginiaInfusionTherapies with
    {
        Id = "on-demand",
        Maintenance = ClinicPolicy.VirginiaInfusionTherapies.Maintenance! with { IsOnDemand = true },
        Protocols = ClinicPolicy.VirginiaInfusionTherapies.Protocols! with
        {
            Protocols =
            [
                .. ClinicPolicy.VirginiaInfusionTherapies.Protocols.Protocols,
                new()
                {
                    Id = new("two-hour"), PlannedDuration = Duration.FromHours(2), InductionSessions = SessionCount.AtLeast(4),
                    MinimumSpacing = [Duration.FromHours(24), Duration.FromHours(48)], MinimumSpacingDays = [1, 3],
                    Weeks =
                    [
                        new() { Weeks = 1, MinimumSessions = 2, MaximumSessions = 2 },
                        new() { MinimumSessions = 1, MaximumSessions = 2 },
                    ],
                    Provenance = Provenance.ClinicPolicy,
                    Citations = ["clinic-policy"],
                    Serves = [new(ConditionCategory.Pain, Provenance.ClinicPolicy, ["clinic-policy"])],
                },
            ],
        },
    };

    private static ScreenCriterion Screen(string id, ScreenAsk asks, ScreenEffect effect) =>
        new(id, id, $"What about {id}?", asks, effect, Provenance.ClinicPolicy, ["clinic-policy"]);

    private static IntakeKind Kind(string id, params IntakeLimit[] limits) =>
        new(id, $"fasting.{id}", id, limits, Provenance.ClinicPolicy, ["clinic-policy"]);

    private static ResponseCriterion Criterion(Instrument instrument, decimal percent, RemissionDefinition remission) => new()
    {
        Instrument = instrument,
        ResponsePercent = percent,
        Remission = remission,
        Provenance = Provenance.ClinicPolicy,
        Citations = ["clinic-policy"],
    };
}
