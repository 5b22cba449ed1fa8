using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Fasting;
using Infusion.Rules.Records;
using Infusion.Rules.Reference;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Reference.Cells;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Fasting;

/// <summary>What statements of none, complete lists and cancellations leave possible, against every single intake they leave room for.</summary>
public class FastingStatementTests
{
    private static Instant Appointment => Utc("2026-06-15T14:00:00Z");

    private static string[] Names => ["solid", "non-clear-liquid", "clear-liquid", IntakeKind.OralMedicine, IntakeKind.Unlisted];

    // Minutes before the appointment: the windows, both sides of them, and what comes after.
    private static int[] Minutes => [600, 241, 240, 239, 121, 120, 119, 5, 0, -5];

    [Fact]
    public void One_statement_leaves_exactly_the_outcomes_of_the_intakes_it_leaves_room_for()
    {
        long compared = 0;
        long mismatches = 0;
        foreach (string? what in (string?[])[null, .. Names])
        {
            foreach (int since in Minutes)
            {
                foreach (int? said in Said)
                {
                    foreach ((bool isComplete, int? called) in Marks)
                    {
                        mismatches += Agrees(isComplete, called, (what, since, said)) ? 0 : 1;
                        compared++;
                    }
                }
            }
        }

        Evidence.Write("fasting-statements", compared, 6 * 10 * 11 * 12, mismatches);
    }

    [Property(MaxTest = 300)]
    public void Several_statements_leave_what_all_of_them_leave(byte[] shape)
    {
        string?[] what = [null, .. Names];
        (string?, int, int?)[] statements =
        [
            .. Enumerable.Range(0, Math.Min(4, shape.Length / 3)).Select(index => (
                what[shape[3 * index] % what.Length], Minutes[shape[(3 * index) + 1] % Minutes.Length],
                Said[shape[(3 * index) + 2] % Said.Length])),
        ];
        (bool isComplete, int? called) = Marks[shape.Length == 0 ? 0 : shape[0] % Marks.Length];
        Assert.True(Agrees(isComplete, called, statements));
    }

    [Fact]
    public void A_statement_caps_an_interval_of_its_kind_and_an_intake_of_an_unknown_time()
    {
        Visit Ate(Moment? at, Intake none) => Visit(true, null, [Intake.Of("solid", at), none]);
        Moment between = Moment.Between(At(300), At(180));
        Moment capped = Moment.Between(At(300), At(250));
        FastingRules rules = FastingScenarioTests.Rules;
        Assert.False(rules.DecidePlan(Ate(between, Intake.None("clear-liquid", At(250)))).Outcomes.IsDetermined);
        foreach (Moment? at in new Moment?[] { between, null, capped })
        {
            Assert.Equal(FastingOutcome.Compliant, rules.DecidePlan(Ate(at, Intake.None("solid", At(250)))).Outcome);
            Assert.Equal(FastingOutcome.Compliant, rules.DecidePlan(Ate(at, Intake.None("solid", Moment.Between(At(280), At(250))))).Outcome);
        }

        // Said before the interval was over, it says nothing of the rest.
        Assert.False(rules.DecidePlan(Ate(between, Intake.None("solid", At(250)) with { NoneSinceSaidAt = At(200) })).Outcomes.IsDetermined);
    }

    [Fact]
    public void An_intake_and_a_cancellation_agree_with_the_reference_around_every_boundary()
    {
        FastingRules rules = FastingScenarioTests.Rules;
        long compared = 0;
        long mismatches = 0;
        foreach (string name in Names)
        {
            foreach (Instant at in Around(Minutes))
            {
                foreach (Instant cancelled in Around(Minutes))
                {
                    Visit visit = Visit(true, null, [Intake.Of(name, at)]) with { Cancellation = new() { At = cancelled } };
                    FastingReference.Verdict expected =
                        FastingReference.AtCancellation(ProtocolCells.Kind(name), at, Appointment, cancelled).Verdict;
                    mismatches += rules.DecideAtCancellation(visit).Outcomes.Possible == Bit(expected) ? 0 : 1;
                    mismatches += rules.DecideAtCancellation(visit with { Intakes = at > cancelled ? [] : visit.Intakes }).Outcomes
                        == rules.DecideAtCancellation(visit).Outcomes ? 0 : 1;
                    mismatches += rules.DecideAtCancellation(visit, at - Duration.Epsilon).Outcomes.Has((int)FastingOutcome.Compliant) ? 0 : 1;
                    compared++;
                }
            }
        }

        Evidence.Write("fasting-cancellations", compared, 5 * 30 * 30, mismatches);
    }

