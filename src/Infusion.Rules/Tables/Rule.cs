using System.Collections.Immutable;

namespace Infusion.Rules.Tables;

/// <summary>One row of a decision table: when it applies, what comes of it, how strongly, and who says so.</summary>
/// <remarks>This is the only place a rule's meaning is written. Evaluator, explanation, questions, documents and checks are derived from
/// it. Two rules are equal when all parts are.</remarks>
public sealed record Rule
{
    private string? _sentence;

    private Rule(string id, int outcome, Condition when, string says, Modality modality, Provenance provenance, string[] citations)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(when);
        ArgumentNullException.ThrowIfNull(says);
        (Id, Outcome, When, Says, Modality, Provenance, Citations) = (id, outcome, when, says, modality, provenance, [.. citations]);
        if (citations.Length == 0)
        {
            throw new ArgumentException($"The rule '{id}' cites nothing.", nameof(citations));
        }
    }

    /// <summary>The stable dotted kebab-case id, such as <c>fasting.clear-liquids</c>.</summary>
    public string Id { get; }

    /// <summary>The outcome as its place in the table's order, 0 for the least cautious.</summary>
    public int Outcome { get; }

    /// <summary>When the rule applies.</summary>
    public Condition When { get; }

    /// <summary>The rule as one sentence with its parameters filled in.</summary>
    public string Says { get; }

    /// <summary>How strongly the clinic states it.</summary>
    public Modality Modality { get; }

    /// <summary>Where it comes from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Ids of statements, conflicts and references in the source register; never empty.</summary>
    public ImmutableArray<string> Citations { get; }

    /// <summary>The sentence with the rule's id and citations, as explanations print it; made once, when first asked for.</summary>
    public string Sentence => _sentence ??= $"{Says} [{Id}, {string.Join(", ", Citations)}].";

    /// <summary>The dates, instants or amounts the outcome carries; often none.</summary>
    public ImmutableArray<Term> Terms { get; init; } = [];

    /// <summary>Declares a rule.</summary>
    /// <typeparam name="TOutcome">The table's outcomes, an enum declared from the least to the most cautious.</typeparam>
    /// <param name="outcome">What comes of it.</param>
    /// <param name="id">The stable id.</param>
    /// <param name="when">When it applies.</param>
    /// <param name="says">The rule as one sentence.</param>
    /// <param name="modality">How strongly the clinic states it.</param>
    /// <param name="provenance">Where it comes from.</param>
    /// <param name="citations">Ids in the source register; at least one.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentException">Nothing is cited.</exception>
    public static Rule For<TOutcome>(
        TOutcome outcome, string id, Condition when, string says, Modality modality, Provenance provenance, params string[] citations)
        where TOutcome : struct, Enum =>
        new(id, OrdinalNames.Declared(outcome), when, says, modality, provenance, citations);

    /// <summary>The rule as it is, or as the clinic's own where what it says is not what the page publishes.</summary>
    /// <param name="isPages">Whether the parameters the sentence is filled with are the page's.</param>
    internal Rule PublishedIf(bool isPages) => isPages
        ? this
        : new(
            Id, Outcome, When, Says, Modality, Provenance.ClinicPolicy,
            ["clinic-policy", .. Citations.Where(citation => citation != "clinic-policy")])
        { Terms = Terms };

    /// <inheritdoc/>
    public bool Equals(Rule? other) =>
        other is not null && Id == other.Id && Outcome == other.Outcome && When == other.When && Says == other.Says
        && Modality == other.Modality && Provenance == other.Provenance
        && Citations.SequenceEqual(other.Citations) && Terms.SequenceEqual(other.Terms);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Writes the id and the sentence.</summary>
    /// <returns>"fasting.clear-liquids: Clear liquids end at least 2 h before the appointment".</returns>
    public override string ToString() => $"{Id}: {Says}";
}
