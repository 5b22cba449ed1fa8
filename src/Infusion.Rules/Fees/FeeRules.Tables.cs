using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Fees;

// The tables. Every condition about money stands here; the rest of the room is arithmetic.
public sealed partial class FeeRules
{
    private DecisionTable BuildCancellationTable()
    {
        Condition forFasting = FeeFacts.End.Is(AppointmentEnd.ClinicCancelled) & FeeFacts.Reason.Is(CancellationReason.FastingViolation);
        FeeCharge? fastingCharge = Policy.FastingCharge ?? (Policy.FastingCancellation is { } flat ? new FeeCharge.Flat(flat) : null);
        Condition supported = fastingCharge is null ? new Condition.Any([]) : forFasting & _fast.Is("Violation");
        Condition isMiss = IsMissOf(Policy.ChargedKinds);
        List<Rule> rules =
        [
            .. fastingCharge is null ? [] : FastingRules(supported, fastingCharge),
            Rule.For(CancellationFeeOutcome.NoFee, "fee.infusion-given", FeeFacts.End.Is(AppointmentEnd.InfusionGiven),
                "An infusion that goes ahead costs no fee, whatever was found before it",
                Modality.Required, Provenance.Inferred),
            Rule.For(CancellationFeeOutcome.NotPublished, "fee.other-cancellations", OtherCancellations(fastingCharge is not null),
                "For other cancellations no charge is published; the library adds none and does not say that there is none",
                Modality.Informational, Provenance.Inferred),
            .. fastingCharge is null
                ? (Rule[])[]
                : [Rule.For(CancellationFeeOutcome.ReasonNotSupported, "fee.reason-not-supported", forFasting & !_fast.Is("Violation"),
                    "A fasting reason that the planned fast does not bear out costs no fee",
                    Modality.Required, Provenance.Inferred).RestingOn(FastingBases)],
            .. TierRules(),
            .. NoShowRules(),
            .. ReasonRules(),
        ];
        if (Policy.Repeat is { } repeat)
        {
            rules.AddRange(Charge(Policy.Stated["repeat"], "fee.repeated-miss", isMiss & _earlierMisses.AtLeast(repeat.FromMiss - 1),
                FormattableString.Invariant($"From miss {repeat.FromMiss}{Counted} on, a miss {repeat.Charge.Costs}"), repeat.Charge));
        }

        if (Policy.GraceMisses > 0)
        {
            string only = Policy.GraceFor.IsEmpty ? "" : $" where it is {string.Join(" or ", Policy.GraceFor.Select(Said))}";
            rules.Add(Rule.For(CancellationFeeOutcome.WithinGrace, "fee.grace",
                IsMissOf(Policy.GraceFor.IsEmpty ? Policy.ChargedKinds : Policy.GraceFor) & _earlierMisses.LessThan(Policy.GraceMisses),
                Policy.GraceMisses == 1
                    ? $"The clinic lets the first miss{Counted} pass{only}"
                    : FormattableString.Invariant($"The clinic lets the first {Policy.GraceMisses} misses{Counted} pass{only}"),
                Modality.Permitted, Provenance.ClinicPolicy, "clinic-policy")
                .StatedBy(Policy.Stated["graceMisses"], Policy.Stated["graceFor"]).RestingOn(Policy.Stated["missCount"]));
        }

        Condition waived = (supported | isMiss) & _waiver.IsNot(FeeFacts.NoWaiver);
        rules.Add(Policy.WaiverReasons.IsEmpty
            ? Rule.For(CancellationFeeOutcome.Waived, "fee.waived", waived,
                "No waiver is published; whether one on record holds is for the clinic to say, and nothing is charged meanwhile",
                Modality.Informational, Provenance.Inferred)
            : Rule.For(CancellationFeeOutcome.Waived, "fee.waived", waived,
                $"The clinic waives a fee for: {string.Join(", ", Policy.WaiverReasons)}",
                Modality.Permitted, Provenance.ClinicPolicy, "clinic-policy").StatedBy(Policy.Stated["waiverReasons"]));
        bool asksForLateness = Policy.NoShowLateBy is not null || Policy.ReasonCharges.Any(row => row.LateByMoreThan is not null);
        return DecisionTable.Create<CancellationFeeOutcome>(
            "fee.cancellation", "whether an appointment costs a fee", HitPolicy.Priority,
            [
                FeeFacts.End, FeeFacts.Reason, _fast, _notice.Fact, _earlierMisses, _waiver,
                .. asksForLateness ? (Fact[])[FeeFacts.Lateness] : [],
                .. Policy.NoShow is null ? (Fact[])[] : [FeeFacts.BeforeAppointment],
                .. Policy.Charges.Select(Policy.SizeOf).OfType<FeeCharge.PercentOfPrice>().Any() ? (Fact[])[FeeFacts.IsChargeable] : [],
            ],
            rules, axis: OutcomeAxis.PatientCost);
    }

