using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Maintenance;

/// <summary>What the maintenance rules ask, each fact with the fields it is read from.</summary>
/// <remarks>The place of a date in relation to a window has calendar limits: a
/// month against days is longer or shorter by the date it is counted from, so
/// no condition on a number of days or months says the same.</remarks>
internal static class MaintenanceFacts
{
    /// <summary>The most days of relief that are counted.</summary>
    public const int MostDays = 10_000;

    /// <summary>The last maintenance infusion that is counted.</summary>
    public const int MostOrdinals = 1_000;

    private const string OtherGrade = "another grade";

    private static Input<MaintenanceInCourse, ClinicianInterval?> Interval { get; } =
        MaintenanceNote.Fields.ClinicianInterval.In<MaintenanceInCourse>(static course => course.Note);

    private static Input<MaintenanceInCourse, int?> NextOrdinal { get; } = MaintenanceNote.Fields.Ordinal.In<MaintenanceInCourse>(
        static course => course.Note);

    private static Input<MaintenanceInCourse, LocalDate?> DateAsked { get; } = MaintenanceNote.Fields.On.In<MaintenanceInCourse>(
        static course => course.Note);

    private static Input<MaintenanceInCourse, LocalDate?> FirstCompleted { get; } = new(
        PatientRecord.Fields.Visits.Path, static course => course.FirstCompleted);

    private static Input<MaintenanceInCourse, LocalDate?> LastCompleted { get; } = new(
        PatientRecord.Fields.Visits.Path, static course => course.LastCompleted);

    private static Input<MaintenanceInCourse, LocalDate?> LastOfInduction { get; } = new(
        PatientRecord.Fields.Visits.Path, static course => course.LastOfInduction);

    private static Input<MaintenanceInCourse, ImmutableArray<LocalDate>?> MaintenanceDates { get; } = new(
        PatientRecord.Fields.Visits.Path, static course => course.MaintenanceDates);

    /// <summary>Whether the course has reached maintenance.</summary>
    public static Fact<bool> Stage { get; } =
        Fact.YesNo("maintenance.stage", "the course is in maintenance", "Has the course reached maintenance?")
            .From(new Input<MaintenanceInCourse, bool?>(PatientRecord.Fields.Words.Path, static course => course.IsReached))
            .Taken("response.course");

    /// <summary>Whether the symptoms are back.</summary>
    public static Fact<bool> Symptoms { get; } =
        Fact.YesNo("maintenance.symptoms", "the symptoms are back", "Are the symptoms back?")
            .From(MaintenanceNote.Fields.SymptomsAreBack.In<MaintenanceInCourse>(static course => course.Note));

    /// <summary>What a clinician has set; nothing on file is none.</summary>
    public static Fact<ClinicianPlan> Plan { get; } =
        Fact.Choice<ClinicianPlan>("maintenance.plan", "the interval a clinician has set", "Has a clinician set an interval?")
            .By<MaintenanceInCourse, ClinicianPlan>(
            static course => FactValue.Exactly((int)(course.Note.ClinicianInterval is not { } individual ? ClinicianPlan.None
                : individual.IsRange ? ClinicianPlan.Range
                : ClinicianPlan.OneInterval)),
            Interval);

    /// <summary>How many days relief lasted.</summary>
    public static Fact<int> Relief { get; } =
        Fact.Count("maintenance.relief", "the time relief lasted", "How many days did relief last?", "days", 0, MostDays)
            .From(MaintenanceNote.Fields.ReliefDays.In<MaintenanceInCourse>(static course => course.Note));

    /// <summary>Which maintenance infusion comes next.</summary>
    public static Fact<int> Ordinal { get; } =
        Fact.Count(
            "maintenance.ordinal", "which maintenance infusion comes next", "Which maintenance infusion is the next one?", "", 1,
            MostOrdinals)
            .By<MaintenanceInCourse, int>(static course => FactValue.Of(OrdinalOf(course)), NextOrdinal, LastOfInduction, MaintenanceDates);

