using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>Every history of up to four entries, of a candidate and of a patient of whom no verdict is on record.</summary>
public sealed class ShortHistoryTests
{
    private const int Longest = 4;
    private static readonly Instant _first = Instant.FromUtc(2026, 6, 1, 14, 0);

    private enum Letter
    {
        Completed,
        Aborted,
        Open,
        GoodScore,
        BadScore,
        LateScore,
        Cancelled,
        Maintenance,
        Reason,
    }

    [Fact]
    public void Every_short_history_keeps_the_laws_and_replays()
    {
        int count = 0;
        foreach (PhysicianVerdict verdict in new[] { PhysicianVerdict.Candidate, PhysicianVerdict.NotRecorded })
        {
            count += Explore(Blank(verdict), 0, []);
        }

        // 1 + 9 + 81 + 729 + 6,561 of each.
        Assert.Equal(2 * 7_381, count);
    }

    private static int Explore(PatientRecord record, int length, ImmutableArray<(Instant At, string Says)> earlier)
    {
        CourseReview review = InfusionRules.Published.Review(record);
        CourseLaws.AssertSteps(review);
        CourseLaws.AssertCharges(review);
        foreach ((Instant at, string says) in earlier)
        {
            Assert.Equal(says, Says(review.At(at)));
        }

        int count = 1;
        for (int letter = 0; length < Longest && letter < Enum.GetValues<Letter>().Length; letter++)
        {
            count += Explore(With(record, (Letter)letter, length), length + 1, earlier.Add((record.AsOf, Says(review))));
        }

        return count;
    }

    private static string Says(CourseReview review) => string.Join(
        '\n', [
            review.Stage.ToString(), string.Join(',', review.NextSteps), review.Maintenance?.ToString(), review.Ledger!.ToString(),
            string.Join(',', review.Questions.Select(question => question.Path)),
            .. review.Series.Select(series => $"{series.Induction} {series.Response} {series.Finality} {series.Continuation}"),
            .. review.Visits.Select(visit => $"{visit.FastingPlan} {visit.Release} {visit.Driving} {visit.Fee} {visit.FeeAmount}"),
        ]);

    private static PatientRecord Blank(PhysicianVerdict verdict) => new()
    {
        Id = "short",
        AsOf = _first,
        Protocol = ProtocolId.FourHour,
        Consultation = new() { Held = true },
        Eligibility = new() { Verdict = verdict, Conditions = [StatedCondition.Present("fibromyalgia")] },
        Scores = [Score(8, _first - Duration.FromDays(1))],
    };

    // Each entry is of another day, two days after the one before; a late score comes three weeks after it.
    private static PatientRecord With(PatientRecord record, Letter letter, int place)
    {
        Instant at = record.AsOf + Duration.FromHours(letter == Letter.LateScore ? 504 : 48) - Duration.FromHours(place == 0 ? 0 : 8);
        PatientRecord then = record with { AsOf = at + Duration.FromHours(8) };
        Entry entry = new() { Id = FormattableString.Invariant($"entry-{place}"), EnteredAt = at - Duration.FromHours(12) };
        PatientRecord Visited(Visit visit) => then with { Visits = then.Visits.Add(visit with { Entry = entry, Appointment = at }) };
        Visit given = new() { Start = at, End = at + Duration.FromHours(4), Left = at + Duration.FromHours(6) };
        return letter switch
        {
            Letter.Completed => Visited(given),
            Letter.Aborted => Visited(given with { IsAborted = true }),
            Letter.Open => Visited(given with { End = null, Left = null }),
            Letter.Maintenance => Visited(given with { Series = SeriesMark.Maintenance }),
            Letter.Cancelled => Visited(new()
            {
                Intakes = [Intake.Of("solid", at - Duration.FromHours(2))],
                Cancellation = new()
                {
                    By = AppointmentEnd.ClinicCancelled,
                    Reason = CancellationReason.FastingViolation,
                    At = at - Duration.FromHours(1),
                },
            }),
            Letter.Reason => then with { Words = then.Words.Add(new() { Entry = entry, About = WordAbout.ReasonToContinue, At = at, By = ClinicianRole.Physician }) },
            Letter.BadScore => then with { Scores = then.Scores.Add(Score(8, at)) },
            _ => then with { Scores = then.Scores.Add(Score(3, at)) },
        };
    }

    private static ScoreEntry Score(int points, Instant at) =>
        ScoreEntry.Of(ConditionCategory.Pain, Infusion.Rules.Clinic.Score.Of(Instrument.PainNrs, points), at);
}
