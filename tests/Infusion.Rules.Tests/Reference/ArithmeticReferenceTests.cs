using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Reference;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Eligibility;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Tests.Reference;

/// <summary>The rooms' dates, instants and amounts against the reference model, on random inputs that crowd around the limits.</summary>
public class ArithmeticReferenceTests
{
    [Fact]
    public void Arrival_release_residual_effects_driving_and_the_way_here_agree()
    {
        const int Cases = 150_000;
        VisitRules rules = InfusionRules.Published.Visits;
        var random = new Random(1);
        long mismatches = 0;
        for (int index = 0; index < Cases; index++)
        {
            Instant appointment = NextInstant(random);
            Instant end = appointment + Around(random, 240);
            Instant arrival = appointment - Around(random, random.Next(2) == 0 ? 30 : 15);
            Instant now = end + Around(random, random.Next(4) switch { 0 => 60, 1 => 90, 2 => 240, _ => 1440 });
            int completed = random.Next(3);
            bool walks = random.Next(3) > 0;
            bool ride = random.Next(3) > 0;
            Visit facts = new()
            {
                Appointment = Moment.At(appointment),
                Arrival = Moment.At(arrival),
                Start = Moment.At(Instant.Min(appointment, end)),
                End = Moment.At(end),
                WalksSteadily = walks,
                RideArranged = ride,
            };
            facts = Infusion.Rules.Tests.Visits.VisitScenarioTests.Cleared(facts);
            Decision<ArrivalOutcome> arrived = rules.DecideArrival(new() { Visit = facts, CompletedBefore = completed });
            Decision<DrivingOutcome> driving = rules.DecideDriving(facts, now);
            VisitReference.ReleaseResult expected = VisitReference.JudgeRelease(end, now, walks, ride);
            Decision<ReleaseOutcome> release = rules.DecideRelease(facts, now);
            bool agrees = rules.RequiredArrival(appointment, completed) == VisitReference.RequiredArrival(appointment, completed)

                    && (arrived.ToDocument().Elapsed("visit.late-by") ?? Duration.Zero) == VisitReference.LateBy(arrival, appointment, completed)
                && rules.RestrictedUntil(facts) == VisitReference.RestrictedUntil(end)
                && (int)driving.Outcome == (int)VisitReference.JudgeDriving(end, now)
                && (int)release.Outcome == (int)expected.Outcome
                && release.Outcomes.IsDetermined
                && rules.DecideReleaseFindings(facts, now).Has(ReleaseFinding.MinimumRecovery) == expected.MinimumRecovery

                    && rules.DecideResidualEffects(facts, now).Outcome == (now < VisitReference.ResidualEffectsUntil(end) ? ResidualEffectsOutcome.Possible : ResidualEffectsOutcome.PublishedTimePassed)
                && InboundRide(rules, end, now, completed, random.Next(2) == 0);
            mismatches += agrees ? 0 : 1;
        }

        Evidence.Write("reference-visits-random", Cases, Cases, mismatches);
    }

    [Fact]
    public void The_maintenance_window_the_days_early_and_a_clinicians_interval_agree()
    {
        const int Cases = 300_000;
        MaintenanceRules rules = InfusionRules.Published.Maintenance;
        var random = new Random(2);
        long mismatches = 0;
        for (int index = 0; index < Cases; index++)
        {
            LocalDate last = NextDate(random);
            int months = random.Next(4) * random.Next(2);
            LocalDate today = ClinicClock.AddDays(
                random.Next(2) == 0 ? ClinicClock.AddMonths(last, random.Next(2) == 0 ? 1 : 3) : ClinicClock.AddMonths(last, months),
                random.Next(-2, 3));
            bool back = random.Next(2) == 0;
            MaintenanceInCourse course = new()
            {
                IsReached = true,
                Note = new()
                {
                    On = today,
                    SymptomsAreBack = back,
                    ClinicianInterval = months == 0 ? null : ClinicianInterval.Every(Period.FromMonths(months)),
                },
                LastCompleted = last,
            };
            MaintenanceReference.Window window = months == 0
                ? MaintenanceReference.Published(last)
                : MaintenanceReference.ByClinician(last, months);
            MaintenanceReference.Result expected = MaintenanceReference.Judge(window, new(today, back));
            bool agrees = rules.WindowOf(course) is { } found && found.Earliest == window.Earliest && found.Latest == window.Latest
                && rules.Decide(course).Outcome.ToString() == expected.Status.ToString()
                && (rules.DaysEarly(course) ?? 0) == expected.DaysEarly
                && (index % 100 != 0 || Beside(rules, course, window, expected));
            mismatches += agrees ? 0 : 1;
        }

        Evidence.Write("reference-maintenance-random", Cases, Cases, mismatches);
    }

