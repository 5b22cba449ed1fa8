using System.Diagnostics;
using System.Globalization;
using Infusion.Rules.Benchmarks.Peers;
using Infusion.Rules.Benchmarks.Whole;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>The first decision in a fresh process: this program starts itself.</summary>
internal static class ColdRun
{
    /// <summary>In the fresh process: from nothing to one decision, in milliseconds on the standard output.</summary>
    public static int Measure(string which)
    {
        // The patient is made first, by code that both sides need alike.
        var patients = new Patients(1);
        var peer = new PeerPatient(in patients.Flat[0]);
        long start = Stopwatch.GetTimestamp();
        Answer answer = which == "engine" ? new Engine().Decide(peer) : new Ours(InfusionRules.Published).Decide(patients.Known[0]);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        GC.KeepAlive(answer.Sum);
        Console.WriteLine(milliseconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    /// <summary>The least of some fresh processes, in milliseconds.</summary>
    public static double Least(string which, int runs)
    {
        double least = double.MaxValue;
        for (int run = 0; run < runs; run++)
        {
            var start = new ProcessStartInfo(Environment.ProcessPath!, string.Equals(Path.GetFileNameWithoutExtension(Environment.ProcessPath), "dotnet", StringComparison.Ordinal)
                ? $"\"{typeof(ColdRun).Assembly.Location}\" cold {which}" : $"cold {which}")
            {
                RedirectStandardOutput = true,
            };
            using Process process = Process.Start(start)!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            least = Math.Min(least, double.Parse(output, CultureInfo.InvariantCulture));
        }

        return least;
    }
}
