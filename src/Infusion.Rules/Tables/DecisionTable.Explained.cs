using System.Collections.Immutable;
using Infusion.Rules.Words;

namespace Infusion.Rules.Tables;

// What is recomputed when it is read: explanation, questions, counterfactual. All of it comes from the same cells.
public sealed partial class DecisionTable
{
    /// <summary>Explains a case by the facts that force its answer.</summary>
    /// <param name="row">One value for each fact.</param>
    /// <returns>The explanation; its facts are sufficient, minimal and faithful.</returns>
    public Explanation Explain(ReadOnlySpan<FactValue> row)
    {
        OutcomeSet outcomes = Decide(row);
        ImmutableArray<Rule> deciding = Deciding(row);
        var lines = ImmutableArray.CreateBuilder<ExplanationLine>();
        foreach (int fact in CausalFacts(row, outcomes))
        {
            lines.Add(LineFor(fact, row, outcomes, deciding));
        }

        return new()
        {
            Table = Id,
            Outcome = Describe(outcomes),
            Says = NameWords.Capital(Says(outcomes, deciding)),
            Rules = deciding,
            Lines = lines.ToImmutable(),
        };
    }

    /// <summary>The fewest facts to ask, so that their answers settle the case, in the order to ask them.</summary>
    /// <param name="row">One value for each fact.</param>
    /// <returns>The questions; those whose answer alone can settle the matter come first. Empty when the case is determined.</returns>
    public ImmutableArray<Question> Questions(ReadOnlySpan<FactValue> row)
    {
        if (Decide(row) is { IsDetermined: true } or { IsInvalid: true })
        {
            return [];
        }

        ulong[] box = BoxOf(row);
        return [.. SmallestDeterminingSet(box).Select(fact => (fact, settles: CanSettle(box, fact))).OrderByDescending(item => item.settles)
            .Select(item => new Question(
                Facts[item.fact].Id, Facts[item.fact].Question, Facts[item.fact].Unit, Facts[item.fact].Names, item.settles)
            {
                Path = Facts[item.fact].Fields.FirstOrDefault(),
            })];
    }

    /// <summary>The smallest set of actions that reaches an outcome for certain.</summary>
    /// <param name="row">One value for each fact; an action cannot move an unknown fact.</param>
    /// <param name="target">The outcome's place in the order.</param>
    /// <returns>The counterfactual; without steps when no action reaches the outcome, or the case has it already.</returns>
    public Counterfactual WhatWouldGive(int target, ReadOnlySpan<FactValue> row)
    {
        RequireRow(row);
        FactValue[] start = row.ToArray();
        for (int size = 1; size <= Actions.Length && !Reaches(start, target); size++)
        {
            foreach (CounterfactualStep[] steps in Plans(start, 0, size))
            {
                if (Apply(start, steps) is { } moved && Reaches(moved.AsSpan(), target))
                {
                    return new() { Target = NameOf(target), Steps = [.. steps] };
                }
            }
        }

        return new() { Target = NameOf(target), Steps = [] };
    }

    /// <summary>The case after the steps of a counterfactual, for replay.</summary>
    /// <param name="row">One value for each fact.</param>
    /// <param name="steps">The steps.</param>
    /// <returns>The new row; <c>null</c> when a step would move a fact that is not known, or out of its range.</returns>
    public ImmutableArray<FactValue>? Apply(ReadOnlySpan<FactValue> row, IEnumerable<CounterfactualStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        FactValue[] moved = row.ToArray();
        foreach (CounterfactualStep step in steps)
        {
            foreach (Fact fact in step.Action.Moves)
            {
                int index = Facts.IndexOf(fact);
                FactValue value = moved[index];
                if (step.Action.Direction == 0)
                {
                    moved[index] = FactValue.Exactly(step.Action.SetTo);
                    continue;
                }

                decimal room = step.Action.Direction > 0 ? (decimal)fact.Maximum - value.Low : (decimal)value.Low - fact.Minimum;
                if (!value.IsExact || (value.Low == Fact.Never && fact.Kind == FactKind.LookBack) || step.Amount > room)
                {
                    return null;
                }

                moved[index] = FactValue.Exactly(value.Low + (step.Action.Direction * step.Amount));
            }
        }

        return [.. moved];
    }

