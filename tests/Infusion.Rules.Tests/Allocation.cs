namespace Infusion.Rules.Tests;

/// <summary>Bytes a call allocates once it is warm.</summary>
internal static class Allocation
{
    public static long Of<T>(Func<T> call)
    {
        for (int warm = 0; warm < 200; warm++)
        {
            call();
        }

        long least = long.MaxValue;
        for (int run = 0; run < 5; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int repeat = 0; repeat < 100; repeat++)
            {
                call();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
