using System.Text.Json.Nodes;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies;
using Infusion.Rules.Sources;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Sources;

/// <summary>The register and the rules name each other: nothing dangles in either direction.</summary>
public class RegisterAlignmentTests
{
    public static TheoryData<string> StatementIds => [.. RegisterCheck.StatementIds];

    public static TheoryData<string> ConflictIds => [.. SourceRegister.Published.Conflicts.Select(conflict => conflict.Id)];

    [Fact]
    public void Every_statement_has_existing_rules_or_a_reason_and_every_rule_leads_back() =>
        Assert.Empty(Problems(SourceRegister.Published));

    [Fact]
    public void There_are_84_statements_and_more_rules_than_that()
    {
        Assert.Equal(84, RegisterCheck.StatementIds.Count());
        Assert.True(InfusionRules.Published.Tables.Sum(table => table.Rules.Length) > 84);
    }

    [Fact]
    public void Every_citation_of_a_policy_that_fills_every_section_resolves()
    {
        string[] citations = [.. FilledPolicy.Policies.SelectMany(
            policy => new InfusionRules(policy).Tables).SelectMany(table => table.Rules)
            .SelectMany(rule => rule.Citations).Distinct()];
        Assert.Contains("clinic-policy", citations);
        Assert.All(citations, id => Assert.True(id == "clinic-policy" || SourceRegister.Published.Contains(id), id));
    }

    [Theory]
    [MemberData(nameof(StatementIds))]
    public void Without_one_statement_the_register_does_not_hold(string id) => Assert.True(Fails(register =>
        Remove(register["statements"]!.AsArray(), id)));

    [Theory]
    [MemberData(nameof(ConflictIds))]
    public void Without_one_conflict_a_citation_dangles(string id) => Assert.True(Fails(register =>
        Remove(register["conflicts"]!.AsArray(), id)));

    [Fact]
    public void A_rule_id_that_exists_nowhere_is_found() => Assert.Contains(
        "R43 names fasting.midnight, which is in no table.",
        Problems(Changed(register => Find(register["statements"]!.AsArray(), "R43")["rules"]!.AsArray().Add("fasting.midnight"))));

    [Fact]
    public void A_statement_that_does_not_lead_back_to_its_rule_is_found() => Assert.Contains(
        "fasting.solids cites R43, which does not lead back to it.",
        Problems(Changed(register => Find(register["statements"]!.AsArray(), "R43")["rules"] = new JsonArray("fasting.clear-liquids"))));

    [Fact]
    public void A_statement_that_names_a_rule_which_does_not_cite_it_is_found() => Assert.Contains(
        "R43 names fasting.clear-liquids, which does not cite it.",
        Problems(Changed(register => Find(register["statements"]!.AsArray(), "R43")["rules"]!.AsArray().Add("fasting.clear-liquids"))));

    [Fact]
    public void A_conflict_is_held_to_its_rules_in_both_directions()
    {
        Assert.Contains("C6 names fasting.solids, which does not cite it.", Problems(Changed(register =>
            Find(register["conflicts"]!.AsArray(), "C6")["rules"]!.AsArray().Add("fasting.solids"))));
        Assert.Contains("C6 names fasting.midnight, which is in no table.", Problems(Changed(register =>
            Find(register["conflicts"]!.AsArray(), "C6")["rules"]!.AsArray().Add("fasting.midnight"))));
        Assert.Contains("fasting.counts cites C6, which does not lead back to it.", Problems(Changed(register =>
            Find(register["conflicts"]!.AsArray(), "C6")["rules"] = new JsonArray("fasting.clinic-was-late"))));
    }

