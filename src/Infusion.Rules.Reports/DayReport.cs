using System.Collections.Immutable;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Visits;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Reports;

/// <summary>The visits of a day as a report: one line each, and then what speaks against each and what to ask.</summary>
public static class DayReport
{
    /// <summary>Makes the report of a day.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="date">The day.</param>
    /// <param name="lines">Its visits.</param>
    /// <param name="records">How many records were looked at.</param>
    /// <param name="unread">What is wrong with the files that could not be read, each as a text; empty for none.</param>
    /// <returns>The report.</returns>
    public static Report Of(RulesBook rules, LocalDate date, ImmutableArray<DayLine> lines, int records, ImmutableArray<string> unread)
    {
        ArgumentNullException.ThrowIfNull(rules);
        (lines, unread) = (lines.IsDefault ? [] : lines, unread.IsDefault ? [] : unread);
        var clock = new ClinicClock(rules.TimeZone);
        int Count(DayOutcome action) => lines.Count(line => line.Action == action);
        string sum = lines.IsEmpty
            ? $"No visit is booked on this day in {Wording.Count(records, "record")}."
            : $"{Wording.Count(lines.Length, "visit")}: {Count(DayOutcome.Go)} go, {Count(DayOutcome.Ask)} ask, "
                + $"{Count(DayOutcome.Stop)} stop"
                + (Count(DayOutcome.Begun) is > 0 and var begun ? $", {begun} begun." : ".");
        string without = unread.IsEmpty ? "" : $" {Wording.Count(unread.Length, "file")} could not be read, named below.";
        var report = new Report(
            $"{ClinicClock.On(date)}, {Wording.Count(records, "record")}",
            $"By the rules of {CourseReportMaker.NameOf(rules)}",
            [
                new("Day", sum + without, unread.IsEmpty ? Attention.None : Attention.Stop),
                .. lines.Select(line => new ReportLine(
                    $"{clock.At(line.Appointment.Earliest, date)} {Word(line)}", Times(line, clock, date), AttentionOf(line))),
            ],
            [
                new("Not shown, as the file could not be read", [.. unread.Select(static one => new ReportItem
                {
                    Title = "", Says = one, Attention = Attention.Stop,
                })]),
                .. lines.Select(line => new ReportSection(TitleOf(line, clock, date), [.. Items(line, clock, date)])),
            ],
            Wording.Note);
        return report with { Sections = [.. report.Sections.Where(static one => !one.Items.IsEmpty)] };
    }

    /// <summary>The title of what is said of a visit.</summary>
    internal static string TitleOf(DayLine line, ClinicClock clock, LocalDate date) =>
        $"{clock.At(line.Appointment.Earliest, date)} {Name(line)}";

    internal static string Name(DayLine line) => $"{line.Review.Record.Id}, {Wording.Name(line.Visit.Visit.Id)}";

    internal static string Word(DayLine line) => line.Action switch
    {
        DayOutcome.Begun => line.Visit.Visit.KnownEnd is null ? "BEGUN" : "DONE",
        DayOutcome.Go => "GO",
        DayOutcome.Ask => "ASK",
        _ => "STOP",
    };

    internal static Attention AttentionOf(DayLine line) => line.Action switch
    {
        DayOutcome.Stop => Attention.Stop,
        DayOutcome.Ask => Attention.Clinician,
        _ => Attention.None,
    };

    private static string Times(DayLine line, ClinicClock clock, LocalDate date)
    {
        string At(Instant at) => clock.At(at, date);
        string chair = line.ChairTo is { } to ? $"chair {At(line.ChairFrom.GetValueOrDefault())} to {At(to)}"
            : line.ChairFrom is { } from ? $"chair from {At(from)}, until when is not known"
            : "chair not known";
        return $"{Name(line)}; {(line.Arrival is { } arrival ? $"arrive {At(arrival)}" : "arrival not known")}, {chair}, "
            + $"{Ride(line)}, {RideHome(line.Visit.Visit.RideArranged)}";
    }

    private static IEnumerable<ReportItem> Items(DayLine line, ClinicClock clock, LocalDate date)
    {
        foreach (Records.Contradiction one in line.Review.Contradictions)
        {
            yield return new()
            {
                Title = "The record contradicts itself",
                Says = Wording.Contradicting(one),
                Attention = Attention.Stop,
            };
        }

        if (line.Action is not (DayOutcome.Go or DayOutcome.Begun))
        {
            foreach (Tables.Rule rule in line.Reasons)
            {
                yield return new()
                {
                    Title = "Why",
                    Says = Wording.Sentence(rule.Says),
                    Attention = AttentionOf(line),
                    Because = [new("", Wording.Source(rule))],
                };
            }
        }

        foreach (Tables.Rule rule in line.ForClinician)
        {
            yield return new()
            {
                Title = "A clinician looks",
                Says = Wording.Sentence(rule.Says),
                Attention = Attention.Clinician,
                Because = [new("", Wording.Source(rule))],
            };
        }

        if (line.Action is DayOutcome.Go or DayOutcome.Begun)
        {
            yield break;
        }

        foreach (OpenQuestion question in line.AskFirst)
        {
            string until = question.Until is { } last ? $", until {clock.At(last, date)}" : "";
            yield return new()
            {
                Title = $"Ask {Wording.Person(question.By)}{until}",
                Says = $"{question.Question.Ask} The answer goes to {question.Path}.",
                Attention = Attention.Note,
            };
        }

        bool isOpen = line.AskFirst.IsEmpty && line.Outcome.Status == DecisionStatus.NeedsInformation;
        foreach (Tables.Question question in isOpen ? line.Outcome.Questions : [])
        {
            yield return new() { Title = "Ask", Says = question.Ask, Attention = Attention.Note };
        }
    }

    // Before a first infusion there is no restriction to speak of.
    internal static string Ride(DayLine line) => line.Ride switch
    {
        { Status: DecisionStatus.Determined, Outcome: InboundRideOutcome.InboundRideNeeded } => "somebody else drives here",
        { Status: DecisionStatus.Determined } => "no driving restriction on the way here",
        _ => "ride here not known",
    };

    internal static string RideHome(bool? isArranged) => isArranged switch
    {
        true => "ride home arranged",
        false => "no ride home",
        null => "ride home not known",
    };
}
