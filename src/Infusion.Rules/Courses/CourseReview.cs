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

namespace Infusion.Rules.Courses;

/// <summary>Every decision about a record, in the order of the patient's way through the clinic.</summary>
/// <remarks>
/// <para>It only hands the answers of one room to the next: the conditions to
/// the protocol, completed sessions to arrival, induction and response,
/// the fast to the fee, the last infusion to maintenance. What a rule means stands in the rooms.</para>
/// <para>A part of the record that was not given is not judged and is <c>null</c> here. Immutable and thread-safe.</para>
/// </remarks>
public sealed class CourseReview
{
    // A record knows no other person by name; an id cannot have a blank, so nobody referred is ever this one.
    private const string SomebodyElse = "somebody else";

    private readonly ImmutableArray<ConditionCategory> _categories = [];

    private readonly Rooms _rooms;

    internal CourseReview(Rooms rooms, PatientRecord record)
    {
        (_rooms, Record) = (rooms, record);
        Continuity = record.Continuity is { } care ? rooms.Continuity.Decide(care) : null;
        Consultation = record.ConsultationInForce is { } consultation ? rooms.Eligibility.DecideConsultation(consultation) : null;
        Applicant = ApplicantOf(record);
        if (Applicant is { } applicant)
        {
            Eligibility = rooms.Eligibility.Decide(applicant);
            Booking = rooms.Eligibility.DecideBooking(applicant);
            _categories = rooms.Eligibility.Categories(applicant);
            ConditionGroups groups = GroupsOf(applicant);
            Protocol = rooms.Protocols.Decide(groups);
            ProtocolOfSeries = NamedFor(groups);
        }

        Route = record.Route is { } route ? rooms.Protocols.DecideRoute(route) : null;
        ProtocolOfSeries = record.Protocol ?? ProtocolOfSeries;
        Visits = [.. ReviewVisits()];
        Visit[] given =
        [
            .. Visits.Select(review => review.Visit).Where(
                visit => visit.CancellationInForce is null && visit is { Start: not null, End: not null }),
        ];
        Visit[] completed = [.. given.Where(visit => visit.IsCompleted)];
        if (given.Length > 0)
        {
            Induction = rooms.Protocols.DecideInduction(
                new() { Protocol = ProtocolOfSeries, CompletedDates = [.. completed.Select(DateOf)] });
            Series = SeriesOf(given);
            Response = rooms.Response.Decide(Series);
            Continuation = rooms.Response.DecideContinuation(Series, record.HasReasonToContinue);
        }

        MaintenanceCourse = MaintenanceOf(completed);
        if (MaintenanceCourse is { } course)
        {
            (Maintenance, Recommendation) = (rooms.Maintenance.Decide(course), rooms.Maintenance.DecideRecommendation(course));
        }

        Referrals = [.. record.ReferralsInForce.Select(referral => rooms.Fees.DecideReferral(InCourse(referral)))];
        Ledger = rooms.Fees.Ledger(LedgerEntries());
        Statement = Visits.IsEmpty ? null : StatementOf();
    }

    /// <summary>The record.</summary>
    public PatientRecord Record { get; }

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
    public StatedName? ProtocolOfSeries { get; }

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

    /// <summary>Whether each referral earns its credit, in the order of the record.</summary>
    public ImmutableArray<Decision<ReferralOutcome>> Referrals { get; }

    /// <summary>This patient's referral credits, and those of a person whose
    /// referral of the same friend came first, and what became of them.</summary>
    public ReferralLedger Ledger { get; }

    /// <summary>What the patient pays; <c>null</c> without a visit.</summary>
    public StatementOfCharges? Statement { get; }

    /// <summary>What every patient is told, the page's disclaimer among it.</summary>
    public Explanation Statements => _rooms.Continuity.StatementsTable.Explain([]);

