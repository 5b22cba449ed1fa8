using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>A score above the baseline, and an item 9 above 0, go to a clinician at every stage, and are no verdict.</summary>
public sealed class LatestScoreTests
{
    private static readonly Instant _first = Instant.FromUtc(2026, 6, 1, 14, 0);

    public static TheoryData<CourseStage> Stages => [.. Enum.GetValues<CourseStage>()];

    [Theory]
    [MemberData(nameof(Stages))]
    public void An_item_9_above_0_goes_to_the_physician_at_every_stage_until_a_later_one_is_given(CourseStage stage)
    {
        PatientRecord without = At(stage);
        CourseReview before = Review(without);
        Assert.Equal(stage, before.Stage.Outcome);
        Assert.DoesNotContain(before.NextSteps, step => step.Kind == NextStepKind.ReviewScore);

        PatientRecord with = Scored(without, 2, item9: 1, days: 1);
        CourseReview review = Review(with);
        NextStep step = Assert.Single(review.NextSteps, step => step.Kind == NextStepKind.ReviewScore);
        LocalDate today = review.Record.AsOf.InZone(InfusionRules.Published.TimeZone).Date;
        Assert.Equal((ClinicPerson.Physician, today, today), (step.By, step.Earliest, step.Recommended));
        Assert.Equal(["course.next.score", "response.item-9"], step.Rules.Select(rule => rule.Id));
        Assert.Contains(review.LatestScores, latest => latest.Has(ResponseFinding.Item9AboveZero));
        Assert.Equal(stage, review.Stage.Outcome);
        Assert.Equal(before.Response?.Outcome, review.Response?.Outcome);
        Assert.Equal(
            [.. before.NextSteps.Select(one => one.Kind)],
            review.NextSteps.Select(one => one.Kind).Where(one => one != NextStepKind.ReviewScore));

        Assert.DoesNotContain(Review(Scored(with, 2, item9: 0, days: 2)).NextSteps, one => one.Kind == NextStepKind.ReviewScore);
        Assert.Contains(Review(Scored(with, 2, item9: null, days: 2)).NextSteps, one => one.Kind == NextStepKind.ReviewScore);
        Assert.DoesNotContain(review.At(without.AsOf).NextSteps, one => one.Kind == NextStepKind.ReviewScore);
    }

    [Theory]
    [InlineData(CourseStage.Initiation)]
    [InlineData(CourseStage.Maintenance)]
    [InlineData(CourseStage.DiscontinuationRecommended)]
    public void A_score_above_the_baseline_goes_to_the_physician_and_one_at_it_does_not(CourseStage stage)
    {
        bool Goes(int points) => Review(Scored(At(stage), points, item9: null, days: 1)).NextSteps
            .Any(step => step.Kind == NextStepKind.ReviewScore && step.Rules.Any(rule => rule.Id == "response.latest-worsened"));
        Assert.Equal((true, false), (Goes(17), Goes(16)));
    }

    [Fact]
    public void Before_an_infusion_no_score_is_worse_than_a_baseline() => Assert.DoesNotContain(
        Review(Scored(At(CourseStage.FirstTreatment), 27, item9: null, days: 1)).NextSteps, step => step.Kind == NextStepKind.ReviewScore);

    [Fact]
    public void A_worsening_without_a_baseline_on_record_is_asked_about()
    {
        CourseReview review = Review(At(CourseStage.Maintenance) with { Scores = [Phq9(17, _first + Duration.FromDays(10))] });
        Assert.Equal(DecisionStatus.NeedsInformation, Assert.Single(review.LatestScores).Status);
        Assert.Single(
            review.Questions.Select(question => $"{question.Path}: {question.Question.Ask}"),
            "scores[+]: What was the last score before the first infusion?");
    }

