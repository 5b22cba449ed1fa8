using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Fees;

// The tables. Every condition about money stands here; the rest of the room is arithmetic.
public sealed partial class FeeRules
{
    private static Fact<AppointmentEnd> End { get; } =
        Fact.Choice<AppointmentEnd>("fee.end", "the end of the appointment", "What became of the appointment?");

    private static Fact<CancellationReason> Reason { get; } = Fact.Choice<CancellationReason>(
        "fee.reason", "the primary reason the clinic recorded", "What is the primary reason on record for the cancellation?");

    private static Fact<Duration> Notice { get; } =
        Fact.Elapsed("fee.notice", "notice before the appointment", "When was the appointment cancelled?");

    private static Fact<int> EarlierMisses { get; } =
        Fact.Count("fee.earlier-misses", "earlier misses", "How often has the patient missed an appointment before?", "misses", 0, MostMisses);

    private static Fact<Duration> Lateness { get; } =
        Fact.Elapsed("fee.lateness", "time from the appointment to the arrival", "When did the patient arrive?");

    private static Fact<int> Later { get; } = Fact.Count(
        "fee.reschedule-days", "days from the cancelled to the new appointment", "When are the cancelled and the new appointment?", "days", -MostDays, MostDays);

    private static Fact<FriendBooking> Booking { get; } = Fact.Choice<FriendBooking>(
        "referral.booking", "the booking of the referred person", "What has the referred person scheduled?");

    private static Fact<bool> IsSelf { get; } =
        Fact.YesNo("referral.self", "referrer and referred are one person", "Are the referrer and the referred person the same person?");

    private static Fact<bool> IsFirst { get; } = Fact.YesNo(
        "referral.first", "the first referral recorded for that person", "Is this the first referral on record for that person?");

    private static Fact<bool> IsCredited { get; } = Fact.YesNo(
        "referral.credited", "that person has earned somebody the credit", "Has that person earned somebody the credit before?");

    private static Fact<ChargeKind> Charged { get; } =
        Fact.Choice<ChargeKind>("referral.charge", "the charge", "Is a visit or a fee charged?");

    private static Fact<bool> IsPriced { get; } =
        Fact.YesNo("referral.priced", "the visit has a price above zero", "What does the visit cost?");

    private static Fact<bool> HasStarted { get; } =
        Fact.YesNo("referral.started", "the visit's infusion has started", "Has the infusion started?");

    private static Fact<int> Place { get; } = Fact.Count(
        "referral.place", "the credit's place among the open ones, oldest first", "How many older credits are open?", "", 1, MostMisses);

    private static Fact<bool> WasVisited { get; } =
        Fact.YesNo("payment.visit", "a visit took place", "Has a visit taken place?");

    private DecisionTable BuildCancellationTable()
    {
        Condition forFasting = End.Is(AppointmentEnd.ClinicCancelled) & Reason.Is(CancellationReason.FastingViolation);
        Condition supported = forFasting & _plan.Is("Violation");
        Condition[] missed = [.. MissedConditions()];
        Condition isMiss = new Condition.Any([.. missed]);
        List<Rule> rules =
        [
            FastingRule(supported),
            Rule.For(CancellationFeeOutcome.NoFee, "fee.infusion-given", End.Is(AppointmentEnd.InfusionGiven),
                "An infusion that goes ahead costs no fee, whatever was found before it",
                Modality.Required, Provenance.Inferred, "R50", "C7"),
            Rule.For(CancellationFeeOutcome.NotPublished, "fee.other-cancellations", OtherCancellations(),
                "For other cancellations no charge is published; the library adds none and does not say that there is none",
                Modality.Informational, Provenance.Inferred, "R50"),
            Rule.For(CancellationFeeOutcome.ReasonNotSupported, "fee.reason-not-supported", forFasting & !_plan.Is("Violation"),
                "A fasting reason that the planned fast does not bear out costs no fee",
                Modality.Required, Provenance.Inferred, "R50", "C7"),
            .. TierRules(),
            .. ReasonRules(),
        ];
        if (missed.Length > 0 && Policy.Repeat is { } repeat)
        {
            rules.Add(Charge("fee.repeated-miss", isMiss & EarlierMisses.AtLeast(repeat.FromMiss - 1),
                FormattableString.Invariant($"From miss {repeat.FromMiss} on, a miss costs {repeat.Charge}"), repeat.Charge));
        }

        if (Policy.GraceMisses > 0)
        {
            rules.Add(Rule.For(CancellationFeeOutcome.WithinGrace, "fee.grace", isMiss & EarlierMisses.LessThan(Policy.GraceMisses),
                Policy.GraceMisses == 1 ? "The clinic lets the first miss pass" : FormattableString.Invariant($"The clinic lets the first {Policy.GraceMisses} misses pass"),
                Modality.Permitted, Provenance.ClinicPolicy, "clinic-policy"));
        }

        if (!Policy.WaiverReasons.IsEmpty)
        {
            rules.Add(Rule.For(CancellationFeeOutcome.Waived, "fee.waived", (supported | isMiss) & _waiver.IsNot(NoWaiver),
                $"The clinic waives a fee for: {string.Join(", ", Policy.WaiverReasons)}",
                Modality.Permitted, Provenance.ClinicPolicy, "clinic-policy"));
        }

        return DecisionTable.Create<CancellationFeeOutcome>(
            "fee.cancellation", "whether an appointment costs a fee", HitPolicy.Priority,
            [End, Reason, _plan, Notice, EarlierMisses, _waiver, .. _asksForLateness ? (Fact[])[Lateness] : []], rules, axis: OutcomeAxis.PatientCost);
    }

