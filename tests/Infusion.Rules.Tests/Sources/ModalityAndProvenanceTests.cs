using System.Text.RegularExpressions;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Sources;

/// <summary>What the page says is told as strongly as the page says it, and what is only read into it is told as a reading.</summary>
public partial class ModalityAndProvenanceTests
{
    private static IEnumerable<Rule> Rules => InfusionRules.Published.Tables.SelectMany(table => table.Rules);

    [Theory]
    [InlineData("fasting.solids")]
    [InlineData("fasting.non-clear-liquids")]
    [InlineData("fasting.clear-liquids")]
    [InlineData("visit.staffing.available")]
    public void What_the_page_asks_for_is_required_and_published(string id) => Is(id, Modality.Required, Provenance.Published);

    [Fact]
    public void Only_the_consequence_of_a_violation_is_permitted() => Is("fasting.violation", Modality.Permitted, Provenance.Published);

    [Theory]
    [InlineData("consultation.longer-call")]
    [InlineData("referral.trigger")]
    [InlineData("referral.free-call")]
    [InlineData("referral.once")]
    [InlineData("fee.fasting-once")]
    [InlineData("fee.reason-not-supported")]
    [InlineData("protocol.four-hour.window")]
    [InlineData("maintenance.not-yet-due")]
    [InlineData("maintenance.due")]
    [InlineData("maintenance.deferred")]
    public void A_reading_is_inferred(string id) => Assert.Equal(Provenance.Inferred, Find(id).Provenance);

    [Theory]
    [InlineData("consultation.free-call")]
    [InlineData("referral.credit")]
    [InlineData("fee.fasting-cancellation")]
    [InlineData("protocol.four-hour.induction")]
    [InlineData("maintenance.window")]
    public void What_stands_on_the_page_is_published(string id) => Assert.Equal(Provenance.Published, Find(id).Provenance);

    [Fact]
    public void No_published_sentence_says_what_is_only_read_into_the_page()
    {
        string[] sentences = [.. Rules.Where(rule => rule.Provenance == Provenance.Published).Select(rule => rule.Says)];
        Assert.True(sentences.Length > 50);
        Assert.All(sentences, sentence => Assert.DoesNotMatch(Reading(), sentence));
        Assert.True(Rules.Count(rule => Reading().IsMatch(rule.Says)) > 5);
    }

    [Fact]
    public void A_rule_about_a_silence_of_the_page_is_never_published()
    {
        Rule[] silent = [.. Rules.Where(rule => Silence().IsMatch(rule.Says))];
        Assert.True(silent.Length > 15);
        Assert.All(silent, rule => Assert.True(
            rule.Provenance == Provenance.Inferred && rule.Modality != Modality.Required, $"{rule.Id}: {rule.Modality}, {rule.Provenance}."));
    }

    [Fact]
    public void What_is_not_published_is_no_advice()
    {
        Rule[] silent =
        [
            .. InfusionRules.Published.Tables.SelectMany(table => table.Rules.Where(rule =>
                table.NameOf(rule.Outcome).EndsWith("NotPublished", StringComparison.Ordinal))),
        ];
        Assert.True(silent.Length > 15);
        Assert.All(silent, rule => Assert.True(
            rule.Provenance == Provenance.Inferred && rule.Modality is Modality.Informational or Modality.ClinicianDiscretion,
            $"{rule.Id} is {rule.Modality}, {rule.Provenance}."));
    }

    [Theory]
    [InlineData("continuity.consequence", "may weaken")]
    [InlineData("continuity.consequence", "may put the patient in danger of a worse condition")]
    [InlineData("response.non-responder", "typically recommends")]
    [InlineData("maintenance.window", "Typically")]
    [InlineData("visit.residual-effects", "may go on for up to")]
    [InlineData("visit.side-effects", "usually")]
    [InlineData("fasting.violation", "permits the clinic to cancel")]
    [InlineData("continuity.medication-change.potential-disqualification", "may cost")]
    [InlineData("protocol.four-hour", "planned for")]
    public void A_hedge_of_the_page_is_kept(string id, string words) => Assert.Contains(words, Find(id).Says, StringComparison.Ordinal);

    [Fact]
    public void About_and_approximately_stay_with_the_rates() => Assert.All(
        ClinicPolicy.VirginiaInfusionTherapies.Response!.Rates.Take(2), rate => Assert.StartsWith("About", rate.Says, StringComparison.Ordinal));

    private static void Is(string id, Modality modality, Provenance provenance) =>
        Assert.Equal((modality, provenance), (Find(id).Modality, Find(id).Provenance));

    private static Rule Find(string id) => Rules.Single(rule => rule.Id == id);

    [GeneratedRegex("last completed infusion|day 1|longer than planned|record supports|once|schedules an infusion|takes nothing back")]
    private static partial Regex Reading();

    [GeneratedRegex("not published|no [^;,.]* is published|does not say", RegexOptions.IgnoreCase)]
    private static partial Regex Silence();
}
