using Infusion.Rules.Tests;

namespace Infusion.Rules.Tool.Tests;

/// <summary>One command line run in this process.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it complained of.</param>
internal sealed record ToolRun(int Code, string Output, string Error)
{
    public static ToolRun Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = ToolApp.Run(arguments, output, error);
        return new(code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>A file of the repository.</summary>
    public static string File(string relative) => Path.Combine(Evidence.Root, relative);

    /// <summary>The output with every run of white space as one blank, so that a test does not depend on where lines break.</summary>
    public string Flat => string.Join(' ', Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
