using Infusion.Rules.Benchmarks.Whole;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>What is allocated, which is free of noise, and so part of every check.</summary>
internal static class BytesRun
{
    private const int Count = 20_000;

    /// <summary>Prints `N passed, N failed` last.</summary>
    /// <param name="seedAllocation">Lets one check allocate, to show that it would be seen.</param>
    public static int Run(bool seedAllocation)
    {
        InfusionRules rules = Policy.FromJson();
        // What has drifted from the rules measures something else, so the variants of the gate are held against each other here too.
        var contest = new Contest(rules, Count, peerCount: 1_024);
        contest.Check();
        (Patients patients, Ours ours) = (contest.Patients, contest.Ours);
        // What is open is tried in turn, which keeps what each input is taken to
        // be: a few bytes for the few patients whose fee rests on an open fast.
        (string Name, double Limit, Func<int, long> Decide)[] checks =
        [
            (
                "a determined decision", 0,
                index => ours.Decide(patients.Known[index]).Sum + (seedAllocation ? new object().GetHashCode() : 0)),
            ("a decision with an unknown fact", 32, index => ours.Decide(patients.Partial[index]).Sum),
        ];
        int failed = 0;
        foreach ((string name, double limit, Func<int, long> decide) in checks)
        {
            double bytes = PerPatient(decide);
            bool holds = bytes <= limit;
            failed += holds ? 0 : 1;
            Console.WriteLine(FormattableString.Invariant($"{(holds ? "ok      " : "FAILED  ")}{name}: {bytes:0.##} B, limit {limit} B"));
        }

        Console.WriteLine(FormattableString.Invariant($"{checks.Length - failed} passed, {failed} failed"));
        return failed == 0 ? 0 : 1;
    }

    // Once round to meet every case, then counted; the sum is used, so nothing is skipped.
    private static double PerPatient(Func<int, long> decide)
    {
        long sum = 0;
        for (int pass = 0; pass < 4; pass++)
        {
            for (int index = 0; index < Count; index++)
            {
                sum ^= decide(index);
            }

            Thread.Sleep(150); // the compiler's own thread catches up; unoptimised code may box
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int index = 0; index < Count; index++)
        {
            sum ^= decide(index);
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(sum);
        return (double)bytes / Count;
    }
}
