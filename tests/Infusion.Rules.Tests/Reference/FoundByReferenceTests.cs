using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Visits;

namespace Infusion.Rules.Tests.Reference;

/// <summary>What the comparison of whole records with the reference model found of the library, each as its smallest record.</summary>
public sealed class FoundByReferenceTests
{
    private const string Running = """{"id":"one","appointment":"2026-06-01T10:00","start":"2026-06-01T10:00"}""";

    [Fact]
    public void Driving_is_restricted_while_an_infusion_may_still_run()
    {
        VisitReview visit = Assert.Single(Review("2026-06-01T12:00", Running).Visits);
        Assert.Equal(DrivingOutcome.Restricted, visit.Driving!.Value.Outcome);
        Assert.Equal(ResidualEffectsOutcome.Possible, visit.ResidualEffects!.Value.Outcome);
        Assert.Equal(
            DecisionStatus.NeedsInformation, Assert.Single(Review("2026-06-02T10:00", Running).Visits).Driving!.Value.Status);
    }

    [Fact]
    public void A_sign_that_is_not_recorded_in_any_set_is_missing()
    {
        VisitReview visit = Assert.Single(Review(
            "2026-06-01T18:00",
            """
            {"id":"one","appointment":"2026-06-01T10:00","start":"2026-06-01T10:00","end":"2026-06-01T14:00","rideArranged":true,
             "walksSteadily":true,"criteriaMet":true,"criteriaMetBy":"nurse","criteriaMetAt":"2026-06-01T15:00",
             "vitalSigns":[{"id":"signs","heartRate":false,"bloodPressure":true,"oxygenSaturation":true,"at":"2026-06-01T14:30"}]}
            """).Visits);
        Assert.Equal(ReleaseOutcome.Hold, visit.Release!.Value.Outcome);
    }

    [Fact]
    public void Scores_of_two_bases_do_not_contradict_each_other()
    {
        const string Two = """
            "scores":[{"id":"a","condition":"pain","instrument":"pain-nrs","points":7,"basis":"worst","at":"2026-05-31T10:00"},
                      {"id":"b","condition":"pain","instrument":"pain-nrs","points":4,"basis":"average","at":"2026-05-31T10:00"}]
            """;
        Assert.Empty(Review("2026-06-01T12:00", Running, Two).Contradictions);
        Assert.Single(Review("2026-06-01T12:00", Running, Two.Replace("average", "worst", StringComparison.Ordinal)).Contradictions);
    }

    [Fact]
    public void A_statement_stands_where_the_contradiction_is_about_something_else()
    {
        CourseReview review = Review(
            "2026-06-03T12:00",
            """{"id":"one","appointment":"2026-06-01T10:00","start":"2026-06-01T10:00","price":{"amount":"650.00","currency":"USD"}}""",
            """
            "scores":[{"id":"a","condition":"pain","instrument":"pain-nrs","points":7,"at":"2026-05-31T10:00"},
                      {"id":"b","condition":"pain","instrument":"pain-nrs","points":4,"at":"2026-05-31T10:00"}]
            """);
        Assert.Single(review.Contradictions);
        Assert.Equal(650m, review.Statement!.Total!.Value.Amount);
    }

    [Fact]
    public void An_infusion_without_an_end_is_one_session_at_most()
    {
        Assert.Equal(InductionOutcome.InProgress, Review("2026-06-03T12:00", Running).Induction!.Value.Outcome);
    }

    [Fact]
    public void Without_the_end_that_is_in_doubt_nobody_knows_whether_an_infusion_was_broken_off()
    {
        CourseReview review = Review(
            "2026-06-03T12:00",
            """{"id":"one","appointment":"2026-06-01T10:00","start":"2026-06-01T10:00","end":"2026-06-01T10:00","aborted":true}""");
        Assert.Equal(ContradictionKind.EndNotAfterStart, Assert.Single(review.Contradictions).Kind);
        Assert.Equal(DecisionStatus.Invalid, review.Stage.Status);
    }

    private static CourseReview Review(string asOf, string visit, string more = "\"scores\":[]") =>
        InfusionRules.Published.Review(PatientRecord.Parse(
            $$"""
            {"format":1,"id":"patient","asOf":"{{asOf}}","protocol":"four-hour","consultation":{"id":"call","held":true},
             "eligibility":{"verdict":"candidate"},"visits":[{{visit}}],{{more}}}
            """,
            InfusionRules.Published.TimeZone));
}
