using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Tests.Records;

/// <summary>A record is answered by program: a value is set at its path, and what comes of it is a record.</summary>
public sealed class AnsweringTests
{
    private static DateTimeZone Zone => RecordFiles.Rules.TimeZone;

    private static ImmutableArray<PatientRecord> Records =>
    [
        PatientRecord.Parse(RecordFiles.Everything, Zone), PatientRecord.Parse(RecordFiles.Crps, Zone),
        PatientRecord.Parse(RecordFiles.Depression, Zone),
        FilledRecords.Record with { Visits = [FilledRecords.Visit with { Cancellation = null }] },
    ];

    [Fact]
    public void Setting_what_is_written_changes_nothing_and_setting_what_was_removed_restores_it()
    {
        int set = 0;
        int removed = 0;
        foreach (PatientRecord record in Records)
        {
            string written = record.ToJson(Zone);
            foreach ((string path, string value, string without) in Places(JsonNode.Parse(written)!))
            {
                Assert.Equal(record, record.With(path, value, Zone));
                set++;
                if (PatientRecord.TryParse(without, Zone, out PatientRecord? rest, out _))
                {
                    Assert.Equal(record, rest.With(path, value, Zone));
                    if (without.Contains($"\"{path.Split('.')[^1]}AreComplete\":true", StringComparison.Ordinal)
                        && Refused(record, path) is { IsEmpty: false } problems)
                    {
                        Assert.All(problems, problem => Assert.Equal(ProblemCodes.Contradiction, problem.Code));
                    }
                    else
                    {
                        Assert.Equal(rest, record.With(path, "null", Zone));
                    }

                    removed++;
                }
            }
        }

        Assert.True(set > 500 && removed > 300, $"{set} set, {removed} removed");
    }

    [Fact]
    public void An_entry_is_told_by_its_id_or_its_index_and_added_after_the_last()
    {
        PatientRecord record = PatientRecord.Parse(RecordFiles.Everything, Zone);
        PatientRecord told = record.With("visits[visit-2].departure", "\"2026-11-01T00:10\"", Zone);

        Assert.NotEqual(record, told);
        Assert.Equal(told, record.With("visits[1].departure", "\"2026-11-01T00:10\"", Zone));
        Assert.Equal(told, record.With("$.visits['visit-2'].departure", "\"2026-11-01T00:10\" // said by phone", Zone));
        Assert.Equal(
            (3, "later"),
            (record.With("visits[+]", """{ "id": "later", "appointment": "2026-12-01T09:00" }""", Zone).Visits.Length,
                record.With("visits[+]", """{ "id": "later", "appointment": "2026-12-01T09:00" }""", Zone).Visits[2].Id));
        Assert.Equal("toast", record.With("visits[visit-2].intakes[+].what", "\"toast\"", Zone).Visits[1].Intakes[^1].What?.Text);
    }

    [Fact]
    public void An_answer_makes_the_sections_on_its_way()
    {
        PatientRecord blank = PatientRecord.Parse("""{ "format": 1, "id": "x", "asOf": "2026-01-02T09:00" }""", Zone);

        Assert.True(blank.With("eligibility.screens.heart-attack", "\"never\"", Zone).Eligibility!.Screens!.IsAnswered("heart-attack"));
        Assert.True(blank.With("eligibility.screens['heart-attack']", "\"2020-05\"", Zone).Eligibility!.Screens!.IsAnswered("heart-attack"));
        Assert.Equal("migraine", blank.With("eligibility.conditions[+].name", "\"migraine\"", Zone).Eligibility!.Conditions[0].Name?.Text);
    }