    /// <summary>Every decision as data, in the order of the patient's way.</summary>
    /// <returns>The documents; the disclaimer stands beside response and maintenance.</returns>
    public ImmutableArray<DecisionDocument> ToDocuments() =>
    [
        .. new DecisionDocument?[]
        {
            Consultation?.ToDocument(), Eligibility?.ToDocument(), Booking?.ToDocument(), Continuity?.ToDocument(), Protocol?.ToDocument(),
            Route?.ToDocument(),
        }.OfType<DecisionDocument>(),
        .. Visits.SelectMany(visit => visit.ToDocuments()),
        .. new DecisionDocument?[]
        {
            Induction?.ToDocument(), Response?.ToDocument(), Continuation?.ToDocument(), Maintenance?.ToDocument(),
            Recommendation?.ToDocument(),
            Response is null && Maintenance is null ? null : DecisionDocument.Of(_rooms.Continuity.StatementsTable, [], _rooms.Version),
        }.OfType<DecisionDocument>(),
        .. Referrals.Select(referral => referral.ToDocument()),
        .. new[] { Statement?.ToDocument() }.OfType<DecisionDocument>(),
    ];

    /// <summary>Writes the record's id.</summary>
    /// <returns>"review of crps".</returns>
    public override string ToString() => $"review of {Record.Id}";

    private static InfusionSession SessionOf(Visit visit) => visit.IsAborted
        ? InfusionSession.Aborted(visit.Start.GetValueOrDefault().Earliest, visit.End.GetValueOrDefault().Latest)
        : InfusionSession.Completed(visit.Start.GetValueOrDefault().Earliest, visit.End.GetValueOrDefault().Latest);

    private Applicant? ApplicantOf(PatientRecord record) => record.Eligibility is { } patient
        ? new()
        {
            Assessment = patient with { On = patient.On ?? _rooms.DateOf(record.AsOf) },
            Consultation = record.ConsultationInForce,
            Care = record.Continuity,
        }
        : null;

    private ConditionGroups GroupsOf(Applicant applicant) => new()
    {
        HasPain = _rooms.Eligibility.Has(applicant, ConditionCategory.Pain),
        HasMentalHealth = _rooms.Eligibility.Has(applicant, ConditionCategory.MentalHealth),
        HasHeadache = _rooms.Eligibility.Has(applicant, ConditionCategory.Headache),
    };

    // A protocol that a clinician still has to choose is none yet.
    private StatedName? NamedFor(ConditionGroups groups) =>
        Protocol is { Status: DecisionStatus.Determined, Outcome: ProtocolChoiceOutcome.Named }
        && _rooms.Protocols.Named(groups) is { Length: 1 } named ? named[0] : null;

    private IEnumerable<VisitReview> ReviewVisits()
    {
        Visit? previous = null;
        int completed = 0;
        Visit[] inOrder = [.. Record.VisitsInForce.OrderBy(visit => (visit.Start ?? visit.Appointment.GetValueOrDefault()).Earliest)];
        var nextStarts = new Moment?[inOrder.Length + 1];
        for (int place = inOrder.Length - 1; place > 0; place--)
        {
            nextStarts[place] = inOrder[place].Start ?? nextStarts[place + 1];
        }

        for (int place = 0; place < inOrder.Length; place++)
        {
            Visit visit = inOrder[place];
            Visit onProtocol = visit with
            {
                Protocol = visit.Protocol ?? ProtocolOfSeries,
                NextStart = nextStarts[place + 1],
            };
            yield return new(_rooms, new()
            {
                Visit = onProtocol,
                CompletedBefore = completed,
                Previous = previous,
                HadInfusion = previous is not null,
                PlannedInfusion = PlannedOf(onProtocol),
            }, Record.AsOf);
            if (visit.CancellationInForce is null)
            {
                previous = onProtocol;
                completed += visit.IsCompleted ? 1 : 0;
            }
        }
    }

