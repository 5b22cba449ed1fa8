using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Infusion.Rules.Courses;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Reports;
using Infusion.Rules.Tool.Reports;
using NodaTime;

namespace Infusion.Rules.Tool.Commands;

/// <summary><c>infusion-rules day</c>: the visits of a day, and which of them go ahead.</summary>
internal static class DayCommand
{
    /// <summary>What the help adds: how the command ends, and examples.</summary>
    public const string Notes = """
        One line a visit, by its time. GO: nothing on record speaks against it. ASK:
        somebody is asked, or a clinician looks, before it begins. STOP: by the clinic's
        rules it does not go ahead as it is booked; a person decides what becomes of it.
        BEGUN and DONE: the infusion has begun, or is over.
        Every record is judged at its own asOf. Cancelled visits are left out.

        A file that cannot be read is named, and the day is shown without it.

        Exit code: 0 the day is shown, 2 a file cannot be read, or there is no record.

        Examples:
          infusion-rules day published samples/Infusion.Rules.Sample/cases --on 2026-03-16
          infusion-rules day published samples/Infusion.Rules.Sample/cases --on 2026-03-16 --format json
          infusion-rules day published samples/Infusion.Rules.Sample/cases --on 2026-03-16 --html --output artifacts/day.html
        """;

    public static Command Create(TextWriter output)
    {
        var policy = Arguments.Policy();
        var folder = new Argument<string>("FOLDER") { Description = "a folder of patients' records, files that end in .json" };
        var on = Arguments.On();
        var asOf = Arguments.AsOf();
        var format = Arguments.Format(ReportFormat.Text, ReportFormat.Json, ReportFormat.Markdown, ReportFormat.Html);
        var html = Arguments.Html();
        var file = Arguments.Output();
        var command = new Command("day", "Shows the visits of a day: which go ahead, and what to ask first.") { policy, folder, on, asOf,
            format, html, file };
        command.SetAction(parsed =>
        {
            ReportFormat written = Arguments.FormatOf(parsed, format, html);
            string given = parsed.GetRequiredValue(policy);
            RulesBook rules = PolicyInput.ReadBook(given, parsed.GetValue(asOf));
            RecordFolder records = RecordInput.Folder(parsed.GetRequiredValue(folder), rules.TimeZone);
            LocalDate date = parsed.GetValue(on)!.Value;
            ImmutableArray<DayLine> lines = PolicyInput.Judged(given, () => rules.Day(records.Records, date));
            ReportFile.To(parsed.GetValue(file), output, writer =>
            {
                Report Made() => DayReport.Of(rules, date, lines, records.Records.Length, records.Unread);
                switch (written)
                {
                    case ReportFormat.Json:
                        writer.Write(JsonSerializer.Serialize(
                            DayDocument.Of(rules, date, records, lines), RecordDecisionsJson.Default.DayDocument) + "\n");
                        break;
                    case ReportFormat.Markdown:
                        writer.Write(MarkdownText.Write(Made()));
                        break;
                    case ReportFormat.Html:
                        writer.Write(DayPage.Write(Made(), rules, date, lines));
                        break;
                    default:
                        TerminalReport.Write(Made(), ReportConsole.On(writer));
                        break;
                }
            }, $"{Wording.Count(lines.Length, "visit")} written"
                + (records.Unread.IsEmpty ? "." : $"; {Wording.Count(records.Unread.Length, "file")} could not be read."));
            return records.Unread.IsEmpty ? ExitCode.Holds : ExitCode.BadInput;
        });
        return command;
    }
}
