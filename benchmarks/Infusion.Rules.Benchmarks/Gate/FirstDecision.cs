using System.Diagnostics;
using System.Globalization;
using Infusion.Rules.Benchmarks.Whole;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>How long the first decision of this process takes.</summary>
internal static class FirstDecision
{
    /// <summary>Prints the milliseconds of one decision.</summary>
    /// <param name="ready">Makes ready what is not measured, beside the patient, and gives what is.</param>
    public static void Print(Func<Patients, Func<Answer>> ready)
    {
        // The patient is made first, by code that every side needs alike.
        var patients = new Patients(1);
        Func<Answer> decide = ready(patients);
        long start = Stopwatch.GetTimestamp();
        Answer answer = decide();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (answer != Floor.Decide(patients.Known[0]))
        {
            throw new InvalidOperationException("The first decision is not the floor's.");
        }

        Console.WriteLine(milliseconds.ToString(CultureInfo.InvariantCulture));
    }
}
