using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
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

    private readonly ImmutableArray<ConditionCategory> _categories = [];

    internal CaseReview(InfusionRules rules, PatientCase patientCase)
    {
        (Rules, Case) = (rules, patientCase);
        Continuity = patientCase.Continuity is { } care ? rules.Continuity.Decide(care) : null;
        Consultation = patientCase.Consultation is { } consultation ? rules.Eligibility.DecideConsultation(consultation) : null;
        if (patientCase.Eligibility is { } patient)
        {
            Applicant = new()
            {
                Assessment = patient with { On = patient.On ?? patientCase.AsOf.InZone(rules.TimeZone).Date },
                Consultation = patientCase.Consultation,
                Care = patientCase.Continuity,
            };
            Eligibility = rules.Eligibility.Decide(Applicant);
            Booking = rules.Eligibility.DecideBooking(Applicant);
            _categories = rules.Eligibility.Categories(Applicant);
            ConditionGroups groups = Groups(
                _categories, patient.ConditionsCompleteness == ListCompleteness.Complete
                    && rules.Eligibility.DecideConditions(Applicant).All(condition => condition.Status == DecisionStatus.Determined));
            Protocol = rules.Protocols.Decide(groups);
            ProtocolOfSeries = Protocol is { Status: DecisionStatus.Determined, Outcome: ProtocolChoiceOutcome.Named }
                && rules.Protocols.Named(groups) is { Length: 1 } named ? named[0] : null;
        }

        Route = patientCase.Route is { } route ? rules.Protocols.DecideRoute(route) : null;
        ProtocolOfSeries = patientCase.Protocol ?? ProtocolOfSeries;
        Visits = [.. ReviewVisits()];
        Visit[] given = [.. Visits.Select(review => review.Visit).Where(visit => visit.Cancellation is null && visit is { Start: not null, End: not null })];
        if (given.Length > 0)
        {
            Visit[] completed = [.. given.Where(visit => visit.IsCompleted)];
            Induction = rules.Protocols.DecideInduction(new() { Protocol = ProtocolOfSeries, CompletedDates = [.. completed.Select(DateOf)] });
            Series = new()
            {
                Protocol = ProtocolOfSeries,
                Sessions = [.. given.Select(SessionOf)],
                Conditions = _categories,
                Scores = patientCase.Scores,
            };
            Response = rules.Response.Decide(Series);
            Continuation = rules.Response.DecideContinuation(Series, patientCase.HasReasonToContinue);
        }

        MaintenanceCourse = MaintenanceOf([.. given.Where(visit => visit.IsCompleted)]);
        if (MaintenanceCourse is { } course)
        {
            (Maintenance, Recommendation) = (rules.Maintenance.Decide(course), rules.Maintenance.DecideRecommendation(course));
        }

        Referrals = [.. patientCase.Referrals.Select(referral => rules.Fees.DecideReferral(InCourse(referral)))];
        Ledger = rules.Fees.Ledger(LedgerEntries());
        Statement = Visits.IsEmpty ? null : rules.Fees.Statement(
            [.. Ledger.Visits.Where(visit => visit.Person == patientCase.Id).Select(StatementVisit.Of)],
            [.. Visits.Where(review => review.Fee is not null).Select(review => new StatementFee(review.Visit.Id, review.Fee!.Value, review.FeeAmount))]);
        Tables = [.. patientCase.Decisions.Select(TableDocument)];
    }

    /// <summary>The rules it was judged by.</summary>
    public InfusionRules Rules { get; }

    /// <summary>The case.</summary>
    public PatientCase Case { get; }

    /// <summary>The patient as the rooms see one who may have a first infusion; <c>null</c> when nothing is known of eligibility.</summary>
    public Applicant? Applicant { get; }

    /// <summary>Where the patient stands before a first infusion.</summary>
    public Decision<EligibilityOutcome>? Eligibility { get; }

    /// <summary>Whether a verdict can be recorded.</summary>
    public Decision<SectionsOutcome>? Consultation { get; }

    /// <summary>Whether an infusion can be booked.</summary>
    public Decision<BookingOutcome>? Booking { get; }

    /// <summary>Care beside the infusions.</summary>
    public Decision<MedicationChangeOutcome>? Continuity { get; }

    /// <summary>Which protocol is named for the conditions.</summary>
    public Decision<ProtocolChoiceOutcome>? Protocol { get; }

    /// <summary>Whether the clinic offers the route asked for.</summary>
    public Decision<RouteOutcome>? Route { get; }

    /// <summary>The protocol the visits are judged on: the one on record, or the one the rules name; <c>null</c> when not known.</summary>
    /// <remarks>Where a clinician must choose, a named protocol is a proposal: it counts once it is on record.</remarks>
    public ProtocolId? ProtocolOfSeries { get; }

    /// <summary>The visits by appointment.</summary>
    public ImmutableArray<VisitReview> Visits { get; }

    /// <summary>How far the induction is; <c>null</c> before a first infusion.</summary>
    public Decision<InductionOutcome>? Induction { get; }

    /// <summary>The sessions and scores by which the response is judged; <c>null</c> before a first infusion.</summary>
    public ResponseSeries? Series { get; }

    /// <summary>Whether the infusions help; <c>null</c> before a first infusion.</summary>
    public Decision<ResponseOutcome>? Response { get; }

    /// <summary>What a booking of another session is told; <c>null</c> before a first infusion.</summary>
    public Decision<ContinuationOutcome>? Continuation { get; }

    /// <summary>What is on record about maintenance, with the infusions it counts from; <c>null</c> before a completed infusion.</summary>
    public MaintenanceInCourse? MaintenanceCourse { get; }

    /// <summary>When to come back; <c>null</c> before a completed infusion.</summary>
    public Decision<MaintenanceOutcome>? Maintenance { get; }

    /// <summary>What a recommended date for the next infusion rests on; <c>null</c> before a completed infusion.</summary>
    public Decision<MaintenanceBasis>? Recommendation { get; }

    /// <summary>Whether each referral earns its credit, in the order of the case.</summary>
    public ImmutableArray<Decision<ReferralOutcome>> Referrals { get; }

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
            Induction?.ToDocument(), Response?.ToDocument(), Continuation?.ToDocument(), Maintenance?.ToDocument(), Recommendation?.ToDocument(),
            Response is null && Maintenance is null ? null : DecisionDocument.Of(Rules.Continuity.StatementsTable, [], Rules.Version),
        }.OfType<DecisionDocument>(),
        .. Referrals.Select(referral => referral.ToDocument()),
        .. new[] { Statement?.ToDocument() }.OfType<DecisionDocument>(),
        .. Tables,
    ];

    /// <summary>Writes the case.</summary>
    /// <returns>"review of crps: 3 visits, 4 scores".</returns>
    public override string ToString() => $"review of {Case}";

    private static InfusionSession SessionOf(Visit visit) => visit.IsAborted
        ? InfusionSession.Aborted(visit.Start.GetValueOrDefault().Earliest, visit.End.GetValueOrDefault().Latest)
        : InfusionSession.Completed(visit.Start.GetValueOrDefault().Earliest, visit.End.GetValueOrDefault().Latest);

    // A group of conditions is absent only when every condition is on record and settled.
    private static ConditionGroups Groups(ImmutableArray<ConditionCategory> categories, bool areSettled)
    {
        bool? Has(ConditionCategory category) => categories.Contains(category) ? true : areSettled ? false : null;
        return new() { HasPain = Has(ConditionCategory.Pain), HasMentalHealth = Has(ConditionCategory.MentalHealth), HasHeadache = Has(ConditionCategory.Headache) };
    }

    private IEnumerable<VisitReview> ReviewVisits()
    {
        Visit? previous = null;
        int completed = 0;
        foreach (Visit visit in Case.Visits.OrderBy(visit => (visit.Start ?? visit.Appointment.GetValueOrDefault()).Earliest))
        {
            Visit onProtocol = visit with { Protocol = visit.Protocol ?? ProtocolOfSeries };
            yield return new(Rules, new()
            {
                Visit = onProtocol,
                CompletedBefore = completed,
                Previous = previous,
                HadInfusion = previous is not null,
                PlannedInfusion = PlannedOf(onProtocol),
            }, Case.AsOf);
            if (visit.Cancellation is null)
            {
                previous = onProtocol;
                completed += visit.IsCompleted ? 1 : 0;
            }
        }
    }

    private Duration? PlannedOf(Visit visit) => visit.Protocol is { } protocol ? Rules.Protocols.Find(protocol).PlannedDuration : null;

    private LocalDate DateOf(Visit visit) => visit.Start.GetValueOrDefault().Earliest.InZone(Rules.TimeZone).Date;

    private MaintenanceInCourse? MaintenanceOf(Visit[] completed) => completed.Length > 0
        ? new()
        {
            Note = (Case.Maintenance ?? new() { On = Case.AsOf.InZone(Rules.TimeZone).Date }) is var note && note.IsReached is null
                ? note with { IsReached = HasReachedMaintenance() }
                : note,
            FirstCompleted = DateOf(completed[0]),
            LastCompleted = DateOf(completed[completed.Length - 1]),
        }
        : Case.Maintenance is { } given ? new() { Note = given } : null;

    // Any verdict at the evaluation point but "likely non-responder" opens maintenance; so does a clinician's reason to go on.
    private bool? HasReachedMaintenance() => Response is not { Status: DecisionStatus.Determined } response ? null
        : response.Outcome == ResponseOutcome.LikelyNonResponder ? Case.HasReasonToContinue
        : response.Outcome != ResponseOutcome.NotYetEvaluable;

    // A case names each friend once. Whether somebody else has had the credit is not in it.
    private ReferralInCourse InCourse(Referral referral) => new()
    {
        Referral = referral,
        IsSelf = referral.Friend == Case.Id,
        IsFirst = !referral.IsReferredBefore,
        IsCredited = referral.IsReferredBefore ? null : false,
    };

    private IEnumerable<LedgerEntry> LedgerEntries()
    {
        foreach (Referral referral in Case.Referrals)
        {
            if (referral.IsReferredBefore)
            {
                yield return new LedgerEntry.Referred(SomebodyElse, referral.Friend);
            }

            yield return new LedgerEntry.Referred(Case.Id, referral.Friend);
        }

        IEnumerable<(Instant At, LedgerEntry Entry)> scheduled = Case.Referrals.Where(referral => referral.Booking is not null).Select(referral =>
            (referral.ScheduledAt ?? Instant.MinValue, (LedgerEntry)new LedgerEntry.Scheduled(referral.Friend, referral.Booking.GetValueOrDefault())));
        IEnumerable<(Instant At, LedgerEntry Entry)> started = Case.Visits.Where(visit => visit.Cancellation is null && visit.Start is not null)
            .Select(visit => (visit.Start.GetValueOrDefault().Earliest, (LedgerEntry)new LedgerEntry.VisitStarted(Case.Id, visit.Id, visit.Price)));
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
