using System.Text.Json.Nodes;
using Infusion.Rules.Sources;

namespace Infusion.Rules.Tool.Writing;

/// <summary>Where a clinic publishes its rules, and what cites it.</summary>
/// <remarks>What a copy says of another clinic's page, this clinic's page does not say.</remarks>
/// <param name="id">The id of the source; <c>null</c> where the clinic names none, and everything is its own word.</param>
internal sealed class OwnSource(string? id)
{
    /// <summary>The clinic names none.</summary>
    public static OwnSource None { get; } = new(null);

    /// <summary>The source that a document's published rules cite; <c>null</c> when there is none.</summary>
    public static JsonObject? Of(JsonObject document)
    {
        HashSet<string> published = [.. CitationsIn(document, "published")];
        return (document["sources"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(one => published.Contains((string)one["id"]!));
    }

    /// <summary>Takes up the source among a document's, and cites it for all that cites a page; a source that nothing cites goes.</summary>
    /// <param name="document">The document.</param>
    /// <param name="source">The source; <c>null</c> for none.</param>
    public static OwnSource In(JsonObject document, JsonObject? source)
    {
        var own = new OwnSource((string?)source?["id"]);
        own.CiteAll(document);
        HashSet<string> cited = [.. CitationsIn(document)];
        JsonObject[] others =
        [
            .. (document["sources"] as JsonArray ?? []).OfType<JsonObject>()
                .Where(other => (string?)other["id"] is { } id && cited.Contains(id) && id != (string?)source?["id"]),
        ];
        PutSources(document, [source, .. others]);
        if (new Draft(document).Faults().Any())
        {
            // The works that come with the package may be cited by its own policy alone: a copy takes along those that it cites.
            PutSources(document, [source, .. others, .. cited.Select(SourceRegister.Published.FindReference).Select(Taken)]);
        }

        return own;
    }

    /// <summary>Cites the source for an object, in place of whatever it cites.</summary>
    public void Cite(JsonObject members)
    {
        members.Remove("provenance");
        members.Remove("citations");
        if (id is not null)
        {
            members["provenance"] = "published";
            members["citations"] = new JsonArray(id);
        }
    }

    // What is taken from the literature stays so, whoever says it; how another clinic's page is read beside it does not.
    private void CiteAll(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            if ((string?)members["provenance"] == "published" || ((string?)members["provenance"] == "inferred" && !RestsOnWorks(members)))
            {
                Cite(members);
            }
            else if (members["citations"] is JsonArray citations)
            {
                foreach (JsonNode? citation in citations.Where(IsOfAPage).ToArray())
                {
                    citations.Remove(citation);
                }
            }

            foreach ((_, JsonNode? member) in members)
            {
                CiteAll(member);
            }
        }

        foreach (JsonNode? item in node as JsonArray ?? [])
        {
            CiteAll(item);
        }
    }

    // A convention that rests on a work is read into the work and not into a page.
    private static bool RestsOnWorks(JsonObject members) => members["citations"] is JsonArray citations
        && citations.Any(static citation => SourceRegister.Published.FindReference(citation!.ToString()) is not null);

    private static void PutSources(JsonObject document, IEnumerable<JsonObject?> sources)
    {
        JsonNode[] given = [.. sources.OfType<JsonObject>().DistinctBy(one => (string?)one["id"]).Select(one => one.DeepClone())];
        Draft.Put(document, "sources", given.Length == 0 ? null : new JsonArray(given));
    }

    private static JsonObject? Taken(Reference? work) => work is null ? null : new()
    {
        ["id"] = work.Id,
        ["citation"] = work.Citation,
        ["verified"] = work.Verified == VerifiedIn.Primary ? "primary" : "secondary",
    };

    private static bool IsOfAPage(JsonNode? citation) =>
        SourceRegister.Published.FindStatement(citation!.ToString()) is not null
        || SourceRegister.Published.FindConflict(citation.ToString()) is not null;

    // All of them, or those of one provenance.
    private static IEnumerable<string> CitationsIn(JsonNode? node, string? provenance = null) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            !member.Key.EndsWith("itations", StringComparison.Ordinal) || member.Value is not JsonArray ids
                ? CitationsIn(member.Value, provenance)
            : provenance is null || (string?)members["provenance"] == provenance ? ids.Select(one => one!.ToString())
            : []),
        JsonArray list => list.SelectMany(item => CitationsIn(item, provenance)),
        _ => [],
    };
}
