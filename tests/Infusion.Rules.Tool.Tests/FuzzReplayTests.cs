using System.Collections.Immutable;
using Infusion.Rules.Cases;
using Infusion.Rules.Fuzzing.Contract;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests;

namespace Infusion.Rules.Tool.Tests;

/// <summary>What fuzzing kept, held once more to the contracts it was found by; tests/fuzz/run looks for more.</summary>
[Collection(nameof(FuzzReplayTests))]
public class FuzzReplayTests
{
    private const long MostCode = 1L << 40;

    private static InfusionRules Rules => InfusionRules.Published;

    // A corpus has what takes the most branches; what was found has, besides, what once broke its contract.
    [Fact]
    public void Whatever_fuzzing_kept_keeps_its_contract()
    {
        long replayed = 0;
        long expected = 0;
        var failures = new List<string>();
        foreach (FuzzTarget target in FuzzTargets.All)
        {
            string[] corpus = Files("corpus", target);
            string[] files = [.. corpus, .. Files("found", target)];
            Assert.True(corpus.Length > 0, $"There is no corpus of {target.Name}.");
            expected += files.Length;
            foreach (string file in files)
            {
                try
                {
                    target.Hold(File.ReadAllBytes(file));
                }
                catch (BrokenContractException fault)
                {
                    failures.Add($"{Path.GetRelativePath(Evidence.Root, file)}: {fault.Message}");
                }

                replayed++;
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Evidence.Write("fuzz-replay", replayed, expected, failures.Count);
    }

    [Fact]
    public void Every_folder_of_fuzzing_is_of_a_target()
    {
        string[] names = [.. FuzzTargets.All.Select(static target => target.Name)];
        string root = ToolRun.File("tests/fuzz");
        Assert.Equal(names, Directory.GetDirectories(Path.Combine(root, "corpus")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.GetDirectories(Path.Combine(root, "found")).Select(static path => Path.GetFileName(path)).Except(names));
        Assert.InRange(
            Directory.GetFiles(root, "*", SearchOption.AllDirectories).Sum(static file => new FileInfo(file).Length), 10_000, 1_500_000);
    }

    // The bounds are for each input; each of these breaks one of them.
    [Fact]
    public void A_contract_that_is_broken_is_reported()
    {
        Assert.Contains("FormatException got out", Broken(static _ => throw new FormatException("no")), StringComparison.Ordinal);
        Assert.Contains("took too long", Broken(static _ => Burn()), StringComparison.Ordinal);
        Assert.Contains("took too much memory", Broken(static _ => GC.KeepAlive(new byte[250 * 1024 * 1024])), StringComparison.Ordinal);
        Assert.Equal("that", Broken(static _ => BrokenContractException.Unless(false, "that")));
        Assert.Contains(
            "no file", Broken(static _ => Reading.File<string>("a", static () => throw new BadInputException("b:1:1: c"), "")),
            StringComparison.Ordinal);
        Assert.Contains(
            "no place", Broken(static _ => Reading.File<string>("a", static () => throw new BadInputException("a: c"), "")),
            StringComparison.Ordinal);
        Assert.Contains(
            "repeats what the record says",
            Broken(static _ => Reading.File<string>("a", static () => throw new BadInputException("a:1:1: Zqxvk"), "")),
            StringComparison.Ordinal);
        new FuzzTarget("one", static _ => { }).Hold([]);
    }

    // From a model and not from files: rows of every table, with values of every kind, known exactly, in part and not at all.
    [Fact]
    public void Generated_cases_are_the_same_in_json_yaml_and_csv()
    {
        const int Rounds = 4;
        long compared = 0;
        int threefold = 0;
        uint seed = 17;
        foreach (DecisionTable table in Rules.Tables)
        {
            for (int round = 0; round < Rounds; round++)
            {
                ExpectedCases cases = new() { Rows = [.. Enumerable.Range(0, 5).Select(_ => Row(table, ref seed))] };
                threefold += CaseContract.IsWrittenAlike(cases) == 3 ? 1 : 0;
                compared++;
            }
        }

        Assert.True(threefold == compared, $"{threefold} of {compared} in three ways");
        Evidence.Write("fuzz-three-ways", compared, Rounds * Rules.Tables.Length, 0);
    }

    private static TableCase Row(DecisionTable table, ref uint seed)
    {
        string[] names =
        [
            "plain", "with, a comma", "a \"mark\"", "# a number sign", "é 😀", "- a: b", "1..2", "yes", "007", "'", "a\\b",
        ];
        var facts = ImmutableSortedDictionary.CreateBuilder<string, FactValue>(StringComparer.Ordinal);
        foreach (Fact fact in table.Facts)
        {
            if (ReaderTests.Next(ref seed) % 4 > 0)
            {
                facts.Add(fact.Id, Value(fact, ref seed));
            }
        }

        return new()
        {
            Table = table.Id,
            Name = ReaderTests.Next(ref seed) % 5 == 0 ? null : names[ReaderTests.Next(ref seed) % (uint)names.Length],
            Facts = facts.ToImmutable(),
            Expected = new()
            {
                Outcome = table.Outcomes.IsEmpty ? null : table.Outcomes[(int)(ReaderTests.Next(ref seed) % (uint)table.Outcomes.Length)],
                Rules = ReaderTests.Next(ref seed) % 2 == 0 ? [] : [.. table.Rules.Take(2).Select(static rule => rule.Id)],
                Questions = ReaderTests.Next(ref seed) % 2 == 0 ? [] : [.. table.Facts.Take(1).Select(static fact => fact.Id)],
            },
        };
    }

    private static FactValue Value(Fact fact, ref uint seed)
    {
        long low = Code(fact, ref seed);
        long high = Code(fact, ref seed);
        return !fact.IsOrdered || ReaderTests.Next(ref seed) % 3 > 0
            ? FactValue.Exactly(low)
            : FactValue.Between(Math.Min(low, high), Math.Max(low, high));
    }

    private static long Code(Fact fact, ref uint seed)
    {
        // What has no bounds of its own is tried within some that any fact's text can say.
        long least = Math.Max(fact.Minimum, -MostCode);
        long most = Math.Min(fact.Maximum, MostCode);
        return (ReaderTests.Next(ref seed) % 4) switch
        {
            0 => least,
            1 => most,
            _ => least + (ReaderTests.Next(ref seed) % (most - least + 1)),
        };
    }

    private static string Broken(Action<byte[]> keeps) =>
        Assert.Throws<BrokenContractException>(() => new FuzzTarget("one", keeps).Hold([1])).Message;

    private static void Burn()
    {
        TimeSpan end = Environment.CpuUsage.TotalTime + TimeSpan.FromSeconds(2.1);
        while (Environment.CpuUsage.TotalTime < end)
        {
            Thread.SpinWait(100_000);
        }
    }

    private static string[] Files(string folder, FuzzTarget target) =>
        ToolRun.File($"tests/fuzz/{folder}/{target.Name}") is var path && Directory.Exists(path)
            ? [.. Directory.GetFiles(path).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>The bounds of time are those of the process, so that nothing else may run in it meanwhile.</summary>
    [CollectionDefinition(nameof(FuzzReplayTests), DisableParallelization = true)]
    public sealed class Alone;
}
