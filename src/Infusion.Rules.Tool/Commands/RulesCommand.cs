using Infusion.Rules.Words;
using Infusion.Rules.Reports;
using System.CommandLine;
using System.Text.Json;
using Infusion.Rules.Tool.Catalogue;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Tool.Reports;

namespace Infusion.Rules.Tool.Commands;

/// <summary><c>infusion-rules rules</c>: every rule as one sentence with its sources.</summary>
internal static class RulesCommand
{
    /// <summary>What the help adds: how the command ends, and examples.</summary>
    public const string Notes = """
        Examples:
          infusion-rules rules
          infusion-rules rules published --format json
          infusion-rules rules published --format markdown --output artifacts/rules
          infusion-rules rules published --html --output artifacts/rules.html
        """;

    public static Command Create(TextWriter output)
    {
        var policy = Arguments.PolicyOrPublished();
        var asOf = Arguments.AsOf();
        var format = Arguments.Format(ReportFormat.Text, ReportFormat.Json, ReportFormat.Markdown, ReportFormat.Html);
        var html = Arguments.Html();
        var file = new Option<string?>("--output")
        {
            Description = "the file the list is written to, or the folder for the Markdown pages; left out, the screen",
            HelpName = "PATH",
        };
        var command = new Command("rules", "Lists every rule as one sentence, with its sources.") { policy, asOf, format, html, file };
        command.SetAction(parsed =>
        {
            ReportFormat written = Arguments.FormatOf(parsed, format, html);
            var catalogue = RuleCatalogue.Of(PolicyInput.Read(parsed.GetRequiredValue(policy), parsed.GetValue(asOf)));
            string? path = parsed.GetValue(file);
            if (written == ReportFormat.Markdown && path is not null)
            {
                int count = 0;
                foreach ((string name, string text) in CataloguePages.Of(catalogue))
                {
                    ReportFile.Save(Path.Combine(path, name), text);
                    count++;
                }

                output.WriteLine($"{Wording.Count(count, "page")} written to {ShownText.Line(path)}.");
                return ExitCode.Holds;
            }

            ReportFile.To(path, output, writer =>
            {
                switch (written)
                {
                    case ReportFormat.Json:
                        writer.Write(JsonSerializer.Serialize(catalogue, CatalogueJson.Default.RuleCatalogue) + "\n");
                        break;
                    case ReportFormat.Markdown:
                        writer.Write(string.Join('\n', CataloguePages.Of(catalogue).Select(page => page.Text)));
                        break;
                    case ReportFormat.Html:
                        writer.Write(CatalogueHtml.Write(catalogue));
                        break;
                    default:
                        CatalogueText.Write(catalogue, ReportConsole.On(writer));
                        break;
                }
            }, $"{Wording.Count(catalogue.Tables.Sum(table => table.Rules.Count), "rule")} written to {path}.");
            return ExitCode.Holds;
        });
        return command;
    }
}
