using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Records;
using Infusion.Rules.Tests.Repository;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Tests.Decisions;

/// <summary>What the kernel does once for every room: reading, folding, trying doubts in turn.</summary>
public sealed class JudgementTests
{
    private static Instant Noon => FilledRecords.Noon;

    // A table with one outcome more than any room has, the most cautious of all.
    private enum Four
    {
        Fine,
        Odd,
        Bad,
        Worst,
    }

    private static Fact<int> Number { get; } =
        Fact.Count("test.number", "the number", "Which number?", "", 0, 9).From(new Input<Item, int?>("item.number", item => item.Number));

    private static DecisionTable Table { get; } = DecisionTable.Create<Four>("test.item", "an item", HitPolicy.Priority, [Number],
    [
        Rule.For(Four.Fine, "test.fine", Condition.Always, "Anything is fine", Modality.Informational, Provenance.Inferred, "R01"),
        Rule.For(Four.Odd, "test.odd", Number.AtLeast(3), "From three it is odd", Modality.Informational, Provenance.Inferred, "R01"),
        Rule.For(Four.Bad, "test.bad", Number.AtLeast(6), "From six it is bad", Modality.Informational, Provenance.Inferred, "R01"),
        Rule.For(Four.Worst, "test.worst", Number.AtLeast(9), "Nine is worst", Modality.Informational, Provenance.Inferred, "R01"),
    ]);

    [Fact]
    public void A_list_folds_however_many_outcomes_its_table_has()
    {
        int compared = 0;
        int?[] numbers = [0, 3, 6, 9, null];
        foreach (int? first in numbers)
        {
            foreach (int? second in numbers)
            {
                foreach (bool isComplete in new[] { true, false })
                {
                    List<int?[]> completions = [.. Completions(first, second, isComplete)];
                    foreach ((Fold fold, Func<IEnumerable<int>, int> pick) in new (Fold, Func<IEnumerable<int>, int>)[]
                        {
                            (Fold.Worst, Enumerable.Max),
                            (Fold.Best, Enumerable.Min),
                        })
                    {
                        ulong expected = completions.Aggregate(
                            0UL, (set, numbers) => set | (1UL << pick(numbers.Select(number => number!.Value / 3))));
                        OutcomeSet outcomes = Judging(fold).Decide(new Items([new(first), new(second)], isComplete), default);
                        Assert.Equal(expected, outcomes.Possible);
                        compared++;
                    }
                }
            }
        }

        Assert.Equal(100, compared);
    }

    [Fact]
    public void A_more_cautious_outcome_than_all_before_is_never_read_as_the_least_cautious() =>
        Assert.Equal((int)Four.Worst, Judging(Fold.Worst).Decide(new Items([new(0), new(9)], true), default).MostCautious);

    [Fact]
    public void An_empty_complete_list_has_its_stated_outcome_and_an_empty_partial_one_has_any()
    {
        Assert.Equal(OutcomeSet.Exactly(0), Judging(Fold.Worst).Decide(new Items([], true), default));
        Assert.Equal(0b1111UL, Judging(Fold.Worst).Decide(new Items([], false), default).Possible);
    }

    [Fact]
    public void The_order_of_the_facts_of_a_table_decides_and_explains_nothing_else()
    {
        int compared = 0;
        foreach (InfusionRules rules in new[] { InfusionRules.Published, Policy("old-mill"), Policy("north-ridge"), Policy("cedar-point") })
        {
            foreach (DecisionTable table in rules.Tables.Where(table => table.Facts.Length > 1))
            {
                DecisionTable turned = table.InOrder([.. table.Facts.Reverse()]);
                foreach (FactValue[] row in table.Partition.Rows(withUnknown: true).Take(300))
                {
                    FactValue[] back = [.. row.Reverse()];
                    Assert.Equal(table.Decide(row), turned.Decide(back));
                    Assert.Equal(table.Deciding(row).Select(rule => rule.Id), turned.Deciding(back).Select(rule => rule.Id));
                    compared++;
                }

                if (table.Facts.All(fact => fact.ReadBy is FactReading<Visit>))
                {
                    OutcomeSet straight = new TableJudgement<Visit>(table).Decide(FilledRecords.Visit, Noon);
                    Assert.Equal(straight, new TableJudgement<Visit>(turned).Decide(FilledRecords.Visit, Noon));
                }
            }
        }

        Assert.True(compared > 5_000, $"{compared} rows were compared.");
    }

