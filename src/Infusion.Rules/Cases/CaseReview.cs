using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Cases;

/// <summary>Every decision about a case, in the order of the patient's way through the clinic.</summary>
/// <remarks>
/// <para>It only hands the answers of one room to the next: the conditions to the protocol, completed sessions to arrival, induction and response,
/// the fast to the fee, the last infusion to maintenance. What a rule means stands in the rooms.</para>
/// <para>A part of the case that was not given is not judged and is <c>null</c> here. Immutable and thread-safe.</para>
/// </remarks>
public sealed class CaseReview
{
    // A case knows no other person by name; an id cannot have a blank, so nobody referred is ever this one.
    private const string SomebodyElse = "somebody else";

    internal CaseReview(InfusionRules rules, PatientCase patientCase)
    {
        (Rules, Case) = (rules, patientCase);
        Continuity = patientCase.Continuity is { } care ? rules.Continuity.Care(care) : null;
        Consultation = patientCase.Consultation is { } consultation ? rules.Eligibility.Consultation(consultation.Facts) : null;
        if (patientCase.Eligibility is { } patient)
        {
            Eligibility = rules.Eligibility.Decide(patient);
            Booking = rules.Eligibility.Booking(new()
            {
                Eligibility = patient,
                IsConsultationHeld = patientCase.Consultation?.IsHeld,
                MedicationChange = Continuity?.Verdict,
            });
            Protocol = rules.Protocols.Choose(Groups(Eligibility.Value, patient.Completeness));
        }

        Route = patientCase.Route is { } route ? rules.Protocols.JudgeRoute(route) : null;
        ProtocolOfSeries = patientCase.Protocol
            ?? (Protocol is { Status: DecisionStatus.Determined, ClinicianChoice: ClinicianChoice.NotRequired, Protocols: { Length: 1 } named } ? named[0] : null);
        Visits = [.. ReviewVisits()];
        CaseVisit[] given = [.. Visits.Select(review => review.Visit).Where(visit => visit.Cancellation is null && visit is { Start: not null, End: not null })];
        if (given.Length > 0)
        {
            CaseVisit[] completed = [.. given.Where(visit => visit.IsCompleted)];
            Induction = rules.Protocols.JudgeInduction(new() { Protocol = ProtocolOfSeries, CompletedDates = [.. completed.Select(DateOf)] });
            Response = rules.Response.Judge(new()
            {
                Protocol = ProtocolOfSeries,
                Sessions = [.. given.Select(SessionOf)],
                Conditions = [.. Treated().Select(category => new ConditionScores(category, ScoresOf(category)))],
            });
            Continuation = rules.Response.JudgeContinuation(new() { Response = Response.Verdict, HasClinicianReason = patientCase.HasReasonToContinue });
        }

        Maintenance = ReviewMaintenance([.. given.Where(visit => visit.IsCompleted)]);
        Referrals = [.. patientCase.Referrals.Select(referral => rules.Fees.Referral(FactsOf(referral)))];
        Ledger = rules.Fees.Ledger(LedgerEntries());
        Statement = Visits.IsEmpty ? null : rules.Fees.Statement(
            [.. Ledger.Visits.Where(visit => visit.Person == patientCase.Id).Select(StatementVisit.Of)],
            [.. Visits.Where(review => review.Fee is not null).Select(review => new StatementFee(review.Visit.Id, review.Fee!.Value))]);
        Tables = [.. patientCase.Decisions.Select(TableDocument)];
    }

    /// <summary>The rules it was judged by.</summary>
    public InfusionRules Rules { get; }

    /// <summary>The case.</summary>
    public PatientCase Case { get; }

    /// <summary>Where the patient stands before a first infusion.</summary>
    public EligibilityDecision? Eligibility { get; }

    /// <summary>Whether a verdict can be recorded.</summary>
    public ConsultationDecision? Consultation { get; }

    /// <summary>Whether an infusion can be booked.</summary>
    public BookingDecision? Booking { get; }

    /// <summary>Care beside the infusions.</summary>
    public ContinuityDecision? Continuity { get; }

