using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Decisions;
using NodaTime;
using static Infusion.Rules.Tests.Eligibility.EligibilityScenarioTests;

namespace Infusion.Rules.Tests.Eligibility;

public class EligibilityLawTests
{
    private static DecisionTable[] Tables(EligibilityRules rules) =>
        [
            rules.ConditionTable, rules.CandidacyTable, rules.FindingsTable, rules.SectionsTable, rules.CallTable, rules.BookingTable,
            rules.WarningsTable,
        ];

    [Fact]
    public void The_laws_hold_in_every_cell_of_the_published_tables()
    {
        long compared = 0;
        DecisionTable[] tables = Tables(Published);
        foreach (DecisionTable table in tables)
        {
            foreach (FactValue[] row in table.Partition.Rows(withUnknown: true))
            {
                compared++;
                OutcomeSet verdict = table.Decide(row);
                KernelLaws.AssertExplanation(table, row);
                KernelLaws.AssertQuestions(table, row, verdict);
                KernelLaws.AssertLearning(table, row, verdict);
                KernelLaws.AssertCounterfactuals(table, row, verdict);
            }
        }

        Evidence.Write("eligibility-laws", compared, tables.Sum(table => table.Partition.CellCount), 0);
    }

    [Fact]
    public void Every_table_is_complete_without_overlap_and_every_rule_decides_somewhere()
    {
        foreach (DecisionTable table in Tables(Published).Concat(Tables(With(ScreenTests.Policy))))
        {
            foreach (FactValue[] row in table.Partition.Rows(withUnknown: false))
            {
                Assert.True(table.Decide(row) is { IsInvalid: true } or { IsDetermined: true }, table.Id);
                Assert.True(table.HitPolicy != HitPolicy.Unique || table.Applying(row).Length == 1, table.Id);
            }

            foreach (Rule rule in table.Rules)
            {
                DecisionTable without = table.Without(rule.Id);
                Assert.True(table.Partition.Rows(withUnknown: false).Any(row => table.Decide(row) != without.Decide(row)), rule.Id);
            }
        }
    }

    [Fact]
    public void Rule_ids_stand_once() => Assert.All(
        [Tables(Published), Tables(With(ScreenTests.Policy))],
        tables =>
            Assert.Equal(
                tables.Sum(table => table.Rules.Length),
                tables.SelectMany(table => table.Rules).Select(rule => rule.Id).Distinct().Count()));

    [Fact]
    public void Chronic_agrees_with_adding_months_on_every_day_of_four_years()
    {
        EligibilityRules rules = Published;
        long compared = 0;
        long mismatches = 0;
        for (LocalDate onset = new(2023, 1, 1); onset < new LocalDate(2027, 1, 1); onset = onset.PlusDays(1))
        {
            // The oracle adds the months; the library counts them.
            LocalDate last = onset.PlusMonths(3);
            foreach ((LocalDate day, bool chronic) in new[] { (last.PlusDays(-1), false), (last, false), (last.PlusDays(1), true) })
            {
                compared++;
                ConditionOutcome outcome = rules.DecideConditions(Facts(StatedCondition.Since("neck pain", onset)) with { On = day })
                    .Single().Outcome;
                mismatches += outcome == (chronic ? ConditionOutcome.Listed : ConditionOutcome.NotListed) ? 0 : 1;
            }
        }

        Evidence.Write("eligibility-chronic", compared, 3 * 1461, mismatches);
    }

