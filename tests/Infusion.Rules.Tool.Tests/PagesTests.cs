using System.Text.RegularExpressions;
using Infusion.Rules.Tool.Catalogue;

namespace Infusion.Rules.Tool.Tests;

public class PagesTests
{
    [Fact]
    public void The_committed_pages_are_what_the_tool_writes()
    {
        (string Name, string Text)[] pages = [.. CataloguePages.Of(RuleCatalogue.Of(InfusionRules.Published))];
        Assert.True(pages.Length >= 9, $"{pages.Length} pages");
        Committed.AreThese("docs/rules", pages);
    }

    [Fact]
    public void Every_rule_has_its_sentence_outcome_and_sources_on_a_page()
    {
        string all = string.Concat(CataloguePages.Of(RuleCatalogue.Of(InfusionRules.Published)).Select(page => page.Text));
        string[] rules = [.. InfusionRules.Published.Tables.SelectMany(table => table.Rules).Select(rule => rule.Id)];
        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.Single(Regex.Matches(all, $"^### `{Regex.Escape(rule)}`$", RegexOptions.Multiline)));
    }
}
