using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>A condition keeps the verdict of the latest series that treated it, while a series for another goes on.</summary>
public sealed class SeveralSeriesTests
{
    private static readonly Instant _first = Instant.FromUtc(2026, 6, 1, 14, 0);
    private static readonly Instant _second = _first + Duration.FromDays(20);

    [Fact]
    public void A_depression_that_responded_still_responds_while_the_pain_is_treated()
    {
        CourseReview alone = InfusionRules.Published.Review(Mood(4) with { AsOf = _second });
        Assert.Equal((1, CourseStage.Maintenance), (alone.Series.Length, alone.Stage.Outcome));

        CourseReview both = InfusionRules.Published.Review(WithPain(Mood(4), sessions: 1));
        Assert.Equal([ResponseOutcome.ClinicianReview, ResponseOutcome.NotYetEvaluable], both.Series.Select(series => series.Response.Outcome));
        Assert.Equal(CourseStage.Maintenance, both.Stage.Outcome);
        Assert.Equal([NextStepKind.BookInfusion, NextStepKind.BookMaintenance], both.NextSteps.Select(step => step.Kind));
    }

    [Theory]
    [InlineData(8, CourseStage.Maintenance)]
    [InlineData(4, CourseStage.Maintenance)]
    public void It_does_whatever_the_pain_comes_to(int pain, CourseStage stage)
    {
        PatientRecord record = WithPain(Mood(4), sessions: 3);
        record = record with
        {
            Scores = record.Scores.Add(Pain(pain, _second + Duration.FromDays(3))),
            AsOf = _second + Duration.FromDays(20),
        };
        Assert.Equal(stage, InfusionRules.Published.Review(record).Stage.Outcome);
    }

    [Fact]
    public void It_is_judged_by_the_rules_of_its_own_series()
    {
        ClinicPolicy published = InfusionRules.Published.Policy;
        ClinicPolicy stricter = published with
        {
            Version = "2",
            Response = published.Response! with
            {
                Criteria =
                [
                    .. published.Response.Criteria.Select(one => one with { ResponsePercent = 95, SubstantialPercent = null }),
                ],
            },
        };
        LocalDate change = _second.InZone(InfusionRules.Published.TimeZone).Date;
        PatientRecord record = WithPain(Mood(4), sessions: 1);
        Assert.Equal(CourseStage.Initiation, new InfusionRules(stricter).Review(record).Stage.Outcome);
        Assert.Equal(
            CourseStage.Maintenance,
            new RulesBook(PolicyBook.Of([new(published, new(1900, 1, 1), change), new(stricter, change, null)])).Review(record).Stage.Outcome);
    }

    [Fact]
    public void A_depression_that_did_not_respond_leaves_the_pain_in_initiation() => Assert.Equal(
        CourseStage.Initiation, InfusionRules.Published.Review(WithPain(Mood(15), sessions: 1)).Stage.Outcome);

    [Fact]
    public void A_new_start_for_the_same_condition_begins_anew()
    {
        PatientRecord record = Mood(4);
        record = record with
        {
            AsOf = _second + Duration.FromDays(1),
            Visits = record.Visits.Add(Visit(9, _second, ProtocolId.OneHour, 1) with { Series = SeriesMark.NewStart }),
        };
        Assert.Equal(CourseStage.Initiation, InfusionRules.Published.Review(record).Stage.Outcome);
    }

    [Fact]
    public void An_end_that_is_missing_from_the_earlier_series_is_asked_for()
    {
        PatientRecord record = WithPain(Mood(4), sessions: 1);
        record = record with { Visits = record.Visits.SetItem(3, record.Visits[3] with { End = null, Left = null }) };
        CourseReview review = InfusionRules.Published.Review(record);
        Assert.Equal([CourseStage.Maintenance, CourseStage.Initiation], review.Stage.Possible);
        Assert.Contains("visits[visit-3].end", review.Questions.Select(question => question.Path));
    }

    [Fact]
    public void A_score_is_held_against_the_baseline_of_the_series_that_treated_its_condition()
    {
        // 12 is above the 4 from before the pain was treated, and below the 16 from before the depression was.
        PatientRecord record = WithPain(Mood(4), sessions: 1);
        record = record with { Scores = record.Scores.Add(Phq9(12, _second + Duration.FromHours(12))) };
        Assert.DoesNotContain(InfusionRules.Published.Review(record).NextSteps, step => step.Kind == NextStepKind.ReviewScore);
    }

    private static PatientRecord Mood(int after) => new()
    {
        Id = "both",
        AsOf = _second,
        Protocol = ProtocolId.OneHour,
        Consultation = new() { Held = true },
        Eligibility = new()
        {
            Verdict = PhysicianVerdict.Candidate,
            VerdictBy = ClinicianRole.Physician,
            Conditions = [StatedCondition.Present("fibromyalgia"), StatedCondition.Present("major depression")],
        },
        Visits = [.. Enumerable.Range(0, 4).Select(day => Visit(day, _first + Duration.FromDays(day), ProtocolId.OneHour, 1))],
        Scores =
        [
            Phq9(16, _first - Duration.FromDays(1)), Pain(8, _first - Duration.FromDays(1)),
            Phq9(after, _first + Duration.FromDays(5)), Pain(8, _first + Duration.FromDays(5)),
        ],
    };

    private static PatientRecord WithPain(PatientRecord record, int sessions) => record with
    {
        AsOf = _second + Duration.FromDays(sessions),
        Visits = record.Visits.AddRange(
            Enumerable.Range(0, sessions).Select(day => Visit(10 + day, _second + Duration.FromDays(day), ProtocolId.FourHour, 4))),
    };

    private static Visit Visit(int id, Instant at, ProtocolId protocol, int hours) => new()
    {
        Entry = new() { Id = FormattableString.Invariant($"visit-{id}") },
        Protocol = protocol,
        Appointment = at,
        Start = at,
        End = at + Duration.FromHours(hours),
        Left = at + Duration.FromHours(hours + 2),
    };

    private static ScoreEntry Phq9(int points, Instant at) =>
        ScoreEntry.Of(ConditionCategory.MentalHealth, Score.Of(Instrument.Phq9, points), at);

    private static ScoreEntry Pain(int points, Instant at) =>
        ScoreEntry.Of(ConditionCategory.Pain, Score.Of(Instrument.PainNrs, points), at);
}
