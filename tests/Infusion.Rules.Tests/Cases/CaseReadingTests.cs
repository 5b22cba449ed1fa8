using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Infusion.Rules.Cases;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Cases;

/// <summary>Case files: what they may hold, and how each mistake is named.</summary>
public sealed class CaseReadingTests
{
    [Fact]
    public void A_case_that_uses_everything_is_read()
    {
        PatientCase read = PatientCase.Parse(CaseFiles.Everything, CaseFiles.Rules);

        Assert.Equal(Utc("2026-11-02T17:00:00Z"), read.AsOf);
        Assert.Equal([new LocalDate(2026, 1, 1), new LocalDate(2020, 5, 1), new LocalDate(2021, 1, 31)], read.Eligibility!.Conditions.Select(condition => condition.Onset!.Start));
        Assert.Equal([new LocalDate(2026, 2, 15), new LocalDate(2020, 5, 31), new LocalDate(2021, 1, 31)], read.Eligibility.Conditions.Select(condition => condition.Onset!.End));
        Assert.True(read.Visits[0].Arrival is { IsExact: false, IsRepeatedTime: false });
        Assert.Equal(Utc("2026-11-01T05:30:00Z"), read.Visits[0].End);
        Assert.True(read.Visits[1].Appointment!.Value.IsRepeatedTime);
        Assert.Equal(ListCompleteness.Complete, read.Visits[0].IntakesCompleteness);
        Assert.Equal(3, read.Decisions.Length);
    }

    [Fact]
    public void What_is_written_reads_back_equal_and_is_written_the_same_again()
    {
        foreach (string file in new[] { CaseFiles.Everything, CaseFiles.Crps, CaseFiles.Depression })
        {
            PatientCase read = PatientCase.Parse(file, CaseFiles.Rules);
            string written = read.ToJson(CaseFiles.Rules);
            PatientCase again = PatientCase.Parse(written, CaseFiles.Rules);

            Assert.Equal(read, again);
            Assert.Equal(written, again.ToJson(CaseFiles.Rules));
        }
    }

