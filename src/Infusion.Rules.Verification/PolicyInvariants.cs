using System.Collections.Immutable;
using Infusion.Rules.Cases;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Verification;

/// <summary>Proves statements over the decisions of one policy version, or refutes each with the smallest case that breaks it.</summary>
/// <remarks>
/// <para>Every cell that meets the premise is evaluated; nothing is sampled. A fact that is the outcome of another decision takes only
/// outcomes that decision reaches.</para>
/// <para>An invariant speaks of complete cases, and what is proved of them binds those that are known in part: where the premise may still
/// hold, an outcome that may never come is not certain, and where it holds whatever else comes out, no other is possible.
/// Pure and thread-safe.</para>
/// </remarks>
public static class PolicyInvariants
{
    /// <summary>Proves the invariants for the rules of a policy.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="invariants">The invariants, read for these rules' tables.</param>
    /// <param name="cellBudget">How many cells may be evaluated for one invariant; above it the answer is undecided.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">An invariant is about a decision, fact or outcome that these rules do not have.</exception>
    /// <example><code>
    /// InvariantReport report = PolicyInvariants.Prove(InfusionRules.Published, Invariants.Parse(json, InfusionRules.Published.Tables));
    /// </code></example>
    public static InvariantReport Prove(InfusionRules rules, Invariants invariants, long cellBudget = 5_000_000)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(invariants);
        return Prove(rules.Policy.ToString(), rules.Tables, invariants, cellBudget);
    }

    /// <summary>Proves the invariants for a list of tables.</summary>
    /// <param name="tables">The tables; each id once.</param>
    /// <param name="invariants">The invariants, read for these tables.</param>
    /// <param name="cellBudget">How many cells may be evaluated for one invariant; above it the answer is undecided.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">An invariant is about a decision, fact or outcome that is none of these tables'.</exception>
    public static InvariantReport Prove(IEnumerable<DecisionTable> tables, Invariants invariants, long cellBudget = 5_000_000)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(invariants);
        return Prove("tables", [.. tables], invariants, cellBudget);
    }

    private static InvariantReport Prove(string name, ImmutableArray<DecisionTable> tables, Invariants invariants, long cellBudget)
    {
        var reach = new ReachedOutcomes(tables, cellBudget);
        return new()
        {
            Proved = name,
            Invariants = [.. invariants.All.Select(one => InvariantProof.Run(
                tables.FirstOrDefault(table => table.Id == one.Decision)
                    ?? throw new ArgumentException($"There is no decision '{one.Decision}'.", nameof(invariants)),
                one, reach, cellBudget))],
        };
    }
}
