using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Fasting;

public class FastingLawTests
{
    private static Instant Start2020 => Instant.FromUtc(2020, 1, 1, 5, 0);

    private static Instant End2029 => Instant.FromUtc(2030, 1, 1, 5, 0);

    [Fact]
    public void Every_quarter_hour_of_ten_years_has_its_cut_offs_in_elapsed_time()
    {
        FastingRules rules = FastingScenarioTests.Rules;
        long compared = 0;
        long mismatches = 0;
        for (Instant appointment = Start2020; appointment < End2029; appointment += Duration.FromMinutes(15))
        {
            // The oracle counts Unix seconds; the library adds durations to instants.
            long seconds = appointment.ToUnixTimeSeconds();
            mismatches += IsCompliant(rules, appointment, "solid", seconds - (4 * 3600)) ? 0 : 1;
            mismatches += IsCompliant(rules, appointment, "solid", seconds - (4 * 3600) + 1) ? 1 : 0;
            mismatches += IsCompliant(rules, appointment, "clear-liquid", seconds - (2 * 3600)) ? 0 : 1;
            mismatches += IsCompliant(rules, appointment, "clear-liquid", seconds - (2 * 3600) + 1) ? 1 : 0;
            compared++;
        }

        Evidence.Write("fasting-quarter-hours", compared, (long)((End2029 - Start2020) / Duration.FromMinutes(15)), mismatches);
    }

    [Property(MaxTest = 1000)]
    public void Eating_earlier_never_worsens_the_outcome(int minutes, byte earlier, byte kind)
    {
        FastingRules rules = FastingScenarioTests.Rules;
        string name = ((string[])["solid", "non-clear-liquid", "clear-liquid", "oral-medicine", "chewing gum"])[kind % 5];
        Instant appointment = Utc("2026-06-15T14:00:00Z");
        Instant at = appointment - Duration.FromMinutes(Math.Abs(minutes % 600));
        FastingOutcome late = One(rules, appointment, name, at).Outcome;
        FastingOutcome early = One(rules, appointment, name, at - Duration.FromMinutes(earlier)).Outcome;
        Assert.True(early <= late);
    }

    [Property(MaxTest = 1000)]
    public void The_earliest_appointment_is_compliant_and_a_nanosecond_earlier_is_not(int[] minutes)
    {
        FastingRules rules = FastingScenarioTests.Rules;
        Instant appointment = Utc("2026-06-15T14:00:00Z");
        Visit facts = new()
        {
            Appointment = Moment.At(appointment),
            Intakes = [.. minutes.Select((minute, index) => Intake.Of(
                index % 2 == 0 ? "solid" : "clear-liquid", Moment.At(appointment - Duration.FromMinutes(Math.Abs(minute % 900)))))],
            IntakesCompleteness = ListCompleteness.Complete,
        };
        if (rules.EarliestAppointment(facts) is { } earliest)
        {
            Assert.Equal(FastingOutcome.Compliant, rules.DecidePlan(facts with { Appointment = Moment.At(earliest) }).Outcome);
            Assert.Equal(
                FastingOutcome.Violation, rules.DecidePlan(facts with { Appointment = Moment.At(earliest - Duration.Epsilon) }).Outcome);
        }
        else
        {
            Assert.Empty(minutes);
        }
    }

    [Property(MaxTest = 500)]
    public void The_guideline_never_changes_the_clinics_verdict(int minutes, byte asa)
    {
        FastingPolicy policy = PublishedFasting.Policy;
        Instant appointment = Utc("2026-06-15T14:00:00Z");
        Intake intake = Intake.Of("solid", Moment.At(appointment - Duration.FromMinutes(Math.Abs(minutes % 900))), (AsaKind)(asa % 6));
        Visit facts = new() { Appointment = Moment.At(appointment), Intakes = [intake], IntakesCompleteness = ListCompleteness.Complete };
        OutcomeSet with = FastingScenarioTests.Rules.DecidePlan(facts).Outcomes;
        OutcomeSet without = new FastingRules(policy with { AsaAdvisory = [] }, Zone, new("p", "1", "t")).DecidePlan(facts).Outcomes;
        Assert.Equal(without, with);
    }

