using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Infusion.Rules.Cases;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Reports;

/// <summary>The boundaries no case is at, as cases in YAML with an outcome to fill in.</summary>
internal static class MissingCases
{
    /// <summary>Writes the file; without a missing case, one that says so.</summary>
    public static string Of(CoverageReport coverage, InfusionRules rules)
    {
        var text = new StringBuilder(
            "# Write the outcome that the rulebook gives in place of each question mark, and add the rules that decide.\ndecisions:");
        if (coverage.Missing.IsEmpty)
        {
            return "# Every boundary has a case.\ndecisions: []\n";
        }

        text.Append('\n');
        foreach (BoundaryObligation missing in coverage.Missing)
        {
            text.Append(Of(missing, rules));
        }

        return text.ToString();
    }

    /// <summary>One missing case, as an item of the list <c>decisions</c>.</summary>
    public static string Of(BoundaryObligation missing, InfusionRules rules)
    {
        DecisionTable table = rules.Table(missing.Table);
        var facts = missing.Case.ToImmutableSortedDictionary(
            fact => fact.Id, fact => FactValue.Between(fact.AfterLow!.Value, fact.AfterHigh!.Value), StringComparer.Ordinal);
        var row = new ExpectedCases { Rows = [new TableCase { Table = table.Id, Facts = facts }] };
        using var json = JsonDocument.Parse(row.ToJson(rules.Tables, rules.TimeZone));
        var text = new StringBuilder();
        text.Append(
            $"  - table: {table.Id}\n    name: "
            + $"{JsonSerializer.Serialize(NameOf(missing), Inputs.Strings.Default.String)}\n    facts:\n");
        foreach (JsonProperty fact in json.RootElement.GetProperty("decisions")[0].GetProperty("facts").EnumerateObject())
        {
            text.Append($"      {fact.Name}: {Scalar(fact.Value)}\n");
        }

        return text.Append(
            $"    expect: {{ outcome: \"?\" }} # {string.Join(", ", Allowed(table))}\n").ToString();
    }

    private static string NameOf(BoundaryObligation missing) =>
        $"{missing.Rule}: {missing.Fact} {Wording.Words(missing.Position.ToString())} {missing.Constant}";

    private static ImmutableArray<string> Allowed(DecisionTable table) =>
        table.HitPolicy == HitPolicy.Collect ? [.. table.Outcomes, "none"] : table.Outcomes;

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Object =>
            $"{{ {string.Join(", ", value.EnumerateObject().Select(member => $"{member.Name}: {Scalar(member.Value)}"))} }}",
        _ => value.GetRawText(),
    };
}
