using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infusion.Rules.Policies;
using Infusion.Rules.Tool.Inputs;

namespace Infusion.Rules.Tool.Writing;

/// <summary>A policy as a file for people: its canonical form, with its schema, and with comments that say what was asked.</summary>
internal static partial class PolicyText
{
    private static readonly JsonSerializerOptions _canonical =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="answered">What was answered: of the canonical form only that is written, and nothing that is so unsaid.</param>
    /// <param name="schema">Where its schema is.</param>
    /// <param name="first">The first comment.</param>
    public static string Of(ClinicPolicy policy, JsonObject answered, string schema, string first)
    {
        var document = (JsonObject)JsonNode.Parse(policy.ToJson())!;
        Prune(document, answered);
        string canonical = document.ToJsonString(_canonical);
        var text = new StringBuilder($"// {first}\n");
        foreach (Section section in Questions.Sections.Where(section => document[section.Name] is null))
        {
            text.Append($"// Nothing is published on: {section.About}.\n");
        }

        Section? current = null;
        foreach (string line in CanonicalFile.WithSchema(canonical, schema).Split('\n'))
        {
            Match property = Property().Match(line);
            string name = property.Groups["name"].Value;
            if (property.Groups["indent"].Length == 2)
            {
                current = Questions.Sections.FirstOrDefault(section => section.Name == name);
                text.Append(current is null ? "" : $"\n  // {current.About}.\n").Append(line).Append('\n')
                    .Append(current is null ? "" : Unpublished(current, (JsonObject)document[name]!));
                continue;
            }

            // What several questions made together, such as the kinds of intake, has a name in each item.
            (string Property, string Asks)[] asked =
                [.. current?.Asked.Select(one => one.Comment).Where(one => property.Success && one.Property == name) ?? []];
            text.Append(asked.Length == 1 ? $"    // {asked[0].Asks}.\n" : "").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private static void Prune(JsonNode? written, JsonNode? answered)
    {
        if (written is JsonObject members && answered is JsonObject said)
        {
            foreach (string name in members.Select(member => member.Key).ToArray())
            {
                if (said.ContainsKey(name))
                {
                    Prune(members[name], said[name]);
                }
                else
                {
                    members.Remove(name);
                }
            }
        }
        else if (written is JsonArray list && answered is JsonArray items && list.Count == items.Count)
        {
            for (int place = 0; place < list.Count; place++)
            {
                Prune(list[place], items[place]);
            }
        }
    }

    private static string Unpublished(Section section, JsonObject members) => string.Concat(
        section.Asked.Where(asked => asked is not Items && !asked.IsIn(members))
            .Select(asked => $"    // Not published: {asked.Comment.Asks}.\n"));

    [GeneratedRegex("^(?<indent>  (?:  )?)\"(?<name>[A-Za-z]+)\":")]
    private static partial Regex Property();
}