    private DecisionTable BuildPrepaymentTable()
    {
        int misses = Policy.PrepaidAfterMisses ?? 1;
        Condition isMiss = IsMissOf(Policy.ChargedKinds);
        bool asksForLateness = Policy.NoShowLateBy is not null || Policy.ReasonCharges.Any(row => row.LateByMoreThan is not null);
        return DecisionTable.Create<PrepaymentOutcome>(
            "fee.prepayment", "whether the next visit is paid in advance", HitPolicy.Priority,
            [
                FeeFacts.End, FeeFacts.Reason, _notice.Fact, _earlierMisses, _waiver,
                .. asksForLateness ? (Fact[])[FeeFacts.Lateness] : [],
                .. Policy.NoShow is null ? (Fact[])[] : [FeeFacts.BeforeAppointment],
            ],
            [
                Rule.For(PrepaymentOutcome.Required, "fee.prepayment",
                    isMiss & _waiver.Is(FeeFacts.NoWaiver) & _earlierMisses.AtLeast(misses - 1),
                    FormattableString.Invariant($"After {(misses == 1 ? "a miss" : $"{misses} misses")}{Counted} ")
                        + "the next visit is paid in advance",
                    Modality.Required, Provenance.ClinicPolicy, "clinic-policy").StatedBy(Policy.Stated["prepaidAfterMisses"])
                    .RestingOn(Policy.Stated["missCount"]),
                Rule.For(PrepaymentOutcome.NotRequired, "fee.no-prepayment", Condition.Always,
                    "A visit that was not missed, or whose fee was waived, asks for no prepayment, and nor do fewer misses than that",
                    Modality.Required, Provenance.ClinicPolicy, "clinic-policy").RestingOn(Policy.Stated["prepaidAfterMisses"]),
            ],
            axis: OutcomeAxis.PatientCost);
    }

    private IEnumerable<NoticeTier> Tiers => Policy.NoticeTiers.Sort(static (one, other) => one.End.CompareTo(other.End));

    private string Counted => Policy.MissCount is { } count ? $" {count}" : "";

    // What counts as a miss of some kinds under this policy; nothing under the published one.
    private Condition.Any IsMissOf(IEnumerable<MissKind> kinds) => new([.. kinds.Select(kind => kind switch
    {
        MissKind.LateCancellation => IsPatientsCancellation & _notice.IsShort(Tiers.Last()),
        MissKind.NoShow => IsNoShow,
        _ => Charges(Policy.ReasonCharges.First(row => FeePolicy.KindOf(row.Reason) == kind)),
    })]);

    private static string Said(MissKind kind) => kind switch
    {
        MissKind.LateCancellation => "a late cancellation",
        MissKind.NoShow => "a no-show",
        MissKind.LateArrival => "a late arrival",
        _ => $"a cancellation by the clinic ({Wording.Words(kind.ToString())})",
    };

