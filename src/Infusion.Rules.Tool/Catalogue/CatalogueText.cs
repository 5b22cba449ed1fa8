using Infusion.Rules.Reports;
using Infusion.Rules.Tool.Reports;
using Spectre.Console;

namespace Infusion.Rules.Tool.Catalogue;

/// <summary>The catalogue for a terminal.</summary>
internal static class CatalogueText
{
    public static void Write(RuleCatalogue catalogue, IAnsiConsole console)
    {
        var page = new Page(console);
        page.Write(
            $"{catalogue.Policy} {catalogue.PolicyVersion}: {Wording.Count(catalogue.Tables.Sum(table => table.Rules.Count), "rule")} in "
            + $"{Wording.Count(catalogue.Tables.Count, "decision")}",
            style: "bold");
        foreach (TableEntry table in catalogue.Tables.Where(table => table.Rules.Count > 0))
        {
            page.Heading($"{Wording.Capital(table.Decides)} ({table.Id})");
            foreach (RuleEntry rule in table.Rules)
            {
                page.Write($"{rule.Says}.", 2, "- ");
                page.Write(
                    $"{rule.Id}: {Wording.Words(rule.Outcome)}; {Wording.Words(rule.Modality.ToString())}, "
                    + $"{Wording.Words(rule.Provenance.ToString())}; "
                    + string.Join(", ", rule.Sources.Select(source => source.Id)),
                    4, style: "grey");
                if (rule.Terms.Count > 0)
                {
                    page.Write(string.Join("; ", rule.Terms), 4, style: "grey");
                }
            }
        }
    }
}
