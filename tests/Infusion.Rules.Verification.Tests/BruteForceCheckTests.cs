using FsCheck.Xunit;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Decisions;

namespace Infusion.Rules.Verification.Tests;

/// <summary>The checks against trying every code of small random tables, constraints and unknowns included.</summary>
public class BruteForceCheckTests
{
    private const ulong NoAnswer = 1UL << 63;

    [Property(MaxTest = 500)]
    public void The_check_agrees_with_trying_every_code(int seed)
    {
        DecisionTable table = RandomTables.Next(new Random(seed));
        CheckReport report = PolicyCheck.Run([table]);
        Tried tried = Try(table);
        bool Finds(CheckCode code) => report.Findings.Any(finding => finding.Code == code);
        bool FindsOf(CheckCode code, string subject) => report.Findings.Any(finding => finding.Code == code && finding.Subject == subject);

        Assert.Equal(tried.IsNothingPossible, Finds(CheckCode.NothingPossible));
        if (tried.IsNothingPossible)
        {
            return;
        }

        Assert.Equal(tried.HasGap, Finds(CheckCode.Gap));
        Assert.Equal(tried.HasOverlap, Finds(CheckCode.Overlap));
        foreach (Rule rule in table.Rules)
        {
            Assert.Equal(!tried.Applying.Contains(rule.Id), FindsOf(CheckCode.DeadRule, rule.Id));
        }

        foreach (CheckFinding finding in report.Findings.Where(finding => finding.Code == CheckCode.MaskedRule))
        {
            // Without a masked rule every code has the outcome it had.
            Assert.Equal(tried.Outcomes, Try(table.Without(finding.Subject)).Outcomes);
        }
    }

    [Fact]
    public void The_random_tables_have_every_finding_and_its_absence()
    {
        Tried[] tried = [.. Enumerable.Range(0, 300).Select(seed => Try(RandomTables.Next(new Random(seed))))];
        Assert.Contains(tried, one => one.HasGap);
        Assert.Contains(tried, one => !one.HasGap);
        Assert.Contains(tried, one => one.HasOverlap);
        Assert.Contains(tried, one => one.IsNothingPossible);
        Assert.True(tried.Sum(one => (long)one.Outcomes.Count) > 10_000);
    }

    private static Tried Try(DecisionTable table)
    {
        IEnumerable<long[]> rows = [[]];
        foreach (Fact fact in table.Facts)
        {
            long[] codes = [.. BruteDiff.Values(fact).Select(value => value.New)];
            rows = [.. rows.SelectMany(_ => codes, (prefix, code) => (long[])[.. prefix, code])];
        }

        var tried = new Tried();
        foreach (long[] row in rows)
        {
            ulong? outcome = BruteForce.Outcome(table, row);
            tried.Outcomes.Add(outcome);
            if (outcome is null)
            {
                continue;
            }

            Rule[] applying = [.. table.Rules.Where(rule => BruteForce.Holds(rule.When, fact => row[table.Facts.IndexOf(fact)]))];
            tried.Applying.UnionWith(applying.Select(rule => rule.Id));
            tried.HasGap |= outcome == NoAnswer;
            tried.HasOverlap |= table.HitPolicy == HitPolicy.Unique && applying.Length > 1;
        }

        return tried;
    }

    private sealed class Tried
    {
        public List<ulong?> Outcomes { get; } = [];

        public HashSet<string> Applying { get; } = [];

        public bool HasGap { get; set; }

        public bool HasOverlap { get; set; }

        public bool IsNothingPossible => Outcomes.All(outcome => outcome is null);
    }
}