    /// <summary>The possible outcomes as text, the most cautious last.</summary>
    /// <param name="outcomes">Outcomes of this table.</param>
    /// <returns>"Compliant", "Compliant or Violation", "None" or "Invalid".</returns>
    public string Describe(OutcomeSet outcomes)
    {
        if (outcomes.IsInvalid)
        {
            return "Invalid";
        }

        string[] names = [.. Outcomes.Where((_, outcome) => outcomes.Allows(outcome))];
        return names.Length == 0 ? "None" : string.Join(HitPolicy == HitPolicy.Collect ? " and " : " or ", names);
    }

    /// <summary>An outcome as a person reads it.</summary>
    /// <param name="outcome">Its name, one of <see cref="Outcomes"/>.</param>
    /// <param name="rule">The rule that leads to it, where its words are its own; <c>null</c> for none.</param>
    /// <returns>"fast not met".</returns>
    public string WordsOf(string outcome, Rule? rule = null) => OutcomeWords.Says(OutcomesOf, outcome, rule?.Id, rule?.Says ?? "");

    /// <summary>What an outcome asks of who reads it.</summary>
    /// <param name="outcome">Its name, one of <see cref="Outcomes"/>.</param>
    /// <returns>What it asks.</returns>
    public Attention AttentionOf(string outcome) => OutcomeWords.AttentionTo(OutcomesOf, outcome);

    /// <summary>What is so, as a person reads it.</summary>
    /// <param name="outcomes">Outcomes of this table.</param>
    /// <param name="deciding">The rules that decide.</param>
    internal string Says(OutcomeSet outcomes, ImmutableArray<Rule> deciding)
    {
        if (outcomes.IsInvalid)
        {
            return "cannot be decided";
        }

        string[] certain =
        [
            .. Outcomes.Where((_, outcome) => outcomes.Has(outcome)).SelectMany(name => deciding
                .Where(rule => Outcomes[rule.Outcome] == name)
                .Select(rule => OutcomeWords.Says(OutcomesOf, name, rule.Id, rule.Says))
                .DefaultIfEmpty(OutcomeWords.Says(OutcomesOf, name)).Distinct()),
        ];
        return (outcomes.IsDetermined, certain.Length) switch
        {
            (true, 0) => "nothing found",
            (true, _) => string.Join("; ", certain),
            (false, 0) => "not known yet" + (HitPolicy == HitPolicy.Collect ? "" : PossibleOf(outcomes)),
            (false, _) => string.Join("; ", certain) + "; more is not known yet",
        };
    }

    // More than a few possible outcomes are no help to who reads them.
    private string PossibleOf(OutcomeSet outcomes)
    {
        string[] possible =
            [.. Outcomes.Where((_, outcome) => outcomes.Allows(outcome)).Select(name => OutcomeWords.Says(OutcomesOf, name))];
        return possible.Length > 3 ? "" : ": " + string.Join(", or ", possible);
    }

    /// <summary>The most that the outcomes that are certain ask of who reads them.</summary>
    internal Attention AttentionTo(OutcomeSet outcomes) => outcomes.IsInvalid ? Attention.Stop
        : Outcomes.Where((_, outcome) => outcomes.Has(outcome)).Select(name => OutcomeWords.AttentionTo(OutcomesOf, name))
            .DefaultIfEmpty().Max();

    private bool Reaches(ReadOnlySpan<FactValue> row, int target) => Decide(row) is { IsDetermined: true } outcomes && outcomes.Has(target)
        && (HitPolicy == HitPolicy.Collect || outcomes.MostCautious == target);

    // Every choice of `size` actions in declared order, each by the amounts that bring one of its facts to a cut point, smallest first.
    private IEnumerable<CounterfactualStep[]> Plans(FactValue[] row, int from, int size)
    {
        if (size == 0)
        {
            yield return [];
            yield break;
        }

        for (int index = from; index < Actions.Length; index++)
        {
            foreach (CounterfactualStep step in Amounts(row, Actions[index]))
            {
                foreach (CounterfactualStep[] rest in Plans(row, index + 1, size - 1))
                {
                    yield return [step, .. rest];
                }
            }
        }
    }