    [Fact]
    public void Of_an_item_9_that_was_never_given_nothing_is_said_and_nothing_is_asked()
    {
        CourseReview review = Review(Scored(At(CourseStage.Maintenance), 2, item9: null, days: 1));
        string said = string.Join('\n', review.ToDocuments().Select(document => System.Text.Json.JsonSerializer.Serialize(document)));
        Assert.DoesNotContain("item 9", said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("item-9", said, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(review.Questions, question => question.Question.Ask.Contains("item 9", StringComparison.Ordinal));
        Assert.All(review.LatestScores, latest => Assert.Equal(DecisionStatus.Determined, latest.Status));
    }

    [Fact]
    public void The_day_names_the_score_while_the_fast_of_its_visit_is_open()
    {
        PatientRecord record = Scored(At(CourseStage.Initiation), 2, item9: 1, days: 1);
        record = record with { Visits = record.Visits.Add(new() { Entry = "booked", Appointment = record.AsOf + Duration.FromHours(2) }) };
        LocalDate today = record.AsOf.InZone(InfusionRules.Published.TimeZone).Date;
        DayLine line = Assert.Single(InfusionRules.Published.Day([record], today));
        Assert.Equal((DecisionStatus.NeedsInformation, DayOutcome.Ask), (line.Outcome.Status, line.Action));
        Assert.Equal(["response.item-9"], line.Reasons.Select(rule => rule.Id));
    }

    [Fact]
    public void Two_answers_to_item_9_of_one_instant_contradict_each_other_and_one_left_out_does_not()
    {
        Instant at = _first + Duration.FromHours(1);
        ImmutableArray<Contradiction> Of(int? one, int? other) => (At(CourseStage.FirstTreatment) with
        {
            Scores = [Phq9(9, at) with { Item9 = one }, Phq9(9, at) with { Item9 = other }],
        }).Contradictions();
        Assert.Equal((1, 0, 0), (Of(0, 2).Length, Of(2, 2).Length, Of(null, 2).Length));
    }

    [Theory]
    [InlineData("phq-9", 9, 3, true)]
    [InlineData("phq-9", 2, 3, false)]
    [InlineData("gad-7", 9, 1, false)]
    public void Only_a_PHQ_9_has_an_item_9_and_it_is_part_of_the_score(string instrument, int points, int item9, bool isRead) =>
        Assert.Equal(isRead, PatientRecord.TryParse(
            $$"""
            { "format": 1, "id": "a", "asOf": "2026-06-01T10:00", "scores": [
              { "condition": "mental-health", "instrument": "{{instrument}}", "points": {{points}}, "at": "2026-06-01T09:00", "item9": {{item9}} }] }
            """,
            InfusionRules.Published.TimeZone, out _, out _));

    private static CourseReview Review(PatientRecord record) => InfusionRules.Published.Review(record);

    private static PatientRecord At(CourseStage stage)
    {
        int sessions = stage switch
        {
            CourseStage.Initiation => 2,
            CourseStage.Maintenance or CourseStage.DiscontinuationRecommended => 4,
            _ => 0,
        };
        Instant last = _first + Duration.FromDays(Math.Max(0, sessions - 1));
        return new()
        {
            Id = "scored",
            AsOf = last + Duration.FromDays(sessions == 4 ? 10 : 1),
            Protocol = ProtocolId.OneHour,
            Consultation = new() { Held = true },
            Eligibility = new()
            {
                Verdict = stage == CourseStage.Declined ? PhysicianVerdict.NotCandidate
                    : stage == CourseStage.Consultation ? PhysicianVerdict.NotRecorded
                    : PhysicianVerdict.Candidate,
                VerdictBy = ClinicianRole.Physician,
            },
            Visits =
            [
                .. Enumerable.Range(0, sessions).Select(day => (Start: _first + Duration.FromDays(day), Day: day)).Select(one => new Visit
                {
                    Entry = new() { Id = FormattableString.Invariant($"visit-{one.Day}") },
                    Appointment = one.Start,
                    Start = one.Start,
                    End = one.Start + Duration.FromHours(1),
                    Left = one.Start + Duration.FromHours(3),
                }),
            ],
            Scores =
            [
                Phq9(16, _first - Duration.FromDays(1)),
                .. sessions == 4 ? [Phq9(stage == CourseStage.Maintenance ? 4 : 15, last + Duration.FromDays(2))]
                    : (ImmutableArray<ScoreEntry>)[],
            ],
        };
    }

    // So much later, and scored then.
    private static PatientRecord Scored(PatientRecord record, int points, int? item9, int days) => record with
    {
        AsOf = record.AsOf + Duration.FromDays(days),
        Scores = record.Scores.Add(Phq9(points, record.AsOf + Duration.FromDays(days) - Duration.FromHours(1)) with { Item9 = item9 }),
    };

    private static ScoreEntry Phq9(int points, Instant at) =>
        ScoreEntry.Of(ConditionCategory.MentalHealth, Score.Of(Instrument.Phq9, points), at);
}
