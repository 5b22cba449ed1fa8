using System.Text.Json.Nodes;

namespace Infusion.Rules.Tool.Writing;

/// <summary>What a policy says of its values beside them: taken off while they are asked for, and put back with the answers.</summary>
internal sealed class StatedValues
{
    private const string Value = "value";

    private readonly Dictionary<string, (JsonNode Value, JsonObject? Basis)> _kept = new(StringComparer.Ordinal);

    private readonly bool _isRegistered;

    private StatedValues(bool isRegistered) => _isRegistered = isRegistered;

    /// <summary>The value itself of what may stand with more.</summary>
    public static JsonNode? Plain(JsonNode? node) => node is JsonObject stated && stated[Value] is { } value ? value : node;

    /// <summary>Leaves only the values in a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="isRegistered">Whether it is a copy of the policy whose values the package's register states, so that one that is kept
    /// is an answer like any other.</param>
    public static StatedValues TakenFrom(JsonObject document, bool isRegistered)
    {
        var taken = new StatedValues(isRegistered);
        foreach ((string path, JsonObject owner, string name, _) in Parameters(document).ToArray())
        {
            JsonNode value = Plain(owner[name])!.DeepClone();
            JsonObject? basis = null;
            if (Plain(owner[name]) != owner[name])
            {
                basis = (JsonObject)owner[name]!.DeepClone();
                basis.Remove(Value);
                owner[name] = value.DeepClone();
            }

            taken._kept.Add(path, (value, basis));
        }

        return taken;
    }

    /// <summary>Says of each value where it stands: a kept one as before, an answer on the clinic's own page.</summary>
    /// <param name="draft">The document with the answers.</param>
    /// <param name="source">The clinic's page.</param>
    public void PutBack(Draft draft, OwnSource source)
    {
        foreach ((string path, JsonObject owner, string name, bool isCited) in Parameters(draft.Document).ToArray())
        {
            JsonNode plain = owner[name]!;
            JsonNode value = plain.DeepClone();
            bool isKept = _kept.TryGetValue(path, out var kept) && JsonNode.DeepEquals(kept.Value, value);
            JsonObject basis = isKept && kept.Basis is { } said ? (JsonObject)said.DeepClone() : [];
            if (basis.Count == 0 && !isCited && (_isRegistered || !isKept))
            {
                source.Cite(basis);
            }

            // What the library does not take so, such as a list whose items say it each, stays as it is, and its items with it.
            if (basis.Count > 0 && draft.Wrongs(() => owner[name] = Stated(value, basis)).Length > 0)
            {
                owner[name] = plain;
            }
        }
    }

    private static JsonObject Stated(JsonNode value, JsonObject basis)
    {
        var stated = new JsonObject { [Value] = value.DeepClone() };
        foreach ((string name, JsonNode? said) in basis)
        {
            stated[name] = said?.DeepClone();
        }

        return stated;
    }

    // Every property of a section, and of a protocol or a criterion of response, which cites its page itself.
    private static IEnumerable<(string Path, JsonObject Owner, string Name, bool IsCited)> Parameters(JsonObject document)
    {
        foreach ((string section, JsonNode? node) in document)
        {
            foreach (string name in Names(node))
            {
                yield return ($"{section}.{name}", (JsonObject)node!, name, false);
            }

            string list = section == "response" ? "criteria" : section;
            foreach (JsonObject item in (node as JsonObject)?[list] is JsonArray items ? items.OfType<JsonObject>() : [])
            {
                foreach (string name in Names(item).Except(["id", "instrument", "provenance", "citations"]))
                {
                    yield return ($"{section}.{item["id"] ?? item["instrument"]}.{name}", item, name, true);
                }
            }
        }
    }

    private static string[] Names(JsonNode? node) =>
        node is JsonObject members ? [.. members.Where(member => member.Value is not null).Select(member => member.Key)] : [];
}
