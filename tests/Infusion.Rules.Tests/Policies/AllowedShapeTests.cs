using System.Collections.Immutable;
using System.Text.Json;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using Infusion.Rules.Policies.Reading;

namespace Infusion.Rules.Tests.Policies;

/// <summary>A message about a value that does not fit says what would.</summary>
public sealed class AllowedShapeTests
{
    [Theory]
    [InlineData("""{ "visits": { "driving": 24 } }""", "found a number; allowed: an object with after, or with nextDay, or nothing: leave it out.")]
    [InlineData("""{ "visits": [] }""", "found a list; allowed: an object with any of firstArrivalLead, laterArrivalLead, recoveryMinimum, recoveryPlanned, recoveryVariants and others, or nothing: leave it out.")]
    [InlineData("""{ "visits": { "bloodPressure": "180/110" } }""", "found a string; allowed: an object with systolic, diastolic, or nothing: leave it out.")]
    [InlineData("""{ "visits": { "bloodPressure": { "systolic": 180 } } }""", "the property \"diastolic\" (a whole number from 1 to 399) is missing.")]
    [InlineData("""{ "protocols": { "protocols": [{ "id": "one", "inductionSessions": "4 to 6" }] } }""", "found a string; allowed: a whole number from 1 to 365, or an object with minimum, or nothing: leave it out.")]
    [InlineData("""{ "protocols": { "protocols": [null] } }""", "found null; allowed: an object with id.")]
    [InlineData("""{ "fasting": { "kinds": [{ "id": "food", "name": "Food", "limits": [{ "hoursBefore": 6 }] }] } }""", "found the property \"hoursBefore\"; allowed: the properties before or until.")]
    [InlineData("""{ "fasting": { "kinds": [{ "id": "food", "name": "Food", "limits": [{ "bfore": "PT6H" }] }] } }""", "found the property \"bfore\"; did you mean \"before\"?")]
    [InlineData("""{ "fasting": { "kinds": [{ "id": "food", "name": "Food", "limits": [{ "daysBefore": 1 }] }] } }""", "the property before or until is missing.")]
    [InlineData("""{ "fasting": { "kinds": [{ "id": "food", "name": "Food" }] } }""", "the property limits, duringInfusion or afterEnd is missing.")]
    [InlineData("""{ "fees": { "noShow": 75 } }""", "found a number; allowed: an object with amount, or with percentOfPrice, or with amountNotPublished, or with deposit, or nothing: leave it out.")]
    [InlineData("""{ "fees": { "rescheduleDays": { "citations": ["clinic-policy"] } } }""", "the property \"value\" (a whole number from 0 to 10000) is missing.")]
    public void It_names_the_shapes_that_would_do(string sections, string message)
    {
        Assert.False(ClinicPolicy.TryParse(Policy(sections), out _, out ImmutableArray<Problem> problems));
        Assert.Equal(message, Assert.Single(problems).Message);
    }

    [Fact]
    public void Whatever_is_of_the_wrong_kind_is_told_what_may_stand_there()
    {
        using JsonDocument schema = JsonDocument.Parse(PolicyDocument.WriteSchema());
        int count = 0;
        foreach (JsonProperty section in schema.RootElement.GetProperty("properties").EnumerateObject()
            .Where(section => section.Value.TryGetProperty("properties", out _)))
        {
            foreach (JsonProperty parameter in section.Value.GetProperty("properties").EnumerateObject())
            {
                // An empty list in a list is of no kind that any parameter takes.
                string json = Policy($$"""{ "{{section.Name}}": { "{{parameter.Name}}": [[]] } }""");
                Assert.False(ClinicPolicy.TryParse(json, out _, out ImmutableArray<Problem> problems), parameter.Name);
                Assert.All(problems, problem => Assert.NotEqual("an object", problem.Allowed));
                Assert.All(problems, problem => Assert.DoesNotContain("  ", problem.Message, StringComparison.Ordinal));
                count++;
            }
        }

        Assert.True(count > 50, $"only {count}");
    }

    private static string Policy(string sections) =>
        """{ "format": 2, "id": "ours", "version": "1", "name": "Ours", "timeZone": "America/New_York", """ + sections[1..];
}
