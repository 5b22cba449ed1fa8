using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Visits;

namespace Infusion.Rules.Tests.Courses;

/// <summary>A word counts when a clinician said it, of what was there when it was said.</summary>
public sealed class ClinicianWordTests
{
    private const string Induction =
        """
        { "id": "v1", "appointment": "2026-06-15T10:00", "start": "2026-06-15T10:00", "end": "2026-06-15T14:00" },
        { "id": "v2", "appointment": "2026-06-17T10:00", "start": "2026-06-17T10:00", "end": "2026-06-17T14:00" },
        { "id": "v3", "appointment": "2026-06-19T10:00", "start": "2026-06-19T10:00", "end": "2026-06-19T14:00" }
        """;

    private const string NotHelped = """{ "at": "2026-06-14T09:00", "points": 8 }, { "at": "2026-06-20T09:00", "points": 8 }""";

    public static TheoryData<string> Clinicians => ["physician", "nurse-practitioner", "physician-assistant", "nurse"];

    [Theory]
    [InlineData("2026-06-16T10:00", false)]
    [InlineData("2026-06-19T19:00", false)]
    [InlineData("2026-06-20T08:59", false)]
    [InlineData("2026-06-20T09:00", true)]
    [InlineData("2026-07-20T09:00", true)]
    public void A_reason_to_go_on_counts_from_the_score_on_that_it_goes_against(string said, bool counts)
    {
        CourseReview review = Review("2026-08-01T12:00", NotHelped, Word("reason-to-continue", said));
        Assert.Equal(
            counts ? ContinuationOutcome.Overridden : ContinuationOutcome.ContinuationNotRecommended, Determined(review.Continuation));
        Assert.Equal(
            counts ? NextStepKind.BookInfusion : NextStepKind.DecideContinuation, Assert.Single(review.NextSteps).Kind);
    }

    [Fact]
    public void A_reason_against_an_earlier_verdict_says_nothing_of_the_next_one()
    {
        const string More = """
            , { "id": "v4", "appointment": "2026-06-29T10:00", "start": "2026-06-29T10:00", "end": "2026-06-29T14:00", "series": "extension" }
            """;
        ContinuationOutcome After(params string[] words) => Determined(
            Review("2026-08-01T12:00", NotHelped + """, { "at": "2026-07-01T09:00", "points": 8 }""", string.Join(',', words), Induction + More)
                .Continuation);
        Assert.Equal(ContinuationOutcome.ContinuationNotRecommended, After(Word("reason-to-continue", "2026-06-25T10:00")));
        Assert.Equal(
            ContinuationOutcome.Overridden,
            After(Word("reason-to-continue", "2026-06-25T10:00"), Word("reason-to-continue", "2026-07-02T10:00")));
    }

    [Theory]
    [InlineData("2026-06-19T19:00", ResponseFinality.Provisional)]
    [InlineData("2026-06-20T08:59", ResponseFinality.Provisional)]
    [InlineData("2026-06-20T09:00", ResponseFinality.Standing)]
    [InlineData("2026-06-21T10:00", ResponseFinality.Standing)]
    public void A_confirmation_counts_from_the_score_on_that_it_confirms(string said, ResponseFinality finality) => Assert.Equal(
        finality, Determined(LatestSeries(Review("2026-06-21T12:00", NotHelped, Word("response-confirmed", said))).Finality));

    [Fact]
    public void A_later_score_in_the_window_makes_another_verdict_which_is_not_confirmed_yet()
    {
        const string Later = NotHelped + """, { "at": "2026-06-22T09:00", "points": 4 }""";
        ResponseFinality After(string said) =>
            Determined(LatestSeries(Review("2026-06-23T12:00", Later, Word("response-confirmed", said))).Finality);
        Assert.Equal((ResponseFinality.Provisional, ResponseFinality.Standing), (After("2026-06-21T10:00"), After("2026-06-22T09:00")));
    }

