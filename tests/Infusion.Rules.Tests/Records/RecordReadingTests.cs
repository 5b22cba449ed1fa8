using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Records;

/// <summary>Records: what they may hold, and how each mistake is named.</summary>
public sealed class RecordReadingTests
{
    [Fact]
    public void A_record_that_uses_everything_is_read()
    {
        PatientRecord read = PatientRecord.Parse(RecordFiles.Everything, RecordFiles.Rules.TimeZone);

        Assert.Equal(Utc("2026-11-02T17:00:00Z"), read.AsOf);
        Assert.Equal(
            [new LocalDate(2026, 1, 1), new LocalDate(2020, 5, 1), new LocalDate(2021, 1, 31)],
            read.Eligibility!.Conditions.Select(condition => condition.Onset!.Start));
        Assert.Equal(
            [new LocalDate(2026, 2, 15), new LocalDate(2020, 5, 31), new LocalDate(2021, 1, 31)],
            read.Eligibility.Conditions.Select(condition => condition.Onset!.End));
        Assert.True(read.Visits[0].Arrival is { IsExact: false, IsRepeatedTime: false });
        Assert.Equal(Utc("2026-11-01T05:30:00Z"), read.Visits[0].End);
        Assert.True(read.Visits[1].Appointment!.Value.IsRepeatedTime);
        Assert.Equal(ListCompleteness.Complete, read.Visits[0].IntakesCompleteness);
    }

    [Fact]
    public void What_is_written_reads_back_equal_and_is_written_the_same_again()
    {
        foreach (string file in new[] { RecordFiles.Everything, RecordFiles.Crps, RecordFiles.Depression })
        {
            PatientRecord read = PatientRecord.Parse(file, RecordFiles.Rules.TimeZone);
            string written = read.ToJson(RecordFiles.Rules.TimeZone);
            PatientRecord again = PatientRecord.Parse(written, RecordFiles.Rules.TimeZone);

            Assert.Equal(read, again);
            Assert.Equal(written, again.ToJson(RecordFiles.Rules.TimeZone));
        }
    }

