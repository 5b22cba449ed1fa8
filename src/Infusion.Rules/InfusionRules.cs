using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Policies;
using Infusion.Rules.Policies.Reading;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Sources;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules;

/// <summary>The door to a clinic's rules: one object for each policy version, one property for each room.</summary>
/// <remarks>
/// Built once, immutable and thread-safe; keep it for as long as the policy version is used. It has no clock: every date is an argument.
/// What is wrong with a policy is refused when its rules are built. The rooms of
/// <see cref="Published"/> are built one by one, when they are first asked for.
/// </remarks>
/// <example>
/// <code>
/// Decision&lt;FastingOutcome&gt; decision = InfusionRules.Published.Fasting.DecidePlan(visit);
/// </code>
/// </example>
public sealed class InfusionRules
{
    private readonly Lazy<EligibilityRules> _eligibility;
    private readonly Lazy<ContinuityRules> _continuity;
    private readonly Lazy<ProtocolRules> _protocols;
    private readonly Lazy<FastingRules> _fasting;
    private readonly Lazy<VisitRules> _visits;
    private readonly Lazy<ResponseRules> _response;
    private readonly Lazy<MaintenanceRules> _maintenance;
    private readonly Lazy<FeeRules> _fees;
    private readonly Lazy<CourseRules> _course;
    private readonly Lazy<Rooms> _rooms;
    private readonly Lazy<RoomsByDate> _always;
    private readonly Lazy<ImmutableArray<DecisionTable>> _tables;

    /// <summary>Builds the rules of a policy.</summary>
    /// <param name="policy">What the clinic has set.</param>
    /// <param name="timeZones">Where the clinic's time zone is looked up; <c>null</c> for the database that comes with NodaTime.</param>
    /// <exception cref="ArgumentException">The time zone is unknown, or the sections of the policy do not fit together.</exception>
    public InfusionRules(ClinicPolicy policy, IDateTimeZoneProvider? timeZones = null)
        : this(timeZones ?? DateTimeZoneProviders.Tzdb, policy) =>
            Built(); // so that what is wrong is refused here, and not to whoever first asks a room

    /// <summary>Builds each room of a policy that is known to fit when it is first asked for.</summary>
    internal InfusionRules(IDateTimeZoneProvider timeZones, ClinicPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Policy = policy;
        Version = new(policy.Id, policy.Version, timeZones.VersionId, () => policy.ContentHash)
        {
            // What one clinic's page says is said by that clinic's policy alone.
            Sources = policy.Id == SourceRegister.PolicyId
                ? Attribution.ToRegister(static rule => SourceRegister.Published.CitationsOf(rule))
                : Attribution.ToOwn(policy.Sources.Select(static source => source.Id)),
        };
        TimeZone = timeZones.GetZoneOrNull(policy.TimeZone)
            ?? throw new ArgumentException($"There is no time zone '{policy.TimeZone}' in {timeZones.VersionId}.", nameof(policy));

        if (policy.SaysMoreThanValues && PolicyDocument.Document.Unstated(policy).FirstOrDefault() is { } nowhere)
        {
            throw new ArgumentException(
                $"The policy says how '{nowhere}' is stated, and there is no such parameter, or it is not published.", nameof(policy));
        }

        if (policy is { Eligibility.ConsultationPrice: { } price, Fees.Currency: { } currency } && price.Currency != currency)
        {
            throw new ArgumentException("A policy has one currency: that of the consultation and that of the fees differ.", nameof(policy));
        }

        _continuity = new(() => new(policy.Continuity, TimeZone, Version));
        _eligibility = new(() => new(policy.Eligibility, Continuity.CareJudgement, Version));
        _protocols = new(() => new(
            policy.Protocols, Version,
            policy.Eligibility?.Conditions.Any(static condition => condition.Category == ConditionCategory.Other) == true));
        _fasting = new(() => new(policy.Fasting, TimeZone, Version, policy.Continuity?.HeldMedicines ?? []));
        _visits = new(() => new(
            policy.Visits, policy.Protocols?.Recoveries ?? [], policy.Protocols?.PlannedInfusions ?? [], TimeZone, Version));
        _response = new(() => new(policy.Response, policy.Protocols?.EvaluationPoints ?? [], policy.Visits?.ResidualEffects, Version));
        _maintenance = new(() => new(policy.Maintenance, Version));
        _fees = new(() => new(policy.Fees, policy.Currency, Fasting.CancellationJudgement, TimeZone, Version));
        _course = new(() => new(Eligibility, Protocols, Fasting, Visits, Response, Maintenance, Version));
        _rooms = new(() => new(
            Eligibility, Continuity, Protocols, Fasting, Visits, Response, Maintenance, Fees, Course, TimeZone, Version));
        _always = new(() => new(_rooms.Value));
        _tables = new(AllTables);
    }