    [Theory]
    [InlineData("2026-06-15 09:00", "2026-06-15 00:00", FastingOutcome.Compliant)]
    [InlineData("2026-06-15 09:00", "2026-06-15 00:00:01", FastingOutcome.Violation)]
    [InlineData("2026-06-15 14:00", "2026-06-15 07:59", FastingOutcome.Compliant)]
    [InlineData("2026-06-15 14:00", "2026-06-15 08:00", FastingOutcome.Compliant)]
    [InlineData("2026-06-15 14:00", "2026-06-15 08:00:01", FastingOutcome.Violation)]
    [InlineData("2026-06-15 12:00", "2026-06-15 08:00", FastingOutcome.Compliant)]
    [InlineData("2026-06-15 11:59", "2026-06-15 08:00", FastingOutcome.Violation)]
    public void Clear_liquids_until_eight_for_afternoon_sessions_and_midnight_for_morning_ones(
        string appointment, string at, FastingOutcome outcome)
    {
        Assert.Equal(outcome, Clock(
            new IntakeLimit.Clock(new LocalTime(8, 0), sessionsFrom: new LocalTime(12, 0)),
            new IntakeLimit.Clock(
                LocalTime.Midnight,
                sessionsBefore: new LocalTime(12, 0))).DecidePlan(FastingScenarioTests.Facts(appointment, ("drink", at))).Outcome);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void A_clock_cut_off_is_at_most_seven_days_before(int days, bool isOne)
    {
        if (isOne)
        {
            Assert.Equal(days, new IntakeLimit.Clock(LocalTime.Noon, days).DaysBefore);
        }
        else
        {
            Assert.Throws<ArgumentOutOfRangeException>("daysBefore", () => new IntakeLimit.Clock(LocalTime.Noon, days));
        }
    }

    [Fact]
    public void A_repeated_clock_cut_off_is_its_first_time()
    {
        FastingRules rules = Clock(new IntakeLimit.Clock(new LocalTime(1, 30)));
        Assert.Equal(Utc("2026-11-01T05:30:00Z"), rules.CutOffs(Local("2026-11-01 09:00").Earliest).Single().At);
        Assert.Equal(FastingOutcome.Compliant, At(rules, "2026-11-01 09:00", "2026-11-01T05:30:00Z"));
        Assert.Equal(FastingOutcome.Violation, At(rules, "2026-11-01 09:00", "2026-11-01T05:30:01Z"));
        Assert.Equal(FastingOutcome.Violation, At(rules, "2026-11-01 09:00", "2026-11-01T06:10:00Z"));
    }

    [Fact]
    public void A_skipped_clock_cut_off_is_the_last_instant_before_the_gap()
    {
        FastingRules rules = Clock(new IntakeLimit.Clock(new LocalTime(2, 30)));
        Assert.Equal(Utc("2026-03-08T07:00:00Z") - Duration.Epsilon, rules.CutOffs(Local("2026-03-08 09:00").Earliest).Single().At);
        Assert.Equal(FastingOutcome.Compliant, At(rules, "2026-03-08 09:00", "2026-03-08T06:59:59Z"));
        Assert.Equal(FastingOutcome.Violation, At(rules, "2026-03-08 09:00", "2026-03-08T07:00:00Z"));
    }

    [Fact]
    public void A_window_on_both_sides_judges_what_comes_after()
    {
        FastingRules rules = Clock(new IntakeLimit.Window(Duration.FromHours(72), after: Duration.FromHours(72)));
        Assert.Equal(FastingOutcome.Violation, At(rules, "2026-06-15 10:00", "2026-06-18T13:59:59Z"));
        Assert.Equal(FastingOutcome.Compliant, At(rules, "2026-06-15 10:00", "2026-06-18T14:00:00Z"));
        Visit after = FastingScenarioTests.Facts(
            "2026-06-15 10:00", ("drink", "2026-06-15 20:00")) with
        { Start = Local("2026-06-15 10:00") };
        Assert.Equal(FastingOutcome.Violation, rules.DecideAtStart(after).Outcome);
    }

    [Fact]
    public void A_clock_time_for_the_morning_leaves_the_afternoon_its_window_before_a_late_start()
    {
        FastingRules rules = Clock(
            new IntakeLimit.Clock(LocalTime.Midnight, sessionsBefore: new LocalTime(12, 0)),
            new IntakeLimit.Window(Duration.FromHours(6), sessionsFrom: new LocalTime(12, 0)));
        FastingOutcome Started(string appointment, string taken, string start) => rules.DecideAtStart(
            FastingScenarioTests.Facts(appointment, ("drink", taken)) with { Start = Local(start) }).Outcome;
        Assert.Equal(FastingOutcome.ClinicianDecision, Started("2026-06-15 13:00", "2026-06-15 13:30", "2026-06-15 19:30"));
        Assert.Equal(FastingOutcome.Violation, Started("2026-06-15 13:00", "2026-06-15 13:31", "2026-06-15 19:30"));
        Assert.Equal(FastingOutcome.Violation, Started("2026-06-15 11:00", "2026-06-15 11:30", "2026-06-15 19:30"));
    }

    [Fact]
    public void A_zero_hour_kind_is_compliant_up_to_the_anchor()
    {
        FastingRules rules = Clock(new IntakeLimit.Window(Duration.Zero));
        Assert.Equal(FastingOutcome.Compliant, At(rules, "2026-06-15 10:00", "2026-06-15T14:00:00Z"));
        Visit after = FastingScenarioTests.Facts("2026-06-15 10:00", ("drink", "2026-06-15 10:00:01"));
        DecisionDocument flagged = Assert.Single(rules.DecidePlan(after).ToDocument().Parts);
        Assert.Equal(nameof(IntakeTiming.AfterAppointment), flagged.Outcome);
    }

    [Fact]
    public void A_decision_on_complete_facts_allocates_nothing()
    {
        FastingRules rules = FastingScenarioTests.Rules;
        Visit facts = FastingScenarioTests.Facts("2026-06-15 10:00", ("solid", "2026-06-15 05:00"), ("water", "2026-06-15 08:30"));
        Assert.Equal(0, Allocation.Of(() => rules.DecidePlan(facts).Outcome));
    }

    private static FastingRules Clock(params IntakeLimit[] limits) => new(
        new()
        {
            Kinds = [new("drink", "fasting.drinks", "Drinks", limits, Provenance.ClinicPolicy, ["clinic-policy"])],
            OralMedicineWindow = Duration.Zero,
        },
        Zone,
        new("p", "1", "t"));

    private static FastingOutcome At(FastingRules rules, string appointment, string instant) =>
        One(rules, Local(appointment).Earliest, "drink", Utc(instant)).Outcome;

    private static bool IsCompliant(FastingRules rules, Instant appointment, string kind, long unixSeconds) =>
        One(rules, appointment, kind, Instant.FromUnixTimeSeconds(unixSeconds)).Outcome == FastingOutcome.Compliant;

    private static Decision<FastingOutcome> One(FastingRules rules, Instant appointment, string kind, Instant at) => rules.DecidePlan(new()
    {
        Appointment = Moment.At(appointment),
        Intakes = [Intake.Of(kind, Moment.At(at))],
        IntakesCompleteness = ListCompleteness.Complete,
    });
}