    [Fact]
    public void A_word_of_one_series_says_nothing_of_the_next()
    {
        const string Again = Induction + """
            , { "id": "n1", "appointment": "2027-01-11T10:00", "start": "2027-01-11T10:00", "end": "2027-01-11T14:00", "series": "new-start" },
            { "id": "n2", "appointment": "2027-01-13T10:00", "start": "2027-01-13T10:00", "end": "2027-01-13T14:00" },
            { "id": "n3", "appointment": "2027-01-15T10:00", "start": "2027-01-15T10:00", "end": "2027-01-15T14:00" }
            """;
        const string Scores = NotHelped + """, { "at": "2027-01-10T09:00", "points": 7 }, { "at": "2027-01-17T09:00", "points": 7 }""";
        CourseReview review = Review(
            "2027-01-18T12:00", Scores,
            Word("response-confirmed", "2026-06-21T10:00") + "," + Word("reason-to-continue", "2026-06-21T10:00"), Again);
        Assert.Equal(
            [ContinuationOutcome.Overridden, ContinuationOutcome.ContinuationNotRecommended],
            review.Series.Select(series => Determined(series.Continuation)));
        Assert.Equal(ResponseFinality.Provisional, Determined(review.Series[1].Finality));

        // Nor does one of the next of the series before it.
        review = Review("2027-01-18T12:00", Scores, Word("reason-to-continue", "2027-01-17T10:00"), Again);
        Assert.Equal(
            [ContinuationOutcome.ContinuationNotRecommended, ContinuationOutcome.Overridden],
            review.Series.Select(series => Determined(series.Continuation)));
    }

    [Theory]
    [MemberData(nameof(Clinicians))]
    public void The_word_of_every_clinician_counts(string role)
    {
        Assert.Equal(
            ContinuationOutcome.Overridden,
            Determined(Review("2026-08-01T12:00", NotHelped, Word("reason-to-continue", "2026-06-21T10:00", role)).Continuation));
        Assert.Equal(
            ResponseFinality.Standing,
            Determined(LatestSeries(Review("2026-06-22T12:00", NotHelped, Word("response-confirmed", "2026-06-21T10:00", role))).Finality));
        Assert.Equal(
            CourseStage.Maintenance, Determined(Review("2026-06-22T12:00", "", Word("maintenance", "2026-06-21T10:00", role), "").Stage));
    }

    [Fact]
    public void The_word_of_anybody_else_counts_for_nothing()
    {
        Assert.Equal(
            ContinuationOutcome.ContinuationNotRecommended,
            Determined(Review("2026-08-01T12:00", NotHelped, Word("reason-to-continue", "2026-06-21T10:00", "other")).Continuation));
        Assert.Equal(
            ResponseFinality.Provisional,
            Determined(LatestSeries(Review("2026-06-22T12:00", NotHelped, Word("response-confirmed", "2026-06-21T10:00", "other"))).Finality));
        Assert.Equal(
            CourseStage.FirstTreatment, Determined(Review("2026-06-22T12:00", "", Word("maintenance", "2026-06-21T10:00", "other"), "").Stage));
    }

    [Fact]
    public void Of_a_word_by_nobody_it_is_asked_who_said_it()
    {
        CourseReview reason = Review("2026-08-01T12:00", NotHelped, Word("reason-to-continue", "2026-06-21T10:00", null));
        AssertAsksWho(reason, reason.Continuation!.Value);
        Assert.Equal([ContinuationOutcome.Overridden, ContinuationOutcome.ContinuationNotRecommended], reason.Continuation!.Value.Possible);

        CourseReview confirmed = Review("2026-06-22T12:00", NotHelped, Word("response-confirmed", "2026-06-21T10:00", null));
        AssertAsksWho(confirmed, LatestSeries(confirmed).Finality!.Value);
        Assert.Equal(DecisionStatus.NeedsInformation, confirmed.Stage.Status);

        CourseReview maintenance = Review("2026-06-22T12:00", "", Word("maintenance", "2026-06-21T10:00", null), "");
        AssertAsksWho(maintenance, maintenance.Stage);
        Assert.Equal([CourseStage.Maintenance, CourseStage.FirstTreatment], maintenance.Stage.Possible);

        // Where nothing rests on it, nobody is asked: a clinician has said it, too.
        CourseReview both = Review(
            "2026-08-01T12:00", NotHelped,
            Word("reason-to-continue", "2026-06-21T10:00", null) + "," + Word("reason-to-continue", "2026-06-22T10:00"));
        Assert.Equal(ContinuationOutcome.Overridden, Determined(both.Continuation));
        Assert.DoesNotContain(both.Questions, question => question.Path.StartsWith("words", StringComparison.Ordinal));
    }