    /// <summary>The rules of <see cref="ClinicPolicy.VirginiaInfusionTherapies"/>, built when first asked for.</summary>
    public static InfusionRules Published => PublishedRules.Instance;

    /// <summary>What the clinic has set.</summary>
    public ClinicPolicy Policy { get; }

    /// <summary>What every decision carries: the policy, its version, its content's hash, and the time-zone database.</summary>
    public PolicyVersion Version { get; }

    /// <summary>The clinic's time zone.</summary>
    public DateTimeZone TimeZone { get; }

    /// <summary>Consultation, indications, screens, and who may be booked.</summary>
    public EligibilityRules Eligibility => _eligibility.Value;

    /// <summary>Care beside the patient's other treatment.</summary>
    public ContinuityRules Continuity => _continuity.Value;

    /// <summary>Which protocol, and how an induction goes.</summary>
    public ProtocolRules Protocols => _protocols.Value;

    /// <summary>Fasting before an infusion.</summary>
    public FastingRules Fasting => _fasting.Value;

    /// <summary>A visit from arrival to driving again.</summary>
    public VisitRules Visits => _visits.Value;

    /// <summary>Whether the infusions help.</summary>
    public ResponseRules Response => _response.Value;

    /// <summary>When to come back.</summary>
    public MaintenanceRules Maintenance => _maintenance.Value;

    /// <summary>Fees, referral credits and the statement of charges.</summary>
    public FeeRules Fees => _fees.Value;

    /// <summary>Every room, for a course.</summary>
    internal Rooms Rooms => _rooms.Value;

    /// <summary>The stage of a course, its next steps and the day.</summary>
    internal CourseRules Course => _course.Value;

    /// <summary>Every decision table, room by room; each table id and each rule id occurs once.</summary>
    public ImmutableArray<DecisionTable> Tables => _tables.Value;

    /// <summary>One of the decision tables.</summary>
    /// <param name="id">Its id, such as <c>fasting.intake</c>.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">There is no such table; the message names the nearest one.</exception>
    public DecisionTable Table(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Tables.FirstOrDefault(table => table.Id == id)
            ?? throw new ArgumentException(
                $"There is no table '{id}'"
                    + (NearestName.To(id, Tables.Select(table => table.Id)) is { } near ? $"; did you mean '{near}'?" : "."),
                nameof(id));
    }

    /// <summary>The tables whose outcomes a decision of a review has.</summary>
    /// <param name="decision">The id of the decision, such as <c>fasting.plan</c>.</param>
    /// <returns>The ids of the tables; the decision's own id where it is of that table alone, and none where it only puts dates
    /// together.</returns>
    public static ImmutableArray<string> TablesOf(string decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision switch
        {
            "fasting.plan" or "fasting.at-start" => ["fasting.intake", "fasting.timing"],
            "visit.driving-of-patient" => ["visit.driving"],
            "visit.timeline" => [],
            "continuity.care" => ["continuity.change-findings", "continuity.interaction", "continuity.provider"],
            "course.next" => ["course.next", "course.waiting"],
            _ => [decision],
        };
    }

