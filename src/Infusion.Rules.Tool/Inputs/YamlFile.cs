using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>A document written as YAML: value by value as it stands in JSON, with <c>yes</c> and <c>no</c> for true and false.</summary>
internal static class YamlFile
{
    private const int Deepest = 40;

    /// <summary>Makes the JSON document of a YAML file; the number of the format need not be said.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="file">What is in it.</param>
    /// <param name="holds">What the document holds, for who wrote something else.</param>
    public static LocatedJson Read(string path, byte[] file, string holds)
    {
        YamlDocument[] documents = Documents(path, Encoding.UTF8.GetString(file).TrimStart('\uFEFF'));
        if (documents is not [{ RootNode: YamlMappingNode root }])
        {
            throw new BadInputException(
                $"{path}:1:1: found {Found(documents.Length)}; allowed: one YAML mapping, with {holds}.");
        }

        var json = new LocatedJson();
        json.Open(null, '{', At(root), At(root));
        if (!root.Children.Keys.OfType<YamlScalarNode>().Any(static key => key.Value == "format"))
        {
            json.Literal("format", "1", At(root), At(root));
        }

        Members(path, json, root);
        json.Close('}', At(root));
        return json;
    }

    // The events are looked through first: what is nested, named or tagged too cleverly is refused before anything is built of it.
    private static YamlDocument[] Documents(string path, string text)
    {
        var events = new Parser(new StringReader(text));
        try
        {
            for (int depth = 0; events.MoveNext();)
            {
                depth += events.Current!.NestingIncrease;
                if (depth > Deepest)
                {
                    throw Bad(path, events.Current.Start, $"this is nested too deeply; allowed: {Deepest} levels.");
                }

                if (events.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
                {
                    throw Bad(path, events.Current.Start, "found an anchor or an alias; allowed: values written where they belong.");
                }

                if (events.Current is NodeEvent { Tag.IsEmpty: false })
                {
                    throw Bad(path, events.Current.Start, "found a tag; allowed: values without one.");
                }
            }

            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            return [.. yaml.Documents];
        }
        catch (YamlException error)
        {
            throw Bad(path, error.Start, $"this is not YAML: {error.Message.Split('\n')[0].TrimEnd('.', '\r')}.");
        }
        catch (Exception error) when (error is not BadInputException)
        {
            // The reader of YAML has faults of its own: what it stumbles over stands after what it read last.
            throw Bad(path, events.Current?.End ?? Mark.Empty, "this is not YAML that can be read.");
        }
    }

    private static BadInputException Bad(string path, Mark at, string what) =>
        new(FormattableString.Invariant($"{path}:{at.Line}:{at.Column}: {what}"));

    private static void Members(string path, LocatedJson json, YamlMappingNode mapping)
    {
        foreach ((YamlNode key, YamlNode value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { } name })
            {
                throw Bad(path, key.Start, "found a list or mapping as a name; allowed: a name.");
            }

            Value(path, json, name, key, value);
        }
    }

    private static void Value(string path, LocatedJson json, string? name, YamlNode key, YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                json.Open(name, '{', At(key), At(node));
                Members(path, json, mapping);
                json.Close('}', At(node));
                break;
            case YamlSequenceNode list:
                json.Open(name, '[', At(key), At(node));
                foreach (YamlNode item in list.Children)
                {
                    Value(path, json, null, item, item);
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
        _ => LocatedJson.IsNumber(text) ? text : null,
    };

    private static string Found(int documents) => documents switch
    {
        0 => "nothing",
        1 => "something else",
        _ => FormattableString.Invariant($"{documents} documents"),
    };
}
