using System.Collections.Immutable;

namespace Infusion.Rules.Tables;

/// <summary>One row of a decision table: when it applies, what comes of it, how strongly, and who says so.</summary>
/// <remarks>This is the only place a rule's meaning is written. Evaluator, explanation, questions, documents and checks are derived from
/// it. Two rules are equal when all parts are.</remarks>
public sealed record Rule
{
    private const string UnpublishedSuffix = ".not-published";

    private Provenance _provenance;
    private bool _isStated;
    private ImmutableArray<string> _citations;
    private Attribution? _sources;
    private ImmutableArray<string> _cited;
    private string? _sentence;

    private Rule(string id, int outcome, Condition when, string says, Modality modality, Provenance provenance, string[] citations)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(when);
        ArgumentNullException.ThrowIfNull(says);
        (Id, Outcome, When, Says, Modality, _provenance, _citations) = (id, outcome, when, says, modality, provenance, [.. citations]);
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
    public Modality Modality { get; private init; }

    /// <summary>Where it comes from.</summary>
    public Provenance Provenance => _sources?.ProvenanceOf(_citations, _provenance) ?? _provenance;

    /// <summary>Ids of what states it: sources of the policy, statements and conflicts of its register, references; may be empty.</summary>
    public ImmutableArray<string> Citations =>
        _cited.IsDefault ? _cited = _sources?.CitationsOf(Id, _citations, _provenance) ?? _citations : _cited;

    /// <summary>The sentence with the rule's id and citations, as explanations print it; made once, when first asked for.</summary>
    public string Sentence => _sentence ??= $"{Says} [{string.Join(", ", Citations.Insert(0, Id))}].";

    /// <summary>The rule's id and the first of its citations, as a line names them.</summary>
    internal string Source => Citations is [] ? $"[{Id}]" : $"[{Id}, {Citations[0]}]";

    /// <summary>The dates, instants or amounts the outcome carries; often none.</summary>
    public ImmutableArray<Term> Terms { get => field.OrEmpty(); init; }

    /// <summary>Declares a rule.</summary>
    /// <typeparam name="TOutcome">The table's outcomes, an enum declared from the least to the most cautious.</typeparam>
    /// <param name="outcome">What comes of it.</param>
    /// <param name="id">The stable id.</param>
    /// <param name="when">When it applies.</param>
    /// <param name="says">The rule as one sentence.</param>
    /// <param name="modality">How strongly the clinic states it.</param>
    /// <param name="provenance">Where it comes from.</param>
    /// <param name="citations">Ids of what states it, beside the statements that the policy's register names for it.</param>
    /// <returns>The rule.</returns>
    public static Rule For<TOutcome>(
        TOutcome outcome, string id, Condition when, string says, Modality modality, Provenance provenance, params string[] citations)
        where TOutcome : struct, Enum =>
        new(id, OrdinalNames.Declared(outcome), when, says, modality, provenance, citations);

    /// <summary>The row of a table that says that the policy does not state the matter: without a number and without a
    /// citation.</summary>
    /// <param name="outcome">The table's outcome for what is not published.</param>
    /// <param name="table">The table's id.</param>
    /// <param name="says">What the policy does not state, as one sentence.</param>
    /// <param name="when">The cases of which it states nothing; by default all.</param>
    internal static Rule NotPublished(int outcome, string table, string says, Condition? when = null) =>
        new(table + UnpublishedSuffix, outcome, when ?? Condition.Always, says, Modality.Informational, Provenance.Inferred, []);

    /// <summary>The same, where the table is still to be made.</summary>
    internal static Rule NotPublished<TOutcome>(TOutcome outcome, string table, string says, Condition? when = null)
        where TOutcome : struct, Enum => NotPublished(OrdinalNames.Declared(outcome), table, says, when);

    /// <summary>Whether it says that the policy does not state the matter of a table.</summary>
    internal bool IsNotPublishedOf(string table) => Id == table + UnpublishedSuffix;

    /// <summary>The same rule, as the policy states the parameters it is made of: what they cite together, who says all of it, and as
    /// strongly as the strongest.</summary>
    /// <param name="bases">How each is stated; <c>null</c> where it says no more than its value.</param>
    internal Rule StatedBy(params StatedBasis?[] bases)
    {
        StatedBasis[] said = [.. bases.OfType<StatedBasis>()];
        return said.Length == 0 ? this : Citing(said.SelectMany(static basis => basis.Citations)) with
        {
            _provenance = said.Max(static basis => basis.Provenance),
            _isStated = true,
            Modality = said.Min(basis => basis.Modality ?? Modality),
        };
    }

    /// <summary>The same rule, which follows from parameters without being what the page says of them: it cites what they do as well,
    /// is as strong as it was, and is published only where it is stated itself.</summary>
    /// <param name="bases">How each is stated; <c>null</c> where it says no more than its value.</param>
    internal Rule RestingOn(params StatedBasis?[] bases)
    {
        StatedBasis[] said = [.. bases.OfType<StatedBasis>()];
        if (said.Length == 0)
        {
            return this;
        }

        string[] cited = [.. _citations.Concat(said.SelectMany(static basis => basis.Citations))];
        Provenance least = said.Max(static basis => basis.Provenance);
        return Citing(cited.Any(IsSource) ? cited.Where(IsSource) : cited) with
        {
            _provenance = _provenance == Provenance.Inferred || _provenance > least ? _provenance
                : least == Provenance.Published && !_isStated ? Provenance.Inferred
                : least,
        };
    }

    /// <summary>The same rule, as the sources of a policy state it.</summary>
    internal Rule CitedBy(Attribution sources) => this with { _sources = sources, _cited = default, _sentence = null };

    private static bool IsSource(string citation) => citation != Attribution.OwnPolicy;

    private Rule Citing(IEnumerable<string> citations) =>
        this with { _citations = [.. citations.Distinct()], _cited = default, _sentence = null };

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
