using System.Diagnostics;
using Infusion.Rules.Tests.Courses;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>How the cost of each list grows from an eighth of the most entries that its document allows to all of them.</summary>
/// <remarks>An exponent of 1 is twice the cost for twice the entries, of 2 four times. Ratios within one run, reported and not
/// gated.</remarks>
internal static class ListGrowth
{
    private const int Doublings = 3;

    public static int Run(string? only)
    {
        Console.WriteLine($"{"",-42}{"most",8}{"all, ms",12}{"all, MB",10}   exponents of time     of bytes");
        foreach (LongList list in LongLists.All.Where(list => only is null || list.Name.Contains(only, StringComparison.Ordinal)))
        {
            _ = Least(list.With(list.Most >> Doublings)); // until what it needs is compiled
            (double Milliseconds, double Bytes)[] costs =
                [.. Enumerable.Range(0, Doublings + 1).Select(place => Least(list.With(list.Most >> (Doublings - place))))];
            Console.WriteLine(FormattableString.Invariant(
                $"{list.Name,-42}{list.Most,8}{costs[^1].Milliseconds,12:0.00}{costs[^1].Bytes / 1e6,10:0.0}   ")
                + $"{Exponents(costs, static cost => cost.Milliseconds)}   {Exponents(costs, static cost => cost.Bytes)}");
        }

        return 0;
    }

    private static string Exponents<T>(T[] costs, Func<T, double> of) => string.Join(" ", costs.Zip(costs.Skip(1),
        (fewer, more) => FormattableString.Invariant($"{Math.Log2(of(more) / of(fewer)),5:0.00}")));

    // Until a tenth of a second has gone by, so that short ones are measured often enough.
    private static (double Milliseconds, double Bytes) Least(Action measured)
    {
        (double least, double bytes) = (double.MaxValue, double.MaxValue);
        for (var clock = Stopwatch.StartNew(); least == double.MaxValue || clock.ElapsedMilliseconds < 100;)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            measured();
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return (least, bytes);
    }
}
