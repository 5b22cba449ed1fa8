using System.Collections.Immutable;

namespace Infusion.Rules.Tables;

/// <summary>A typed decision table: facts, rules over them, and the order of outcomes from the least to the most cautious.</summary>
/// <remarks>
/// <para>A table runs by cell: the constants of its rules cut every fact into cells, and each cell knows which rules it satisfies. Running
/// a case and proving a property over every case are therefore the same act, and a decision on complete facts allocates nothing.</para>
/// <para>Immutable and thread-safe; compared by reference.</para>
/// </remarks>
public sealed partial class DecisionTable
{
    private const string NotPublishedName = "NotPublished";

    private DecisionTable(
        string id,
        string decides,
        HitPolicy hitPolicy,
        ImmutableArray<string> outcomes,
        ImmutableArray<Fact> facts,
        ImmutableArray<Rule> rules,
        ImmutableArray<Constraint> impossible,
        ImmutableArray<CounterfactualAction> actions,
        OutcomeAxis axis,
        string outcomesOf)
    {
        OutcomesOf = outcomesOf;
        (Id, Decides, HitPolicy, Outcomes, Facts, Rules, Impossible, Actions, Axis) =
            (id, decides, hitPolicy, outcomes, facts, rules, impossible, actions, axis);
        RequireUnique("rule", rules.Select(rule => rule.Id));
        RequireUnique("fact", facts.Select(fact => fact.Id));
        _cuts = CutPoints();
        _domain = Array.ConvertAll(_cuts, cuts => LowBits(cuts.Length + 1));
        _clauses = [.. CompileClauses()];
        _ranks = Array.ConvertAll(_clauses, clause => clause.Rank);
        _wordCount = (_clauses.Length + 63) / 64;
        (_columns, _verdicts) = CompileColumns();
        _words = CompileWords();
    }

    /// <summary>The stable dotted id, such as <c>fasting.intake</c>.</summary>
    public string Id { get; }

    /// <summary>What the table decides, as a short phrase.</summary>
    public string Decides { get; }

    /// <summary>What happens when several rules apply.</summary>
    public HitPolicy HitPolicy { get; }

    /// <summary>What the order of the outcomes is about, for the comparison of two versions.</summary>
    public OutcomeAxis Axis { get; }

    /// <summary>The names of the outcomes, from the least to the most cautious.</summary>
    public ImmutableArray<string> Outcomes { get; }

    /// <summary>The name of the type of the outcomes, under which they have their words.</summary>
    internal string OutcomesOf { get; }

    /// <summary>The facts in asking order; a row has one value for each, in this order.</summary>
    public ImmutableArray<Fact> Facts { get; }

    /// <summary>The rules in the order they are declared, which decides nothing.</summary>
    public ImmutableArray<Rule> Rules { get; private set; }

    /// <summary>The combinations of facts that cannot be.</summary>
    public ImmutableArray<Constraint> Impossible { get; }

    /// <summary>What a person can do that changes facts; the only moves a counterfactual makes.</summary>
    public ImmutableArray<CounterfactualAction> Actions { get; }

    /// <summary>The cells the rules' constants cut the facts into.</summary>
    public Partition Partition => new(this);

    /// <summary>Declares a table.</summary>
    /// <typeparam name="TOutcome">The outcomes: an enum declared from the least to the most cautious, at most 63 values.</typeparam>
    /// <param name="id">The stable id.</param>
    /// <param name="decides">What the table decides, as a short phrase.</param>
    /// <param name="hitPolicy">What happens when several rules apply.</param>
    /// <param name="facts">The facts in asking order.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="impossible">The combinations of facts that cannot be; none by default.</param>
    /// <param name="actions">What a person can do that changes facts; none by default.</param>
    /// <param name="axis">What the order of the outcomes is about.</param>
    /// <returns>The compiled table.</returns>
    /// <exception cref="ArgumentException">A rule uses a fact the table does
    /// not have, an id stands twice, a fact has more than 64 cells, or a
    /// rule more than 512 alternatives.</exception>
    public static DecisionTable Create<TOutcome>(
        string id,
        string decides,
        HitPolicy hitPolicy,
        IEnumerable<Fact> facts,
        IEnumerable<Rule> rules,
        IEnumerable<Constraint>? impossible = null,
        IEnumerable<CounterfactualAction>? actions = null,
        OutcomeAxis axis = OutcomeAxis.Caution)
        where TOutcome : struct, Enum =>
            Create(
                OrdinalNames.Of(typeof(TOutcome)), id, decides, hitPolicy, facts, rules, impossible ?? [], actions ?? [], axis,
                typeof(TOutcome).Name);

