using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Fasting;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Fasting;

namespace Infusion.Rules.Tests.Documents;

public class DecisionJsonTests
{
    private static Decision<FastingOutcome> Plan =>
        FastingScenarioTests.Rules.DecidePlan(FastingScenarioTests.Facts("2026-06-15 10:00", ("water", "2026-06-15 08:30")));

    [Fact]
    public void Cells_of_every_table_read_back_as_they_were_written()
    {
        PolicyVersion version = new("p", "1", "tz");
        long compared = 0;
        long mismatches = 0;
        foreach (DecisionTable table in InfusionRules.Published.Tables)
        {
            foreach (FactValue[] row in table.Partition.Rows(withUnknown: true)
                    .Where((_, index) => index % Math.Max(1, table.Partition.CellCount / 300) == 0))
            {
                DecisionDocument document = DecisionDocument.Of(table, row, version);
                string json = DecisionJson.Write(document);
                DecisionDocument read = DecisionJson.Parse(json);
                mismatches += document == read && json == DecisionJson.Write(read) ? 0 : 1;
                compared++;
            }
        }

        Assert.True(compared > InfusionRules.Published.Tables.Length);
        Assert.Equal(0, mismatches);
    }

    [Fact]
    public void A_room_decision_reads_back_with_its_parts()
    {
        DecisionDocument document = FastingScenarioTests.Rules
            .DecidePlan(
                FastingScenarioTests.Facts("2026-06-15 10:00", ("water", "2026-06-15 08:30"), ("latte", "2026-06-15 07:00"))).ToDocument();
        Assert.Equal(document, DecisionJson.Parse(DecisionJson.Write(document)));
        Assert.Equal(["fasting.intake", "fasting.intake", "fasting.violation"], document.Parts.Select(part => part.Decision));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"format":2}""")]
    public void What_is_no_document_of_this_format_is_refused(string json) =>
        Assert.Throws<DocumentException>(() => DecisionJson.Parse(json));

    // A decision is of a patient: what stands as a name by a slip of the pen is not said.
    [Theory]
    [InlineData("\"decision\": ")]
    [InlineData("\"observed\": ")]
    [InlineData("\"modality\": ")]
    [InlineData("\"canSettle\": ")]
    [InlineData("\"rule\": ")]
    [InlineData("\"value\": ")]
    [InlineData("\"possible\": ")]
    public void A_value_that_stands_as_a_name_is_not_repeated(string before)
    {
        string json = DecisionJson.Write(
            Plan.ToDocument() with { Questions = [new("a", "b?", "c", [], true)], Values = [new("a", "b", "c")] });
        Assert.Contains(before, json, StringComparison.Ordinal);
        string broken = json.Replace(before, "\"zqxvk\": 1, " + before, StringComparison.Ordinal);
        DocumentException refusal = Assert.Throws<DocumentException>(() => DecisionJson.Parse(broken));
        Assert.DoesNotContain("zqxvk", refusal.Message, StringComparison.Ordinal);
    }

    // What a reviewer reads first is what is read, or nothing is.
    [Theory]
    [InlineData("\"decision\": ", "\"decision\": \"a\", \"decision\": ", "duplicate-property")]
    [InlineData("\"outcome\": ", "\"outcome\": \"a\", \"outcome\": ", "duplicate-property")]
    [InlineData("\"format\": 1,", "", "missing-property")]
    [InlineData("\"format\": 1,", "\"format\": \"1\",", "wrong-type")]
    [InlineData("\"format\": 1,", "\"format\": 0,", "out-of-range")]
    [InlineData("\"attention\": \"", "\"attention\": \"7\", \"x\": \"", "unknown-name")]
    [InlineData("\"attention\": \"", "\"attention\": 1, \"x\": \"", "wrong-type")]
    [InlineData("\"possible\": [", "\"possible\": [null, ", "wrong-type")]
    [InlineData("\"possible\": [", "\"possible\": null, \"x\": [", "wrong-type")]
    [InlineData("\"questions\": [", "\"questions\": null, \"x\": [", "wrong-type")]
    [InlineData("\"low\": ", "\"low\": 1e99, \"x\": ", "out-of-range")]
    [InlineData("\"citations\": [", "\"citations\": [{}, ", "wrong-type")]
    public void A_stored_decision_that_was_tampered_with_is_refused_at_its_place(string from, string to, string code)
    {
        string json = DecisionJson.Write(Plan.ToDocument());
        Assert.Contains(from, json, StringComparison.Ordinal);
        int at = json.LastIndexOf(from, StringComparison.Ordinal);
        var refusal = Assert.Throws<DocumentException>(() => DecisionJson.Parse(json[..at] + to + json[(at + from.Length)..]));
        Assert.Contains(refusal.Problems, problem => problem.Code == code && problem.Line > 1);
    }

    [Fact]
    public void A_stored_decision_broken_anywhere_is_read_or_has_problems()
    {
        string whole = DecisionJson.Write(Plan.ToDocument());
        int refused = 0;
        for (int at = 0; at < whole.Length; at += 3)
        {
            foreach (string mark in (string[])["", "\"", "}", "]", ",", "9", "null", "\\ud800", "\uD800"])
            {
                try
                {
                    DecisionJson.Parse(mark.Length == 0 ? whole[..at] : whole.Insert(at, mark));
                }
                catch (DocumentException refusal)
                {
                    Assert.NotEmpty(refusal.Problems);
                    refused++;
                }
            }
        }

        Assert.True(refused > whole.Length, $"{refused}");
    }

    [Fact]
    public void A_newer_format_is_refused_by_name()
    {
        DecisionDocument document = FastingScenarioTests.Rules.DecidePlan(FastingScenarioTests.Facts("2026-06-15 10:00")).ToDocument();
        string newer = DecisionJson.Write(document with { Format = 2 })
            .Replace("\"decision\":", "\"somethingNew\": [], \"decision\":", StringComparison.Ordinal);
        Assert.Contains("format 2", Assert.Throws<DocumentException>(() => DecisionJson.Parse(newer)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_property_of_a_document_is_described_in_the_docs()
    {
        string page = File.ReadAllText(Path.Combine(Repository.RepositoryFiles.Root, "docs", "decisions.md"));
        string[] names = [.. new[]
        {
            typeof(DecisionDocument),
            typeof(RuleDocument),
            typeof(FactDocument),
            typeof(ValueDocument),
            typeof(Question),
        }
            .SelectMany(type => type.GetProperties())
            .Where(property => property.Name != "EqualityContract")
            .Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..])];

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }
}