    // Nothing is left to cancel once the appointment has begun: who says so then did not come.
    private Condition IsNoShow => FeeFacts.End.Is(AppointmentEnd.NoShow)
        | (FeeFacts.End.Is(AppointmentEnd.PatientCancelled) & FeeFacts.BeforeAppointment.AtMost(Duration.Zero))
        | (Policy.NoShowLateBy is { } late ? IsTurnedAway & FeeFacts.Lateness.MoreThan(late) : new Condition.Any([]));

    private static Condition IsTurnedAway =>
        FeeFacts.End.Is(AppointmentEnd.ClinicCancelled) & FeeFacts.Reason.Is(CancellationReason.LateArrival);

    // A patient's cancellation that is none of the no-shows, where those have a charge of their own.
    private Condition IsPatientsCancellation => Policy.NoShow is null
        ? FeeFacts.End.Is(AppointmentEnd.PatientCancelled)
        : FeeFacts.End.Is(AppointmentEnd.PatientCancelled) & FeeFacts.BeforeAppointment.MoreThan(Duration.Zero);

    private Condition Charges(ReasonCharge row) => FeeFacts.End.Is(AppointmentEnd.ClinicCancelled) & FeeFacts.Reason.Is(row.Reason)
        & (row.LateByMoreThan is { } late ? FeeFacts.Lateness.MoreThan(late) : Condition.Always)
        & (row.Reason == CancellationReason.LateArrival && Policy.NoShowLateBy is { } noShow
            ? FeeFacts.Lateness.AtMost(noShow)
            : Condition.Always);

    private StatedBasis?[] FastingBases => [Policy.Stated["fastingCancellation"], Policy.Stated["fastingCharge"]];

    private IEnumerable<Rule> FastingRules(Condition supported, FeeCharge charge) => Charge("fee.fasting-cancellation", supported,
        $"When the clinic cancels because of a fasting violation, the fee {(charge.IsPermitted ? "may be" : "is")} {charge.Amounts}",
        charge, Provenance.Published).Select(rule => rule.StatedBy(FastingBases));

    private IEnumerable<Rule> ReasonRules()
    {
        foreach (ReasonCharge row in Policy.ReasonCharges)
        {
            string id = $"fee.reason.{Wording.Kebab(row.Reason.ToString())}";
            string late = row.LateByMoreThan is { } free ? $" by more than {Wording.Of(free)}" : "";
            foreach (Rule charge in Charge(Policy.Stated["reasonCharges"], id, Charges(row) & FirstMisses,
                $"When the clinic cancels for this reason ({Wording.Words(row.Reason.ToString())}{late}), it {row.Charge.Costs}",
                row.Charge))
            {
                yield return charge;
            }

            if (row.LateByMoreThan is { } tolerated)
            {
                yield return Rule.For(CancellationFeeOutcome.NoFee, id + ".tolerated",
                    FeeFacts.End.Is(AppointmentEnd.ClinicCancelled) & FeeFacts.Reason.Is(row.Reason) & FeeFacts.Lateness.AtMost(tolerated),
                    $"An arrival late by {Wording.Of(tolerated)} or less costs nothing",
                    Modality.Required, Provenance.ClinicPolicy, "clinic-policy").RestingOn(Policy.Stated["reasonCharges"]);
            }
        }
    }

    private Condition FirstMisses => Policy.Repeat is { } repeat ? _earlierMisses.LessThan(repeat.FromMiss - 1) : Condition.Always;

