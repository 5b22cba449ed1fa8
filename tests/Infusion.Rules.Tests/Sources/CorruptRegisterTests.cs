using System.Text.Json.Nodes;
using Infusion.Rules.Sources;

namespace Infusion.Rules.Tests.Sources;

public class CorruptRegisterTests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"format":1,"statements":[],"conflicts":[]}""")]
    [InlineData("""{"format":1,"statements":null,"conflicts":[],"references":[]}""")]
    [InlineData("""{"format":1,"statements":[null],"conflicts":[],"references":[]}""")]
    [InlineData("""{"format":1,"format":1,"statements":[],"conflicts":[],"references":[]}""")]
    [InlineData("""{"format":1,"statements":[],"conflicts":[],"references":[],"notes":[]}""")]
    [InlineData("""{"format":1,"statements":[],"conflicts":[],"references":[]""")]
    public void A_document_of_another_shape_is_refused(string json) =>
        Assert.Throws<InvalidOperationException>(() => SourceRegister.FromJson(json));

    [Fact]
    public void The_smallest_register_is_accepted() =>
        Assert.Empty(SourceRegister.FromJson("""{"format":1,"statements":[],"conflicts":[],"references":[]}""").Statements);

    [Fact]
    public void A_newer_format_is_refused_by_its_number() =>
        Assert.Contains("Format 2", Refusal(register => register["format"] = 2).Message, StringComparison.Ordinal);

    [Fact]
    public void An_id_used_twice_is_refused()
    {
        Refusal(register => First(register, "statements")["id"] = "R02");
        Refusal(register => First(register, "conflicts")["id"] = "C2");
        Refusal(register => First(register, "references")["id"] = "dworkin-2008");
        Refusal(register => First(register, "conflicts")["id"] = "R02");
        Refusal(register => First(register, "references")["id"] = "R02");
        Refusal(register => First(register, "references")["id"] = "C2");
    }

    [Fact]
    public void A_conflict_over_an_unknown_statement_is_refused() =>
        Assert.Contains(
            "R99",
            Refusal(register => First(register, "conflicts")["statements"] = new JsonArray("R99")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_conflict_without_statements_or_alternatives_is_refused()
    {
        Refusal(register => First(register, "conflicts")["statements"] = new JsonArray());
        Refusal(register => First(register, "conflicts")["alternatives"] = new JsonArray());
        Refusal(register => First(register, "conflicts")["alternatives"] = new JsonArray((JsonNode?)null));
        Refusal(register => First(register, "conflicts")["alternatives"] = null);
    }

    [Fact]
    public void A_statement_with_neither_rules_nor_a_reason_is_refused() =>
        Refusal(register => First(register, "statements").Remove("reason"));

    [Fact]
    public void A_statement_with_both_rules_and_a_reason_is_refused() =>
        Refusal(register => First(register, "statements")["rules"] = new JsonArray("fasting.solids"));

    [Fact]
    public void A_rule_named_twice_or_left_blank_is_refused()
    {
        Refusal(register => Second(register)["rules"] = new JsonArray("fasting.solids", "fasting.solids"));
        Refusal(register => Second(register)["rules"] = new JsonArray(" "));
        Refusal(register => Second(register)["rules"] = null);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("heading")]
    [InlineData("paraphrase")]
    [InlineData("reason")]
    public void A_blank_text_is_refused(string member)
    {
        Refusal(register => First(register, "statements")[member] = " ");
        Refusal(register => First(register, "statements")[member] = null);
    }

    [Fact]
    public void A_reference_that_was_only_recalled_is_refused()
    {
        Refusal(register => First(register, "references")["verified"] = "recalled");
        Refusal(register => First(register, "references")["verified"] = 0);
        Refusal(register => First(register, "references").Remove("verified"));
    }

    [Fact]
    public void A_missing_resource_is_named() =>
        Assert.Contains(
            "no-such.json",
            Assert.Throws<InvalidOperationException>(() => SourceRegister.FromResource("no-such.json")).Message,
            StringComparison.Ordinal);

    private static InvalidOperationException Refusal(Action<JsonNode> damage)
    {
        var register = SourceRegisterTests.Shipped();
        damage(register);
        return Assert.Throws<InvalidOperationException>(() => SourceRegister.FromJson(register.ToJsonString()));
    }

    private static JsonObject First(JsonNode register, string list) => register[list]!.AsArray()[0]!.AsObject();

    private static JsonObject Second(JsonNode register) => register["statements"]!.AsArray()[1]!.AsObject();
}
