using Infusion.Rules.Tests;
using NodaTime;

namespace Infusion.Rules.Tool.Tests;

/// <summary>One command line run in this process.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it complained of.</param>
internal sealed record ToolRun(int Code, string Output, string Error)
{
    /// <summary>The day on which questions are asked: tomorrow is Tuesday, 16 June 2026.</summary>
    private static IClock Clock => new FixedClock();

    public static ToolRun Of(params string[] arguments) => Answering("", arguments);

    /// <summary>A command line whose questions are answered, a line each.</summary>
    public static ToolRun Answering(string answers, params string[] arguments)
    {
        using var input = new StringReader(answers);
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = ToolApp.Run(arguments, input, output, error, Clock);
        return new(code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>A file of the repository.</summary>
    public static string File(string relative) => Path.Combine(Evidence.Root, relative);

    /// <summary>The output with every run of white space as one blank, so that a test does not depend on where lines break.</summary>
    public string Flat => string.Join(' ', Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed class FixedClock : IClock
    {
        public Instant GetCurrentInstant() => Instant.FromUtc(2026, 6, 15, 12, 0);
    }
}
