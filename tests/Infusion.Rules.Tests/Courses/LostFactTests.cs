using Infusion.Rules.Decisions;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Tests.Courses;

/// <summary>What stands in a record reaches the rule that asks for it: three facts once did not.</summary>
public sealed class LostFactTests
{
    [Fact]
    public void An_arrival_on_record_answers_the_fee_for_lateness()
    {
        DecisionDocument[] documents = Documents("harbour-clinic", """
            "appointment": "2026-06-15T09:00", "arrival": "2026-06-15T10:00", "price": { "amount": "400.00", "currency": "USD" }, "cancelled": { "by": "clinic-cancelled", "reason": "late-arrival", "at": "2026-06-15T10:05", "earlierMisses": 0 }
            """);
        DecisionDocument fee = Assert.Single(documents, document => document.Decision == "fee.cancellation");
        Assert.DoesNotContain(fee.Questions, question => question.Fact == "fee.lateness");
        Assert.Equal(DecisionStatus.Determined, fee.Status);
    }

    [Fact]
    public void The_protocol_of_the_case_decides_the_recovery()
    {
        const string Visit = """ "appointment": "2026-06-15T09:00", "start": "2026-06-15T09:00", "end": "2026-06-15T10:00", "walksSteadily": true """;
        DecisionDocument onProtocol = Assert.Single(
            Documents("old-mill", Visit, """ "protocol": "mood", """), document => document.Decision == "visit.release");
        DecisionDocument without = Assert.Single(Documents("old-mill", Visit), document => document.Decision == "visit.release");
        Assert.DoesNotContain(onProtocol.Questions, question => question.Fact == "visit.protocol");
        Assert.True(
            string.CompareOrdinal(
                Earliest(onProtocol), Earliest(without)) < 0, $"{Earliest(onProtocol)} is not before {Earliest(without)}.");
    }

    [Fact]
    public void A_visit_has_a_protocol_of_its_own()
    {
        DecisionDocument release = Assert.Single(
            Documents(
                "old-mill",
                """ "protocol": "mood", "appointment": "2026-06-15T09:00", "start": "2026-06-15T09:00", "end": "2026-06-15T10:00" """),
            document => document.Decision == "visit.release");
        Assert.DoesNotContain(release.Questions, question => question.Fact == "visit.protocol");
    }

    [Theory]
    [InlineData(true, "TaxiNotAccepted")]
    [InlineData(false, null)]
    public void A_taxi_can_be_told_and_is_not_asked_for_again(bool isTaxi, string? finding)
    {
        string taxi = isTaxi ? "true" : "false";
        DecisionDocument release = Assert.Single(
            Documents("cedar-point", $$"""
                "appointment": "2026-06-15T09:00", "start": "2026-06-15T09:00", "end": "2026-06-15T09:40", "walksSteadily": true,
                "rideArranged": true, "rideIsTaxi": {{taxi}}, "accompanied": false
                """),
            document => document.Decision == "visit.release");
        Assert.DoesNotContain(release.Questions, question => question.Fact == "visit.ride-is-taxi");
        DecisionDocument findings = Assert.Single(release.Parts, part => part.Decision == "visit.release-findings");
        Assert.Equal(finding is not null, findings.Possible.Contains("TaxiNotAccepted"));
    }

    private static string Earliest(DecisionDocument document) =>
        document.Values.Single(value => value.Id == "visit.earliest-release").Value;

    private static DecisionDocument[] Documents(string policy, string visit, string more = "")
    {
        var rules = new InfusionRules(ClinicPolicy.Parse(RepositoryFiles.Read($"samples/policies/{policy}.json")));
        PatientRecord patient = PatientRecord.Parse(
            $$"""{ "format": 1, "id": "c", "asOf": "2026-06-15T18:00", {{more}} "visits": [{ "id": "visit-1", {{visit}} }] }""",
            rules.TimeZone);
        return [.. rules.Review(patient).ToDocuments()];
    }
}
