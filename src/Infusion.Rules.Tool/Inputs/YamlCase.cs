using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>Expected cases written as YAML: the one format of such files, value
/// by value, with <c>yes</c> and <c>no</c> for true and false.</summary>
internal static partial class YamlCase
{
    private const int Deepest = 40;

    /// <summary>Makes the JSON document of a YAML file; the number of the format need not be said.</summary>
    public static LocatedJson Read(string path, byte[] file)
    {
        try
        {
            var yaml = new YamlStream();
            using var reader = new StringReader(Encoding.UTF8.GetString(file).TrimStart('\uFEFF'));
            yaml.Load(reader);
            if (yaml.Documents is not [{ RootNode: YamlMappingNode root }])
            {
                throw new BadInputException(
                    $"{path}:1:1: found {Found(yaml.Documents.Count)}; allowed: one YAML mapping, with the rows under decisions.");
            }

            var json = new LocatedJson();
            json.Open(null, '{', At(root), At(root));
            if (!root.Children.Keys.OfType<YamlScalarNode>().Any(static key => key.Value == "format"))
            {
                json.Literal("format", "1", At(root), At(root));
            }

            Members(path, json, root, 0);
            json.Close('}', At(root));
            return json;
        }
        catch (YamlException error)
        {
            throw new BadInputException(
                FormattableString.Invariant($"{path}:{error.Start.Line}:{error.Start.Column}: this is not YAML: ")
                + $"{error.Message.Split('\n')[0].TrimEnd('.', '\r')}.");
        }
    }

    private static void Members(string path, LocatedJson json, YamlMappingNode mapping, int depth)
    {
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { } name })
            {
                throw new BadInputException(
                    FormattableString.Invariant(
                        $"{path}:{key.Start.Line}:{key.Start.Column}: found a list or mapping as a name; allowed: a name."));
            }

            Value(path, json, name, key, value, depth + 1);
        }
    }

    private static void Value(string path, LocatedJson json, string? name, YamlNode key, YamlNode node, int depth)
    {
        if (depth > Deepest)
        {
            throw new BadInputException(
                FormattableString.Invariant(
                    $"{path}:{node.Start.Line}:{node.Start.Column}: this is nested too deeply; allowed: {Deepest} levels."));
        }

        switch (node)
        {
            case YamlMappingNode mapping:
                json.Open(name, '{', At(key), At(node));
                Members(path, json, mapping, depth);
                json.Close('}', At(node));
                break;
            case YamlSequenceNode list:
                json.Open(name, '[', At(key), At(node));
                foreach (YamlNode item in list.Children)
                {
                    Value(path, json, null, item, item, depth + 1);
                }

                json.Close(']', At(node));
                break;
            case YamlScalarNode { Style: ScalarStyle.Plain, Value: var text } when Literal(text ?? "") is { } literal:
                json.Literal(name, literal, At(key), At(node));
                break;
            default:
                json.String(name, ((YamlScalarNode)node).Value ?? "", At(key), At(node));
                break;
        }
    }

    private static LocatedJson.Place At(YamlNode node) => new(node.Start.Line, node.Start.Column);

    private static string? Literal(string text) => text switch
    {
        "true" or "yes" => "true",
        "false" or "no" => "false",
        "" or "null" or "~" => "null",
        _ => Number().IsMatch(text) ? text : null,
    };

    [GeneratedRegex("^-?(?:0|[1-9][0-9]{0,27})(?:\\.[0-9]{1,27})?$")]
    private static partial Regex Number();

    private static string Found(int documents) => documents switch
    {
        0 => "nothing",
        1 => "something else",
        _ => FormattableString.Invariant($"{documents} documents"),
    };
}
