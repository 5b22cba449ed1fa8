using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Maintenance;

/// <summary>What the maintenance rules ask, each fact with the fields it is read from.</summary>
/// <remarks>The place of a date in relation to a window is bound to the policy, as its calendar is: a month against days is longer or shorter by the date
/// it is counted from, so no condition on a number of days or months says the same. The periods stand as terms on the rules.</remarks>
internal static class MaintenanceFacts
{
    /// <summary>The most days of relief that are counted.</summary>
    public const int MostDays = 10_000;

    /// <summary>The last maintenance infusion that is counted.</summary>
    public const int MostOrdinals = 1_000;

    private const string OtherGrade = "another grade";

    private static Input<MaintenanceInCourse, ClinicianInterval?> Interval { get; } =
        MaintenanceNote.Fields.ClinicianInterval.In<MaintenanceInCourse>(static course => course.Note);

    private static Input<MaintenanceInCourse, int?> NextOrdinal { get; } = MaintenanceNote.Fields.Ordinal.In<MaintenanceInCourse>(static course => course.Note);

    private static Input<MaintenanceInCourse, LocalDate?> DateAsked { get; } = MaintenanceNote.Fields.On.In<MaintenanceInCourse>(static course => course.Note);

    private static Input<MaintenanceInCourse, LocalDate?> FirstCompleted { get; } = new(PatientRecord.Fields.Visits.Path, static course => course.FirstCompleted);

    private static Input<MaintenanceInCourse, LocalDate?> LastCompleted { get; } = new(PatientRecord.Fields.Visits.Path, static course => course.LastCompleted);

    /// <summary>Whether the course has reached maintenance.</summary>
    public static Fact<bool> Stage { get; } =
        Fact.YesNo("maintenance.stage", "the course is in maintenance", "Has the course reached maintenance?")
            .From(MaintenanceNote.Fields.IsReached.In<MaintenanceInCourse>(static course => course.Note));

    /// <summary>Whether the symptoms are back.</summary>
    public static Fact<bool> Symptoms { get; } =
        Fact.YesNo("maintenance.symptoms", "the symptoms are back", "Are the symptoms back?")
            .From(MaintenanceNote.Fields.SymptomsAreBack.In<MaintenanceInCourse>(static course => course.Note));

    /// <summary>What a clinician has set; nothing on file is none.</summary>
    public static Fact<ClinicianPlan> Plan { get; } =
        Fact.Choice<ClinicianPlan>("maintenance.plan", "the interval a clinician has set", "Has a clinician set an interval?").By<MaintenanceInCourse, ClinicianPlan>(
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
        Fact.Count("maintenance.ordinal", "which maintenance infusion comes next", "Which maintenance infusion is the next one?", "", 1, MostOrdinals).From(NextOrdinal);

    /// <summary>Where the date lies in relation to the window that counts for the patient.</summary>
    /// <param name="positionOf">Finds the place by the policy's window; <c>null</c> where there is none to lie in, or it is not known.</param>
    public static Fact<MaintenancePosition> Position(Func<MaintenanceInCourse, MaintenancePosition?> positionOf) => Fact.Choice<MaintenancePosition>(
        "maintenance.position", "the place of the date in relation to the window", "When was the last completed infusion, and which date is asked about?")
        .By<MaintenanceInCourse, MaintenancePosition>(
            course => positionOf(course) is { } position ? FactValue.Exactly((int)position) : FactValue.Unknown, DateAsked, FirstCompleted, LastCompleted, Interval);

    /// <summary>How an individual interval compares with the policy's window.</summary>
    /// <param name="positionOf">Compares by the policy's window; <c>null</c> for one that is not known.</param>
    public static Fact<IntervalPosition> Individual(Func<MaintenanceInCourse, IntervalPosition?> positionOf) => Fact.Choice<IntervalPosition>(
        "maintenance.interval", "the individual interval against the policy's window", "When was the last completed infusion?")
        .By<MaintenanceInCourse, IntervalPosition>(
            course => positionOf(course) is { } position
                ? FactValue.Exactly((int)position)
                : FactValue.Between((int)IntervalPosition.Inside, (int)IntervalPosition.Outside),
            Interval, NextOrdinal, FirstCompleted, LastCompleted);

    /// <summary>The grade of response. Of one that is nearly the policy's nothing is known.</summary>
    /// <param name="grades">The grades that the policy maps.</param>
    public static Fact<string> Grade(IEnumerable<string> grades)
    {
        string[] all = [.. grades, OtherGrade];
        var names = new NameIndex(all.Select((name, place) => (name, place)));
        return Fact.Named("maintenance.grade", "the grade of response", "How good was the response?", all, OtherGrade).From(
            MaintenanceNote.Fields.ResponseGrade.In<MaintenanceInCourse>(static course => course.Note),
            grade => names.Find(grade) is >= 0 and var place ? place : names.Meant(grade) is null ? all.Length - 1 : -1);
    }
}
