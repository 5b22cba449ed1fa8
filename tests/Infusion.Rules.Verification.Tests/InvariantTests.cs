using System.Collections.Immutable;
using FsCheck.Xunit;
using Infusion.Rules.Cases;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Decisions;

namespace Infusion.Rules.Verification.Tests;

/// <summary>Invariants against trying every code of small random tables, for cases known in full and in part.</summary>
public class InvariantTests
{
    [Property(MaxTest = 600)]
    public void A_proof_agrees_with_trying_every_code(int seed)
    {
        Tried tried = Try(seed);
        InvariantResult result = tried.Prove();
        Assert.Equal(tried.Status, result.Status);
        Assert.Equal(result.Status == InvariantStatus.Refuted, result.Because.StartsWith('A'));
    }

    [Property(MaxTest = 600)]
    public void Whatever_else_is_so_the_case_that_refutes_meets_the_premise_and_breaks_the_statement(int seed)
    {
        Tried tried = Try(seed);
        InvariantResult result = tried.Prove();
        if (result.Status != InvariantStatus.Refuted)
        {
            return;
        }

        FactValue[] row = [.. RowOf(tried.Table, result)];
        long[][] completions = [.. BruteForce.Completions(tried.Cut, row)];
        Assert.NotEmpty(completions);
        Assert.All(completions, one => Assert.True(tried.Meets(one) && tried.IsBroken(one)));
    }

    [Property(MaxTest = 600)]
    public void What_is_proved_of_complete_cases_binds_those_known_in_part(int seed)
    {
        Tried tried = Try(seed);
        if (tried.Prove().Status != InvariantStatus.Holds)
        {
            return;
        }

        var random = new Random(seed);
        for (int turn = 0; turn < 20; turn++)
        {
            FactValue[] row = RandomTables.NextRow(random, tried.Table);
            long[][] completions = [.. BruteForce.Completions(tried.Cut, row)];
            OutcomeSet decided = tried.Table.Decide(row);
            if (tried.Invariant.Always.IsEmpty && completions.Any(tried.Meets))
            {
                Assert.Equal(0UL, decided.IsInvalid ? 0 : decided.Certain & tried.Named);
            }

            if (completions.Length > 0 && completions.All(tried.Meets))
            {
                Assert.True(tried.Invariant.Always.IsEmpty ? (decided.Possible & tried.Named) == 0
                    : tried.Table.HitPolicy == HitPolicy.Collect ? (decided.Possible & tried.Named) != 0
                    : (decided.Possible & ~tried.Named) == 0);
            }
        }
    }

    [Fact]
    public void The_random_statements_come_out_in_every_way()
    {
        Tried[] tried = [.. Enumerable.Range(0, 400).Select(Try)];
        foreach (HitPolicy policy in Enum.GetValues<HitPolicy>())
        {
            foreach (bool isNever in new[] { true, false })
            {
                foreach (InvariantStatus status in new[] { InvariantStatus.Holds, InvariantStatus.Refuted, InvariantStatus.Vacuous })
                {
                    Assert.Contains(tried, one =>
                        one.Table.HitPolicy == policy && one.Invariant.Always.IsEmpty == isNever && one.Status == status);
                }
            }
        }
    }

    [Fact]
    public void A_linked_fact_has_only_outcomes_that_its_decision_reaches()
    {
        Fact<int> count = Fact.Count("count", "the count", "How many?", "things", 0, 9);
        DecisionTable Upstream(Light worst) => DecisionTable.Create<Light>("up", "up", HitPolicy.Priority, [count],
        [
            Row(Light.Green, "up.green", Condition.Always), Row(worst, "up.worst", count.AtLeast(5)),
        ]);
        InvariantStatus Prove(Light worst)
        {
            DecisionTable up = Upstream(worst);
            Fact<string> linked = Fact.Linked("linked", "upstream", "What does it say?", up);
            DecisionTable down = DecisionTable.Create<Light>("down", "down", HitPolicy.Priority, [linked],
            [
                Row(Light.Green, "down.green", Condition.Always), Row(Light.Red, "down.red", linked.Is("Red")),
            ]);
            return Of([up, down], new() { Id = "a", Says = "Never red", Decision = "down", Never = ["Red"] }).Status;
        }

        Assert.Equal(InvariantStatus.Refuted, Prove(Light.Red));
        Assert.Equal(InvariantStatus.Holds, Prove(Light.Orange));
    }

