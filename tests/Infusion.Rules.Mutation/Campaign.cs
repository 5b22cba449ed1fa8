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
        SideBySide(workers, () => Work(waiting, until));
    }

    private static void SideBySide(int workers, ThreadStart work)
    {
        Thread[] threads = [.. Enumerable.Range(0, workers).Select(_ => new Thread(work))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }

    private void Keep(Mutant mutant, string verdict, long start)
    {
        string seconds = FormattableString.Invariant($"{Stopwatch.GetElapsedTime(start).TotalSeconds:0.0}");
        lock (all)
        {
            File.AppendAllText(verdicts, $"{mutant.Id}\t{verdict.Replace('\t', ' ')}\t{seconds}\n");
        }
    }

    private static string WithoutAnswer(TestProcess process) => process.Ended ? "crashed" : "timed out";

    private static bool IsDoubtful(string answer) => answer.StartsWith("doubtful", StringComparison.Ordinal);

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
            Keep(mutant, verdict, start);
        }
        warm?.Dispose();
    }

    /// <summary>
    /// Tries what survived once more, in the order it was tried, with tests that were left out: those of the mutant's folder first. What was
    /// tried so is marked, and what is killed now is killed.
    /// </summary>
    public void Again(IReadOnlyList<Mutant> survivors, string[] leftOut, int workers, DateTime until)
    {
        var waiting = new ConcurrentQueue<Mutant>(survivors);
        string[] places = new TestProcess(folder, tests, library, MutantSwitch.None).List();
        (string Place, string Name)[] slow =
        [
            .. from name in leftOut
               from place in places.Select(place => place.Split(' '))
               where place[1] == name
               select (place[0], place[1]),
        ];
        SideBySide(workers, Work);

        void Work()
        {
            TestProcess? process = null;
            while (DateTime.UtcNow < until && waiting.TryDequeue(out Mutant? mutant))
            {
                long start = Stopwatch.GetTimestamp();
                process ??= new TestProcess(folder, tests, library, MutantSwitch.None);
                IEnumerable<string> chosen = slow.OrderBy(test => Coverage.IsNear(test.Name, mutant) ? 0 : 1).Select(test => test.Place);
                string? answer = process.Ask($"again {mutant.Id} {string.Join(' ', chosen)}", 150);
                string verdict = answer is null ? WithoutAnswer(process)
                    : answer == "survived" || IsDoubtful(answer) ? "survived again"
                    : answer;
                if (answer is null || IsDoubtful(answer))
                {
                    process.Dispose();
                    process = null;
                }
                Keep(mutant, verdict, start);
            }
            process?.Dispose();
        }
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
        if (answer is null || IsDoubtful(answer))
        {
            string verdict = answer is null ? WithoutAnswer(process) : "doubtful";
            process.Dispose();
            process = null;
            return verdict;
        }
        return answer;
    }

    private string Fresh(Mutant mutant)
    {
        string[] chosen = coverage.Fresh(mutant, _ofTheFile[mutant.File], 12);
        if (chosen.Length == 0)
        {
            return "no coverage";
        }
        using var process = new TestProcess(folder, tests, library, mutant.Id);
        string? answer = process.Ask($"fresh {mutant.Id} {string.Join(' ', chosen)}", 90);
        return answer ?? WithoutAnswer(process);
    }
}
