using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Reference;
using Infusion.Rules.Tests.Reference;
using NodaTime;

namespace Infusion.Rules.Tests.Fasting;

/// <summary>Fasting against the independent reference model: every cell, and a million random fasts.</summary>
public class FastingReferenceTests
{
    private static Instant Appointment => Instant.FromUtc(2026, 6, 15, 14, 0);

    [Fact]
    public void Every_cell_of_the_intake_table_agrees()
    {
        FastingRules rules = FastingScenarioTests.Rules;
        (long compared, long space, long mismatches) = ReferenceComparison.EveryCell(rules.IntakeTable, row =>
        {
            // The lowest cell reaches back centuries; any time well after the appointment stands for it.
            Duration elapsed = row[1] == rules.IntakeTable.Facts[1].Minimum ? Duration.FromDays(-1) : Duration.FromNanoseconds(row[1]);
            FastingReference.Verdict verdict = FastingReference.Plan(KindOf(rules.IntakeTable.Facts[0].Names[(int)row[0]]), Appointment - elapsed, Appointment).Verdict;
            return 1UL << (int)Outcome(verdict);
        });
        Evidence.Write("reference-fasting-cells", compared, space, mismatches);
    }

    [Fact]
    public void A_million_random_fasts_agree()
    {
        const int Cases = 1_000_000;
        FastingRules rules = FastingScenarioTests.Rules;
        var random = new Random(20261123);
        string[] names = ["solid", "non-clear-liquid", "clear-liquid", IntakeKind.OralMedicine, "chewing gum"];
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
                same.Add(new(KindOf(name), FastingReference.When.At(at)));
            }

            bool isComplete = random.Next(2) == 0;
            FastingFacts facts = new()
            {
                Appointment = Moment.At(appointment),
                Start = Moment.At(start),
                Intakes = [.. intakes],
                Completeness = isComplete ? ListCompleteness.Complete : ListCompleteness.Partial,
            };
            mismatches += Bits(FastingReference.PossiblePlan(same, isComplete, appointment)) == rules.Plan(facts).Verdict.Possible ? 0 : 1;
            mismatches += Bits(FastingReference.PossibleAtStart(same, isComplete, appointment, start)) == rules.AtStart(facts).Verdict.Possible ? 0 : 1;
            if (same.All(intake => FastingReference.HasPublishedWindow(intake.Kind)))
            {
                mismatches += FastingReference.EarliestAppointment(same) == rules.Plan(facts).EarliestAppointment ? 0 : 1;
            }
        }

        Evidence.Write("reference-fasting-random", Cases, Cases, mismatches);
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
                FastingFacts facts = new()
                {
                    Appointment = Moment.FromLocal(appointment, ClinicTime.Zone),
                    Intakes = [Intake.Of("solid", Moment.FromLocal(eaten, ClinicTime.Zone))],
                    Completeness = ListCompleteness.Complete,
                };
                mismatches += Bits(FastingReference.PlanFromLocal(FastingReference.Kind.Solid, eaten, appointment)) == rules.Plan(facts).Verdict.Possible ? 0 : 1;
                compared++;
            }
        }

        Evidence.Write("reference-fasting-nights", compared, 600 - 60, mismatches);
    }

    private static Duration Boundary(Random random) => Duration.FromHours(random.Next(-1, 9)) + Duration.FromNanoseconds(random.Next(4) switch
    {
        0 => 0,
        1 => random.Next(-1, 2),
        2 => NodaConstants.NanosecondsPerSecond * random.Next(-1, 2),
        _ => NodaConstants.NanosecondsPerSecond * random.Next(-3600, 3600),
    });

    private static FastingReference.Kind KindOf(string name) => name switch
    {
        "solid" => FastingReference.Kind.Solid,
        "non-clear-liquid" => FastingReference.Kind.NonClearLiquid,
        "clear-liquid" => FastingReference.Kind.ClearLiquid,
        IntakeKind.OralMedicine => FastingReference.Kind.MedicineWithSip,
        _ => FastingReference.Kind.Unlisted,
    };

    private static FastingOutcome Outcome(FastingReference.Verdict verdict) => verdict switch
    {
        FastingReference.Verdict.Violation => FastingOutcome.Violation,
        FastingReference.Verdict.ClinicianDecision => FastingOutcome.ClinicianDecision,
        _ => FastingOutcome.Compliant,
    };

    private static ulong Bits(IEnumerable<FastingReference.Verdict> verdicts) =>
        verdicts.Aggregate(0UL, (bits, verdict) => bits | (1UL << (int)Outcome(verdict)));
}