    /// <summary>How many maintenance infusions the twelve months that end with the date have.</summary>
    public static Fact<int> InAYear { get; } =
        Fact.Count(
            "maintenance.in-a-year", "maintenance infusions in the twelve months before", "When were the maintenance infusions of the last "
            + "twelve months?", "infusions", 0, 1_000_000)
            .By<MaintenanceInCourse, int>(
                static course => course is { MaintenanceDates: { } dates, Note.On: { } on }
                    ? FactValue.Exactly(dates.Count(date => date <= on && date.PlusMonths(12) > on))
                    : FactValue.Unknown,
                MaintenanceDates, DateAsked).Taken("visit.infusion");

    /// <summary>Where the date lies in relation to the next offset from the induction: before it, or from it on.</summary>
    /// <param name="offsets">The offsets in order.</param>
    public static Fact<MaintenancePosition> OffsetPosition(ImmutableArray<CalendarCut> offsets) =>
        Fact.Choice<MaintenancePosition>(
            "maintenance.position", "the place of the date in relation to the next offset",
            "When was the last infusion of the induction, and which date is asked about?")
            .By<MaintenanceInCourse, MaintenancePosition>(
                course => OffsetDate(course, offsets) is { } first && course.Note.On is { } on
                    ? FactValue.Exactly((int)(on < first ? MaintenancePosition.Before : MaintenancePosition.Within))
                    : FactValue.Unknown,
                DateAsked, NextOrdinal, LastOfInduction, MaintenanceDates)
            .With(string.Join(", ", offsets)).Taken("visit.infusion");

    /// <summary>Which maintenance infusion comes next: as it is recorded, or counted; <c>null</c> when not known.</summary>
    /// <param name="course">What is known.</param>
    public static int? OrdinalOf(MaintenanceInCourse course) => course.Note.Ordinal
        ?? (course is { MaintenanceDates: { } dates, LastOfInduction: { } last }
            ? Math.Min(MostOrdinals, dates.Count(date => date > last) + 1)
            : null);

    /// <summary>The date of the next offset; <c>null</c> while it is not known, and after the last one.</summary>
    /// <param name="course">What is known.</param>
    /// <param name="offsets">The offsets in order.</param>
    public static LocalDate? OffsetDate(MaintenanceInCourse course, ImmutableArray<CalendarCut> offsets) =>
        course.LastOfInduction is { } last && OrdinalOf(course) is { } next && next <= offsets.Length
            ? offsets[next - 1].FirstBeyond(last)
            : null;

    /// <summary>Where the date lies in relation to the policy's window.</summary>
    /// <param name="anchor">The date the window counts from.</param>
    /// <param name="window">The limits of the window.</param>
    public static Fact<MaintenancePosition> Position(MaintenanceAnchor anchor, ImmutableArray<CalendarCut> window) =>
        Fact.Choice<MaintenancePosition>(
            "maintenance.position", "the place of the date in relation to the window",
            "When was the last completed infusion, and which date is asked about?")
            .Beyond(From(anchor), DateAsked, window).With(anchor.ToString()).Taken("visit.infusion");

    /// <summary>Where the date lies in relation to the window of the interval that a clinician has set.</summary>
    /// <param name="anchor">The date the interval counts from.</param>
    public static Fact<MaintenancePosition> IndividualPosition(MaintenanceAnchor anchor) => Fact.Choice<MaintenancePosition>(
        "maintenance.individual-position", "the place of the date in relation to the clinician's interval",
        "When was the last completed infusion, and which date is asked about?")
        .By<MaintenanceInCourse, MaintenancePosition>(
            course => AnchorOf(course, anchor) is { } from && course.Note is { On: { } date, ClinicianInterval: { } interval }
                ? FactValue.Exactly((int)new MaintenanceWindow(from + interval.Earliest, from + interval.Latest).PositionOf(date))
                : FactValue.Unknown,
            DateAsked, FirstCompleted, LastCompleted, Interval).With(anchor.ToString()).Taken("visit.infusion");

