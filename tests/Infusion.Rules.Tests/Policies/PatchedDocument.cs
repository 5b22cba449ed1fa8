using System.Text;
using System.Text.Json;

namespace Infusion.Rules.Tests.Policies;

/// <summary>
/// A JSON document and what is changed in it. A path is written as the library's problems write it; a text enters as it is, JSON or not:
/// <code>
/// $.path: text      the value becomes the text
/// + $.path: text    a member more, last in its object; or an element more, before the one that stands there
/// - $.path          the member or the element goes
/// | $.path          the document ends after the value
/// ~ text =&gt; other  the text, which stands there once, becomes the other
/// </code>
/// A change that has no place, or that changes nothing, is a mistake of the patch.
/// </summary>
internal sealed class PatchedDocument
{
    private readonly byte[] _json;
    private readonly int _changedAt;

    private PatchedDocument(byte[] json, int changedAt) => (_json, _changedAt) = (json, changedAt);

    public string Json => Encoding.UTF8.GetString(_json);

    private List<Place> Places
    {
        get
        {
            var reader = new Utf8JsonReader(_json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip });
            List<Place> places = [];
            reader.Read();
            Add(ref reader, "$", (int)reader.TokenStartIndex, places);
            return places;
        }
    }

    public static PatchedDocument Apply(string json, IReadOnlyCollection<string> changes) => changes.Count == 0
        ? throw new FormatException("The patch changes nothing.")
        : changes.Aggregate(new PatchedDocument(Encoding.UTF8.GetBytes(json), 0), (document, change) => document.With(change));

    /// <summary>The line of what is at a path, or of what should hold it; in a text that is no JSON, the line of the last change.</summary>
    public int LineOf(string path)
    {
        try
        {
            List<Place> places = Places;
            Place? place = null;
            for (; place is null; path = Parent(path))
            {
                place = places.FindLast(other => other.Path == path);
            }

            return LineAt(place.Start);
        }
        catch (JsonException)
        {
            return LineAt(_changedAt);
        }
    }

    private PatchedDocument With(string change)
    {
        (int from, int to, string text) = change.Split(' ', 2) switch
        {
            ["+", var member] => Added(Pair(member, ": ")),
            ["-", var path] => Removed(At(path)),
            ["|", var path] => (At(path).End, _json.Length, ""),
            ["~", var words] => Replaced(Pair(words, " => ")),
            [[.. var path, ':'], var value] => (At(path).Value, At(path).End, value),
            _ => throw new FormatException($"'{change}' is none of $.path: text, + $.path: text, - $.path, | $.path, ~ text => other."),
        };
        byte[] changed = [.. _json[..from], .. Encoding.UTF8.GetBytes(text), .. _json[to..]];
        return changed.AsSpan().SequenceEqual(_json) ? throw new FormatException($"'{change}' changes nothing.") : new(changed, from);
    }

    private (int From, int To, string Text) Added((string Path, string Text) added)
    {
        if (added.Path.EndsWith(']'))
        {
            int start = At(added.Path).Start;
            return (start, start, added.Text + ",\n");
        }

        Place parent = At(Parent(added.Path));
        string member = $"\"{added.Path[(parent.Path.Length + 1)..]}\": {added.Text}";
        return Places.FindLast(place => Parent(place.Path) == parent.Path) is { } last
            ? (last.End, last.End, ",\n" + member)
            : (parent.Value + 1, parent.Value + 1, "\n" + member);
    }

    private (int From, int To, string Text) Removed(Place removed)
    {
        List<Place> siblings = Places.FindAll(place => Parent(place.Path) == Parent(removed.Path));
        return siblings.IndexOf(removed) switch
        {
            > 0 and int index => (siblings[index - 1].End, removed.End, ""),
            _ when siblings.Count > 1 => (removed.Start, siblings[1].Start, ""),
            _ => (removed.Start, removed.End, ""),
        };
    }

    private (int From, int To, string Text) Replaced((string Old, string New) words)
    {
        byte[] old = Encoding.UTF8.GetBytes(words.Old);
        int from = _json.AsSpan().IndexOf(old);
        return from >= 0 && from == _json.AsSpan().LastIndexOf(old)
            ? (from, from + old.Length, words.New)
            : throw new FormatException($"'{words.Old}' does not stand there once.");
    }

    private Place At(string path) => Places.FindLast(place => place.Path == path) ?? throw new FormatException($"There is no {path}.");

    private int LineAt(int position) => _json.AsSpan(0, position).Count((byte)'\n') + 1;

    private static (string, string) Pair(string text, string separator) =>
        text.Split(separator, 2) is [var first, var second]
            ? (first, second)
            : throw new FormatException($"'{text}' has no '{separator}'.");

    private static string Parent(string path) => path[..Math.Max(path.LastIndexOfAny(['.', '[']), 0)];

    private static void Add(ref Utf8JsonReader reader, string path, int start, List<Place> places)
    {
        int index = places.Count;
        int value = (int)reader.TokenStartIndex;
        places.Add(new(path, start, value, value));
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string member = $"{path}.{reader.GetString()}";
                int name = (int)reader.TokenStartIndex;
                reader.Read();
                Add(ref reader, member, name, places);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (int element = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; element++)
            {
                Add(ref reader, $"{path}[{element}]", (int)reader.TokenStartIndex, places);
            }
        }

        places[index] = places[index] with { End = (int)reader.BytesConsumed };
    }

    /// <summary>Where a value stands: from the start of its name, if it has one, to its end.</summary>
    private sealed record Place(string Path, int Start, int Value, int End);
}