    private IEnumerable<NoticeTier> Tiers => Policy.NoticeTiers.Sort(static (one, other) => one.LessThan.CompareTo(other.LessThan));

    // What counts as a miss under this policy; nothing under the published one.
    private IEnumerable<Condition> MissedConditions()
    {
        if (!Policy.NoticeTiers.IsEmpty)
        {
            yield return End.Is(AppointmentEnd.PatientCancelled) & Notice.LessThan(Tiers.Last().LessThan);
        }

        if (Policy.NoShow is not null)
        {
            yield return End.Is(AppointmentEnd.NoShow);
        }

        foreach (ReasonCharge row in Policy.ReasonCharges)
        {
            yield return Charges(row);
        }
    }

    private static Condition Charges(ReasonCharge row) => End.Is(AppointmentEnd.ClinicCancelled) & Reason.Is(row.Reason)
        & (row.LateByMoreThan is { } late ? Lateness.MoreThan(late) : Condition.Always);

    private Rule FastingRule(Condition supported)
    {
        FeeCharge charge = Policy.FastingCharge ?? new FeeCharge.Flat(Policy.FastingCancellation);
        return (Rule.For(CancellationFeeOutcome.Charged, "fee.fasting-cancellation", supported,
            $"When the clinic cancels for a fasting violation that the record supports, the fee is {charge}, once",
            Modality.Required, Provenance.Published, "R50", "C7") with
        {
            Terms = [TermOf(charge)],
        }).PublishedIf(charge == new FeeCharge.Flat(Money.Usd(100)));
    }

    private IEnumerable<Rule> ReasonRules()
    {
        foreach (ReasonCharge row in Policy.ReasonCharges)
        {
            string id = $"fee.reason.{Wording.Kebab(row.Reason.ToString())}";
            string late = row.LateByMoreThan is { } free ? $" by more than {Fact.FormatElapsed(Fact.Nanoseconds(free))}" : "";
            yield return Charge(id, Charges(row) & FirstMisses,
                $"When the clinic cancels for this reason ({Wording.Words(row.Reason.ToString())}{late}), it costs {row.Charge}", row.Charge);
            if (row.LateByMoreThan is { } tolerated)
            {
                yield return Rule.For(CancellationFeeOutcome.NoFee, id + ".tolerated",
                    End.Is(AppointmentEnd.ClinicCancelled) & Reason.Is(row.Reason) & Lateness.AtMost(tolerated),
                    $"An arrival late by {Fact.FormatElapsed(Fact.Nanoseconds(tolerated))} or less costs nothing",
                    Modality.Required, Provenance.ClinicPolicy, "clinic-policy");
            }
        }
    }

    private Condition FirstMisses => Policy.Repeat is { } repeat ? EarlierMisses.LessThan(repeat.FromMiss - 1) : Condition.Always;

