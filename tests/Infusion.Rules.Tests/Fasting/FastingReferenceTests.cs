using Infusion.Rules.Clinic;
using Infusion.Rules.Fasting;
using Infusion.Rules.Records;
using Infusion.Rules.Reference;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Reference.Cells;
using NodaTime;

namespace Infusion.Rules.Tests.Fasting;

/// <summary>Fasting against the independent reference model: random intakes and lists, and the nights the clocks change.</summary>
public class FastingReferenceTests
{
    private static string[] Names => ["solid", "non-clear-liquid", "clear-liquid", IntakeKind.OralMedicine, "chewing gum"];

    [Fact]
    public void A_million_random_intakes_agree_half_planned_and_half_at_the_start()
    {
        const int Cases = 1_000_000;
        FastingRules rules = FastingScenarioTests.Rules;
        var random = new Random(20261123);
        string[] names = Names;
        FastingReference.Kind[] kinds = [.. names.Select(ProtocolCells.Kind)];
        long mismatches = 0;
        for (int index = 0; index < Cases; index++)
        {
            int kind = random.Next(names.Length);
            Instant appointment = Instant.FromUnixTimeSeconds(random.NextInt64(1_262_304_000, 2_208_988_800));
            Instant start = appointment + Duration.FromSeconds(random.Next(-7200, 7200));
            Instant at = appointment - Boundary(random);
            Visit facts = new()
            {
                Appointment = Moment.At(appointment),
                Start = Moment.At(start),
                Intakes = [Intake.Of(names[kind], Moment.At(at))],
                IntakesCompleteness = ListCompleteness.Complete,
            };
            bool agrees = index % 2 == 0
                ? rules.DecidePlan(facts).Outcomes.Possible == Bit(FastingReference.Plan(kinds[kind], at, appointment).Verdict)
                : rules.DecideAtStart(facts).Outcomes.Possible == Bit(
                    FastingReference.AtStart(kinds[kind], at, appointment, start).Verdict);
            mismatches += agrees ? 0 : 1;
        }

        Evidence.Write("reference-fasting-random", Cases, Cases, mismatches);
    }

    [Fact]
    public void Lists_of_random_intakes_have_the_possible_outcomes_and_the_earliest_appointment_of_the_reference()
    {
        const int Cases = 8_000;
        FastingRules rules = FastingScenarioTests.Rules;
        var random = new Random(20261124);
        string[] names = Names;
        long mismatches = 0;
        for (int index = 0; index < Cases; index++)
        {
            Instant appointment = Instant.FromUnixTimeSeconds(random.NextInt64(1_262_304_000, 2_208_988_800));
            Instant start = appointment + Duration.FromSeconds(random.Next(-7200, 7200));
            List<Intake> intakes = [];
            List<FastingReference.Intake> same = [];
            for (int count = random.Next(3); count >= 0; count--)
            {
                string name = names[random.Next(names.Length)];
                Instant at = appointment - Boundary(random);
                intakes.Add(Intake.Of(name, Moment.At(at)));
                same.Add(new(ProtocolCells.Kind(name), FastingReference.When.At(at)));
            }

            bool isComplete = random.Next(2) == 0;
            Visit facts = new()
            {
                Appointment = Moment.At(appointment),
                Start = Moment.At(start),
                Intakes = [.. intakes],
                IntakesCompleteness = isComplete ? ListCompleteness.Complete : ListCompleteness.Partial,
            };
            bool agrees = Bits(FastingReference.PossiblePlan(same, isComplete, appointment)) == rules.DecidePlan(facts).Outcomes.Possible

                    && Bits(FastingReference.PossibleAtStart(same, isComplete, appointment, start)) == rules.DecideAtStart(facts).Outcomes.Possible
                && (!same.All(intake => FastingReference.HasPublishedWindow(intake.Kind))
                    || FastingReference.EarliestAppointment(same, appointment) == rules.EarliestAppointment(facts));
            mismatches += agrees ? 0 : 1;
        }

        Evidence.Write("reference-fasting-lists", Cases, Cases, mismatches);
    }

    [Fact]
    public void Every_minute_of_the_nights_the_clocks_change_agrees()
    {
        FastingRules rules = FastingScenarioTests.Rules;
        long compared = 0;
        long mismatches = 0;
        foreach (LocalDate night in (LocalDate[])[new(2026, 3, 8), new(2026, 11, 1)])
        {
            for (int minute = 0; minute < 300; minute++)
            {
                LocalDateTime eaten = night.AtMidnight().PlusMinutes(minute);
                if (FastingReference.Problem(eaten) == FastingReference.LocalTimeProblem.Skipped)
                {
                    Assert.Throws<SkippedTimeException>(() => Moment.FromLocal(eaten, ClinicTime.Zone));
                    continue;
                }

                LocalDateTime appointment = night.At(new LocalTime(5, 0));
                Visit facts = new()
                {
                    Appointment = Moment.FromLocal(appointment, ClinicTime.Zone),
                    Intakes = [Intake.Of("solid", Moment.FromLocal(eaten, ClinicTime.Zone))],
                    IntakesCompleteness = ListCompleteness.Complete,
                };
                mismatches += Bits(
                    FastingReference.PlanFromLocal(
                        FastingReference.Kind.Solid, eaten, appointment)) == rules.DecidePlan(facts).Outcomes.Possible
                    ? 0
                    : 1;
                compared++;
            }
        }

        Evidence.Write("reference-fasting-nights", compared, 600 - 60, mismatches);
    }

    private static Duration Boundary(Random random) =>
        Duration.FromHours(random.Next(-1, 9)) + Duration.FromNanoseconds(random.Next(4) switch
        {
            0 => 0,
            1 => random.Next(-1, 2),
            2 => NodaConstants.NanosecondsPerSecond * random.Next(-1, 2),
            _ => NodaConstants.NanosecondsPerSecond * random.Next(-3600, 3600),
        });

    private static FastingOutcome Outcome(FastingReference.Verdict verdict) => verdict switch
    {
        FastingReference.Verdict.Violation => FastingOutcome.Violation,
        FastingReference.Verdict.ClinicianDecision => FastingOutcome.ClinicianDecision,
        _ => FastingOutcome.Compliant,
    };

    private static ulong Bits(IEnumerable<FastingReference.Verdict> verdicts) =>
        verdicts.Aggregate(0UL, (bits, verdict) => bits | Bit(verdict));

    private static ulong Bit(FastingReference.Verdict verdict) => 1UL << (int)Outcome(verdict);
}
