using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Visits;

namespace Infusion.Rules.Tests.Field;

/// <summary>Records from the field about the visit, conditions and medicines, each one of a kind.</summary>
public class VisitAndCareCases
{
    private const string FirstInfusion =
        """{"id":"v1","appointment":"2026-06-15T10:00","start":"2026-06-15T10:00","end":"2026-06-15T14:00"}""";

    [Theory]
    [InlineData(""" "departure":"2026-06-16T15:30" """)]
    [InlineData(""" "departure":"2026-06-16T15:30","arrival":"2026-06-16T09:45" """)]
    public void A03_a_departure_after_the_appointment_or_the_arrival_is_a_contradiction(string way)
    {
        CourseReview review = Review($$"""
            {"format":1,"id":"c","asOf":"2026-06-16T20:00","protocol":"four-hour","visits":[{{FirstInfusion}},
            {"id":"v2","appointment":"2026-06-16T10:00",{{way}}}]}
            """);
        Contradiction found = Assert.Single(review.Contradictions);
        Assert.Equal(
            (ContradictionKind.DepartureAfterArrival, "visits[1].departure"), (found.Kind, found.FirstPath.Replace("$.", "")));
        DecisionDocument ride = review.Visits[1].InboundRide!.Value.ToDocument();
        Assert.Equal(DecisionStatus.Invalid, ride.Status);
        Assert.Contains(ride.Values, value => value.Value == found.Says);
    }

    [Fact]
    public void A03_a_contradiction_that_changes_nothing_leaves_the_answer_as_it_is()
    {
        VisitReview second = Review($$"""
            {"format":1,"id":"c","asOf":"2026-06-19T20:00","protocol":"four-hour","visits":[{{FirstInfusion}},
            {"id":"v2","appointment":"2026-06-19T10:00","departure":"2026-06-19T15:30"}]}
            """).Visits[1];
        Assert.Equal(
            (DecisionStatus.Determined, InboundRideOutcome.NotNeeded),
            (second.InboundRide!.Value.Status, second.InboundRide.Value.Outcome));
    }

    [Fact]
    public void A15_conditions_that_are_all_on_record_leave_only_the_onset_to_ask()
    {
        CourseReview review = Review(
            """
            {"format":1,"id":"c","asOf":"2026-06-15T12:00","eligibility":{
            "conditions":[{"name":"back pain","onset":"2026-03","inFullRemission":false}],"conditionsAreComplete":true}}
            """);
        Assert.Equal(["protocol.has-pain"], review.Protocol!.Value.Questions.Select(question => question.Fact));
        Assert.Contains("eligibility.months-since-onset", review.Eligibility!.Value.Questions.Select(question => question.Fact));
    }

    [Theory]
    [InlineData("theophylline 300 mg")]
    [InlineData("THEOPHYLLINE ER (Theo-24) 300 mg daily")]
    [InlineData("theophylline")]
    public void A17_a_listed_medicine_is_recognised_as_charts_write_it(string written)
    {
        DecisionDocument care = Consensus($$"""{"medicines":[{"name":"{{written}}"}],"medicinesAreComplete":true}""");
        DecisionDocument alert = Assert.Single(care.Parts, part => part.Decision == "continuity.interaction");
        Assert.Equal((DecisionStatus.Determined, "ClinicianAlert"), (alert.Status, alert.Outcome));
        Assert.Equal(written, alert.Subject);
        Assert.Equal("theophylline", alert.Value("continuity.recognised"), ignoreCase: true);
    }

    [Theory]
    [InlineData("gabapentin 300 mg")]
    [InlineData("theophyllinex 300 mg")]
    public void A17_a_medicine_that_is_not_recognised_is_a_finding_and_never_none(string written)
    {
        string medicines = $$""" "medicines":[{"name":"{{written}}"}],"medicinesAreComplete":true """;
        DecisionDocument alert = Assert.Single(Consensus($"{{{medicines}}}").Parts, part => part.Decision == "continuity.interaction");
        Assert.Equal("NotRecognised", alert.Outcome);
        DecisionDocument reviewed = Assert.Single(
            Consensus($$$"""{{{{medicines}}},"medicinesReviewedBy":"nurse","medicinesReviewedAt":"2026-06-15T11:00"}""").Parts,
            part => part.Decision == "continuity.interaction");
        Assert.Equal(DecisionStatus.Determined, reviewed.Status);
        Assert.NotEqual("NotRecognised", reviewed.Outcome);
    }

    [Theory]
    [InlineData("RSD", "crps type i", DecisionStatus.Invalid)]
    [InlineData("migraine", "migraine", DecisionStatus.Invalid)]
    [InlineData("migraine", "fibromyalgia", DecisionStatus.Determined)]
    public void One_condition_active_and_in_remission_under_two_names_is_a_contradiction(string one, string other, DecisionStatus status)
    {
        string Json(string more) => $$$"""
            {"format":1,"id":"c","asOf":"2026-06-15T12:00","eligibility":{"conditions":[{"name":"{{{one}}}","inFullRemission":false},
            {"name":"{{{other}}}","inFullRemission":true}{{{more}}}],"conditionsAreComplete":true}}
            """;
        Assert.Equal(status, Review(Json("")).Eligibility!.Value.Status);
        Assert.Equal(DecisionStatus.Determined, Review(Json(""",{"name":"ptsd","inFullRemission":false}""")).Eligibility!.Value.Status);
    }

    [Theory]
    [InlineData(1, "2026-02-28", "2026-04-30")]
    [InlineData(2, "2026-02-28", "2026-04-30")]
    public void A_review_at_a_later_instant_moves_the_date_that_maintenance_is_judged_on(int months, string earliest, string latest)
    {
        InfusionRules rules = InfusionRules.Published;
        PatientRecord record = PatientRecord.Parse(
            """
            {"format":1,"id":"c","asOf":"2026-02-10T12:00","protocol":"four-hour","words":[{"about":"maintenance","at":"2026-02-05T12:00","by":"physician"}],
            "visits":[{"id":"v1","appointment":"2026-01-31T10:00","start":"2026-01-31T10:00","end":"2026-01-31T14:00"}]}
            """,
            rules.TimeZone);
        Assert.Equal("NotYetDue", rules.Review(record).Maintenance!.Value.ToDocument().Outcome);
        DecisionDocument later = rules.Review(
            record with { AsOf = record.AsOf + NodaTime.Duration.FromDays(30 * months) }).Maintenance!.Value.ToDocument();
        Assert.Equal("InWindow", later.Outcome);
        Assert.Equal((earliest, latest), (later.Value("maintenance.earliest"), later.Value("maintenance.latest")));
    }

    private static DecisionDocument Consensus(string care)
    {
        var rules = new InfusionRules(ClinicPolicy.VirginiaInfusionTherapies.With(PolicyOverlay.Consensus2018));
        return rules.Review(PatientRecord.Parse(
            $$"""{"format":1,"id":"c","asOf":"2026-06-15T12:00","continuity":{{care}}}""", rules.TimeZone)).Continuity!.Value.ToDocument();
    }

    private static CourseReview Review(string json)
    {
        InfusionRules rules = InfusionRules.Published;
        return rules.Review(PatientRecord.Parse(json, rules.TimeZone));
    }
}