    [Fact]
    public void Maintenance_is_reached_by_a_dated_word_and_a_later_non_response_outweighs_it()
    {
        CourseStage Of(string said) => Determined(Review("2026-08-01T12:00", NotHelped, Word("maintenance", said)).Stage);
        Assert.Equal((CourseStage.DiscontinuationRecommended, CourseStage.Maintenance), (Of("2026-06-01T10:00"), Of("2026-06-21T10:00")));

        // Whoever says so after the non-response has a reason to go on.
        CourseReview after = Review("2026-08-01T12:00", NotHelped, Word("maintenance", "2026-06-21T10:00"));
        Assert.Equal(ContinuationOutcome.Overridden, Determined(after.Continuation));
    }

    [Fact]
    public void A_series_on_a_protocol_for_none_of_the_conditions_treated_those_there_are()
    {
        const string OneHour = Induction + """
            , { "id": "o1", "protocol": "one-hour", "appointment": "2026-07-06T09:00", "start": "2026-07-06T09:00", "end": "2026-07-06T10:00" },
            { "id": "o2", "protocol": "one-hour", "appointment": "2026-07-08T09:00", "start": "2026-07-08T09:00", "end": "2026-07-08T10:00" },
            { "id": "o3", "protocol": "one-hour", "appointment": "2026-07-10T09:00", "start": "2026-07-10T09:00", "end": "2026-07-10T10:00" },
            { "id": "o4", "protocol": "one-hour", "appointment": "2026-07-13T09:00", "start": "2026-07-13T09:00", "end": "2026-07-13T10:00" }
            """;
        CourseReview review = Review(
            "2026-07-30T12:00",
            """
            { "at": "2026-06-14T09:00", "points": 8 }, { "at": "2026-06-20T09:00", "points": 4 }, { "at": "2026-07-15T09:00", "points": 4 }
            """,
            "", OneHour);
        Assert.Equal(ContinuationOutcome.ContinuationNotRecommended, Determined(review.Continuation));
        Assert.Equal(CourseStage.DiscontinuationRecommended, Determined(review.Stage));
        Assert.Equal([NextStepKind.DecideContinuation], review.NextSteps.Select(step => step.Kind));
    }

    [Fact]
    public void A_review_of_one_part_is_not_called_a_disagreement_of_two()
    {
        CourseReview late = Review("2026-07-20T12:00", """{ "at": "2026-06-14T09:00", "points": 8 }, { "at": "2026-07-01T09:00", "points": 8 }""", "");
        Assert.Equal(ResponseOutcome.ClinicianReview, Determined(late.Response));
        Assert.Equal(["response.course.passed-on"], late.Response!.Value.DecidingRules.Select(rule => rule.Id));

        CourseReview bases = Review(
            "2026-06-30T12:00",
            """
            { "at": "2026-06-14T09:00", "points": 8, "basis": "now" }, { "at": "2026-06-20T09:00", "points": 4, "basis": "now" },
            { "at": "2026-06-14T09:00", "points": 8, "basis": "worst" }, { "at": "2026-06-20T09:00", "points": 8, "basis": "worst" }
            """,
            "");
        Assert.Equal(["response.course.passed-on"], bases.Response!.Value.DecidingRules.Select(rule => rule.Id));
        DecisionDocument condition = Assert.Single(bases.Response.Value.ToDocument().Parts);
        Assert.Equal(["response.condition.review"], condition.Rules.Select(rule => rule.Id));
    }

