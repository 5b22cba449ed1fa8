using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Fees;

/// <summary>What a clinic can set about fees, referral credits and payment.</summary>
/// <remarks>What is <c>null</c> or empty is not published, and decisions say so. Compared by value. Immutable and thread-safe.</remarks>
public sealed record FeePolicy
{
    /// <summary>The fee when the clinic cancels for a fasting violation that the facts support; zero charges nothing, and <c>null</c> is
    /// not published.</summary>
    public Money? FastingCancellation { get; init; }

    /// <summary>What a fasting cancellation costs where it is no flat fee; <c>null</c> for <see cref="FastingCancellation"/>.</summary>
    /// <remarks>When it is set, <see cref="FastingCancellation"/> is zero or not there.</remarks>
    public FeeCharge? FastingCharge { get; init; }

    /// <summary>What a patient pays in advance at the booking; <c>null</c> when the clinic publishes no deposit.</summary>
    /// <remarks>A charge that is <see cref="FeeCharge.Deposit"/> keeps it. <see cref="FeeCharge.IsPermitted"/> is then that the clinic may
    /// ask for it. What was paid is not on record, and no statement of charges takes it off.</remarks>
    public FeeCharge? Deposit { get; init; }

    /// <summary>Referral credits; <c>null</c> when none is published.</summary>
    public ReferralPolicy? Referral { get; init; }

    /// <summary>The fewest days by which a new appointment follows a cancelled one; 1 is "another day", and <c>null</c> is not
    /// published.</summary>
    public int? RescheduleDays { get; init; }

    /// <summary>What a patient's cancellation costs by notice; empty when the clinic publishes nothing.</summary>
    public ImmutableArray<NoticeTier> NoticeTiers { get => field.OrEmpty(); init; }

    /// <summary>How a notice that is a length of time is counted; business hours need <see cref="Calendar"/>.</summary>
    public NoticeUnit NoticeUnit { get; init; }

    /// <summary>The clinic's opening hours and closed dates; <c>null</c> when notice is counted in neither business hours nor business
    /// days.</summary>
    public BusinessCalendar? Calendar { get; init; }

    /// <summary>What a no-show costs; <c>null</c> when the clinic publishes nothing.</summary>
    public FeeCharge? NoShow { get; init; }

    /// <summary>The lateness after the appointment beyond which a patient whom the clinic turned away counts as a no-show; exactly so late
    /// is none. <c>null</c> when no lateness counts as one.</summary>
    public Duration? NoShowLateBy { get; init; }

    /// <summary>What it costs when the clinic cancels for a reason that lies
    /// with the patient; empty when the clinic publishes nothing.</summary>
    public ImmutableArray<ReasonCharge> ReasonCharges { get => field.OrEmpty(); init; }

    /// <summary>What repeated misses cost; <c>null</c> when they cost no more than the first.</summary>
    public RepeatCharge? Repeat { get; init; }

    /// <summary>How many first misses the clinic lets pass without a charge.</summary>
    public int GraceMisses { get; init; }

    /// <summary>The kinds of miss that the clinic lets pass; empty for every kind.</summary>
    public ImmutableArray<MissKind> GraceFor { get => field.OrEmpty(); init; }

    /// <summary>The misses after which the next visit is paid in advance, 1 to 1,000; <c>null</c> when the clinic does not publish
    /// it.</summary>
    public int? PrepaidAfterMisses { get; init; }

    /// <summary>Which earlier misses count for <see cref="Repeat"/>, <see cref="GraceMisses"/> and <see cref="PrepaidAfterMisses"/>;
    /// <c>null</c> for all of them.</summary>
    public MissCount? MissCount { get; init; }

    /// <summary>What every statement of charges says about paying, <see cref="PaymentNote.SelfPay"/> and
    /// <see cref="PaymentNote.VisitDocumentation"/>; each once, and empty when the clinic says nothing.</summary>
    public ImmutableArray<PaymentNote> Payment { get => field.OrEmpty(); init; }

    /// <summary>The reasons for which the clinic waives a fee; empty for none.</summary>
    public ImmutableArray<string> WaiverReasons { get => field.OrEmpty(); init; }

    /// <summary>How the section's parameters are stated, for those that say more than their value.</summary>
    public StatedParameters Stated { get; init; } = StatedParameters.None;

