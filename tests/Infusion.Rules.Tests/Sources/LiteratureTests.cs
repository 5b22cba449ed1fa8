using Infusion.Rules.Clinic;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Sources;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Tests.Sources;

/// <summary>Each figure of the literature leads to the work that has it, and what has none is not called literature.</summary>
public class LiteratureTests
{
    private static IEnumerable<Rule> Rules => InfusionRules.Published.Tables.SelectMany(table => table.Rules);

    [Theory]
    [InlineData(AsaKind.ClearLiquid, 2, "asa-2017, asa-2023")]
    [InlineData(AsaKind.BreastMilk, 4, "asa-2017")]
    [InlineData(AsaKind.InfantFormula, 6, "asa-2017")]
    [InlineData(AsaKind.NonHumanMilk, 6, "asa-2017")]
    [InlineData(AsaKind.LightMeal, 6, "asa-2017")]
    [InlineData(AsaKind.FattyMeal, 8, "asa-2017")]
    [InlineData(AsaKind.ChewingGum, 0, "asa-2023")]
    public void A_fasting_figure_is_cited_to_the_edition_that_has_it(AsaKind kind, int hours, string editions)
    {
        AsaWindow window = Assert.Single(ClinicPolicy.VirginiaInfusionTherapies.Fasting!.AsaAdvisory, one => one.Kind == kind);
        Assert.Equal((Duration.FromHours(hours), kind == AsaKind.FattyMeal), (window.Minimum, window.IsExample));
        Rule rule = Find($"fasting.asa-advisory.{Wording.Kebab($"{kind}")}");
        Assert.Equal((Provenance.Literature, Modality.Recommended), (rule.Provenance, rule.Modality));
        Assert.Equal(editions.Split(", "), rule.Citations.Where(id => SourceRegister.Published.FindReference(id) is not null));
    }

    [Theory]
    [InlineData("asa-2017", "Anesthesiology 2017;126:376-393", "8 h or more may be needed")]
    [InlineData("asa-2023", "Anesthesiology 2023;138:132-151", "no delay because of chewing gum once it is removed")]
    [InlineData("hawley-2002", "J Affect Disord 2002;72:177-184", "below 10")]
    [InlineData("hedis-drr-e", "DRR-E", "at least 50 %")]
    [InlineData("aldrete-statpearls", "StatPearls", "not going home")]
    public void A_work_is_cited_by_where_it_stands_and_what_was_read(string id, string where, string what)
    {
        string citation = SourceRegister.Published.FindReference(id)!.Citation;
        Assert.Contains(where, citation, StringComparison.Ordinal);
        Assert.Contains(what, citation, StringComparison.Ordinal);
    }

    [Fact]
    public void Gum_asks_for_no_delay_in_the_advisory_and_the_clinic_has_no_rule_for_it()
    {
        Assert.Contains("once it is removed", Find("fasting.asa-advisory.chewing-gum").Says, StringComparison.Ordinal);
        FoodExample gum = Assert.Single(ClinicPolicy.VirginiaInfusionTherapies.Fasting!.Foods, food => food.Name == "chewing gum");
        Assert.Equal((IntakeKind.Unlisted, AsaKind.ChewingGum), (gum.Kind, gum.AsaKind));
    }

    [Theory]
    [InlineData("pain-nrs", Provenance.Literature)]
    [InlineData("phq-9", Provenance.Literature)]
    [InlineData("gad-7", Provenance.Inferred)]
    [InlineData("madrs", Provenance.Inferred)]
    public void Half_is_literature_only_where_its_source_says_half(string instrument, Provenance provenance)
    {
        Rule threshold = Find($"response.threshold.{instrument}");
        Assert.Equal(provenance, threshold.Provenance);
        Assert.Equal(
            provenance == Provenance.Literature,
            threshold.Citations.Any(id => SourceRegister.Published.FindReference(id) is not null));
        Assert.Contains("C3", threshold.Citations);
    }

    [Fact]
    public void The_register_says_which_threshold_is_a_convention() => Assert.Contains(
        "50 % in GAD-7 and MADRS is a convention without a source of its own", SourceRegister.Published.FindConflict("C3")!.Reading,
        StringComparison.Ordinal);

    [Fact]
    public void Remission_on_the_madrs_is_a_score_below_10_by_name()
    {
        Rule remission = Find("response.remission.madrs");
        Assert.Equal((Provenance.Literature, "hawley-2002"), (remission.Provenance, remission.Citations[0]));
        Assert.Contains("\"MADRS below 10\"", remission.Says, StringComparison.Ordinal);
        Assert.Equal(
            (10m, false),
            ClinicPolicy.VirginiaInfusionTherapies.Response!.Criteria.Single(one => one.Instrument == Instrument.Madrs).Remission is { } below
                ? (below.CutOff, below.IncludesCutOff)
                : default);
    }

    [Fact]
    public void No_score_for_the_first_phase_of_recovery_sends_anybody_home() =>
        Assert.Equal(["Padss"], Enum.GetNames<DischargeScale>());

    [Theory]
    [InlineData("uncontrolled-cardiovascular-disease", "should not be used", "evidence grade B, low certainty")]
    [InlineData("active-substance-abuse", "serial infusions should not be given", "evidence grade C, low certainty")]
    [InlineData("elevated-intracranial-pressure", "extreme caution", "evidence grade C, low certainty")]
    [InlineData("elevated-intraocular-pressure", "extreme caution", "evidence grade C, low certainty")]
    [InlineData("active-psychosis", "avoid", "evidence grade B, low certainty")]
    [InlineData("pregnancy", "contraindications", "evidence grade B, low certainty")]
    [InlineData("severe-hepatic-disease", "should be avoided", "evidence grade C")]
    [InlineData("moderate-hepatic-disease", "proper monitoring", "evidence grade C")]
    public void A_screen_is_as_strong_as_its_source_and_says_how_sure_that_is(string id, string words, string sure)
    {
        Rule screen = new InfusionRules(ClinicPolicy.VirginiaInfusionTherapies.With(PolicyOverlay.Consensus2018))
            .Eligibility.CandidacyTable.Rules.Single(rule => rule.Id == $"eligibility.screen.{id}");
        Assert.Contains(words, screen.Says, StringComparison.Ordinal);
        Assert.EndsWith($"({sure})", screen.Says, StringComparison.Ordinal);
        Assert.Equal((int)EligibilityOutcome.ClinicianReview, screen.Outcome);
    }

    private static Rule Find(string id) => Rules.Single(rule => rule.Id == id);
}