    [Fact]
    public void Chronic_and_the_first_week_agree()
    {
        const int Cases = 60_000;
        InfusionRules rules = InfusionRules.Published;
        var random = new Random(3);
        long mismatches = 0;
        for (int index = 0; index < Cases; index++)
        {
            LocalDate onset = NextDate(random);
            LocalDate day = ClinicClock.AddDays(ClinicClock.AddMonths(onset, 3), random.Next(-2, 3));
            bool chronic = rules.Eligibility.Decide(new Assessment
            {
                On = day,
                Conditions = [StatedCondition.Since("back pain", onset)],
                ConditionsCompleteness = ListCompleteness.Complete,
            }).Outcome == EligibilityOutcome.Candidate;
            LocalDate[] dates = [.. Enumerable.Range(0, 1 + random.Next(5)).Select(_ => ClinicClock.AddDays(onset, random.Next(9)))];
            ImmutableArray<Decision<SessionFinding>> sessions = rules.Protocols.DecideSessions(
                new() { Protocol = ProtocolId.FourHour, CompletedDates = [.. dates] });
            string warnings = string.Join(
                ' ', ProtocolReference.FourHourDateWarnings(dates).Select(one => (one.Session, one.Warning.ToString())).Order());
            mismatches += chronic == EligibilityReference.IsChronic(onset, day)

                    && warnings == string.Join(' ', sessions.SelectMany((session, place) => session.Certain.Select(finding => (place + 1, finding.ToString()))).Order())
                    ? 0
                    : 1;
        }

        Evidence.Write("reference-dates-random", Cases, Cases, mismatches);
    }

    [Fact]
    public void Drops_of_scores_agree()
    {
        const int Cases = 200_000;
        ResponseRules rules = InfusionRules.Published.Response;
        var random = new Random(4);
        long mismatches = 0;
        for (int index = 0; index < Cases; index++)
        {
            var instrument = (Instrument)random.Next(6);
            (decimal before, decimal after) = (NextScore(random, instrument), NextScore(random, instrument));
            int sessions = random.Next(2, 5);
            Instant end = NextInstant(random);
            Instant at = end + Around(random, random.Next(2) == 0 ? 4 * 60 : 7 * 24 * 60);
            ScoredInstrument scored = new()
            {
                Instrument = instrument,
                Protocol = ProtocolId.FourHour,
                CompletedSessions = sessions,
                Baseline = Score.Of(instrument, before),
                Current = Score.Of(instrument, after),
                CurrentAt = Moment.At(at),
                SessionEnd = Moment.At(end),
            };
            Decision<ResponseOutcome> decision = rules.DecideInstrument(scored);
            ResponseReference.Result expected = ResponseReference.Judge(new(
                ProtocolReference.Protocol.FourHour, sessions, (ResponseReference.Instrument)(int)instrument, before, after, at - end));
            mismatches += decision.Outcome.ToString() == expected.Outcome.ToString()
                && decision.Outcomes.IsDetermined && ResponseRules.PointsDropped(scored) == expected.Drop
                ? 0
                : 1;
        }

        Evidence.Write("reference-response-random", Cases, Cases, mismatches);
    }

    [Fact]
    public void Notice_and_the_new_date_agree()
    {
        const int Cases = 150_000;
        FeeRules rules = InfusionRules.Published.Fees;
        FeeRules tiered = new InfusionRules(ClinicPolicy.VirginiaInfusionTherapies with
        {
            Fees = ClinicPolicy.VirginiaInfusionTherapies.Fees! with
            {
                NoticeTiers = [new(Duration.FromHours(24), new FeeCharge.Flat(Money.Usd(75)))],
            },
        }).Fees;
        var random = new Random(5);
        long mismatches = 0;
        for (int index = 0; index < Cases; index++)
        {
            Instant appointment = NextInstant(random);
            Instant other = appointment + (random.Next(2) == 0 ? Around(random, 1440) : Around(random, 600));
            bool sameDay = rules.DecideReschedule(
                new()
                {
                    Appointment = Moment.At(appointment),
                    Cancellation = new() { NewAppointment = Moment.At(other) },
                }).Outcome == RescheduleOutcome.RescheduledSameDay;
            Instant cancelled = appointment - Around(random, 1440);
            CancellationFeeOutcome fee = tiered.DecideCancellation(new()
            {
                Appointment = Moment.At(appointment),
                Cancellation = new() { By = AppointmentEnd.PatientCancelled, At = Moment.At(cancelled), EarlierMisses = 0 },
            }).Outcome;
            mismatches += sameDay == (FeeReference.JudgeReschedule(appointment, other) == FeeReference.RescheduleWarning.RescheduledSameDay)

                    && fee == (ClinicClock.ElapsedNanoseconds(cancelled, appointment) < ClinicClock.Hours(24) ? CancellationFeeOutcome.Charged : CancellationFeeOutcome.NoFee)
                    ? 0
                    : 1;
        }

        Evidence.Write("reference-notice-random", Cases, Cases, mismatches);
    }