    private Duration? PlannedOf(Visit visit) => visit.Protocol is { } protocol ? _rooms.Protocols.PlannedDurationOf(protocol) : null;

    private LocalDate DateOf(Visit visit) => _rooms.DateOf(visit.Start.GetValueOrDefault().Earliest);

    private ResponseSeries SeriesOf(Visit[] given) => new()
    {
        Protocol = ProtocolOfSeries,
        Sessions = [.. given.Select(SessionOf)],
        Conditions = _categories,
        Scores = Record.Scores,
    };

    private MaintenanceInCourse? MaintenanceOf(Visit[] completed)
    {
        if (completed.Length == 0 && Record.Maintenance is null)
        {
            return null;
        }

        MaintenanceNote given = Record.Maintenance ?? new();
        MaintenanceNote note = given with { On = given.On ?? _rooms.DateOf(Record.AsOf) };
        return completed.Length == 0 ? new() { Note = note } : new()
        {
            Note = note with { IsReached = note.IsReached ?? HasReachedMaintenance() },
            FirstCompleted = DateOf(completed[0]),
            LastCompleted = DateOf(completed[completed.Length - 1]),
        };
    }

    // Any verdict at the evaluation point but "likely non-responder" opens maintenance; so does a clinician's reason to go on.
    private bool? HasReachedMaintenance() => Response is not { Status: DecisionStatus.Determined } response ? null
        : response.Outcome == ResponseOutcome.LikelyNonResponder ? Record.HasReasonToContinue
        : response.Outcome != ResponseOutcome.NotYetEvaluable;

    // A record names each friend once. Whether somebody else has had the credit is not in it.
    private ReferralInCourse InCourse(Referral referral) => new()
    {
        Referral = referral,
        IsSelf = referral.Friend == Record.Id,
        IsFirst = !referral.IsReferredBefore,
        IsCredited = referral.IsReferredBefore ? null : false,
    };

    private IEnumerable<LedgerEntry> LedgerEntries()
    {
        foreach (Referral referral in Record.ReferralsInForce)
        {
            if (referral.IsReferredBefore)
            {
                yield return new LedgerEntry.Referred(SomebodyElse, referral.Friend);
            }

            yield return new LedgerEntry.Referred(Record.Id, referral.Friend);
        }

        IEnumerable<(Instant At, LedgerEntry Entry)> scheduled = Record.ReferralsInForce.Where(referral => referral.Booking is not null)
            .Select(referral =>
            (
                referral.ScheduledAt ?? Instant.MinValue,
                (LedgerEntry)new LedgerEntry.Scheduled(referral.Friend, referral.Booking.GetValueOrDefault())));
        IEnumerable<(Instant At, LedgerEntry Entry)> started = Record.VisitsInForce.Where(
            visit => visit.CancellationInForce is null && visit.Start is not null)
            .Select(
                visit =>
                    (
                        visit.Start.GetValueOrDefault().Earliest,
                        (LedgerEntry)new LedgerEntry.VisitStarted(Record.Id, visit.Id, InPolicysCurrency(visit.Price))));
        foreach ((_, LedgerEntry entry) in scheduled.Concat(started).OrderBy(entry => entry.At))
        {
            yield return entry;
        }
    }

    // No credit goes against a price in another currency; the statement says of which visit it is.
    private Money? InPolicysCurrency(Money? price) => _rooms.Fees.IsPayable(price) ? price : null;

    private StatementOfCharges StatementOf() => _rooms.Fees.Statement(
        [
            .. from credited in Ledger.Visits.Where(visit => visit.Person == Record.Id)
               join visit in Record.VisitsInForce on credited.Appointment equals visit.Id
               select StatementVisit.Of(credited) with { Price = visit.Price },
        ],
        [
            .. Visits.Where(review => review.Fee is not null).Select(
                review => new StatementFee(review.Visit.Id, review.Fee!.Value, review.FeeAmount)),
        ]);
}
