using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Eligibility;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Scenarios;

/// <summary>What comes of every kind of wrong input, a row each: the named error, or the value that says so.</summary>
internal static class WrongInputs
{
    private static InfusionRules Rules => InfusionRules.Published;

    private static ClinicPolicy Published => ClinicPolicy.VirginiaInfusionTherapies;

    private static Assessment Patient => HotDecisions.Assessment;

    // All else is clear, so what is left is the answer's.
    private static Decision<EligibilityOutcome> Answered(ScreenAnswers systolic) =>
        new InfusionRules(FilledPolicy.Filled).Eligibility.Decide(Patient with
        {
            Verdict = PhysicianVerdict.NotRecorded,
            Screens = systolic.With("hypersensitivity", false).WithNever("stroke").With("smoker", false),
        });

    private static Instant Noon => Instant.FromUtc(2026, 6, 15, 16, 0);

    public static IReadOnlyList<WrongInput> All =>
    [
        // The shared vocabulary.
        new("clinic", "a pain score of 11", () => Score.Of(Instrument.PainNrs, 11), "ArgumentOutOfRangeException(points)"),
        new("clinic", "a pain score of -1", () => Score.Of(Instrument.PainNrs, -1), "ArgumentOutOfRangeException(points)"),
        new("clinic", "a PHQ-9 of 28", () => Score.Of(Instrument.Phq9, 28), "ArgumentOutOfRangeException(points)"),
        new("clinic", "half a PHQ-9 point", () => Score.Of(Instrument.Phq9, 9.5m), "ArgumentOutOfRangeException(points)"),
        new("clinic", "a HIT-6 of 35", () => Score.Of(Instrument.Hit6, 35), "ArgumentOutOfRangeException(points)"),
        new("clinic", "an instrument that does not exist", () => Score.Of((Instrument)99, 1), "ArgumentOutOfRangeException(instrument)"),
        new("clinic", "a local time the clocks skipped", () => Local("2026-03-08 02:30"), "SkippedTimeException()"),
        new("clinic", "a local time that came twice", () => Local("2026-11-01 01:30").ReadingCount, "2"),
        new(
            "clinic", "an interval that ends before it starts", () => Moment.Between(Noon, Noon - Duration.Epsilon),
            "ArgumentException(latest)"),
        new("clinic", "no time zone", () => Moment.FromLocal(new(2026, 6, 15, 10, 0), null!), "ArgumentNullException(zone)"),
        new("clinic", "a currency in small letters", () => Money.Of(1, "usd"), "ArgumentException(currency)"),
        new("clinic", "no currency", () => Money.Of(1, null!), "ArgumentNullException(currency)"),
        new("clinic", "two currencies together", () => Money.Usd(1) + Money.Of(1, "EUR"), "ArgumentException()"),
        new("clinic", "the default money", () => default(Money).Currency, "InvalidOperationException"),
        new("clinic", "a protocol without a name", () => new ProtocolId(" "), "ArgumentException(name)"),
        new("clinic", "the default protocol", () => default(ProtocolId).Name, "InvalidOperationException"),
        new("clinic", "no policy", () => new InfusionRules(null!), "ArgumentNullException(policy)"),
        new(
            "clinic", "a time zone that does not exist", () => new InfusionRules(Published with { TimeZone = "America/Nowhere" }),
            "ArgumentException(policy)"),

        // Decisions.
        new("decisions", "a row with too few values", () => Rules.Protocols.ChoiceTable.Decide(new FactValue[2]), "ArgumentException(row)"),
        new(
            "decisions", "a code outside a fact's range",
            () => Rules.Protocols.ChoiceTable.Decide([FactValue.Exactly(2), default, default]), "ArgumentException(row)"),
        new("decisions", "a range upside down", () => FactValue.Between(2, 1), "ArgumentOutOfRangeException(high)"),
        new(
            "decisions", "a rule that does not exist", () => Rules.Protocols.ChoiceTable.Without("protocol.six-hour"),
            "ArgumentException(ruleId)"),
        new("decisions", "the default partition", () => default(Partition).IsDefault, "True"),

        // Eligibility.
        new("eligibility", "no facts", () => Rules.Eligibility.Decide(null!), "ArgumentNullException(applicant)"),
        new("eligibility", "a condition with a blank name", () => StatedCondition.Present(" "), "ArgumentException(text)"),
        new(
            "eligibility", "a condition the page does not name",
            () =>
                Rules.Eligibility.Decide(
                    Patient with { Verdict = PhysicianVerdict.NotRecorded, Conditions = [StatedCondition.Present("gout")] }),
            "eligibility.candidacy: ClinicianReview"),
        new(
            "eligibility", "a condition whose name is not known",
            () => Rules.Eligibility.Decide(Patient with { Verdict = PhysicianVerdict.NotRecorded, Conditions = [new()] }),
            "eligibility.candidacy: Candidate or ClinicianReview"),
        new(
            "eligibility", "an onset after the date it is judged on",
            () => Rules.Eligibility.Decide(Patient with { Conditions = [StatedCondition.Since("back pain", new(2026, 6, 2))] }),
            "ArgumentException(applicant)"),
        new(
            "eligibility", "a condition that is nearly one of the policy's",
            () =>
                Rules.Eligibility.Decide(
                    Patient with { Verdict = PhysicianVerdict.NotRecorded, Conditions = [StatedCondition.Present("migrane")] }),
            "eligibility.candidacy: Candidate or ClinicianReview"),
        new("eligibility", "an answer to no criterion", () => new ScreenAnswers().With(null!, true), "ArgumentNullException(criterion)"),
        new(
            "eligibility", "yes where a number is asked for", () => Answered(new ScreenAnswers().With("systolic", true)),
            "eligibility.candidacy: Candidate or ClinicianReview"),
        new(
            "eligibility", "a number outside the asked range", () => Answered(new ScreenAnswers().With("systolic", 301m)),
            "eligibility.candidacy: Candidate or ClinicianReview"),
        new(
            "eligibility", "a number finer than asked", () => Answered(new ScreenAnswers().With("systolic", 120.5m)),
            "eligibility.candidacy: Candidate or ClinicianReview"),
        new(
            "eligibility", "an event after the date it is judged on",
            () =>
                new InfusionRules(FilledPolicy.Filled).Eligibility.Decide(
                    Patient with { Screens = new ScreenAnswers().With("stroke", new LocalDate(2026, 6, 2)) }),
            "ArgumentException(applicant)"),
        new(
            "eligibility", "answers to another policy's criteria",
            () => Rules.Eligibility.Decide(Patient with { Screens = new ScreenAnswers().With("stroke", true) }),
            "eligibility.candidacy: Candidate"),
        new(
            "eligibility", "a verdict nobody is known for",
            () => Rules.Eligibility.Decide(Patient with { Conditions = [StatedCondition.Present("gout")], VerdictBy = null }),
            "eligibility.candidacy: Candidate or ClinicianReview"),
        new(
            "eligibility", "a role that does not exist", () => Rules.Eligibility.Decide(Patient with { VerdictBy = (ClinicianRole)99 }),
            "ArgumentOutOfRangeException(value)"),
        new("eligibility", "the default decision", () => default(Decision<EligibilityOutcome>).ToDocument(), "InvalidOperationException"),

        // Continuity.
        new("continuity", "no care", () => Rules.Continuity.Decide(null!), "ArgumentNullException(care)"),
        new("continuity", "a medicine with a blank name", () => HotDecisions.Change with { Medicine = "" }, "ArgumentException(text)"),
        new(
            "continuity", "a medicine nobody warns of",
            () =>
                Rules.Continuity.DecideFindings(HotDecisions.Care with { Changes = [HotDecisions.Change with { Medicine = "vitamin C" }] }),
            "continuity.findings: NotPublished"),
        new(
            "continuity", "a change of which nothing is known", () => Rules.Continuity.Decide(HotDecisions.Care with { Changes = [new()] }),
            "continuity.care: Supported or ProviderDirected or NeedsCorrespondence or Continue or PotentialDisqualification"),
        new(
            "continuity", "the default decision", () => default(Decision<MedicationChangeOutcome>).ToDocument(),
            "InvalidOperationException"),

        // Protocols.
        new("protocols", "no facts", () => Rules.Protocols.Decide(null!), "ArgumentNullException(groups)"),
        new("protocols", "a protocol the policy does not have", () => Rules.Protocols.Find(new("six-hour")), "ArgumentException(id)"),
        new(
            "protocols", "a series on an unknown protocol",
            () => Rules.Protocols.DecideInduction(new() { Protocol = new ProtocolId("six-hour") }),
            "protocol.induction: InProgress or NotPublished"),
        new("protocols", "a route that is not known", () => Rules.Protocols.DecideRoute(null), "protocol.route: Offered or NotOffered"),
        new(
            "protocols", "a route that does not exist", () => Rules.Protocols.DecideRoute((InfusionRoute)99),
            "ArgumentOutOfRangeException(value)"),
        new("protocols", "an induction of no sessions", () => SessionCount.Exactly(0), "ArgumentOutOfRangeException(minimum)"),
        new("protocols", "at most fewer sessions than at least", () => SessionCount.Between(3, 2), "ArgumentOutOfRangeException(maximum)"),
        new("protocols", "no sessions given", () => Rules.Protocols.SeriesOf(null!), "ArgumentNullException(sessions)"),

        // Fasting.
        new("fasting", "no visit", () => Rules.Fasting.DecidePlan(null!), "ArgumentNullException(visit)"),
        new(
            "fasting", "a decision at start without a start", () => Rules.Fasting.DecideAtStart(HotDecisions.Fast with { Start = null }),
            "ArgumentException(visit)"),
        new(
            "fasting", "a kind the clinic has no rule for", () => Plan("chewing gum", Local("2026-06-15 08:30")),
            "fasting.plan: ClinicianDecision"),
        new(
            "fasting", "a kind that is not known", () => Plan(null, Local("2026-06-15 07:00")),
            "fasting.plan: Compliant or ClinicianDecision or Violation"),
        new("fasting", "a time that is not known", () => Plan("water", null), "fasting.plan: Compliant or Violation"),
        new("fasting", "a time that came twice, with readings that differ", () => Rules.Fasting.DecidePlan(new()
        {
            Appointment = Local("2026-11-01 05:00"), Intakes = [Intake.Of("solid", Local("2026-11-01 01:30"))],
            IntakesCompleteness = ListCompleteness.Complete,
        }), "fasting.plan: Compliant or Violation"),
        new(
            "fasting", "a list that says nothing", () => Rules.Fasting.DecidePlan(new() { Appointment = Local("2026-06-15 10:00") }),
            "fasting.plan: Compliant or ClinicianDecision or Violation"),
        new("fasting", "an intake after the appointment", () => Plan("water", Local("2026-06-15 10:30")), "fasting.plan: Compliant"),
        new("fasting", "a negative window", () => new IntakeLimit.Window(Duration.FromHours(-1)), "ArgumentOutOfRangeException(before)"),
        new(
            "fasting", "a cut-off eight days before", () => new IntakeLimit.Clock(LocalTime.Noon, 8),
            "ArgumentOutOfRangeException(daysBefore)"),
        new(
            "fasting", "a kind without a limit",
            () => new IntakeKind("gum", "fasting.gum", "Gum", [], Provenance.ClinicPolicy, ["clinic-policy"]), "ArgumentException(limits)"),
        new("fasting", "the default decision", () => default(Decision<FastingOutcome>).ToDocument(), "InvalidOperationException"),

        // Visits.
        new("visits", "no visit", () => Rules.Visits.DecideDriving(null!, Noon), "ArgumentNullException(visit)"),
        new(
            "visits", "-1 completed sessions", () => new VisitInCourse { Visit = new(), CompletedBefore = -1 },
            "ArgumentOutOfRangeException(value)"),
        new(
            "visits", "-1 completed sessions before an arrival", () => Rules.Visits.RequiredArrival(Noon, -1),
            "ArgumentOutOfRangeException(completedBefore)"),
        new(
            "visits", "a planned infusion of no time", () => new VisitInCourse { Visit = new(), PlannedInfusion = Duration.Zero },
            "ArgumentOutOfRangeException(value)"),
        new("visits", "a discharge score of 11", () => new Visit { DischargeScore = 11 }, "ArgumentOutOfRangeException(value)"),
        new("visits", "a blood pressure of 0", () => new BloodPressure { Systolic = 0 }, "ArgumentOutOfRangeException(value)"),
        new(
            "visits", "an infusion that ended before it started, at release", () => Rules.Visits.DecideRelease(EndedBefore, Noon),
            "visit.release: Invalid"),
        new(
            "visits", "an infusion that ended before it started, for driving", () => Rules.Visits.DecideDriving(EndedBefore, Noon),
            "visit.driving: Invalid"),
        new(
            "visits", "an infusion that ended before it started, on the timeline",
            () => Rules.Visits.Timeline(new() { Visit = EndedBefore }), "ArgumentException(visit)"),
        new(
            "visits", "an end in the future",
            () => Rules.Visits.DecideDriving(new() { End = Moment.At(Noon + Duration.FromHours(1)) }, Noon), "visit.driving: Restricted"),
        new("visits", "no recorded end", () => Rules.Visits.DecideDriving(new(), Noon), "visit.driving: RestrictionElapsed or Restricted"),
        new(
            "visits", "an effect the page does not name",
            () =>
                Rules.Visits.DecideSideEffects(
                    new() { SideEffects = [new() { Effect = "hiccups", PresentAt = Moment.At(Noon) }] })[0].Outcome,
            "Unlisted"),
        new(
            "visits", "a driving restriction until the next day alone", () => new DrivingLimit.NextDay(null, null),
            "ArgumentException(from)"),
        new(
            "visits", "a negative driving restriction", () => new DrivingLimit.Elapsed(Duration.FromHours(-1)),
            "ArgumentOutOfRangeException(after)"),
        new(
            "visits", "a negative recovery", () => Published.Visits! with { RecoveryMinimum = Duration.FromHours(-1) },
            "ArgumentOutOfRangeException(value)"),
        new(
            "visits", "a plan shorter than the minimum",
            () => new InfusionRules(Published with { Visits = Published.Visits! with { RecoveryPlanned = Duration.Zero } }),
            "ArgumentException(policy)"),
        new("visits", "the default decision", () => default(Decision<ReleaseOutcome>).ToDocument(), "InvalidOperationException"),

        // Response.
        new("response", "no facts", () => Rules.Response.Decide(null!), "ArgumentNullException(series)"),
        new(
            "response", "a session that ended before it started", () => InfusionSession.Completed(Noon, Noon - Duration.Epsilon),
            "ArgumentException(end)"),
        new(
            "response", "a condition given twice",
            () => Rules.Response.DecideConditions(new() { Conditions = [ConditionCategory.Pain, ConditionCategory.Pain] }).Length, "1"),
        new(
            "response", "a score of another instrument",
            () => Rules.Response.DecideInstrument(HotDecisions.Scores with { Instrument = Instrument.Phq9 }), "ArgumentException(scored)"),
        new(
            "response", "a protocol the policy does not have",
            () => Rules.Response.DecideInstrument(HotDecisions.Scores with { Protocol = new ProtocolId("six-hour") }),
            "response.instrument: NotYetEvaluable or Responder"),
        new(
            "response", "-1 completed sessions", () => Rules.Response.DecideInstrument(HotDecisions.Scores with { CompletedSessions = -1 }),
            "ArgumentOutOfRangeException(sessions)"),
        new(
            "response", "a missing score", () => Rules.Response.DecideInstrument(HotDecisions.Scores with { Current = null }),
            "response.instrument: Responder or LikelyNonResponder"),
        new(
            "response", "a baseline of 0",
            () => Rules.Response.DecideInstrument(HotDecisions.Scores with { Baseline = Score.Of(Instrument.PainNrs, 0) }),
            "response.instrument: NotEvaluable"),
        new(
            "response", "the severity of a GAD-7", () => Rules.Response.SeverityOf(Score.Of(Instrument.Gad7, 5)),
            "ArgumentException(score)"),
        new(
            "response", "a threshold of 101 percent",
            () =>
                new InfusionRules(
                    Published with
                    {
                        Response = Published.Response! with { Criteria = [Published.Response.Criteria[0] with { ResponsePercent = 101 }] },
                    }),
            "ArgumentException(policy)"),
        new("response", "the default decision", () => default(Decision<ResponseOutcome>).ToDocument(), "InvalidOperationException"),

        // Maintenance.
        new("maintenance", "no facts", () => Rules.Maintenance.Decide(null!), "ArgumentNullException(course)"),
        new(
            "maintenance", "a first infusion after the last",
            () => Rules.Maintenance.Decide(HotDecisions.Maintenance! with { FirstCompleted = new LocalDate(2026, 2, 1) }),
            "ArgumentException(course)"),
        new(
            "maintenance", "a last infusion in the future",
            () => Rules.Maintenance.Decide(HotDecisions.Maintenance! with { LastCompleted = new LocalDate(2026, 6, 1) }),
            "maintenance.status: NotYetDue"),
        new(
            "maintenance", "no date", () => Rules.Maintenance.Decide(HotDecisions.Maintenance! with { Note = new() }),
            "maintenance.status: DeferredWhileControlled or InWindow or Due or NotYetDue"),
        new(
            "maintenance", "the maintenance infusion of number 0", () => new MaintenanceNote { Ordinal = 0 },
            "ArgumentOutOfRangeException(value)"),
        new("maintenance", "-1 days of relief", () => new MaintenanceNote { ReliefDays = -1 }, "ArgumentOutOfRangeException(value)"),
        new("maintenance", "an interval of hours", () => ClinicianInterval.Every(Period.FromHours(5)), "ArgumentException(earliest)"),
        new("maintenance", "an interval of no time", () => ClinicianInterval.Every(Period.Zero), "ArgumentException(earliest)"),
        new(
            "maintenance", "a longest interval before the shortest",
            () => ClinicianInterval.Between(Period.FromMonths(2), Period.FromMonths(1)), "ArgumentException(latest)"),
        new(
            "maintenance", "-1 dates ahead", () => MaintenanceRules.Project(new(2026, 1, 31), Period.FromMonths(1), -1),
            "ArgumentOutOfRangeException(count)"),
        new("maintenance", "a grade without a name", () => new ResponseInterval(" ", Period.FromMonths(1)), "ArgumentException(grade)"),
        new("maintenance", "the default decision", () => default(Decision<MaintenanceOutcome>).ToDocument(), "InvalidOperationException"),

        // Fees.
        new("fees", "no facts", () => Rules.Fees.DecideCancellation(null!), "ArgumentNullException(visit)"),
        new(
            "fees", "a negative price", () => Rules.Fees.DecideCancellation(new() { Price = Money.Usd(-1) }),
            "ArgumentOutOfRangeException(visit)"),
        new(
            "fees", "a price without a currency", () => Rules.Fees.DecideCancellation(new() { Price = default(Money) }),
            "ArgumentException(visit)"),
        new(
            "fees", "a negative price on a statement", () => Rules.Fees.Statement([new("visit", Money.Usd(-1))], []),
            "ArgumentOutOfRangeException(visit)"),
        new(
            "fees", "a credit above its price", () => Rules.Fees.Statement([new("visit", Money.Usd(20), Money.Usd(25))], []),
            "ArgumentException(visit)"),
        new(
            "fees", "a visit that stands twice", () => Rules.Fees.Statement([new("visit", null), new("visit", null)], []),
            "ArgumentException()"),
        new(
            "fees", "another currency",
            () => Rules.Fees.Statement([new("a", Money.Usd(1)), new("b", Money.Of(1, "EUR"))], []).Lines[1].AmountText,
            "1.00 EUR, which is not the policy's currency"),
        new(
            "fees", "a waiver the policy does not name",
            () =>
                Rules.Fees.DecideCancellation(
                    HotDecisions.Cancelled with { Cancellation = HotDecisions.Cancelled.Cancellation! with { Waiver = "weather" } }),
            "fee.cancellation: Charged or Waived"),
        new("fees", "-1 earlier misses", () => new Cancellation { EarlierMisses = -1 }, "ArgumentOutOfRangeException(value)"),
        new(
            "fees", "intakes that are not known",
            () => Rules.Fees.DecideCancellation(new() { Cancellation = HotDecisions.Cancelled.Cancellation }),
            "fee.cancellation: Charged or ReasonNotSupported"),
        new(
            "fees", "a reason that does not exist",
            () => Rules.Fees.DecideCancellation(new() { Cancellation = new() { Reason = (CancellationReason)99 } }),
            "ArgumentOutOfRangeException(value)"),
        new("fees", "a ledger entry that is missing", () => Rules.Fees.Ledger([null!]), "ArgumentException(entries)"),
        new("fees", "a person without an id", () => Rules.Fees.Ledger([new LedgerEntry.Referred("", "bob")]), "ArgumentException(id)"),
        new(
            "fees", "a new appointment on the same day",
            () =>
                Rules.Fees.DecideReschedule(
                    new() { Appointment = Local("2026-06-15 10:00"), Cancellation = new() { NewAppointment = Local("2026-06-15 16:00") } }),
            "fee.reschedule: RescheduledSameDay"),
        new(
            "fees", "a negative fee in the policy",
            () => new InfusionRules(Published with { Fees = Published.Fees! with { FastingCancellation = Money.Usd(-1) } }),
            "ArgumentOutOfRangeException(FastingCancellation)"),
        new("fees", "a share of 101 percent", () => new FeeCharge.PercentOfPrice(101), "ArgumentOutOfRangeException(percent)"),
        new("fees", "business hours without a calendar",
            () => new InfusionRules(Published with { Fees = Published.Fees! with { NoticeUnit = NoticeUnit.BusinessHours } }),
            "ArgumentException(): Notice in business hours needs the clinic's calendar: bring opening hours and closed dates, or count "
            + "elapsed hours."),
        new("fees", "the default decision", () => default(Decision<CancellationFeeOutcome>).ToDocument(), "InvalidOperationException"),
    ];

    private static Visit EndedBefore => new()
    {
        Start = Moment.At(Noon),
        End = Moment.At(Noon - Duration.Epsilon),
        WalksSteadily = true,
        RideArranged = true,
    };

    private static Decision<FastingOutcome> Plan(string? kind, Moment? at) => Rules.Fasting.DecidePlan(new()
    {
        Appointment = Local("2026-06-15 10:00"),
        Intakes = [Intake.Of(kind, at)],
        IntakesCompleteness = ListCompleteness.Complete,
    });
}