    [Fact]
    public void A_score_is_looked_for_after_the_session_that_is_still_running()
    {
        const string Running = """
            { "id": "v1", "appointment": "2026-06-15T10:00", "start": "2026-06-15T10:00", "end": "2026-06-15T14:00" },
            { "id": "v2", "appointment": "2026-06-17T10:00", "start": "2026-06-17T10:00", "end": "2026-06-17T14:00" },
            { "id": "v3", "appointment": "2026-06-19T10:00", "start": "2026-06-19T10:00" }
            """;
        CourseReview review = Review("2026-06-19T15:00", """{ "at": "2026-06-14T09:00", "points": 8 }""", "", Running);
        NextStep step = Assert.Single(review.NextSteps, one => one.Kind == NextStepKind.RecordResponse);
        Assert.Equal((new(2026, 6, 19), null), (step.Earliest, step.Latest));
    }

    [Fact]
    public void An_infusion_of_less_than_half_its_length_counts_once_a_clinician_has_said_so()
    {
        const string Short = """
            { "id": "v1", "appointment": "2026-06-15T10:00", "start": "2026-06-15T10:00", "end": "2026-06-15T14:00" },
            { "id": "v2", "appointment": "2026-06-17T10:00", "start": "2026-06-17T10:00", "end": "2026-06-17T14:00" },
            { "id": "v3", "appointment": "2026-06-19T10:00", "start": "2026-06-19T10:00", "end": "2026-06-19T10:01" }
            """;
        CourseReview open = Review("2026-06-30T12:00", NotHelped, "", Short);
        Assert.Equal(DecisionStatus.NeedsInformation, open.Induction!.Value.Status);
        Assert.Equal(DecisionStatus.NeedsInformation, open.Response!.Value.Status);
        Assert.Equal([CourseStage.Initiation, CourseStage.DiscontinuationRecommended], open.Stage.Possible);
        OpenQuestion question = Assert.Single(open.Questions, one => one.Path == "words[+]");
        Assert.Equal(
            ("v3", "Does the infusion of 2026-06-19, shorter than half of what is planned, count as a session?"),
            (question.About, question.Question.Ask));
        Assert.Equal(ClinicPerson.Physician, question.By);
        Assert.DoesNotContain(open.Questions, one => one.Path.EndsWith(".end", StringComparison.Ordinal) || one.Path == "visits[+]");

        CourseReview counts = Review("2026-06-30T12:00", NotHelped, Word("session-counts", "2026-06-20T10:00", of: "v3"), Short);
        Assert.Equal(
            (InductionOutcomeComplete, CourseStage.DiscontinuationRecommended),
            (Determined(counts.Induction).ToString(), Determined(counts.Stage)));
        Assert.DoesNotContain(counts.Questions, one => one.Path == "words[+]");

        // Of another visit, before its end, or by nobody who could say so, it says nothing of this one.
        foreach (string word in new[]
        {
            Word("session-counts", "2026-06-20T10:00", of: "v2"), Word("session-counts", "2026-06-19T10:00", of: "v3"),
            Word("session-counts", "2026-06-20T10:00", "other", of: "v3"), Word("session-counts", "2026-06-20T10:00"),
        })
        {
            Assert.Equal(DecisionStatus.NeedsInformation, Review("2026-06-30T12:00", NotHelped, word, Short).Response!.Value.Status);
        }

        // Recorded as broken off it does not count.
        CourseReview aborted = Review(
            "2026-06-30T12:00", NotHelped, "", Short.Replace("10:01\"", "10:01\", \"aborted\": true", StringComparison.Ordinal));
        Assert.Equal(CourseStage.Initiation, Determined(aborted.Stage));

        // Where nobody knows the protocol it counts as long as it is long enough for each of them.
        foreach ((string end, bool? isSession) in new (string, bool?)[] { ("11:59", null), ("12:00", true) })
        {
            string unnamed = $$"""
                {
                  "format": 1, "id": "unnamed", "asOf": "2026-06-30T12:00",
                  "visits": [{ "id": "v1", "appointment": "2026-06-15T10:00", "start": "2026-06-15T10:00", "end": "2026-06-15T{{end}}" }]
                }
                """;
            CourseReview review = InfusionRules.Published.Review(PatientRecord.Parse(unnamed, InfusionRules.Published.TimeZone));
            Assert.Equal(isSession, Assert.Single(review.Visits).IsSession);
            Assert.Equal(
                isSession is null ? ["Does the infusion of 2026-06-15, which may be shorter than half of what is planned, count as a session?"]
                    : [],
                review.Questions.Where(static one => one.Path == "words[+]").Select(static one => one.Question.Ask));
        }
    }

