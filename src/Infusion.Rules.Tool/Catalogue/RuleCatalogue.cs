using System.Text.Json.Serialization;
using Infusion.Rules.Policies;
using Infusion.Rules.Sources;
using Infusion.Rules.Tables;
using Infusion.Rules.Words;

namespace Infusion.Rules.Tool.Catalogue;

/// <summary>Every rule of a policy as data, read off the decision tables.</summary>
internal sealed record RuleCatalogue(int Format, string Policy, string PolicyVersion, IReadOnlyList<TableEntry> Tables)
{
    /// <summary>The clinic's name, for people.</summary>
    [JsonIgnore]
    public string Clinic { get; private init; } = "";

    /// <summary>The clinic's own sources.</summary>
    [JsonIgnore]
    public IReadOnlyList<Reference> Sources { get; private init; } = [];

    public static RuleCatalogue Of(InfusionRules rules) => new(
        1, rules.Version.Policy, rules.Version.Version, [.. rules.Tables.Select(table => TableEntry.Of(table, rules.Policy))])
    {
        Clinic = rules.Policy.Name,
        Sources = rules.Policy.Sources,
    };

    /// <summary>The tables by the first word of their id, in order of appearance.</summary>
    public IEnumerable<IGrouping<string, TableEntry>> Rooms() => Tables.GroupBy(table => table.Id.Split('.')[0]);
}

/// <summary>A decision table of the catalogue.</summary>
internal sealed record TableEntry(
    string Id, string Decides, HitPolicy HitPolicy, IReadOnlyList<string> Outcomes, IReadOnlyList<FactEntry> Facts,
    IReadOnlyList<RuleEntry> Rules)
{
    /// <summary>What is decided, as a person names it.</summary>
    [JsonIgnore]
    public string Title { get; private init; } = "";

    /// <summary>Whether the policy states anything of the matter.</summary>
    [JsonIgnore]
    public bool IsPublished { get; private init; }

    public static TableEntry Of(DecisionTable table, ClinicPolicy policy) => new(
        table.Id, table.Decides, table.HitPolicy, [.. table.Outcomes],
        [.. table.Facts.Select(fact => new FactEntry(fact.Id, fact.Name, fact.Question, fact.LinkedTable))],
        [.. table.Rules.Select(rule => RuleEntry.Of(rule, table, policy))])
    {
        Title = DecisionWords.TitleOf(table.Id),
        IsPublished = table.IsPublished,
    };
}

/// <summary>A fact of a table.</summary>
internal sealed record FactEntry(string Id, string Name, string Question, string? DecidedBy);

/// <summary>A rule of a table, as one sentence with its parameters filled in.</summary>
internal sealed record RuleEntry(
    string Id, string Says, string Outcome, Modality Modality, Provenance Provenance, IReadOnlyList<string> Terms,
    IReadOnlyList<SourceEntry> Sources)
{
    /// <summary>The outcome as a person reads it.</summary>
    [JsonIgnore]
    public string OutcomeSays { get; private init; } = "";

    /// <summary>What the outcome asks of the reader.</summary>
    [JsonIgnore]
    public Attention Attention { get; private init; }

    /// <summary>When the rule applies, in words.</summary>
    [JsonIgnore]
    public ConditionWords When { get; private init; } = ConditionWords.Of(Condition.Always);

    public static RuleEntry Of(Rule rule, DecisionTable table, ClinicPolicy policy) => new(
        rule.Id, rule.Says, table.NameOf(rule.Outcome), rule.Modality, rule.Provenance, [.. rule.Terms.Select(term => term.ToString())],
        [.. rule.Citations.Select(citation => SourceEntry.Of(citation, policy, SourceRegister.Published))])
    {
        OutcomeSays = table.WordsOf(table.NameOf(rule.Outcome), rule),
        Attention = table.AttentionOf(table.NameOf(rule.Outcome)),
        When = ConditionWords.Of(rule.When),
    };
}

/// <summary>What a rule cites: a statement, a conflict or a work, and what it says in our words.</summary>
internal sealed record SourceEntry(string Id, string? Says)
{
    public static SourceEntry Of(string citation, ClinicPolicy policy, SourceRegister register) => new(
        citation,
        policy.Sources.FirstOrDefault(source => source.Id == citation)?.Citation ?? register.FindStatement(citation)?.Paraphrase
            ?? register.FindConflict(citation)?.Reading ?? register.FindReference(citation)?.Citation);
}
