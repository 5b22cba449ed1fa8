using System.Text.Json.Nodes;
using Infusion.Rules.Courses;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>What a record's course says of the most sessions of an induction and of spacing in hours.</summary>
public sealed class InductionLimitTests
{
    private const string Scored = ""","response": { "criteria": [{ "instrument": "pain-nrs", "responsePercent": 30 }] }""";

    [Theory]
    [InlineData(3, null, null, false)]
    [InlineData(4, null, null, true)]
    [InlineData(4, "extension", null, false)]
    [InlineData(4, "maintenance", null, false)]
    [InlineData(4, null, "reason-to-continue", false)]
    [InlineData(4, null, "maintenance", false)]
    public void A_session_beyond_the_most_is_found_unless_the_record_accounts_for_it(
        int sessions, string? mark, string? word, bool found)
    {
        CourseReview review = Reviewed(sessions, mark, word);
        Assert.Equal(InductionOutcome.Complete, review.Induction!.Value.Outcome);
        Assert.Equal(
            found,
            review.LatestSeries!.Rooms.Protocols.DecideSessions(review.LatestSeries.InductionSeries)
                .Any(session => session.Has(SessionFinding.AboveMaximum)));
        Assert.Equal(found, review.Induction.Value.ToDocument().Parts.Any(part => part.Rules.Any(rule => rule.Id == "protocol.standard.maximum")));
        Assert.DoesNotContain(review.NextSteps, step => step.Kind == NextStepKind.BookInfusion);
    }

    [Fact]
    public void The_next_session_is_offered_from_the_date_on_which_the_hours_are_over()
    {
        NextStep step = Assert.Single(Reviewed(1, response: Scored).NextSteps, step => step.Kind == NextStepKind.BookInfusion);
        Assert.Equal(new LocalDate(2026, 6, 3), step.Earliest);
    }

    [Fact]
    public void While_a_score_may_still_show_a_response_it_is_open_whether_one_more_is_beyond_the_most()
    {
        SeriesReview series = Reviewed(4, response: Scored).LatestSeries!;
        Assert.Null(series.InductionSeries.MayGoOn);
        Assert.True(series.Rooms.Protocols.DecideSessions(series.InductionSeries)[^1].Allows(SessionFinding.AboveMaximum));
    }

    [Theory]
    [InlineData("\"offsets\": [\"P1W\", \"P3W\"]", "2026-06-26")]
    [InlineData("\"earliest\": \"P1W\", \"maximumPerYear\": 1", "2027-06-07")]
    public void The_next_maintenance_infusion_follows_from_those_on_record(string maintenance, string earliest)
    {
        // Three of the induction, to the fifth of June, and one of maintenance on the seventh.
        CourseReview review = Reviewed(4, "maintenance", "maintenance", $", \"maintenance\": {{ {maintenance} }}");
        Assert.Equal(new LocalDate(2026, 6, 5), review.MaintenanceCourse!.LastOfInduction);
        Assert.Equal([new LocalDate(2026, 6, 7)], review.MaintenanceCourse.MaintenanceDates!.Value);
        NextStep step = Assert.Single(review.NextSteps, step => step.Kind == NextStepKind.BookMaintenance);
        Assert.Equal(NodaTime.Text.LocalDatePattern.Iso.Parse(earliest).Value, step.Earliest);
    }

    private static InfusionRules RulesWith(string response) => new(ClinicPolicy.Parse(
        $$"""
        {
          "format": 2, "id": "own", "version": "1", "name": "Own", "timeZone": "America/Chicago",
          "eligibility": { "acceptedRoles": ["physician"] },
          "protocols": {
            "protocols": [
              {
                "id": "standard", "plannedDuration": "PT40M", "inductionSessions": { "minimum": 2, "maximum": 3 },
                "minimumSpacing": "PT48H", "evaluateAfterSessions": 2
              }
            ]
          }
          {{response}}
        }
        """));

    private static CourseReview Reviewed(int sessions, string? mark = null, string? word = null, string response = "")
    {
        InfusionRules rules = RulesWith(response);
        JsonArray visits = [.. Enumerable.Range(0, sessions).Select(place =>
        {
            string date = $"2026-06-{1 + (2 * place):00}";
            JsonObject visit = new()
            {
                ["id"] = $"v{place}", ["protocol"] = "standard", ["appointment"] = $"{date}T10:00", ["start"] = $"{date}T10:00", ["end"] = $"{date}T10:40",
                ["left"] = $"{date}T12:00",
            };
            if (mark is not null && place == sessions - 1)
            {
                visit["series"] = mark;
            }

            return visit;
        })];
        string asOf = $"2026-06-{(2 * sessions) - 1:00}T13:00";
        JsonObject record = new()
        {
            ["format"] = 1,
            ["id"] = "somebody",
            ["asOf"] = asOf,
            ["protocol"] = "standard",
            ["eligibility"] = new JsonObject { ["verdict"] = "candidate", ["verdictBy"] = "physician" },
            ["consultation"] = new JsonObject { ["held"] = true },
            ["visits"] = visits,
        };
        if (word is not null)
        {
            record["words"] = new JsonArray(new JsonObject { ["about"] = word, ["by"] = "physician", ["at"] = asOf });
        }

        return rules.Review(PatientRecord.Parse(record.ToJsonString(), rules.TimeZone));
    }
}
