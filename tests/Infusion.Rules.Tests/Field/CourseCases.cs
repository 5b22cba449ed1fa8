using System.Collections.Immutable;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;

namespace Infusion.Rules.Tests.Field;

/// <summary>Whole records from the field, each one of a kind.</summary>
public class CourseCases
{
    private const string First = """{"id":"v1","appointment":"2026-06-15T10:00","start":"2026-06-15T10:00","end":"2026-06-15T14:00"}""";
    private const string Second = """{"id":"v2","appointment":"2026-06-17T10:00","start":"2026-06-17T10:00","end":"2026-06-17T14:00"}""";
    private const string Third = """{"id":"v3","appointment":"2026-06-19T10:00","start":"2026-06-19T10:00","end":"2026-06-19T14:00"}""";
    private const string Copy = """{"id":"v2-copy","appointment":"2026-06-17T10:00","start":"2026-06-17T10:00","end":"2026-06-17T14:00"}""";
    private const string Inside = """{"id":"v3","appointment":"2026-06-17T11:00","start":"2026-06-17T11:00","end":"2026-06-17T15:00"}""";
    private const string NoLength = """{"id":"v3","appointment":"2026-06-19T10:00","start":"2026-06-19T10:00","end":"2026-06-19T10:00"}""";
    private const string Baseline = """{"condition":"pain","instrument":"pain-nrs","points":8,"at":"2026-06-14T09:00"}""";
    private const string Hardly = """{"condition":"pain","instrument":"pain-nrs","points":7,"at":"2026-06-20T09:00"}""";
    private const string Five = """{"condition":"pain","instrument":"pain-nrs","points":5,"at":"2026-06-20T09:00"}""";
    private const string Eight = """{"condition":"pain","instrument":"pain-nrs","points":8,"at":"2026-06-20T09:00"}""";

    [Fact]
    public void A04_an_infusion_that_is_on_record_twice_is_two_completed_sessions()
    {
        CourseReview review = Course($"{First},{Second},{Copy}", $"{Baseline},{Hardly}");
        Assert.Equal(["visits[1]", "visits[2]"], Places(review));
        Assert.Equal((DecisionStatus.Determined, InductionOutcome.InProgress), (review.Induction!.Value.Status, review.Induction.Value.Outcome));
        Assert.Equal(
            (DecisionStatus.Determined, ResponseOutcome.NotYetEvaluable), (review.Response!.Value.Status, review.Response.Value.Outcome));
    }

    [Fact]
    public void A05_an_infusion_inside_another_is_no_third_session()
    {
        CourseReview review = Course($"{First},{Second},{Inside}", $"{Baseline},{Hardly}");
        Assert.Equal(["visits[1]", "visits[2]"], Places(review));
        Assert.Equal(
            (DecisionStatus.Determined, ResponseOutcome.NotYetEvaluable), (review.Response!.Value.Status, review.Response.Value.Outcome));
    }

    [Fact]
    public void A06_an_infusion_that_ends_when_it_starts_is_no_completed_session()
    {
        CourseReview review = Course($"{First},{Second},{NoLength}", $"{Baseline},{Hardly}");
        Assert.Equal(["visits[2].start", "visits[2].end"], Places(review));
        Assert.NotEqual(DecisionStatus.Determined, review.Induction!.Value.Status);
        Assert.False(review.Response!.Value is { Status: DecisionStatus.Determined, Outcome: ResponseOutcome.LikelyNonResponder });
    }

    [Theory]
    [InlineData(Five, Eight)]
    [InlineData(Eight, Five)]
    public void A11_A12_two_scores_of_one_instant_decide_nothing_in_whichever_order(string one, string other)
    {
        CourseReview review = Course($"{First},{Second},{Third}", $"{Baseline},{one},{other}");
        Assert.Equal(["scores[1]", "scores[2]"], Places(review).Order(StringComparer.Ordinal));
        Assert.Equal(DecisionStatus.Invalid, review.Response!.Value.Status);
        Assert.Equal(DecisionStatus.Invalid, review.Stage.Status);
        Assert.Equal(InductionOutcome.Complete, review.Induction!.Value.Outcome);
    }

