using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infusion.Rules.Policies;
using Infusion.Rules.Tool.Inputs;

namespace Infusion.Rules.Tool.Writing;

/// <summary>A policy as a file for people: its canonical form, with its schema, and with comments that say what was asked.</summary>
internal static partial class PolicyText
{
    /// <summary>Writes the file.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="schema">Where its schema is.</param>
    /// <param name="first">The first comment.</param>
    public static string Of(ClinicPolicy policy, string schema, string first)
    {
        string canonical = policy.ToJson();
        var document = (JsonObject)JsonNode.Parse(canonical)!;
        var text = new StringBuilder($"// {first}\n");
        foreach (Section section in Questions.Sections.Where(section => document[section.Name] is null))
        {
            text.Append($"// Nothing is published on: {section.About}.\n");
        }

        Section? current = null;
        foreach (string line in CanonicalFile.WithSchema(canonical, schema).TrimEnd('\n').Split('\n'))
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

    private static string Unpublished(Section section, JsonObject members) => string.Concat(
        section.Asked.Where(asked => asked is not Items && !asked.IsIn(members)).Select(asked => $"    // Not published: {asked.Comment.Asks}.\n"));

    [GeneratedRegex("^(?<indent>  (?:  )?)\"(?<name>[A-Za-z]+)\":")]
    private static partial Regex Property();
}
