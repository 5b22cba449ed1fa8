using System.Collections.Immutable;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>Reads files, and says what is wrong with them so that an editor can jump there.</summary>
internal static class InputFile
{
    /// <summary>The bytes of a file.</summary>
    public static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException(File.Exists(path) ? $"{path}: the file cannot be read." : $"{path}: there is no such file.");
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
}
