using System.Collections.Immutable;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Visits;
using NodaTime;
using NodaTime.Text;
using Spectre.Console;
using Rule = Infusion.Rules.Tables.Rule;

namespace Infusion.Rules.Tool.Reports;

/// <summary>The visits of a day for the desk to read: one line each, and under it what speaks against it.</summary>
internal sealed class DayText
{
    private static readonly ZonedDateTimePattern _time = ZonedDateTimePattern.CreateWithInvariantCulture("HH:mm", null);

    private readonly RulesBook _rules;
    private readonly LocalDate _date;
    private readonly Page _page;

    private DayText(RulesBook rules, LocalDate date, IAnsiConsole console) => (_rules, _date, _page) = (rules, date, new(console));

    /// <summary>Writes the day.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="date">The day.</param>
    /// <param name="records">The records that were looked at, and what is wrong with those that were not.</param>
    /// <param name="lines">Its visits.</param>
    /// <param name="console">Where to.</param>
    public static void Write(RulesBook rules, LocalDate date, RecordFolder records, ImmutableArray<DayLine> lines, IAnsiConsole console)
    {
        var text = new DayText(rules, date, console);
        text.Head(records);
        if (lines.IsEmpty)
        {
            text._page.Blank();
            text._page.Write($"No visit is booked on this day in {Wording.Count(records.Records.Length, "record")}{Without(records)}.");
            return;
        }

        foreach (DayLine line in lines)
        {
            text.Line(line);
        }

        int Count(DayOutcome action) => lines.Count(line => line.Action == action);
        text._page.Blank();
        text._page.Write(
            $"{Wording.Count(lines.Length, "visit")}: {Count(DayOutcome.Go)} go, {Count(DayOutcome.Ask)} ask, {Count(DayOutcome.Stop)} stop"
            + (Count(DayOutcome.Begun) is > 0 and var begun ? $", {begun} begun. " : ". ")
            + "The clinic's rules, not medical advice; the clinician decides.");
    }

    /// <summary>How many files could not be read; empty for none.</summary>
    public static string Without(RecordFolder records) =>
        records.Unread.IsEmpty ? "" : $"; {Wording.Count(records.Unread.Length, "file")} could not be read";

    private void Head(RecordFolder records)
    {
        _page.Write(
            $"{Wording.On(_date)}, {Wording.Count(records.Records.Length, "record")}{Without(records)}", style: "bold");
        _page.Write($"By the rules of {Wording.Rules(_rules)}");
        if (!records.Unread.IsEmpty)
        {
            _page.Blank();
            _page.Write("Not shown, as the file could not be read:", style: "bold");
            foreach (string problem in records.Unread.SelectMany(static one => one.Split('\n')))
            {
                _page.Write(problem, 7, "- ");
            }
        }
    }

    private void Line(DayLine line)
    {
        string action = line.Action switch
        {
            DayOutcome.Begun => line.Visit.Visit.End is null ? "BEGUN" : "DONE",
            DayOutcome.Go => "GO",
            DayOutcome.Ask => "ASK",
            _ => "STOP",
        };
        string chair = line.ChairTo is { } to ? $"chair {Time(line.ChairFrom)} to {Time(to)}"
            : line.ChairFrom is { } from ? $"chair from {Time(from)}, until when is not known"
            : "chair not known";
        _page.Blank();
        _page.Write(
            $"{Time(line.Appointment.Earliest)} {action}: {line.Review.Record.Id}, {Wording.Words(line.Visit.Visit.Id)}; "
            + $"{(line.Arrival is { } arrival ? $"arrive {Time(arrival)}" : "arrival not known")}, {chair}, {Ride(line.Ride)}, "
            + RideHome(line.Visit.Visit.RideArranged),
            style: line.Action is DayOutcome.Go or DayOutcome.Begun ? "" : "bold");
        foreach (Contradiction one in line.Review.Contradictions)
        {
            _page.Write($"The record contradicts itself: {one.Says} ({one.FirstPath}, {one.SecondPath})", 7, "- ");
        }

        foreach (Rule rule in line.ForClinician)
        {
            _page.Write($"A clinician looks: {rule.Says}. {Wording.Source(rule.Id, rule.Citations)}", 7, "- ");
        }

        if (line.Action is DayOutcome.Go or DayOutcome.Begun)
        {
            return;
        }

        foreach (Rule rule in line.Reasons)
        {
            _page.Write($"Why: {rule.Says}. {Wording.Source(rule.Id, rule.Citations)}", 7, "- ");
        }

        Ask(line);
    }

    private void Ask(DayLine line)
    {
        foreach (OpenQuestion question in line.AskFirst)
        {
            _page.Write($"Ask: {CourseHead.Asked(question, _rules.TimeZone)}", 7, "- ");
        }

        if (!line.AskFirst.IsEmpty || line.Outcome.Status != DecisionStatus.NeedsInformation)
        {
            return;
        }

        foreach (Question question in line.Outcome.Questions)
        {
            _page.Write($"Ask: {question.Ask}", 7, "- ");
        }
    }

    private static string Ride(Decision<InboundRideOutcome>? ride) => ride switch
    {
        { Status: DecisionStatus.Determined, Outcome: InboundRideOutcome.InboundRideNeeded } => "somebody else drives here",
        { Status: DecisionStatus.Determined } => "no driving restriction on the way here",
        _ => "ride here not known",
    };

    private static string RideHome(bool? isArranged) => isArranged switch
    {
        true => "ride home arranged",
        false => "no ride home",
        null => "ride home not known",
    };

    // Another day than the one asked for is said.
    private string Time(Instant? at)
    {
        if (at is not { } instant)
        {
            return "not known";
        }

        ZonedDateTime clock = instant.InZone(_rules.TimeZone);
        return clock.Date == _date ? _time.Format(clock) : Wording.At(instant, _rules.TimeZone);
    }
}
