using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Records;
using Infusion.Rules.Response;

namespace Infusion.Rules.Tests.Courses;

/// <summary>What nobody recorded may have happened: an appointment that has passed, a score since the record was kept, what was eaten
/// after it was said.</summary>
public sealed class UnexplainedTests
{
    /// <summary>What is decided holds whether the appointment was kept or not.</summary>
    [Theory]
    [MemberData(nameof(ShippedHistories.Names), MemberType = typeof(ShippedHistories))]
    public void What_is_determined_holds_whatever_became_of_an_appointment(string name)
    {
        PatientRecord whole = ShippedHistories.Read(name) with { CompleteThrough = null };
        int opened = 0;
        foreach (Visit given in whole.Visits.Where(static visit => visit is { Start: not null, CancellationInForce: null }))
        {
            PatientRecord With(Visit visit) => whole with { Visits = whole.Visits.Replace(given, visit) };
            Visit bare = new()
            {
                Entry = given.Entry,
                Protocol = given.Protocol,
                Appointment = given.Appointment,
                BookedAt = given.BookedAt,
                Price = given.Price,
                Series = given.Series,
            };
            CourseReview open = InfusionRules.Published.Review(With(bare));
            Assert.Contains(open.Questions, question => question.Path == $"visits[{given.Id}]" && question.Question.CanSettle);
            Assert.Contains(NextStepKind.RecordWhatHappened, open.Next.Certain);
            Dictionary<string, DecisionDocument> decided = Decisions(With(bare));
            Visit kept = bare with { Start = given.Start, End = given.End, Left = given.Left };
            Visit missed = bare with { Cancellation = new() { By = AppointmentEnd.NoShow, At = given.Start!.Value } };
            foreach (Visit told in new[] { kept, missed })
            {
                foreach ((string key, DecisionDocument now) in Decisions(With(told)))
                {
                    // Of the visit itself, and of what is owed for it, there is nothing to say before.
                    if (!decided.TryGetValue(key, out DecisionDocument? before) || before.Subject == given.Id
                        || now.Decision is "payment.statement" or "course.next")
                    {
                        continue;
                    }

                    opened += before.Status == DecisionStatus.NeedsInformation && now.Status == DecisionStatus.Determined ? 1 : 0;
                    Assert.True(
                        before.Status != DecisionStatus.Determined || now.Status != DecisionStatus.Determined || now.Outcome == before.Outcome,
                        $"{name}, {given.Id}: {key} is {before.Outcome}, and then {now.Outcome}.");
                    Assert.True(
                        now.Status != DecisionStatus.Determined || now.Possible.All(before.Possible.Contains),
                        $"{name}, {given.Id}: {key} is one of {string.Join(", ", before.Possible)}, and then {now.Outcome}.");
                }
            }
        }

        Assert.True(opened > 10, $"{opened} decisions were opened.");
    }

    [Theory]
    [InlineData("\"completeThrough\": \"2026-06-21T12:00\",", true)]
    [InlineData("\"completeThrough\": \"2026-06-30T12:00\",", false)]
    [InlineData("", false)]
    public void A_score_may_have_been_taken_since_the_record_was_kept(string through, bool isOpen)
    {
        CourseReview review = Review($$"""
            "asOf": "2026-06-30T12:00", {{through}} "protocol": "four-hour", "visits": [{{Given("v1", "15")}}, {{Given("v2", "17")}}, {{Given("v3", "19")}}],
            "scores": [{"condition":"pain","instrument":"pain-nrs","points":10,"at":"2026-06-14T09:00"}, {"condition":"pain","instrument":"pain-nrs","points":9,"at":"2026-06-20T09:00"}]
            """);
        Assert.Equal(isOpen ? DecisionStatus.NeedsInformation : DecisionStatus.Determined, review.Response!.Value.Status);
        Assert.Equal(isOpen, review.Response.Value.Possible.Contains(ResponseOutcome.Responder));
        Assert.Contains(ResponseOutcome.LikelyNonResponder, review.Response.Value.Possible);
    }