    /// <summary>The same table without one rule, as the checks rebuild it.</summary>
    /// <param name="ruleId">The id of the rule to leave out.</param>
    /// <returns>The smaller table, with the same facts.</returns>
    /// <exception cref="ArgumentException">No rule has that id.</exception>
    public DecisionTable Without(string ruleId) => Rules.Any(rule => rule.Id == ruleId)
        ? new(Id, Decides, HitPolicy, Outcomes, Facts, [.. Rules.Where(rule => rule.Id != ruleId)], Impossible, Actions, Axis, OutcomesOf)
        : throw new ArgumentException($"The table '{Id}' has no rule '{ruleId}'.", nameof(ruleId));

    /// <summary>The same table over the cases that meet a condition; no other case can be.</summary>
    /// <param name="condition">The condition, over facts of the table.</param>
    /// <returns>The table, whose rules are the same.</returns>
    /// <exception cref="ArgumentException">It compares a fact the table does not have, or makes more cells or alternatives than a table
    /// may have.</exception>
    public DecisionTable Where(Condition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var others = new Constraint($"{Id}.others", !condition, "Only some cases are looked at");
        return new(Id, Decides, HitPolicy, Outcomes, Facts, Rules, Impossible.Add(others), Actions, Axis, OutcomesOf);
    }

    /// <summary>The rule of an id that the table has.</summary>
    internal Rule RuleOf(string id) => Rules.First(rule => rule.Id == id);

    /// <summary>Whether the policy states anything of the matter; otherwise one row says of every case that it does not.</summary>
    public bool IsPublished => Rules is not [{ } only] || !only.IsNotPublishedOf(Id);

    /// <summary>What every case comes to where the policy states nothing of the matter.</summary>
    /// <exception cref="ArgumentException">The table has no outcome for that.</exception>
    internal OutcomeSet Unpublished => OutcomeSet.Exactly(UnpublishedOutcome);

    // What a policy does not state, in words: "whether ...", "what ...", or "the severity of ...".
    private string Unsaid => Decides.StartsWith("the ", StringComparison.Ordinal)
        ? $"The policy says nothing of {Decides}"
        : $"The policy does not say {Decides}";

    private int UnpublishedOutcome => Outcomes.IndexOf(NotPublishedName) is >= 0 and var outcome
        ? outcome
        : throw new ArgumentException($"The table '{Id}' has no outcome '{NotPublishedName}'.");

    /// <summary>The same table, its rules as the sources of a policy state them.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="isPublished">Whether the policy states anything of the matter; otherwise one row says that it does not.</param>
    internal DecisionTable CitedBy(Attribution sources, bool isPublished = true)
    {
        DecisionTable cited = isPublished
            ? (DecisionTable)MemberwiseClone()
            : new(Id, Decides, HitPolicy, Outcomes, Facts,
                [Rule.NotPublished(UnpublishedOutcome, Id, Unsaid)], [], [], Axis, OutcomesOf);
        cited.Rules = [.. cited.Rules.Select(rule => rule.CitedBy(sources))];
        return cited;
    }

    /// <summary>The same table with its facts in another asking order, which decides nothing.</summary>
    internal DecisionTable InOrder(ImmutableArray<Fact> facts) =>
        new(Id, Decides, HitPolicy, Outcomes, facts, Rules, Impossible, Actions, Axis, OutcomesOf);

    /// <summary>Decides a case.</summary>
    /// <param name="row">One value for each fact, in the order of <see cref="Facts"/>.</param>
    /// <returns>The outcomes that are possible and those that are certain.</returns>
    /// <exception cref="ArgumentException">The row has another number of values than the table has facts, or a value outside its fact's
    /// range.</exception>
    public OutcomeSet Decide(ReadOnlySpan<FactValue> row)
    {
        int place = PlaceOf(row);
        return place >= 0 && _verdicts[place] is var packed && packed != 0 ? OutcomeSet.FromPacked(packed) : DecideAt(place, row);
    }

