using System.Diagnostics;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>Runs variants in turn in slices of about a millisecond, so that
/// whatever else the machine does meets all of them alike.</summary>
internal static class SliceHarness
{
    private const double SliceSeconds = 0.001;
    private const int MostWarmSlices = 600;

    /// <summary>Measures the variants together.</summary>
    /// <param name="variants">The variants.</param>
    /// <param name="slices">How many slices each gets.</param>
    public static Dictionary<string, Measured> Run(IReadOnlyList<Variant> variants, int slices)
    {
        Cursor[] cursors = [.. variants.Select(variant => new Cursor(variant))];
        foreach (Cursor cursor in cursors)
        {
            cursor.Warm();
        }

        GC.Collect();
        for (int slice = 0; slice < slices; slice++)
        {
            foreach (Cursor cursor in cursors)
            {
                cursor.Slice(keep: true);
            }
        }

        return cursors.ToDictionary(cursor => cursor.Variant.Name, cursor => cursor.Result());
    }

    private sealed class Cursor(Variant variant)
    {
        private readonly List<double> _nanoseconds = [];
        private int _from;
        private int _count = 1;
        private long _bytes;
        private long _patients;
        private long _sum;

        public Variant Variant => variant;

        // Tier-1: the slice has the length it will keep, many calls are behind it, and two slices in a row agree within 3 %.
        public void Warm()
        {
            double last = 0;
            long calls = 0;
            var clock = Stopwatch.StartNew();
            for (int slice = 0; slice < MostWarmSlices; slice++)
            {
                double now = Slice(keep: false);
                calls += _count;
                double seconds = now * _count / 1e9;
                bool isFull = seconds > SliceSeconds * 0.6 && seconds < SliceSeconds * 1.7;
                if (isFull && Math.Abs(now - last) < 0.03 * now && calls > 500 && clock.ElapsedMilliseconds > 400)
                {
                    return;
                }

                last = now;
                if (!isFull)
                {
                    _count = (int)Math.Clamp(SliceSeconds * 1e9 / now, 1, variant.Size);
                }

                if (slice % 32 == 0)
                {
                    Thread.Sleep(20); // room for the compiler's own thread
                }
            }
        }

        public double Slice(bool keep)
        {
            if (_from + _count > variant.Size)
            {
                _from = 0;
            }

            long bytes = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            _sum ^= variant.Run(_from, _count);
            double nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds / _count;
            bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
            _from += _count;
            if (keep)
            {
                _nanoseconds.Add(nanoseconds);
                _bytes += bytes;
                _patients += _count;
            }

            return nanoseconds;
        }

        public Measured Result()
        {
            GC.KeepAlive(_sum);
            _nanoseconds.Sort();
            return new(_nanoseconds[_nanoseconds.Count / 10], (double)_bytes / _patients);
        }
    }
}