    /// <summary>Which protocol is named for the conditions.</summary>
    public ProtocolDecision? Protocol { get; }

    /// <summary>Whether the clinic offers the route asked for.</summary>
    public RouteDecision? Route { get; }

    /// <summary>The protocol the visits are judged on: the one on record, or the one the rules name; <c>null</c> when not known.</summary>
    /// <remarks>Where a clinician must choose, a named protocol is a proposal: it counts once it is on record.</remarks>
    public ProtocolId? ProtocolOfSeries { get; }

    /// <summary>The visits by appointment.</summary>
    public ImmutableArray<VisitReview> Visits { get; }

    /// <summary>How far the induction is; <c>null</c> before a first infusion.</summary>
    public InductionDecision? Induction { get; }

    /// <summary>Whether the infusions help; <c>null</c> before a first infusion.</summary>
    public ResponseDecision? Response { get; }

    /// <summary>What a booking of another session is told; <c>null</c> before a first infusion.</summary>
    public ContinuationDecision? Continuation { get; }

    /// <summary>When to come back; <c>null</c> before a completed infusion.</summary>
    public MaintenanceDecision? Maintenance { get; }

    /// <summary>Whether each referral earns its credit, in the order of the case.</summary>
    public ImmutableArray<ReferralDecision> Referrals { get; }

    /// <summary>This patient's referral credits, and those of a person whose referral of the same friend came first, and what became of them.</summary>
    public ReferralLedger Ledger { get; }

    /// <summary>What the patient pays; <c>null</c> without a visit.</summary>
    public StatementOfCharges? Statement { get; }

    /// <summary>The decisions of the single tables the case asks about, in its order.</summary>
    public ImmutableArray<DecisionDocument> Tables { get; }

    /// <summary>What every patient is told, the page's disclaimer among it.</summary>
    public Explanation Statements => Rules.Continuity.StatementsTable.Explain([]);

    /// <summary>Every decision as data, in the order of the patient's way.</summary>
    /// <returns>The documents; the disclaimer stands beside response and maintenance.</returns>
    public ImmutableArray<DecisionDocument> ToDocuments() =>
    [
        .. new DecisionDocument?[]
        {
            Consultation?.ToDocument(), Eligibility?.ToDocument(), Booking?.ToDocument(), Continuity?.ToDocument(), Protocol?.ToDocument(), Route?.ToDocument(),
        }.OfType<DecisionDocument>(),
        .. Visits.SelectMany(visit => visit.ToDocuments()),
        .. new DecisionDocument?[]
        {
            Induction?.ToDocument(), Response?.ToDocument(), Continuation?.ToDocument(), Maintenance?.ToDocument(), Maintenance?.Recommendation.ToDocument(),
            Response is null && Maintenance is null ? null : DecisionDocument.Of(Rules.Continuity.StatementsTable, [], Rules.Version),
        }.OfType<DecisionDocument>(),
        .. Referrals.Select(referral => referral.ToDocument()),
        .. new[] { Statement?.ToDocument() }.OfType<DecisionDocument>(),
        .. Tables,
    ];

    /// <summary>Writes the case.</summary>
    /// <returns>"review of crps: 3 visits, 4 scores".</returns>
    public override string ToString() => $"review of {Case}";

    private static InfusionSession SessionOf(CaseVisit visit) => visit.IsAborted
        ? InfusionSession.Aborted(visit.Start.GetValueOrDefault(), visit.End.GetValueOrDefault())
        : InfusionSession.Completed(visit.Start.GetValueOrDefault(), visit.End.GetValueOrDefault());

    // A group of conditions is absent only when every condition is on record and settled.
    private static ProtocolFacts Groups(EligibilityDecision eligibility, ListCompleteness completeness)
    {
        bool isSettled = completeness == ListCompleteness.Complete
            && eligibility.Conditions.All(condition => condition.Status == DecisionStatus.Determined);
        bool? Has(ConditionCategory category) => eligibility.Categories.Contains(category) ? true : isSettled ? false : null;
        return new() { HasPain = Has(ConditionCategory.Pain), HasMentalHealth = Has(ConditionCategory.MentalHealth), HasHeadache = Has(ConditionCategory.Headache) };
    }

