using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using Infusion.Rules.Tool.Reports;

namespace Infusion.Rules.Tool.Writing;

/// <summary>A policy that is being written, as the document it will be. What is allowed in it the library says, by reading it.</summary>
internal sealed partial class Draft(JsonObject document)
{
    /// <summary>The document.</summary>
    public JsonObject Document { get; } = document;

    /// <summary>The policy, or everything that keeps the document from being one.</summary>
    public (ClinicPolicy? Policy, ImmutableArray<Problem> Problems) Read() =>
        ClinicPolicy.TryParse(Document.ToJsonString(), out ClinicPolicy? policy, out ImmutableArray<Problem> problems)
            ? (policy, problems)
            : (null, problems);

    /// <summary>What is wrong with the document as far as it goes: what is missing may still be answered.</summary>
    public IEnumerable<Problem> Faults() => Read().Problems.Where(problem => problem.Code != ProblemCodes.MissingProperty);

    /// <summary>What a change of the document makes wrong that was not wrong before.</summary>
    /// <param name="change">Changes the document.</param>
    public ImmutableArray<Problem> Wrongs(Action change)
    {
        HashSet<(string, string)> before = [.. Faults().Select(Key)];
        change();
        return [.. Faults().Where(problem => !before.Contains(Key(problem)))];

        static (string Path, string Found) Key(Problem problem) => (problem.Path, problem.Found);
    }

    /// <summary>Leaves out what is wrong: the items of lists, or whole properties of a section.</summary>
    /// <param name="faults">What is wrong.</param>
    /// <returns>What was left out, as it is called.</returns>
    public string[] LeaveOut(IEnumerable<Problem> faults)
    {
        var left = new List<string>();
        foreach (Match place in faults.Select(fault => Place().Match(fault.Path)).Where(place => place.Success).Reverse()
            .DistinctBy(place => place.Value))
        {
            if (Document[place.Groups["section"].Value] is not JsonObject section
                || section[place.Groups["property"].Value] is not { } property)
            {
                continue;
            }

            JsonNode gone = property is JsonArray list && place.Groups["item"] is { Success: true, Value: var item }
                ? list[int.Parse(item, CultureInfo.InvariantCulture)]!
                : property;
            left.Insert(0, ReferenceEquals(gone, property) ? Wording.Words(place.Groups["property"].Value) : Examples.Name(gone));
            Remove(gone);
        }

        return [.. left];
    }

    /// <summary>Takes a value out of the object or list it is in, and the list with its last item.</summary>
    public static void Remove(JsonNode node)
    {
        if (node.Parent is JsonArray list)
        {
            list.Remove(node);
            if (list.Count == 0)
            {
                Remove(list);
            }
        }
        else
        {
            (node.Parent as JsonObject)?.Remove(node.GetPropertyName());
        }
    }

    /// <summary>The list at a property, which is made where it is missing.</summary>
    public static JsonArray ListAt(JsonObject section, string property)
    {
        if (section[property] is not JsonArray list)
        {
            list = [];
            section[property] = list;
        }

        return list;
    }

    /// <summary>The path of a value that stands, or would stand, in an object of the document.</summary>
    public static string PathOf(JsonObject within, string place) => place.Length == 0 ? within.GetPath() : $"{within.GetPath()}.{place}";

    /// <summary>What stands at a place; <c>null</c> for nothing.</summary>
    public static JsonNode? At(JsonObject within, string place) => place.Length == 0 ? (within.Count > 0 ? within : null)
        : place.Split('.').Aggregate((JsonNode?)within, (node, name) => StatedValues.Plain((node as JsonObject)?[name]));

    /// <summary>Puts a value at a place, with the objects above it; <c>null</c> takes it away, with the objects it leaves empty.</summary>
    public static void Put(JsonObject within, string place, JsonNode? value)
    {
        string[] names = place.Split('.', 2);
        if (names.Length == 1)
        {
            if (value is null)
            {
                within.Remove(place);
            }
            else
            {
                within[place] = value.DeepClone();
            }

            return;
        }

        JsonObject inner = within[names[0]] as JsonObject ?? [];
        Put(inner, names[1], value);
        if (inner.Count == 0)
        {
            within.Remove(names[0]);
        }
        else if (inner.Parent is null)
        {
            within[names[0]] = inner;
        }
    }

    [GeneratedRegex(@"^\$\.(?<section>\w+)\.(?<property>\w+)(?:\[(?<item>\d+)\])?")]
    private static partial Regex Place();
}
