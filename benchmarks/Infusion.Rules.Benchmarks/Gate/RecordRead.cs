using System.Text.Json;
using Infusion.Rules.Cases;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>A case file read as a case, the same file read into plain objects, and everything that is said of the case.</summary>
internal static class RecordRead
{
    private const int Count = 1 << 12;

    /// <summary>Measures the three in turn and holds the reading against its limit.</summary>
    public static void Gate(InfusionRules rules, Table table)
    {
        string json = CaseText.Json;
        PatientCase read = PatientCase.Parse(json, rules);
        PlainCase plain = JsonSerializer.Deserialize(json, PlainCaseContext.Default.PlainCase)!;
        if (read.Id != plain.Id || read.Visits[0].Intakes.Length != plain.Visits[0].Intakes.Length
            || read.Eligibility!.Conditions.Length != plain.Eligibility.Conditions.Length)
        {
            throw new InvalidOperationException("The two do not read the same case.");
        }

        Dictionary<string, Measured> m = SliceHarness.Run(
        [
            Over("case", () => PatientCase.Parse(json, rules).Id.Length),
            Over("plain", () => JsonSerializer.Deserialize(json, PlainCaseContext.Default.PlainCase)!.Id.Length),
            Over("review", () => rules.Review(read).Visits.Length),
            Over("documents", () => rules.Review(read).ToDocuments().Length),
        ],
        slices: 300);
        table.Ratio("read a case file / System.Text.Json, into plain objects", m["case"].Nanoseconds / m["plain"].Nanoseconds, 4);
        table.Ratio("review a case / read its file", m["review"].Nanoseconds / m["case"].Nanoseconds, 3);
        table.Ratio("review a case with all its documents / read its file", m["documents"].Nanoseconds / m["case"].Nanoseconds, 0);
        table.Bytes("  read a case file", m["case"].Bytes, -1);
        table.Bytes("  read it into plain objects", m["plain"].Bytes, -1);
        table.Bytes("  review a case with all its documents", m["documents"].Bytes, -1);
        Table.Time("  read a case file", m["case"].Nanoseconds);
        Table.Time("  read it into plain objects", m["plain"].Nanoseconds);
        Table.Time("  review a case", m["review"].Nanoseconds);
        Table.Time("  review a case with all its documents", m["documents"].Nanoseconds);
    }

    private static Variant Over(string name, Func<long> work) => new(name, Count, (_, count) =>
    {
        long sum = 0;
        for (int index = 0; index < count; index++)
        {
            sum ^= work();
        }

        return sum;
    });
}