    private Condition OtherCancellations(bool isFastingCharged)
    {
        bool isLatenessCharged = Policy.ReasonCharges.Any(static row => row.Reason == CancellationReason.LateArrival);
        Condition others = FeeFacts.End.Is(AppointmentEnd.ClinicCancelled)
            & !FeeFacts.Reason.IsOneOf(
            [
                .. isFastingCharged ? (CancellationReason[])[CancellationReason.FastingViolation] : [],
                .. Policy.NoShowLateBy is null || isLatenessCharged ? [] : (CancellationReason[])[CancellationReason.LateArrival],
                .. Policy.ReasonCharges.Each(row => row.Reason),
            ]);
        others = Policy.NoShowLateBy is { } late && !isLatenessCharged ? others | (IsTurnedAway & FeeFacts.Lateness.AtMost(late)) : others;
        others = Policy.NoticeTiers.IsEmpty ? others | IsPatientsCancellation : others;
        return Policy.NoShow is null ? others | FeeFacts.End.Is(AppointmentEnd.NoShow) : others;
    }

    private IEnumerable<Rule> TierRules()
    {
        Condition from = Condition.Always;
        foreach (NoticeTier tier in Tiers)
        {
            foreach (Rule charge in Charge(
                Policy.Stated["noticeTiers"], $"fee.notice.{IdOf(tier)}",
                IsPatientsCancellation & from & _notice.IsShort(tier) & FirstMisses,
                $"A patient's cancellation {Short(tier)} {tier.Charge.Costs}", tier.Charge))
            {
                yield return charge.RestingOn(Policy.Stated["noticeUnit"], Policy.Stated["calendar"]);
            }

            from = _notice.IsEnough(tier);
        }

        if (!Policy.NoticeTiers.IsEmpty)
        {
            yield return Rule.For(CancellationFeeOutcome.NoFee, "fee.enough-notice",
                IsPatientsCancellation & from, $"A patient's cancellation {Enough(Tiers.Last())} costs nothing", Modality.Required,
                Provenance.ClinicPolicy, "clinic-policy")
                .RestingOn(Policy.Stated["noticeTiers"], Policy.Stated["noticeUnit"], Policy.Stated["calendar"]);
        }
    }

    private IEnumerable<Rule> NoShowRules()
    {
        if (Policy.NoShow is not { } noShow)
        {
            return [];
        }

        string verb = noShow.IsPermitted ? "may" : "does";
        string late = Policy.NoShowLateBy is not { } by ? ""
            : $", and so {verb} an arrival late by more than {Wording.Of(by)} that the clinic turns away";
        return Charge(Policy.Stated["noShow"], "fee.no-show", IsNoShow & FirstMisses,
            $"A no-show {noShow.Costs}; so {verb} a cancellation once the appointment has begun{late}", noShow)
            .Select(rule => rule.RestingOn(Policy.Stated["noShowLateBy"]));
    }

    // Exactly so much notice, or exactly then, is on the side that the tier says.
    private static string Short(NoticeTier tier) => (tier.Notice, tier.IsInclusive) switch
    {
        (Notice.ByClock, false) => $"after {tier.Notice}",
        (Notice.ByClock, true) => $"at {tier.Notice} or later",
        (_, false) => $"with less than {tier.Notice} of notice",
        _ => $"with {tier.Notice} of notice or less",
    };

    private static string Enough(NoticeTier tier) => (tier.Notice, tier.IsInclusive) switch
    {
        (Notice.ByClock, false) => $"by {tier.Notice}",
        (Notice.ByClock, true) => $"before {tier.Notice}",
        (_, false) => $"with at least {tier.Notice} of notice",
        _ => $"with more than {tier.Notice} of notice",
    };

    private static string IdOf(NoticeTier tier) => (tier.IsInclusive, tier.Notice) switch
    {
        (false, Notice.ByClock clock) => $"after-{IdOf(clock)}",
        (true, Notice.ByClock clock) => $"from-{IdOf(clock)}",
        (false, _) => $"less-than-{tier.Notice.ToString()!.Replace(' ', '-')}",
        _ => $"at-most-{tier.Notice.ToString()!.Replace(' ', '-')}",
    };

    private static string IdOf(Notice.ByClock clock) =>
        $"{IsoTime.Format(clock.Time)} {Wording.Count(clock.DaysBefore, clock.AreBusinessDays ? "business day" : "day")} before"
            .Replace(':', '-').Replace('.', '-').Replace(' ', '-');

