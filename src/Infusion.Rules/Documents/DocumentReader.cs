using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using NodaTime;

namespace Infusion.Rules.Documents;

/// <summary>Reads a whole document: bytes or text in, a value or all its problems out.</summary>
/// <remarks>A document is one object with a <c>format</c> number; it may name its JSON Schema in <c>$schema</c>.</remarks>
internal static class DocumentReader
{
    /// <summary>The property that says which format a document has.</summary>
    public const string FormatName = "format";

    /// <summary>The property that says where the JSON Schema of a document is.</summary>
    public const string SchemaName = "$schema";

    /// <summary>Reads a document of UTF-8 bytes, with or without a byte-order mark; never throws for any bytes.</summary>
    /// <param name="utf8">The document.</param>
    /// <param name="newest">The newest format that is read, 1 or more; a newer one is the only problem reported.</param>
    /// <param name="read">Reads the members of the document but for <c>format</c> and <c>$schema</c>.</param>
    /// <param name="value">The value, or null when there are problems.</param>
    /// <param name="problems">The problems in the order of the document; empty when there are none.</param>
    /// <param name="zone">The clock of times that carry no offset; null where each has to carry one.</param>
    public static bool TryRead<T>(
        ReadOnlySpan<byte> utf8, int newest, Func<ObjectReader, T?> read, [NotNullWhen(true)] out T? value,
        out ImmutableArray<Problem> problems,
        DateTimeZone? zone = null)
        where T : class
    {
        // What is too large is refused by its first bytes, and not copied first.
        byte[] bytes = utf8.Slice(0, Math.Min(utf8.Length, DocumentLimits.MaxBytes + 1)).ToArray();
        return TryRead(LocatedTree.Parse(bytes, out ProblemList list), list, newest, read, out value, out problems, zone);
    }

    /// <summary>Reads a document of text; never throws for any text.</summary>
    /// <param name="json">The document.</param>
    /// <param name="newest">The newest format that is read, 1 or more; a newer one is the only problem reported.</param>
    /// <param name="read">Reads the members of the document but for <c>format</c> and <c>$schema</c>.</param>
    /// <param name="value">The value, or null when there are problems.</param>
    /// <param name="problems">The problems in the order of the document; empty when there are none.</param>
    /// <param name="zone">The clock of times that carry no offset; null where each has to carry one.</param>
    public static bool TryRead<T>(
        string json, int newest, Func<ObjectReader, T?> read, [NotNullWhen(true)] out T? value, out ImmutableArray<Problem> problems,
        DateTimeZone? zone = null)
        where T : class =>
        TryRead(LocatedTree.Parse(json, out ProblemList list), list, newest, read, out value, out problems, zone);

    /// <summary>Reads a document of UTF-8 bytes.</summary>
    /// <exception cref="DocumentException">The document has problems; the exception has them all.</exception>
    public static T Read<T>(ReadOnlySpan<byte> utf8, int newest, Func<ObjectReader, T?> read, DateTimeZone? zone = null)
        where T : class =>
        TryRead(utf8, newest, read, out T? value, out ImmutableArray<Problem> problems, zone)
            ? value
            : throw new DocumentException(problems);

    /// <summary>Reads a document of text.</summary>
    /// <exception cref="DocumentException">The document has problems; the exception has them all.</exception>
    public static T Read<T>(string json, int newest, Func<ObjectReader, T?> read, DateTimeZone? zone = null)
        where T : class =>
        TryRead(json, newest, read, out T? value, out ImmutableArray<Problem> problems, zone)
            ? value
            : throw new DocumentException(problems);

    /// <summary>The bytes of a stream up to its end, or one more than a document may have.</summary>
    public static byte[] Bytes(Stream stream)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        for (int read = 1; read > 0 && bytes.Length <= DocumentLimits.MaxBytes;)
        {
            read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, DocumentLimits.MaxBytes + 1 - bytes.Length));
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what every document has, and then its own members.</summary>
    public static T? Members<T>(ObjectReader o, int newest, Func<ObjectReader, T?> read)
        where T : class
    {
        o.Required(FormatName).Int(1, newest);
        o.Optional(SchemaName).String();
        return read(o);
    }

    private static bool TryRead<T>(
        LocatedNode? root, ProblemList list, int newest, Func<ObjectReader, T?> read, [NotNullWhen(true)] out T? value,
        out ImmutableArray<Problem> problems,
        DateTimeZone? zone)
        where T : class
    {
        list.Zone = zone;
        value = root is null || IsNewer(root, list, newest) ? null : new LocatedValue(root, list).Object(o => Members(o, newest, read));
        problems = list.ToImmutable();
        return value is not null;
    }

    /// <summary>Whether the document has a newer format, which is then reported: nothing else of it can be judged.</summary>
    private static bool IsNewer(LocatedNode root, ProblemList list, int newest)
    {
        LocatedNode? format = root.Kind == LocatedKind.Object
            ? root.Children.FirstOrDefault(member => member.Name == FormatName && member.Kind == LocatedKind.Number)
            : null;
        if (format is null)
        {
            return false;
        }

        var fit = ExactNumber.Read(format.Text, out decimal number, out bool isNegative);
        if (
            isNegative
            || (fit == ExactNumber.Fit.Exact && (number <= newest || number != decimal.Truncate(number)))
            || fit == ExactNumber.Fit.TooPrecise)
        {
            return false;
        }

        list.Add(
            ProblemCodes.NewerFormat, format.Path(), format.Offset, "format " + Problem.Clip(format.Text),
            FormattableString.Invariant($"format 1 to {newest}; a newer release of this library may read it"));
        return true;
    }
}
