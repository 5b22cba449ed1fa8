using System.Text;
using Infusion.Rules.Words;

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
        text.Append($"# The rules of {ShownText.Markdown($"{catalogue.Policy} {catalogue.PolicyVersion}")}\n\n");
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
        text.Append($"# {room}: the rules of {ShownText.Markdown($"{catalogue.Policy} {catalogue.PolicyVersion}")}\n\n");
        text.Append("Written from the decision tables. Do not edit. [All rules](README.md)\n");
        foreach (TableEntry table in tables)
        {
            string outcomes = string.Join(", ", table.Outcomes.Select(ShownText.MarkdownCode));
            text.Append($"\n## `{table.Id}`\n\nDecides {ShownText.Markdown(table.Decides)}: {outcomes}. ");
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
                    string from = fact.DecidedBy is { } upstream ? $", from {ShownText.MarkdownCode(upstream)}" : "";
                    text.Append($"| {ShownText.MarkdownCode(fact.Id)}{from} | {ShownText.Markdown(fact.Question)} |\n");
                }
            }

            foreach (RuleEntry rule in table.Rules)
            {
                text.Append($"\n### {ShownText.MarkdownCode(rule.Id)}\n\n{ShownText.Markdown(rule.Says)}.\n\n");
                text.Append($"Outcome {ShownText.MarkdownCode(rule.Outcome)}; {rule.Modality}, {rule.Provenance}");
                text.Append(rule.Terms.Count > 0 ? $"; {ShownText.Markdown(string.Join("; ", rule.Terms))}.\n\n" : ".\n\n");
                text.Append(string.Concat(rule.Sources.Select(static source =>
                    $"- {ShownText.Markdown(source.Id + (source.Says is { } says ? $": {says}" : ""))}\n")));
            }
        }

        return text.ToString();
    }
}
