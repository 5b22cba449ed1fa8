using System.Text.Json;
using Infusion.Rules.Records;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>A file read as a record, the same file read into plain objects, and everything that is said of the record.</summary>
internal static class RecordRead
{
    private const int Count = 1 << 12;

    /// <summary>Measures the three in turn and holds the reading against its limit.</summary>
    public static void Gate(InfusionRules rules, Table table)
    {
        string json = RecordText.Json;
        PatientRecord read = PatientRecord.Parse(json, rules.TimeZone);
        PlainRecord plain = JsonSerializer.Deserialize(json, PlainRecordContext.Default.PlainRecord)!;
        if (read.Id != plain.Id || read.Visits[0].Intakes.Length != plain.Visits[0].Intakes.Length
            || read.Eligibility!.Conditions.Length != plain.Eligibility.Conditions.Length)
        {
            throw new InvalidOperationException("The two do not read the same record.");
        }

        Dictionary<string, Measured> m = SliceHarness.Run(
        [
            Over("record", () => PatientRecord.Parse(json, rules.TimeZone).Id.Length),
            Over("plain", () => JsonSerializer.Deserialize(json, PlainRecordContext.Default.PlainRecord)!.Id.Length),
            Over("review", () => rules.Review(read).Visits.Length),
            Over("documents", () => rules.Review(read).ToDocuments().Length),
        ],
        slices: 300);
        table.Ratio("read a record / System.Text.Json, into plain objects", m["record"].Nanoseconds / m["plain"].Nanoseconds, 4);
        table.Ratio("review a record / read its file", m["review"].Nanoseconds / m["record"].Nanoseconds, 3);
        table.Ratio("review a record with all its documents / read its file", m["documents"].Nanoseconds / m["record"].Nanoseconds, 0);
        table.Bytes("  read a record", m["record"].Bytes, -1);
        table.Bytes("  read it into plain objects", m["plain"].Bytes, -1);
        table.Bytes("  review a record with all its documents", m["documents"].Bytes, -1);
        Table.Time("  read a record", m["record"].Nanoseconds);
        Table.Time("  read it into plain objects", m["plain"].Nanoseconds);
        Table.Time("  review a record", m["review"].Nanoseconds);
        Table.Time("  review a record with all its documents", m["documents"].Nanoseconds);
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
