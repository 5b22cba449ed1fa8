using System.Collections.Immutable;
using System.CommandLine;
using Infusion.Rules.Policies;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Tool.Reports;
using Infusion.Rules.Verification;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tool.Commands;

/// <summary><c>infusion-rules diff</c>: what a change of the rules changes, for whom, and in which direction.</summary>
internal static class DiffCommand
{
    /// <summary>What the help adds: how the command ends, and examples.</summary>
    public const string Notes = """
        What becomes less cautious stands first, then the changed values, then each
        decision with one patient: at most 60 lines for one value. --all and --html
        have every patient, and the tables cell by cell. Every combination of facts
        is covered; nothing is sampled. Two books are compared date by date.

        Exit code: 0 nothing differs, or every difference has a direction;
        1 some difference has none and needs a person; 2 a file cannot be read;
        3 a decision is above the cell budget.

        Examples:
          infusion-rules diff samples/change/first.json samples/change/next.json
          infusion-rules diff samples/change/first.json samples/change --as-of 2026-09-01 --format markdown
          infusion-rules diff samples/change/first.json samples/change/next.json --html --output artifacts/diff.html
          infusion-rules diff samples/change/first.json samples/change/next.json --format json --output artifacts/diff.json
        """;

    public static Command Create(TextWriter output)
    {
        var old = Arguments.Policy("OLD");
        var @new = Arguments.Policy("NEW");
        var asOf = Arguments.AsOf();
        var emit = new Option<string?>("--emit-cases")
        {
            Description = "a folder for case files: the smallest patients and the values around every limit that moved",
            HelpName = "DIR",
        };
        var budget = Arguments.Budget();
        var format = Arguments.Format(
            ReportFormat.Text, ReportFormat.Json, ReportFormat.Markdown, ReportFormat.Html, ReportFormat.Sarif, ReportFormat.Github);
        var html = Arguments.Html();
        var all = Arguments.All();
        var file = Arguments.Output();
        var command = new Command(
            "diff",
            "Says what a change of the rules changes, for whom, and in which direction.") { old, @new, asOf, emit, budget, all,
                format, html, file };
        command.SetAction(parsed =>
        {
            ReportFormat written = Arguments.FormatOf(parsed, format, html);
            ImmutableArray<DiffPeriod> periods = Periods(
                parsed.GetRequiredValue(old), parsed.GetRequiredValue(@new), parsed.GetValue(asOf),
                new() { CellBudget = parsed.GetValue(budget) },
                parsed.GetValue(emit), out int emitted, out PolicyFiles files);
            ReportFile.To(parsed.GetValue(file), output, writer =>
            {
                switch (written)
                {
                    case ReportFormat.Json:
                        writer.Write(VerificationJson.Write(periods) + "\n");
                        break;
                    case ReportFormat.Markdown:
                        writer.Write(ChangeOutput.Markdown(periods));
                        break;
                    case ReportFormat.Html:
                        writer.Write(ChangeOutput.Page(periods));
                        break;
                    case ReportFormat.Sarif:
                        writer.Write(SarifReport.Of("diff", ChangeRows.Of(periods, files)));
                        break;
                    case ReportFormat.Github:
                        writer.Write(GitHubAnnotations.Of(ChangeRows.Of(periods, files)));
                        break;
                    default:
                        ChangeOutput.Write(periods, parsed.GetValue(all), writer);
                        if (parsed.GetValue(emit) is { } folder)
                        {
                            writer.WriteLine($"{Wording.Count(emitted, "case file")} written to {folder}.");
                        }

                        break;
                }
            }, ChangeOutput.Verdict(periods));
            return periods.Any(period => period.Report is null or { FailsClosed: true }) ? ExitCode.Fails
                : periods.Any(period => period.Report!.IsUndecided) ? ExitCode.Undecided
                : ExitCode.Holds;
        });
        return command;
    }

    private static ImmutableArray<DiffPeriod> Periods(
        string old, string @new, LocalDate? asOf, DiffOptions options, string? emit, out int emitted, out PolicyFiles files)
    {
        emitted = 0;
        (PolicyBook oldBook, PolicyBook newBook, files) = PolicyInput.Pair(old, @new, asOf);
        ImmutableArray<DiffPeriod> periods = PolicyDiff.Compare(oldBook, newBook, options);
        foreach (DiffPeriod period in periods.Where(period => period.Report is not null))
        {
            LocalDate from = period.From is { } date ? LocalDatePattern.Iso.Parse(date).Value : LocalDate.MinIsoValue;
            emitted += Emit(
                period.Report!, PolicyInput.Rules(@new, newBook.On(from)),
                emit is null || period.From is null ? emit : Path.Combine(emit, period.From));
        }

        return periods;
    }

    private static int Emit(DiffReport report, InfusionRules rules, string? folder)
    {
        if (folder is null)
        {
            return 0;
        }

        int count = 0;
        foreach ((string name, string text) in EmittedCases.Of(report, rules))
        {
            ReportFile.Save(Path.Combine(folder, name), text);
            count++;
        }

        return count;
    }
}
