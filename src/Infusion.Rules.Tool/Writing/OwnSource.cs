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

    /// <summary>Takes up the source among a document's, and cites it for all that cites a page; a source that nothing cites goes.</summary>
    /// <param name="document">The document.</param>
    /// <param name="source">The source; <c>null</c> for none.</param>
    public static OwnSource In(JsonObject document, JsonObject? source)
    {
        var own = new OwnSource((string?)source?["id"]);
        own.CiteAll(document);
        HashSet<string> cited = [.. CitationsIn(document)];
        IEnumerable<JsonNode?> others = (document["sources"] as JsonArray ?? []).Where(
            other => (string?)other!["id"] is { } id && cited.Contains(id) && id != (string?)source?["id"]);
        JsonNode?[] sources = [.. others.Prepend(source).Where(one => one is not null).Select(one => one!.DeepClone())];
        Draft.Put(document, "sources", sources.Length == 0 ? null : new JsonArray(sources));
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
            if ((string?)members["provenance"] is "published" or "inferred")
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

    private static bool IsOfAPage(JsonNode? citation) =>
        SourceRegister.Published.FindStatement(citation!.ToString()) is not null
        || SourceRegister.Published.FindConflict(citation.ToString()) is not null;

    private static IEnumerable<string> CitationsIn(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            member.Key.EndsWith("itations", StringComparison.Ordinal) && member.Value is JsonArray ids
                ? ids.Select(one => one!.ToString())
                : CitationsIn(member.Value)),
        JsonArray list => list.SelectMany(CitationsIn),
        _ => [],
    };
}
