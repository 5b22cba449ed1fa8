using NodaTime;

namespace Infusion.Rules.Reference;

/// <summary>Section 7: the fasting fee, the new date, and referral credits.</summary>
public static class FeeReference
{
    public const decimal FastingFee = 100.00m;
    public const decimal Credit = 25.00m;

    public enum Ending { GoesAhead, ClinicCancels, PatientCancels, NoShow }

    /// <summary>The clinic's recorded primary reason; it matters only when the clinic cancels.</summary>
    public enum Reason { FastingViolation, BloodPressure, LateArrival, NoRide, AnythingElse }

    /// <summary>From least to most cautious: nothing is charged while information is missing, so the charge comes first.</summary>
    public enum FeeOutcome { Charged, NothingCancelled, NotPublished, WithinGrace, Waived, ReasonNotSupported }

    public enum RescheduleWarning { None, RescheduledSameDay }

    /// <param name="PlanViolation">The plan decision is a violation by a kind with a published window.</param>
    /// <param name="Waived">A waiver is on record; whether one that the clinic does not list holds is not known.</param>
    public sealed record FeeFacts(Ending? Ending, Reason? Reason, bool? PlanViolation, bool? Waived = false);

    public sealed record FeeResult(FeeOutcome Outcome, decimal Amount);

    /// <summary>One recorded referral, in order of recording.</summary>
    public sealed record Referral(string Referrer, string Referred);

    /// <param name="Price">The visit's price; a free visit is not a priced one.</param>
    /// <param name="InfusionStarted">Credits are spent when the visit's infusion starts, and not before.</param>
    /// <param name="EarnedBefore">Credits earned since the visit before this one.</param>
    public sealed record Visit(decimal Price, bool InfusionStarted, int EarnedBefore);

    public sealed record VisitBill(decimal Due, decimal Applied, decimal Forfeited);

    public sealed record Ledger(IReadOnlyList<VisitBill> Bills, decimal Earned, decimal Applied, decimal Forfeited, decimal Open);

    // ---- the fee ----

    /// <summary>What a clinic's own charges may ask besides.</summary>
    /// <param name="Notice">As the clinic counts it.</param>
    /// <param name="BeforeAppointment">On any clock: at the appointment nothing is left to cancel.</param>
    /// <param name="LateBy">How late the patient arrived.</param>
    /// <param name="IsPriced">A share of nothing is nothing.</param>
    public sealed record MissFacts(
        Ending Ending, Reason Reason, bool PlanViolation, bool Waived, Duration Notice, Duration BeforeAppointment, int EarlierMisses,
        Duration LateBy, bool IsPriced);

    /// <summary>The same for a clinic that publishes more, or less, than a fee for the fast.</summary>
    public static FeeOutcome JudgeMiss(MissFacts facts, ReferencePolicy policy)
    {
        if (facts.Ending == Ending.GoesAhead)
            return FeeOutcome.NothingCancelled;

        if (facts.Ending == Ending.ClinicCancels)
        {
            switch (facts.Reason)
            {
                case Reason.FastingViolation:
                    return facts.PlanViolation ? Cost(policy.FastingCharge, facts) : FeeOutcome.ReasonNotSupported;

                // What lies with the patient is a miss as any other.
                case Reason.NoRide when policy.NoRide is { } charge:
                    return Miss(charge, facts, policy);
                case Reason.LateArrival when policy.LateArrival is { } late:
                    return facts.LateBy > late.MoreThan ? Miss(late.Charge, facts, policy) : FeeOutcome.NothingCancelled;
                default:
                    return FeeOutcome.NotPublished;
            }
        }

        var isNoShow = facts.Ending == Ending.NoShow || (policy.NoShow is not null && facts.BeforeAppointment <= Duration.Zero);
        if (isNoShow)
            return policy.NoShow is { } charge ? Miss(charge, facts, policy) : FeeOutcome.NotPublished;

        if (policy.NoticeTiers.Count == 0)
            return FeeOutcome.NotPublished;

        foreach (var (lessThan, charge) in policy.NoticeTiers)
        {
            if (facts.Notice < lessThan)
                return Miss(charge, facts, policy);
        }

        return FeeOutcome.NothingCancelled;
    }

    private static FeeOutcome Miss(ReferencePolicy.Charge charge, MissFacts facts, ReferencePolicy policy)
    {
        if (facts.EarlierMisses < policy.GraceMisses)
            return facts.Waived ? FeeOutcome.Waived : FeeOutcome.WithinGrace;

        return Cost(policy.Repeat is { } repeat && facts.EarlierMisses + 1 >= repeat.FromMiss ? repeat.Charge : charge, facts);
    }

    private static FeeOutcome Cost(ReferencePolicy.Charge charge, MissFacts facts)
    {
        if (facts.Waived)
            return FeeOutcome.Waived;

        return charge.PercentOfPrice is not null && !facts.IsPriced ? FeeOutcome.NothingCancelled : FeeOutcome.Charged;
    }