    /// <summary>The parameters by which a decision of a review works out dates and amounts that are in no rule.</summary>
    /// <param name="decision">The id of the decision, such as <c>visit.timeline</c>.</param>
    /// <returns>Their paths, in which <c>*</c> stands for any run of characters; none where there are none.</returns>
    public static ImmutableArray<string> ParametersOf(string decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision switch
        {
            "visit.timeline" =>
            [
                "visits.firstArrivalLead", "visits.laterArrivalLead", "visits.recovery*", "visits.residualEffects", "visits.driving*",
                "protocols.protocols*]", "protocols.protocols*.plannedDuration", "protocols.protocols*Recovery", "fasting.kinds*",
                "fasting.unlisted*",
            ],
            "visit.arrival" => ["visits.firstArrivalLead", "visits.laterArrivalLead"],
            "protocol.induction" => ["protocols.protocols*]", "protocols.protocols*.windowDays"],
            "maintenance.recommended" => ["maintenance.anchor"],
            "visit.release" => ["visits.recovery*", "protocols.protocols*]", "protocols.protocols*Recovery"],
            "visit.vital-signs" => ["visits.vitalSignInterval"],
            "visit.inbound-ride" => ["protocols.protocols*]", "protocols.protocols*.plannedDuration"],
            "consultation.sections" => ["eligibility.consultation*"],
            "fasting.intake" or "fasting.plan" or "fasting.at-start" => ["fasting.kinds*", "fasting.unlisted*"],
            "payment.statement" => ["fees*"],
            "fee.cancellation" => ["fees*"],
            _ => [],
        };
    }

    /// <summary>The tables by whose rules a decision of a review works out its dates and amounts, beside those of its outcomes.</summary>
    /// <param name="decision">The id of the decision, such as <c>payment.statement</c>.</param>
    /// <returns>The ids of the tables; none where there are no others.</returns>
    public static ImmutableArray<string> ValuesFrom(string decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision switch
        {
            "fasting.plan" or "fasting.at-start" => ["fasting.asa"],
            "visit.timeline" => ["fasting.intake", "visit.arrival", "visit.release", "visit.residual-effects", "visit.driving"],
            "consultation.sections" => ["consultation.call"],
            "payment.statement" => ["fee.cancellation", "referral.trigger", "referral.use"],
            _ => [],
        };
    }

    /// <summary>The tables on whose outcomes it rests which dates and amounts a decision of a review has: its own, where they come with
    /// the outcome, and those that say which infusions count and which protocol one is given by.</summary>
    /// <param name="decision">The id of the decision.</param>
    /// <returns>The ids of the tables; none where a record and the parameters say it all.</returns>
    internal ImmutableArray<string> ValuesRestOn(string decision) => decision switch
    {
        "fasting.plan" or "fasting.at-start" => ["fasting.intake", "fasting.timing"],
        "visit.release" => Visits.ReleaseFindingsTable.Facts.Any(static fact => fact.TakenFrom.Contains("protocol.choice"))
            ? ["eligibility.condition", "protocol.choice"]
            : [],
        // The window of maintenance is there with the place of the date in it, or with neither.
        "maintenance.status" => [],
        "visit.timeline" or "visit.arrival" or "visit.inbound-ride" or "protocol.induction" =>
            ["visit.infusion", "eligibility.condition", "protocol.choice"],
        // A clinician's own interval counts from the same day whatever else is decided; what a policy recommends comes with its outcome.
        "maintenance.recommended" =>
        [
            .. Maintenance.Policy.RecommendsADate ? [decision] : (string[])[],
            "visit.infusion", "eligibility.condition", "protocol.choice",
        ],
        "payment.statement" => ["payment.statement", "fee.cancellation", "referral.trigger", "referral.use"],
        "fasting.intake" or "fee.cancellation" or "referral.trigger" => [decision],
        _ => [],
    };

    /// <summary>The tables that say which of such decisions there are: infusions beyond an induction are judged by its rules only where
    /// nothing accounts for them.</summary>
    /// <param name="decision">The id of the decision.</param>
    /// <returns>The ids of the tables; none where a record says it all.</returns>
    internal static ImmutableArray<string> ListedBy(string decision) => decision == "protocol.session" ? [SeriesFacts.Scored] : [];

    /// <summary>The tables that are judged only on the way to others: no decision is of one of them alone.</summary>
    internal static ImmutableArray<string> Steps { get; } =
    [
        "course.verdict", "course.waiting", "fasting.timing", "response.evaluation", "response.standing", "visit.effect-hold",
        "visit.vital-signs-after",
    ];

    /// <summary>The decisions that a review has only where they found their one finding for certain, so that nothing is ever asked for
    /// them.</summary>
    internal static ImmutableArray<string> SaidIfFound { get; } = ["fasting.violation"];

