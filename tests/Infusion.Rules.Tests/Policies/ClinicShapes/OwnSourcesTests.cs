using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Courses;
using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>What one clinic's page says is said in that clinic's name alone, and there it is said in full.</summary>
public partial class OwnSourcesTests
{
    public static TheoryData<string> Ids => ShapeLawTests.Ids;

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_cites_sources_of_its_policy_and_the_policy_itself_alone(string id)
    {
        ClinicPolicy policy = ShapeLawTests.Policies.Single(policy => policy.Id == id);
        string[] known = ["clinic-policy", .. policy.Sources.Select(source => source.Id)];
        Rule[] rules = [.. new InfusionRules(policy).Tables.SelectMany(table => table.Rules)];
        Assert.True(rules.Length > 100, $"only {rules.Length} rules");
        Assert.All(rules, rule => Assert.Empty(rule.Citations.Except(known)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void No_document_names_the_page_of_another_clinic(string id)
    {
        InfusionRules rules = new(ShapeLawTests.Policies.Single(policy => policy.Id == id));
        string[] documents =
        [
            .. ShippedHistories.Names.SelectMany(name => Reviewed(rules, name.Data))
                .Select(document => JsonSerializer.Serialize(document)),
        ];
        Assert.True(documents.Length > 50, $"only {documents.Length} documents");
        Assert.All(documents, document => Assert.DoesNotMatch(AnotherClinic(), document));
    }

    [Fact]
    public void The_published_documents_do_name_their_page() => Assert.Contains(
        ShippedHistories.Names.SelectMany(name => Reviewed(InfusionRules.Published, name.Data)),
        document => AnotherClinic().IsMatch(JsonSerializer.Serialize(document)));

    [Fact]
    public void Every_rule_cites_the_statements_that_it_encodes()
    {
        var rules = InfusionRules.Published.Tables.SelectMany(table => table.Rules).ToDictionary(rule => rule.Id);
        string[] lines = File.ReadAllLines(RepositoryFiles.PathOf("tests/Infusion.Rules.Tests/Sources/citations.txt"));
        Assert.True(lines.Length > 200, $"only {lines.Length} rules");
        Assert.All(lines, line =>
        {
            string[] parts = line.Split(": ");
            Assert.True(rules.TryGetValue(parts[0], out Rule? rule), $"There is no rule {parts[0]}.");
            Assert.Empty(parts[1].Split(", ").Except(rule.Citations));
        });
    }

    [Fact]
    public void The_same_policy_under_another_name_cites_nothing_of_the_page()
    {
        InfusionRules other = new(ClinicPolicy.VirginiaInfusionTherapies with { Id = "another-clinic" });
        Assert.All(other.Tables.SelectMany(table => table.Rules), rule =>
        {
            Assert.NotEqual(Provenance.Published, rule.Provenance);
            Assert.DoesNotMatch(AnotherClinic(), rule.Sentence);
        });
    }

    private static ImmutableArray<DecisionDocument> Reviewed(InfusionRules rules, string name) =>
        rules.Review(PatientRecord.Parse(ShippedHistories.Text(name), rules.TimeZone)).ToDocuments();

    [GeneratedRegex(@"\b[RC][0-9]{1,2}b?\b|[Vv]irginia", RegexOptions.CultureInvariant)]
    private static partial Regex AnotherClinic();
}