    [Fact]
    public void Whether_a_short_infusion_was_the_first_session_is_open_at_the_next_arrival()
    {
        Decision<ArrivalOutcome> Arriving(string word, string first) => Review(
            "2026-07-15T12:00", "", word,
            $$"""
            { "id": "v1", "appointment": "2026-06-15T10:00", "start": "2026-06-15T10:00", "end": "{{first}}" },
            { "id": "v2", "appointment": "2026-07-15T10:00", "arrival": "2026-07-15T09:40" }
            """).Visits[1].Arrival!.Value;
        Assert.Equal([ArrivalOutcome.OnTime, ArrivalOutcome.Late], Arriving("", "2026-06-15T10:05").Possible);
        Assert.Equal(ArrivalOutcome.OnTime, Determined(Arriving(Word("session-counts", "2026-06-15T16:00", of: "v1"), "2026-06-15T10:05")));
        Assert.Equal(ArrivalOutcome.OnTime, Determined(Arriving("", "2026-06-15T12:00")));
    }

    [Fact]
    public void An_infusion_on_a_protocol_without_a_planned_length_counts_however_short()
    {
        const string Visits = """{ "id": "v1", "protocol": "mood", "appointment": "2026-06-15T10:00", "start": "2026-06-15T10:00", "end": "2026-06-15T10:05" }""";
        Assert.Equal(CourseStage.Initiation, Determined(Review("2026-06-30T12:00", "", "", Visits).Stage));
    }

    private const string InductionOutcomeComplete = "Complete";

    private static SeriesReview LatestSeries(CourseReview review) => review.LatestSeries!;

    private static TOutcome Determined<TOutcome>(Decision<TOutcome>? decision)
        where TOutcome : struct, Enum => Determined(decision!.Value);

    private static TOutcome Determined<TOutcome>(Decision<TOutcome> decision)
        where TOutcome : struct, Enum
    {
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        return decision.Outcome;
    }

    private static void AssertAsksWho<TOutcome>(CourseReview review, Decision<TOutcome> decision)
        where TOutcome : struct, Enum
    {
        Assert.Equal(DecisionStatus.NeedsInformation, decision.Status);
        OpenQuestion question = Assert.Single(review.Questions, one => one.Path.StartsWith("words", StringComparison.Ordinal));
        Assert.Equal(("words[0].by", "Who said it?", ClinicPerson.Physician), (question.Path, question.Question.Ask, question.By));
        Assert.Equal(["physician", "nurse-practitioner", "physician-assistant", "nurse", "other"], question.Question.Choices);
    }

    private static string Word(string about, string at, string? by = "physician", string? of = null) =>
        $$"""{ "about": "{{about}}", "at": "{{at}}"{{(by is null ? "" : $", \"by\": \"{by}\"")}}{{(of is null ? "" : $", \"of\": \"{of}\"")}} }""";

    private static CourseReview Review(string asOf, string scores, string words, string visits = Induction)
    {
        string document = $$"""
            {
              "format": 1, "id": "words", "asOf": "{{asOf}}", "protocol": "four-hour",
              "consultation": { "held": true, "historyRecorded": true, "medicationsRecorded": true, "appropriatenessRecorded": true },
              "eligibility": {
                "on": "2026-06-01", "conditions": [{ "name": "fibromyalgia", "inFullRemission": false }], "conditionsAreComplete": true,
                "verdict": "candidate", "verdictBy": "physician"
              },
              "visits": [{{visits}}],
              "scores": [{{scores.Replace("{ \"at\"", "{ \"condition\": \"pain\", \"instrument\": \"pain-nrs\", \"at\"", StringComparison.Ordinal)}}],
              "words": [{{words}}]
            }
            """;
        return InfusionRules.Published.Review(PatientRecord.Parse(document, InfusionRules.Published.TimeZone));
    }
}
