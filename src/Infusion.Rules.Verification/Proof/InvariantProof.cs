using System.Collections.Immutable;
using Infusion.Rules.Cases;
using Infusion.Rules.Tables;
using Infusion.Rules.Words;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Proves one invariant: its premise is one more constraint of the table, and every case that is left is judged.</summary>
internal sealed class InvariantProof
{
    private readonly DecisionTable _table;
    private readonly DecisionTable _others;
    private readonly Invariant _invariant;
    private readonly ReachedOutcomes _reach;
    private readonly ImmutableArray<string> _named;
    private readonly JointTable _joint;

    private InvariantProof(DecisionTable table, Invariant invariant, ReachedOutcomes reach)
    {
        (_table, _invariant, _reach) = (table, invariant, reach);
        _named = IsNever ? invariant.Never : invariant.Always;
        if (_named.IsEmpty || !_named.All(table.Outcomes.Contains))
        {
            throw new ArgumentException($"The invariant '{invariant.Id}' names no outcome, or one that '{table.Id}' does not have.",
                nameof(invariant));
        }

        _joint = Joint(table.Where(invariant.When));

        // A row that cannot be here meets the premise whatever else comes out.
        _others = table.Where(!invariant.When);
    }

    private bool IsNever => _invariant.Always.IsEmpty;

    private bool IsOfFindings => _table.HitPolicy == HitPolicy.Collect;

    public static InvariantResult Run(DecisionTable table, Invariant invariant, ReachedOutcomes reach, long budget) =>
        new InvariantProof(table, invariant, reach).Run(budget);

    private InvariantResult Run(long budget)
    {
        Part[] parts = [.. Parts()];
        decimal cost = parts.Sum(static part => (decimal)part.Cost);
        if (cost > budget)
        {
            return Result(
                InvariantStatus.Undecided, 0, FormattableString.Invariant($"The proof needs {cost:0} cells and the budget is {budget}."));
        }

        PartResult[] results = [.. parts.Select(static part => PartProof.Run(part, withUnknown: false))];
        InvariantCase[] broken =
        [
            .. from result in results
               from pair in result.Complete
               where IsBroken(result.Part, pair.NewOutcome)
               let one = new InvariantCase(result.Part.Table, pair.Example)
               where IsShown(one.Row, isCertain: false) || (Outcomes.IsOverlap(pair.NewOutcome) ? false : throw Unshown)
               select one,
        ];
        long evaluated = (long)cost;
        if (broken.Length == 0)
        {
            return results[0].Complete.IsEmpty
                ? Result(InvariantStatus.Vacuous, evaluated, "No patient can meet its premise, so it says nothing.")
                : Result(InvariantStatus.Holds, evaluated, IsNever && !_table.Rules.Any(IsNamed)
                    ? "No rule of this version leads to it, whoever the patient is."
                    : "Proved for every patient who meets its premise.");
        }

        // Where a fact may have values that it never has, the case may be one that never is.
        return _reach.IsExact(_table)
            ? Refuted(broken.Select(Smallest).OrderBy(static one => one.Size).First(), evaluated)
            : Result(
                InvariantStatus.Undecided, evaluated, "A decision it is linked to needs more cells than the budget allows.");
    }

    private InvalidOperationException Unshown => new($"A case that breaks the invariant '{_invariant.Id}' could not be replayed.");

    private JointTable Joint(DecisionTable table) => new(table, table, new Links(_reach.Of, []));

    // Findings are looked for one by one; that none of several is there, by the cases in which no rule for one of them applies.
    private IEnumerable<Part> Parts() => !IsOfFindings ? _joint.Parts(Part.SmallEnough)
        : IsNever ? _named.Select(finding => new Part(_joint, finding, Part.SmallEnough))
        : new[] { _joint, Joint(WithoutNamed) }.Select(static joint => new Part(joint, finding: "", Part.SmallEnough));

    private DecisionTable WithoutNamed => _table.Rules.Where(IsNamed)
        .Aggregate(_table.Where(_invariant.When), static (table, rule) => table.Where(!rule.When));

