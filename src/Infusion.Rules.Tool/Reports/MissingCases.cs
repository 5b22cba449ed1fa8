using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Infusion.Rules.Cases;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Reports;

/// <summary>Cases for what no case reaches, in YAML: records with what the policy decides, and rows with an outcome to fill in.</summary>
internal static class MissingCases
{
    private const int LongestLine = 140;

    /// <summary>Writes a file of records, and names what none of them reaches.</summary>
    public static string Of(FilledCases filled, InfusionRules rules)
    {
        var text = new StringBuilder();
        text.Append("# What the policy decides of these patients. Compare it with what the rulebook says before you keep it.\n");
        foreach (string unreached in filled.Unreached)
        {
            text.Append($"# No record was found for: {unreached}.\n");
        }

        if (filled.Records.IsEmpty)
        {
            return text.Append("records: []\n").ToString();
        }

        using var json = JsonDocument.Parse(new ExpectedCases { Records = filled.Records }.ToJson(rules.Tables, rules.TimeZone));
        text.Append("records:\n");
        foreach (JsonElement record in json.RootElement.GetProperty("records").EnumerateArray())
        {
            Block(text, record, "  ", isItem: true);
        }

        return text.ToString();
    }

    // On one line what fits, and else a line for each member.
    private static void Block(StringBuilder text, JsonElement value, string indent, bool isItem)
    {
        string first = isItem ? indent + "- " : indent;
        string rest = isItem ? indent + "  " : indent;
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                Block(text, item, indent, isItem: true);
            }
        }
        else if (value.ValueKind != JsonValueKind.Object || (isItem && Fits(value, first)))
        {
            text.Append($"{first}{Scalar(value)}\n");
        }
        else
        {
            foreach (JsonProperty member in value.EnumerateObject())
            {
                bool isInline = member.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)
                    || Fits(member.Value, $"{first}{member.Name}: ");
                text.Append($"{first}{member.Name}:{(isInline ? $" {Scalar(member.Value)}" : "")}\n");
                if (!isInline)
                {
                    Block(text, member.Value, rest + "  ", isItem: false);
                }

                first = rest;
            }
        }
    }

    private static bool Fits(JsonElement value, string before) => before.Length + Scalar(value).Length <= LongestLine;

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
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Scalar))}]",
        _ => value.GetRawText(),
    };
}