    [Fact]
    public void The_default_decision_was_made_by_nobody_and_says_so()
    {
        Decision<ReleaseOutcome> nobody = default;
        Assert.True(nobody.IsDefault);
        Assert.Throws<InvalidOperationException>(() => nobody.Outcome);
        Assert.Throws<InvalidOperationException>(() => nobody.Status);
        Assert.Throws<InvalidOperationException>(() => nobody.Possible);
        Assert.Throws<InvalidOperationException>(() => nobody.Certain);
        Assert.Throws<InvalidOperationException>(() => nobody.DecidingRules);
        Assert.Throws<InvalidOperationException>(() => nobody.Questions);
        Assert.Throws<InvalidOperationException>(() => nobody.ToDocument());
        Assert.Equal("no decision", nobody.ToString());
    }

    [Fact]
    public void An_invalid_decision_has_no_outcome()
    {
        Decision<ReleaseOutcome> broken = InfusionRules.Published.Visits.DecideRelease(
            new Visit { Start = Noon, End = Noon - Duration.FromHours(1) }, Noon);
        Assert.Equal(DecisionStatus.Invalid, broken.Status);
        Assert.Throws<InvalidOperationException>(() => broken.Outcome);
        Assert.Equal("Invalid", broken.ToDocument().Outcome);
    }

    [Fact]
    public void A_document_judges_each_row_once_more_and_no_more_than_that()
    {
        var count = new RowCount();
        Visit visit = FilledRecords.Visit with
        {
            Cancellation = null,
            Intakes = [FilledRecords.Visit.Intakes[0], Intake.Of("water", FilledRecords.Noon - Duration.FromHours(3))],
            IntakesCompletenessSaidAt = null,
        };
        InfusionRules rules = InfusionRules.Published;
        rules.Fasting.PlanJudgement.TraceObject(visit, new(default) { Count = count });

        // Whether it is part of the fast at all, and whether it was early enough.
        Assert.Equal(2 * visit.Intakes.Length, count.Rows.Count);
    }

    /// <summary>Intervals: whatever instant it really was, its outcome is possible;
    /// and an outcome that is called possible is some instant's.</summary>
    [Theory]
    [InlineData("north-ridge")]
    [InlineData("summit-clinic")]
    [InlineData("harbour-clinic")]
    [InlineData(null)]
    public void Times_known_between_bounds_allow_exactly_what_the_instants_between_them_allow(string? policy)
    {
        InfusionRules rules = policy is null ? InfusionRules.Published : Policy(policy);
        var random = new Random(1);
        string[] kinds = [.. rules.Policy.Fasting!.Kinds.Select(kind => kind.Id), "oral-medicine", "unlisted"];
        int compared = 0;
        for (int round = 0; round < 40; round++)
        {
            Instant appointment = Instant.FromUtc(2026, 6, 15, 4, 0) + Duration.FromMinutes(random.Next(0, 24 * 60));
            Moment about = Moment.Between(appointment, appointment + Duration.FromMinutes(random.Next(1, 150)));
            Instant eaten = appointment - Duration.FromMinutes(random.Next(0, 12 * 60));
            Moment around = Moment.Between(eaten, eaten + Duration.FromMinutes(random.Next(1, 90)));
            string kind = kinds[random.Next(kinds.Length)];
            ulong possible = Plan(about, around);
            ulong sampled = 0;
            foreach (Instant at in Minutes(about))
            {
                foreach (Instant intake in Minutes(around))
                {
                    sampled |= Plan(at, intake);
                }
            }

            Assert.Equal(sampled, sampled & possible);

            // Each alone, with the other one exact, is exact.
            Assert.Equal(Minutes(about).Aggregate(0UL, (set, at) => set | Plan(at, eaten)), Plan(about, eaten));
            Assert.Equal(Minutes(around).Aggregate(0UL, (set, at) => set | Plan(appointment, at)), Plan(appointment, around));
            compared++;

            ulong Plan(Moment at, Moment intake) =>
                rules.Fasting.DecidePlan(
                    new Visit
                    {
                        Appointment = at,
                        Intakes = [Intake.Of(kind, intake)],
                        IntakesCompleteness = ListCompleteness.Complete,
                    }).Outcomes.Possible;
        }

        Assert.Equal(40, compared);
    }

