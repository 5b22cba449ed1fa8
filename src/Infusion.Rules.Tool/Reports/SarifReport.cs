using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Tool.Reports;

/// <summary>Writes rows as SARIF 2.1.0, the form in which code scanning and editors read findings.</summary>
/// <remarks>Written by hand: the library for it reads and writes by reflection over a serializer of its own, and of its hundreds of types
/// these rows need a dozen properties.</remarks>
internal static class SarifReport
{
    private static JsonWriterOptions Layout => new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes a log of one run.</summary>
    /// <param name="command">The command, such as <c>check</c>.</param>
    /// <param name="rows">The rows.</param>
    /// <returns>The JSON, indented, with a line feed at its end.</returns>
    public static string Of(string command, IEnumerable<ReportRow> rows)
    {
        ImmutableArray<ReportRow> all = [.. rows];
        ReportRule[] rules =
        [
            .. all.Select(static row => row.Rule).DistinctBy(static rule => rule.Id)
                .OrderBy(static rule => rule.Id, StringComparer.Ordinal),
        ];
        var log = new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "infusion-rules",
                        ["semanticVersion"] = typeof(SarifReport).Assembly.GetName().Version!.ToString(3),
                        ["rules"] = Array(rules.Select(static rule => new JsonObject
                        {
                            ["id"] = rule.Id,
                            ["shortDescription"] = Text(rule.Title),
                            ["fullDescription"] = Text(rule.Title),
                            ["help"] = new JsonObject { ["text"] = rule.Help, ["markdown"] = rule.Help },
                        })),
                    },
                },
                ["automationDetails"] = new JsonObject { ["id"] = $"infusion-rules/{command}/" },
                ["columnKind"] = "utf16CodeUnits",
                ["results"] = Array(all.Select(row => Result(row, System.Array.FindIndex(rules, rule => rule.Id == row.Rule.Id)))),
            }),
        };
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Layout))
        {
            log.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }

    private static JsonObject Result(ReportRow row, int rule)
    {
        var result = new JsonObject
        {
            ["ruleId"] = row.Rule.Id,
            ["ruleIndex"] = rule,
            ["level"] = row.Level.ToString().ToLowerInvariant(),
            ["message"] = Text(row.Message),
        };
        if (row.At is { } place)
        {
            result["locations"] = new JsonArray(Location(place, row.Path));
        }

        if (row.IsAccepted)
        {
            result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "external", ["status"] = "accepted" });
        }

        return result;
    }

    private static JsonObject Location(DocumentPlace place, string path)
    {
        var location = new JsonObject
        {
            ["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = UriOf(place.File) },
                ["region"] = new JsonObject { ["startLine"] = place.Line, ["startColumn"] = place.Column },
            },
        };
        if (path.Length > 0)
        {
            location["logicalLocations"] = new JsonArray(new JsonObject { ["fullyQualifiedName"] = path });
        }

        return location;
    }

    // A file below the folder it was named from has a relative reference, so that it is found wherever that folder is checked out.
    private static string UriOf(string file) => Path.IsPathFullyQualified(file)
        ? new Uri(file).AbsoluteUri
        : string.Join('/', file.Replace('\\', '/').Split('/').Where(static step => step != ".").Select(Uri.EscapeDataString));

    private static JsonObject Text(string text) => new() { ["text"] = text };

    private static JsonArray Array(IEnumerable<JsonNode> items) => new([.. items]);
}