    private Condition OtherCancellations()
    {
        Condition others = End.Is(AppointmentEnd.ClinicCancelled)
            & !Reason.IsOneOf([CancellationReason.FastingViolation, .. Policy.ReasonCharges.Each(row => row.Reason)]);
        others = Policy.NoticeTiers.IsEmpty ? others | End.Is(AppointmentEnd.PatientCancelled) : others;
        return Policy.NoShow is null ? others | End.Is(AppointmentEnd.NoShow) : others;
    }

    private IEnumerable<Rule> TierRules()
    {
        Condition first = FirstMisses;
        Condition from = Condition.Always;
        foreach (NoticeTier tier in Tiers)
        {
            string notice = Fact.FormatElapsed(Fact.Nanoseconds(tier.LessThan));
            yield return Charge(
                $"fee.notice.less-than-{notice.Replace(' ', '-')}",
                End.Is(AppointmentEnd.PatientCancelled) & from & Notice.LessThan(tier.LessThan) & first,
                $"A patient's cancellation with less than {notice} of notice costs {tier.Charge}", tier.Charge);
            from = Notice.AtLeast(tier.LessThan);
        }

        if (!Policy.NoticeTiers.IsEmpty)
        {
            string enough = Fact.FormatElapsed(Fact.Nanoseconds(Tiers.Last().LessThan));
            yield return Rule.For(CancellationFeeOutcome.NoFee, "fee.enough-notice", End.Is(AppointmentEnd.PatientCancelled) & from,
                $"A patient's cancellation with at least {enough} of notice costs nothing", Modality.Required, Provenance.ClinicPolicy, "clinic-policy");
        }

        if (Policy.NoShow is { } noShow)
        {
            yield return Charge("fee.no-show", End.Is(AppointmentEnd.NoShow) & first, $"A no-show costs {noShow}", noShow);
        }
    }

    private static Rule Charge(string id, Condition when, string says, FeeCharge charge) =>
        Rule.For(CancellationFeeOutcome.Charged, id, when, says, Modality.Required, Provenance.ClinicPolicy, "clinic-policy") with
        {
            Terms = [TermOf(charge)],
        };

    private static Term TermOf(FeeCharge charge) => charge switch
    {
        FeeCharge.Flat flat => new Term.Amount("fee.amount", flat.Amount.Amount, flat.Amount.Currency),
        FeeCharge.PercentOfPrice share => new Term.Share("fee.amount", "visit price", share.Percent),
        _ => throw new InvalidOperationException("There is no other kind of charge."),
    };

    private DecisionTable BuildRescheduleTable() => DecisionTable.Create<RescheduleOutcome>(
        "fee.reschedule",
        "whether a new appointment is on a later date than the cancelled one",
        HitPolicy.Unique,
        [Later],
        [
            Rule.For(RescheduleOutcome.AnotherDay, "fee.reschedule", Later.AtLeast(Policy.RescheduleDays),
                $"The new appointment is at least {Wording.Count(Policy.RescheduleDays, "day")} later on the clinic's calendar",
                Modality.Recommended, Provenance.Published, "R51").PublishedIf(Policy.RescheduleDays == 1),
            Rule.For(RescheduleOutcome.RescheduledSameDay, "fee.rescheduled-same-day", Later.LessThan(Policy.RescheduleDays),
                "A new appointment that is not on a later date is a warning",
                Modality.Recommended, Provenance.Inferred, "R51"),
        ],
        remedies: [Remedy.Raising("later-date", "a later date", Later)]);

