using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Policies;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Records;
using Infusion.Rules.Sources;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Tests.Policies;

/// <summary>What holds of every overlay that ships: it asks and cites, and excludes and ends nothing.</summary>
public sealed class ShippedOverlayTests
{
    private static ClinicPolicy Published => ClinicPolicy.VirginiaInfusionTherapies;

    public static TheoryData<string> Ids => [.. BuiltInPolicies.OverlayIds];

    [Fact]
    public void Every_file_of_the_folder_ships_under_its_name()
    {
        string[] files =
        [
            .. Directory.EnumerateFiles(RepositoryFiles.PathOf("src/Infusion.Rules/Policies/BuiltIn/Overlays"), "*.json")
                .Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal),
        ];
        Assert.Equal(["careful-clinic-2026", "consensus-2018", "glp1-2024", "label-use"], files);
        Assert.Equal(files, PolicyOverlay.BuiltIn.Select(overlay => overlay.Id));
        Assert.All(files, id => Assert.Contains($"`{id}`", RepositoryFiles.Read("docs/policies.md"), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_file_is_canonical_and_reads_back(string id)
    {
        string path = RepositoryFiles.PathOf($"src/Infusion.Rules/Policies/BuiltIn/Overlays/{id}.json");
        PolicyOverlay overlay = Find(id);
        if (Environment.GetEnvironmentVariable("INFUSION_RULES_WRITE") == "1")
        {
            File.WriteAllText(path, overlay.ToJson());
        }

        Assert.Equal(File.ReadAllText(path), overlay.ToJson());
        Assert.Equal(overlay, PolicyOverlay.Parse(overlay.ToJson()));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Each_item_is_graded_and_cited_and_what_has_no_work_behind_it_is_nobodys_literature(string id)
    {
        PolicyOverlay overlay = Find(id);
        string[] own = [.. overlay.Sources.Select(source => source.Id)];
        Assert.All(overlay.Screens, screen =>
        {
            Assert.NotNull(screen.Evidence);
            Assert.NotEqual(ScreenEffect.Exclude, screen.Effect);
            string[] works = [.. screen.Citations.Where(one => own.Contains(one) || SourceRegister.Published.FindReference(one) is not null)];
            Assert.Equal(screen.Provenance == Provenance.Literature, works.Length > 0);
            Assert.Equal(screen.Provenance == Provenance.ClinicPolicy, screen.Citations.SequenceEqual(["clinic-policy"]));
        });
        Assert.All(overlay.Sources, source => Assert.Matches("(?i)\\bread\\b", source.Citation));
        HashSet<string> cited =
        [
            .. overlay.Screens.SelectMany(static screen => screen.Citations),
            .. overlay.Interactions.SelectMany(static one => one.Citations.Concat(one.Members.SelectMany(static member => member.Citations))),
        ];
        Assert.All(own, source => Assert.Contains(source, cited));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nobody_is_told_to_end_a_medicine_and_nothing_is_called_harmless(string id)
    {
        PolicyOverlay overlay = Find(id);
        Assert.All(
            overlay.Screens.SelectMany(screen => new[] { screen.Name, screen.Question, screen.Advice ?? "" }),
            text => Assert.DoesNotMatch("(?i)\\b(stop|stopped|stopping|discontinue|withhold|hold off|pause|safe|safely|cured)\\b", text));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_overlay_changes_screens_and_interactions_and_no_other_table(string id)
    {
        InfusionRules plain = InfusionRules.Published, with = new(Published.With(Find(id)));
        string[] changed =
        [
            .. plain.Tables.Zip(with.Tables).Where(pair => !pair.First.Rules.Select(Said).SequenceEqual(pair.Second.Rules.Select(Said)))
                .Select(pair => pair.First.Id),
        ];
        Assert.NotEmpty(changed);
        Assert.Empty(changed.Except(
            ["eligibility.candidacy", "eligibility.findings", "continuity.interaction"], StringComparer.Ordinal));
    }

    [Fact]
    public void All_of_them_together_contradict_nothing_in_either_order()
    {
        ClinicPolicy forth = PolicyOverlay.BuiltIn.Aggregate(Published, (policy, overlay) => policy.With(overlay));
        ClinicPolicy back = PolicyOverlay.BuiltIn.Reverse().Aggregate(Published, (policy, overlay) => policy.With(overlay));
        Assert.Equal(forth, back);
        Assert.Equal(PolicyOverlay.BuiltIn.Sum(overlay => overlay.Screens.Length), forth.Eligibility!.Screens.Length);
    }

    [Theory]
    [InlineData("label-use", "age-below-16", 15, true)]
    [InlineData("label-use", "age-below-16", 16, false)]
    [InlineData("careful-clinic-2026", "age-below-18", 17, true)]
    [InlineData("careful-clinic-2026", "age-below-18", 18, false)]
    [InlineData("careful-clinic-2026", "phq-9-item-9", 0, false)]
    [InlineData("careful-clinic-2026", "phq-9-item-9", 1, true)]
    [InlineData("careful-clinic-2026", "phq-9-item-9", 3, true)]
    public void A_number_asks_for_a_review_from_its_limit_on(string id, string screen, int answer, bool asks) =>
        Assert.Equal(asks ? "ClinicianReview" : "Candidate", Judged(id, screen, $"{answer}").Outcome);

    [Theory]
    [InlineData("careful-clinic-2026", "breastfeeding")]
    [InlineData("careful-clinic-2026", "sleep-apnea")]
    [InlineData("careful-clinic-2026", "blood-pressure-not-measured")]
    [InlineData("label-use", "bladder-symptoms")]
    [InlineData("glp1-2024", "glp1-escalation")]
    [InlineData("glp1-2024", "glp1-higher-dose")]
    [InlineData("glp1-2024", "glp1-weekly")]
    [InlineData("glp1-2024", "glp1-gut-symptoms")]
    [InlineData("glp1-2024", "glp1-gut-condition")]
    public void A_yes_asks_for_a_review_and_a_no_does_not(string id, string screen)
    {
        Assert.Equal("ClinicianReview", Judged(id, screen, "true").Outcome);
        Assert.Equal("Candidate", Judged(id, screen, "false").Outcome);
    }

    [Fact]
    public void A_liquid_diet_is_advice_and_taking_the_medicine_alone_only_informs()
    {
        PolicyOverlay glp1 = Find("glp1-2024");
        Assert.Equal(ScreenEffect.Inform, glp1.Screens.Single(screen => screen.Id == "glp1-use").Effect);
        Assert.Contains(glp1.Screens, screen => screen.Advice!.Contains("a liquid diet for at least 24 hours before", StringComparison.Ordinal));
        Assert.All(glp1.Screens, screen => Assert.IsType<ScreenAsk.YesNo>(screen.Asks));
        Assert.Equal("Candidate", Judged("glp1-2024", "glp1-use", "true").Outcome);
    }

    [Fact]
    public void The_blood_pressure_is_asked_for_without_a_limit_of_ours() => Assert.IsType<ScreenAsk.YesNo>(
        Find("careful-clinic-2026").Screens.Single(screen => screen.Id == "blood-pressure-not-measured").Asks);

    private static string Said(Rule rule) => $"{rule.Sentence} {rule.Outcome} {rule.Modality} {rule.Provenance} {rule.When}";

    private static PolicyOverlay Find(string id) => PolicyOverlay.BuiltIn.Single(overlay => overlay.Id == id);

    // A patient with a listed condition whose every other screen was answered with what asks for nothing.
    private static DecisionDocument Judged(string id, string asked, string answer)
    {
        PolicyOverlay overlay = Find(id);
        InfusionRules rules = new(Published.With(overlay));
        string answers = string.Join(", ", overlay.Screens.Select(screen =>
            $"\"{screen.Id}\": {(screen.Id == asked ? answer : Harmless(screen.Asks))}"));
        PatientRecord record = PatientRecord.Parse(
            $$"""
            {
              "format": 1, "id": "asked", "asOf": "2026-03-16T08:00",
              "eligibility": {
                "on": "2026-03-16", "conditions": [{ "name": "crps", "onset": "2020-01", "inFullRemission": false }],
                "conditionsAreComplete": true, "screens": { {{answers}} }
              }
            }
            """, rules.TimeZone);
        return rules.Review(record).Eligibility!.Value.ToDocument();
    }

    private static string Harmless(ScreenAsk asks) => asks switch
    {
        ScreenAsk.Number { AtLeast: not null } => "0",
        ScreenAsk.Number => "40",
        _ => "false",
    };
}
