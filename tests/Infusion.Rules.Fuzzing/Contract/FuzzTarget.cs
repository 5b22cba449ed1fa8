using System.Diagnostics;

namespace Infusion.Rules.Fuzzing.Contract;

/// <summary>One kind of input, and what holds whatever stands in it.</summary>
/// <param name="Name">Its name on the command line and of its folders.</param>
/// <param name="Keeps">Reads an input and throws unless the contract holds.</param>
internal sealed record FuzzTarget(string Name, Action<byte[]> Keeps)
{
    /// <summary>The largest input that is tried; the bounds of time and memory are for it.</summary>
    public const int MostBytes = 64 * 1024;

    private const long MostAllocated = 200L * 1024 * 1024;

    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(2);

    /// <summary>Holds the contract to an input: what it says of the reader, and how long it may take and how much memory.</summary>
    /// <remarks>Time is that of this process on a processor, so that a busy machine fails nothing, and what is compiled or built for the
    /// first time is no cost of an input: one that costs too much is tried again. One larger than <see cref="MostBytes"/> has no
    /// bound.</remarks>
    /// <exception cref="BrokenContractException">Something does not hold.</exception>
    public void Hold(byte[] input)
    {
        if (Cost(input) is not null && Cost(input) is { } cost)
        {
            throw new BrokenContractException(cost);
        }
    }

    // What an input cost that is too much; null where it is not.
    private string? Cost(byte[] input)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan used = Environment.CpuUsage.TotalTime;
        try
        {
            Keeps(input);
        }
        catch (Exception outer) when (outer is not BrokenContractException)
        {
            Exception fault = outer.GetBaseException();
            throw new BrokenContractException($"{fault.GetType().Name} got out at {Place(fault)}: {fault.Message}");
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        used = Environment.CpuUsage.TotalTime - used;
        return input.Length > MostBytes ? null
            : used > _longest ? FormattableString.Invariant($"took too long: {used.TotalSeconds:0.0} s")
            : allocated > MostAllocated ? FormattableString.Invariant($"took too much memory: {allocated / 1024 / 1024} MiB")
            : null;
    }

    // The first frames of our own say where to look, and tell one fault from another.
    private static string Place(Exception fault) => string.Join(
        " < ",
        new StackTrace(fault, fNeedFileInfo: false).GetFrames().Select(static frame => frame.GetMethod())
            .Where(static method => method?.DeclaringType?.Namespace?.StartsWith("Infusion.Rules", StringComparison.Ordinal) == true)
            .Take(3).Select(static method => $"{method!.DeclaringType!.Name}.{method.Name}"));
}