    [Fact]
    public void A14_without_a_current_score_only_what_the_score_can_give_is_possible()
    {
        Decision<ResponseOutcome> response = Course($"{First},{Second},{Third}", Baseline).Response!.Value;
        Assert.Equal(DecisionStatus.NeedsInformation, response.Status);
        Assert.Equal(
            [ResponseOutcome.Responder, ResponseOutcome.LikelyNonResponder],
            response.Possible.Where(outcome => outcome != ResponseOutcome.ClinicianReview));
        Assert.DoesNotContain("CriterionNotSet", response.ToDocument().Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A17_a_medicine_may_be_written_as_its_name_alone()
    {
        InfusionRules rules = new(ClinicPolicy.VirginiaInfusionTherapies.With(PolicyOverlay.Consensus2018));
        PatientRecord written = Read("""
            {"format":1,"id":"c","asOf":"2026-06-15T12:00","continuity":{"medicines":["theophylline 300 mg",{"other":"a tea"}],"medicinesAreComplete":true}}
            """);
        Assert.Equal(
            Read("""
                {"format":1,"id":"c","asOf":"2026-06-15T12:00","continuity":{"medicines":[{"name":"theophylline 300 mg"},{"name":{"other":"a tea"}}],"medicinesAreComplete":true}}
                """),
            written);
        Assert.Equal(written, Read(written.ToJson(InfusionRules.Published.TimeZone)));
        DecisionDocument alert = Assert.Single(
            rules.Review(written).Continuity!.Value.ToDocument().Parts,
            part => part.Decision == "continuity.interaction" && part.Subject == "theophylline 300 mg");
        Assert.Equal((DecisionStatus.Determined, "ClinicianAlert"), (alert.Status, alert.Outcome));
    }

    [Fact]
    public void A23_cut_offs_on_the_morning_the_clocks_go_forward_are_elapsed_hours()
    {
        DecisionDocument timeline = Review("""
            {"format":1,"id":"c","asOf":"2026-12-31T12:00","visits":[{"id":"v1","appointment":"2026-03-08T13:00"}]}
            """).Visits[0].Timeline!.ToDocument();
        Assert.Equal("2026-03-08T13:00:00Z", timeline.Value("visit.timeline.solid-cut-off"));
        Assert.Equal("2026-03-08T15:00:00Z", timeline.Value("visit.timeline.clear-liquid-cut-off"));
    }

    [Fact]
    public void A26_a_session_over_midnight_counts_from_the_date_of_its_start_and_months_clamp()
    {
        DecisionDocument status = Review("""
            {"format":1,"id":"c","asOf":"2026-02-28T12:00","protocol":"four-hour","words":[{"about":"maintenance","at":"2026-02-05T12:00","by":"physician"}],
             "visits":[{"id":"v1","appointment":"2026-01-31T23:30","start":"2026-01-31T23:30","end":"2026-02-01T03:30"}]}
            """).Maintenance!.Value.ToDocument();
        Assert.Equal(("2026-02-28", "2026-04-30"), (status.Value("maintenance.earliest"), status.Value("maintenance.latest")));
    }

    [Theory]
    [InlineData("A07", """ "visits":[{"id":"v1","appointment":"2026-06-15T10:00","intakes":[{"what":"water","at":{"from":"2026-06-15T09:00","to":"2026-06-15T07:00"}}]}] """)]
    [InlineData("A08", $$""" "visits":[{{First}},{{First}}] """)]
    [InlineData("A13", """ "scores":[{"condition":"mental-health","instrument":"phq-9","points":12.375,"at":"2026-06-14T09:00"}] """)]
    [InlineData("A16", """ "scores":[{"condition":"mental-health","instrument":"phq-8","points":12,"at":"2026-06-14T09:00"}] """)]
    [InlineData("A18", """ "visits":[{"id":"v1","appointment":"2026-06-15T10:00","intakes":[{"what":"clear\u00a0liquid","at":"2026-06-15T08:30"}]}] """)]
    [InlineData("A19", """ "visits":[{"id":"v1","appointment":"2026-06-15T10:00","intakes":[{"what":"water","at":"2026-06-15T05:30\u0000 or 09:30"}]}] """)]
    [InlineData("A21", """ "visits":[{"id":"v1","appointment":"2026-06-15T10:00","intakes":[{"what":"water","at":"2026-06-15T07:30-05:00"}],"intakesAreComplete":true}] """)]
    [InlineData("A25", """ "visits":[{"id":"v1","appointment":"2026-03-08T10:00","intakes":[{"what":"solid","at":"2026-03-08T02:30"}]}] """)]
    [InlineData("A27", """ "maintenance":{"clinicianInterval":{"earliest":"P1.5M","latest":"P2M"}} """)]
    public void What_no_record_can_hold_is_refused(string id, string members)
    {
        Assert.False(
            PatientRecord.TryParse(
                $$"""{"format":1,"id":"c","asOf":"2026-12-31T12:00",{{members}}}""", InfusionRules.Published.TimeZone, out _,
                out ImmutableArray<Problem> problems),
            id);
        Assert.DoesNotContain(problems, problem => id == "A16" && problem.ToString().Contains("did you mean", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A20_a_leap_second_is_refused() => Assert.False(
        PatientRecord.TryParse(
            """{"format":1,"id":"c","asOf":"2026-06-30T23:59:60Z"}""", InfusionRules.Published.TimeZone, out _, out _));

    private static CourseReview Course(string visits, string scores) => Review(
        $$"""{"format":1,"id":"c","asOf":"2026-06-30T12:00","protocol":"four-hour","visits":[{{visits}}],"scores":[{{scores}}]}""");

    private static string[] Places(CourseReview review)
    {
        Contradiction one = Assert.Single(review.Contradictions);
        return [one.FirstPath.Replace("$.", "", StringComparison.Ordinal), one.SecondPath.Replace("$.", "", StringComparison.Ordinal)];
    }

    private static PatientRecord Read(string json) => PatientRecord.Parse(json, InfusionRules.Published.TimeZone);

    private static CourseReview Review(string json) => InfusionRules.Published.Review(Read(json));
}