    /// <inheritdoc/>
    public bool Equals(FeePolicy? other) =>
        other is not null
            && Stated == other.Stated
            && FastingCancellation == other.FastingCancellation && Referral == other.Referral && RescheduleDays == other.RescheduleDays
            && NoticeUnit == other.NoticeUnit && Equals(FastingCharge, other.FastingCharge) && Equals(Deposit, other.Deposit)
            && ReasonCharges.SequenceEqual(other.ReasonCharges) && Equals(Calendar, other.Calendar) && Equals(NoShow, other.NoShow)
            && Equals(Repeat, other.Repeat)
            && GraceMisses == other.GraceMisses
            && GraceFor.SequenceEqual(other.GraceFor) && Equals(MissCount, other.MissCount)
            && PrepaidAfterMisses == other.PrepaidAfterMisses && NoShowLateBy == other.NoShowLateBy
            && NoticeTiers.SequenceEqual(other.NoticeTiers)
            && WaiverReasons.SequenceEqual(other.WaiverReasons) && Payment.SequenceEqual(other.Payment);

    /// <inheritdoc/>
    public override int GetHashCode() => FastingCancellation.GetHashCode();

    /// <summary>Writes the fasting fee and the referral credit.</summary>
    /// <returns>"Fees: 100.00 USD for a fasting cancellation; 25.00 USD for each referred person".</returns>
    public override string ToString() => $"Fees: {FastingCancellation?.ToString() ?? "nothing published"} for a fasting cancellation; "
        + (Referral?.ToString() ?? "no credits");

    /// <summary>The currency of the amounts; <c>null</c> when there is none.</summary>
    internal string? Currency => Amounts.Select(static amount => amount.Currency).FirstOrDefault();

    /// <summary>Whether any charge for an appointment is published.</summary>
    internal bool HasCharges => FastingCancellation is not null || Charges.Any();

    /// <summary>The kinds of miss that a charge is published for.</summary>
    internal IEnumerable<MissKind> ChargedKinds =>
    [
        .. NoticeTiers.IsEmpty ? (MissKind[])[] : [MissKind.LateCancellation],
        .. NoShow is null ? (MissKind[])[] : [MissKind.NoShow],
        .. ReasonCharges.Select(static row => KindOf(row.Reason)),
    ];

    /// <summary>Whether the grace is for every kind of miss that a charge is published for.</summary>
    internal bool HasGraceForAll => GraceFor.IsEmpty || ChargedKinds.All(GraceFor.Contains);

    /// <summary>The kind of miss that a cancellation by the clinic is.</summary>
    internal static MissKind KindOf(CancellationReason reason) => reason switch
    {
        CancellationReason.BloodPressure => MissKind.BloodPressure,
        CancellationReason.LateArrival => MissKind.LateArrival,
        CancellationReason.NoRide => MissKind.NoRide,
        _ => MissKind.Other,
    };

    /// <summary>How much a charge is: that of the deposit where it keeps the deposit.</summary>
    internal FeeCharge SizeOf(FeeCharge charge) => charge is FeeCharge.Deposit && Deposit is { } deposit ? deposit : charge;

    /// <summary>All charges for an appointment.</summary>
    internal IEnumerable<FeeCharge> Charges => NoticeTiers.Select(static tier => tier.Charge)
        .Concat(ReasonCharges.Select(static row => row.Charge)).Concat([NoShow, Repeat?.Charge, FastingCharge]).OfType<FeeCharge>();

    private IEnumerable<Money> Amounts => new[] { FastingCancellation, Referral?.Credit }.OfType<Money>()
        .Concat(Charges.Append(Deposit).OfType<FeeCharge.Flat>().Select(static flat => flat.Amount));

    /// <summary>An amount that has a currency and is not negative.</summary>
    internal static Money NotNegative(Money amount, string name) => amount.IsDefault
        ? throw new ArgumentException("An amount needs a currency.", name)
        : amount.Amount < 0 ? throw new ArgumentOutOfRangeException(name, "An amount to pay is not negative.") : amount;

