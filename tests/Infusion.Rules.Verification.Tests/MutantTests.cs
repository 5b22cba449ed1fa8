using System.Collections.Concurrent;
using System.Reflection;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests;

namespace Infusion.Rules.Verification.Tests;

/// <summary>Every single mutant of the published policy is reported: each value, each rule, each outcome.</summary>
public class MutantTests
{
    [Fact]
    public void Every_single_mutant_of_the_published_policy_is_reported()
    {
        (long leaves, long reported, List<string> missed) = Leaves(InfusionRules.Published, "");
        Evidence.Write("verification-mutants", reported, leaves, missed.Count);
        Assert.True(leaves > 200, $"{leaves} leaves");
    }

    [Fact]
    public void Every_rule_that_is_left_out_or_gives_another_outcome_is_reported()
    {
        List<string> missed = [];
        (long tables, long reported) = Tables(missed);
        Evidence.Write("verification-table-mutants", reported, tables, missed.Count);
        Assert.True(tables > 200, $"{tables} tables");
    }

    [Fact]
    public void Every_single_mutant_of_what_holds_during_and_after_an_infusion_is_reported()
    {
        (long leaves, long reported, List<string> missed) =
            Leaves(new(Variants.WithWine(IntakeAllowance.NotAllowed, 24)), "fasting.kinds");
        Evidence.Write("verification-mutants-during-and-after", reported, leaves, missed.Count);
    }

    private static (long Space, long Reported, List<string> Missed) Leaves(InfusionRules published, string within)
    {
        (string Change, bool? IsReported)[] judged =
        [
            // One at a time: some take a hundred times as long as others.
            .. Partitioner.Create(
                    PolicyMutants.Of(published.Policy).Where(mutant => mutant.Edits[0].Path.StartsWith(within, StringComparison.Ordinal)),
                    EnumerablePartitionerOptions.NoBuffering).AsParallel().AsOrdered()
                .Select(mutant => (mutant.ToString(), IsReported(published, mutant.Policy))),
        ];
        List<string> missed = [.. judged.Where(one => one.IsReported == false).Select(one => one.Change)];
        missed.ForEach(one => TestContext.Current.TestOutputHelper?.WriteLine(one));
        return (judged.Count(one => one.IsReported is not null), judged.Count(one => one.IsReported == true), missed);
    }

    // Null for a policy that is refused when it is loaded, which never comes to a comparison.
    private static bool? IsReported(InfusionRules published, ClinicPolicy policy)
    {
        InfusionRules mutant;
        try
        {
            mutant = new(policy);
        }
        catch (ArgumentException)
        {
            return null;
        }

        DiffReport diff = PolicyDiff.Compare(published, mutant, new() { MostRecords = 0 });
        bool isIdentity = diff.Parameters.Length == 1 && diff.Parameters[0].Basis == ParameterBasis.Identity;
        bool isShown = diff.Parameters.All(parameter => parameter.Basis != ParameterBasis.Tables)
            || diff.Tables.Any(table => !table.IsEquivalent);
        return !diff.Parameters.IsEmpty && (isIdentity || !diff.IsEquivalent) && isShown
            && diff.Parameters.All(parameter => parameter.Basis != ParameterBasis.Undeclared);
    }

    private static (long Space, long Reported) Tables(List<string> missed)
    {
        DecisionTable[] published = [.. InfusionRules.Published.Tables];
        (long space, long reported) = (0, 0);
        for (int place = 0; place < published.Length; place++)
        {
            foreach ((string change, DecisionTable mutant) in Mutants(published[place]))
            {
                space++;
                DiffReport diff = PolicyDiff.Compare([published[place]], [mutant]);
                bool isReported = diff.Tables[0].Axes.Any(axis => axis.Axis != ChangeAxis.Wording && axis.Class != ChangeClass.Equivalent);
                reported += isReported ? 1 : 0;
                if (!isReported)
                {
                    missed.Add($"{published[place].Id}: {change}");
                    TestContext.Current.TestOutputHelper?.WriteLine(missed[^1]);
                }
            }
        }

        return (space, reported);
    }

    private static IEnumerable<(string Change, DecisionTable Mutant)> Mutants(DecisionTable table)
    {
        for (int place = 0; place < table.Rules.Length; place++)
        {
            Rule rule = table.Rules[place];
            yield return ($"without {rule.Id}", table.Without(rule.Id));
            for (int outcome = 0; outcome < table.Outcomes.Length; outcome++)
            {
                if (outcome != rule.Outcome)
                {
                    Rule swapped = rule with { };
                    typeof(Rule).GetField(
                        "<Outcome>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(swapped, outcome);
                    yield return ($"{rule.Id} gives {table.Outcomes[outcome]}", Rebuilt(table, table.Rules.SetItem(place, swapped)));
                }
            }
        }
    }

    // With every value that the constructor asks for, whichever they are.
    private static DecisionTable Rebuilt(DecisionTable table, System.Collections.Immutable.ImmutableArray<Rule> rules)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.IgnoreCase;
        ConstructorInfo made = typeof(DecisionTable).GetConstructors(Any).Single();
        return (DecisionTable)made.Invoke([.. made.GetParameters().Select(value => value.Name == "rules"
            ? rules
            : typeof(DecisionTable).GetProperty(value.Name!, Any)!.GetValue(table))]);
    }
}