    [Fact]
    public void A_record_may_hold_next_to_nothing()
    {
        PatientRecord read = PatientRecord.Parse(
            """{ "format": 1, "id": "x", "asOf": "2026-01-02T09:00" }""", InfusionRules.Published.TimeZone);

        Assert.Empty(read.Visits);
        Assert.Null(read.Eligibility);
        Assert.Equal(
            ["course.stage Consultation", "course.next HoldConsultation"],
            InfusionRules.Published.Review(read).ToDocuments().Select(document => $"{document.Decision} {document.Outcome}"));
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
    [InlineData("\"oral\"", "\"orally\"", "unknown-name")]
    [InlineData("\"departure\": \"2026-10-31T19:00\"", "\"departure\": \"2026-03-08T02:30\"", "skipped-local-time")]
    [InlineData("\"departure\": \"2026-10-31T19:00\"", "\"departure\": \"7 pm\"", "not-a-time")]
    [InlineData("\"to\": \"2026-10-31T20:40\"", "\"to\": \"2026-10-31T20:10\"", "contradiction")]
    [InlineData("\"2026-11-01T01:30-04:00\"", "\"2026-11-01T01:30-03:00\"", "wrong-offset")]
    [InlineData("\"code\": \"25480\"", "\"code\": \"N02BF01\"", "invalid")]
    [InlineData("\"session-counts\"", "\"session-count\"", "unknown-name")]
    [InlineData("\"start\": \"2026-10-31T21:30\",", "", "contradiction")]
    [InlineData("\"dischargeScore\": 9", "\"dischargeScore\": 11", "out-of-range")]
    [InlineData("\"systolic\": 120", "\"systolic\": 0", "out-of-range")]
    [InlineData("\"amount\": \"10.50\"", "\"amount\": \"-10.50\"", "not-an-amount")]
    [InlineData("\"no-show\"", "\"infusion-given\"", "unknown-name")]
    [InlineData("\"id\": \"visit-2\"", "\"id\": \"visit-1\"", "duplicate-name")]
    [InlineData("\"points\": 6.5", "\"points\": 10.5", "out-of-range")]
    [InlineData("\"instrument\": \"pain-nrs\"", "\"instrument\": \"phq-9\"", "out-of-range")]
    [InlineData("\"instrument\": \"pain-nrs\"", "\"instrument\": \"pain\"", "unknown-name")]
    [InlineData("\"latest\": \"P2M\"", "\"latest\": \"P1M\"", "contradiction")]
    [InlineData("\"reliefDays\": 20", "\"reliefDays\": -1", "out-of-range")]
    [InlineData("\"free-call\"", "\"freecall\"", "unknown-name")]
    public void One_mistake_is_one_problem_on_its_line(string right, string wrong, string code)
    {
        Assert.Equal(
            RecordFiles.Everything.Length - right.Length, RecordFiles.Everything.Replace(right, "", StringComparison.Ordinal).Length);
        string json = RecordFiles.Everything.Replace(right, wrong, StringComparison.Ordinal);
        int line = 1 + json.AsSpan(0, Math.Max(0, wrong.Length == 0 ? 0 : json.LastIndexOf(wrong, StringComparison.Ordinal))).Count('\n');

        Assert.False(
            PatientRecord.TryParse(json, RecordFiles.Rules.TimeZone, out PatientRecord? read, out ImmutableArray<Problem> problems));
        Assert.Null(read);
        Problem problem = Assert.Single(problems);
        Assert.Equal(code, problem.Code);
        Assert.True(wrong.Length == 0 || problem.Line == line, $"{problem} is not on line {line}");
    }

    [Fact]
    public void The_record_in_the_documentation_reads_and_every_property_is_named_there()
    {
        string page = File.ReadAllText(Repository.RepositoryFiles.PathOf("docs/records.md"));
        string json = page[(page.IndexOf("```json", StringComparison.Ordinal) + 7)..];
        PatientRecord read = PatientRecord.Parse(json[..json.IndexOf("```", StringComparison.Ordinal)], InfusionRules.Published.TimeZone);

        Assert.Equal("small", read.Id);
        Assert.All(Members(), name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_record_that_uses_everything_uses_every_member_of_the_format_but_a_waiver_and_two_readings()
    {
        string[] members = Members();

        Assert.True(members.Length > 80, $"only {members.Length} members");
        Assert.Equal(["either", "or", "waiver"], members.Where(name => !RecordFiles.Everything.Contains($"\"{name}\":", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_record_is_stored_by_the_serializer_as_the_document_it_is_read_from()
    {
        PatientRecord read = PatientRecord.Parse(RecordFiles.Everything, RecordFiles.Rules.TimeZone);
        string json = JsonSerializer.Serialize(read);

        Assert.Equal(read, JsonSerializer.Deserialize<PatientRecord>(json));
        Assert.Equal(read, PatientRecord.Parse(json, RecordFiles.Rules.TimeZone));
        Assert.Throws<JsonException>(
            () => JsonSerializer.Deserialize<PatientRecord>(json.Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_stored_record_is_read_whatever_the_policy_has_become()
    {
        PatientRecord read = PatientRecord.Parse(
            RecordFiles.Everything.Replace("\"four-hour\"", "\"six-hour\"", StringComparison.Ordinal)
                .Replace("\"USD\"", "\"EUR\"", StringComparison.Ordinal),
            RecordFiles.Rules.TimeZone);

        Assert.Equal(("six-hour", "EUR"), (read.Protocol?.Text, read.Visits[0].Price?.Currency));
        Assert.NotEmpty(RecordFiles.Rules.Review(read).ToDocuments());
    }

    [Fact]
    public void All_mistakes_are_reported_at_once()
    {
        string json = RecordFiles.Everything
            .Replace("\"conditionsAreComplete\"", "\"conditionsAreComplet\"", StringComparison.Ordinal)
            .Replace("\"points\": 6.5", "\"points\": 65", StringComparison.Ordinal)
            .Replace("\"oral\"", "\"orall\"", StringComparison.Ordinal);

        DocumentException error = Assert.Throws<DocumentException>(() => PatientRecord.Parse(json, RecordFiles.Rules.TimeZone));
        Assert.Equal(["unknown-property", "unknown-name", "out-of-range"], error.Problems.Select(problem => problem.Code));
        Assert.Equal(["conditionsAreComplete", "oral", null], error.Problems.Select(problem => problem.Nearest));
    }

    [Fact]
    public void Whatever_the_bytes_are_the_answer_is_a_record_or_problems()
    {
        byte[] whole = Encoding.UTF8.GetBytes(RecordFiles.Everything);
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
                _ = PatientRecord.Load(new MemoryStream(bytes), RecordFiles.Rules.TimeZone);
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
        string json = RecordFiles.Everything.Replace("\"systolic\": 120", "\"systolic\": 987654", StringComparison.Ordinal);

        Assert.DoesNotContain(
            "987654", Assert.Throws<DocumentException>(() => PatientRecord.Parse(json, RecordFiles.Rules.TimeZone)).Message,
            StringComparison.Ordinal);
        PatientRecord read = PatientRecord.Parse(RecordFiles.Everything, RecordFiles.Rules.TimeZone);
        string text = string.Join(
            " ", read, read.Visits[0], read.Visits[1].Cancellation, read.Scores[0], read.Referrals[0], read.Consultation);
        Assert.DoesNotContain("gabapentin", text, StringComparison.Ordinal);
        Assert.DoesNotContain("6.5", text, StringComparison.Ordinal);
        Assert.DoesNotContain("friend-1", text, StringComparison.Ordinal);
    }

    // What the format declares, and what is written by hand beside it.
    private static string[] Members()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            PatientRecord.Fields.All.Format.Describe(json, orNull: false);
            json.WriteEndObject();
        }

        using JsonDocument schema = JsonDocument.Parse(bytes.ToArray());
        return [.. Under(schema.RootElement).Concat(["format", "from", "to", "other"]).Distinct()];
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
