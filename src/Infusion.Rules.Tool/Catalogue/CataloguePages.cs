using System.Text;

namespace Infusion.Rules.Tool.Catalogue;

/// <summary>The catalogue as Markdown: one page for each room, and an index.</summary>
internal static class CataloguePages
{
    /// <summary>The pages by file name.</summary>
    public static IEnumerable<(string Name, string Text)> Of(RuleCatalogue catalogue) =>
        [("README.md", Index(catalogue)), .. catalogue.Rooms().Select(room => ($"{room.Key}.md", Page(catalogue, room.Key, [.. room])))];

    private static string Index(RuleCatalogue catalogue)
    {
        var text = new StringBuilder();
        text.Append($"# The rules of {catalogue.Policy} {catalogue.PolicyVersion}\n\n");
        text.Append("Written by `infusion-rules rules --format markdown` from the decision tables that also run. Do not edit.\n\n");
        text.Append("| page | tables | rules |\n| --- | --- | --- |\n");
        foreach (IGrouping<string, TableEntry> room in catalogue.Rooms())
        {
            text.Append($"| [{room.Key}]({room.Key}.md) | {room.Count()} | {room.Sum(table => table.Rules.Count)} |\n");
        }

        return text.ToString();
    }

    private static string Page(RuleCatalogue catalogue, string room, TableEntry[] tables)
    {
        var text = new StringBuilder();
        text.Append($"# {room}: the rules of {catalogue.Policy} {catalogue.PolicyVersion}\n\n");
        text.Append("Written from the decision tables. Do not edit. [All rules](README.md)\n");
        foreach (TableEntry table in tables)
        {
            text.Append(
                $"\n## `{table.Id}`\n\nDecides {table.Decides}: {string.Join(", ", table.Outcomes.Select(outcome => $"`{outcome}`"))}. ");
            text.Append(table.HitPolicy switch
            {
                Tables.HitPolicy.Collect => "Every rule that applies counts.\n",
                Tables.HitPolicy.Priority => "From the least to the most cautious; of the rules that apply, the most cautious wins.\n",
                _ => "From the least to the most cautious; one rule applies.\n",
            });
            if (table.Facts.Count > 0)
            {
                text.Append("\n| fact | asked as |\n| --- | --- |\n");
                foreach (FactEntry fact in table.Facts)
                {
                    text.Append($"| `{fact.Id}`{(fact.DecidedBy is { } upstream ? $", from `{upstream}`" : "")} | {fact.Question} |\n");
                }
            }

            foreach (RuleEntry rule in table.Rules)
            {
                text.Append($"\n### `{rule.Id}`\n\n{rule.Says}.\n\n");
                text.Append($"Outcome `{rule.Outcome}`; {rule.Modality}, {rule.Provenance}");
                text.Append(rule.Terms.Count > 0 ? $"; {string.Join("; ", rule.Terms)}.\n\n" : ".\n\n");
                text.Append(string.Concat(rule.Sources.Select(source => $"- {source.Id}{(source.Says is { } says ? $": {says}" : "")}\n")));
            }
        }

        return text.ToString();
    }
}
