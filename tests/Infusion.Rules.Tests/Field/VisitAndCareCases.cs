using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
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
        VisitReview second = Review($$"""
            {"format":1,"id":"c","asOf":"2026-06-16T20:00","protocol":"four-hour","visits":[{{FirstInfusion}},
            {"id":"v2","appointment":"2026-06-16T10:00",{{way}}}]}
            """).Visits[1];
        DecisionDocument ride = second.InboundRide!.Value.ToDocument();
        Assert.Equal(DecisionStatus.Invalid, ride.Status);
        Assert.Contains(ride.Facts, fact => fact.Id == "visit.departure-to-arrival");
        Assert.Empty(ride.Values);
    }

    [Fact]
    public void A03_a_contradiction_that_changes_nothing_leaves_the_answer_as_it_is()
    {
        VisitReview second = Review($$"""
            {"format":1,"id":"c","asOf":"2026-06-19T20:00","protocol":"four-hour","visits":[{{FirstInfusion}},
            {"id":"v2","appointment":"2026-06-19T10:00","departure":"2026-06-19T15:30"}]}
            """).Visits[1];
        Assert.Equal(
            (DecisionStatus.Determined, InboundRideOutcome.NotNeeded), (second.InboundRide!.Value.Status, second.InboundRide.Value.Outcome));
    }

    private static CourseReview Review(string json)
    {
        InfusionRules rules = InfusionRules.Published;
        return rules.Review(PatientRecord.Parse(json, rules.TimeZone));
    }
}