    [Theory]
    [InlineData("four-hour", "four-hour")]
    [InlineData("Four-Hour", "four-hour")]
    [InlineData("four-hour", "FOUR-HOUR")]
    public void A_protocol_is_one_however_it_is_written(string first, string second)
    {
        string Of(string visit, string protocol) => visit.Replace("\"id\"", $"\"protocol\": \"{protocol}\", \"id\"", StringComparison.Ordinal);
        CourseReview review = Review($$"""
            "asOf": "2026-06-30T12:00", "visits": [{{Of(Given("v1", "15"), first)}}, {{Of(Given("v2", "17"), second)}}, {{Of(Given("v3", "19"), first)}}]
            """);
        Assert.Equal(["v1", "v2", "v3"], Assert.Single(review.Series).Visits);
    }

    [Theory]
    [InlineData("2026-06-14T23:59", "\"intakes\": [], \"intakesAreComplete\": true", true)]
    [InlineData("2026-06-15T00:00", "\"intakes\": [], \"intakesAreComplete\": true", false)]
    [InlineData("2026-06-14T21:00", "\"intakes\": [{ \"noneSince\": \"2026-06-14T19:00\" }]", true)]
    [InlineData("2026-06-15T08:00", "\"intakes\": [{ \"noneSince\": \"2026-06-14T19:00\" }], \"intakesAreComplete\": true", false)]
    public void What_is_said_of_a_fast_before_its_day_speaks_of_nothing_later(string asOf, string said, bool isOpen)
    {
        CourseReview review = Review($$"""
            "asOf": "{{asOf}}", "visits": [{ "id": "v1", "appointment": "2026-06-15T10:00", {{said}} }]
            """);
        Assert.Equal(isOpen ? DecisionStatus.NeedsInformation : DecisionStatus.Determined, review.Visits[0].FastingPlan.Status);
        Assert.DoesNotContain(review.Questions, static question => question.Path.Contains("intakes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("true", BookingOutcome.Accepted, DecisionStatus.Determined)]
    [InlineData("null", BookingOutcome.Accepted, DecisionStatus.Determined)]
    [InlineData("false", BookingOutcome.Accepted, DecisionStatus.Invalid)]
    public void A_verdict_comes_after_the_whole_consultation(string isRecorded, BookingOutcome outcome, DecisionStatus status)
    {
        CourseReview review = Review($$"""
            "asOf": "2026-06-15T12:00", "consultation": { "held": true, "appropriatenessRecorded": {{isRecorded}} },
            "eligibility": { "verdict": "candidate", "verdictBy": "physician" }
            """);
        Assert.Equal(status, review.Booking!.Value.Status);
        if (status == DecisionStatus.Determined)
        {
            Assert.Equal(outcome, review.Booking.Value.Outcome);
        }
        else
        {
            Contradiction found = Assert.Single(review.Contradictions);
            Assert.Equal(
                (ContradictionKind.VerdictBeforeSections, "$.eligibility.verdict", "$.consultation.appropriatenessRecorded"),
                (found.Kind, found.FirstPath, found.SecondPath));
        }
    }

    private static string Given(string id, string day) =>
        $$"""{"id":"{{id}}","appointment":"2026-06-{{day}}T10:00","start":"2026-06-{{day}}T10:00","end":"2026-06-{{day}}T14:00"}""";

    private static CourseReview Review(string members) => InfusionRules.Published.Review(PatientRecord.Parse(
        $$"""{ "format": 1, "id": "record", {{members}} }""", InfusionRules.Published.TimeZone));

    private static Dictionary<string, DecisionDocument> Decisions(PatientRecord record) =>
        Answers.Decisions(InfusionRules.Published.Review(record)).ToDictionary(static one => one.Key, static one => one.Document);
}