    private IEnumerable<Rule> Charge(StatedBasis? basis, string id, Condition when, string says, FeeCharge charge) =>
        Charge(id, when, says, charge, Provenance.ClinicPolicy, "clinic-policy").Select(rule => rule.StatedBy(basis));

    // A share of the price asks for the price; of nothing it is nothing.
    private IEnumerable<Rule> Charge(
        string id, Condition when, string says, FeeCharge charge, Provenance provenance, params string[] citations)
    {
        FeeCharge size = Policy.SizeOf(charge);
        StatedBasis? deposit = size == charge ? null : Policy.Stated["deposit"];
        bool isShare = size is FeeCharge.PercentOfPrice;
        yield return Rule.For(
            charge.IsPermitted ? CancellationFeeOutcome.MayBeCharged : CancellationFeeOutcome.Charged, id,
            isShare ? when & FeeFacts.IsChargeable.Is(true) : when, says, charge.IsPermitted ? Modality.Permitted : Modality.Required,
            provenance, citations).RestingOn(deposit) with
        {
            Terms = [TermOf("fee.amount", size)],
        };
        if (isShare)
        {
            yield return Rule.For(
                CancellationFeeOutcome.NoFee, id + ".without-price", when & FeeFacts.IsChargeable.Is(false),
                "A share of the price of a visit that costs nothing is nothing", Modality.Required, provenance, citations)
                .RestingOn(deposit);
        }
    }

    private static Term TermOf(string id, FeeCharge charge) => charge switch
    {
        FeeCharge.Flat flat => new Term.Amount(id, flat.Amount.Amount, flat.Amount.Currency),
        FeeCharge.PercentOfPrice share => new Term.Share(id, "visit price", share.Percent),
        FeeCharge.NotPublished => new Term.AmountNotPublished(id),
        _ => throw new InvalidOperationException("There is no other kind of charge."),
    };

    // How the policy counts notice: one fact, and the conditions on it.
    private sealed record NoticeFact(Fact Fact, Func<NoticeTier, Condition> IsShort, Func<NoticeTier, Condition> IsEnough)
    {
        public static NoticeFact Of(FeePolicy policy, DateTimeZone zone)
        {
            BusinessCalendar? days = policy.NoticeTiers.Any(static tier => tier.Notice.CountsBusinessDays) ? policy.Calendar : null;
            if (policy.NoticeTiers is [{ Notice: Notice.BusinessDays }, ..] && days is not null)
            {
                Fact<int> count = FeeFacts.BusinessDays(days, zone);
                return new(
                    count,
                    tier => tier.IsInclusive ? count.AtMost((int)tier.Notice.Size) : count.LessThan((int)tier.Notice.Size),
                    tier => tier.IsInclusive ? count.MoreThan((int)tier.Notice.Size) : count.AtLeast((int)tier.Notice.Size));
            }

            Fact<Duration> time = policy.NoticeTiers is [{ Notice: Notice.ByClock }, ..] ? FeeFacts.NoticeByClock(days, zone)
                : FeeFacts.NoticeTime(policy.NoticeUnit == NoticeUnit.BusinessHours ? policy.Calendar : null, zone);
            return new(
                time,
                tier => tier.IsInclusive ? time.AtMost(Size(tier)) : time.LessThan(Size(tier)),
                tier => tier.IsInclusive ? time.MoreThan(Size(tier)) : time.AtLeast(Size(tier)));
        }

        private static Duration Size(NoticeTier tier) => Duration.FromNanoseconds(tier.Notice.Size);
    }

