using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Decisions;

namespace Infusion.Rules.Tests.Continuity;

/// <summary>Scenario S23 and the laws of the room.</summary>
public class ContinuityTests
{
    private static PolicyVersion Version => InfusionRules.Published.Version;

    private static ContinuityRules Rules => new(PublishedContinuity.Policy, NodaTime.DateTimeZone.Utc, Version);

    private static ContinuityRules Alerting => new(
        PublishedContinuity.Policy with
        {
            Interactions =
            [
                new("theophylline", "theophylline", Provenance.Literature, ["ketalar-label"]) { Aliases = ["aminophylline"] },
                new("lamotrigine", "lamotrigine", Provenance.ClinicPolicy, ["clinic-policy"]),
            ],
        },
        NodaTime.DateTimeZone.Utc,
        Version);

    private static DecisionTable[] Tables(ContinuityRules rules) =>
        [rules.ChangeTable, rules.ChangeFindingsTable, rules.MedicineTable, rules.ProviderTable, rules.StatementsTable];

    [Theory]
    [InlineData(false, false, false, false, false, MedicationChangeOutcome.Continue)]
    [InlineData(false, false, true, true, true, MedicationChangeOutcome.Supported)]
    [InlineData(false, true, true, true, true, MedicationChangeOutcome.Supported)]
    [InlineData(false, false, true, true, false, MedicationChangeOutcome.NeedsCorrespondence)]
    [InlineData(false, true, true, true, false, MedicationChangeOutcome.NeedsCorrespondence)]
    [InlineData(false, true, false, false, false, MedicationChangeOutcome.PotentialDisqualification)]
    [InlineData(false, true, false, true, true, MedicationChangeOutcome.PotentialDisqualification)]
    [InlineData(true, true, true, false, false, MedicationChangeOutcome.ProviderDirected)]
    [InlineData(true, true, false, false, false, MedicationChangeOutcome.ProviderDirected)]
    [InlineData(true, false, true, true, true, MedicationChangeOutcome.ProviderDirected)]
    [InlineData(false, false, true, false, true, MedicationChangeOutcome.Continue)]
    [InlineData(false, false, false, true, true, MedicationChangeOutcome.Continue)]
    [InlineData(false, true, true, false, true, MedicationChangeOutcome.Continue)]
    public void S23_a_change_has_one_answer(
        bool ordered, bool made, bool consulted, bool maintenance, bool inTouch, MedicationChangeOutcome outcome)
    {
        Care care = Of(Facts(ordered, made, consulted, maintenance, inTouch));
        Assert.Equal((DecisionStatus.Determined, outcome), (Rules.Decide(care).Status, Rules.Decide(care).Outcome));
        Assert.Equal(outcome, Rules.DecideChanges(care).Single().Outcome);
        Assert.Equal(
            !ordered && made && consulted && !maintenance, Rules.DecideFindings(care).Has(ContinuityFinding.ChangedBeforeMaintenance));
    }

