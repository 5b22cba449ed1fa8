using System.Collections.Immutable;
using Infusion.Rules.Cases;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Records;
using NodaTime;

namespace Infusion.Rules.Tests.Cases;

/// <summary>Files of expected cases: rows for single tables, read by what the tables declare.</summary>
public sealed class ExpectedCasesTests
{
    private static ImmutableArray<DecisionTable> Tables => RecordFiles.Rules.Tables;

    private static DateTimeZone Zone => RecordFiles.Rules.TimeZone;

    [Fact]
    public void What_is_written_reads_back_equal_and_is_written_the_same_again()
    {
        ExpectedCases read = ExpectedCases.Parse(RecordFiles.Rows, Tables, Zone);
        string written = read.ToJson(Tables, Zone);

        Assert.Equal(3, read.Rows.Length);
        Assert.Equal(read, ExpectedCases.Parse(written, Tables, Zone));
        Assert.Equal(written, ExpectedCases.Parse(written, Tables, Zone).ToJson(Tables, Zone));
        Assert.DoesNotContain("PT1H59M", string.Join(" ", read, read.Rows[0], read.Rows[0].Expected), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_with_everything_that_can_be_expected_reads_back_equal()
    {
        const string Json = """
            {
              "format": 1,
              "records": [{
                "name": "water",
                "record": { "id": "water", "asOf": "2026-06-15T09:00", "visits": [{ "id": "visit", "appointment": "2026-06-15T09:00" }] },
                "expected": [
                  {
                    "decision": "fasting.intake", "visit": "visit", "of": "fasting.plan", "subject": ["water", "toast"],
                    "at": "2026-06-15T08:00", "open": true, "outcome": ["Compliant", "Violation"], "with": "Compliant",
                    "without": ["ClinicianDecision"], "rules": ["fasting.solids"], "questions": ["fasting.elapsed"],
                    "facts": { "fasting.elapsed": "PT2H" }, "values": { "fasting.short-by": "none", "a": ["b", 1.50, true] }
                  },
                  { "decision": "visit.driving", "absent": true },
                  { "decision": "response.course", "invalid": true }
                ]
              }]
            }
            """;
        ExpectedCases read = ExpectedCases.Parse(Json, Tables, Zone);
        string written = read.ToJson(Tables, Zone);

        Assert.Equal(read, ExpectedCases.Parse(written, Tables, Zone));
        Assert.Equal(written, ExpectedCases.Parse(written, Tables, Zone).ToJson(Tables, Zone));
        Assert.Equal(["b", "1.5", "true"], read.Records[0].Expected[0].Values["a"].ToArray());

        // What is not read would be written and read back alike.
        DecisionExpectation all = read.Records[0].Expected[0];
        Assert.Equal(
            ("fasting.intake", "visit", "fasting.plan", new LocalDateTime(2026, 6, 15, 8, 0).InZoneStrictly(Zone).ToInstant(), true),
            (all.Decision, all.Visit, all.Of, all.At, all.IsOpen));
        Assert.Equal(
            ["water toast", "Compliant Violation", "Compliant", "ClinicianDecision", "fasting.solids", "fasting.elapsed"],
            new[] { all.Subjects, all.Outcome ?? [], all.With, all.Without, all.Rules, all.Questions }
                .Select(static texts => string.Join(' ', texts)));
        Assert.Equal(["fasting.elapsed", "a", "fasting.short-by"], all.Facts.Keys.Concat(all.Values.Keys));
        Assert.Equal((true, true), (read.Records[0].Expected[1].IsAbsent, read.Records[0].Expected[2].IsInvalid));
        Assert.DoesNotContain("toast", string.Join(" ", read, read.Records[0]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"table\": \"fasting.intake\"", "\"table\": \"fasting.intakes\"", "unknown-name")]
    [InlineData("\"fasting.elapsed\": \"PT1H59M59.999999999S\"", "\"fasting.elapse\": \"PT2H\"", "unknown-property")]
    [InlineData("\"PT1H59M59.999999999S\"", "\"2 hours\"", "not-a-duration")]
    [InlineData("\"clear-liquid\", \"fasting.elapsed\"", "\"clear-liquids\", \"fasting.elapsed\"", "unknown-name")]
    [InlineData("\"outcome\": \"Violation\"", "\"outcome\": \"Violated\"", "unknown-name")]
    [InlineData("[\"fasting.clear-liquids\"]", "[\"fasting.clear-liquid\"]", "unknown-name")]
    [InlineData("29.9999", "29.99999", "too-precise")]
    [InlineData("\"decisions\"", "\"decision\"", "unknown-property")]
    [InlineData("\"format\": 1", "\"format\": 2", "newer-format")]
    public void One_mistake_is_one_problem_on_its_line(string right, string wrong, string code)
    {
        Assert.Equal(RecordFiles.Rows.Length - right.Length, RecordFiles.Rows.Replace(right, "", StringComparison.Ordinal).Length);
        string json = RecordFiles.Rows.Replace(right, wrong, StringComparison.Ordinal);

        Assert.False(ExpectedCases.TryParse(json, Tables, Zone, out ExpectedCases? read, out ImmutableArray<Problem> problems));
        Assert.Null(read);
        Problem problem = Assert.Single(problems);
        Assert.Equal(
            (code, 1 + json.AsSpan(0, json.LastIndexOf(wrong, StringComparison.Ordinal)).Count('\n')), (problem.Code, problem.Line));
    }

    [Fact]
    public void A_fact_that_is_not_known_is_not_written() =>
        Assert.DoesNotContain("fasting.kind", Row(FactValue.Unknown).ToJson(Tables, Zone), StringComparison.Ordinal);

    [Fact]
    public void A_choice_that_is_one_of_some_reads_back() =>
        Assert.Equal(Row(FactValue.Between(0, 1)), ExpectedCases.Parse(Row(FactValue.Between(0, 1)).ToJson(Tables, Zone), Tables, Zone));

    [Fact]
    public void Every_fact_of_every_table_reads_back_at_its_bounds_and_between_them()
    {
        int compared = 0;
        foreach ((DecisionTable table, Fact fact) in Tables.SelectMany(table => table.Facts.Select(fact => (table, fact))))
        {
            foreach (FactValue value in (FactValue[])[
                    FactValue.Exactly(fact.Minimum), FactValue.Exactly(fact.Maximum), FactValue.Between(fact.Minimum, fact.Maximum)])
            {
                var row = new ExpectedCases
                {
                    Rows = [new() { Table = table.Id, Facts = ImmutableSortedDictionary<string, FactValue>.Empty.Add(fact.Id, value) }],
                };
                Assert.True(row.Equals(ExpectedCases.Parse(row.ToJson(Tables, Zone), Tables, Zone)), $"{table.Id} {fact.Id} {value}");
                compared++;
            }
        }

        Assert.True(compared > 400, $"only {compared} values");
    }

    private static ExpectedCases Row(FactValue kind) => new()
    {
        Rows = [new() { Table = "fasting.intake", Facts = ImmutableSortedDictionary<string, FactValue>.Empty.Add("fasting.kind", kind) }],
    };
}
