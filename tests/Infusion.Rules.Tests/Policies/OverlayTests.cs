using System.Collections.Immutable;
using System.Text;
using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Policies;
using Infusion.Rules.Policies.Reading;
using Infusion.Rules.Records;
using Infusion.Rules.Sources;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Eligibility;
using Infusion.Rules.Tests.Policies.ClinicShapes;
using Infusion.Rules.Tests.Repository;
using NodaTime;

namespace Infusion.Rules.Tests.Policies;

/// <summary>Overlays: what the one that ships holds, and what comes of putting one onto a policy.</summary>
public sealed class OverlayTests
{
    private const string File = "src/Infusion.Rules/Policies/BuiltIn/Overlays/consensus-2018.json";

    private static ClinicPolicy Published => ClinicPolicy.VirginiaInfusionTherapies;

    private static PolicyOverlay Consensus => PolicyOverlay.Consensus2018;

    private static ClinicPolicy Composed => Published.With(Consensus);

    private static bool Writes => Environment.GetEnvironmentVariable("INFUSION_RULES_WRITE") == "1";

    // What was read in the sources or in summaries of them, and nothing that was only recalled.
    private static (string Id, string Evidence, string Citation)[] ReadScreens =>
    [
        ("active-psychosis", "B", "cohen-2018"),
        ("active-substance-abuse", "C", "cohen-2018"),
        ("blood-pressure-hazard", "not-graded", "ketalar-label"),
        ("elevated-intracranial-pressure", "C", "cohen-2018"),
        ("elevated-intraocular-pressure", "C", "cohen-2018"),
        ("ketamine-hypersensitivity", "not-graded", "ketalar-label"),
        ("moderate-hepatic-disease", "C", "cohen-2018"),
        ("pregnancy", "B", "cohen-2018"),
        ("severe-hepatic-disease", "C", "cohen-2018"),
        ("uncontrolled-cardiovascular-disease", "B", "cohen-2018"),
    ];

    // Section 7 of the label: never together, profound sedation, close monitoring.
    private static (string Id, string Advice)[] ReadInteractions =>
    [
        ("aminophylline", "not to be given together"),
        ("benzodiazepines", "profound sedation, respiratory depression, coma and death"),
        ("cns-depressants", "profound sedation, respiratory depression, coma and death"),
        ("opioids", "profound sedation, respiratory depression, coma and death are possible, and recovery may take longer"),
        ("sympathomimetics", "to be monitored closely"),
        ("theophylline", "not to be given together"),
        ("vasopressin", "to be monitored closely"),
    ];

    [Fact]
    public void The_consensus_holds_what_was_read_and_nothing_else()
    {
        Assert.Equal(ReadScreens, Consensus.Screens.Select(screen => (screen.Id, Letter(screen.Evidence), Assert.Single(screen.Citations))));
        Assert.Equal(ReadInteractions.Select(read => read.Id), Consensus.Interactions.Select(interaction => interaction.Id));
        Assert.All(Consensus.Interactions.Zip(ReadInteractions), pair => Assert.StartsWith(pair.Second.Advice, pair.First.Advice, StringComparison.Ordinal));
        Assert.All(Consensus.Interactions, interaction => Assert.Equal(("ketalar-label-2024", EvidenceGrade.NotGraded), (Assert.Single(interaction.Citations), interaction.Evidence!.Value)));
    }

    [Fact]
    public void All_of_the_consensus_is_relative_and_stands_in_a_work_of_the_register()
    {
        Assert.All(Consensus.Screens, screen => Assert.Equal((ScreenEffect.ClinicianReview, Provenance.Literature), (screen.Effect, screen.Provenance)));
        Assert.All(Consensus.Screens.SelectMany(screen => screen.Citations).Concat(Consensus.Interactions.SelectMany(interaction => interaction.Citations)),
            citation => Assert.NotNull(SourceRegister.Published.FindReference(citation)));
    }

