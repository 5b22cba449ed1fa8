using System.Text.Json;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Reports;

/// <summary>An entry of a record that was taken back: it is shown and not judged.</summary>
/// <param name="Path">Its place in the record.</param>
/// <param name="Reason">Why it was taken back.</param>
/// <param name="At">When, on the clinic's clock.</param>
public sealed record VoidedEntry(string Path, string Reason, string At)
{
    /// <summary>Every entry of a record that was taken back, in the order of the document.</summary>
    public static IEnumerable<VoidedEntry> Of(PatientRecord record, DateTimeZone zone)
    {
        using var document = JsonDocument.Parse(record.ToJson(zone));
        return [.. Within(document.RootElement, "")];
    }

    private static IEnumerable<VoidedEntry> Within(JsonElement node, string path)
    {
        switch (node.ValueKind)
        {
            case JsonValueKind.Object:
                if (node.TryGetProperty("voided", out JsonElement voided) && voided.ValueKind == JsonValueKind.Object)
                {
                    yield return new(path, voided.GetProperty("reason").GetString()!, voided.GetProperty("at").GetString()!);
                }

                foreach (VoidedEntry one in node.EnumerateObject()
                    .SelectMany(member => Within(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")))
                {
                    yield return one;
                }

                break;
            case JsonValueKind.Array:
                foreach (VoidedEntry one in node.EnumerateArray().SelectMany((item, place) => Within(item, $"{path}[{IdOf(item, place)}]")))
                {
                    yield return one;
                }

                break;
        }
    }

    private static string IdOf(JsonElement item, int place) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out JsonElement id) ? id.GetString()!
            : place.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
