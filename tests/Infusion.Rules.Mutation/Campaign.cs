using System.Collections.Concurrent;
using System.Diagnostics;

namespace Infusion.Rules.Mutation;

/// <summary>Tries mutants, each until a test fails, and keeps every verdict in a file as soon as there is one.</summary>
internal sealed class Campaign(string folder, string tests, string library, Coverage coverage, IReadOnlyList<Mutant> all, string verdicts)
{
    private readonly Dictionary<string, HashSet<int>> _ofTheFile =
        all.GroupBy(mutant => mutant.File).ToDictionary(file => file.Key, file => file.Select(mutant => mutant.Id).ToHashSet());

    public void Run(IEnumerable<Mutant> chosen, int workers, DateTime until)
    {
        var waiting = new ConcurrentQueue<Mutant>(chosen);
        Thread[] threads = [.. Enumerable.Range(0, workers).Select(_ => new Thread(() => Work(waiting, until)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }

    private void Work(ConcurrentQueue<Mutant> waiting, DateTime until)
    {
        TestProcess? warm = null;
        while (DateTime.UtcNow < until && waiting.TryDequeue(out Mutant? mutant))
        {
            long start = Stopwatch.GetTimestamp();
            string verdict = Warm(mutant, ref warm);
            if (verdict == "doubtful" || (verdict is "survived" or "no coverage" && (coverage.IsKept(mutant) || verdict == "no coverage")))
            {
                string fresh = Fresh(mutant);
                verdict = fresh == "no coverage" ? verdict : fresh;
            }
            lock (all)
            {
                File.AppendAllText(
                    verdicts,
                    FormattableString.Invariant($"{mutant.Id}\t{verdict.Replace('\t', ' ')}\t{Stopwatch.GetElapsedTime(start).TotalSeconds:0.0}\n"));
            }
        }
        warm?.Dispose();
    }

    private string Warm(Mutant mutant, ref TestProcess? process)
    {
        (string[] chosen, double seconds) = coverage.Warm(mutant);
        if (chosen.Length == 0)
        {
            return "no coverage";
        }
        process ??= new TestProcess(folder, tests, library, MutantSwitch.None);
        string? answer = process.Ask($"mutant {mutant.Id} {string.Join(' ', chosen)}", 20 + (6 * seconds));
        if (answer is null || answer.StartsWith("doubtful", StringComparison.Ordinal))
        {
            bool ended = process.Ended;
            process.Dispose();
            process = null;
            return answer is not null ? "doubtful" : ended ? "crashed" : "timed out";
        }
        return answer;
    }

    private string Fresh(Mutant mutant)
    {
        string[] chosen = coverage.Fresh(mutant, _ofTheFile[mutant.File], 20);
        if (chosen.Length == 0)
        {
            return "no coverage";
        }
        using var process = new TestProcess(folder, tests, library, mutant.Id);
        string? answer = process.Ask($"fresh {mutant.Id} {string.Join(' ', chosen)}", 120);
        return answer ?? (process.Ended ? "crashed" : "timed out");
    }
}
