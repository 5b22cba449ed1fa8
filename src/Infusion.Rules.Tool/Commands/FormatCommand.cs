using Infusion.Rules.Words;
using System.CommandLine;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Tool.Reports;

namespace Infusion.Rules.Tool.Commands;

/// <summary><c>infusion-rules format</c>: a policy or overlay in its canonical form.</summary>
internal static class FormatCommand
{
    /// <summary>What the help adds: how the command ends, and examples.</summary>
    public const string Notes = """
        The canonical form has a fixed order and spacing, and leaves out what says the same
        as leaving it out, so that two versions are easy to compare. It has no comments: a
        file with comments is only written over with --drop-comments.

        Exit code: 0 written, or canonical already; 1 with --check, the file is not in
        canonical form; 2 the file cannot be read, or has comments that would be lost.

        Examples:
          infusion-rules format policy.json
          infusion-rules format samples/policies/cedar-point.json --check
          infusion-rules format policy.json --output artifacts/canonical.json
        """;

    public static Command Create(TextWriter output)
    {
        var file = new Argument<string>("FILE") { Description = "a policy or an overlay" };
        var to = new Option<string?>("--output")
        {
            Description = "the file the canonical form is written to; left out, FILE itself",
            HelpName = "FILE",
        };
        var check = new Option<bool>("--check") { Description = "writes nothing, and says whether FILE is in canonical form" };
        var drop = new Option<bool>("--drop-comments") { Description = "writes over FILE although its comments are lost" };
        var command = new Command("format", "Writes a policy or an overlay in its canonical form.") { file, to, check, drop };
        command.Validators.Add(result =>
        {
            if (result.GetValue(check) && (result.GetValue(to) is not null || result.GetValue(drop)))
            {
                result.AddError("--check writes nothing: it stands without --output and --drop-comments.");
            }
        });
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(file);
            CanonicalFile canonical = CanonicalFile.Read(path);
            return parsed.GetValue(check) ? Check(path, canonical, output)
                : Write(path, canonical, parsed.GetValue(to) ?? path, parsed.GetValue(drop), output);
        });
        return command;
    }

    private static int Check(string path, CanonicalFile canonical, TextWriter output)
    {
        if (canonical.IsCanonical)
        {
            output.WriteLine($"{ShownText.Line(path)}: in canonical form.");
            return ExitCode.Holds;
        }

        output.WriteLine($"{ShownText.Line(path)}: not in canonical form{(canonical.Comments == 0 ? ""
            : $", which has no comments (here: {canonical.Comments})")}; 'infusion-rules format' writes it.");
        return ExitCode.Fails;
    }

    private static int Write(string path, CanonicalFile canonical, string to, bool dropsComments, TextWriter output)
    {
        bool isInPlace = Path.GetFullPath(to) == Path.GetFullPath(path);
        if (isInPlace && canonical.IsCanonical)
        {
            output.WriteLine($"{ShownText.Line(path)}: in canonical form already.");
            return ExitCode.Holds;
        }

        if (isInPlace && canonical.Comments > 0 && !dropsComments)
        {
            throw new BadInputException(
                $"{path}: {Wording.Count(canonical.Comments, "comment")} would be lost, and nothing is written; say --drop-comments, or "
                + "where else to write with --output FILE.");
        }

        ReportFile.Replace(to, canonical.Text);
        output.WriteLine($"{ShownText.Line(to)}: written in canonical form{(canonical.Comments == 0 ? ""
            : $", without the {Wording.Count(canonical.Comments, "comment")} of {path}")}.");
        return ExitCode.Holds;
    }
}