    [Theory]
    [InlineData(CreditStacking.AllAtNextVisit)]
    [InlineData(CreditStacking.OnePerVisit)]
    public void Credits_and_statement_totals_agree_to_the_cent(CreditStacking stacking)
    {
        const int Cases = 20_000;
        ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
        FeeRules rules = new InfusionRules(
            published with { Fees = published.Fees! with { Referral = published.Fees.Referral! with { Stacking = stacking } } }).Fees;
        var random = new Random(6);
        long mismatches = 0;
        for (int index = 0; index < Cases; index++)
        {
            FeeReference.Visit[] visits = [.. Enumerable.Range(0, random.Next(5)).Select(_ => new FeeReference.Visit(
                random.Next(3) == 0 ? random.Next(3) * 10 : random.Next(0, 40_000) / 100m, random.Next(4) > 0, random.Next(3)))];
            FeeReference.Ledger expected = FeeReference.ApplyCredits(visits, stacking == CreditStacking.OnePerVisit);
            ReferralLedger ledger = rules.Ledger(Entries(visits));
            FeeReference.VisitBill[] bills = [.. expected.Bills.Where((_, place) => visits[place].InfusionStarted)];
            StatementOfCharges statement = rules.Statement(ledger.Visits.Select(StatementVisit.Of), []);
            bool agrees = ledger.Total == new ReferralBalance(
                Money.Usd(expected.Earned), Money.Usd(expected.Applied), Money.Usd(expected.Forfeited), Money.Usd(expected.Open))
                && ledger.Visits.Select(visit => (visit.Due?.Amount, visit.Applied.Amount, visit.Forfeited.Amount))
                    .SequenceEqual(bills.Select(bill => ((decimal?)bill.Due, bill.Applied, bill.Forfeited)))
                && Cents(statement.KnownTotal.Amount) == bills.Sum(bill => Cents(bill.Due));
            mismatches += agrees ? 0 : 1;
        }

        Evidence.Write($"reference-credits-{stacking}", Cases, Cases, mismatches);
    }

    // What stands beside the status takes longer to build, and is looked at in every hundredth case.
    private static bool Beside(
        MaintenanceRules rules, MaintenanceInCourse course, MaintenanceReference.Window window, MaintenanceReference.Result expected) =>
        rules.RecommendedDate(course) == window.Recommended
        && rules.DecideFindings(course).Has(MaintenanceFinding.OutsidePublishedRange) == window.OutsidePublishedRange
        && rules.DecideFindings(course).Has(MaintenanceFinding.SymptomsBeforeWindow) == expected.SymptomsBeforeWindow;

    private static bool InboundRide(VisitRules rules, Instant end, Instant travel, int completed, bool departureIsKnown)
    {
        Instant appointment = travel + Duration.FromMinutes(20);
        Decision<InboundRideOutcome> decision = rules.DecideInboundRide(new()
        {
            Visit = new() { Appointment = Moment.At(appointment), Departure = departureIsKnown ? Moment.At(travel) : null },
            CompletedBefore = completed,
            Previous = new() { End = Moment.At(end) },
        }, end);
        return VisitReference.JudgeInboundRide(
            end, null, end, departureIsKnown ? travel : null, VisitReference.RequiredArrival(appointment, completed)) is { } expected
            && decision.Outcome == (expected.Needed ? InboundRideOutcome.InboundRideNeeded : InboundRideOutcome.NotNeeded)
                && (decision.ToDocument() is var document)
                && (document.Value("visit.basis") == nameof(TimeBasis.Planned)) == expected.IsEstimate

                && document.Value("visit.judged")!.StartsWith("required arrival", StringComparison.Ordinal) == expected.TravelBeforeArrivalNotJudged;
    }

    private static IEnumerable<LedgerEntry> Entries(FeeReference.Visit[] visits)
    {
        int friend = 0;
        for (int place = 0; place < visits.Length; place++)
        {
            for (int earned = 0; earned < visits[place].EarnedBefore; earned++)
            {
                friend++;
                yield return new LedgerEntry.Referred("referrer", $"friend {friend}");
                yield return new LedgerEntry.Scheduled($"friend {friend}", FriendBooking.Infusion);
            }

            if (visits[place].InfusionStarted)
            {
                yield return new LedgerEntry.VisitStarted("referrer", $"visit {place}", Money.Usd(visits[place].Price));
            }
        }
    }

    private static long Cents(decimal amount) => decimal.ToInt64(amount * 100);

    private static Instant NextInstant(Random random) => Instant.FromUnixTimeSeconds(random.NextInt64(1_262_304_000, 2_208_988_800));

    private static LocalDate NextDate(Random random) => ClinicClock.FromDayNumber(random.Next(10_957, 18_262));

    // A limit in minutes, exactly, a nanosecond or a second beside it, or an hour at most around it.
    private static Duration Around(Random random, int minutes) => Duration.FromMinutes(minutes) + random.Next(4) switch
    {
        0 => Duration.Zero,
        1 => Duration.FromNanoseconds(random.Next(-1, 2)),
        2 => Duration.FromSeconds(random.Next(-1, 2)),
        _ => Duration.FromSeconds(random.Next(-3600, 3600)),
    };

    private static decimal NextScore(Random random, Instrument instrument) => instrument == Instrument.PainNrs
        ? random.Next(0, 101) / 10m
        : random.Next(Score.Minimum(instrument), Score.Maximum(instrument) + 1);
}
