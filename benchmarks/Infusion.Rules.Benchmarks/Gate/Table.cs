using System.Globalization;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>The gated table as it is printed, and whether every limit holds.</summary>
internal sealed class Table
{
    public bool Holds { get; private set; } = true;

    public int Checked { get; private set; }

    public static void Head(string title) => Console.WriteLine($"\n{title}\n{"",-62}{"measured",14}{"limit",14}");

    /// <summary>Prints a ratio; a limit of 0 is only reported.</summary>
    public void Ratio(string what, double ratio, double limit)
    {
        bool holds = limit == 0 || ratio <= limit;
        string bound = limit == 0 ? "" : "<= " + limit.ToString("0.###", CultureInfo.InvariantCulture) + " x";
        Print(
            what, ratio.ToString(ratio >= 100 ? "0" : ratio < 0.1 ? "0.000" : "0.00", CultureInfo.InvariantCulture) + " x", bound, holds,
            limit != 0);
    }

    /// <summary>Prints that a ratio has no measure and why, and fails: a check that measured nothing must not pass.</summary>
    public void NotMeasured(string what, double limit, string reason)
    {
        Print(what, "not measured", "<= " + limit.ToString("0.###", CultureInfo.InvariantCulture) + " x", holds: false, isGate: true);
        Console.WriteLine($"  because {reason}");
    }

    /// <summary>Prints bytes; a limit below 0 is only reported.</summary>
    public void Bytes(string what, double bytes, double limit) =>
        Print(
            what, bytes.ToString("0.##", CultureInfo.InvariantCulture) + " B",
            limit < 0 ? "" : "<= " + limit.ToString(CultureInfo.InvariantCulture) + " B", limit < 0 || bytes <= limit, limit >= 0);

    /// <summary>Prints an absolute time, which is never gated.</summary>
    public static void Time(string what, double nanoseconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what,-62}{(nanoseconds >= 1e6 ? nanoseconds / 1e6 : nanoseconds >= 10_000 ? nanoseconds / 1e3 : nanoseconds),11:0.0} "
        + $"{(nanoseconds >= 1e6 ? "ms" : nanoseconds >= 10_000 ? "us" : "ns")}"));

    private void Print(string what, string measured, string limit, bool holds, bool isGate)
    {
        Console.WriteLine($"{what,-62}{measured,14}{limit,14}{(isGate ? holds ? "  ok" : "  FAILED" : "")}");
        Holds &= holds;
        Checked += isGate ? 1 : 0;
    }
}