    [Fact]
    public void Every_late_start_agrees_with_the_reference_around_every_boundary()
    {
        FastingRules rules = FastingScenarioTests.Rules;
        long compared = 0;
        long mismatches = 0;
        int[] starts = [60, 1, 0, -1, -120, -240, -250, -600];
        foreach (string name in Names)
        {
            foreach (Instant start in starts.Select(At))
            {
                foreach (Instant at in Around(Minutes).Concat(
                    Around([0, 120, 240]).Select(before => start - (Appointment - before))))
                {
                    Visit visit = Visit(true, null, [Intake.Of(name, at)]) with { Start = start };
                    FastingReference.Verdict expected = FastingReference.AtStart(ProtocolCells.Kind(name), at, Appointment, start).Verdict;
                    mismatches += rules.DecideAtStart(visit).Outcomes.Possible == Bit(expected) ? 0 : 1;
                    compared++;
                }
            }
        }

        Evidence.Write("fasting-late-starts", compared, 5 * 8 * 39, mismatches);
    }

    private static int?[] Said => [null, .. Minutes.Select(minute => (int?)minute)];

    private static (bool IsComplete, int? Called)[] Marks =>
        [(false, null), (true, null), .. Minutes.Select(minute => (true, (int?)minute))];

    private static bool Agrees(bool isComplete, int? called, params (string? What, int Since, int? Said)[] statements)
    {
        Visit visit = Visit(
            isComplete, called, statements.Select(one => Intake.None(one.What is { } what ? StatedName.Of(what) : null, At(one.Since)) with
            {
                NoneSinceSaidAt = one.Said is { } said ? At(said) : null,
            }));
        ulong possible = 1;
        Instant[] instants = [At(100_000), .. Around(Minutes), At(-100_000)];
        foreach (string kind in Names)
        {
            (Instant Since, Instant Said)[] about =
            [
                .. statements.Where(one => one.What is null ? kind != IntakeKind.OralMedicine : one.What == kind)
                    .Select(one => (At(one.Since), one.Said is { } said ? At(said) : Instant.MaxValue)),
            ];
            foreach (Instant at in instants)
            {
                bool isRoom = isComplete
                    ? (called is { } minute && at > At(minute)) || (about.Length > 0 && at <= about.Min(one => one.Since))
                    : true;
                if (isRoom && !about.Any(one => one.Since < at && at <= one.Said))
                {
                    possible |= Bit(FastingReference.Plan(ProtocolCells.Kind(kind), at, Appointment).Verdict);
                }
            }
        }

        return FastingScenarioTests.Rules.DecidePlan(visit).Outcomes.Possible == possible;
    }

    private static Visit Visit(bool isComplete, int? called, IEnumerable<Intake> intakes) => new()
    {
        Appointment = Appointment,
        Intakes = [.. intakes],
        IntakesCompleteness = isComplete ? ListCompleteness.Complete : ListCompleteness.Partial,
        IntakesCompletenessSaidAt = called is { } minute ? At(minute) : null,
    };

    private static Instant At(int minutesBefore) => Appointment - Duration.FromMinutes(minutesBefore);

    private static IEnumerable<Instant> Around(int[] minutes) =>
        minutes.Select(At).SelectMany(at => (Instant[])[at - Duration.Epsilon, at, at + Duration.Epsilon]);

    private static ulong Bit(FastingReference.Verdict verdict) => 1UL << (int)(verdict switch
    {
        FastingReference.Verdict.Violation => FastingOutcome.Violation,
        FastingReference.Verdict.ClinicianDecision => FastingOutcome.ClinicianDecision,
        _ => FastingOutcome.Compliant,
    });
}
