using System.Text.Json;
using Infusion.Rules.Policies;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>The published policy's file, comments and all, read as a policy and parsed as JSON alone.</summary>
internal static class PolicyLoad
{
    private static byte[] Utf8 { get; } = File();

    public static Variant Policy => Over("policy file", utf8 => ClinicPolicy.Parse(utf8).Fasting!.Kinds.Length);

    public static Variant Json => Over("policy file, JsonDocument", utf8 =>
    {
        using JsonDocument document = JsonDocument.Parse(utf8, new() { CommentHandling = JsonCommentHandling.Skip });
        return document.RootElement.GetProperty("fasting").GetProperty("kinds").GetArrayLength();
    });

    /// <summary>Measures the two in turn and holds the ratio against its limit.</summary>
    public static void Gate(Table table)
    {
        if (ClinicPolicy.Parse(Utf8) != ClinicPolicy.VirginiaInfusionTherapies || Policy.Run(0, 1) != Json.Run(0, 1))
        {
            throw new InvalidOperationException("The two do not read the same policy.");
        }

        Dictionary<string, Measured> m = SliceHarness.Run([Policy, Json], slices: 300);
        table.Ratio(
            "load the published policy's file / JsonDocument", m["policy file"].Nanoseconds / m["policy file, JsonDocument"].Nanoseconds,
            20);
        Table.Time("  load the published policy's file", m["policy file"].Nanoseconds);
        Table.Time("  parse it with JsonDocument", m["policy file, JsonDocument"].Nanoseconds);
    }

    private static Variant Over(string name, Func<byte[], long> read) => new(name, 1 << 12, (_, count) =>
    {
        long sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum += read(Utf8);
        }

        return sum;
    });

    private static byte[] File()
    {
        using Stream file = typeof(ClinicPolicy).Assembly.GetManifestResourceStream(
            "Infusion.Rules.Policies.BuiltIn.virginia-infusion-therapies.json")!;
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