    [Property(MaxTest = 500)]
    public void Learning_a_fact_never_enlarges_the_possible_outcomes(byte[] picks, byte verdict, byte role, bool reason, bool held)
    {
        EligibilityRules rules = With(ScreenTests.Policy);
        Assessment known = Facts([.. picks.Take(3).Select(Stated)]) with
        {
            Verdict = (PhysicianVerdict)(verdict % 3),
            VerdictBy = (ClinicianRole)(role % 5),
            VerdictHasReason = reason,
            Screens = new ScreenAnswers().With("hypersensitivity", reason).With("systolic", 100m + (role % 200)).WithNever("stroke"),
        };
        Assessment[] less =
        [
            known with { Verdict = null },
            known with { VerdictBy = null },
            known with { VerdictHasReason = null },
            known with { Screens = null },
            known with { ConditionsCompleteness = ListCompleteness.Partial },
            known with { Conditions = [.. known.Conditions.Select(condition => new StatedCondition { Name = condition.Name })] },
            known with { Verdict = null, VerdictBy = null, VerdictHasReason = null, Screens = null },
        ];
        OutcomeSet sure = rules.Decide(known).Outcomes;
        OutcomeSet booked = rules.DecideBooking(known, held).Outcomes;
        Assert.True(sure.IsDetermined && booked.IsDetermined);
        foreach (Assessment facts in less)
        {
            Assert.Equal(0UL, sure.Possible & ~rules.Decide(facts).Outcomes.Possible);
            Assert.Equal(0UL, booked.Possible & ~rules.DecideBooking(facts, held).Outcomes.Possible);
            Assert.Equal(0UL, booked.Possible & ~rules.DecideBooking(facts, held: null).Outcomes.Possible);
        }
    }

    [Property(MaxTest = 500)]
    public void One_more_condition_never_makes_it_more_cautious_and_order_plays_no_part(byte[] picks, byte more)
    {
        EligibilityRules rules = Published;
        StatedCondition[] conditions = [.. picks.Select(Stated)];
        EligibilityOutcome before = rules.Decide(Facts(conditions)).Outcome;
        Assert.True(rules.Decide(Facts([.. conditions, Stated(more)])).Outcome <= before);
        Assert.Equal(before, rules.Decide(Facts([.. conditions.Reverse()])).Outcome);
    }

    [Fact]
    public void Asking_every_question_determines_the_decision()
    {
        Assessment open = Facts(new StatedCondition { Name = "back pain" }, new StatedCondition());
        Decision<EligibilityOutcome> decision = Published.Decide(open);
        Assert.Equal(DecisionStatus.NeedsInformation, decision.Status);
        Assert.Equal(["eligibility.condition", "eligibility.full-remission", "eligibility.months-since-onset"],
            decision.Questions.Select(question => question.Fact).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_text_says_what_is_never_said_and_every_summary_is_short()
    {
        foreach (DecisionTable table in Tables(With(ScreenTests.Policy)).Concat(Tables(Published)))
        {
            string[] texts =
            [
                .. table.Rules.Select(rule => rule.Says), .. table.Facts.SelectMany(fact => new[] { fact.Name, fact.Question }),
                .. table.Actions.Select(action => action.Says),
            ];
            Assert.DoesNotContain(texts, text => Forbidden.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
        }

        DecisionDocument document = Published.DecideBooking(
            Facts(StatedCondition.Present("RSD"), StatedCondition.Present("gout")), held: null).ToDocument();
        Assert.True(document.Summary.Length <= 140);
        Assert.Equal(["eligibility.candidacy", "consultation.warnings"], document.Parts.Select(part => part.Decision));
        Assert.Equal(
            ["eligibility.condition", "eligibility.condition", "eligibility.findings"],
            document.Parts[0].Parts.Select(part => part.Decision));
        Assert.Contains(document.Parts[0].Parts[0].Values, value => value is { Id: "eligibility.category", Value: "Pain" });
    }

    internal static string[] Forbidden => ["stop", "safe", "cured"];

    [Fact]
    public void Policies_and_facts_are_equal_by_value_and_texts_hide_values()
    {
        Assert.Equal(ScreenTests.Policy, ScreenTests.Policy);
        Assert.NotEqual(ScreenTests.Policy, PublishedEligibility.Policy);
        Assert.Equal(Facts(StatedCondition.Present("ptsd")), Facts(StatedCondition.Present("ptsd")));
        Assert.DoesNotContain(
            "ptsd", Facts(StatedCondition.Present("ptsd")).ToString() + StatedCondition.Present("ptsd"),
            StringComparison.OrdinalIgnoreCase);
    }

    private static StatedCondition Stated(byte pick) => (pick % 5) switch
    {
        0 => StatedCondition.Present("migraine"),
        1 => StatedCondition.Present("gout"),
        2 => new() { Name = "ptsd", InFullRemission = true },
        3 => StatedCondition.Since("back pain", Day.PlusMonths(-4)),
        _ => StatedCondition.Since("back pain", Day),
    };
}