    [Theory]
    [InlineData("watr", "water")]
    [InlineData("Water ", null)]
    [InlineData("clear tee", "clear tea")]
    public void A_name_means_the_same_from_code_and_from_a_file(string name, string? meant)
    {
        InfusionRules rules = InfusionRules.Published;
        var visit = new Visit
        {
            Appointment = Noon,
            Intakes = [Intake.Of(name, Noon - Duration.FromHours(3))],
            IntakesCompleteness = ListCompleteness.Complete,
        };
        Visit file = System.Text.Json.JsonSerializer.Deserialize<Visit>(
            $$"""{ "id": "visit", "appointment": "2026-06-15T16:00Z", "intakes": [{ "what": "{{name}}", "at": "2026-06-15T13:00Z" }], "intakesAreComplete": true }""")!;
        Assert.Equal(visit, file);
        Assert.Equal(meant, rules.Fasting.Meant(StatedName.Of(name)));
        DecisionDocument document = rules.Fasting.DecidePlan(file).ToDocument();
        Assert.Equal(rules.Fasting.DecidePlan(visit).ToDocument(), document);
        Assert.Equal(meant, document.Parts[0].Values.FirstOrDefault(value => value.Id == "fasting.did-you-mean")?.Value);
        Assert.Equal(meant is null ? DecisionStatus.Determined : DecisionStatus.NeedsInformation, document.Status);
    }

    [Fact]
    public void A_name_that_only_looks_like_one_of_the_policys_is_another()
    {
        InfusionRules rules = InfusionRules.Published;
        Assert.Null(rules.Fasting.Meant(StatedName.Other("watr")));
        var visit = new Visit
        {
            Appointment = Noon,
            Intakes = [Intake.Of(StatedName.Other("watr"), Noon - Duration.FromHours(3))],
            IntakesCompleteness = ListCompleteness.Complete,
        };
        Assert.Equal(FastingOutcome.ClinicianDecision, rules.Fasting.DecidePlan(visit).Outcome);
        Assert.Equal(DecisionStatus.Determined, rules.Fasting.DecidePlan(visit).Status);
    }

    private static InfusionRules Policy(string name) => new(ClinicPolicy.Parse(RepositoryFiles.Read($"samples/policies/{name}.json")));

    private static ListJudgement<Items, Item> Judging(Fold fold) => new(
        "test.list",
        new TableJudgement<Item>(Table),
        new(
            items => items.List.Length, (items, place) => items.List[place], items => items.IsComplete ? [] : [new Item(null)],
            new("test.complete", "All?", "", [], true)),
        fold,
        OutcomeSet.Exactly(0));

    // A list that may lack an item lacks none, or one of any number.
    private static IEnumerable<int?[]> Completions(int? first, int? second, bool isComplete) =>
        from one in Values(first)
        from other in Values(second)
        from third in isComplete ? [-1] : new[] { -1, 0, 3, 6, 9 }
        select third < 0 ? new int?[] { one, other } : [one, other, third];

    private static int[] Values(int? number) => number is { } known ? [known] : [0, 3, 6, 9];

    private static IEnumerable<Instant> Minutes(Moment bounds)
    {
        for (Instant at = bounds.Earliest; at < bounds.Latest; at += Duration.FromMinutes(1))
        {
            yield return at;
        }

        yield return bounds.Latest;
    }

    internal readonly record struct Item(int? Number);

    internal sealed record Items(ImmutableArray<Item> List, bool IsComplete);
}
