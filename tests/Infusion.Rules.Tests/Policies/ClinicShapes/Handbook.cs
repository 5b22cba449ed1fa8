using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infusion.Rules.Policies;
using Infusion.Rules.Sources;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>An invented clinic that goes by the published numbers until it says otherwise, and whose own handbook states them.</summary>
internal static partial class Handbook
{
    private const string Source = "handbook";

    public static ClinicPolicy Of(string id, string name, string zone) => Numbers with
    {
        Id = id,
        Name = name,
        TimeZone = zone,
        Sources = [new(Source, $"The patient handbook of {name}, an invented clinic.", VerifiedIn.Primary), .. Works],
    };

    // The works beside the page that the published numbers are taken from.
    private static IEnumerable<Infusion.Rules.Sources.Reference> Works
    {
        get
        {
            string[] cited =
            [
                .. Parts(JsonNode.Parse(Numbers.ToJson())).Select(part => part["citations"]).OfType<JsonArray>()
                    .SelectMany(citations => citations.Select(one => (string)one!)),
            ];
            return SourceRegister.Published.References.Where(reference => cited.Contains(reference.Id));
        }
    }

    /// <summary>The published numbers with no statement of the page behind them; its conclusions are those of the clinic.</summary>
    public static ClinicPolicy Numbers { get; } = Restated();

    private static ClinicPolicy Restated()
    {
        JsonNode policy = JsonNode.Parse(ClinicPolicy.VirginiaInfusionTherapies.ToJson())!;
        policy["sources"] = new JsonArray(new JsonObject { ["id"] = Source, ["citation"] = "A handbook.", ["verified"] = "primary" });
        foreach (JsonObject stated in Parts(policy).Where(part => part["citations"] is JsonArray).ToArray())
        {
            string[] kept = [.. stated["citations"]!.AsArray().Select(one => (string)one!).Where(one => !Statement().IsMatch(one))];
            bool isPublished = (string?)stated["provenance"] == "published";
            if (kept is [] && !isPublished)
            {
                stated["provenance"] = "clinic-policy";
            }

            stated["citations"] = new JsonArray([.. (kept is [] ? [isPublished ? Source : "clinic-policy"] : kept).Select(one => (JsonNode)one)]);
        }

        return ClinicPolicy.Parse(policy.ToJsonString());
    }

    private static IEnumerable<JsonObject> Parts(JsonNode? node) => node switch
    {
        JsonObject part => part.SelectMany(property => Parts(property.Value)).Prepend(part),
        JsonArray list => list.SelectMany(Parts),
        _ => [],
    };

    [GeneratedRegex("^[RC][0-9]+b?$", RegexOptions.CultureInvariant)]
    private static partial Regex Statement();
}
