using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Fasting;

namespace Infusion.Rules.Tests.Documents;

public class DecisionJsonTests
{
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
                mismatches += document == DecisionJson.Parse(DecisionJson.Write(document)) ? 0 : 1;
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
        Assert.Throws<FormatException>(() => DecisionJson.Parse(json));

    [Fact]
    public void A_newer_format_is_refused_by_name()
    {
        DecisionDocument document = FastingScenarioTests.Rules.DecidePlan(FastingScenarioTests.Facts("2026-06-15 10:00")).ToDocument();
        string newer = DecisionJson.Write(document with { Format = 2 })
            .Replace("\"decision\":", "\"somethingNew\": [], \"decision\":", StringComparison.Ordinal);
        Assert.Contains("format 2", Assert.Throws<FormatException>(() => DecisionJson.Parse(newer)).Message, StringComparison.Ordinal);
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
