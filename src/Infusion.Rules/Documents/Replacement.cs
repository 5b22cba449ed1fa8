using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Infusion.Rules.Clinic;

namespace Infusion.Rules.Documents;

/// <summary>A document with one of its values replaced, added, or left out by <c>null</c>.</summary>
/// <remarks>What it comes to is read as any document is: whether the value fits there is the reader's to say.</remarks>
internal sealed class Replacement
{
    private readonly ImmutableArray<DocumentStep> _steps;
    private readonly JsonElement _value;

    private Replacement(ImmutableArray<DocumentStep> steps, JsonElement value) => (_steps, _value) = (steps, value);

    /// <summary>Writes a document with a value in its place.</summary>
    /// <param name="utf8">The document in its canonical form.</param>
    /// <param name="path">Where the value goes; objects and entries on the way that are not there are made.</param>
    /// <param name="json">The value.</param>
    /// <returns>The document in UTF-8.</returns>
    /// <exception cref="DocumentException">The path is none or leads to no entry, or the value is no JSON.</exception>
    public static byte[] In(byte[] utf8, string path, string json)
    {
        if (!DocumentPath.TryParse(path, out ImmutableArray<DocumentStep> steps))
        {
            throw Refused(ProblemCodes.Invalid, "$", "a text that is no path", DocumentPath.Allowed);
        }

        if (steps.Length > DocumentLimits.MaxDepth)
        {
            throw Refused(
                ProblemCodes.TooDeep, "$", "a path of more steps",
                FormattableString.Invariant($"at most {DocumentLimits.MaxDepth} objects and lists inside each other"));
        }

        _ = LocatedTree.Parse(json, out ProblemList problems);
        if (problems.ToImmutable() is { IsEmpty: false } wrong)
        {
            string at = PathOf(steps, steps.Length);
            throw new DocumentException(
            [
                .. wrong.Select(
                    one => new Problem(one.Code, at + one.Path.TrimStart('$'), one.Line, one.Column, one.Found, one.Allowed, one.Nearest)),
            ]);
        }

        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip };
        using JsonDocument document = JsonDocument.Parse(utf8);
        using JsonDocument value = JsonDocument.Parse(json.TrimStart('\uFEFF'), options);
        var replacement = new Replacement(steps, value.RootElement);
        return DocumentWriter.Written(to => replacement.Write(to, document.RootElement, 0));
    }

    private void Write(Utf8JsonWriter to, JsonElement? at, int depth)
    {
        if (depth == _steps.Length)
        {
            _value.WriteTo(to);
        }
        else if (at?.ValueKind == JsonValueKind.Array || (at?.ValueKind != JsonValueKind.Object && _steps[depth].IsEntry))
        {
            WriteList(to, at is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [], depth);
        }
        else
        {
            WriteObject(to, at is { ValueKind: JsonValueKind.Object } owner ? [.. owner.EnumerateObject()] : [], depth);
        }
    }

    private void WriteObject(Utf8JsonWriter to, JsonProperty[] members, int depth)
    {
        string name = _steps[depth].Text;
        bool isThere = false;
        to.WriteStartObject();
        foreach (JsonProperty member in members)
        {
            to.WritePropertyName(member.Name);
            if (member.Name == name)
            {
                isThere = true;
                Write(to, member.Value, depth + 1);
            }
            else
            {
                member.Value.WriteTo(to);
            }
        }

        if (!isThere)
        {
            to.WritePropertyName(name);
            Write(to, null, depth + 1);
        }

        to.WriteEndObject();
    }

    private void WriteList(Utf8JsonWriter to, JsonElement[] items, int depth)
    {
        int place = PlaceOf(items, depth);
        to.WriteStartArray();
        for (int index = 0; index < items.Length; index++)
        {
            if (index == place)
            {
                Write(to, items[index], depth + 1);
            }
            else
            {
                items[index].WriteTo(to);
            }
        }

        if (place == items.Length)
        {
            Write(to, null, depth + 1);
        }

        to.WriteEndArray();
    }

    private int PlaceOf(JsonElement[] items, int depth)
    {
        DocumentStep step = _steps[depth];
        if (step.IsAnother)
        {
            return items.Length;
        }

        if (!step.IsQuoted && int.TryParse(step.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return index < items.Length
                ? index
                : throw Refused(
                    ProblemCodes.OutOfRange, PathOf(_steps, depth), "an entry that is not there",
                    items.Length == 0 ? Another : FormattableString.Invariant($"an entry from 0 to {items.Length - 1}, or {Another}"));
        }

        string?[] ids = [.. items.Select(IdOf)];
        int place = Array.IndexOf(ids, step.Text);
        string[] known = [.. ids.OfType<string>()];
        return place >= 0
            ? place
            : throw Refused(
                ProblemCodes.UnknownName, PathOf(_steps, depth), "no entry " + Problem.Quote(step.Text),
                known.Length == 0 ? Another : "one of " + string.Join(", ", known) + ", or " + Another, NearestName.To(step.Text, known));
    }

    private static string Another => "[+] for another entry";

    private static string? IdOf(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String
            ? id.GetString()
            : null;

    // The path as it was asked for, up to a step.
    private static string PathOf(ImmutableArray<DocumentStep> steps, int depth)
    {
        string path = "$";
        for (int at = 0; at < depth; at++)
        {
            path += steps[at].IsEntry ? "[" + steps[at].Text + "]" : LocatedNode.StepOf(steps[at].Text);
        }

        return path;
    }

    private static DocumentException Refused(string code, string path, string found, string allowed, string? nearest = null) =>
        new([new(code, path, 1, 1, found, allowed, nearest)]);
}
