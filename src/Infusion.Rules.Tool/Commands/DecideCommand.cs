using System.CommandLine;
using System.Text.Json;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Reports;
using Infusion.Rules.Tool.Reports;

namespace Infusion.Rules.Tool.Commands;

/// <summary><c>infusion-rules decide</c>: all decisions about a record, explained.</summary>
internal static class DecideCommand
{
    /// <summary>What the help adds: how the command ends, and examples.</summary>
    public const string Notes = """
        By a book of versions each part is judged by the version it falls under: a
        visit by its date, a series by its beginning, a charge by its booking. With
        --as-of one version judges everything.

        First comes what a desk asks: where the patient is, what is next, what to
        ask and whom, what is owed, and what is missing of visits that are over.
        Then every decision. What is open is shown with the most cautious outcome
        until it is known. Visits that are over are shown in short; --all shows all.

        Examples:
          infusion-rules decide published samples/change/water.json
          infusion-rules decide published+consensus-2018 samples/Infusion.Rules.Sample/cases/responder.json
          infusion-rules decide published samples/Infusion.Rules.Sample/cases/mixed.json --at 2026-03-04T12:00 --all
          infusion-rules decide published samples/Infusion.Rules.Sample/cases/mixed.json --html --output artifacts/mixed.html
          infusion-rules decide samples/change/book.json samples/change/water.json
          infusion-rules decide samples/change/book.json samples/change/water.json --as-of 2026-09-01 --format json
        """;

    public static Command Create(TextWriter output)
    {
        var policy = Arguments.Policy();
        var patient = new Argument<string>("RECORD") { Description = "a patient's record" };
        var asOf = Arguments.AsOf();
        var at = Arguments.At();
        var all = new Option<bool>("--all") { Description = "show every fact, and visits that are over in full" };
        var format = Arguments.Format(ReportFormat.Text, ReportFormat.Json, ReportFormat.Html);
        var html = Arguments.Html();
        var file = Arguments.Output();
        var command = new Command(
            "decide", "Decides everything about a patient's record, and says why.") { policy, patient, asOf, at, all, format,
            html, file };
        command.SetAction(parsed =>
        {
            ReportFormat written = Arguments.FormatOf(parsed, format, html);
            RulesBook rules = PolicyInput.ReadBook(parsed.GetRequiredValue(policy), parsed.GetValue(asOf));
            var decisions = new RecordDecisions(rules, RecordInput.Review(
                parsed.GetRequiredValue(patient), rules,
                parsed.GetValue(at) is { } instant ? InstantInput.Read(instant, rules.TimeZone) : null));
            ReportFile.To(parsed.GetValue(file), output, writer =>
            {
                bool isFull = parsed.GetValue(all);
                switch (written)
                {
                    case ReportFormat.Json:
                        writer.Write(
                            JsonSerializer.Serialize(decisions.ToDocument(), RecordDecisionsJson.Default.RecordDecisionsDocument) + "\n");
                        break;
                    case ReportFormat.Html:
                        writer.Write(HtmlReport.Write(
                            CourseReport.Of(rules, decisions.Review, isFull), CourseFigures.Of(rules, decisions.Review)));
                        break;
                    default:
                        TerminalReport.Write(CourseReport.Of(rules, decisions.Review, isFull), ReportConsole.On(writer));
                        break;
                }
            }, $"{Wording.Count(decisions.All.Length, "decision")} written.");
            return ExitCode.Holds;
        });
        return command;
    }
}