    private bool IsNamed(Rule rule) => _named.Contains(_table.Outcomes[rule.Outcome]);

    private bool IsBroken(Part part, int outcome) =>
        !IsOfFindings ? outcome < 0 ? !IsNever || Outcomes.IsOverlap(outcome) : _named.Contains(_table.Outcomes[outcome]) == IsNever
        : IsNever ? outcome >= 0
        : part.Table != _joint;

    // By the kernel and not by the proof.
    private bool IsShown(FactValue[] row, bool isCertain)
    {
        OutcomeSet found = _table.Decide(row);
        ulong named = _named.Aggregate(0UL, (set, name) => set | (1UL << _table.Outcomes.IndexOf(name)));
        return !found.IsInvalid && _others.Decide(row).IsInvalid && (IsNever, isCertain) switch
        {
            (true, true) => (found.Certain & named) != 0,
            (true, false) => (found.Possible & named) != 0,
            (false, true) => (found.Possible & named) == 0 && (IsOfFindings || found.IsDetermined),
            (false, false) => IsOfFindings ? (found.Possible & named) == 0 : (found.Possible & ~named) != 0,
        };
    }

    // Facts are let go one by one, from the last and from the first; the smaller case counts.
    private InvariantCase Smallest(InvariantCase whole)
    {
        int[] order = [.. Enumerable.Range(0, whole.Example.Length)];
        InvariantCase forward = Reduced(whole, order);
        InvariantCase backward = Reduced(whole, [.. Enumerable.Reverse(order)]);
        return forward.Size < backward.Size ? forward : backward;
    }

    private InvariantCase Reduced(InvariantCase whole, int[] order)
    {
        InvariantCase kept = whole;
        foreach (int fact in order)
        {
            InvariantCase smaller = kept.Without(fact);
            kept = IsShown(smaller.Row, isCertain: true) ? smaller : kept;
        }

        return kept;
    }

    private InvariantResult Refuted(InvariantCase broken, long evaluated)
    {
        ImmutableArray<WitnessFact> facts = [.. WitnessMaker.FactsOf(broken.Table, broken.Example)];
        OutcomeSet found = _table.Decide(broken.Row);
        string? outcome = IsOfFindings
            ? _named.FirstOrDefault(name => found.Has(_table.Outcomes.IndexOf(name)))
            : found.MostCautious is >= 0 and var place ? _table.Outcomes[place] : null;
        string answer = Replay.Says(_table, IsOfFindings ? outcome ?? _named[0] : null, broken.Row);
        return Result(InvariantStatus.Refuted, evaluated, $"{FactPhrases.Who(facts)}: {answer}.", facts, outcome);
    }

    private InvariantResult Result(
        InvariantStatus status, long evaluated, string because, ImmutableArray<WitnessFact> witness = default, string? outcome = null) =>
        new()
        {
            Id = _invariant.Id,
            Says = _invariant.Says,
            Decision = _table.Id,
            Claim = Claim,
            Status = status,
            Because = because,
            Witness = witness.IsDefault ? [] : witness,
            Outcome = outcome,
            CellsCovered = _joint.CellCount,
            CellsEvaluated = evaluated,
        };

    private string Claim
    {
        get
        {
            string outcomes = string.Join(" or ", _named.Select(name => $"\"{_table.WordsOf(name)}\""));
            string premise = ConditionWords.Of(_invariant.When).ToString();
            return $"{DecisionWords.TitleOf(_table.Id)}: {(IsNever ? "never" : "always")} {outcomes}"
                + (_invariant.When == Condition.Always ? "" : $", where {char.ToLowerInvariant(premise[0])}{premise.Substring(1)}");
        }
    }

    private sealed record InvariantCase(JointTable Table, int[] Example)
    {
        public FactValue[] Row => Table.Row(isOld: false, Example);

        public int Size => Example.Count(static value => value >= 0);

        public InvariantCase Without(int fact)
        {
            int[] kept = [.. Example];
            kept[fact] = -1;
            return this with { Example = kept };
        }
    }
}