    private DecisionTable BuildRescheduleTable() => DecisionTable.Create<RescheduleOutcome>(
        "fee.reschedule",
        "whether a new appointment is on a later date than the cancelled one",
        HitPolicy.Unique,
        [_later],
        [
            Rule.For(RescheduleOutcome.AnotherDay, "fee.reschedule", _later.AtLeast(Policy.RescheduleDays ?? 0),
                $"The new appointment is at least {Wording.Count(Policy.RescheduleDays ?? 0, "day")} later on the clinic's calendar",
                Modality.Recommended, Provenance.Published).StatedBy(Policy.Stated["rescheduleDays"]),
            Rule.For(RescheduleOutcome.RescheduledSameDay, "fee.rescheduled-same-day", _later.LessThan(Policy.RescheduleDays ?? 0),
                "A new appointment that is not on a later date is a warning",
                Modality.Recommended, Provenance.Inferred).RestingOn(Policy.Stated["rescheduleDays"]),
        ],
        actions: [CounterfactualAction.Raising("later-date", "a later date", _later)]);

    private DecisionTable BuildReferralTable()
    {
        bool freeCallCounts = Policy.Referral is { DoesFreeCallCount: true };
        Condition isBooked = freeCallCounts
            ? FeeFacts.Booking.IsOneOf(FriendBooking.FreeCall, FriendBooking.Infusion)
            : FeeFacts.Booking.Is(FriendBooking.Infusion);
        string what = freeCallCounts ? "an appointment" : "an infusion";
        List<Rule> rules =
        [
            Rule.For(ReferralOutcome.Earned, "referral.credit", isBooked,
                $"A referred person who schedules an appointment earns the referrer {Policy.Referral?.Credit}",
                Modality.Required, Provenance.Published).StatedBy(Policy.Stated["referral"]) with
            {
                Terms = Policy.Referral is { Credit: var credit }
                    ? [new Term.Amount("referral.amount", credit.Amount, credit.Currency)]
                    : [],
            },
            Rule.For(ReferralOutcome.NothingScheduled, "referral.trigger", FeeFacts.Booking.Is(FriendBooking.Nothing),
                $"A referral earns nothing before the referred person schedules {what}",
                Modality.Required, Provenance.Inferred).RestingOn(Policy.Stated["referral"]),
            Rule.For(ReferralOutcome.AlreadyCredited, "referral.once", FeeFacts.IsCredited.Is(true),
                "One referred person earns one credit, however many infusions they schedule; a later cancellation takes nothing back",
                Modality.Required, Provenance.Inferred).RestingOn(Policy.Stated["referral"]),
            Rule.For(ReferralOutcome.NotFirstReferrer, "referral.first-referrer", FeeFacts.IsFirst.Is(false),
                "The credit goes to the first referrer on record",
                Modality.Required, Provenance.Inferred).RestingOn(Policy.Stated["referral"]),
            Rule.For(ReferralOutcome.SelfReferral, "referral.self", FeeFacts.IsSelf.Is(true),
                "Nobody earns a credit by referring themselves",
                Modality.Required, Provenance.Inferred).RestingOn(Policy.Stated["referral"]),
        ];
        if (!freeCallCounts)
        {
            rules.Add(Rule.For(ReferralOutcome.FreeCallOnly, "referral.free-call", FeeFacts.Booking.Is(FriendBooking.FreeCall),
                "The free call alone earns no credit",
                Modality.Required, Provenance.Inferred).RestingOn(Policy.Stated["referral"]));
        }

        return DecisionTable.Create<ReferralOutcome>(
            "referral.trigger", "whether a referral earns its credit", HitPolicy.Priority,
            [FeeFacts.Booking, FeeFacts.IsSelf, FeeFacts.IsFirst, FeeFacts.IsCredited], rules,
            axis: OutcomeAxis.PatientCredit);
    }

