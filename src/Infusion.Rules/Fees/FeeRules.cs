using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Fees;

/// <summary>The clinic's rules about money: the cancellation fee, rescheduling, referral credits, paying.</summary>
/// <remarks>
/// <para>The fee follows the clinic's cancellation for a fasting violation that the facts support, not the violation itself (C7). What the
/// page does not publish adds nothing and is called not published; the library does not say that the clinic charges nothing.</para>
/// <para>A credit goes against the price of a visit and never against a fee (R72). Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class FeeRules
{
    internal const string NoWaiver = "none";
    internal const int MostMisses = 1_000;
    internal const int MostDays = 10_000;
    internal const int MostCancellationFacts = 7;
    private const int TimelessFacts = 6;

    private readonly DateTimeZone _zone;
    private readonly Fact<string> _plan;
    private readonly Fact<string> _waiver;
    private readonly bool _asksForLateness;

    internal FeeRules(FeePolicy policy, DecisionTable fastingPlan, DateTimeZone zone, PolicyVersion version)
    {
        (Policy, Version, _zone) = (policy.Checked(), version, zone);
        _plan = Fact.Linked("fee.fasting-plan", "the fast, judged against the scheduled appointment", "What was eaten and drunk, and when?", fastingPlan);
        _waiver = Fact.Named("fee.waiver", "why the clinic waived the fee", "Has the clinic waived the fee, and why?", [NoWaiver, .. policy.WaiverReasons], NoWaiver);
        _asksForLateness = policy.ReasonCharges.Any(row => row.LateByMoreThan is not null);
        AsksForTimes = !policy.NoticeTiers.IsEmpty || _asksForLateness;
        NoCharge = Nothing;
        CancellationTable = BuildCancellationTable();
        Rule[] charges = [.. CancellationTable.Rules.Where(rule => rule.Outcome == (int)CancellationFeeOutcome.Charged)];
        OnlyCharge = charges.Length == 1 ? charges[0] : null;
        RescheduleTable = BuildRescheduleTable();
        ReferralTable = BuildReferralTable();
        CreditUseTable = BuildCreditUseTable();
        PaymentTable = BuildPaymentTable();
    }

    /// <summary>The policy the rules are built from.</summary>
    public FeePolicy Policy { get; }

    /// <summary>The table that says whether an appointment costs a fee.</summary>
    public DecisionTable CancellationTable { get; }

    /// <summary>The table that judges the date of a new appointment.</summary>
    public DecisionTable RescheduleTable { get; }

    /// <summary>The table that says whether a referral earns its credit.</summary>
    public DecisionTable ReferralTable { get; }

    /// <summary>The table that says whether a visit uses up an open credit.</summary>
    public DecisionTable CreditUseTable { get; }

    /// <summary>The table of what a statement of charges says about paying.</summary>
    public DecisionTable PaymentTable { get; }

    internal PolicyVersion Version { get; }

    /// <summary>Says whether an appointment costs a fee; one decision for each appointment, however many rules were broken.</summary>
    /// <param name="facts">What is known.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">The waiver is none the policy lists, the price has no currency, or a number is outside its
    /// range.</exception>
    /// <example><code>
    /// var decision = rules.Fees.Cancellation(new FeeFacts
    /// {
    ///     End = AppointmentEnd.ClinicCancelled,
    ///     Reason = CancellationReason.FastingViolation,
    ///     FastingPlan = rules.Fasting.Plan(fasting).Verdict,
    /// });
    /// </code></example>
    public FeeDecision Cancellation(FeeFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Cancellation(facts, facts.FastingPlan);
    }

    /// <summary>Says whether an appointment costs a fee, with the fast's verdict beside the facts.</summary>
    /// <param name="facts">What is known; its <see cref="FeeFacts.FastingPlan"/> is not read.</param>
    /// <param name="fastingPlan">The verdict of the fasting plan; <c>null</c> is not known.</param>
    /// <returns>The decision that the facts with this verdict get.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Cancellation(FeeFacts)"/>.</exception>
    public FeeDecision Cancellation(FeeFacts facts, Verdict? fastingPlan)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.VisitPrice.HasValue)
        {
            FeePolicy.NotNegative(facts.VisitPrice.Value, nameof(facts));
        }

        // A plan that is not known says as little as one whose facts contradict each other.
        Verdict plan = fastingPlan ?? Verdict.Invalid;
        return new(this, facts, plan, AsksForTimes ? JudgeTimes(facts, plan) : Judge(facts, plan));
    }

    private Verdict Judge(FeeFacts facts, Verdict fastingPlan)
    {
        Span<FactValue> timeless = stackalloc FactValue[TimelessFacts];
        Fill(timeless, facts, fastingPlan);
        return Sole(CancellationTable.Decide(timeless).Possible);
    }

    // Apart from the above, which a policy without times takes: its many moments would cost every decision.
    private Verdict JudgeTimes(FeeFacts facts, Verdict fastingPlan)
    {
        ulong possible = 0;
        Span<FactValue> row = stackalloc FactValue[MostCancellationFacts];
        row = row.Slice(0, CancellationTable.Facts.Length);
        Fill(row, facts, fastingPlan);
        for (int appointment = 0; appointment < (facts.Appointment?.ReadingCount ?? 1); appointment++)
        {
            for (int cancelled = 0; cancelled < (facts.CancelledAt?.ReadingCount ?? 1); cancelled++)
            {
                for (int arrived = 0; arrived < (facts.ArrivedAt?.ReadingCount ?? 1); arrived++)
                {
                    FillTimes(row, facts.Appointment?.Reading(appointment), facts.CancelledAt?.Reading(cancelled), facts.ArrivedAt?.Reading(arrived));
                    possible |= CancellationTable.Decide(row).Possible;
                }
            }
        }

        return Sole(possible);
    }

    /// <summary>Judges the date of the appointment that takes the place of a cancelled one.</summary>
    /// <param name="facts">What is known.</param>
    /// <returns>The decision; an earlier or the same clinic-local date is a warning.</returns>
    public RescheduleDecision Reschedule(RescheduleFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ulong possible = 0;
        Span<FactValue> row = stackalloc FactValue[1];
        for (int cancelled = 0; cancelled < (facts.Cancelled?.ReadingCount ?? 1); cancelled++)
        {
            for (int next = 0; next < (facts.New?.ReadingCount ?? 1); next++)
            {
                row[0] = DaysLater(facts.Cancelled?.Reading(cancelled), facts.New?.Reading(next));
                possible |= RescheduleTable.Decide(row).Possible;
            }
        }

        return new(this, facts, Sole(possible));
    }

    /// <summary>Says whether a referral earns its credit.</summary>
    /// <param name="facts">What is known.</param>
    /// <returns>The decision.</returns>
    public ReferralDecision Referral(ReferralFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        Span<FactValue> row = stackalloc FactValue[4];
        Fill(row, facts);
        return new(this, facts, ReferralTable.Decide(row));
    }

    /// <summary>Plays referrals, bookings and visits in the order in which they happened.</summary>
    /// <param name="entries">The entries of all persons, in order.</param>
    /// <returns>Every credit earned and what became of it: earned = applied + forfeited + open.</returns>
    /// <exception cref="ArgumentException">An entry is <c>null</c>, or a price is in another currency than the credits.</exception>
    public ReferralLedger Ledger(IEnumerable<LedgerEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return ReferralLedger.Play(this, entries);
    }

    /// <summary>Puts visits, credits and fees on one statement.</summary>
    /// <param name="visits">The visits with their prices and the credits spent on them.</param>
    /// <param name="fees">The fee decisions, at most one for each appointment.</param>
    /// <returns>The statement.</returns>
    /// <exception cref="ArgumentException">An appointment stands twice, a credit is more than its visit's price, or currencies are mixed.</exception>
    public StatementOfCharges Statement(IEnumerable<StatementVisit> visits, IEnumerable<StatementFee> fees)
    {
        ArgumentNullException.ThrowIfNull(visits);
        ArgumentNullException.ThrowIfNull(fees);
        return new(this, [.. visits], [.. fees]);
    }

    /// <summary>Whether a fee may depend on when the appointment, the cancellation or the arrival was.</summary>
    internal bool AsksForTimes { get; }

    /// <summary>Nothing, in the policy's currency.</summary>
    internal Money Nothing => Policy.FastingCancellation.Zero();

    /// <summary>The same, made once as the answer it mostly is.</summary>
    internal Money? NoCharge { get; }

    /// <summary>The rule that charges, where no other does; <c>null</c> where the facts say which of several decides.</summary>
    internal Rule? OnlyCharge { get; }

    /// <summary>What a rule that charges adds: the amount stands once, as its term.</summary>
    internal static Money? AmountOf(Rule? charge, Money? price) => charge?.Terms[0] switch
    {
        Term.Amount flat => Money.Of(flat.Value, flat.Currency),
        Term.Share share when price is { } known => Money.Of(known.Amount * share.Percent / 100, known.Currency),
        _ => null,
    };

    /// <summary>Every fact of the cancellation table but the two times, which are left as they are.</summary>
    internal void Fill(Span<FactValue> row, FeeFacts facts, Verdict fastingPlan)
    {
        row[0] = facts.End is { } end ? FactValue.Exactly((int)end) : FactValue.Unknown;
        row[1] = facts.Reason is { } reason ? FactValue.Exactly((int)reason) : FactValue.Unknown;
        row[2] = FactValue.Of(fastingPlan);
        row[4] = facts.EarlierMisses is { } misses ? EarlierMisses.Value(misses) : FactValue.Unknown;
        row[5] = facts.Waiver is { } waiver ? _waiver.Value(waiver) : FactValue.Exactly(0);
    }

    /// <summary>The two times of the cancellation table.</summary>
    internal void FillTimes(Span<FactValue> row, Moment? appointment, Moment? cancelled, Moment? arrived)
    {
        row[3] = NoticeValue(appointment, cancelled);
        if (_asksForLateness)
        {
            row[6] = appointment is { } due && arrived is { } at ? due.ElapsedTo(at) : FactValue.Unknown;
        }
    }

    internal static void Fill(Span<FactValue> row, ReferralFacts facts)
    {
        row[0] = facts.Booking is { } booking ? FactValue.Exactly((int)booking) : FactValue.Unknown;
        row[1] = FactValue.Of(facts.IsSelf);
        row[2] = FactValue.Of(facts.IsFirstReferrer);
        row[3] = FactValue.Of(facts.IsAlreadyCredited);
    }

    /// <summary>Whether a credit, in its place among the open ones, is spent at a visit of a known or unknown price.</summary>
    internal CreditUse UseOf(Money? price, int place)
    {
        Span<FactValue> row = stackalloc FactValue[4];
        row[0] = FactValue.Exactly((int)ChargeKind.Visit);
        row[1] = price is { } known ? FactValue.Of(!known.IsZero) : FactValue.Unknown;
        row[2] = FactValue.Of(true);
        row[3] = Place.Value(Math.Min(place, MostMisses));
        return (CreditUse)CreditUseTable.Decide(row).MostCautious;
    }

    /// <summary>Days from a cancelled appointment's clinic-local date to the new one's.</summary>
    internal FactValue DaysLater(Moment? cancelled, Moment? next) => cancelled is { } old && next is { } later
        ? FactValue.Between(Days(old.Latest, later.Earliest), Days(old.Earliest, later.Latest))
        : FactValue.Unknown;

    private long Days(Instant from, Instant to) =>
        Math.Max(-MostDays, Math.Min(MostDays, Period.DaysBetween(from.InZone(_zone).Date, to.InZone(_zone).Date)));

    // More notice comes of an earlier cancellation and of a later appointment, so the bounds come of the bounds.
    private FactValue NoticeValue(Moment? appointment, Moment? cancelled) =>
        !Policy.NoticeTiers.IsEmpty && appointment is { } at && cancelled is { } when
            ? FactValue.Between(
                Fact.Nanoseconds(Policy.Notice(when.Latest, at.Earliest, _zone)), Fact.Nanoseconds(Policy.Notice(when.Earliest, at.Latest, _zone)))
            : FactValue.Unknown;

    private static Verdict Sole(ulong possible) => new(possible, (possible & (possible - 1)) == 0 ? possible : 0);
}