    private IEnumerable<CounterfactualStep> Amounts(FactValue[] row, CounterfactualAction action)
    {
        if (action.Direction == 0)
        {
            return [new(action, 0)];
        }

        var amounts = new SortedSet<long>();
        foreach (Fact fact in action.Moves)
        {
            int index = Facts.IndexOf(fact);
            foreach (long cut in _cuts[index].Where(cut => row[index].IsExact && cut != Fact.Never))
            {
                // Going down, a fact enters the next cell one unit below the cut.
                decimal amount = action.Direction > 0 ? (decimal)cut - row[index].Low : (decimal)row[index].Low - cut + 1;
                if (amount is > 0 and <= long.MaxValue)
                {
                    amounts.Add((long)amount);
                }
            }
        }

        return amounts.Select(amount => new CounterfactualStep(action, amount));
    }

    private List<int> CausalFacts(ReadOnlySpan<FactValue> row, OutcomeSet outcomes)
    {
        FactValue[] kept = row.ToArray();
        List<int> causal = [];
        for (int fact = kept.Length - 1; fact >= 0; fact--)
        {
            FactValue value = kept[fact];
            kept[fact] = FactValue.Unknown;
            if (!value.IsUnknown && Decide(kept) != outcomes)
            {
                kept[fact] = value;
                causal.Insert(0, fact);
            }
        }

        return causal;
    }

    private ExplanationLine LineFor(int index, ReadOnlySpan<FactValue> row, OutcomeSet outcomes, ImmutableArray<Rule> deciding)
    {
        (Fact fact, FactValue value) = (Facts[index], row[index]);
        long? cut = fact.IsOrdered && value.IsExact && value.Low != Fact.Never ? NearestCut(index, row, outcomes, deciding) : null;
        var line = new ExplanationLine
        {
            Fact = fact.Id,
            Name = fact.Name,
            Observed = fact.Tell(value.Low, value.High),
            Value = value,
            Rule = RuleNaming(fact, cut, deciding),
        };
        if (cut is not { } first)
        {
            return line;
        }

        var limit = new Limit(fact, first, IsNamedFromAbove(fact, first), value.Low, IsMissed(index, row, outcomes, first));
        return line with
        {
            Limit = limit.Value,
            Needs = limit.Says,
            LimitCode = limit.Code,
            Margin = limit.Margin,
        };
    }

    // Whether a rule names the limit by the value before the cut: "at most 2 h" or "more than 2 h", of which the cut is the first beyond.
    private bool IsNamedFromAbove(Fact fact, long cut) => fact.LimitBefore(cut) < cut
        || (!HasComparison(fact, cut, static sign => sign is Comparator.AtLeast or Comparator.LessThan)
            && HasComparison(fact, cut - 1, static sign => sign is Comparator.AtMost or Comparator.MoreThan));

    private bool HasComparison(Fact fact, long constant, Func<Comparator, bool> isSign) => Rules.SelectMany(rule => rule.When.Comparisons())
        .Any(one => one.Fact == fact && one.Constant == constant && isSign(one.Comparator));

    // Whether the answer on the other side of a cut asks less of who reads it; null where it asks as much, so that neither is the one that
    // is needed.
    private bool? IsMissed(int index, ReadOnlySpan<FactValue> row, OutcomeSet outcomes, long cut)
    {
        FactValue[] probe = row.ToArray();
        probe[index] = FactValue.Exactly(row[index].Low >= cut ? cut - 1 : cut);
        (Attention here, Attention beyond) = (MostAttentionTo(outcomes), MostAttentionTo(Decide(probe)));
        bool isOnlyFound = HitPolicy == HitPolicy.Collect && here < Attention.Stop && beyond < Attention.Stop;
        return here == beyond || isOnlyFound ? null : beyond < here;
    }