    [Fact]
    public void The_order_of_the_rulebook_gives_the_same_answer_in_every_case()
    {
        ContinuityRules rules = Rules;
        long compared = 0;
        long mismatches = 0;
        for (int bits = 0; bits < 32; bits++)
        {
            (bool ordered, bool made, bool consulted, bool maintenance, bool inTouch) =
                ((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0);
            MedicationChangeOutcome expected = MedicationChangeOutcome.Continue;
            if (ordered)
            {
                expected = MedicationChangeOutcome.ProviderDirected;
            }
            else if (made && !consulted)
            {
                expected = MedicationChangeOutcome.PotentialDisqualification;
            }
            else if (maintenance && consulted && inTouch)
            {
                expected = MedicationChangeOutcome.Supported;
            }
            else if (maintenance && consulted)
            {
                expected = MedicationChangeOutcome.NeedsCorrespondence;
            }

            compared++;
            mismatches += rules.Decide(Of(Facts(ordered, made, consulted, maintenance, inTouch))).Outcome == expected ? 0 : 1;
        }

        Evidence.Write("continuity-change", compared, 32, mismatches);
    }

    [Fact]
    public void S23f_an_interaction_alerts_the_clinician_beside_the_patients_continue()
    {
        Care care = new()
        {
            Medicines = [StatedName.Of("Theophylline "), StatedName.Of("gabapentin")],
            MedicinesCompleteness = ListCompleteness.Complete,
            ChangesCompleteness = ListCompleteness.Complete,
            Provider = ProviderOnFile.OutsideProvider,
        };
        Assert.Equal(
            (DecisionStatus.Determined, MedicationChangeOutcome.Continue), (Alerting.Decide(care).Status, Alerting.Decide(care).Outcome));
        Assert.Equal([ContinuityFinding.ClinicianAlert, ContinuityFinding.NotRecognised], Alerting.DecideFindings(care).Certain);
        Assert.Equal("gabapentin", Alerting.DecideFindings(care).ToDocument().Value("continuity.not-recognised"));
        Care changed = Of(Facts(false, false, false, false, false) with { Medicine = "aminophylline" });
        Assert.Equal(MedicationChangeOutcome.Continue, Alerting.Decide(changed).Outcome);
        Assert.Equal("continuity.interaction-alert.theophylline", Alerting.DecideFindings(changed).DecidingRules.Single().Id);
        Assert.Equal(
            [ContinuityFinding.NotPublished],
            Rules.DecideFindings(Of(Facts(false, false, false, false, false) with { Medicine = "theophylline" })).Certain);
    }

    [Fact]
    public void A_medicine_nobody_recorded_may_be_one_to_alert_to()
    {
        Care facts = new()
        {
            Medicines = [StatedName.Of("gabapentin")],
            Provider = ProviderOnFile.OutsideProvider,
            ChangesCompleteness = ListCompleteness.Complete,
        };
        Assert.Equal([ContinuityFinding.NotRecognised], Alerting.DecideFindings(facts).Certain);
        Assert.Equal([ContinuityFinding.ClinicianAlert, ContinuityFinding.NotRecognised], Alerting.DecideFindings(facts).Possible);
        Assert.Equal("continuity.medicines-complete", Alerting.DecideFindings(facts).Questions.Single().Fact);
        Care complete = facts with { MedicinesCompleteness = ListCompleteness.Complete };
        Assert.Equal([ContinuityFinding.NotRecognised], Alerting.DecideFindings(complete).Possible);
        Assert.Equal(
            [ContinuityFinding.ReviewedByClinician],
            Alerting.DecideFindings(
                complete with { MedicinesReviewedBy = ClinicianRole.Nurse, MedicinesReviewedAt = default(NodaTime.Instant) }).Possible);
        Assert.Equal([ContinuityFinding.NotPublished], Rules.DecideFindings(facts).Certain);
    }

    [Fact]
    public void A_medicine_that_is_nearly_one_to_alert_to_is_not_recognised_and_the_name_is_offered()
    {
        Care care = Of() with { Medicines = [StatedName.Of("theophyline")] };
        Assert.Equal([ContinuityFinding.NotRecognised], Alerting.DecideFindings(care).Certain);
        Assert.Equal(DecisionStatus.Determined, Alerting.DecideFindings(care).Status);
        Assert.Equal("theophylline (theophyline)", Alerting.DecideFindings(care).ToDocument().Value("continuity.did-you-mean"));
        Assert.Equal("theophylline", Alerting.Meant(StatedName.Of("theophyline")));
        Assert.Null(Alerting.DecideFindings(care with { Medicines = [StatedName.Other("theophyline")] }).ToDocument()
            .Value("continuity.did-you-mean"));
    }

    [Theory]
    [InlineData(ProviderOnFile.None, true, true)]
    [InlineData(ProviderOnFile.OnlyThisClinic, true, true)]
    [InlineData(ProviderOnFile.OutsideProvider, false, false)]
    [InlineData(null, false, true)]
    public void The_clinics_own_physician_is_not_a_managing_provider(ProviderOnFile? provider, bool certain, bool possible)
    {
        Decision<ContinuityFinding> findings = Rules.DecideFindings(new() { Provider = provider });
        Assert.Equal(certain, findings.Has(ContinuityFinding.NoManagingProvider));
        Assert.Equal(possible, findings.Allows(ContinuityFinding.NoManagingProvider));
    }

    [Fact]
    public void The_most_cautious_change_counts_and_a_partial_list_is_open()
    {
        Care facts = new()
        {
            Changes = [Facts(false, false, true, true, true), Facts(false, true, false, false, false)],
            ChangesCompleteness = ListCompleteness.Complete,
        };
        Assert.Equal(
            (DecisionStatus.Determined, MedicationChangeOutcome.PotentialDisqualification),
            (Rules.Decide(facts).Status, Rules.Decide(facts).Outcome));
        Assert.Equal(DecisionStatus.Determined, Rules.Decide(facts with { ChangesCompleteness = ListCompleteness.Partial }).Status);
        Decision<MedicationChangeOutcome> open = Rules.Decide(new() { Changes = [Facts(false, false, true, true, true)] });
        Assert.Equal(5, open.Possible.Length);
        Assert.Equal("continuity.complete", open.Questions.Single().Fact);
        Assert.Equal(5, Rules.Decide(new()).Possible.Length);
    }

    [Fact]
    public void Two_facts_missing_are_asked_for()
    {
        Decision<MedicationChangeOutcome> decision = Rules.Decide(
            Of(new MedicationChange { ProviderOrdered = false, AlreadyMade = true, InMaintenance = true }));
        Assert.Equal(MedicationChangeOutcome.PotentialDisqualification, decision.Outcome);
        Assert.Equal(
            [
                MedicationChangeOutcome.Supported, MedicationChangeOutcome.NeedsCorrespondence,
                MedicationChangeOutcome.PotentialDisqualification,
            ],
            decision.Possible);
        Assert.Equal(["continuity.provider-consulted", "continuity.correspondence"], decision.Questions.Select(question => question.Fact));
    }

    [Theory]
    [InlineData(false, false, false, "continue", "Without the managing provider nothing is changed: every medicine continues as it is")]
    [InlineData(
        false, true, false, "agreed-before-maintenance",
        "A change agreed with the managing provider before maintenance counts against nobody; all else continues")]
    [InlineData(
        true, true, false, "agreed-before-maintenance",
        "A change agreed with the managing provider before maintenance counts against nobody; all else continues")]
    public void A_change_that_is_agreed_is_not_answered_as_one_that_is_not(bool made, bool consulted, bool maintenance, string rule, string says)
    {
        Rule deciding = Rules.Decide(Of(Facts(false, made, consulted, maintenance, false))).DecidingRules.Single();
        Assert.Equal(("continuity.medication-change." + rule, says), (deciding.Id, deciding.Says));
    }

    [Property(MaxTest = 300)]
    public void No_change_that_a_prescriber_ordered_is_ever_a_disqualification(byte bits, byte hidden)
    {
        MedicationChange change = Facts(true, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0);
        Assert.Equal(
            [MedicationChangeOutcome.ProviderDirected], Rules.Decide(Of(Hide(change, (byte)(hidden & ~1)))).Possible);
    }

    [Property(MaxTest = 300)]
    public void An_open_question_is_summed_up_as_open(byte bits, byte hidden)
    {
        MedicationChange change = Hide(Facts((bits & 16) != 0, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0), hidden);
        foreach (Decision<MedicationChangeOutcome> decision in (Decision<MedicationChangeOutcome>[])
            [Rules.Decide(Of(change)), Rules.Decide(new() { Changes = [change] }), Rules.DecideChanges(Of(change)).Single()])
        {
            DecisionDocument document = decision.ToDocument();
            Assert.DoesNotContain("nothing more is known", document.Summary, StringComparison.Ordinal);
            Assert.Equal(
                decision.Status == DecisionStatus.Determined,
                !document.Summary.StartsWith("Not known yet", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_patient_is_told_four_things()
    {
        Assert.Equal(
            ["continuity.therapies", "continuity.other-providers", "continuity.consequence", "course.not-a-cure"],
            Rules.Statements.Select(rule => rule.Id));
        Assert.Equal(
            [Modality.Required, Modality.Required, Modality.Informational, Modality.Informational],
            Rules.Statements.Select(rule => rule.Modality));
    }

    [Fact]
    public void No_output_tells_anybody_to_end_a_medicine()
    {
        ContinuityRules rules = Alerting;
        foreach (DecisionTable table in Tables(rules))
        {
            string[] texts =
            [
                .. table.Rules.Select(rule => rule.Says), .. table.Facts.SelectMany(fact => new[] { fact.Name, fact.Question }),
                .. table.Actions.Select(action => action.Says), .. table.Outcomes,
            ];
            Assert.DoesNotContain(
                texts,
                text => Eligibility.EligibilityLawTests.Forbidden.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
        }

        DecisionDocument document = rules.Decide(new()
        {
            Changes = [Facts(false, true, false, false, false) with { Medicine = "theophylline" }],
            Medicines = [StatedName.Of("theophylline")],
        }).ToDocument();
        Assert.DoesNotContain(
            Texts(document),
            text => Eligibility.EligibilityLawTests.Forbidden.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.True(rules.Decide(new()).ToDocument().Summary.Length <= 140);
    }

    [Fact]
    public void The_laws_hold_in_every_cell_and_every_rule_decides_somewhere()
    {
        long compared = 0;
        DecisionTable[] tables = [.. Tables(Rules), .. Tables(Alerting)];
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

            foreach (FactValue[] row in table.Partition.Rows(withUnknown: false))
            {
                Assert.True(table.Decide(row).IsDetermined, table.Id);
                Assert.True(table.HitPolicy != HitPolicy.Unique || table.Applying(row).Length == 1, table.Id);
            }

            foreach (Rule rule in table.Rules)
            {
                DecisionTable without = table.Without(rule.Id);
                Assert.True(table.Partition.Rows(withUnknown: false).Any(row => table.Decide(row) != without.Decide(row)), rule.Id);
            }
        }

        Evidence.Write("continuity-laws", compared, tables.Sum(table => table.Partition.CellCount), 0);
    }

    [Property(MaxTest = 500)]
    public void Learning_a_fact_never_enlarges_the_possible_outcomes(byte[] bits, byte hidden)
    {
        ContinuityRules rules = Rules;
        MedicationChange[] changes =
        [
            .. bits.Take(3).Select(bit => Facts((bit & 1) != 0, (bit & 2) != 0, (bit & 4) != 0, (bit & 8) != 0, (bit & 16) != 0)),
        ];
        Care known = new() { Changes = [.. changes], ChangesCompleteness = ListCompleteness.Complete };
        Care less = known with { Changes = [.. changes.Select(change => Hide(change, hidden))] };
        OutcomeSet sure = rules.Decide(known).Outcomes;
        Assert.True(sure.IsDetermined);
        Assert.Equal(0UL, sure.Possible & ~rules.Decide(less).Outcomes.Possible);
        Assert.Equal(0UL, sure.Possible & ~rules.Decide(known with { ChangesCompleteness = ListCompleteness.Partial }).Outcomes.Possible);
        Assert.Equal(
            0UL,
            rules.Decide(less).Outcomes.Possible
            & ~rules.Decide(less with { ChangesCompleteness = ListCompleteness.Partial }).Outcomes.Possible);
    }

    [Fact]
    public void A_decision_on_complete_facts_allocates_nothing()
    {
        ContinuityRules rules = Alerting;
        MedicationChange change = Facts(false, true, true, true, true) with { Medicine = "theophylline" };
        Care care = new()
        {
            Changes = [change],
            ChangesCompleteness = ListCompleteness.Complete,
            Medicines = [StatedName.Of("gabapentin")],
            MedicinesCompleteness = ListCompleteness.Complete,
            Provider = ProviderOnFile.None,
        };
        Assert.Equal(0, Allocation.Of(() => rules.Decide(care).Outcome));
        Assert.Equal(0, Allocation.Of(() => rules.DecideFindings(care).Outcomes));
    }

    [Fact]
    public void Wrong_input_is_named()
    {
        Assert.Throws<ArgumentException>(() => new MedicationChange { Medicine = "" });
        Assert.Throws<ArgumentNullException>(() => Rules.Decide(null!));
        Assert.Throws<ArgumentNullException>(() => Rules.DecideChanges(null!));
        Assert.Throws<ArgumentNullException>(() => Rules.DecideFindings(null!));
        Assert.Throws<ArgumentException>(() => new LabelInteraction("other", "x", Provenance.ClinicPolicy, ["clinic-policy"]));
        Assert.Throws<ArgumentException>(() => new LabelInteraction("x", " ", Provenance.ClinicPolicy, ["clinic-policy"]));
        Assert.Throws<ArgumentException>(() => new LabelInteraction("x", "x", Provenance.ClinicPolicy, []));
        LabelInteraction once = new("x", "x", Provenance.ClinicPolicy, ["clinic-policy"]);
        LabelInteraction twice = new("y", "X", Provenance.ClinicPolicy, ["clinic-policy"]);
        Assert.Throws<ArgumentException>(() => new ContinuityRules(new() { Interactions = [once, twice] }, NodaTime.DateTimeZone.Utc, Version));
        Assert.Throws<InvalidOperationException>(() => default(Decision<MedicationChangeOutcome>).Facts);
    }

    [Fact]
    public void Texts_hide_values() => Assert.DoesNotContain(
        "theophylline",
        (
            Facts(true, true, true, true, true) with { Medicine = "theophylline" }) + new Care
            {
                Medicines =
            [
                StatedName.Of("theophylline"),
            ]
            }.ToString(),
        StringComparison.Ordinal);

    private static Care Of(params MedicationChange[] changes) => new()
    {
        Changes = [.. changes],
        ChangesCompleteness = ListCompleteness.Complete,
        MedicinesCompleteness = ListCompleteness.Complete,
        Provider = ProviderOnFile.OutsideProvider,
    };

    private static MedicationChange Facts(bool ordered, bool made, bool consulted, bool maintenance, bool inTouch) => new()
    {
        Medicine = "gabapentin",
        ProviderOrdered = ordered,
        AlreadyMade = made,
        ProviderConsulted = consulted,
        InMaintenance = maintenance,
        ClinicInTouch = inTouch,
    };

    private static MedicationChange Hide(MedicationChange facts, byte hidden) => facts with
    {
        ProviderOrdered = (hidden & 1) != 0 ? null : facts.ProviderOrdered,
        AlreadyMade = (hidden & 2) != 0 ? null : facts.AlreadyMade,
        ProviderConsulted = (hidden & 4) != 0 ? null : facts.ProviderConsulted,
        InMaintenance = (hidden & 8) != 0 ? null : facts.InMaintenance,
        ClinicInTouch = (hidden & 16) != 0 ? null : facts.ClinicInTouch,
    };

    private static IEnumerable<string> Texts(DecisionDocument document) =>
    [
        document.Summary, document.Outcome, .. document.Possible, .. document.Rules.Select(rule => rule.Says),
        .. document.Questions.Select(question => question.Ask), .. document.Facts.SelectMany(fact => new[] { fact.Name, fact.Observed }),
        .. document.Parts.SelectMany(Texts),
    ];
}
