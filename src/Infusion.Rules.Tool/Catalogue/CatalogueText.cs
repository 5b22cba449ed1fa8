using Spectre.Console;

namespace Infusion.Rules.Tool.Catalogue;

/// <summary>The catalogue for a terminal.</summary>
internal static class CatalogueText
{
    public static void Write(RuleCatalogue catalogue, IAnsiConsole console)
    {
        console.MarkupLineInterpolated($"[bold]{catalogue.Policy} {catalogue.PolicyVersion}[/]: {catalogue.Tables.Sum(table => table.Rules.Count)} rules in {catalogue.Tables.Count} tables");
        foreach (TableEntry table in catalogue.Tables.Where(table => table.Rules.Count > 0))
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{table.Id}[/] decides {table.Decides}");
            foreach (RuleEntry rule in table.Rules)
            {
                console.MarkupLineInterpolated($"  [blue]{rule.Id}[/] [grey]{rule.Outcome}; {rule.Modality}, {rule.Provenance}; {string.Join(", ", rule.Sources.Select(source => source.Id))}[/]");
                console.Write(new Padder(new Text(rule.Says), new Padding(4, 0, 0, 0)));
            }
        }
    }
}