    [Fact]
    public void A_case_may_hold_next_to_nothing()
    {
        PatientCase read = PatientCase.Parse("""{ "format": 1, "id": "x", "asOf": "2026-01-02T09:00" }""", InfusionRules.Published);

        Assert.Empty(read.Visits);
        Assert.Null(read.Eligibility);
        Assert.Empty(InfusionRules.Published.Review(read).ToDocuments());
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 2", "newer-format")]
    [InlineData("\"id\": \"everything\"", "\"id\": \"Every Thing\"", "invalid")]
    [InlineData("\"asOf\": \"2026-11-02T12:00\",", "", "missing-property")]
    [InlineData("\"asOf\": \"2026-11-02T12:00\"", "\"asOf\": \"2026-11-01T01:30\"", "invalid")]
    [InlineData("\"asOf\"", "\"asoff\"", "unknown-property")]
    [InlineData("\"pregnancy\": false", "\"pregnancy\": \"no\"", "not-a-date")]
    [InlineData("\"pregnancy\": false", "\"pregnancy\": [false]", "wrong-type")]
    [InlineData("\"systolic\": 152", "\"systolic\": 0.0000001", "too-precise")]
    [InlineData("\"heart-attack\": \"never\"", "\"heart-attack\": \"2026-13\"", "not-a-date")]
    [InlineData("\"heart-attack\": \"never\"", "\"heart-attack\": \"2026-10-02\"", "contradiction")]
    [InlineData("\"onset\": \"2020-05\"", "\"onset\": \"2026-11\"", "contradiction")]
    [InlineData("\"to\": \"2026-02-15\"", "\"to\": \"2025-12-31\"", "contradiction")]
    [InlineData("\"not-candidate\"", "\"not-a-candidate\"", "unknown-name")]
    [InlineData("\"four-hour\"", "\"for-hour\"", "unknown-name")]
    [InlineData("\"oral\"", "\"orally\"", "unknown-name")]
    [InlineData("\"departure\": \"2026-10-31T19:00\"", "\"departure\": \"2026-03-08T02:30\"", "skipped-local-time")]
    [InlineData("\"departure\": \"2026-10-31T19:00\"", "\"departure\": \"7 pm\"", "not-a-time")]
    [InlineData("\"to\": \"2026-10-31T20:40\"", "\"to\": \"2026-10-31T20:10\"", "contradiction")]
    [InlineData("\"2026-11-01T01:30-04:00\"", "\"2026-10-31T21:29\"", "contradiction")]
    [InlineData("\"start\": \"2026-10-31T21:30\",", "", "contradiction")]
    [InlineData("\"dischargeScore\": 9", "\"dischargeScore\": 11", "out-of-range")]
    [InlineData("\"systolic\": 120", "\"systolic\": 0", "out-of-range")]
    [InlineData("\"amount\": \"10.50\"", "\"amount\": \"-10.50\"", "not-an-amount")]
    [InlineData("\"amount\": \"10.50\", \"currency\": \"USD\"", "\"amount\": \"10.50\", \"currency\": \"EUR\"", "contradiction")]
    [InlineData("\"no-show\"", "\"infusion-given\"", "unknown-name")]
    [InlineData("\"id\": \"visit-2\"", "\"id\": \"visit-1\"", "duplicate-name")]
    [InlineData("\"points\": 6.5", "\"points\": 10.5", "out-of-range")]
    [InlineData("\"instrument\": \"pain-nrs\"", "\"instrument\": \"phq-9\"", "out-of-range")]
    [InlineData("\"instrument\": \"pain-nrs\"", "\"instrument\": \"pain\"", "unknown-name")]
    [InlineData("\"latest\": \"P2M\"", "\"latest\": \"P1M\"", "contradiction")]
    [InlineData("\"reliefDays\": 20", "\"reliefDays\": -1", "out-of-range")]
    [InlineData("\"free-call\"", "\"freecall\"", "unknown-name")]
    [InlineData("\"table\": \"fasting.intake\"", "\"table\": \"fasting.intakes\"", "unknown-name")]
    [InlineData("\"fasting.elapsed\": \"PT1H59M59.999999999S\"", "\"fasting.elapse\": \"PT2H\"", "unknown-property")]
    [InlineData("\"PT1H59M59.999999999S\"", "\"2 hours\"", "not-a-duration")]
    [InlineData("\"clear-liquid\", \"fasting.elapsed\"", "\"clear-liquids\", \"fasting.elapsed\"", "unknown-name")]
    [InlineData("\"outcome\": \"Violation\"", "\"outcome\": \"Violated\"", "unknown-name")]
    [InlineData("[\"fasting.clear-liquids\"]", "[\"fasting.clear-liquid\"]", "unknown-name")]
    [InlineData("29.9999", "29.99999", "too-precise")]
    public void One_mistake_is_one_problem_on_its_line(string right, string wrong, string code)
    {
        Assert.Equal(CaseFiles.Everything.Length - right.Length, CaseFiles.Everything.Replace(right, "", StringComparison.Ordinal).Length);
        string json = CaseFiles.Everything.Replace(right, wrong, StringComparison.Ordinal);
        int line = 1 + json.AsSpan(0, Math.Max(0, wrong.Length == 0 ? 0 : json.LastIndexOf(wrong, StringComparison.Ordinal))).Count('\n');

        Assert.False(PatientCase.TryParse(json, CaseFiles.Rules, out PatientCase? read, out ImmutableArray<Problem> problems));
        Assert.Null(read);
        Problem problem = Assert.Single(problems);
        Assert.Equal(code, problem.Code);
        Assert.True(wrong.Length == 0 || problem.Line == line, $"{problem} is not on line {line}");
    }

    [Fact]
    public void The_case_in_the_documentation_reads_and_every_property_is_named_there()
    {
        string page = File.ReadAllText(Repository.RepositoryFiles.PathOf("docs/cases.md"));
        string json = page[(page.IndexOf("```json", StringComparison.Ordinal) + 7)..];
        PatientCase read = PatientCase.Parse(json[..json.IndexOf("```", StringComparison.Ordinal)], InfusionRules.Published);

        Assert.Equal("small", read.Id);
        Assert.All(Members(CaseFiles.Rules), name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_case_that_uses_everything_uses_every_member_of_the_format_but_a_waiver()
    {
        string[] members = Members(CaseFiles.Rules);

        Assert.True(members.Length > 80, $"only {members.Length} members");
        Assert.Equal(["waiver"], members.Where(name => !CaseFiles.Everything.Contains($"\"{name}\":", StringComparison.Ordinal)));
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        string json = CaseFiles.Everything
            .Replace("\"conditionsAreComplete\"", "\"conditionsAreComplet\"", StringComparison.Ordinal)
            .Replace("\"points\": 6.5", "\"points\": 65", StringComparison.Ordinal)
            .Replace("\"four-hour\"", "\"fourhour\"", StringComparison.Ordinal);

        DocumentException error = Assert.Throws<DocumentException>(() => PatientCase.Parse(json, CaseFiles.Rules));
        Assert.Equal(["unknown-property", "unknown-name", "out-of-range"], error.Problems.Select(problem => problem.Code));
        Assert.Equal(["conditionsAreComplete", "four-hour", null], error.Problems.Select(problem => problem.Nearest));
    }

    [Fact]
    public void Whatever_the_bytes_are_the_answer_is_a_case_or_problems()
    {
        byte[] whole = Encoding.UTF8.GetBytes(CaseFiles.Everything);
        var random = new Random(20260301);
        int refused = 0;
        for (int round = 0; round < 3_000; round++)
        {
            byte[] bytes = round < whole.Length ? whole[..round] : (byte[])whole.Clone();
            if (round >= 1_000)
            {
                bytes = (byte[])whole.Clone();
                for (int change = 0; change < 3; change++)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }
            }

            try
            {
                _ = PatientCase.Load(new MemoryStream(bytes), CaseFiles.Rules);
            }
            catch (DocumentException)
            {
                refused++;
            }
        }

        Assert.True(refused > 1_500);
    }

    [Fact]
    public void Nothing_of_a_patient_stands_in_a_problem_or_a_text()
    {
        string json = CaseFiles.Everything.Replace("\"systolic\": 120", "\"systolic\": 987654", StringComparison.Ordinal);

        Assert.DoesNotContain("987654", Assert.Throws<DocumentException>(() => PatientCase.Parse(json, CaseFiles.Rules)).Message, StringComparison.Ordinal);
        PatientCase read = PatientCase.Parse(CaseFiles.Everything, CaseFiles.Rules);
        string text = string.Join(" ", read, read.Visits[0], read.Visits[1].Cancellation, read.Scores[0], read.Referrals[0], read.Consultation, read.Decisions[0], read.Decisions[0].Expected);
        Assert.DoesNotContain("gabapentin", text, StringComparison.Ordinal);
        Assert.DoesNotContain("6.5", text, StringComparison.Ordinal);
        Assert.DoesNotContain("friend-1", text, StringComparison.Ordinal);
    }

    // What the format declares, and what is written by hand beside it.
    private static string[] Members(InfusionRules rules)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            new CaseDocument(rules).Describe(json);
            json.WriteEndObject();
        }

        using JsonDocument schema = JsonDocument.Parse(bytes.ToArray());
        return [.. Under(schema.RootElement).Concat(["format", "from", "to", "other", "table", "name", "facts", "expect", "outcome", "rules", "questions"]).Distinct()];
    }

    private static IEnumerable<string> Under(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(part => part.Name == "properties"
            ? part.Value.EnumerateObject().SelectMany(member => Under(member.Value).Prepend(member.Name))
            : Under(part.Value)),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(Under),
        _ => [],
    };
}
