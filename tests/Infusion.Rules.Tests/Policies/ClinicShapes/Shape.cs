using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
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
        return LocalDateTimePattern.CreateWithInvariantCulture(local.Second == 0 ? "uuuu-MM-dd HH:mm" : "uuuu-MM-dd HH:mm:ss").Format(local);
    }

    /// <summary>The last time at which a kind may end, as the clinic's clock shows it.</summary>
    public string CutOff(string kind, string appointment) =>
        Clock(Rules.Fasting.CutOffs(Instant(appointment)).Single(cutOff => cutOff.Kind.Id == kind).At);

    /// <summary>What one intake does to the plan, when it is all that was taken.</summary>
    public FastingOutcome Plan(string appointment, string kind, string at) => Fast(appointment, kind, at).Outcome;

    public FastingDecision Fast(string appointment, string kind, string at)
    {
        FastingDecision decision = Rules.Fasting.Plan(new()
        {
            Appointment = At(appointment),
            Intakes = [Intake.Of(kind, At(at))],
            Completeness = ListCompleteness.Complete,
        });
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        return decision;
    }

    /// <summary>The induction of one series on the clinic's only protocol.</summary>
    public InductionDecision Induction(params string[] dates) => Rules.Protocols.JudgeInduction(new()
    {
        Protocol = Rules.Policy.Protocols.Protocols[0].Id,
        CompletedDates = [.. dates.Select(Date)],
    });

    /// <summary>The outcome and the amount of a patient's cancellation.</summary>
    public (CancellationFeeOutcome Outcome, Money? Amount) PatientCancels(string appointment, string at, int earlierMisses = 0, Money? price = null, string? waiver = null) =>
        Fee(new()
        {
            End = AppointmentEnd.PatientCancelled,
            Appointment = At(appointment),
            CancelledAt = At(at),
            EarlierMisses = earlierMisses,
            VisitPrice = price,
            Waiver = waiver,
        });

    public (CancellationFeeOutcome Outcome, Money? Amount) NoShow(int earlierMisses = 0, Money? price = null) =>
        Fee(new() { End = AppointmentEnd.NoShow, EarlierMisses = earlierMisses, VisitPrice = price });

    public (CancellationFeeOutcome Outcome, Money? Amount) Fee(FeeFacts facts)
    {
        FeeDecision decision = Rules.Fees.Cancellation(facts);
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        return (decision.Outcome, decision.Amount);
    }

    public static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static LocalDateTime Parse(string text) =>
        LocalDateTimePattern.CreateWithInvariantCulture(text.Length > 16 ? "uuuu-MM-dd HH:mm:ss" : "uuuu-MM-dd HH:mm").Parse(text).Value;
}