    /// <summary>Says whether a rule applies to a case.</summary>
    /// <param name="rule">The rule's place in <see cref="Rules"/>.</param>
    /// <param name="row">One value for each fact.</param>
    /// <returns>Whether it applies, does not, or depends on facts that are not known.</returns>
    public RuleStatus StatusOf(int rule, ReadOnlySpan<FactValue> row)
    {
        RequireRow(row);
        return StatusIn(BoxOf(row), rule);
    }

    private RuleStatus StatusIn(ulong[] box, int rule)
    {
        Asked[] mine = AskedOf(rule);
        Asked[] impossible = ImpossibleAsked();
        return !mine.Any(clause => IsFeasibleWithin(box, clause, impossible)) ? RuleStatus.DoesNotApply
            : IsFeasible(box, [.. mine, .. impossible]) ? RuleStatus.Unknown
            : RuleStatus.Applies;
    }

    /// <summary>The rules that apply to a case for certain, in declared order.</summary>
    /// <param name="row">One value for each fact.</param>
    /// <returns>The rules; for a Priority table also those that a more cautious one outranks.</returns>
    public ImmutableArray<Rule> Applying(ReadOnlySpan<FactValue> row) => Applying(row, ulong.MaxValue);

    /// <summary>The rules that make the outcome: of those that apply, the ones whose outcome is certain.</summary>
    /// <param name="row">One value for each fact.</param>
    /// <returns>The deciding rules, in declared order; none while the outcome depends on unknown facts.</returns>
    public ImmutableArray<Rule> Deciding(ReadOnlySpan<FactValue> row) => Applying(row, Decide(row).Certain);

    private ImmutableArray<Rule> Applying(ReadOnlySpan<FactValue> row, ulong outcomes)
    {
        RequireRow(row);
        ulong[] box = BoxOf(row);
        var applying = ImmutableArray.CreateBuilder<Rule>();
        for (int index = 0; index < Rules.Length; index++)
        {
            if ((outcomes >> Rules[index].Outcome & 1) != 0 && StatusIn(box, index) == RuleStatus.Applies)
            {
                applying.Add(Rules[index]);
            }
        }

        return applying.ToImmutable();
    }

    /// <summary>The constraints a case violates for certain.</summary>
    /// <param name="row">One value for each fact.</param>
    /// <returns>The violated constraints; empty for a case that can be.</returns>
    public ImmutableArray<Constraint> Violated(ReadOnlySpan<FactValue> row)
    {
        RequireRow(row);
        ulong[] box = BoxOf(row);
        return [.. Impossible.Where((_, index) => !IsFeasible(box, AskedByConstraint(index)))];
    }

    /// <summary>The name of an outcome.</summary>
    /// <param name="outcome">Its place in the order; -1 for an invalid case.</param>
    /// <returns>The name, or "Invalid".</returns>
    /// <exception cref="IndexOutOfRangeException">The table has no such outcome.</exception>
    public string NameOf(int outcome) => outcome < 0 ? "Invalid" : Outcomes[outcome];

    /// <summary>Writes the id and the size.</summary>
    /// <returns>"fasting.intake (4 rules over 3 facts)".</returns>
    public override string ToString() => FormattableString.Invariant($"{Id} ({Rules.Length} rules over {Facts.Length} facts)");

    private static DecisionTable Create(
        ImmutableArray<string> outcomes,
        string id,
        string decides,
        HitPolicy hitPolicy,
        IEnumerable<Fact> facts,
        IEnumerable<Rule> rules,
        IEnumerable<Constraint> impossible,
        IEnumerable<CounterfactualAction> actions,
        OutcomeAxis axis,
        string outcomesOf)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(decides);
        return new(id, decides, hitPolicy, outcomes, [.. facts], [.. rules], [.. impossible], [.. actions], axis, outcomesOf);
    }

    private static void RequireUnique(string what, IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string id in ids)
        {
            if (!seen.Add(id))
            {
                throw new ArgumentException($"The {what} id '{id}' stands twice in one table.", nameof(ids));
            }
        }
    }

    private void RequireRow(ReadOnlySpan<FactValue> row)
    {
        if (row.Length != Facts.Length)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The table '{Id}' has {Facts.Length} facts and was given {row.Length} values."), nameof(row));
        }

        for (int fact = 0; fact < row.Length; fact++)
        {
            if (!row[fact].IsUnknown && (row[fact].High < Facts[fact].Minimum || row[fact].Low > Facts[fact].Maximum))
            {
                throw new ArgumentException($"A value of the fact '{Facts[fact].Id}' is outside its range.", nameof(row));
            }
        }
    }
}
