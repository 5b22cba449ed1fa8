using Infusion.Rules.Policies;
using Infusion.Rules.Sources;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Tool.Catalogue;

/// <summary>Every rule of a policy as data, read off the decision tables.</summary>
internal sealed record RuleCatalogue(int Format, string Policy, string PolicyVersion, IReadOnlyList<TableEntry> Tables)
{
    public static RuleCatalogue Of(InfusionRules rules) => new(
        1, rules.Version.Policy, rules.Version.Version, [.. rules.Tables.Select(table => TableEntry.Of(table, rules.Policy))]);

    /// <summary>The tables by the first word of their id, in order of appearance.</summary>
    public IEnumerable<IGrouping<string, TableEntry>> Rooms() => Tables.GroupBy(table => table.Id.Split('.')[0]);
}

/// <summary>A decision table of the catalogue.</summary>
internal sealed record TableEntry(
    string Id, string Decides, HitPolicy HitPolicy, IReadOnlyList<string> Outcomes, IReadOnlyList<FactEntry> Facts,
    IReadOnlyList<RuleEntry> Rules)
{
    public static TableEntry Of(DecisionTable table, ClinicPolicy policy) => new(
        table.Id, table.Decides, table.HitPolicy, [.. table.Outcomes],
        [.. table.Facts.Select(fact => new FactEntry(fact.Id, fact.Name, fact.Question, fact.LinkedTable))],
        [.. table.Rules.Select(rule => RuleEntry.Of(rule, table, policy))]);
}

/// <summary>A fact of a table.</summary>
internal sealed record FactEntry(string Id, string Name, string Question, string? DecidedBy);

/// <summary>A rule of a table, as one sentence with its parameters filled in.</summary>
internal sealed record RuleEntry(
    string Id, string Says, string Outcome, Modality Modality, Provenance Provenance, IReadOnlyList<string> Terms,
    IReadOnlyList<SourceEntry> Sources)
{
    public static RuleEntry Of(Rule rule, DecisionTable table, ClinicPolicy policy) => new(
        rule.Id, rule.Says, table.NameOf(rule.Outcome), rule.Modality, rule.Provenance, [.. rule.Terms.Select(term => term.ToString())],
        [.. rule.Citations.Select(citation => SourceEntry.Of(citation, policy, SourceRegister.Published))]);
}

/// <summary>What a rule cites: a statement, a conflict or a work, and what it says in our words.</summary>
internal sealed record SourceEntry(string Id, string? Says)
{
    public static SourceEntry Of(string citation, ClinicPolicy policy, SourceRegister register) => new(
        citation,
        policy.Sources.FirstOrDefault(source => source.Id == citation)?.Citation ?? register.FindStatement(citation)?.Paraphrase
            ?? register.FindConflict(citation)?.Reading ?? register.FindReference(citation)?.Citation);
}
