using Infusion.Rules.Policies;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Decisions;

/// <summary>Every table of the built-in policy, and of policies that fill every optional section, over every cell.</summary>
public class ShippedTableTests
{
    public static TheoryData<string> PolicyIds => [.. FilledPolicy.Policies.Select(policy => policy.Id)];

    [Fact]
    public void A_table_is_found_by_its_id_and_the_nearest_is_named()
    {
        Assert.Equal("fasting.intake", InfusionRules.Published.Table("fasting.intake").Id);
        Assert.Contains(
            "did you mean 'fasting.intake'?",
            Assert.Throws<ArgumentException>(() => InfusionRules.Published.Table("fasting.intakes")).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "mean", Assert.Throws<ArgumentException>(() => InfusionRules.Published.Table("nothing like it")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_complete_case_has_an_answer_and_no_two_rules_of_a_unique_table_meet()
    {
        long cells = Tables().Sum(TableLaws.Complete);
        Evidence.Write("tables-complete", cells, Tables().Sum(KnownCells), 0);
    }

    [Fact]
    public void Every_rule_is_decisive_somewhere()
    {
        long rules = Tables().Sum(TableLaws.Decisive);
        Evidence.Write("rules-decisive", rules, Tables().Sum(table => table.Rules.Length), 0);
    }

    [Theory]
    [MemberData(nameof(PolicyIds))]
    public void The_laws_hold_in_every_cell_of_every_table(string policy)
    {
        DecisionTable[] tables = [.. Different(policy)];
        (long compared, long mismatches) = tables.AsParallel().Select(TableLaws.Lawful)
            .Aggregate((sum, one) => (sum.Compared + one.Compared, sum.Mismatches + one.Mismatches));
        Evidence.Write($"kernel-laws-{policy}", compared, tables.Sum(table => table.Partition.CellCount), mismatches);
    }

    [Fact]
    public void The_filled_policies_have_every_optional_rule()
    {
        HashSet<string> rules =
        [
            .. FilledPolicy.Policies.SelectMany(policy => new InfusionRules(policy).Tables).SelectMany(table => table.Rules)
                .Select(rule => rule.Id),
        ];
        Assert.Empty(((string[])
        [
            "eligibility.screen.stroke", "eligibility.against-screen.hypersensitivity", "eligibility.indication.clinic-policy",
            "continuity.interaction-alert.theophylline",
            "protocol.four-hour.minimum-spacing", "protocol.one-hour.consecutive-days", "protocol.one-hour.weekdays",
            "protocol.several.pain", "protocol.one-hour.headache",
            "fasting.broth", "fasting.gum", "visit.blood-pressure.within", "response.primary.pain", "response.threshold.pcl-5",
            "response.remission.hit-6",
            "maintenance.by-grade.moderate", "maintenance.by-relief.from-30-days", "maintenance.by-ordinal.1", "maintenance.on-demand",
            "fee.no-show", "fee.grace",
            "fee.waived", "fee.repeated-miss", "fee.enough-notice", "referral.one-per-visit",
        ]).Except(rules));
    }

    [Theory]
    [MemberData(nameof(PolicyIds))]
    public void Rule_ids_and_table_ids_stand_once_in_the_whole_library(string policy)
    {
        DecisionTable[] tables = [.. new InfusionRules(FilledPolicy.Policies.Single(one => one.Id == policy)).Tables];
        Assert.Equal(tables.Length, tables.Select(table => table.Id).Distinct().Count());
        Assert.Empty(
            tables.SelectMany(table => table.Rules).GroupBy(rule => rule.Id).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    private static IEnumerable<DecisionTable> Tables() => FilledPolicy.Policies.SelectMany(policy => Different(policy.Id));

    // The tables in which a policy differs from the published one, so that none is proved twice.
    private static IEnumerable<DecisionTable> Different(string policy)
    {
        ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
        Dictionary<string, DecisionTable> shipped = new InfusionRules(published).Tables.ToDictionary(table => table.Id);
        return new InfusionRules(FilledPolicy.Policies.Single(one => one.Id == policy)).Tables
            .Where(table => policy == published.Id || !IsSame(table, shipped[table.Id]));
    }

    private static bool IsSame(DecisionTable one, DecisionTable other) =>
        one.Rules.Select(rule => (rule.Id, rule.Outcome, rule.When.ToString())).SequenceEqual(
            other.Rules.Select(rule => (rule.Id, rule.Outcome, rule.When.ToString())))

            && one.Facts.Select(fact => (fact.Id, string.Join('|', fact.Names))).SequenceEqual(other.Facts.Select(fact => (fact.Id, string.Join('|', fact.Names))));

    private static long KnownCells(DecisionTable table) =>
        Enumerable.Range(0, table.Facts.Length).Aggregate(1L, (cells, fact) => cells * table.Partition.CellsOf(fact));
}
