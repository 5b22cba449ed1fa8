using System.Collections.Immutable;
using System.Text.Json;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Flattens a JSON document into its values.</summary>
internal static class JsonLeaves
{
    private static string[] Names => ["id", "name", "instrument", "kind", "category", "severity"];

    public static void Add(ImmutableArray<PolicyLeaf>.Builder leaves, string path, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when element.TryGetProperty("value", out JsonElement value) && IsStated(element):
                // A parameter has the path of its value, whether it says more than that or not.
                Add(leaves, path, value);
                foreach (JsonProperty property in element.EnumerateObject().Where(static property => !property.NameEquals("value")))
                {
                    Add(leaves, $"{path}.{property.Name}", property.Value);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Add(leaves, path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value);
                }

                break;
            case JsonValueKind.Array:
                AddItems(leaves, path, element);
                break;
            default:
                leaves.Add(new(path, element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText()));
                break;
        }
    }

    private static bool IsStated(JsonElement element) =>
        element.EnumerateObject().All(static property => property.Name is "value" or "provenance" or "citations" or "modality");

    // An item is named by what identifies it when that is unique in its list, and else by its place; the order of the list is a leaf, too.
    private static void AddItems(ImmutableArray<PolicyLeaf>.Builder leaves, string path, JsonElement list)
    {
        JsonElement[] items = [.. list.EnumerateArray()];
        string[] names = [.. items.Select((_, place) => place.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        foreach (string key in Names)
        {
            string[] named = [.. items.Select(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(
                key, out JsonElement value)
                && value.ValueKind == JsonValueKind.String ? value.GetString()! : "")];
            if (named.Length > 0 && named.All(name => name.Length > 0) && named.Distinct(StringComparer.Ordinal).Count() == named.Length)
            {
                names = named;
                leaves.Add(new($"{path}.order", string.Join(", ", names)));
                break;
            }
        }

        for (int place = 0; place < items.Length; place++)
        {
            Add(leaves, $"{path}[{names[place]}]", items[place]);
        }
    }
}