    private DecisionTable BuildReferralTable()
    {
        bool freeCallCounts = Policy.Referral.DoesFreeCallCount;
        Condition isBooked = freeCallCounts ? Booking.IsOneOf(FriendBooking.FreeCall, FriendBooking.Infusion) : Booking.Is(FriendBooking.Infusion);
        string what = freeCallCounts ? "an appointment" : "an infusion";
        List<Rule> rules =
        [
            (Rule.For(ReferralOutcome.Earned, "referral.credit", isBooked,
                $"A referred person who schedules {what} earns the referrer {Policy.Referral.Credit}, kept if the person cancels later",
                Modality.Required, Provenance.Published, "R72") with
            {
                Terms = [new Term.Amount("referral.amount", Policy.Referral.Credit.Amount, Policy.Referral.Credit.Currency)],
            }).PublishedIf(Policy.Referral.Credit == Money.Usd(25) && !freeCallCounts),
            Rule.For(ReferralOutcome.NothingScheduled, "referral.trigger", Booking.Is(FriendBooking.Nothing),
                $"A referral earns nothing before the referred person schedules {what}",
                Modality.Required, Provenance.Published, "R72").PublishedIf(!freeCallCounts),
            Rule.For(ReferralOutcome.AlreadyCredited, "referral.once", IsCredited.Is(true),
                "One referred person earns one credit, however many infusions they schedule",
                Modality.Required, Provenance.Inferred, "R72"),
            Rule.For(ReferralOutcome.NotFirstReferrer, "referral.first-referrer", IsFirst.Is(false),
                "The credit goes to the first referrer on record",
                Modality.Required, Provenance.Inferred, "R72"),
            Rule.For(ReferralOutcome.SelfReferral, "referral.self", IsSelf.Is(true),
                "Nobody earns a credit by referring themselves",
                Modality.Required, Provenance.Inferred, "R72"),
        ];
        if (!freeCallCounts)
        {
            rules.Add(Rule.For(ReferralOutcome.FreeCallOnly, "referral.free-call", Booking.Is(FriendBooking.FreeCall),
                "The free call alone earns no credit",
                Modality.Required, Provenance.Inferred, "R72"));
        }

        return DecisionTable.Create<ReferralOutcome>(
            "referral.trigger", "whether a referral earns its credit", HitPolicy.Priority, [Booking, IsSelf, IsFirst, IsCredited], rules,
            axis: OutcomeAxis.PatientCredit);
    }

    private DecisionTable BuildCreditUseTable()
    {
        Condition usable = Charged.Is(ChargeKind.Visit) & IsPriced.Is(true) & HasStarted.Is(true);
        bool onePerVisit = Policy.Referral.Stacking == CreditStacking.OnePerVisit;
        List<Rule> rules =
        [
            Rule.For(CreditUse.Spent, "referral.applied", onePerVisit ? usable & Place.AtMost(1) : usable,
                onePerVisit
                    ? "The oldest open credit is spent when the next priced visit's infusion starts, and what the price leaves over is forfeited"
                    : "All open credits are spent when the next priced visit's infusion starts, and what the price leaves over is forfeited",
                Modality.Required, onePerVisit ? Provenance.ClinicPolicy : Provenance.Inferred, "R72"),
            Rule.For(CreditUse.StaysOpen, "referral.never-against-a-fee", Charged.Is(ChargeKind.Fee),
                "A credit never goes against a fee",
                Modality.Required, Provenance.Inferred, "R72"),
            Rule.For(CreditUse.StaysOpen, "referral.next-priced-visit", Charged.Is(ChargeKind.Visit) & !(IsPriced.Is(true) & HasStarted.Is(true)),
                "A credit waits for a visit that has a price and whose infusion has started",
                Modality.Required, Provenance.Inferred, "R72"),
        ];
        if (onePerVisit)
        {
            rules.Add(Rule.For(CreditUse.StaysOpen, "referral.one-per-visit", usable & Place.MoreThan(1),
                "One visit uses up one credit, and the others stay open",
                Modality.Required, Provenance.ClinicPolicy, "clinic-policy"));
        }

        return DecisionTable.Create<CreditUse>(
            "referral.use", "whether a charge uses up an open credit", HitPolicy.Unique, [Charged, IsPriced, HasStarted, Place], rules,
            axis: OutcomeAxis.PatientCredit);
    }

    private static DecisionTable BuildPaymentTable() => DecisionTable.Create<PaymentNote>(
        "payment.statement",
        "what a statement of charges says about paying",
        HitPolicy.Collect,
        [WasVisited],
        [
            Rule.For(PaymentNote.SelfPay, "payment.self-pay", Condition.Always,
                "The patient pays, and no insurance plan is billed",
                Modality.Required, Provenance.Published, "R71"),
            Rule.For(PaymentNote.PriceFromClinic, "payment.visit-price", Condition.Always,
                "No price is published; a visit costs what the clinic says",
                Modality.Informational, Provenance.Inferred, "R73"),
            Rule.For(PaymentNote.VisitDocumentation, "payment.visit-documentation", WasVisited.Is(true),
                "The clinic can document visits for the patient's own claim",
                Modality.Permitted, Provenance.Published, "R71"),
        ],
        axis: OutcomeAxis.PatientCost);
}