    [Fact]
    public void Where_a_medicine_belongs_stands_in_a_source_of_the_overlay_and_every_source_is_used()
    {
        Assert.All(Consensus.Interactions.SelectMany(interaction => interaction.Members), member => Assert.NotEmpty(member.Citations));
        Assert.Equal(
            Consensus.Sources.Select(source => source.Id),
            Consensus.Interactions.SelectMany(interaction => interaction.Members).SelectMany(member => member.Citations).Distinct()
                .OrderBy(id => id, StringComparer.Ordinal));
        Assert.All(
            Consensus.Interactions.Where(interaction => !interaction.Members.IsEmpty),
            interaction => Assert.Equal(
                interaction.Members.Select(member => member.Medicine).OrderBy(name => name, StringComparer.Ordinal),
                interaction.Members.Select(member => member.Medicine)));
    }

    [Fact]
    public void The_file_that_ships_is_canonical_and_reads_back()
    {
        string file = RepositoryFiles.Read(File);

        Assert.Equal(file, Consensus.ToJson());
        Assert.Equal(Consensus, PolicyOverlay.Parse(file));
        Assert.Equal(Consensus, PolicyOverlay.Load(new MemoryStream(Encoding.UTF8.GetBytes(file))));
        Assert.Matches("^[0-9a-f]{64}$", Consensus.ContentHash);
        Assert.NotEqual(Consensus.ContentHash, PolicyOverlay.Parse(file.Replace("\"evidence\": \"B\"", "\"evidence\": \"C\"", StringComparison.Ordinal)).ContentHash);
    }

    [Fact]
    public void The_schema_that_ships_is_the_one_the_reader_describes()
    {
        string path = RepositoryFiles.PathOf("src/Infusion.Rules/Policies/overlay.schema.json");
        string described = Encoding.UTF8.GetString(OverlayDocument.WriteSchema());
        if (Writes)
        {
            System.IO.File.WriteAllText(path, described);
        }

        Assert.Equal(described, System.IO.File.ReadAllText(path));
    }

    [Fact]
    public void A_policy_with_it_differs_in_screens_interactions_version_and_hash_and_reads_back()
    {
        Assert.Equal("1+consensus-2018.1", Composed.Version);
        Assert.NotEqual(Published.ContentHash, Composed.ContentHash);
        Assert.Equal(Published, Composed with { Version = "1", Sources = Published.Sources, Eligibility = Composed.Eligibility! with { Screens = [] }, Continuity = Published.Continuity });
        Assert.Equal(Composed, ClinicPolicy.Parse(Composed.ToJson()));
        Assert.Equal("1+consensus-2018.1", new InfusionRules(Composed).Version.Version);
    }

    [Fact]
    public void Taking_it_up_again_changes_nothing() => Assert.Equal(Composed, Composed.With(Consensus));

    [Fact]
    public void Every_clinic_that_asks_nothing_of_the_same_name_can_take_it_up()
    {
        int composed = 0;
        foreach (ClinicPolicy policy in ShapeLawTests.Policies)
        {
            if (policy.TryWith(Consensus, out ClinicPolicy? with, out ImmutableArray<Problem> conflicts))
            {
                composed++;
                Assert.Equal(with, ClinicPolicy.Parse(with.ToJson()));
                _ = new InfusionRules(with);
            }
            else
            {
                Assert.All(conflicts, conflict => Assert.Equal(ProblemCodes.Contradiction, conflict.Code));
            }
        }

        Assert.True(composed >= 10, $"only {composed}");
    }

    [Fact]
    public void Each_screen_asks_for_a_review_and_its_rule_shows_source_and_grade()
    {
        var rules = new InfusionRules(Composed);
        foreach (ScreenCriterion screen in Consensus.Screens)
        {
            Decision<EligibilityOutcome> decision = rules.Eligibility.Decide(Patient(Answers(yes: screen.Id)));

            Assert.Equal((DecisionStatus.Determined, EligibilityOutcome.ClinicianReview), (decision.Status, decision.Outcome));
            Rule rule = Assert.Single(decision.DecidingRules);
            Assert.Equal($"eligibility.screen.{screen.Id}", rule.Id);
            Assert.Equal(screen.Citations, rule.Citations);
            Assert.Contains(screen.Evidence == EvidenceGrade.NotGraded ? "(its source gives no evidence grade)" : $"(evidence grade {screen.Evidence})", rule.Says, StringComparison.Ordinal);
        }

        Assert.Equal(EligibilityOutcome.Candidate, rules.Eligibility.Decide(Patient(Answers(yes: null))).Outcome);
        Assert.Contains("Severe liver disease asks for a clinician's review: the consensus advises to avoid ketamine (evidence grade C)",
            rules.Eligibility.CandidacyTable.Rules.Select(rule => rule.Says));
    }

