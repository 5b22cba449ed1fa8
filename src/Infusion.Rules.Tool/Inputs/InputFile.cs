using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>Reads files, and says what is wrong with them so that an editor can jump there.</summary>
internal static class InputFile
{
    private const char ByteOrderMark = '\uFEFF';

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The bytes of a file, which is no larger than a document may be.</summary>
    /// <remarks>What has no length is not opened: a pipe or a device would wait, or never end.</remarks>
    public static byte[] Read(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw new BadInputException($"{path}: this is a folder; allowed: a file.");
            }

            var file = new FileInfo(File.ResolveLinkTarget(Path.GetFullPath(path), returnFinalTarget: true)?.FullName ?? path);
            if (file.Length == 0)
            {
                throw new BadInputException($"{path}:1:1: found nothing, or a pipe or a device; allowed: a file with something in it.");
            }

            return file.Length > DocumentLimits.MaxBytes ? throw TooLarge(path) : Bytes(path, file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException(File.Exists(path) ? $"{path}: the file cannot be read." : $"{path}: there is no such file.");
        }
    }

    /// <summary>The text of a file in UTF-8, without the byte-order mark that it may begin with.</summary>
    /// <remarks>Another encoding, and what nobody sees but a tab and the ends of lines, is refused where it stands.</remarks>
    public static string Text(string path)
    {
        byte[] bytes = Read(path);
        try
        {
            string text = _strict.GetString(bytes);
            text = text[0] == ByteOrderMark ? text[1..] : text;
            int unseen = text.AsSpan().IndexOfAny(Unseen);
            return unseen < 0 ? text : throw Bad(
                path, text[..unseen], string.Create(CultureInfo.InvariantCulture, $"found the character U+{(int)text[unseen]:X4}"));
        }
        catch (DecoderFallbackException error)
        {
            string before = Encoding.UTF8.GetString(bytes, 0, error.Index).TrimStart(ByteOrderMark);
            throw Bad(path, before, "found a byte that is not UTF-8");
        }
    }

    /// <summary>Every problem of a document, one a line.</summary>
    public static BadInputException Bad(string path, ImmutableArray<Problem> problems) =>
        new(string.Join('\n', problems.Select(problem => Line(path, problem.Line, problem.Column, problem))));

    /// <summary>One problem at a place of a file.</summary>
    public static string Line(string path, long line, long column, Problem problem)
    {
        string what = problem.Code == ProblemCodes.MissingProperty
            ? problem.Message
            : $"found {problem.Found}; allowed: "
                + $"{problem.Allowed}{(problem.Nearest is { } nearest ? $"; did you mean \"{nearest}\"?" : ".")}";
        return FormattableString.Invariant($"{path}:{line}:{column}: {problem.Path}: {what}");
    }

    private static System.Buffers.SearchValues<char> Unseen { get; } = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(static code => (char)code).Where(char.IsControl).Except("\t\n\r"), ByteOrderMark]);

    // It may have grown since it was measured.
    private static byte[] Bytes(string path, FileInfo file)
    {
        using FileStream stream = file.OpenRead();
        byte[] bytes = new byte[DocumentLimits.MaxBytes + 1];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length > DocumentLimits.MaxBytes ? throw TooLarge(path) : bytes[..length];
    }

    private static BadInputException TooLarge(string path) =>
        new(FormattableString.Invariant($"{path}:1:1: found a larger file; allowed: at most {DocumentLimits.MaxBytes} bytes."));

    private static BadInputException Bad(string path, string before, string found)
    {
        int line = before.Count(static letter => letter == '\n') + 1;
        int column = before.Length - before.LastIndexOf('\n');
        return new(FormattableString.Invariant(
            $"{path}:{line}:{column}: {found}; allowed: text in UTF-8, with or without a byte-order mark at its begin."));
    }
}
