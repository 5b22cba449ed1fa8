using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Maintenance;

/// <summary>The recommended date of the next maintenance infusion, and what it rests on.</summary>
/// <remarks><c>default</c> was made by no rules: it <see cref="IsDefault"/> and its members throw. Equality is by facts and outcome.</remarks>
public readonly record struct MaintenanceRecommendation
{
    private readonly MaintenanceRules? _rules;
    private readonly MaintenanceFacts _facts;

    internal MaintenanceRecommendation(MaintenanceRules rules, MaintenanceFacts facts, Verdict verdict)
    {
        (_rules, _facts, Verdict) = (rules, facts, verdict);
    }

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The possible and the certain outcomes.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>What the date rests on; while information is missing, the most cautious of the possible bases.</summary>
    public MaintenanceBasis Basis => (MaintenanceBasis)Verdict.MostCautious;

    /// <summary>The first date; <c>null</c> when there is no recommendation or the anchor is not known.</summary>
    public LocalDate? Earliest => Add(IsClinicians ? _facts.ClinicianInterval?.Earliest : Mapped);

    /// <summary>The one recommended date; <c>null</c> when there is none, and for a clinician's range.</summary>
    public LocalDate? Recommended => Basis == MaintenanceBasis.ClinicianRange ? null : Earliest;

    /// <summary>The last date, inclusive; <c>null</c> when there is no recommendation or the anchor is not known.</summary>
    public LocalDate? Latest => Add(IsClinicians ? _facts.ClinicianInterval?.Latest : Mapped);

    /// <summary>Why.</summary>
    public Explanation Explanation => Rules.RecommendationTable.Explain(Row());

    /// <summary>What to ask; empty when it is determined.</summary>
    public ImmutableArray<Question> Questions => Rules.RecommendationTable.Questions(Row());

    private MaintenanceRules Rules => _rules ?? throw new InvalidOperationException("The default recommendation was made by no rules.");

    private bool IsClinicians => Status == DecisionStatus.Determined && Basis is MaintenanceBasis.ClinicianInterval or MaintenanceBasis.ClinicianRange;

    // The interval stands once, as the term of the rule that decides.
    private Period? Mapped => Rules.RecommendationTable.Deciding(Row()).SelectMany(rule => rule.Terms).OfType<Term.Calendar>().FirstOrDefault()?.Offset;

    /// <summary>The recommendation as data.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument() => DecisionDocument.Of(Rules.RecommendationTable, Row(), Rules.Version) with
    {
        Values = [.. Values(Explanation.Rules.FirstOrDefault()?.Id)],
    };

    /// <summary>Equality by facts and outcome, under the same rules.</summary>
    /// <param name="other">The other recommendation.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(MaintenanceRecommendation other) =>
        ReferenceEquals(_rules, other._rules) && Verdict == other.Verdict && Equals(_facts, other._facts);

    /// <inheritdoc/>
    public override int GetHashCode() => Verdict.GetHashCode();

    /// <summary>Writes the basis.</summary>
    /// <returns>"NotPublished".</returns>
    public override string ToString() => IsDefault ? "no recommendation" : Basis.ToString();

    private IEnumerable<ValueDocument> Values(string? rule)
    {
        if (Earliest is { } earliest && Latest is { } latest)
        {
            yield return new("maintenance.recommended-earliest", MaintenanceDecision.Text(earliest), rule);
            yield return new("maintenance.recommended-latest", MaintenanceDecision.Text(latest), rule);
        }

        yield return new("maintenance.recommended", Recommended is { } date ? MaintenanceDecision.Text(date) : Basis.ToString(), rule);
    }

    private LocalDate? Add(Period? interval) => interval is { } known && Rules.AnchorOf(_facts) is { } anchor ? anchor.Plus(known) : null;

    private FactValue[] Row()
    {
        var row = new FactValue[MaintenanceRules.FactCount];
        Rules.FillRecommendation(row, _facts);
        return row;
    }
}