    [Fact]
    public void Until_the_screens_are_answered_the_outcome_is_open_and_they_are_asked()
    {
        Decision<EligibilityOutcome> decision = new InfusionRules(Composed).Eligibility.Decide(Patient(null));

        Assert.Equal(DecisionStatus.NeedsInformation, decision.Status);
        Assert.Equal(ReadScreens.Select(read => $"eligibility.screen.{read.Id}"), decision.Questions.Select(question => question.Fact).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Theophylline", true)]
    [InlineData("opioids", true)]
    [InlineData("CNS depressants", true)]
    [InlineData("gabapentin", false)]
    public void A_medicine_of_the_label_alerts_the_clinician_and_continues(string medicine, bool alerts)
    {
        ContinuityRules rules = new InfusionRules(Composed).Continuity;
        Care care = new()
        {
            Medicines = [StatedName.Of(medicine)],
            MedicinesCompleteness = Infusion.Rules.Clinic.ListCompleteness.Complete,
            ChangesCompleteness = Infusion.Rules.Clinic.ListCompleteness.Complete,
            Provider = ProviderOnFile.OutsideProvider,
        };

        Assert.Equal(alerts, rules.DecideFindings(care).Has(ContinuityFinding.ClinicianAlert));
        Assert.Equal(MedicationChangeOutcome.Continue, rules.Decide(care).Outcome);
    }

    [Fact]
    public void Every_conflict_is_reported_where_it_stands_and_what_is_alike_is_none()
    {
        ScreenCriterion pregnancy = Consensus.Screens.Single(screen => screen.Id == "pregnancy");
        ClinicPolicy clinic = Published with
        {
            Eligibility = Published.Eligibility! with
            {
                Screens =
                [
                    new("pregnancy", "pregnancy", pregnancy.Question, new ScreenAsk.YesNo(), ScreenEffect.Exclude, Provenance.ClinicPolicy, ["clinic-policy"]),
                    Consensus.Screens.Single(screen => screen.Id == "active-psychosis"),
                    new("age", "age", "How old is the patient?", new ScreenAsk.Number("years", 0, 130, 0, below: 18), ScreenEffect.Exclude, Provenance.ClinicPolicy, ["clinic-policy"]),
                ],
            },
            Continuity = new()
            {
                Interactions =
                [
                    new("xanthines", "xanthines", Provenance.ClinicPolicy, ["clinic-policy"]) { Aliases = ["THEOPHYLLINE", "opioid"] },
                    Consensus.Interactions.Single(interaction => interaction.Id == "vasopressin"),
                ],
            },
        };

        Assert.False(clinic.TryWith(Consensus, out ClinicPolicy? composed, out ImmutableArray<Problem> conflicts));
        Assert.Null(composed);
        Assert.Equal(
            ["contradiction $.screens[7].id", "contradiction $.interactions[3].medicine", "contradiction $.interactions[5].medicine"],
            conflicts.Select(conflict => $"{conflict.Code} {conflict.Path}"));
        Assert.Equal("found \"pregnancy\", which the policy has with another meaning; allowed: the screen as it stands in the policy, or one whose names the policy does not have.", conflicts[0].Message);
        string[] lines = Consensus.ToJson().Split('\n');
        Assert.All(conflicts, conflict => Assert.Contains(conflict.Found.Split('"')[1], lines[conflict.Line - 1], StringComparison.Ordinal));
        Assert.Equal(conflicts, Assert.Throws<DocumentException>(() => clinic.With(Consensus)).Problems);
    }

    [Fact]
    public void The_same_medicine_with_other_advice_is_a_conflict()
    {
        string other = Consensus.ToJson().Replace("\"to be monitored closely\"", "\"to be avoided\"", StringComparison.Ordinal).Replace("\"version\": \"1\"", "\"version\": \"2\"", StringComparison.Ordinal);

        Assert.False(Composed.TryWith(PolicyOverlay.Parse(other), out _, out ImmutableArray<Problem> conflicts));
        Assert.Equal(["$.interactions[4].id", "$.interactions[6].id"], conflicts.Select(conflict => conflict.Path));
    }

    [Fact]
    public void A_source_of_one_id_is_one_work()
    {
        ClinicPolicy clinic = Published with { Sources = [new("handbook", "Our handbook, 2026.", VerifiedIn.Primary)] };

        Assert.Equal(clinic.Sources, clinic.With(Overlay("one", [1], [], "Our handbook, 2026.")).Sources);
        Assert.False(clinic.TryWith(Overlay("one", [1], [], "Their handbook."), out _, out ImmutableArray<Problem> conflicts));
        Assert.Equal("$.sources[0].id", Assert.Single(conflicts).Path);
    }

    [Fact]
    public void More_than_a_policy_holds_is_refused()
    {
        ClinicPolicy full = Published.With(Overlay("many", Enumerable.Range(100, 60), Enumerable.Range(100, 57)));

        Assert.False(full.TryWith(Consensus, out _, out ImmutableArray<Problem> conflicts));
        Assert.Equal(["out-of-range $.screens", "out-of-range $.interactions"], conflicts.Select(conflict => $"{conflict.Code} {conflict.Path}"));
        Assert.Equal("found 70 screens together with the policy's; allowed: at most 64 screens.", conflicts[0].Message);
    }

    [Property(MaxTest = 60)]
    public void The_order_of_two_overlays_does_not_show(uint a, uint b, byte meaningOfB)
    {
        PolicyOverlay one = Overlay("one", [.. Bits(a), 10], Bits(a >> 8));
        PolicyOverlay two = Overlay("two", [.. Bits(b), 20], Bits(b >> 8), meaning: meaningOfB % 3 == 0 ? "another" : "the same");

        ClinicPolicy? first = Published.With(one).TryWith(two, out ClinicPolicy? oneTwo, out _) ? oneTwo : null;
        ClinicPolicy? second = Published.With(two).TryWith(one, out ClinicPolicy? twoOne, out _) ? twoOne : null;

        bool areApart = meaningOfB % 3 != 0 || !(Bits(a).Intersect(Bits(b)).Any() || Bits(a >> 8).Intersect(Bits(b >> 8)).Any());
        Assert.Equal(areApart, first is not null);
        Assert.Equal(first, second);
        Assert.Equal(first?.ToJson(), second?.ToJson());
        Assert.Equal(first?.Version, first is null ? null : "1+one.1+two.1");
        Assert.Equal(first, first?.With(one).With(two));
    }

    // The places of the lowest eight bits that are set.
    private static int[] Bits(uint value) => [.. Enumerable.Range(0, 8).Where(bit => (value >> bit & 1) == 1)];

    private static PolicyOverlay Overlay(string id, IEnumerable<int> screens, IEnumerable<int> interactions, string? source = null, string meaning = "the same") => PolicyOverlay.Parse($$"""
        {
          "format": 1, "id": "{{id}}", "version": "1", "name": "An overlay",
          "sources": [{{(source is null ? "" : $$"""{ "id": "handbook", "citation": "{{source}}", "verified": "primary" }""")}}],
          "screens": [{{string.Join(",", screens.Select(one => $$"""{ "id": "screen-{{one}}", "name": "{{meaning}}", "question": "Is it so?", "evidence": "C", "citations": ["cohen-2018"] }"""))}}],
          "interactions": [{{string.Join(",", interactions.Select(one => $$"""{ "id": "medicine-{{one}}", "medicine": "medicine {{one}}", "advice": "{{meaning}}", "evidence": "not-graded", "citations": ["ketalar-label-2024"] }"""))}}]
        }
        """);

    private static ScreenAnswers Answers(string? yes) => Consensus.Screens.Aggregate(
        new ScreenAnswers(), (answers, screen) => answers.With(screen.Id, screen.Id == yes));

    private static Assessment Patient(ScreenAnswers? answers) => new()
    {
        On = new LocalDate(2026, 6, 15),
        Conditions = [StatedCondition.Since("migraine", new LocalDate(2019, 3, 1))],
        ConditionsCompleteness = Infusion.Rules.Clinic.ListCompleteness.Complete,
        Screens = answers,
        Verdict = PhysicianVerdict.NotRecorded,
        PriorTherapyDocumented = true,
    };

    private static string Letter(EvidenceGrade? grade) => grade == EvidenceGrade.NotGraded ? "not-graded" : grade.ToString()!;
}
