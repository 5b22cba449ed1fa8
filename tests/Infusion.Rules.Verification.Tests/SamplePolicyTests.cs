using Infusion.Rules.Policies;
using Infusion.Rules.Tests;
using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Verification.Tests;

/// <summary>The sample policies: each is clean, and any two of them differ the same way seen from either side.</summary>
public class SamplePolicyTests
{
    public static TheoryData<string> Files =>
        [
            .. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!)
                .Order(StringComparer.Ordinal),
        ];

    private static string Folder => RepositoryFiles.PathOf("samples/policies");

    [Fact]
    public void There_are_at_least_ten() => Assert.True(Files.Count >= 10, $"only {Files.Count}");

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_sample_policy_is_clean(string name)
    {
        CheckReport report = PolicyCheck.Run(new InfusionRules(Read(name)));
        Assert.True(report.IsClean, string.Join("\n", report.Findings));
        Assert.True(report.CellsEvaluated > 1_000);
    }

    [Fact]
    public void A_difference_seen_from_the_other_side_is_its_mirror_image()
    {
        InfusionRules[] all = [InfusionRules.Published, .. Files.Select(file => new InfusionRules(Read(file)))];
        long compared = 0;
        long differing = 0;
        for (int place = 0; place < all.Length; place += 2)
        {
            InfusionRules one = all[place];
            InfusionRules other = all[(place + 1) % all.Length];
            DiffReport there = PolicyDiff.Compare(one, other, new() { MostRecords = 0 });
            DiffReport back = PolicyDiff.Compare(other, one, new() { MostRecords = 0 });
            Assert.False(there.IsUndecided || back.IsUndecided, $"{one.Policy.Id} against {other.Policy.Id}");
            Assert.Equal(
                there.Tables.Select(table => table.Id).Order(StringComparer.Ordinal),
                back.Tables.Select(table => table.Id).Order(StringComparer.Ordinal));
            foreach (TableDiff table in there.Tables)
            {
                foreach (AxisDiff axis in table.Axes)
                {
                    compared++;
                    differing += axis.Class == ChangeClass.Equivalent ? 0 : 1;
                    Assert.Equal(Mirrored(axis.Class), back.Table(table.Id).On(axis.Axis));
                }
            }
        }

        Assert.True(compared > 1_000 && differing > 100, $"{compared} compared, {differing} differing");
        Evidence.Write("verification-mirrors", compared, compared, 0);
    }

    private static ChangeClass Mirrored(ChangeClass one) => one switch
    {
        ChangeClass.Tightens => ChangeClass.Relaxes,
        ChangeClass.Relaxes => ChangeClass.Tightens,
        _ => one,
    };

    private static ClinicPolicy Read(string name) => ClinicPolicy.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
}