    /// <summary>The policy itself, when its numbers fit together.</summary>
    internal FeePolicy Checked()
    {
        Payment.RequireStated(PaymentNote.NotPublished, "payment notes");
        Payment.RequireStated(PaymentNote.Deposit, "payment notes");
        Payment.RequireStated(PaymentNote.FastingFeeOnce, "payment notes");
        if (FastingCancellation is { } flat)
        {
            NotNegative(flat, nameof(FastingCancellation));
        }

        if (Referral is { } referral)
        {
            NotNegative(referral.Credit, nameof(Referral));
        }

        foreach (Money amount in Amounts)
        {
            Money.Min(Amounts.First(), amount);
        }

        Require(RescheduleDays is null or >= 0 and <= FeeFacts.MostDays, "The days to a new appointment are from 0 to 10,000.");
        Require(GraceMisses is >= 0 and < FeeFacts.MostMisses, "The misses that pass without a charge are from 0 to 999.");
        Require(
            FastingCharge is null || FastingCancellation is not { IsZero: false },
            "A fasting cancellation has two fees: a flat one and another.");
        Require(
            ReasonCharges.Select(row => (object)row.Reason).Distinct().Count() == ReasonCharges.Length,
            "A cancellation reason has two charges.");
        bool countsMisses = !NoticeTiers.IsEmpty || NoShow is not null || !ReasonCharges.IsEmpty;
        Require(
            countsMisses || (Repeat is null && GraceMisses == 0 && PrepaidAfterMisses is null),
            "Repeats, grace and prepayment need a charge for late cancellations or no-shows.");
        Require(
            PrepaidAfterMisses is null or >= 1 and <= FeeFacts.MostMisses, "The misses before a prepayment are from 1 to 1,000.");
        Require(
            Repeat is null || GraceMisses < Repeat.FromMiss - 1 || !HasGraceForAll,
            "The grace reaches the repeated misses, so the first charge would never apply.");
        Require(
            NoticeTiers.All(tier => tier.Notice.IsCountedLike(NoticeTiers[0].Notice)),
            "The notices of two tiers are counted in two ways, so that neither is the longer.");
        Require(
            NoticeTiers.Select(tier => (object)tier.End).Distinct().Count() == NoticeTiers.Length, "Two tiers have the same notice.");
        Require(
            Deposit is not FeeCharge.Deposit and not { IsNothing: true }, "A deposit is an amount or a share of the price, above zero.");
        Require(
            Deposit is not null || !Charges.Any(static charge => charge is FeeCharge.Deposit),
            "A charge keeps a deposit, and there is none.");
        Require(
            Charges.All(static charge => charge is not { IsPermitted: true, IsNothing: true }),
            "A charge of nothing is none that the clinic may make.");
        Require(GraceFor.All(ChargedKinds.Contains), "The grace is for a kind of miss that has no charge.");
        Require(GraceFor.Distinct().Count() == GraceFor.Length, "The grace is for one kind of miss twice.");
        Require(GraceFor.IsEmpty || GraceMisses > 0, "A grace for some misses needs their number.");
        Require(
            MissCount is null || Repeat is not null || GraceMisses > 0 || PrepaidAfterMisses > 1,
            "Earlier misses are counted only for repeats, grace and prepayment.");
        Require(NoShowLateBy is null || NoShow is not null, "What counts as a no-show needs a charge for it.");
        Require(NoShowLateBy is null || NoShowLateBy >= Duration.Zero, "A lateness is not negative.");
        Require(
            NoShowLateBy is not { } noShow
                || ReasonCharges.All(
                    row => row.Reason != CancellationReason.LateArrival || (row.LateByMoreThan ?? Duration.MinValue) < noShow),
            "A late arrival is a no-show before it costs as a late arrival.");
        Require(
            WaiverReasons.All(reason => !string.IsNullOrWhiteSpace(reason) && reason != FeeFacts.NoWaiver)
                && WaiverReasons.Distinct(StringComparer.Ordinal).Count() == WaiverReasons.Length,
            "A waiver reason is empty, reserved, or stands twice.");
        Require(
            NoticeUnit == NoticeUnit.ElapsedHours || Calendar is not null,
            "Notice in business hours needs the clinic's calendar: bring opening hours and closed dates, or count elapsed hours.");
        Require(
            Calendar is not null || !NoticeTiers.Any(static tier => tier.Notice.CountsBusinessDays),
            "Notice in business days needs the clinic's calendar: bring opening hours and closed dates, or count elapsed hours.");
        Require(
            Calendar is null || Calendar.Hours.Select(hours => (object)hours.Day).Distinct().Count() == Calendar.Hours.Length,
            "A day of the week has opening hours twice.");
        return this;
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
