using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>One clinic's rules, asked in the clinic's own clock time.</summary>
internal sealed class Shape(ClinicPolicy policy)
{
    public InfusionRules Rules { get; } = new(policy);

    /// <summary>A clinic-local time such as "2026-06-15 10:00" or "2026-06-15 10:00:01".</summary>
    public Moment At(string local) => Moment.FromLocal(Parse(local), Rules.TimeZone);

    /// <summary>The instant of a clinic-local time that the clock shows once.</summary>
    public Instant Instant(string local) => At(local).Earliest;

    /// <summary>An instant as the clinic's clock shows it.</summary>
    public string Clock(Instant instant)
    {
        LocalDateTime local = instant.InZone(Rules.TimeZone).LocalDateTime;
        return LocalDateTimePattern.CreateWithInvariantCulture(local.Second == 0 ? "uuuu-MM-dd HH:mm" : "uuuu-MM-dd HH:mm:ss")
            .Format(local);
    }

    /// <summary>The last time at which a kind may end, as the clinic's clock shows it.</summary>
    public string CutOff(string kind, string appointment) =>
        Clock(Rules.Fasting.CutOffs(Instant(appointment)).Single(cutOff => cutOff.Kind.Id == kind).At);

    /// <summary>What one intake does to the plan, when it is all that was taken.</summary>
    public FastingOutcome Plan(string appointment, string kind, string at) => Fast(appointment, kind, at).Outcome;

    public Decision<FastingOutcome> Fast(string appointment, string kind, string at)
    {
        Decision<FastingOutcome> decision = Rules.Fasting.DecidePlan(new()
        {
            Appointment = At(appointment),
            Intakes = [Intake.Of(kind, At(at))],
            IntakesCompleteness = ListCompleteness.Complete,
        });
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        return decision;
    }

    /// <summary>What holds a release; going unaccompanied does not.</summary>
    public IEnumerable<ReleaseFinding> Holds(Visit visit, Instant now) =>
        Rules.Visits.DecideReleaseFindings(visit, now).Certain.Where(finding => finding != ReleaseFinding.Unaccompanied);

    /// <summary>The induction of one series on the clinic's only protocol.</summary>
    public Decision<InductionOutcome> Induction(params string[] dates) => Rules.Protocols.DecideInduction(Series(dates));

    /// <summary>What is found about each session of that series.</summary>
    public ImmutableArray<Decision<SessionFinding>> Sessions(params string[] dates) => Rules.Protocols.DecideSessions(Series(dates));

    /// <summary>The end of that series' window.</summary>
    public LocalDate? WindowEnd(params string[] dates) => Rules.Protocols.WindowEnd(Series(dates));

    public InductionSeries Series(string[] dates) => new()
    {
        Protocol = Rules.Policy.Protocols!.Protocols[0].Id,
        CompletedDates = [.. dates.Select(Date)],
    };

    /// <summary>The outcome and the amount of a patient's cancellation.</summary>
    public (CancellationFeeOutcome Outcome, Money? Amount) PatientCancels(
        string appointment, string at, int earlierMisses = 0, Money? price = null, string? waiver = null) =>
        Fee(new()
        {
            Appointment = At(appointment),
            Price = price,
            Cancellation = new()
            {
                By = AppointmentEnd.PatientCancelled,
                At = At(at),
                EarlierMisses = earlierMisses,
                CountedMisses = earlierMisses,
                Waiver = waiver,
            },
        });

    public (CancellationFeeOutcome Outcome, Money? Amount) NoShow(int earlierMisses = 0, Money? price = null) =>
        Fee(new()
        {
            Price = price,
            Cancellation = new() { By = AppointmentEnd.NoShow, EarlierMisses = earlierMisses, CountedMisses = earlierMisses },
        });

    public (CancellationFeeOutcome Outcome, Money? Amount) Fee(Visit visit)
    {
        Decision<CancellationFeeOutcome> decision = Rules.Fees.DecideCancellation(visit);
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        return (decision.Outcome, Rules.Fees.AmountOf(decision));
    }

    public static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static LocalDateTime Parse(string text) =>
        LocalDateTimePattern.CreateWithInvariantCulture(text.Length > 16 ? "uuuu-MM-dd HH:mm:ss" : "uuuu-MM-dd HH:mm").Parse(text).Value;
}