    private Attention MostAttentionTo(OutcomeSet outcomes) => Outcomes.Where((_, outcome) => outcomes.Allows(outcome))
        .Select(name => OutcomeWords.AttentionTo(OutcomesOf, name)).DefaultIfEmpty().Max();

    // The ends of the run of cells around the value in which the answer stays the same, an amount or a date it carries included. Of the
    // two it is the one that a deciding rule names, and else the nearer.
    private long? NearestCut(int index, ReadOnlySpan<FactValue> row, OutcomeSet outcomes, ImmutableArray<Rule> deciding)
    {
        FactValue[] probe = row.ToArray();
        IEnumerable<Term> terms = deciding.SelectMany(static rule => rule.Terms);
        bool hasTerms = Rules.Any(static rule => !rule.Terms.IsEmpty);
        bool IsSame() => Decide(probe) == outcomes
            && (!hasTerms || Deciding(probe).SelectMany(static rule => rule.Terms).SequenceEqual(terms));
        long[] cuts = _cuts[index];
        int cell = CellOf(cuts, row[index].Low);
        long? below = null;
        long? above = null;
        for (int next = cell - 1; next >= 0 && below is null; next--)
        {
            probe[index] = FactValue.Exactly(cuts[next] - 1);
            below = IsSame() ? null : cuts[next];
        }

        for (int next = cell; next < cuts.Length && above is null; next++)
        {
            probe[index] = FactValue.Exactly(cuts[next]);
            above = IsSame() ? null : cuts[next];
        }

        if (below is not { } low || above is not { } high)
        {
            return below ?? above;
        }

        (bool isLowNamed, bool isHighNamed) = (
            deciding.Any(rule => Names(rule, Facts[index], low)), deciding.Any(rule => Names(rule, Facts[index], high)));
        return isLowNamed != isHighNamed ? isLowNamed ? low : high
            : (decimal)row[index].Low - low <= (decimal)high - row[index].Low ? low : high;
    }

    private Rule? RuleNaming(Fact fact, long? limit, ImmutableArray<Rule> deciding) =>
        deciding.FirstOrDefault(rule => Names(rule, fact, limit))
        ?? Rules.FirstOrDefault(rule => limit is not null && Names(rule, fact, limit))
        ?? deciding.FirstOrDefault(rule => Names(rule, fact, null))
        ?? Rules.FirstOrDefault(rule => Names(rule, fact, null));

    private static bool Names(Rule rule, Fact fact, long? limit) => rule.When.Comparisons().Any(comparison =>
        comparison.Fact == fact && (limit is null || comparison.Constant == limit || comparison.Constant == limit - 1));

    private bool CanSettle(ulong[] box, int fact)
    {
        for (ulong cells = box[fact]; cells != 0; cells &= cells - 1)
        {
            ulong[] answered = [.. box];
            answered[fact] = cells & (~cells + 1);
            if (DecideExactly(answered).IsDetermined)
            {
                return true;
            }
        }

        return false;
    }

    private List<int> SmallestDeterminingSet(ulong[] box)
    {
        int[] unknown = [.. Enumerable.Range(0, box.Length).Where(fact => (box[fact] & (box[fact] - 1)) != 0)];

        // A fact that matters when everything else is known is in every determining set.
        int[] needed = [.. unknown.Where(fact => !IsDeterminedBy(box, known => known != fact))];
        int[] others = [.. unknown.Except(needed)];
        for (int more = 0; more <= others.Length; more++)
        {
            foreach (int[] extra in Subsets(others, 0, more))
            {
                if (IsDeterminedBy(box, fact => needed.Contains(fact) || extra.Contains(fact)))
                {
                    return [.. needed.Concat(extra).OrderBy(fact => fact)];
                }
            }
        }

        return [.. unknown];
    }

    private static IEnumerable<int[]> Subsets(int[] items, int from, int size)
    {
        if (size == 0)
        {
            yield return [];
            yield break;
        }

        for (int index = from; index < items.Length; index++)
        {
            foreach (int[] rest in Subsets(items, index + 1, size - 1))
            {
                yield return [items[index], .. rest];
            }
        }
    }
}