    private IEnumerable<VisitReview> ReviewVisits()
    {
        Duration? planned = ProtocolOfSeries is { } protocol ? Rules.Protocols.Find(protocol).PlannedDuration : null;
        CaseVisit? previous = null;
        int completed = 0;
        foreach (CaseVisit visit in Case.Visits.OrderBy(visit => visit.Start ?? visit.Appointment.Earliest))
        {
            yield return new(Rules, visit, previous, completed, planned, Case.AsOf);
            if (visit.Cancellation is null)
            {
                previous = visit;
                completed += visit.IsCompleted ? 1 : 0;
            }
        }
    }

    private LocalDate DateOf(CaseVisit visit) => visit.Start.GetValueOrDefault().InZone(Rules.TimeZone).Date;

    private IEnumerable<ConditionCategory> Treated() =>
        Case.Scores.Select(score => score.Condition).Concat(Eligibility?.Categories ?? []).Distinct().OrderBy(category => category);

    private ImmutableArray<ScoreRecord> ScoresOf(ConditionCategory category) =>
        [.. Case.Scores.Where(score => score.Condition == category).Select(score => new ScoreRecord(score.Score, score.At))];

    private MaintenanceDecision? ReviewMaintenance(CaseVisit[] completed)
    {
        MaintenanceFacts? given = Case.Maintenance;
        if (completed.Length == 0)
        {
            return given is null ? null : Rules.Maintenance.On(given);
        }

        given ??= new() { On = Case.AsOf.InZone(Rules.TimeZone).Date };
        return Rules.Maintenance.On(given with
        {
            IsInMaintenance = given.IsInMaintenance ?? HasReachedMaintenance(),
            FirstCompletedInfusion = DateOf(completed[0]),
            LastCompletedInfusion = DateOf(completed[completed.Length - 1]),
        });
    }

    // Any verdict at the evaluation point but "likely non-responder" opens maintenance; so does a clinician's reason to go on.
    private bool? HasReachedMaintenance() => Response is not { Status: DecisionStatus.Determined } response ? null
        : response.Outcome == ResponseOutcome.LikelyNonResponder ? Case.HasReasonToContinue
        : response.Outcome != ResponseOutcome.NotYetEvaluable;

    // A case names each friend once. Whether somebody else has had the credit is not in it.
    private ReferralFacts FactsOf(CaseReferral referral) => new()
    {
        Booking = referral.Booking,
        IsSelf = referral.Friend == Case.Id,
        IsFirstReferrer = !referral.IsReferredBefore,
        IsAlreadyCredited = referral.IsReferredBefore ? null : false,
    };

    private IEnumerable<LedgerEntry> LedgerEntries()
    {
        foreach (CaseReferral referral in Case.Referrals)
        {
            if (referral.IsReferredBefore)
            {
                yield return new LedgerEntry.Referred(SomebodyElse, referral.Friend);
            }

            yield return new LedgerEntry.Referred(Case.Id, referral.Friend);
        }

        IEnumerable<(Instant At, LedgerEntry Entry)> scheduled = Case.Referrals.Select(referral =>
            (referral.ScheduledAt ?? Instant.MinValue, (LedgerEntry)new LedgerEntry.Scheduled(referral.Friend, referral.Booking)));
        IEnumerable<(Instant At, LedgerEntry Entry)> started = Case.Visits.Where(visit => visit.Cancellation is null && visit.Start is not null)
            .Select(visit => (visit.Start.GetValueOrDefault(), (LedgerEntry)new LedgerEntry.VisitStarted(Case.Id, visit.Id, visit.Price)));
        foreach ((_, LedgerEntry entry) in scheduled.Concat(started).OrderBy(entry => entry.At))
        {
            yield return entry;
        }
    }

    private DecisionDocument TableDocument(TableCase row)
    {
        DecisionTable table = Rules.Tables.FirstOrDefault(one => one.Id == row.Table)
            ?? throw new ArgumentException($"These rules have no table '{row.Table}'.");
        return DecisionDocument.Of(table, row.RowFor(table).AsSpan(), Rules.Version);
    }
}
