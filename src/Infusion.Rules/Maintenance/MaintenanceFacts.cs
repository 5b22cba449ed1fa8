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
            .YesWhen("course.stage", "Maintenance");

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

    /// <summary>Which maintenance infusion comes next, or which booster where one is several infusions.</summary>
    /// <param name="booster">The first date that is not in the booster of a date; <c>null</c> where each infusion is one.</param>
    public static Fact<int> Ordinal(CalendarCut? booster) =>
        Fact.Count(
            "maintenance.ordinal", "which maintenance infusion comes next", "Which maintenance infusion is the next one?", "", 1,
            MostOrdinals)
            .By<MaintenanceInCourse, int>(
                course => FactValue.Of(OrdinalOf(course, booster)), NextOrdinal, LastOfInduction, MaintenanceDates)
            .With(booster?.ToString() ?? "");

    /// <summary>How many infusions the booster has that the date falls in; none where it falls in no booster that has begun.</summary>
    /// <param name="booster">The first date that is not in the booster of a date.</param>
    public static Fact<int> InBooster(CalendarCut booster) =>
        Fact.Count(
            "maintenance.in-booster", "infusions of the booster that the date falls in", "When were the last maintenance infusions?",
            "infusions", 0, MostOrdinals)
            .FromBothSides().By<MaintenanceInCourse, int>(
                course => course is { MaintenanceDates: not null, Note.On: not null }
                    ? FactValue.Exactly(BoosterOf(course, booster) is { } begun ? begun.Dates.Length : 0)
                    : FactValue.Unknown,
                MaintenanceDates, DateAsked)
            .With(booster.ToString()).OfInduction();

    /// <summary>How many maintenance infusions the twelve months that end with the date have.</summary>
    public static Fact<int> InAYear { get; } =
        Fact.Count(
            "maintenance.in-a-year", "maintenance infusions in the twelve months before", "When were the maintenance infusions of the last "
            + "twelve months?", "infusions", 0, 1_000_000)
            .By<MaintenanceInCourse, int>(
                static course => course is { MaintenanceDates: { } dates, Note.On: { } on }
                    ? FactValue.Exactly(dates.Count(date => date <= on && date.PlusMonths(12) > on))
                    : FactValue.Unknown,
                MaintenanceDates, DateAsked).OfInduction();

    /// <summary>Where the date lies in relation to the next offset from the induction: before it, or from it on.</summary>
    /// <param name="offsets">The offsets in order.</param>
    /// <param name="booster">The first date that is not in the booster of a date; <c>null</c> where each infusion is one.</param>
    public static Fact<MaintenancePosition> OffsetPosition(ImmutableArray<CalendarCut> offsets, CalendarCut? booster) =>
        Fact.Choice<MaintenancePosition>(
            "maintenance.position", "the place of the date in relation to the next offset",
            "When was the last infusion of the induction, and which date is asked about?")
            .By<MaintenanceInCourse, MaintenancePosition>(
                course => OffsetDate(course, offsets, booster) is { } first && course.Note.On is { } on
                    ? FactValue.Exactly((int)(on < first ? MaintenancePosition.Before : MaintenancePosition.Within))
                    : FactValue.Unknown,
                DateAsked, NextOrdinal, LastOfInduction, MaintenanceDates)
            .With(string.Join(", ", booster is null ? offsets : offsets.Add(booster))).OfInduction();

    /// <summary>Which maintenance infusion comes next: as it is recorded, or counted; <c>null</c> when not known.</summary>
    /// <param name="course">What is known.</param>
    /// <param name="booster">The first date that is not in the booster of a date; <c>null</c> where each infusion is one.</param>
    public static int? OrdinalOf(MaintenanceInCourse course, CalendarCut? booster) => course.Note.Ordinal
        ?? (course is { MaintenanceDates: { } dates, LastOfInduction: { } last }
            ? Math.Min(MostOrdinals, Boosters(dates.Where(date => date > last), booster).Count() + 1)
            : null);

    /// <summary>The booster that has begun and that the date asked about falls in, with its infusions up to that date.</summary>
    /// <param name="course">What is known.</param>
    /// <param name="booster">The first date that is not in the booster of a date.</param>
    public static (ImmutableArray<LocalDate> Dates, LocalDate End)? BoosterOf(MaintenanceInCourse course, CalendarCut booster) =>
        course is { MaintenanceDates: { } dates, Note.On: { } on }
        && Boosters(dates.Where(date => date <= on), booster).LastOrDefault() is { IsDefault: false } last
        && booster.FirstBeyond(last[0]) is var end && on < end
            ? (last, end)
            : null;

    // Each begins with the first date that the one before does not reach.
    private static IEnumerable<ImmutableArray<LocalDate>> Boosters(IEnumerable<LocalDate> dates, CalendarCut? booster)
    {
        List<LocalDate> one = [];
        foreach (LocalDate date in dates.OrderBy(static date => date))
        {
            if (one.Count > 0 && !(date < booster?.FirstBeyond(one[0])))
            {
                yield return [.. one];
                one.Clear();
            }

            one.Add(date);
        }

        if (one.Count > 0)
        {
            yield return [.. one];
        }
    }

    /// <summary>The date of the next offset; <c>null</c> while it is not known, and after the last one.</summary>
    /// <param name="course">What is known.</param>
    /// <param name="offsets">The offsets in order.</param>
    /// <param name="booster">The first date that is not in the booster of a date; <c>null</c> where each infusion is one.</param>
    public static LocalDate? OffsetDate(MaintenanceInCourse course, ImmutableArray<CalendarCut> offsets, CalendarCut? booster) =>
        course.LastOfInduction is { } last && OrdinalOf(course, booster) is { } next && next <= offsets.Length
            ? offsets[next - 1].FirstBeyond(last)
            : null;

    /// <summary>Where the date lies in relation to the policy's window.</summary>
    /// <param name="anchor">The date the window counts from.</param>
    /// <param name="window">The limits of the window.</param>
    public static Fact<MaintenancePosition> Position(MaintenanceAnchor anchor, ImmutableArray<CalendarCut> window) =>
        Fact.Choice<MaintenancePosition>(
            "maintenance.position", "the place of the date in relation to the window",
            "When was the last completed infusion, and which date is asked about?")
            .Beyond(From(anchor), DateAsked, window).With(anchor.ToString()).OfSeries();

    /// <summary>Where the date lies in relation to the window of the interval that a clinician has set.</summary>
    /// <param name="anchor">The date the interval counts from.</param>
    public static Fact<MaintenancePosition> IndividualPosition(MaintenanceAnchor anchor) => Fact.Choice<MaintenancePosition>(
        "maintenance.individual-position", "the place of the date in relation to the clinician's interval",
        "When was the last completed infusion, and which date is asked about?")
        .By<MaintenanceInCourse, MaintenancePosition>(
            course => AnchorOf(course, anchor) is { } from && course.Note is { On: { } date, ClinicianInterval: { } interval }
                ? FactValue.Exactly((int)new MaintenanceWindow(from + interval.Earliest, from + interval.Latest).PositionOf(date))
                : FactValue.Unknown,
            DateAsked, FirstCompleted, LastCompleted, Interval).With(anchor.ToString()).OfSeries();

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
            .Beyond(From(anchor), interval, window).With(anchor.ToString()).OfSeries();

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
            window).With(anchor.ToString()).OfSeries();
}