    public static FeeResult JudgeFee(FeeFacts facts)
    {
        var ending = Completions.Known(facts.Ending, nameof(facts.Ending));

        // A violation with the infusion going ahead costs nothing.
        if (ending == Ending.GoesAhead)
            return new FeeResult(FeeOutcome.NothingCancelled, 0.00m);

        if (ending == Ending.ClinicCancels)
        {
            if (Completions.Known(facts.Reason, nameof(facts.Reason)) == Reason.FastingViolation)
            {
                // However many windows were broken, it is one fee.
                if (Completions.Known(facts.PlanViolation, nameof(facts.PlanViolation)))
                {
                    if (Completions.Known(facts.Waived, nameof(facts.Waived)))
                        return new FeeResult(FeeOutcome.Waived, 0.00m);

                    return new FeeResult(FeeOutcome.Charged, FastingFee);
                }

                return new FeeResult(FeeOutcome.ReasonNotSupported, 0.00m);
            }
        }

        // The page publishes no other charge, and does not say there is none.
        return new FeeResult(FeeOutcome.NotPublished, 0.00m);
    }

    public static IReadOnlySet<FeeOutcome> Possible(FeeFacts partial) => Completions.Possible(
        partial,
        f => JudgeFee(f).Outcome,
        f =>
            Completions.Fill(
                f, f.Ending, [Ending.GoesAhead, Ending.ClinicCancels, Ending.PatientCancels, Ending.NoShow], v => f with { Ending = v }),
        f => Completions.Fill(
            f,
            f.Reason,
            [Reason.FastingViolation, Reason.BloodPressure, Reason.LateArrival, Reason.NoRide, Reason.AnythingElse],
            v => f with { Reason = v }),
        f => Completions.Fill(f, f.PlanViolation, v => f with { PlanViolation = v }),
        f => Completions.Fill(f, f.Waived, v => f with { Waived = v }));

    /// <summary>While the fee needs information nothing is charged.</summary>
    public static decimal ChargedMeanwhile(IReadOnlySet<FeeOutcome> possible) =>
        possible.Count == 1 && possible.Contains(FeeOutcome.Charged) ? FastingFee : 0.00m;

    /// <summary>
    /// Whether the facts support a fasting violation: the plan decision, published kinds only, among what had been taken when
    /// the appointment was cancelled. Null while an intake or the rest of the list leaves it open.
    /// </summary>
    public static bool? PlanViolation(
        IEnumerable<FastingReference.Intake> intakes, bool listIsComplete, Instant appointment, Instant cancelled)
    {
        var open = !listIsComplete;
        foreach (var intake in intakes)
        {
            if (!FastingReference.HasPublishedWindow(intake.Kind))
                continue;

            var verdicts = FastingReference.PossibleAtCancellation(intake, appointment, cancelled);
            if (verdicts.Contains(FastingReference.Verdict.Violation))
            {
                if (verdicts.Count == 1)
                    return true;

                open = true;
            }
        }

        return open ? null : false;
    }

    /// <summary>The new appointment belongs on a later clinic-local date.</summary>
    public static RescheduleWarning JudgeReschedule(Instant cancelledAppointment, Instant newAppointment) =>
        ClinicClock.IsAfter(ClinicClock.DateOf(newAppointment), ClinicClock.DateOf(cancelledAppointment))
            ? RescheduleWarning.None
            : RescheduleWarning.RescheduledSameDay;

    // ---- referral credits ----

    /// <summary>
    /// Credits earned by one referrer: one per person who has scheduled an infusion (kept if it is cancelled later; the free
    /// call is not one), to the first who is on record as having referred that person, never for oneself.
    /// </summary>
    public static int CreditsEarned(string referrer, IEnumerable<Referral> recorded, IReadOnlySet<string> scheduledAnInfusion)
    {
        HashSet<string> taken = [];
        var earned = 0;
        foreach (var referral in recorded)
        {
            if (referral.Referrer == referral.Referred)
                continue;

            if (!taken.Add(referral.Referred))
                continue;

            if (referral.Referrer == referrer)
            {
                if (scheduledAnInfusion.Contains(referral.Referred))
                    earned++;
            }
        }

        return earned;
    }

    /// <summary>
    /// Stacking: all open credits at the next priced visit, the rest forfeited. One per visit: the others stay open. Only visits
    /// come in here: a fee is not a visit, so credits never meet it.
    /// </summary>
    public static Ledger ApplyCredits(IEnumerable<Visit> visits, bool onePerVisit)
    {
        List<VisitBill> bills = [];
        var open = 0;
        var earned = 0;
        var applied = 0.00m;
        var forfeited = 0.00m;
        foreach (var visit in visits)
        {
            if (visit.Price < 0)
                throw new ArgumentOutOfRangeException(nameof(visits), "A price is never negative.");

            open += visit.EarnedBefore;
            earned += visit.EarnedBefore;
            if (visit.Price == 0 || !visit.InfusionStarted)
            {
                bills.Add(new VisitBill(visit.Price, 0.00m, 0.00m));
                continue;
            }

            var spent = onePerVisit ? Math.Min(open, 1) : open;
            var here = Math.Min(spent * Credit, visit.Price);
            bills.Add(new VisitBill(visit.Price - here, here, (spent * Credit) - here));
            applied += here;
            forfeited += (spent * Credit) - here;
            open -= spent;
        }

        return new Ledger(bills, earned * Credit, applied, forfeited, open * Credit);
    }
}
