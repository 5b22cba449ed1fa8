using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>A policy or overlay as it stands in a file, and the canonical form of the same.</summary>
/// <param name="Text">The canonical form, with the file's own <c>$schema</c> first.</param>
/// <param name="IsCanonical">Whether the file is that text already.</param>
/// <param name="Comments">How many comments the file has; the canonical form keeps none.</param>
internal sealed record CanonicalFile(string Text, bool IsCanonical, int Comments)
{
    private const string SchemaName = "$schema";

    private static readonly JsonReaderOptions _comments = new() { CommentHandling = JsonCommentHandling.Allow };

    /// <summary>Reads a file.</summary>
    public static CanonicalFile Read(string path)
    {
        byte[] bytes = InputFile.Read(path);
        byte[] json = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        JsonElement? root = RootOf(json);
        if (root?.TryGetProperty("versions", out _) == true)
        {
            throw new BadInputException(
                $"{path}: this is a book, a list of versions; allowed: a policy or an overlay, such as one of the files it lists.");
        }

        string text = root is { } one && (one.TryGetProperty("screens", out _) || one.TryGetProperty("interactions", out _))
            ? Overlay(path)
            : Policy(path, json);
        text = WithSchema(text, root?.TryGetProperty(SchemaName, out JsonElement schema) == true ? schema.GetString() : null);
        return new(text, bytes.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(text)), CommentsIn(json));
    }

    /// <summary>A canonical text with the address of its schema before everything else; <c>null</c> for none.</summary>
    public static string WithSchema(string text, string? schema) => schema is null
        ? text
        : "{\n  \"" + SchemaName + "\": \"" + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(schema) + "\"," + text[1..];

    private static string Policy(string path, byte[] json) =>
        ClinicPolicy.TryParse(json, out ClinicPolicy? policy, out ImmutableArray<Problem> problems)
            ? policy.ToJson()
            : throw InputFile.Bad(path, problems);

    private static string Overlay(string path) =>
        PolicyOverlay.TryParse(InputFile.Text(path), out PolicyOverlay? overlay, out ImmutableArray<Problem> problems)
            ? overlay.ToJson()
            : throw InputFile.Bad(path, problems);

    // Null where it is no object; reading it as a policy then says what it is.
    private static JsonElement? RootOf(byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip });
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int CommentsIn(byte[] json)
    {
        var reader = new Utf8JsonReader(json, _comments);
        int comments = 0;
        while (reader.Read())
        {
            comments += reader.TokenType == JsonTokenType.Comment ? 1 : 0;
        }

        return comments;
    }
}
