using Infusion.Rules.Documents;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>A document written as YAML: value by value as it stands in JSON, with <c>yes</c> and <c>no</c> for true and false.</summary>
/// <remarks>It is read event by event, and nothing is built of it but the JSON document.</remarks>
internal sealed class YamlFile
{
    private readonly string _path;
    private readonly Parser _events;
    private readonly LocatedJson _json;
    private int _depth;

    private YamlFile(string path)
    {
        _path = path;
        _events = new(new StringReader(InputFile.Text(path)));
        _json = new(path);
    }

    /// <summary>Makes the JSON document of a YAML file; the number of the format need not be said.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="holds">What the document holds, for who wrote something else.</param>
    public static LocatedJson Read(string path, string holds)
    {
        var yaml = new YamlFile(path);
        try
        {
            yaml.Document(holds);
            return yaml._json;
        }
        catch (YamlException error)
        {
            throw yaml.Bad(error.Start, $"this is not YAML: {error.Message.Split('\n')[0].TrimEnd('.', '\r')}.");
        }
        catch (Exception error) when (error is not BadInputException)
        {
            // The parser of YAML has faults of its own: what it stumbles over stands after what it read last.
            throw yaml.Bad(yaml._events.Current?.End ?? Mark.Empty, "this is not YAML: what stands here is not closed or goes on wrongly.");
        }
    }

    private void Document(string holds)
    {
        Next();
        if (Next() is not DocumentStart)
        {
            throw Bad(Mark.Empty, $"found nothing; allowed: one YAML mapping, with {holds}.");
        }

        if (Next() is not MappingStart root)
        {
            throw Bad(_events.Current!.Start, $"found something else; allowed: one YAML mapping, with {holds}.");
        }

        Mapping(null, root, root);
        Next();
        if (Next() is DocumentStart second)
        {
            throw Bad(second.Start, $"found a second document; allowed: one YAML mapping, with {holds}.");
        }
    }

    // What is named or tagged too cleverly is refused before anything is made of it.
    private ParsingEvent Next()
    {
        _events.MoveNext();
        ParsingEvent next = _events.Current!;
        return next switch
        {
            AnchorAlias or NodeEvent { Anchor.IsEmpty: false } =>
                throw Bad(next.Start, "found an anchor or an alias; allowed: values written where they belong."),
            NodeEvent { Tag.IsEmpty: false } => throw Bad(next.Start, "found a tag; allowed: values without one."),
            _ => next,
        };
    }

    private void Value(string? name, ParsingEvent key, ParsingEvent value)
    {
        switch (value)
        {
            case MappingStart:
                Mapping(name, key, value);
                break;
            case SequenceStart:
                Begin(name, '[', key, value);
                while (Next() is not SequenceEnd)
                {
                    Value(null, _events.Current!, _events.Current!);
                }

                End(']');
                break;
            case Scalar { Style: ScalarStyle.Plain, Value: var text } when Literal(text) is { } literal:
                _json.Literal(name, literal, At(key), At(value));
                break;
            default:
                _json.String(name, ((Scalar)value).Value, At(key), At(value));
                break;
        }
    }

    private void Mapping(string? name, ParsingEvent key, ParsingEvent begin)
    {
        Begin(name, '{', key, begin);
        bool isRoot = _depth == 1;
        bool saysFormat = false;
        while (Next() is not MappingEnd)
        {
            if (_events.Current is not Scalar { Value: var member } inner)
            {
                throw Bad(_events.Current!.Start, "found a list or mapping as a name; allowed: a name.");
            }

            saysFormat |= member == "format";
            Value(member, inner, Next());
        }

        if (isRoot && !saysFormat)
        {
            _json.Literal("format", "1", At(begin), At(begin));
        }

        End('}');
    }

    private void Begin(string? name, char bracket, ParsingEvent key, ParsingEvent value)
    {
        if (++_depth > DocumentLimits.MaxDepth)
        {
            throw Bad(value.Start, FormattableString.Invariant(
                $"this is nested too deeply; allowed: {DocumentLimits.MaxDepth} lists and mappings inside each other."));
        }

        _json.Open(name, bracket, At(key), At(value));
    }

    private void End(char bracket)
    {
        _depth--;
        _json.Close(bracket, At(_events.Current!));
    }

    private BadInputException Bad(Mark at, string what) =>
        new(FormattableString.Invariant($"{_path}:{at.Line}:{at.Column}: {what}"));

    private static LocatedJson.Place At(ParsingEvent at) => new(at.Start.Line, at.Start.Column);

    private static string? Literal(string text) => text switch
    {
        "true" or "yes" => "true",
        "false" or "no" => "false",
        "" or "null" or "~" => "null",
        _ => LocatedJson.IsNumber(text) ? text : null,
    };
}