    /// <summary>The decisions of a review that may work out a date or a time; one that is only repeated from the record is none.</summary>
    internal static ImmutableArray<string> Dated { get; } =
    [
        "consultation.sections", "fasting.at-start", "fasting.intake", "fasting.plan", "maintenance.recommended", "maintenance.status",
        "protocol.induction", "visit.arrival", "visit.driving", "visit.driving-of-patient", "visit.inbound-ride", "visit.release",
        "visit.residual-effects", "visit.timeline", "visit.vital-signs",
    ];

    /// <summary>The decisions of a review that may carry an amount.</summary>
    internal static ImmutableArray<string> Priced { get; } =
        ["consultation.sections", "fee.cancellation", "payment.statement", "referral.trigger"];

    /// <summary>Decides everything about a patient's record.</summary>
    /// <param name="record">The record. What the policy does not know of it, such as
    /// another clinic's protocol, decisions say; nothing is refused for it.</param>
    /// <returns>Every decision, in the order of the patient's way.</returns>
    /// <exception cref="ArgumentException">The record contradicts itself: a condition
    /// began after the date it is judged on, a price is negative.</exception>
    public CourseReview Review(PatientRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return CourseReview.Of(_always.Value, record, record.AsOf);
    }

    /// <summary>Decides everything about a patient's record; <c>null</c> where it contradicts itself.</summary>
    internal CourseReview? ReviewConsistent(PatientRecord record) => CourseReview.OfConsistent(_always.Value, record, record.AsOf);

    /// <summary>The visits of a day, one line for each: whether it goes ahead, what to ask first, and its times.</summary>
    /// <param name="records">The records, each judged at its own instant.</param>
    /// <param name="date">The clinic-local date.</param>
    /// <returns>The visits of that date that are not cancelled, by the time of their appointments.</returns>
    public ImmutableArray<DayLine> Day(IEnumerable<PatientRecord> records, LocalDate date)
    {
        ArgumentNullException.ThrowIfNull(records);
        return DayLine.On(date, TimeZone, records.Select(Review));
    }

    /// <summary>Writes the policy's id and version.</summary>
    /// <returns>"Rules of virginia-infusion-therapies 1".</returns>
    public override string ToString() => $"Rules of {Policy}";

    /// <summary>These rules, every room built, so that nobody waits for it later.</summary>
    internal InfusionRules Built()
    {
        _ = Tables;
        return this;
    }

    private ImmutableArray<DecisionTable> AllTables() =>
    [
        Eligibility.ConditionTable, Eligibility.CandidacyTable, Eligibility.FindingsTable, Eligibility.SectionsTable, Eligibility.CallTable,
        Eligibility.BookingTable, Eligibility.WarningsTable,
        Continuity.ChangeTable, Continuity.ChangeFindingsTable, Continuity.MedicineTable, Continuity.ProviderTable,
        Continuity.StatementsTable,
        Protocols.ChoiceTable, Protocols.RouteTable, Protocols.CourseWeekTable, Protocols.SessionTable, Protocols.InductionTable,
        Fasting.IntakeTable, Fasting.TimingTable, Fasting.ViolationTable, Fasting.AsaTable, Fasting.DuringAndAfterTable,
        .. Visits.Tables,
        Response.EvaluationTable, Response.InstrumentTable, Response.FindingTable, Response.StandingTable, Response.ConditionTable,
        Response.CourseTable, Response.FinalityTable, Response.MaintenanceTable, Response.LatestTable, Response.Item9Table,
        Response.ContinuationTable, Response.SeverityTable,
        Maintenance.StatusTable, Maintenance.FindingsTable, Maintenance.RecommendationTable,
        Course.VerdictTable, Course.StageTable, Course.NextTable, Course.WaitingTable, Course.DayTable,
        Fees.CancellationTable, Fees.RescheduleTable, Fees.PrepaymentTable, Fees.ReferralTable, Fees.CreditUseTable, Fees.PaymentTable,
    ];

    private static class PublishedRules
    {
        public static InfusionRules Instance { get; } = new(DateTimeZoneProviders.Tzdb, ClinicPolicy.VirginiaInfusionTherapies);
    }
}