    private DecisionTable BuildCreditUseTable()
    {
        Condition usable = FeeFacts.Charged.Is(ChargeKind.Visit) & FeeFacts.IsPriced.Is(true) & FeeFacts.HasStarted.Is(true);
        bool onePerVisit = Policy.Referral is { Stacking: CreditStacking.OnePerVisit };
        List<Rule> rules =
        [
            Rule.For(CreditUse.Spent, "referral.applied", onePerVisit ? usable & FeeFacts.Place.AtMost(1) : usable,
                onePerVisit
                    ? "The oldest open credit is spent when the next priced visit's infusion starts, and what the price leaves over is "
                        + "forfeited"
                    : "All open credits are spent when the next priced visit's infusion starts, and what the price leaves over is "
                        + "forfeited",
                Modality.Required, onePerVisit ? Provenance.ClinicPolicy : Provenance.Inferred).RestingOn(Policy.Stated["referral"]),
            Rule.For(CreditUse.StaysOpen, "referral.never-against-a-fee", FeeFacts.Charged.Is(ChargeKind.Fee),
                "A credit never goes against a fee",
                Modality.Required, Provenance.Inferred),
            Rule.For(CreditUse.StaysOpen, "referral.next-priced-visit",
                FeeFacts.Charged.Is(ChargeKind.Visit) & !(FeeFacts.IsPriced.Is(true) & FeeFacts.HasStarted.Is(true)),
                "A credit waits for a visit that has a price and whose infusion has started",
                Modality.Required, Provenance.Inferred),
        ];
        if (onePerVisit)
        {
            rules.Add(Rule.For(CreditUse.StaysOpen, "referral.one-per-visit", usable & FeeFacts.Place.MoreThan(1),
                "One visit uses up one credit, and the others stay open",
                Modality.Required, Provenance.ClinicPolicy, "clinic-policy").RestingOn(Policy.Stated["referral"]));
        }

        return DecisionTable.Create<CreditUse>(
            "referral.use", "whether a charge uses up an open credit", HitPolicy.Unique,
            [FeeFacts.Charged, FeeFacts.IsPriced, FeeFacts.HasStarted, FeeFacts.Place], rules,
            axis: OutcomeAxis.PatientCredit);
    }

    private DecisionTable BuildPaymentTable() => DecisionTable.Create<PaymentNote>(
        "payment.statement",
        "what a statement of charges says about paying",
        HitPolicy.Collect,
        [FeeFacts.WasVisited],
        [
            .. Said(PaymentNote.SelfPay, Rule.For(PaymentNote.SelfPay, "payment.self-pay", Condition.Always,
                "The patient pays, and no insurance plan is billed",
                Modality.Required, Provenance.Published)),
            Rule.For(PaymentNote.PriceFromClinic, "payment.visit-price", Condition.Always,
                "No price is published; a visit costs what the clinic says",
                Modality.Informational, Provenance.Inferred),
            .. Policy.Deposit is { } deposit
                ? (Rule[])[Rule.For(PaymentNote.Deposit, "payment.deposit", Condition.Always,
                    $"A deposit of {deposit.Amounts} {(deposit.IsPermitted ? "may be" : "is")} paid at the booking",
                    deposit.IsPermitted ? Modality.Permitted : Modality.Required, Provenance.ClinicPolicy, "clinic-policy")
                    .StatedBy(Policy.Stated["deposit"]) with
                { Terms = [TermOf("payment.deposit", deposit)] }]
                : [],
            .. Policy.FastingCharge is null && Policy.FastingCancellation is null
                ? (Rule[])[]
                : [Rule.For(PaymentNote.FastingFeeOnce, "fee.fasting-once", Condition.Always,
                    "An appointment costs the fee for a fasting violation once, and only for one that the record supports",
                    Modality.Required, Provenance.Inferred).RestingOn(FastingBases)],
            .. Said(PaymentNote.VisitDocumentation, Rule.For(
                PaymentNote.VisitDocumentation, "payment.visit-documentation", FeeFacts.WasVisited.Is(true),
                "The clinic can document visits for the patient's own claim",
                Modality.Permitted, Provenance.Published)),
        ],
        axis: OutcomeAxis.PatientCost);

    private Rule[] Said(PaymentNote note, Rule rule) =>
        Policy.Payment.Contains(note) ? [rule.StatedBy(Policy.Stated["payment"])] : [];
}
