using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Decisions;

namespace Infusion.Rules.Verification.Tests;

/// <summary>Two random versions of one table over mostly the same facts, small enough to try every code.</summary>
internal static class RandomPairs
{
    public static (DecisionTable Old, DecisionTable New) Next(Random random)
    {
        Fact[] facts = [.. Enumerable.Range(0, random.Next(1, 5)).Select(index => RandomTables.NextFact(random, index))];
        var policy = (HitPolicy)random.Next(3);
        return Versions(random, "random", policy, facts, []);
    }

    /// <summary>A chain of two tables: the second asks what the first came to.</summary>
    public static (DecisionTable[] Old, DecisionTable[] New) NextChain(Random random)
    {
        Fact[] facts = [.. Enumerable.Range(0, random.Next(1, 3)).Select(index => RandomTables.NextFact(random, index))];
        var policy = (HitPolicy)random.Next(2);
        (DecisionTable old, DecisionTable @new) = Versions(random, "upstream", policy, facts, []);
        Fact[] own = [RandomTables.NextFact(random, 7)];
        int seed = random.Next();
        DecisionTable Downstream(DecisionTable upstream, int rules)
        {
            Fact<string> linked = Fact.Linked("linked", "upstream", "What does it say?", upstream);
            return Version(new Random(rules), "downstream", HitPolicy.Priority, [linked, .. own], ConstraintOrNone(new Random(seed), own));
        }

        int next = random.Next(2) == 0 ? seed : random.Next();
        return ([old, Downstream(old, seed)], [@new, Downstream(@new, next)]);
    }

    private static (DecisionTable Old, DecisionTable New) Versions(
        Random random, string id, HitPolicy policy, Fact[] facts, Constraint[] constraints)
    {
        Fact[] oldFacts = facts.Length > 1 && random.Next(4) == 0 ? facts[1..] : facts;
        Fact[] newFacts = facts.Length > 1 && random.Next(4) == 0 ? facts[..^1] : facts;
        constraints = random.Next(3) == 0 ? ConstraintOrNone(random, facts) : constraints;
        bool isShared = oldFacts.Length == newFacts.Length && oldFacts.Length == facts.Length;
        int seed = random.Next();
        return (
            Version(new Random(seed), id, policy, oldFacts, isShared ? constraints : []),
            Version(new Random(random.Next(3) == 0 ? seed : random.Next()), id, policy, newFacts, isShared ? constraints : []));
    }

    private static Constraint[] ConstraintOrNone(Random random, Fact[] facts) =>
        random.Next(2) == 0 ? [] : [new Constraint("random.impossible", RandomTables.NextCondition(random, facts, 1), "It cannot be")];

    private static DecisionTable Version(
        Random random, string id, HitPolicy policy, Fact[] facts, Constraint[] constraints) => DecisionTable.Create<Light>(
        id,
        "a random light",
        policy,
        facts,
        Enumerable.Range(0, random.Next(1, 6)).Select(index => Rule.For(
            (Light)random.Next(4), $"{id}.rule-{index}", RandomTables.NextCondition(random, facts, 2), $"Rule {index}",
            Modality.Informational, Provenance.Inferred, "R01")),
        constraints);
}
