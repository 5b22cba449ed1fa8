using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace Infusion.Rules.Fuzzing;

/// <summary>The map in which instrumented code counts the branches it takes, and those that were ever taken.</summary>
internal sealed unsafe class CoverageMap
{
    private const int Size = 64 * 1024;

    private readonly byte[] _seen = new byte[Size];

    /// <summary>How many branches were ever taken.</summary>
    public int Edges { get; private set; }

    /// <summary>Makes the map; instrumented code cannot run before.</summary>
    public static void Attach() => Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(Size);

    /// <summary>Empties the map before an input.</summary>
    public static void Clear()
    {
        new Span<byte>(Trace.SharedMem, Size).Clear();
        Trace.PrevLocation = 0;
    }

    /// <summary>The branches that the last input took.</summary>
    public static HashSet<int> Taken()
    {
        var taken = new HashSet<int>();
        for (int edge = 0; edge < Size; edge++)
        {
            if (Trace.SharedMem[edge] != 0)
            {
                taken.Add(edge);
            }
        }

        return taken;
    }

    /// <summary>Whether the last input took a branch that none took before, or took one for the first time that often.</summary>
    /// <remarks>How often is told apart as afl-fuzz does: 1, 2, 3, 4 to 7, 8 to 15, 16 to 31, 32 to 127, and more.</remarks>
    public bool IsNew()
    {
        bool isNew = false;
        var words = new ReadOnlySpan<ulong>(Trace.SharedMem, Size / sizeof(ulong));
        for (int word = 0; word < words.Length; word++)
        {
            for (int edge = word * sizeof(ulong); words[word] != 0 && edge < (word + 1) * sizeof(ulong); edge++)
            {
                byte bucket = Bucket(Trace.SharedMem[edge]);
                if ((bucket & ~_seen[edge]) != 0)
                {
                    Edges += _seen[edge] == 0 ? 1 : 0;
                    _seen[edge] |= bucket;
                    isNew = true;
                }
            }
        }

        return isNew;
    }

    private static byte Bucket(byte count) => count switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        <= 7 => 8,
        <= 15 => 16,
        <= 31 => 32,
        <= 127 => 64,
        _ => 128,
    };
}
