using Infusion.Rules.Policies;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>What every table of every clinic keeps: no gap, no overlap, every rule decisive, every rule id once.</summary>
public class ShapeLawTests
{
    internal static ClinicPolicy[] Policies =>
    [
        HarbourClinicTests.Policy, NorthRidgeTests.Policy, StoneBridgeTests.Policy, RiverHouseTests.Policy, LakeViewTests.Policy,
        PineHillTests.Policy,
        CedarPointTests.Policy, OldMillTests.Policy, WestGateTests.Policy, QuietBayTests.Policy, SummitClinicTests.Policy,
        ElmCourtTests.Policy,
        FairFieldTests.Policy,
    ];

    public static TheoryData<string> Ids => [.. Policies.Select(policy => policy.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_complete_case_has_an_answer_and_every_rule_is_decisive(string id)
    {
        long compared = 0;
        foreach (DecisionTable table in RulesOf(id).Tables)
        {
            var undecided = table.Rules.ToDictionary(rule => rule.Id, rule => table.Without(rule.Id));
            foreach (FactValue[] row in table.Partition.Rows(withUnknown: false))
            {
                compared++;
                OutcomeSet verdict = table.Decide(row);
                Assert.True(verdict.IsInvalid || verdict.IsDetermined, $"{table.Id} has a gap.");
                if (!verdict.IsInvalid && table.HitPolicy == HitPolicy.Unique)
                {
                    Assert.Single(table.Applying(row));
                }

                foreach (string decisive in undecided.Where(pair => pair.Value.Decide(row) != verdict).Select(pair => pair.Key).ToArray())
                {
                    undecided.Remove(decisive);
                }
            }

            Assert.True(undecided.Count == 0, $"{table.Id}: {string.Join(", ", undecided.Keys)} change no cell.");
        }

        Assert.True(compared > 0);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_id_and_table_id_stands_once(string id)
    {
        InfusionRules rules = RulesOf(id);
        Assert.Distinct(rules.Tables.Select(table => table.Id));
        Assert.Distinct(rules.Tables.SelectMany(table => table.Rules).Select(rule => rule.Id));
        Assert.All(rules.Tables.SelectMany(table => table.Rules), rule => Assert.False(string.IsNullOrWhiteSpace(rule.Says)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Nothing_is_called_published_that_no_source_of_the_clinic_states(string id)
    {
        string[] own = [.. Policies.Single(policy => policy.Id == id).Sources.Select(source => source.Id)];
        Rule[] published = [.. RulesOf(id).Tables.SelectMany(table => table.Rules).Where(rule => rule.Provenance == Provenance.Published)];
        Assert.NotEmpty(published);
        Assert.All(published, rule => Assert.True(rule.Citations.Intersect(own).Any(), rule.Sentence));
    }

    [Fact]
    public void There_are_thirteen_shapes_in_nine_zones_and_six_currencies()
    {
        Assert.Equal(13, Policies.Length);
        Assert.Distinct(Policies.Select(policy => policy.Id));
        Assert.True(Policies.Select(policy => policy.TimeZone).Distinct().Count() >= 9);
        Assert.True(Policies.Select(policy => policy.Fees!.FastingCancellation!.Value.Currency).Distinct().Count() >= 6);
    }

    private static InfusionRules RulesOf(string id) => new(Policies.Single(policy => policy.Id == id));
}
