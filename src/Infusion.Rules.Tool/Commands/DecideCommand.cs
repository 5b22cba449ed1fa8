using System.CommandLine;
using System.Text.Json;
using Infusion.Rules.Courses;
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

        With --instructions the patient's sheet for a visit to come is written instead:
        what the clinic's rules say before and after it, with that visit's times. With
        --all each sentence names its rule.

        Examples:
          infusion-rules decide published samples/change/water.json
          infusion-rules decide published+consensus-2018 samples/Infusion.Rules.Sample/cases/responder.json
          infusion-rules decide published samples/Infusion.Rules.Sample/cases/mixed.json --at 2026-03-04T12:00 --all
          infusion-rules decide published samples/Infusion.Rules.Sample/cases/mixed.json --html --output artifacts/mixed.html
          infusion-rules decide published samples/Infusion.Rules.Sample/cases/mixed.json --instructions visit-5
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
        var instructions = new Option<string?>("--instructions")
        {
            Description = "only the patient's sheet for this visit",
            HelpName = "VISIT",
        };
        var format = Arguments.Format(ReportFormat.Text, ReportFormat.Json, ReportFormat.Markdown, ReportFormat.Html);
        var html = Arguments.Html();
        var file = Arguments.Output();
        var command = new Command(
            "decide", "Decides everything about a patient's record, and says why.") { policy, patient, asOf, at, all, instructions, format,
            html, file };
        command.SetAction(parsed =>
        {
            ReportFormat written = Arguments.FormatOf(parsed, format, html);
            RulesBook rules = PolicyInput.ReadBook(parsed.GetRequiredValue(policy), parsed.GetValue(asOf));
            CourseReview review = RecordInput.Review(
                parsed.GetRequiredValue(patient), rules,
                parsed.GetValue(at) is { } instant ? InstantInput.Read(instant, rules.TimeZone) : null);
            if (parsed.GetValue(instructions) is { } visit)
            {
                Report sheet = Sheet(parsed.GetRequiredValue(patient), rules, review, visit, written);
                Report shown = parsed.GetValue(all) ? sheet : VisitSheet.WithoutSources(sheet);
                ReportFile.To(parsed.GetValue(file), output, writer =>
                {
                    switch (written)
                    {
                        case ReportFormat.Html:
                            writer.Write(HtmlReport.Write(shown, []));
                            break;
                        case ReportFormat.Markdown:
                            writer.Write(MarkdownText.Write(shown));
                            break;
                        default:
                            TerminalReport.Write(shown, ReportConsole.On(writer));
                            break;
                    }
                }, "1 sheet written.");
                return ExitCode.Holds;
            }

            // A report judges what it shows; every decision as data is made for JSON, and to be counted for who sees no report.
            var decisions = new Lazy<RecordDecisions>(() => new(rules, review));
            string? path = parsed.GetValue(file);
            ReportFile.To(path, output, writer =>
            {
                bool isFull = parsed.GetValue(all);
                switch (written)
                {
                    case ReportFormat.Json:
                        writer.Write(JsonSerializer.Serialize(
                            decisions.Value.ToDocument(), RecordDecisionsJson.Default.RecordDecisionsDocument) + "\n");
                        break;
                    case ReportFormat.Markdown:
                        writer.Write(MarkdownText.Write(CourseReport.Of(rules, review, isFull)));
                        break;
                    case ReportFormat.Html:
                        writer.Write(HtmlReport.Write(
                            CourseReport.Of(rules, review, isFull), CourseFigures.Of(rules, review)));
                        break;
                    default:
                        TerminalReport.Write(CourseReport.Of(rules, review, isFull), ReportConsole.On(writer));
                        break;
                }
            }, path is null ? "" : $"{Wording.Count(decisions.Value.All.Length, "decision")} written.");
            return ExitCode.Holds;
        });
        return command;
    }

    private static Report Sheet(string path, RulesBook rules, CourseReview review, string visit, ReportFormat format) =>
        format == ReportFormat.Json ? throw new BadInputException(
            "A patient's sheet is for people: --instructions goes with --format text, markdown or html.")
        : VisitSheet.WhyNot(rules, review, visit) is { } problem ? throw new BadInputException($"{path}: {problem}")
        : VisitSheet.Of(rules, review, visit);
}
