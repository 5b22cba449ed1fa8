using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
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
    private readonly FeePolicy? _stated;
    private readonly string? _currency;
    private readonly DateTimeZone _zone;
    private readonly PolicyVersion _version;
    private readonly Fact<string> _fast;
    private readonly NoticeFact _notice;
    private readonly Fact<int> _earlierMisses;
    private readonly Fact<string> _waiver;
    private readonly Fact<int> _later;
    private readonly Money? _noCharge;
    private readonly Rule? _onlyCharge;
    private readonly TableJudgement<OpenCredit> _creditUse;
    private readonly Decider<Visit, CancellationFeeOutcome> _cancellation;
    private readonly Decider<Visit, RescheduleOutcome> _reschedule;
    private readonly Decider<Visit, PrepaymentOutcome> _prepayment;
    private readonly Decider<ReferralInCourse, ReferralOutcome> _referral;

    internal FeeRules(
        FeePolicy? stated, string? currency, Judgement<Visit> fastAtCancellation, DateTimeZone zone, PolicyVersion version)
    {
        FeePolicy policy = stated ?? new();
        (Policy, _stated, _currency, _zone, _version) = (policy.Checked(), stated, currency, zone, version);
        (_fast, _waiver) = (FeeFacts.Fast(fastAtCancellation), FeeFacts.Waiver(policy.WaiverReasons));
        (_notice, _later) = (NoticeFact.Of(policy, zone), FeeFacts.Later(zone));
        _earlierMisses = policy.MissCount is { } count ? FeeFacts.CountedMisses(count.ToString()) : FeeFacts.EarlierMisses;
        CancellationTable = BuildCancellationTable().CitedBy(version.Sources, policy.HasCharges);
        RescheduleTable = BuildRescheduleTable().CitedBy(version.Sources, policy.RescheduleDays is not null);
        PrepaymentTable = BuildPrepaymentTable().CitedBy(version.Sources, policy.PrepaidAfterMisses is not null);
        ReferralTable = BuildReferralTable().CitedBy(version.Sources, policy.Referral is not null);
        CreditUseTable = BuildCreditUseTable().CitedBy(version.Sources, policy.Referral is not null);
        PaymentTable = BuildPaymentTable().CitedBy(version.Sources, stated is not null);

        // The answer it mostly is is made once, and so is the choice of the rule that charges where there is but one.
        Rule[] charges =
        [
            .. CancellationTable.Rules.Where(
                static rule => rule.Outcome is (int)CancellationFeeOutcome.Charged or (int)CancellationFeeOutcome.MayBeCharged),
        ];
        (_noCharge, _onlyCharge) = (Nothing, charges.Length == 1 ? charges[0] : null);
        _creditUse = new(CreditUseTable);
        _cancellation = new(new TableJudgement<Visit>(CancellationTable), version)
        {
            Names = static visit => visit.Id,
            Values = ValuesOfFee,
        };
        _reschedule = new(new TableJudgement<Visit>(RescheduleTable), version) { Names = static visit => visit.Id };
        _prepayment = new(new TableJudgement<Visit>(PrepaymentTable), version) { Names = static visit => visit.Id };
        _referral = new(new TableJudgement<ReferralInCourse>(ReferralTable), version)
        {
            Names = static referral => referral.Referral.Friend,
            Values = (_, _, trace) =>
                [new("referral.amount", CreditOf(trace.Outcomes).ToString(), _referral!.RulesOf(trace).FirstOrDefault()?.Id)],
        };
        Payment = new(new TableJudgement<StatementOfCharges>(PaymentTable), version);
    }

    /// <summary>The policy the rules are built from.</summary>
    internal FeePolicy Policy { get; }

    /// <summary>The table that says whether an appointment costs a fee.</summary>
    internal DecisionTable CancellationTable { get; }

    /// <summary>The table that judges the date of a new appointment.</summary>
    internal DecisionTable RescheduleTable { get; }

    /// <summary>The table that says whether the visit after a missed one is paid in advance.</summary>
    internal DecisionTable PrepaymentTable { get; }

    /// <summary>The table that says whether a referral earns its credit.</summary>
    internal DecisionTable ReferralTable { get; }

    /// <summary>The table that says whether a visit uses up an open credit.</summary>
    internal DecisionTable CreditUseTable { get; }

    /// <summary>The table of what a statement of charges says about paying.</summary>
    internal DecisionTable PaymentTable { get; }

    /// <summary>What a statement of charges says about paying.</summary>
    internal Decider<StatementOfCharges, PaymentNote> Payment { get; }

    /// <summary>Nothing, in the policy's currency; in none where the policy publishes no amount.</summary>
    internal Money Nothing => Money.Of(0, _currency ?? NoCurrency);

    /// <summary>Whether the policy publishes an amount, and so has a currency.</summary>
    internal bool HasCurrency => _currency is not null;

    // ISO 4217 has a code for it.
    internal const string NoCurrency = "XXX";

    /// <summary>Says whether an appointment costs a fee; one decision for each appointment, however many rules were broken.</summary>
    /// <param name="visit">The visit: its cancellation, or the start of its infusion, and what was eaten and drunk before it.</param>
    /// <param name="at">The instant of judging, later than which nothing was eaten yet; <c>default</c> when none is meant.</param>
    /// <returns>The decision; while facts are missing, an outcome that charges nothing yet.</returns>
    /// <exception cref="ArgumentException">The price is negative or has no currency.</exception>
    /// <example><code>
    /// var decision = rules.Fees.DecideCancellation(new Visit
    /// {
    ///     Appointment = appointment,
    ///     Intakes = [Intake.Of("solid", lastMeal)],
    ///     Cancellation = new() { By = AppointmentEnd.ClinicCancelled, Reason = CancellationReason.FastingViolation },
    /// });
    /// </code></example>
    public Decision<CancellationFeeOutcome> DecideCancellation(Visit visit, Instant at = default)
    {
        ArgumentNullException.ThrowIfNull(visit);
        if (visit.Price is { } price)
        {
            FeePolicy.NotNegative(price, nameof(visit));
        }

        return _cancellation.Decide(visit, at);
    }

    /// <summary>The fee of an appointment; zero unless it is certain that the clinic charges it, or that it may.</summary>
    /// <remarks>What the clinic only may charge (<see cref="CancellationFeeOutcome.MayBeCharged"/>) is not owed.</remarks>
    /// <param name="fee">What <see cref="DecideCancellation"/> said of the appointment.</param>
    /// <returns>The amount, a share of the price rounded half up to the currency's minor unit; <c>null</c> while it is not known which
    /// of several charges it is, and where the amount or any charge at all is not published.</returns>
    /// <exception cref="ArgumentException">Other rules decided the fee, or nobody did.</exception>
    public Money? AmountOf(Decision<CancellationFeeOutcome> fee) => fee.SubjectOf(_cancellation) is not Visit visit
        ? throw new ArgumentException("The fee was not decided by these rules.", nameof(fee))
        : !CancellationTable.IsPublished ? null
        : !fee.Has(CancellationFeeOutcome.Charged) && !fee.Has(CancellationFeeOutcome.MayBeCharged) ? NothingOf(visit)
        : _onlyCharge is { } only ? Added(only, visit.Price)
        : Added(fee.DecidingRules, visit.Price);

    /// <summary>Judges the date of the appointment that takes the place of a cancelled one.</summary>
    /// <param name="visit">The cancelled visit, with the new appointment in its cancellation.</param>
    /// <returns>The decision; an earlier or the same clinic-local date is a warning.</returns>
    public Decision<RescheduleOutcome> DecideReschedule(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return _reschedule.Decide(visit, default);
    }

    /// <summary>Says whether the clinic asks for the price of the next visit in advance, once this one came to nothing.</summary>
    /// <param name="visit">The visit that was cancelled or missed, with the misses before it in its cancellation.</param>
    /// <returns>The decision. It is information and no charge.</returns>
    public Decision<PrepaymentOutcome> DecidePrepayment(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return _prepayment.Decide(visit, default);
    }

    /// <summary>Says whether a referral earns its credit.</summary>
    /// <param name="referral">The referral with what came before it.</param>
    /// <returns>The decision; while facts are missing, an outcome that earns nothing yet.</returns>
    public Decision<ReferralOutcome> DecideReferral(ReferralInCourse referral)
    {
        ArgumentNullException.ThrowIfNull(referral);
        return _referral.Decide(referral, default);
    }

    /// <summary>The credit that a referral earns; zero unless it is certainly earned.</summary>
    /// <param name="referral">The referral with what came before it.</param>
    /// <returns>The credit.</returns>
    public Money CreditOf(ReferralInCourse referral) => CreditOf(DecideReferral(referral).Outcomes);

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
    /// <param name="questions">What a ledger leaves to ask about the credits; none by default.</param>
    /// <param name="unexplained">What is asked about appointments that have passed with nothing on record, each of which may yet cost
    /// something; none by default.</param>
    /// <returns>The statement.</returns>
    /// <exception cref="ArgumentException">An appointment stands twice, or a credit is more than its visit's price.</exception>
    public StatementOfCharges Statement(
        IEnumerable<StatementVisit> visits, IEnumerable<StatementFee> fees, ImmutableArray<Question> questions = default,
        ImmutableArray<Question> unexplained = default)
    {
        ArgumentNullException.ThrowIfNull(visits);
        ArgumentNullException.ThrowIfNull(fees);
        return new(this, [.. visits], [.. fees], questions.IsDefault ? [] : questions, unexplained.IsDefault ? [] : unexplained);
    }

    /// <summary>The same rules, where the fast is judged by those of another version.</summary>
    internal FeeRules WithFast(Judgement<Visit> fastAtCancellation) => new(_stated, _currency, fastAtCancellation, _zone, _version);

    /// <summary>Whether another version charges alike.</summary>
    internal bool ChargesLike(FeeRules other) => Policy.Equals(other.Policy);

    /// <summary>Whether a credit, in its place among the open ones, is spent at a visit of a known or unknown price.</summary>
    internal CreditUse UseOf(Money? price, int place) =>
        (CreditUse)_creditUse.Decide(new OpenCredit(ChargeKind.Visit, price, HasStarted: true, place), default(Instant)).MostCautious;

    /// <summary>Whether an amount, if there is one, is in the policy's currency.</summary>
    internal bool IsPayable(Money? amount) => amount is not { } known || !HasCurrency || known.Currency == _currency;

    /// <summary>Whether the policy does not publish the amount of a fee, whichever of its charges it is.</summary>
    internal static bool IsAmountNotPublished(IEnumerable<Rule> charges) =>
        charges.Any() && charges.All(static rule => rule.Terms is [Term.AmountNotPublished]);

    /// <summary>The rule a statement cites for a fee; of one that is not settled, the one that would charge it.</summary>
    internal Rule Cited(Decision<CancellationFeeOutcome> fee)
    {
        CancellationFeeOutcome outcome = fee.Status == DecisionStatus.Determined ? fee.Outcome : CancellationFeeOutcome.Charged;
        return fee.DecidingRules.FirstOrDefault() ?? CancellationTable.Rules.FirstOrDefault(rule => rule.Outcome == (int)outcome)
            ?? CancellationTable.Rules[0];
    }

    // What the rules that charge add: an amount stands once, as the term of its rule. Rules that add different amounts leave it open.
    private static Money? Added(ImmutableArray<Rule> charges, Money? price)
    {
        Money?[] amounts = [.. charges.Select(charge => Added(charge, price)).Distinct()];
        return amounts.Length == 1 ? amounts[0] : null;
    }

    private static Money? Added(Rule charge, Money? price) => charge.Terms[0] switch
    {
        Term.Amount flat => Money.Of(flat.Value, flat.Currency),
        Term.Share share when price is { } known => Exactly(share, known).Payable(),
        _ => null,
    };

    private static Money Exactly(Term.Share share, Money price) => Money.Of(price.Amount * share.Percent / 100, price.Currency);

    // Of a policy that publishes no amount the price tells the currency.
    private Money? NothingOf(Visit visit) => !HasCurrency && visit.Price is { } price ? price.Zero() : _noCharge;

    private Money CreditOf(OutcomeSet outcomes) => outcomes.Has((int)ReferralOutcome.Earned) && Policy.Referral is { } referral
        ? referral.Credit
        : Nothing;

    private IEnumerable<ValueDocument> ValuesOfFee(Visit visit, Instant at, Trace trace)
    {
        ImmutableArray<Rule> rules = _cancellation.RulesOf(trace);
        bool isCharged = trace.Outcomes.Has((int)CancellationFeeOutcome.Charged)
            || trace.Outcomes.Has((int)CancellationFeeOutcome.MayBeCharged);
        Money? amount = isCharged ? Added(rules, visit.Price) : NothingOf(visit);
        yield return new(
            "fee.amount", amount?.ToString() ?? (IsAmountNotPublished(rules) ? "NotPublished" : "NotKnown"), rules.FirstOrDefault()?.Id);
        if (isCharged && visit.Price is { } price && rules is [{ Terms: [Term.Share share] } rule] && Exactly(share, price) != amount)
        {
            yield return new("fee.rounded", $"{Exactly(share, price)} is rounded half up to {amount}", rule.Id);
        }
    }
}
