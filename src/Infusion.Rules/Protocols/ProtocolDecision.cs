using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Protocols;

/// <summary>Which protocol the clinic's rules name for a patient's conditions.</summary>
/// <remarks>A small value that allocates nothing; the rest is computed when read. <c>default</c> was made by no rules: it
/// <see cref="IsDefault"/> and its members throw. Equality is by facts and outcome under the same rules.</remarks>
public readonly record struct ProtocolDecision
{
    private readonly ProtocolRules? _rules;
    private readonly ProtocolFacts _facts;

    internal ProtocolDecision(ProtocolRules rules, ProtocolFacts facts, Verdict verdict) => (_rules, _facts, Verdict) = (rules, facts, verdict);

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public ProtocolChoiceOutcome Outcome => (ProtocolChoiceOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<ProtocolChoiceOutcome> Possible
    {
        get
        {
            Verdict verdict = Verdict;
            return [.. new[] { ProtocolChoiceOutcome.Named, ProtocolChoiceOutcome.RequiresClinicianChoice, ProtocolChoiceOutcome.NotPublished }
                .Where(outcome => verdict.Allows((int)outcome))];
        }
    }

    /// <summary>Whether a clinician must choose; so it is while the facts leave that open.</summary>
    public ClinicianChoice ClinicianChoice => Outcome == ProtocolChoiceOutcome.Named
        ? ClinicianChoice.NotRequired
        : ClinicianChoice.RequiresClinicianChoice;

    /// <summary>The protocols named, usually one; empty when none is published, or while the facts leave open which.</summary>
    public ImmutableArray<ProtocolId> Protocols
    {
        get
        {
            ProtocolRules rules = Rules;
            FactValue[] row = Row();
            ImmutableArray<ProtocolId>[] possible =
            [
                .. rules.ChoiceTable.Rules.Where((_, index) => rules.ChoiceTable.StatusOf(index, row) != RuleStatus.DoesNotApply)
                    .Select(rules.NamedBy),
            ];
            return possible.Length > 0 && possible.All(named => named.SequenceEqual(possible[0])) ? possible[0] : [];
        }
    }

    /// <summary>Why.</summary>
    public Explanation Explanation => Rules.ChoiceTable.Explain(Row());

    /// <summary>The rules that make the outcome, in declared order; empty while it depends on what is not known.</summary>
    public ImmutableArray<Rule> DecidingRules => Rules.ChoiceTable.Deciding(Row());

    /// <summary>What to ask next, in order; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => Rules.ChoiceTable.Questions(Row());

    private ProtocolRules Rules => _rules ?? throw new InvalidOperationException("The default protocol decision was made by no rules.");

    /// <summary>The decision as data, with the named protocols and their planned lengths.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument()
    {
        ProtocolRules rules = Rules;
        FactValue[] row = Row();
        string? rule = rules.ChoiceTable.Deciding(row).FirstOrDefault()?.Id;
        return DecisionDocument.Of(rules.ChoiceTable, row, rules.Version) with
        {
            Values =
            [
                .. Protocols.Select(protocol => new ValueDocument("protocol.named", protocol.Name, rule)),
                new("protocol.clinician-choice", ClinicianChoice.ToString(), rule),
            ],
        };
    }

    /// <summary>Equality by facts and outcome, under the same rules.</summary>
    /// <param name="other">The other decision.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(ProtocolDecision other) =>
        ReferenceEquals(_rules, other._rules) && Verdict == other.Verdict && Equals(_facts, other._facts);

    /// <inheritdoc/>
    public override int GetHashCode() => Verdict.GetHashCode();

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"Named".</returns>
    public override string ToString() => IsDefault ? "no decision" : string.Join(" or ", Possible);

    private FactValue[] Row()
    {
        var row = new FactValue[3];
        ProtocolRules.Fill(row, _facts);
        return row;
    }
}
