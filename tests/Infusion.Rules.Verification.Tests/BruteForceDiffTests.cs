using FsCheck.Xunit;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Tests;

/// <summary>The comparison against a brute force that shares nothing with it, on random versions of random tables.</summary>
public class BruteForceDiffTests
{
    [Property(MaxTest = 500)]
    public void The_diff_agrees_with_trying_every_code(int seed)
    {
        (DecisionTable old, DecisionTable @new) = RandomPairs.Next(new Random(seed));
        DiffReport diff = PolicyDiff.Compare([old], [@new]);
        (BruteDiff.Way caution, BruteDiff.Way demand, _) = BruteDiff.Compare(old, @new, BruteDiff.Values);
        Assert.Equal(BruteDiff.ClassOf(caution), diff.On("random", ChangeAxis.Caution));
        Assert.Equal(BruteDiff.ClassOf(demand), diff.On("random", ChangeAxis.InformationDemand));
        AssertMirrored(diff, PolicyDiff.Compare([@new], [old]));
        DiffReport separated = PolicyDiff.Compare([old], [@new], new() { SeparateAbove = 0 });
        Assert.Equal(diff.Tables[0].Axes.Select(axis => axis.Class), separated.Tables[0].Axes.Select(axis => axis.Class));
    }

    [Property(MaxTest = 200)]
    public void An_effect_passes_through_a_linked_fact(int seed)
    {
        (DecisionTable[] old, DecisionTable[] @new) = RandomPairs.NextChain(new Random(seed));
        DiffReport diff = PolicyDiff.Compare(old, @new);
        HashSet<(long, long)> reached = [];
        foreach ((ulong? before, ulong? after) in BruteDiff.Compare(old[0], @new[0], BruteDiff.Values).Pairs)
        {
            if (before is { } was && after is { } now && ulong.IsPow2(was) && ulong.IsPow2(now) && was >> 63 == 0 && now >> 63 == 0)
            {
                reached.Add((ulong.Log2(was) is var o ? (long)o : 0, (long)ulong.Log2(now)));
            }
        }

        for (int before = -1; before != reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(
                [.. from one in reached from other in reached select (Math.Max(one.Item1, other.Item1), Math.Max(one.Item2, other.Item2))]);
        }

        (BruteDiff.Way caution, _, _) = BruteDiff.Compare(
            old[1], @new[1], fact => fact.Id == "linked" ? [.. reached] : BruteDiff.Values(fact));

        // Where both come to one outcome in every case that is known, what is possible of one that is not may still differ.
        AxisDiff axis = diff.Table("downstream").Axes.First(static one => one.Axis == ChangeAxis.Caution);
        ChangeClass expected = BruteDiff.ClassOf(caution);
        Assert.True(
            axis.Class == expected
            || (axis.Reasons.Contains("what is possible differs where not everything is known")
                && (axis.Class == ChangeClass.Mixed || expected == ChangeClass.Equivalent)),
            $"{axis.Class}, not {expected}");
    }

    [Property(MaxTest = 150)]
    public void A_witness_stays_one_and_needs_each_of_its_facts(int seed)
    {
        (DecisionTable old, DecisionTable @new) = RandomPairs.Next(new Random(seed));
        foreach (Witness witness in
            PolicyDiff.Compare([old], [@new]).Tables[0].Witnesses.Where(witness => witness.Axis == ChangeAxis.Caution))
        {
            Assert.True(Shows(old, @new, witness, null));
            foreach (WitnessFact fact in witness.Facts)
            {
                Assert.False(Shows(old, @new, witness, fact.Id), $"{witness} holds without {fact.Id}.");
            }
        }
    }

    private static bool Shows(DecisionTable old, DecisionTable @new, Witness witness, string? without)
    {
        (string? before, string? after) = (OutcomeOf(old, witness, without, isOld: true), OutcomeOf(@new, witness, without, isOld: false));
        return before == Expected(witness.OutcomeBefore, witness.Before) && after == Expected(witness.OutcomeAfter, witness.After);
    }

    private static string Expected(string? outcome, string text) =>
        outcome ?? (text.StartsWith("not known yet", StringComparison.Ordinal) ? "open"
            : text is "a case that cannot be" or "no answer" ? text
            : "not found");

    private static string OutcomeOf(DecisionTable table, Witness witness, string? without, bool isOld)
    {
        FactValue[] row = new FactValue[table.Facts.Length];
        for (int place = 0; place < row.Length; place++)
        {
            if (witness.Facts.FirstOrDefault(fact => fact.Id == table.Facts[place].Id && fact.Id != without) is { } fact
                && (isOld ? fact.BeforeLow : fact.AfterLow) is { } low)
            {
                row[place] = FactValue.Between(low, (isOld ? fact.BeforeHigh : fact.AfterHigh)!.Value);
            }
        }

        OutcomeSet verdict = table.Decide(row);
        if (verdict.IsInvalid)
        {
            return "a case that cannot be";
        }

        if (table.HitPolicy == HitPolicy.Collect)
        {
            string finding = witness.OutcomeBefore ?? witness.OutcomeAfter!;
            int place = table.Outcomes.IndexOf(finding);
            return verdict.Has(place) ? finding : verdict.Allows(place) ? "open" : "not found";
        }

        return verdict.Possible == 1UL << 63 ? "no answer" : verdict.IsDetermined ? table.Outcomes[verdict.MostCautious] : "open";
    }

    private static void AssertMirrored(DiffReport diff, DiffReport back)
    {
        foreach (AxisDiff axis in diff.Tables[0].Axes)
        {
            ChangeClass mirrored = axis.Class switch
            {
                ChangeClass.Tightens => ChangeClass.Relaxes,
                ChangeClass.Relaxes => ChangeClass.Tightens,
                var same => same,
            };
            Assert.Equal(mirrored, back.Tables[0].On(axis.Axis));
        }
    }
}