    [Fact]
    public void Above_the_budget_nothing_is_claimed()
    {
        DecisionTable table = RandomTables.Next(new Random(3));
        var statement = new Invariant { Id = "a", Says = "a", Decision = table.Id, Never = [table.Outcomes[0]] };
        InvariantReport report = PolicyInvariants.Prove([table], new() { All = [statement] }, cellBudget: 1);
        Assert.Equal(InvariantStatus.Undecided, Assert.Single(report.Invariants).Status);
        Assert.False(report.IsHeld);
    }

    [Fact]
    public void A_file_is_read_for_the_tables_of_a_version()
    {
        const string Json = """
            {
              "format": 1,
              "invariants": [
                {
                  "id": "recovery", "says": "Nobody leaves early", "decision": "visit.release",
                  "when": [{ "fact": "visit.since-end", "atLeast": "PT0S", "lessThan": "PT60M" }], "never": "Release"
                }
              ]
            }
            """;
        var stated = Invariants.Parse(Json, InfusionRules.Published.Tables);
        Assert.Equal(stated, Invariants.Parse(Json, InfusionRules.Published.Tables));
        Assert.True(PolicyInvariants.Prove(InfusionRules.Published, stated).IsHeld);
        Assert.Throws<Documents.DocumentException>(() => Invariants.Parse("{}", InfusionRules.Published.Tables));
    }

    [Fact]
    public void A_statement_of_another_policy_is_refused()
    {
        DecisionTable table = RandomTables.Next(new Random(3));
        Assert.Throws<ArgumentException>(() => Of([table], new() { Id = "a", Says = "a", Decision = "none", Never = ["Red"] }));
        Assert.Throws<ArgumentException>(() => Of([table], new() { Id = "a", Says = "a", Decision = table.Id, Never = ["Blue"] }));
        Assert.Throws<ArgumentException>(() => Of([table], new() { Id = "a", Says = "a", Decision = table.Id }));
    }

    private static Rule Row(Light outcome, string id, Condition when) =>
        Rule.For(outcome, id, when, id, Modality.Informational, Provenance.Inferred, "R01");

    private static InvariantResult Of(DecisionTable[] tables, Invariant invariant) =>
        PolicyInvariants.Prove(tables, new() { All = [invariant] }).Invariants.Single();

    private static IEnumerable<FactValue> RowOf(DecisionTable table, InvariantResult result) => table.Facts.Select(fact =>
        result.Witness.FirstOrDefault(known => known.Id == fact.Id) is { AfterLow: { } low, AfterHigh: { } high }
            ? FactValue.Between(low, high)
            : FactValue.Unknown);

    private static Tried Try(int seed)
    {
        var random = new Random(seed);
        DecisionTable table = RandomTables.Next(random);
        Condition when = random.Next(6) == 0 ? Condition.Always : RandomTables.NextCondition(random, [.. table.Facts], 2);
        ImmutableArray<string> named = [.. table.Outcomes.Where((_, place) => random.Next(3) == 0 || place == 3)];
        bool isNever = random.Next(2) == 0;
        return new(table, new()
        {
            Id = "random",
            Says = "A random statement",
            Decision = table.Id,
            When = when,
            Never = isNever ? named : [],
            Always = isNever ? [] : named,
        });
    }

    private sealed record Tried(DecisionTable Table, Invariant Invariant)
    {
        /// <summary>The same table with the limits of the premise among its own.</summary>
        public DecisionTable Cut => Table.Where(Invariant.When | !Invariant.When);

        public ulong Named => Invariant.Never.Concat(Invariant.Always)
            .Aggregate(0UL, (set, name) => set | (1UL << Table.Outcomes.IndexOf(name)));

        public InvariantStatus Status
        {
            get
            {
                long[][] met = [.. BruteForce.Completions(Cut, [.. Table.Facts.Select(_ => FactValue.Unknown)]).Where(Meets)];
                return met.Length == 0 ? InvariantStatus.Vacuous
                    : met.Any(IsBroken) ? InvariantStatus.Refuted
                    : InvariantStatus.Holds;
            }
        }

        public InvariantResult Prove() => Of([Table], Invariant);

        public bool Meets(long[] row) => BruteForce.Holds(Invariant.When, fact => row[Table.Facts.IndexOf(fact)]);

        public bool IsBroken(long[] row)
        {
            ulong found = BruteForce.Outcome(Table, row)!.Value;
            return Invariant.Always.IsEmpty ? (found & Named) != 0
                : Table.HitPolicy == HitPolicy.Collect ? (found & Named) == 0
                : (found & ~Named) != 0;
        }
    }
}
