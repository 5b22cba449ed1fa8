using Infusion.Rules.Policies;
using Infusion.Rules.Reference;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Courses;
using Infusion.Rules.Tests.Reference;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.Reference.Cells.CellReference;

namespace Infusion.Rules.Tests.Visits;

/// <summary>As many protocols as a policy can have, each with a recovery of its own: of those that apply the longest counts.</summary>
public sealed class ManyProtocolsTests
{
    private static RecoveryVariant[] Variants =>
    [
        new(Minutes(40), Minutes(70), Minutes(120), Minutes(180), accompanied: false),
        new(Minutes(45), Minutes(75), Minutes(60), Minutes(300), accompanied: true),
        new(Minutes(33), Minutes(76), infusionAtLeast: Minutes(240)),
        new(Minutes(48), Minutes(62), infusionBelow: Minutes(60), accompanied: false),
    ];

    [Fact]
    public void Every_cell_of_a_release_on_one_of_twelve_protocols_is_the_references()
    {
        foreach ((DecisionTable table, Func<long[], ulong?> reference) in TablesOf(With(12, [])))
        {
            (long compared, long space, long mismatches) = ReferenceComparison.EveryCell(table, reference);
            Assert.Equal(space, compared);
            Assert.True(space > 100_000);
            Assert.Equal(0, mismatches);
        }
    }

    [Fact]
    public void Every_known_cell_with_twenty_protocols_and_four_variants_is_the_references()
    {
        foreach ((DecisionTable table, Func<long[], ulong?> reference) in TablesOf(With(20, Variants)))
        {
            int compared = 0;
            foreach (FactValue[] row in table.Partition.Rows(withUnknown: false))
            {
                OutcomeSet outcomes = table.Decide(row);
                Assert.Equal(reference([.. row.Select(static value => value.Low)]), outcomes.IsInvalid ? null : outcomes.Possible);
                compared++;
            }

            Assert.True(compared > 100_000);
        }
    }

    [Fact]
    public void The_document_of_twenty_protocols_with_a_recovery_each_is_read_and_built()
    {
        ClinicPolicy policy = ClinicPolicy.Parse(With(20, Variants).ToJson());
        Assert.Equal(20, new InfusionRules(policy).Policy.Protocols!.Recoveries.Length);
    }

    [Fact]
    public void What_the_rules_of_a_visit_allocate_grows_less_than_the_protocols_do()
    {
        ClinicPolicy few = With(5, Variants);
        ClinicPolicy many = With(20, Variants);
        _ = Allocated(few);
        (long five, long twenty) = (Allocated(few), Allocated(many));

        // A million times where each protocol doubles what is built, and sixteen where each looks at each.
        Assert.True(twenty < five * 4, $"{twenty} B for 20 protocols, {five} B for 5");
    }

    [Fact]
    public void A_rule_with_more_alternatives_than_can_be_kept_is_refused_before_they_are_built()
    {
        Fact<int>[] counts =
            [.. Enumerable.Range(0, 40).Select(place => Fact.Count($"count-{place}", "a count", "How many?", "things", 0, 1_000))];
        Rule[] rules =
        [
            Rule.For(ArrivalOutcome.Late, "a.rule", new Condition.All(
                [.. counts.Chunk(2).Select(static two => two[0].AtLeast(5) | two[1].AtLeast(5))]),
                "A rule", Modality.Required, Provenance.Inferred),
        ];
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<ArgumentException>(() =>
            DecisionTable.Create<ArrivalOutcome>("a", "a matter", HitPolicy.Priority, counts, rules));

        // A million boxes of forty facts are 320 MB.
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4_000_000);
        Assert.Contains("'a.rule' has more than 512 alternatives", error.Message, StringComparison.Ordinal);
    }

    private static Duration Minutes(int minutes) => Duration.FromMinutes(minutes);

    private static ClinicPolicy With(int protocols, RecoveryVariant[] variants) => LongLists.Recovering(protocols) is var policy
        ? policy with { Visits = policy.Visits! with { RecoveryVariants = [.. variants] } }
        : policy;

    private static long Allocated(ClinicPolicy policy)
    {
        var rules = new InfusionRules(DateTimeZoneProviders.Tzdb, policy);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.NotNull(rules.Visits);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    // Both tables of a release, read as the cells of the published ones are, and the protocol last.
    private static IEnumerable<(DecisionTable Table, Func<long[], ulong?> Reference)> TablesOf(ClinicPolicy policy)
    {
        VisitRules rules = new InfusionRules(policy).Visits;
        VisitReference.Recovery usual = new(
            (int)policy.Visits!.RecoveryMinimum!.Value.TotalMinutes, (int)policy.Visits.RecoveryPlanned!.Value.TotalMinutes);
        VisitReference.Recovery[] others =
        [
            .. policy.Protocols!.Protocols.Select(static (protocol, place) => new VisitReference.Recovery(
                (int)protocol.MinimumRecovery!.Value.TotalMinutes, (int)protocol.PlannedRecovery!.Value.TotalMinutes, place)),
            .. policy.Visits.RecoveryVariants.Select(static one => new VisitReference.Recovery(
                (int)one.Minimum!.Value.TotalMinutes, (int)one.Planned!.Value.TotalMinutes, null,
                (int?)one.InfusionAtLeast?.TotalMinutes, (int?)one.InfusionBelow?.TotalMinutes, one.Accompanied)),
        ];
        VisitReference.ReleaseResult Release(DecisionTable table, long[] row) => VisitReference.JudgeRelease(
            Anchor, Anchor + Elapsed(table, 0, row), row[1] != (int)CriteriaOutcome.NotMet, row[3] == 1,
            row[2] == (int)EffectHold.ForClinician, row[6] == (int)SignsHold.NotRecorded,
            VisitReference.RecoveryOf(usual, others, (int)row[7], Elapsed(table, 5, row), row[4] == 1));

        yield return (rules.ReleaseTable, row =>
            row[5] < 0 ? null : Bit((ReleaseOutcome)(int)Release(rules.ReleaseTable, row).Outcome));
        yield return (rules.ReleaseFindingsTable, row =>
        {
            VisitReference.ReleaseResult held = Release(rules.ReleaseFindingsTable, row);
            return row[5] < 0 ? null : Bits(
                (held.MinimumRecovery, ReleaseFinding.MinimumRecovery),
                (held.CriteriaNotMet, ReleaseFinding.CriteriaNotMet),
                (held.SideEffectForClinician, ReleaseFinding.SideEffectForClinician),
                (held.VitalSignsNotRecorded, ReleaseFinding.VitalSignsNotRecorded),
                (held.RideNotArranged, ReleaseFinding.RideNotArranged),
                (VisitReference.AdvisesCompany(row[4] == 1), ReleaseFinding.Unaccompanied));
        }
        );
    }
}
