using System.Globalization;

namespace Infusion.Rules.Tests.Repository;

/// <summary>The committed figures of the mutation tests: they add up, are of files that are there, and are those that the evidence
/// names.</summary>
public class MutationScoreTests
{
    private const string Folder = "tests/mutation/";

    // Folder, mutants, tried, killed, stopped, survived, not reached, score.
    private static string[][] Rows =>
    [
        .. RepositoryFiles.Read(Folder + "score.md").Split('\n')
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2)
            .Select(static line => line.Trim('|', ' ').Split(" | ")),
    ];

    private static string[][] Survivors =>
    [
        .. RepositoryFiles.Read(Folder + "survivors.txt").Split('\n').Where(static line => line.Length > 0 && line[0] != '#')
            .Select(static line => line.Split('\t')),
    ];

    [Fact]
    public void The_totals_are_the_sums_and_no_score_is_rounded_up()
    {
        string[][] folders = [.. Rows.Where(static row => row[0] != "all")];
        string[] all = Rows.Single(static row => row[0] == "all");
        Assert.NotEmpty(folders);
        foreach (string[] row in Rows)
        {
            long[] counts = Counts(row);
            Assert.True(counts[1] > 0, $"{row[0]}: nothing was tried.");
            Assert.InRange(counts[1], 1, counts[0]);
            Assert.Equal(counts[1], counts[2..].Sum());
            decimal score = decimal.Floor(10000m * (counts[2] + counts[3]) / counts[1]) / 100;
            Assert.Equal(score.ToString("0.00", CultureInfo.InvariantCulture) + " %", row[7]);
        }

        for (int place = 0; place < 6; place++)
        {
            Assert.Equal(folders.Sum(row => Counts(row)[place]), Counts(all)[place]);
        }
    }

    [Fact]
    public void Every_survivor_is_listed_with_a_reason_and_stands_in_a_file_that_is_there()
    {
        Assert.Equal(Counts(Rows.Single(static row => row[0] == "all"))[4..].Sum(), Survivors.Length);
        RepositoryFiles.AssertNone(Survivors.Where(static words => words.Length != 6 || words[5].Length == 0)
            .Select(static words => string.Join(' ', words)));
        RepositoryFiles.AssertNone(Survivors.Select(static words => words[0].Split(':')[0]).Distinct()
            .Where(static file => !File.Exists(RepositoryFiles.PathOf(file))));
        RepositoryFiles.AssertNone(Rows.Select(static row => row[0]).Where(static name =>
            name is not ("all" or "Infusion.Rules") && !Directory.Exists(RepositoryFiles.PathOf("src/Infusion.Rules/" + name))));
    }

    [Fact]
    public void The_evidence_names_these_figures()
    {
        string[] all = Rows.Single(static row => row[0] == "all");
        string list = RepositoryFiles.Read(".ci/evidence.txt").ReplaceLineEndings(" ").Replace(" > ", " ", StringComparison.Ordinal);
        Assert.Contains($"{all[2]} of {all[1]} mutants", list, StringComparison.Ordinal);
        Assert.Contains(all[7], list, StringComparison.Ordinal);
        Assert.Contains(
            $"{Survivors.Count(static words => words[5] == "not looked at")} that nobody has looked at", list, StringComparison.Ordinal);
    }

    private static long[] Counts(string[] row) => [.. row[1..7].Select(static count => long.Parse(count, CultureInfo.InvariantCulture))];
}