    [Theory]
    [InlineData("visits[visit-2].ennd", "\"2026-11-01T02:00\"", "unknown-property", "$.visits[1].ennd", "end")]
    [InlineData("visits[vist-2].end", "\"2026-11-01T02:00\"", "unknown-name", "$.visits", "visit-2")]
    [InlineData("visits[2].end", "\"2026-11-01T02:00\"", "out-of-range", "$.visits", null)]
    [InlineData("elligibility.verdict", "\"candidate\"", "unknown-property", "$.elligibility", "eligibility")]
    [InlineData("eligibility.verdict", "\"candidat\"", "unknown-name", "$.eligibility.verdict", "candidate")]
    [InlineData("eligibility.verdict", "candidate", "syntax", "$.eligibility.verdict", null)]
    [InlineData("eligibility.verdict", "\"candidate\" }, \"x\": { \"y\": 1", "syntax", "$.eligibility.verdict", null)]
    [InlineData("eligibility.verdict", "", "syntax", "$.eligibility.verdict", null)]
    [InlineData("maintenance", "{ \"symptomsAreBack\": true, \"symptomsAreBack\": false }", "duplicate-property", "$.maintenance.symptomsAreBack", null)]
    [InlineData("visits[visit-2].appointment", "null", "wrong-type", "$.visits[1].appointment", null)]
    [InlineData("visits[0]", "null", "wrong-type", "$.visits[0]", null)]
    [InlineData("scores.instrument", "\"phq-9\"", "unknown-name", "$.scores", null)]
    [InlineData("", "1", "invalid", "$", null)]
    [InlineData("$", "1", "invalid", "$", null)]
    [InlineData("visits[", "1", "invalid", "$", null)]
    [InlineData("visits[0", "1", "invalid", "$", null)]
    [InlineData("visits[0]end", "1", "invalid", "$", null)]
    [InlineData("visits..end", "1", "invalid", "$", null)]
    [InlineData("visits['0].end", "1", "invalid", "$", null)]
    public void What_leads_nowhere_or_does_not_fit_is_named(string path, string json, string code, string at, string? nearest)
    {
        PatientRecord record = PatientRecord.Parse(RecordFiles.Everything, Zone);
        Problem problem = Assert.Single(Assert.Throws<DocumentException>(() => record.With(path, json, Zone)).Problems);

        Assert.Equal((code, at, nearest), (problem.Code, problem.Path, problem.Nearest));
    }

    // As deep as a writer of JSON goes, and no document does.
    [Theory]
    [InlineData(33)]
    [InlineData(2_000)]
    public void A_path_of_more_steps_than_a_document_has_is_refused(int steps)
    {
        PatientRecord record = PatientRecord.Parse(RecordFiles.Depression, Zone);
        string path = string.Join('.', Enumerable.Repeat("a", steps));
        Assert.Equal("too-deep", Assert.Single(Assert.Throws<DocumentException>(() => record.With(path, "1", Zone)).Problems).Code);
    }

    [Fact]
    public void Whatever_the_path_and_the_value_are_the_answer_is_a_record_or_problems()
    {
        const string Letters = "$.[]'+\\\"{},: 01visteandr\u0000é";
        PatientRecord record = PatientRecord.Parse(RecordFiles.Depression, Zone);
        var random = new Random(20260713);
        string Text(int most) => new([.. Enumerable.Range(0, random.Next(most)).Select(_ => Letters[random.Next(Letters.Length)])]);
        for (int round = 0; round < 400; round++)
        {
            try
            {
                _ = record.With(round % 2 == 0 ? Text(12) : "visits[0].start", round % 3 == 0 ? "true" : Text(8), Zone);
            }
            catch (DocumentException error)
            {
                Assert.NotEmpty(error.Problems);
            }
        }
    }

    // What is wrong with a record once nothing stands at a path: a list that is called complete is no nothing.
    private static ImmutableArray<Problem> Refused(PatientRecord record, string path)
    {
        try
        {
            _ = record.With(path, "null", Zone);
            return [];
        }
        catch (DocumentException refused)
        {
            return refused.Problems;
        }
    }

    // Every value of a document, where it stands, and the document without it.
    private static IEnumerable<(string Path, string Value, string Without)> Places(JsonNode root)
    {
        foreach (string path in Inner(root, "$").ToArray())
        {
            JsonNode document = root.DeepClone();
            JsonNode node = Find(document, path);
            string value = node.ToJsonString();
            if (node.Parent is JsonObject owner && path != "$.format")
            {
                owner.Remove(node.GetPropertyName());
                yield return (path, value, document.ToJsonString());
            }
            else if (node.Parent is JsonArray)
            {
                yield return (path, value, "");
            }
        }
    }

    private static IEnumerable<string> Inner(JsonNode node, string path) => node switch
    {
        JsonObject owner => owner.SelectMany(member => Inner(member.Value!, Step(path, member.Key)).Prepend(Step(path, member.Key))),
        JsonArray list => list.SelectMany((item, index) => Inner(item!, $"{path}[{index}]").Prepend($"{path}[{index}]")),
        _ => [],
    };

    private static string Step(string path, string name) => name.Contains('-', StringComparison.Ordinal) ? $"{path}['{name}']" : $"{path}.{name}";

    private static JsonNode Find(JsonNode root, string path)
    {
        JsonNode node = root;
        foreach (string step in path.Replace("['", ".", StringComparison.Ordinal).Replace("']", "", StringComparison.Ordinal)
            .Replace("[", ".#", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.').Skip(1))
        {
            node = step[0] == '#' ? node[int.Parse(step[1..], System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!;
        }

        return node;
    }
}
