using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Infusion.Rules.Documents;
using Infusion.Rules.Tool;
using static Infusion.Rules.Fuzzing.Contract.BrokenContractException;

namespace Infusion.Rules.Fuzzing.Contract;

/// <summary>What holds for every reader: it refuses at the place of the mistake, and repeats nothing of a patient.</summary>
internal static partial class Reading
{
    /// <summary>A word for what records say, put into them by the corpora; no message may have it.</summary>
    public const string Secret = "Zqxvk";

    /// <summary>Whether a reader's answer is one: a value, or problems that each have a place in the document.</summary>
    /// <param name="isRead">What the reader answered.</param>
    /// <param name="isThere">Whether there is a value.</param>
    /// <param name="problems">The problems.</param>
    /// <param name="text">The document.</param>
    /// <param name="ofPatient">What a path has in it where the document is of a patient; <c>null</c> for nowhere.</param>
    public static void Answers(bool isRead, bool isThere, ImmutableArray<Problem> problems, string text, string? ofPatient)
    {
        Unless(isRead == problems.IsEmpty && isRead == isThere, $"a value: {isRead}, there: {isThere}, problems: {problems.Length}");
        if (isRead)
        {
            return;
        }

        string[] lines = text.TrimStart('\uFEFF').Split('\n');
        foreach (Problem problem in problems)
        {
            string shown = problem.ToString();
            Unless(problem.Path.StartsWith('$'), $"no path: {shown}");
            Unless(
                problem.Line >= 1 && problem.Line <= lines.Length && problem.Column >= 1
                && problem.Column <= lines[problem.Line - 1].Length + 1,
                $"no place of the document: {shown}");
            IsOneLine(shown);
            IsSilent(shown, ofPatient);
        }
    }

    /// <summary>Whether the answer to bytes is one; what is no text has no places to hold it to.</summary>
    public static void Answers(bool isRead, bool isThere, ImmutableArray<Problem> problems, byte[] input, string? ofPatient)
    {
        if (IsUtf8(input))
        {
            Answers(isRead, isThere, problems, Text(input), ofPatient);
        }
    }

    /// <summary>Whether a value is the same, and written the same, when it is read back.</summary>
    /// <returns>What it is written as.</returns>
    public static string Back<T>(T value, Func<T, string> write, Func<string, T> read, string what)
        where T : notnull
    {
        string json = write(value);
        T again = read(json);
        Unless(again.Equals(value) && again.GetHashCode() == value.GetHashCode(), $"{what} that is another when it is read back");
        Unless(write(again) == json, $"{what} that is written otherwise when it is read back");
        return json;
    }

    /// <summary>Runs a reader of the tool; <c>null</c> where it refuses the file with the path and the place of each mistake.</summary>
    public static T? File<T>(string path, Func<T> read, string? ofPatient)
        where T : class
    {
        try
        {
            return read();
        }
        catch (BadInputException refusal)
        {
            foreach (string line in refusal.Message.Split('\n'))
            {
                Unless(line.StartsWith(path + ":", StringComparison.Ordinal), $"no file: {line}");
                Unless(Place().IsMatch(line.AsSpan(path.Length)), $"no place: {line[path.Length..]}");
                IsOneLine(line);
                IsSilent(line, ofPatient);
            }

            return null;
        }
    }

    /// <summary>The text of an input: UTF-16 behind its byte-order mark, for halves of surrogate pairs; else UTF-8.</summary>
    public static string Text(byte[] input) => input is [0xFF, 0xFE, ..]
        ? Encoding.Unicode.GetString(input, 2, (input.Length - 2) & ~1)
        : Encoding.UTF8.GetString(input);

    /// <summary>Whether an input is text as a file holds it, so that what is read of its bytes is read of its text.</summary>
    public static bool IsUtf8(byte[] input)
    {
        try
        {
            _ = _strict.GetCharCount(input);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>An input as a file of its own, in memory where the machine has such a folder.</summary>
    public static string Saved(byte[] input, string extension)
    {
        string path = Path.Combine(_folder.Value, "a" + extension);
        System.IO.File.WriteAllBytes(path, input);
        return path;
    }

    /// <summary>Whether a message has nothing of a patient.</summary>
    public static void IsSilent(string message, string? ofPatient = "") => Unless(
        ofPatient is null || !message.Contains(ofPatient, StringComparison.Ordinal)
        || !message.Contains(Secret, StringComparison.Ordinal), $"repeats what the record says: {message}");

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Lazy<string> _folder = new(static () =>
    {
        string folder = Directory.Exists("/dev/shm")
            ? Directory.CreateDirectory(Path.Combine("/dev/shm", $"infusion-rules-{Environment.ProcessId}")).FullName
            : Directory.CreateTempSubdirectory("infusion-rules-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    private static void IsOneLine(string message) => Unless(
        !message.Any(static letter => char.IsControl(letter) || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')),
        $"has signs that cannot be seen: {message}");

    [GeneratedRegex(@"^:[1-9]\d*:[1-9]\d*: .")]
    private static partial Regex Place();
}
