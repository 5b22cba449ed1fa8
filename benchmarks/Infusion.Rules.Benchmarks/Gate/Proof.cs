using System.Diagnostics;
using Infusion.Rules.Policies;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>What it costs to check a policy and to compare two, over every combination of facts; reported, not gated.</summary>
internal static class Proof
{
    public static void Report()
    {
        string folder = Path.Combine(Root(), "samples", "policies");
        InfusionRules published = InfusionRules.Published;
        InfusionRules largest = Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            .Select(file => new InfusionRules(ClinicPolicy.Parse(File.ReadAllText(file))))
            .MaxBy(
                rules => PolicyCheck.Run(rules).CellsEvaluated) ?? throw new InvalidOperationException($"There is no policy in {folder}.");
        Table.Head("Proofs: milliseconds, and cells evaluated; not gated");
        One("check the published policy", () => PolicyCheck.Run(published).CellsEvaluated);
        One($"check {largest.Policy.Id}, the largest sample", () => PolicyCheck.Run(largest).CellsEvaluated);
        One("compare the published policy with itself", () => PolicyDiff.Compare(published, published).CellsEvaluated);
        One($"compare {largest.Policy.Id} with itself", () => PolicyDiff.Compare(largest, largest).CellsEvaluated);
        One($"compare the published policy with {largest.Policy.Id}", () => PolicyDiff.Compare(published, largest).CellsEvaluated);
    }

    private static void One(string name, Func<long> prove)
    {
        double least = double.MaxValue;
        long cells = 0;
        for (int run = 0; run < 5; run++)
        {
            long start = Stopwatch.GetTimestamp();
            cells = prove();
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine(FormattableString.Invariant($"{name,-64}{least,10:0.0} ms  {cells} cells"));
    }

    internal static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Infusion.Rules.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above this program holds Infusion.Rules.sln.");
    }
}
