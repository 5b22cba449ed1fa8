using Infusion.Rules.Fuzzing.Contract;

namespace Infusion.Rules.Fuzzing;

/// <summary>Inputs in files: held to their contract, and thinned out to those that take branches no smaller one takes.</summary>
internal static class Corpus
{
    private const int MostFiles = 60;
    private const int MostBytes = 85_000;

    /// <summary>Runs a target until nothing is compiled or built for the first time.</summary>
    public static void Warm(FuzzTarget target)
    {
        foreach ((_, byte[] input) in Seeds.Of(target.Name).Take(4))
        {
            try
            {
                target.Hold(input);
            }
            catch (BrokenContractException)
            {
                // It is reported where it is tried as an input.
            }
        }
    }

    /// <summary>Holds a target's contract to files, and keeps the smallest of each kind that breaks it.</summary>
    /// <param name="target">The target.</param>
    /// <param name="keep">The folder in which it is kept.</param>
    /// <param name="files">The files; one that is not there is none.</param>
    /// <returns>0 where the contract holds, 1 where it does not.</returns>
    public static int Check(FuzzTarget target, string keep, string[] files)
    {
        Warm(target);
        byte[][] inputs = [.. files.Where(File.Exists).Select(File.ReadAllBytes)];
        var broken = new List<(string Message, byte[] Input)>();
        foreach (byte[] input in inputs)
        {
            try
            {
                target.Hold(input);
            }
            catch (BrokenContractException fault)
            {
                broken.Add((fault.Message, input));
            }
        }

        foreach (IGrouping<string, (string Message, byte[] Input)> kind in broken.GroupBy(static one => Kind(one.Message)))
        {
            (string message, byte[] input) = kind.MinBy(static one => one.Input.Length);
            string path = Path.Combine(keep, Name(input));
            Directory.CreateDirectory(keep);
            File.WriteAllBytes(path, input);
            Console.WriteLine($"{kind.Count()} x {message}\n    {path}");
        }

        Console.WriteLine($"{target.Name}: {inputs.Length} inputs tried again, {broken.Count} break the contract");
        return broken.Count == 0 ? 0 : 1;
    }

    /// <summary>Copies the few and small files that together take as many branches as the size of a corpus allows.</summary>
    /// <returns>What came of it, in words.</returns>
    public static string Minimise(FuzzTarget target, string from, string to)
    {
        Warm(target);
        var inputs = new List<(byte[] Input, HashSet<int> Edges)>();
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            byte[] input = File.ReadAllBytes(file);
            CoverageMap.Clear();
            try
            {
                target.Hold(input);
                inputs.Add((input, CoverageMap.Taken()));
            }
            catch (BrokenContractException)
            {
                // What fails belongs to what was found.
            }
        }

        int all = inputs.SelectMany(static one => one.Edges).Distinct().Count();
        var taken = new HashSet<int>();
        var kept = new List<byte[]>();
        int bytes = 0;
        while (kept.Count < MostFiles && inputs.Count > 0)
        {
            // A branch is worth the bytes it costs; a thousand of them are as good as free.
            (byte[] input, HashSet<int> edges) = inputs.MaxBy(
                one => (double)one.Edges.Count(edge => !taken.Contains(edge)) / (one.Input.Length + 1000));
            inputs.RemoveAll(one => ReferenceEquals(one.Input, input));
            if (!edges.Any(edge => !taken.Contains(edge)))
            {
                break;
            }

            if (bytes + input.Length <= MostBytes)
            {
                taken.UnionWith(edges);
                kept.Add(input);
                bytes += input.Length;
            }
        }

        Directory.CreateDirectory(to);
        foreach (string old in Directory.GetFiles(to))
        {
            File.Delete(old);
        }

        foreach (byte[] input in kept)
        {
            File.WriteAllBytes(Path.Combine(to, Name(input)), input);
        }

        return FormattableString.Invariant($"{kept.Count} files, {bytes} bytes, {taken.Count} of {all} edges");
    }

    /// <summary>The name of a file by what is in it.</summary>
    public static string Name(byte[] input) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input))[..16];

    /// <summary>What a failure is one of; numbers and what comes late in a message do not make another kind.</summary>
    public static string Kind(string message) => new([.. message.Split(": ")[0].Where(static letter => !char.IsDigit(letter))]);
}
