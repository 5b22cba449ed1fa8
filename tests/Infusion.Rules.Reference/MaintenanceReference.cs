using NodaTime;

namespace Infusion.Rules.Reference;

/// <summary>Section 6: the maintenance window, always counted from the last completed infusion's clinic-local date.</summary>
public static class MaintenanceReference
{
    public const int EarliestMonths = 1;
    public const int LatestMonths = 3;

    /// <summary>What a recommended date rests on.</summary>
    public enum Basis { BeforeMaintenance, ClinicianInterval, ClinicianRange, ResponseGrade, ReliefDuration, Ordinal, OnDemand, NotPublished }

    /// <summary>From least to most cautious (the rulebook gives no order for these; see README.md).</summary>
    public enum Status { DeferredWhileControlled, InWindow, Due, NotPublished, NotYetDue }

    /// <param name="Recommended">Null where neither the page nor a clinician names a date.</param>
    /// <param name="OutsidePublishedRange">A clinician's interval that leaves one to three months: information only.</param>
    public sealed record Window(LocalDate Earliest, LocalDate? Recommended, LocalDate Latest, bool OutsidePublishedRange);

    /// <param name="DaysEarly">Days until the window opens; zero unless not yet due.</param>
    /// <param name="SymptomsBeforeWindow">Symptoms are back before the window: for the clinician to know.</param>
    public sealed record Result(Status Status, int DaysEarly, bool SymptomsBeforeWindow);

    public sealed record Facts(LocalDate Today, bool? SymptomsBack);

    /// <summary>No window before the stage Maintenance.</summary>
    public static Window? Published(LocalDate lastCompleted, bool inMaintenance) =>
        inMaintenance ? Published(lastCompleted) : null;

    public static Window Published(LocalDate lastCompleted) => new(
        ClinicClock.AddMonths(lastCompleted, EarliestMonths),
        null,
        ClinicClock.AddMonths(lastCompleted, LatestMonths),
        false);

    /// <summary>One interval of k months fixes all three dates.</summary>
    public static Window ByClinician(LocalDate lastCompleted, int months)
    {
        var date = ClinicClock.AddMonths(lastCompleted, months);
        return new Window(date, date, date, months is < EarliestMonths or > LatestMonths);
    }

    /// <summary>A range gives its bounds and no single date.</summary>
    public static Window ByClinician(LocalDate lastCompleted, int fromMonths, int toMonths) => new(
        ClinicClock.AddMonths(lastCompleted, fromMonths),
        null,
        ClinicClock.AddMonths(lastCompleted, toMonths),
        fromMonths < EarliestMonths || toMonths > LatestMonths);

    /// <summary>The date k months after the anchor, for k = 1, 2, ... : never a month after the month before.</summary>
    public static IReadOnlyList<LocalDate> Planned(LocalDate lastCompleted, int count)
    {
        List<LocalDate> dates = [];
        for (var k = 1; k <= count; k++)
            dates.Add(ClinicClock.AddMonths(lastCompleted, k));

        return dates;
    }

    public static Result Judge(Window window, Facts facts)
    {
        var early = ClinicClock.DaysBetween(facts.Today, window.Earliest);
        if (early > 0)
            return new Result(Status.NotYetDue, early, facts.SymptomsBack == true);

        if (ClinicClock.DaysBetween(facts.Today, window.Latest) >= 0)
            return new Result(Status.InWindow, 0, false);

        if (Completions.Known(facts.SymptomsBack, nameof(facts.SymptomsBack)))
            return new Result(Status.Due, 0, false);

        return new Result(Status.DeferredWhileControlled, 0, false);
    }

    /// <summary>On demand there is no window: due once symptoms are back, and not so soon after the last infusion as the clinic says.</summary>
    public static Status OnDemand(bool isTooEarly, bool symptomsBack) =>
        isTooEarly ? Status.NotYetDue : symptomsBack ? Status.Due : Status.DeferredWhileControlled;

    /// <summary>What names the date: a clinician's interval, else what the clinic publishes of it.</summary>
    public static Basis BasisOf(ReferencePolicy policy, bool inMaintenance, bool? clinicianNamesOneInterval, string grade, int ordinal)
    {
        if (!inMaintenance)
            return Basis.BeforeMaintenance;

        if (clinicianNamesOneInterval is { } isOne)
            return isOne ? Basis.ClinicianInterval : Basis.ClinicianRange;

        return policy.Maintenance switch
        {
            ReferencePolicy.MaintenanceBy.Demand => Basis.OnDemand,
            ReferencePolicy.MaintenanceBy.Grade => policy.MaintenanceGrades.ContainsKey(grade) ? Basis.ResponseGrade : Basis.NotPublished,
            ReferencePolicy.MaintenanceBy.Relief => Basis.ReliefDuration,
            ReferencePolicy.MaintenanceBy.Ordinal => ordinal <= policy.MaintenanceOrdinals.Count || policy.MaintenanceOrdinals.Count > 0
                ? Basis.Ordinal : Basis.NotPublished,
            _ => Basis.NotPublished,
        };
    }

    /// <summary>Past the window with symptoms back, whether a new induction is needed is not published.</summary>
    public static bool NewInductionIsNotPublished(Result result) => result.Status == Status.Due;

    /// <summary>Two statuses are left past the window while nobody has said whether symptoms are back.</summary>
    public static IReadOnlySet<Status> Possible(Window window, Facts partial) => Completions.Possible(
        partial,
        f => Judge(window, f).Status,
        f => Completions.Fill(f, f.SymptomsBack, v => f with { SymptomsBack = v }));

    /// <summary>A last infusion known only to lie between two dates: try every date of the interval.</summary>
    public static IReadOnlySet<Status> PossiblePublished(LocalDate earliestAnchor, LocalDate latestAnchor, Facts partial)
    {
        HashSet<Status> statuses = [];
        for (var anchor = earliestAnchor; !ClinicClock.IsAfter(anchor, latestAnchor); anchor = ClinicClock.AddDays(anchor, 1))
            statuses.UnionWith(Possible(Published(anchor), partial));

        return statuses;
    }
}
