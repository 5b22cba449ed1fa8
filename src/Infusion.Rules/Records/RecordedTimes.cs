using Infusion.Rules.Documents;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>What a record says has happened, it does not say of a time after the one it is judged at.</summary>
/// <remarks>Appointments, intakes and departures may be planned and lie ahead.</remarks>
internal static class RecordedTimes
{
    /// <summary>Reports each time and date that lies ahead, where it stands.</summary>
    public static void Check(PatientRecord record, LocatedValue document)
    {
        foreach ((LocatedValue at, Visit visit) in document.Member("visits").Items.Zip(record.Visits, static (at, visit) => (at, visit)))
        {
            Require(at.Member("arrival"), visit.Arrival?.Earliest, record.AsOf);
            Require(at.Member("start"), visit.Start?.Earliest, record.AsOf);
            Require(at.Member("end"), visit.End?.Earliest, record.AsOf);
            Require(at.Member("left"), visit.Left?.Earliest, record.AsOf);
            Require(at.Member("cancelled").Member("at"), visit.Cancellation?.At?.Earliest, record.AsOf);
        }

        foreach ((LocatedValue at, ScoreEntry score) in document.Member("scores").Items.Zip(record.Scores, static (at, score) => (at, score)))
        {
            Require(at.Member("at"), score.At.Earliest, record.AsOf);
        }

        if (record.Eligibility is { } assessment)
        {
            CheckDates(record, assessment, document.Member("eligibility"));
        }
    }

    // What has happened has happened by the date it is judged on.
    private static void CheckDates(PatientRecord record, Assessment assessment, LocatedValue at)
    {
        // Without the clinic's clock, the latest date it may show: nothing is refused that one clinic may have written.
        LocalDate today = record.AsOf.InZone(at.Zone ?? DateTimeZone.ForOffset(Offset.FromHours(14))).Date;
        Require(at.Member("on"), assessment.On, today, "a date after asOf", "a date up to that of asOf");
        LocalDate on = assessment.On ?? today;
        foreach ((LocatedValue condition, StatedCondition stated) in at.Member("conditions").Items.Zip(assessment.Conditions, static (at, stated) => (at, stated)))
        {
            Require(First(condition.Member("onset")), stated.Onset?.Start, on, "a date after the date it is judged on", "a date up to the date it is judged on");
        }

        foreach (LocatedValue answer in at.Member("screens").Members)
        {
            LocalDate? happened = assessment.Screens?.Find(answer.PropertyName!) is ScreenAnswer.Happened last ? last.Days.Start : null;
            Require(First(answer), happened, on, "a date after the date it is judged on", "a date up to the date it is judged on");
        }
    }

    private static LocatedValue First(LocatedValue days) => days.Is(LocatedKind.Object) ? days.Member("from") : days;

    private static void Require(LocatedValue at, Instant? recorded, Instant asOf)
    {
        if (recorded > asOf)
        {
            at.Report(ProblemCodes.Contradiction, "a recorded time after asOf", "a time up to asOf; leave it out while it is only planned");
        }
    }

    private static void Require(LocatedValue at, LocalDate? date, LocalDate last, string found, string allowed)
    {
        if (date > last)
        {
            at.Report(ProblemCodes.Contradiction, found, allowed);
        }
    }
}
