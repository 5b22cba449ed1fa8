using System.Text.Json.Nodes;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tests.Courses;

/// <summary>On the day an infusion beyond the most of its induction or of a year is for a clinician to look at, and no plain go.</summary>
public sealed class BeyondMostTests
{
    private const string Today = "2026-06-20";

    private static InfusionRules Rules => new(ClinicPolicy.Parse(
        """
        {
          "format": 2, "id": "own", "version": "1", "name": "Own", "timeZone": "America/Chicago",
          "eligibility": { "acceptedRoles": ["physician"] },
          "protocols": {
            "protocols": [{ "id": "standard", "plannedDuration": "PT40M", "inductionSessions": { "minimum": 2, "maximum": 3 } }]
          },
          "maintenance": { "earliest": "P1W", "maximumPerYear": 2 }
        }
        """));

    [Theory]
    [InlineData(2, null, null, false)]
    [InlineData(3, null, null, true)]
    [InlineData(4, null, null, true)]
    [InlineData(3, "extension", null, false)]
    [InlineData(3, "maintenance", null, false)]
    [InlineData(3, "new-start", null, false)]
    [InlineData(3, null, "reason-to-continue", false)]
    [InlineData(3, null, "maintenance", false)]
    public void An_infusion_beyond_the_most_of_the_induction_is_looked_at(int given, string? mark, string? word, bool isBeyond)
    {
        JsonObject visit = Booked(Today);
        visit["series"] = mark;
        DayLine line = Line([.. Given(given), visit], word);
        Assert.Equal(isBeyond ? DayOutcome.Ask : DayOutcome.Go, line.Action);
        Assert.Equal(isBeyond ? "day.beyond-induction" : "day.go", Assert.Single(line.Reasons).Id);
        Assert.Equal(isBeyond ? ["protocol.standard.maximum"] : (string[])[], line.ForClinician.Select(rule => rule.Id));
    }

    [Fact]
    public void Those_that_are_booked_before_it_count()
    {
        JsonObject[] visits = [.. Given(2), Booked(Today), Booked("2026-06-21")];
        Assert.Equal(DayOutcome.Go, Line(visits).Action);
        Assert.Equal(DayOutcome.Ask, Line(visits, on: "2026-06-21").Action);
    }

    [Theory]
    [InlineData(1, DecisionStatus.Determined)]
    [InlineData(2, DecisionStatus.NeedsInformation)]
    public void An_infusion_without_an_end_on_record_counts_both_ways(int given, DecisionStatus status)
    {
        JsonObject open = Given(1, from: 15)[0];
        open.Remove("end");
        DayLine line = Line([.. Given(given), open, Booked(Today)]);
        Assert.Equal(status, line.Outcome.Status);
        Assert.Equal(status == DecisionStatus.Determined ? DayOutcome.Go : DayOutcome.Ask, line.Action);
        Assert.Empty(line.ForClinician);
    }

    [Theory]
    [InlineData("2025-06-20", "2026-06-10", false)]
    [InlineData("2025-06-21", "2026-06-10", true)]
    public void An_infusion_beyond_the_most_in_a_year_is_looked_at(string first, string second, bool isBeyond)
    {
        JsonObject[] visits =
        [
            Of("2025-01-01"), Of("2025-01-03"), Of("2025-01-05"), Of(first), Of(second), Booked(Today),
        ];
        DayLine line = Line(visits, "maintenance", said: "2025-01-06");
        Assert.Equal(isBeyond ? DayOutcome.Ask : DayOutcome.Go, line.Action);
        Assert.Equal(isBeyond ? "day.beyond-year" : "day.go", Assert.Single(line.Reasons).Id);
        Assert.Equal(isBeyond ? ["maintenance.maximum-per-year"] : (string[])[], line.ForClinician.Select(rule => rule.Id));
        NextStep give = Assert.Single(line.Review.NextSteps, step => step.Kind == NextStepKind.GiveInfusion);
        Assert.Equal(isBeyond ? ["day.beyond-year"] : (string[])[], give.Against.Select(rule => rule.Id));
    }

    [Fact]
    public void One_of_the_induction_is_none_of_maintenance()
    {
        JsonObject extension = Booked(Today);
        extension["series"] = "extension";
        JsonObject[] before = [Of("2026-01-01"), Of("2026-01-03"), Of("2026-01-05"), Of("2026-05-01"), Of("2026-06-01")];
        Assert.Equal(DayOutcome.Ask, Line([.. before, Booked(Today)], "maintenance").Action);
        Assert.Equal(DayOutcome.Go, Line([.. before, extension], "maintenance").Action);
    }

    private static JsonObject[] Given(int visits, int from = 1) =>
        [.. Enumerable.Range(0, visits).Select(place => Of($"2026-06-{from + (2 * place):00}"))];

    private static JsonObject Of(string date)
    {
        JsonObject visit = Booked(date);
        visit["start"] = $"{date}T10:00";
        visit["end"] = $"{date}T10:40";
        visit["left"] = $"{date}T12:00";
        return visit;
    }

    private static JsonObject Booked(string date) =>
        new() { ["id"] = $"on-{date}", ["protocol"] = "standard", ["appointment"] = $"{date}T10:00" };

    private static DayLine Line(JsonObject[] visits, string? word = null, string on = Today, string said = "2026-06-19")
    {
        JsonObject record = new()
        {
            ["format"] = 1,
            ["id"] = "somebody",
            ["asOf"] = $"{Today}T08:00",
            ["protocol"] = "standard",
            ["eligibility"] = new JsonObject { ["verdict"] = "candidate", ["verdictBy"] = "physician" },
            ["consultation"] = new JsonObject { ["held"] = true },
            ["visits"] = new JsonArray([.. visits.Select(visit => visit.DeepClone())]),
        };
        if (word is not null)
        {
            record["words"] = new JsonArray(new JsonObject { ["about"] = word, ["by"] = "physician", ["at"] = $"{said}T12:00" });
        }

        LocalDate date = LocalDatePattern.Iso.Parse(on).Value;
        return Assert.Single(Rules.Day([PatientRecord.Parse(record.ToJsonString(), Rules.TimeZone)], date));
    }
}
