using System.Diagnostics;
using System.Globalization;
using Infusion.Rules.Benchmarks.Whole;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>How long the first decision of this process takes.</summary>
internal static class FirstDecision
{
    /// <summary>Prints the milliseconds of one decision.</summary>
    /// <param name="ready">Makes ready what is not measured, beside the patient, and gives what is.</param>
    public static void Print(Func<Patients, Func<Answer>> ready) => Print(ready, static patients => Floor.Decide(patients.Known[0]));

    /// <summary>Prints the milliseconds of one decision that is compared with what it should be.</summary>
    /// <param name="ready">Makes ready what is not measured, beside the patient, and gives what is.</param>
    /// <param name="expected">What the floor says.</param>
    public static void Print<T>(Func<Patients, Func<T>> ready, Func<Patients, T> expected)
        where T : struct
    {
        // The patient is made first, by code that every side needs alike.
        var patients = new Patients(1);
        Func<T> decide = ready(patients);
        long start = Stopwatch.GetTimestamp();
        T answer = decide();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (!answer.Equals(expected(patients)))
        {
            throw new InvalidOperationException("The first decision is not the floor's.");
        }

        Console.WriteLine(milliseconds.ToString(CultureInfo.InvariantCulture));
    }
}