    [Fact]
    public void A_rule_cites_a_statement_exactly_if_the_statement_names_it()
    {
        string[] fromRegister =
        [
            .. SourceRegister.Published.Statements.SelectMany(one => one.Rules.Select(rule => $"{one.Id} {rule}")),
            .. SourceRegister.Published.Conflicts.SelectMany(one => one.Rules.Select(rule => $"{one.Id} {rule}")),
        ];
        string[] fromRules =
        [
            .. InfusionRules.Published.Tables.SelectMany(table => table.Rules).Select(rule => (rule.Id, rule.Citations))
                .Concat(ClinicPolicy.VirginiaInfusionTherapies.Response!.Rates.Select(rate => (rate.Id, rate.Citations)))
                .SelectMany(rule => rule.Citations.Where(IsOfThePage).Select(id => $"{id} {rule.Id}")).Distinct(),
        ];
        Assert.True(fromRules.Length > 300);
        Assert.Equal(fromRegister.Order(StringComparer.Ordinal), fromRules.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Whatever_a_policy_fills_in_its_rules_cite_the_page_only_where_it_names_them() => Assert.Empty(
        from policy in FilledPolicy.Policies
        from table in new InfusionRules(policy).Tables
        from rule in table.Rules
        from id in rule.Citations
        where IsOfThePage(id) && !SourceRegister.Published.CitationsOf(rule.Id).Contains(id)
        select $"{rule.Id} cites {id}");

    private static bool IsOfThePage(string id) =>
        SourceRegister.Published.FindStatement(id) is not null || SourceRegister.Published.FindConflict(id) is not null;

    [Fact]
    public void A_rule_that_cites_what_is_not_there_is_found()
    {
        DecisionTable wrong = DecisionTable.Create<FindingForTests>("wrong", "a wrong table", HitPolicy.Collect, [],
            [Rule.For(FindingForTests.Found, "wrong.rule", Condition.Always, "Says", Modality.Informational, Provenance.Inferred, "R99")]);
        Assert.Contains(
            "wrong.rule cites R99, which is not in the register.",
            RegisterCheck.Problems(
                SourceRegister.Published, [.. InfusionRules.Published.Tables, wrong], ClinicPolicy.VirginiaInfusionTherapies));
    }

    [Theory]
    [InlineData("fasting.kinds", true)]
    [InlineData("eligibility.acceptedRoles", true)]
    [InlineData("visits.recoveryPlanned", true)]
    [InlineData("fasting.anchor", false)]
    [InlineData("Fasting.Kinds", false)]
    [InlineData("fasting.strictestWindow", false)]
    public void A_policy_path_names_something_a_clinic_can_set(string path, bool exists) =>
        Assert.Equal(exists, RegisterCheck.Property(path) is not null);

    [Fact]
    public void Every_rule_a_document_points_at_exists()
    {
        HashSet<string> rules = [.. InfusionRules.Published.Tables.SelectMany(table => table.Rules).Select(rule => rule.Id)];
        string[] named =
        [
            .. Documents().SelectMany(WithParts).SelectMany(document => document.Values).Select(value => value.Rule).OfType<string>()
                .Distinct(),
        ];
        Assert.True(named.Length > 8);
        Assert.Empty(named.Except(rules));
    }

    private static IEnumerable<DecisionDocument> Documents() => HotDecisions.Documents(InfusionRules.Published);

    private static IEnumerable<DecisionDocument> WithParts(DecisionDocument document) =>
        document.Parts.SelectMany(WithParts).Prepend(document);

    private static IReadOnlyList<string> Problems(SourceRegister register) =>
        RegisterCheck.Problems(register, InfusionRules.Published.Tables, ClinicPolicy.VirginiaInfusionTherapies);

    // A register that cannot be read at all has failed as well.
    private static bool Fails(Action<JsonNode> change)
    {
        try
        {
            return Problems(Changed(change)).Count > 0;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static SourceRegister Changed(Action<JsonNode> change)
    {
        JsonNode register = SourceRegisterTests.Shipped();
        change(register);
        return SourceRegister.FromJson(register.ToJsonString());
    }

    private static JsonNode Find(JsonArray items, string id) => items.Single(item => (string?)item!["id"] == id)!;

    private static void Remove(JsonArray items, string id) => Assert.True(items.Remove(Find(items, id)));

    private enum FindingForTests
    {
        Found,
    }
}