    /// <summary>Where the first date of a clinician's interval lies in relation to the policy's window.</summary>
    /// <param name="anchor">The date both count from.</param>
    /// <param name="window">The limits of the window.</param>
    public static Fact<MaintenancePosition> Shortest(MaintenanceAnchor anchor, ImmutableArray<CalendarCut> window) => Individual(
        "maintenance.shortest-interval", "the first date of the clinician's interval in relation to the window", anchor,
        static interval => interval.Earliest, window);

    /// <summary>Where the last date of a clinician's interval lies in relation to the policy's window.</summary>
    /// <param name="anchor">The date both count from.</param>
    /// <param name="window">The limits of the window.</param>
    public static Fact<MaintenancePosition> Longest(MaintenanceAnchor anchor, ImmutableArray<CalendarCut> window) => Individual(
        "maintenance.longest-interval", "the last date of the clinician's interval in relation to the window", anchor,
        static interval => interval.Latest, window);

    /// <summary>Where the date that the policy's interval gives for a
    /// maintenance infusion lies in relation to the policy's window.</summary>
    /// <param name="ordinal">Which maintenance infusion, such as "2".</param>
    /// <param name="anchor">The date both count from.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="window">The limits of the window.</param>
    public static Fact<MaintenancePosition> OrdinalPosition(
        string ordinal, MaintenanceAnchor anchor, CalendarCut interval, ImmutableArray<CalendarCut> window) =>
        Fact.Choice<MaintenancePosition>(
            $"maintenance.ordinal-interval-{ordinal}", $"the date for maintenance infusion {ordinal} in relation to the window",
            "When was the last completed infusion?")
            .Beyond(From(anchor), interval, window).With(anchor.ToString()).Taken("visit.infusion");

    /// <summary>The grade of response. Of one that is nearly the policy's nothing is known.</summary>
    /// <param name="grades">The grades that the policy maps.</param>
    public static Fact<string> Grade(IEnumerable<string> grades)
    {
        string[] all = [.. grades, OtherGrade];
        var names = new NameIndex(all.Select((name, place) => (name, place)));
        return Fact.Named("maintenance.grade", "the grade of response", "How good was the response?", all, OtherGrade).From(
            MaintenanceNote.Fields.ResponseGrade.In<MaintenanceInCourse>(static course => course.Note),
            grade => names.PlaceOf(grade, all.Length - 1));
    }

    /// <summary>The date a window counts from.</summary>
    /// <param name="course">What is known.</param>
    /// <param name="anchor">Which date that is.</param>
    public static LocalDate? AnchorOf(MaintenanceInCourse course, MaintenanceAnchor anchor) =>
        anchor == MaintenanceAnchor.LastCompletedInfusion ? course.LastCompleted
        : course is { FirstCompleted: { } first, LastCompleted: { } last } ? LocalDate.Max(first.PlusDays(6), last)
        : null;

    private static Input<MaintenanceInCourse, LocalDate?> From(MaintenanceAnchor anchor) =>
        new("visits", course => AnchorOf(course, anchor));

    private static Fact<MaintenancePosition> Individual(
        string id, string name, MaintenanceAnchor anchor, Func<ClinicianInterval, Period> period, ImmutableArray<CalendarCut> window) =>
        Fact.Choice<MaintenancePosition>(id, name, "When was the last completed infusion?").Beyond(
            From(anchor),
            new Input<MaintenanceInCourse, LocalDate?>(MaintenanceNote.Fields.ClinicianInterval.Path, course =>
                AnchorOf(course, anchor) is { } from && course.Note.ClinicianInterval is { } interval ? from + period(interval) : null),
            window).With(anchor.ToString()).Taken("visit.infusion");
}
