using System.CommandLine;
using System.Text.Json;
using Infusion.Rules.Tool.Catalogue;

namespace Infusion.Rules.Tool.Commands;

/// <summary><c>infusion-rules rules</c>: every rule as one sentence with its sources.</summary>
internal static class RulesCommand
{
    public static Command Create(TextWriter output)
    {
        var policy = PolicyArgument.Optional();
        var format = new Option<ReportFormat>("--format") { Description = "text, json or markdown", DefaultValueFactory = _ => ReportFormat.Text };
        var folder = new Option<DirectoryInfo?>("--output") { Description = "the folder for the Markdown pages" };
        var command = new Command("rules", """
            Lists every rule as one sentence, with its parameters, modality, provenance and sources.

            Examples:
              infusion-rules rules
              infusion-rules rules published --format json
              infusion-rules rules published --format markdown --output docs/rules
            """) { policy, format, folder };
        command.SetAction(parsed =>
        {
            var catalogue = RuleCatalogue.Of(PolicyArgument.Read(parsed.GetValue(policy)));
            switch (parsed.GetValue(format))
            {
                case ReportFormat.Json:
                    output.WriteLine(JsonSerializer.Serialize(catalogue, CatalogueJson.Default.RuleCatalogue));
                    break;
                case ReportFormat.Markdown:
                    WritePages(catalogue, parsed.GetValue(folder), output);
                    break;
                default:
                    CatalogueText.Write(catalogue, Terminal.On(output));
                    break;
            }

            return ExitCode.Holds;
        });
        return command;
    }

    private static void WritePages(RuleCatalogue catalogue, DirectoryInfo? folder, TextWriter output)
    {
        folder?.Create();
        foreach ((string name, string text) in CataloguePages.Of(catalogue))
        {
            if (folder is null)
            {
                output.Write(text);
            }
            else
            {
                File.WriteAllText(Path.Combine(folder.FullName, name), text);
            }
        }
    }
}
