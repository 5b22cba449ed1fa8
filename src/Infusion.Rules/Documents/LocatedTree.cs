using System.Text;
using System.Text.Json;

namespace Infusion.Rules.Documents;

/// <summary>Parses bytes into located nodes in one pass, and never throws whatever the bytes are.</summary>
internal static class LocatedTree
{
    private const string AllowedJson = "JSON (RFC 8259) in UTF-8; comments may be there, trailing commas may not";

    /// <summary>Parses a document; null when it is not JSON, with the one problem that says where.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="problems">The problems met; a text that could not be read is one and parsing goes on.</param>
    public static LocatedNode? Parse(byte[] utf8, out ProblemList problems)
    {
        int start = ProblemList.StartOf(utf8);
        problems = new ProblemList(utf8.Length > DocumentLimits.MaxBytes ? [] : utf8, start: 0);
        if (utf8.Length > DocumentLimits.MaxBytes)
        {
            problems.Add(ProblemCodes.TooLarge, "$", 0, "a larger document", AllowedSize);
            return null;
        }

        problems = new ProblemList(utf8, start);
        int invalid = Utf8Text.FirstInvalid(utf8);
        if (invalid >= 0)
        {
            problems.Add(ProblemCodes.NotUtf8, "$", invalid, "a byte that is not UTF-8", AllowedJson);
            return null;
        }

        return new Pass(utf8, start, problems).Run();
    }

    /// <summary>Parses a document held as text; null when it is not JSON.</summary>
    /// <param name="json">The document.</param>
    /// <param name="problems">The problems met.</param>
    public static LocatedNode? Parse(string json, out ProblemList problems)
    {
        if (json.Length > DocumentLimits.MaxBytes)
        {
            problems = new ProblemList([], 0);
            problems.Add(ProblemCodes.TooLarge, "$", 0, "a larger document", AllowedSize);
            return null;
        }

        int lone = Utf8Text.FirstLoneSurrogate(json);
        if (lone < 0)
        {
            return Parse(Encoding.UTF8.GetBytes(json), out problems);
        }

        byte[] before = Encoding.UTF8.GetBytes(json.Substring(0, lone));
        problems = new ProblemList(before, ProblemList.StartOf(before));
        problems.Add(ProblemCodes.LoneSurrogate, "$", before.Length, "half of a surrogate pair", AllowedJson);
        return null;
    }

    private static string AllowedSize => FormattableString.Invariant($"at most {DocumentLimits.MaxBytes} bytes");

    /// <summary>The state of one pass.</summary>
    private sealed class Pass(byte[] utf8, int start, ProblemList problems)
    {
        // Which names are ours only a reader knows: what stands as one by a slip of the pen may be a patient's, so that no path has it.
        private const string Here = "$";

        private readonly Stack<LocatedNode> _open = new();
        private LocatedNode? _root;
        private string? _name;
        private int _nameOffset;

        public LocatedNode? Run()
        {
            // One level more than allowed, so that the limit is met here, where it has its own problem.
            var reader = new Utf8JsonReader(utf8.AsSpan(start), new JsonReaderOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                MaxDepth = DocumentLimits.MaxDepth + 1,
            });
            try
            {
                while (reader.Read())
                {
                    if (!Take(ref reader))
                    {
                        return null;
                    }
                }
            }
            catch (JsonException error)
            {
                int offset = problems.OffsetOf(error.LineNumber ?? 0, error.BytePositionInLine ?? 0);
                problems.Add(ProblemCodes.Syntax, Here, offset, At(offset), AllowedJson);
                return null;
            }

            problems.ParsingIsOver();
            return _root;
        }

        private bool Take(ref Utf8JsonReader reader)
        {
            int offset = start + (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    _name = TextOf(ref reader);
                    _nameOffset = offset;
                    if (_name is null)
                    {
                        ReportHalf(offset);
                    }

                    return true;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _open.Pop();
                    return true;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    return Open(reader.TokenType == JsonTokenType.StartObject ? LocatedKind.Object : LocatedKind.Array, offset);
                case JsonTokenType.String:
                    string? text = TextOf(ref reader);
                    Place(text is null ? LocatedKind.Faulty : LocatedKind.String, offset, text ?? "");
                    if (text is null)
                    {
                        ReportHalf(offset);
                    }

                    return true;
                case JsonTokenType.Number:
                    // A number is ASCII, whatever follows it.
                    Place(LocatedKind.Number, offset, Encoding.UTF8.GetString(utf8, offset, reader.ValueSpan.Length));
                    return true;
                case JsonTokenType.True or JsonTokenType.False:
                    Place(LocatedKind.Boolean, offset, reader.TokenType == JsonTokenType.True ? "true" : "false");
                    return true;
                default:
                    Place(LocatedKind.Null, offset, "null");
                    return true;
            }
        }

        private bool Open(LocatedKind kind, int offset)
        {
            LocatedNode node = Place(kind, offset, "");
            if (_open.Count == DocumentLimits.MaxDepth)
            {
                string allowed = FormattableString.Invariant($"at most {DocumentLimits.MaxDepth} objects and lists inside each other");
                problems.Add(ProblemCodes.TooDeep, Here, offset, "deeper nesting", allowed);
                return false;
            }

            _open.Push(node);
            return true;
        }

        private LocatedNode Place(LocatedKind kind, int offset, string text)
        {
            LocatedNode? parent = _open.Count > 0 ? _open.Peek() : null;
            string? name = parent?.Kind == LocatedKind.Object ? _name : null;
            var node = new LocatedNode(kind, offset, parent, name, _nameOffset, parent?.Children.Count ?? 0) { Text = text };
            parent?.Add(node);
            _root ??= node;
            return node;
        }

        /// <summary>The text of a string or a name; null when an escape in it is half of a surrogate pair.</summary>
        private static string? TextOf(ref Utf8JsonReader reader)
        {
            try
            {
                return reader.GetString();
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }

        private void ReportHalf(int offset) =>
            problems.Add(ProblemCodes.LoneSurrogate, Here, offset, "half of a surrogate pair", "whole characters");

        private string At(int offset)
        {
            if (offset >= utf8.Length)
            {
                return "the end of the document";
            }

            char character = (char)utf8[offset];
            return "{}[],:\"'/".Contains(character) ? "an unexpected " + character : "an unexpected character";
        }
    }
}
