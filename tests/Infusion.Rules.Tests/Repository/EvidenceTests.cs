using System.Text.RegularExpressions;
using Infusion.Rules.Tests.Reference;

namespace Infusion.Rules.Tests.Repository;

/// <summary>Every comparison that leaves evidence is one that CI requires, so that none can fall away unseen.</summary>
public partial class EvidenceTests
{
    private static string[] Folders =>
        ["tests/Infusion.Rules.Tests", "tests/Infusion.Rules.Verification.Tests", "tests/Infusion.Rules.Tool.Tests"];

    [Fact]
    public void Ci_requires_exactly_the_evidence_the_tests_write()
    {
        string[] required =
        [
            .. RepositoryFiles.Read(".ci/evidence.txt").Split('\n').Where(line => line.Length > 0 && char.IsAsciiLetter(line[0]))
                .Select(line => line.Split(' ')[0]),
        ];
        string[] written = [.. Folders.SelectMany(RepositoryFiles.CSharp).SelectMany(path => Name.Matches(RepositoryFiles.Read(path)))
            .SelectMany(match => Names(match.Groups[1].Value)).Select(name => name + ".json").Distinct().Order(StringComparer.Ordinal)];
        Assert.True(written.Length > 50);
        Assert.Equal(written, required.Order(StringComparer.Ordinal));
        Assert.Equal(required.Length, required.Distinct().Count());
    }

    [Fact]
    public void Every_external_check_is_counted()
    {
        string[] checks =
        [
            .. Directory.GetDirectories(Path.Combine(Evidence.Root, "tests", "external")).Select(Path.GetFileName).OfType<string>(),
        ];
        Assert.NotEmpty(checks);
        string list = RepositoryFiles.Read(".ci/evidence.txt");
        Assert.All(checks, check => Assert.Contains($"\n~external-{check}.json ", list, StringComparison.Ordinal));
    }

    // A name with a hole stands for one file for each row of its theory.
    private static IEnumerable<string> Names(string name) => Hole.Match(name) is not { Success: true } hole ? [name]
        : Values(hole.Groups[1].Value).Select(value => name.Replace(hole.Value, value, StringComparison.Ordinal));

    private static IEnumerable<string> Values(string hole) => hole switch
    {
        "table" => CellReferenceTests.Tables,
        "sample" => CellReferenceTests.SampleNames,
        "policy" => FilledPolicy.Policies.Select(policy => policy.Id),
        "stacking" => Enum.GetNames<Rules.Fees.CreditStacking>(),
        _ => throw new InvalidOperationException($"Nobody says what {hole} stands for in the name of an evidence file."),
    };

    [GeneratedRegex("Evidence\\.Write\\(\\s*\\$?\"([^\"]+)\"")]
    private static partial Regex Name { get; }

    [GeneratedRegex("\\{(\\w+)\\}")]
    private static partial Regex Hole { get; }
}
