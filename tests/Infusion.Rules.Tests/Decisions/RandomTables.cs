using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Decisions;

public enum Light
{
    Green,
    Yellow,
    Orange,
    Red,
}

/// <summary>Small random tables with every kind of fact, constraint and hit policy.</summary>
internal static class RandomTables
{
    public static DecisionTable Next(Random random)
    {
        Fact[] facts = [.. Enumerable.Range(0, random.Next(1, 5)).Select(index => NextFact(random, index))];
        var hitPolicy = (HitPolicy)random.Next(3);
        int rules = random.Next(1, 6);
        return DecisionTable.Create<Light>(
            "random",
            "a random light",
            hitPolicy,
            facts,
            Enumerable.Range(0, rules).Select(index => Rule.For(
                (Light)random.Next(4),
                $"random.rule-{index}",
                NextCondition(random, facts, 3),
                $"Rule {index}",
                Modality.Informational,
                Provenance.Inferred,
                "R01")),
            random.Next(3) == 0 ? [new Constraint("random.impossible", NextCondition(random, facts, 1), "It cannot be")] : [],
            random.Next(2) == 0 ? [] : facts.Where(fact => fact.Kind == FactKind.Count).Take(2)
                .Select(
                    (fact, index) =>
                        index == 0
                        ? CounterfactualAction.Raising("raise", "raise it", fact)
                        : CounterfactualAction.Lowering("lower", "lower it", fact)));
    }

    public static FactValue[] NextRow(Random random, DecisionTable table) => [.. table.Facts.Select((fact, index) => random.Next(3) switch
    {
        0 => FactValue.Unknown,
        1 when fact.IsOrdered && fact.Kind != FactKind.LookBack => NextRange(random, fact),
        _ => FactValue.Exactly(NextCode(random, fact)),
    })];

    private static FactValue NextRange(Random random, Fact fact)
    {
        long a = NextCode(random, fact);
        long b = NextCode(random, fact);
        return FactValue.Between(Math.Min(a, b), Math.Max(a, b));
    }

    internal static long NextCode(Random random, Fact fact) => fact.Kind switch
    {
        FactKind.YesNo => random.Next(2),
        FactKind.Choice => random.Next(fact.Names.Length),
        FactKind.LookBack => random.Next(4) == 0 ? Fact.Never : random.Next(5),
        _ => random.Next(7),
    };

    internal static Fact NextFact(Random random, int index) => random.Next(4) switch
    {
        0 => Fact.YesNo($"f{index}", "yes or no", "Yes or no?"),
        1 => Fact.Choice<Light>($"f{index}", "light", "Which light?"),
        2 => Fact.LookBack($"f{index}", "look-back", "When?", "months"),
        _ => Fact.Count($"f{index}", "count", "How many?", "things", 0, 6),
    };

    internal static Condition NextCondition(Random random, Fact[] facts, int depth) => depth == 0 || random.Next(3) == 0
        ? NextComparison(random, facts[random.Next(facts.Length)])
        : random.Next(4) switch
        {
            0 => !NextCondition(random, facts, depth - 1),
            1 => NextCondition(random, facts, depth - 1) | NextCondition(random, facts, depth - 1),
            2 when depth == 3 => Condition.Always,
            _ => NextCondition(random, facts, depth - 1) & NextCondition(random, facts, depth - 1),
        };

    private static Condition.Comparison NextComparison(Random random, Fact fact) => new(
        fact, fact.IsOrdered ? (Comparator)random.Next(5) : Comparator.Is, NextCode(random, fact));
}
