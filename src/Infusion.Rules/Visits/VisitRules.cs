using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.TimeZones;

namespace Infusion.Rules.Visits;

/// <summary>The clinic's rules for a visit: arrival, conduct, release, driving, the ride to the next visit, and its timeline.</summary>
/// <remarks>
/// <para>Hours are elapsed time between instants. Nothing reads a clock: the
/// instant a question is asked for is an argument. Only a recorded
/// infusion end, an abort included, answers release and driving; a planned one never does.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class VisitRules
{
    private readonly DateTimeZone _zone;
    private readonly Fact<string> _effect;
    private readonly Fact<string> _protocol;
    private readonly Fact<Duration> _clockSinceEnd;
    private readonly Fact<string> _previousEnd;
    private readonly Fact<Duration> _waySince;
    private readonly Fact<Duration> _wayClock;
    private readonly Fact<Duration> _wayClockFromNow;
    private readonly ClockShifts _shifts;
    private readonly ImmutableArray<RecoveryVariant> _variants;
    private readonly Decider<VisitInCourse, ArrivalOutcome> _arrival;
    private readonly Fact<string> _plannedBy;
    private readonly Fact<string> _met;
    private readonly Fact<string> _effectsHeld;
    private readonly Fact<string> _signsAfter;
    private readonly Decider<Visit, CriteriaOutcome> _criteria;
    private readonly Decider<Visit, InfusionFinding> _infusion;
    private readonly Decider<Visit, ReleaseOutcome> _release;
    private readonly Decider<Visit, ReleaseFinding> _releaseFindings;
    private readonly Decider<Visit, StartFinding> _startFindings;
    private readonly Decider<Visit, StartOutcome> _start;
    private readonly Decider<Visit, DrivingOutcome> _driving;
    private readonly Decider<Infusions, DrivingOutcome> _drivingOfPatient;
    private readonly Decider<Visit, ResidualEffectsOutcome> _residualEffects;
    private readonly Decider<VisitInCourse, InboundRideOutcome> _inboundRide;
    private readonly Decider<EffectOfVisit, SideEffectOutcome> _sideEffect;
    private readonly Decider<Checklist, ChecklistItem> _checklist;
    private readonly Decider<VitalSigns, VitalSign> _vitalSigns;
    private readonly Decider<BloodPressure, BloodPressureOutcome> _bloodPressure;
    private readonly Decider<Conduct, ConductFinding> _conduct;

    internal VisitRules(
        VisitPolicy? stated, ImmutableArray<ProtocolRecovery> protocols, ImmutableArray<PlannedInfusion> planned, DateTimeZone zone,
        PolicyVersion version)
    {
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(version);
        VisitPolicy policy = stated ?? new();
        Require(policy);
        (Policy, Version, _zone) = (policy, version, zone);
        ImmutableArray<ProtocolRecovery> own =
        [
            .. protocols.Where(recovery => recovery.Minimum is not null || recovery.Planned is not null),
        ];
        ImmutableArray<ProtocolId> plans = [.. planned.Select(plan => plan.Protocol)];
        var names = new NameIndex(plans.Select((protocol, place) => (protocol.Name, place)));
        _variants = [.. policy.RecoveryVariants, .. own.Each(recovery => RecoveryVariant.Of(recovery, policy))];
        _protocol = VisitFacts.Protocol(own.Each(recovery => recovery.Protocol), protocols.Select(recovery => recovery.Protocol));
        _effect = VisitFacts.Effect(
            policy.SideEffects.Select(effect => effect.Name),
            new NameIndex(policy.SideEffects.SelectMany((effect, place) => effect.Aliases.Add(effect.Name).Select(name => (name, place)))));
        Input<VisitInCourse, Moment?> previous = VisitFacts.Previous(names);
        _shifts = new(policy.FirstArrivalLead ?? Duration.Zero, policy.LaterArrivalLead ?? Duration.Zero, planned, names);
        (_clockSinceEnd, _wayClock) = (VisitFacts.ClockSinceEnd(zone), VisitFacts.WayClock(zone, previous, _shifts));
        _wayClockFromNow = VisitFacts.WayClockFromNow(zone, _shifts);
        (_previousEnd, _waySince) = (VisitFacts.PreviousEnd(plans, names), VisitFacts.WaySince(previous));
        ArrivalTable = BuildArrivalTable().CitedBy(version.Sources, (policy.FirstArrivalLead ?? policy.LaterArrivalLead) is not null);
        CriteriaTable = BuildCriteriaTable().CitedBy(version.Sources, stated is not null);
        EffectHoldTable = BuildEffectHoldTable().CitedBy(
            version.Sources, !policy.SideEffects.IsEmpty || policy.ResidualEffects is not null);
        SignsAfterTable = BuildSignsAfterTable().CitedBy(version.Sources, !policy.VitalSigns.IsEmpty);
        _plannedBy = VisitFacts.PlannedBy(plans, names);
        InfusionTable = BuildInfusionTable().CitedBy(version.Sources, stated is not null && !planned.IsEmpty);
        var criteria = new TableJudgement<Visit>(CriteriaTable);
        _met = VisitFacts.Criteria(criteria);
        _effectsHeld = VisitFacts.EffectsHeld(new ListJudgement<Visit, EffectOfVisit>(
            "visit.effects-held", new TableJudgement<EffectOfVisit>(EffectHoldTable) { Names = static one => one.Effect.Effect?.Text },
            Reported, Fold.Worst, OutcomeSet.Exactly((int)EffectHold.NoHold)));
        _signsAfter = VisitFacts.SignsAfter(new TableJudgement<Visit>(SignsAfterTable));
        bool asksBeforeStart = policy.Ride is { Arranged: RideTime.BeforeStart } || policy.Escort is { StaysDuringVisit: true };
        StartFindingsTable = BuildStartFindingsTable().CitedBy(version.Sources, asksBeforeStart);
        StartTable = BuildStartTable().CitedBy(version.Sources, asksBeforeStart);
        ReleaseFindingsTable = BuildReleaseFindingsTable().CitedBy(version.Sources, stated is not null);
        ReleaseTable = BuildReleaseTable().CitedBy(version.Sources, stated is not null);
        DrivingTable = BuildDrivingTable().CitedBy(version.Sources, policy.Driving is not null);
        InboundRideTable = BuildInboundRideTable().CitedBy(version.Sources, policy.Driving is not null);
        ResidualEffectsTable = BuildResidualEffectsTable().CitedBy(version.Sources, policy.ResidualEffects is not null);
        SideEffectTable = BuildSideEffectTable().CitedBy(version.Sources, !policy.SideEffects.IsEmpty);
        ChecklistTable = BuildChecklistTable().CitedBy(version.Sources, !policy.Checklist.IsEmpty);
        VitalSignsTable = BuildVitalSignsTable().CitedBy(version.Sources, !policy.VitalSigns.IsEmpty && !policy.VitalSignPhases.IsEmpty);
        BloodPressureTable = BuildBloodPressureTable().CitedBy(version.Sources, stated is not null);
        ConductTable = BuildConductTable().CitedBy(
            version.Sources, policy.OffersCommodeAndUrinal || policy.ForbidsWalking || policy.RequiresClinicianAvailable
                || policy.RequiresEmergencyPhysician);
        StatementsTable = BuildStatementsTable().CitedBy(version.Sources, stated is not null);
        _arrival = new(new TableJudgement<VisitInCourse>(ArrivalTable), version)
        {
            Names = static visit => visit.Visit.Id,
            Values = ValuesOfArrival,
        };
        _criteria = new(criteria, version) { Names = static visit => visit.Id };
        _infusion = new(new TableJudgement<Visit>(InfusionTable), version) { Names = static visit => visit.Id };
        _startFindings = new(new TableJudgement<Visit>(StartFindingsTable), version) { Names = static visit => visit.Id };
        _start = new(new TableJudgement<Visit>(StartTable), version) { Names = static visit => visit.Id, Parts = [_startFindings] };
        _releaseFindings = new(new TableJudgement<Visit>(ReleaseFindingsTable), version) { Names = static visit => visit.Id };
        _release = new(new TableJudgement<Visit>(ReleaseTable), version)
        {
            Names = static visit => visit.Id,
            Parts = [_releaseFindings, _criteria],
            Values = (visit, _, _) =>
                EarliestRelease(visit) is { } earliest ? [new("visit.earliest-release", earliest, "visit.recovery-minimum")] : [],
        };
        _driving = new(new TableJudgement<Visit>(DrivingTable), version)
        {
            Names = static visit => visit.Id,
            Values = (visit, _, _) =>
                RestrictedUntil(visit) is { } until ? [new("visit.driving-restriction-end", until, "visit.driving")] : [],
        };
        _drivingOfPatient = new(
            new ListJudgement<Infusions, Infusion>(
                "visit.driving-of-patient", new TableJudgement<Infusion>(DrivingTable, readAs: VisitFacts.DrivingAfter(zone)), Given,
                Fold.Worst, OutcomeSet.Exactly((int)DrivingOutcome.RestrictionElapsed)),
            version)
        {
            Values = (infusions, _, _) => infusions.Visits.Select(RestrictedUntil).Max() is { } until
                && infusions.Visits.All(visit => visit.KnownEnd is not null)
                ? [new("visit.driving-restriction-end", until, "visit.driving")]
                : [],
        };
        _residualEffects = new(new TableJudgement<Visit>(ResidualEffectsTable), version)
        {
            Names = static visit => visit.Id,
            Values = (visit, _, _) => visit.KnownEnd is { } end && policy.ResidualEffects is { } effects
                ? [new("visit.residual-effects-until", end.Latest + effects, "visit.residual-effects")]
                : [],
        };
        _inboundRide = new(new ContradictedJudgement<VisitInCourse>(new(InboundRideTable), WithoutOneSide), version)
        {
            Names = static visit => visit.Visit.Id,
            Values = ValuesOfInboundRide,
        };
        _sideEffect = new(
            new TableJudgement<EffectOfVisit>(SideEffectTable), version)
        { Names = static effect => effect.Effect.Effect?.Text };
        _checklist = new(new TableJudgement<Checklist>(ChecklistTable), version);
        _vitalSigns = new(new TableJudgement<VitalSigns>(VitalSignsTable), version)
        {
            Names = static signs => signs.Phase is { } phase ? Wording.Words(phase.ToString()) : null,
            Values = (_, _, _) =>
            [
                policy.VitalSignInterval is { } interval
                    ? new("visit.vital-signs-interval", interval, "visit.vital-signs")
                    : new("visit.vital-signs-interval", "NotPublished", "visit.vital-signs"),
            ],
        };
        _bloodPressure = new(new TableJudgement<BloodPressure>(BloodPressureTable), version)
        {
            Values = static (pressure, _, _) => pressure is { Systolic: { } systolic, Diastolic: { } diastolic }
                ? [new("visit.blood-pressure-measured", FormattableString.Invariant($"{systolic}/{diastolic} mmHg"), null)]
                : [],
        };
        _conduct = new(new TableJudgement<Conduct>(ConductTable), version);
    }

    /// <summary>The policy the rules are built from.</summary>
    internal VisitPolicy Policy { get; }

    /// <summary>The table that says whether an arrival is late.</summary>
    internal DecisionTable ArrivalTable { get; }

    /// <summary>The table that says whether the release criteria are met.</summary>
    internal DecisionTable CriteriaTable { get; }

    /// <summary>The table that says whether a side effect waits for a clinician.</summary>
    internal DecisionTable EffectHoldTable { get; }

    /// <summary>The table that says whether the vital signs after the infusion are there.</summary>
    internal DecisionTable SignsAfterTable { get; }

    /// <summary>The table of what is found of an infusion that has ended.</summary>
    internal DecisionTable InfusionTable { get; }

    /// <summary>The table of what holds the start of an infusion.</summary>
    internal DecisionTable StartFindingsTable { get; }

    /// <summary>The table that says whether an infusion may start, over the facts of <see cref="StartFindingsTable"/>.</summary>
    internal DecisionTable StartTable { get; }

    /// <summary>The table that collects hold reasons and the advisory on accompaniment.</summary>
    internal DecisionTable ReleaseFindingsTable { get; }

    /// <summary>The table that decides the release, over the facts of <see cref="ReleaseFindingsTable"/>.</summary>
    internal DecisionTable ReleaseTable { get; }

    /// <summary>The table that says whether the driving restriction has elapsed.</summary>
    internal DecisionTable DrivingTable { get; }

    /// <summary>The table that says whether the way to the next visit falls into a restriction.</summary>
    internal DecisionTable InboundRideTable { get; }

    /// <summary>The table of the time in which residual effects are possible.</summary>
    internal DecisionTable ResidualEffectsTable { get; }

    /// <summary>The table that compares one effect with the catalogue.</summary>
    internal DecisionTable SideEffectTable { get; }

    /// <summary>The table that collects the steps not done before an infusion.</summary>
    internal DecisionTable ChecklistTable { get; }

    /// <summary>The table that collects the vital signs not recorded in one part of a visit.</summary>
    internal DecisionTable VitalSignsTable { get; }

    /// <summary>The table that compares a blood pressure with the clinic's limit, if it has one.</summary>
    internal DecisionTable BloodPressureTable { get; }

    /// <summary>The table that collects what differs from the published conduct of a visit.</summary>
    internal DecisionTable ConductTable { get; }

    /// <summary>The table of what every patient is told.</summary>
    internal DecisionTable StatementsTable { get; }

    /// <summary>Every table of the room, in the order of a visit.</summary>
    internal ImmutableArray<DecisionTable> Tables =>
    [
        ArrivalTable, StartFindingsTable, StartTable, ChecklistTable, VitalSignsTable, BloodPressureTable, ConductTable, SideEffectTable,
        InfusionTable, CriteriaTable, EffectHoldTable, SignsAfterTable, ReleaseFindingsTable, ReleaseTable,
        ResidualEffectsTable, DrivingTable, InboundRideTable, StatementsTable,
    ];

    /// <summary>What every patient is told of a visit, as rules with their sources.</summary>
    public ImmutableArray<Rule> Statements => StatementsTable.IsPublished ? StatementsTable.Rules : [];

    internal PolicyVersion Version { get; }

    private static ListReading<Visit, EffectOfVisit> Reported { get; } = new(
        static visit => visit.SideEffectsInForce.Length,
        static (visit, place) => new EffectOfVisit(visit, visit.SideEffectsInForce[place]),
        static _ => [],
        new("visit.effects-complete", "Is every side effect on record?", "", ["no", "yes"], true));

    // The latest first, which is the one that is named where all of them are alike.
    private static ListReading<Infusions, Infusion> Given { get; } = new(
        static infusions => infusions.Visits.Length,
        static (infusions, place) => new Infusion(infusions.Visits[infusions.Visits.Length - 1 - place]),
        static _ => [],
        new("visit.infusions-complete", "Is every infusion on record?", "", ["no", "yes"], true));

    /// <summary>By when a patient is asked to arrive.</summary>
    /// <param name="appointment">The appointment.</param>
    /// <param name="completedBefore">How many sessions were completed before; 0
    /// makes it a first session, however many were cancelled.</param>
    /// <returns>The instant, inclusive: arriving exactly then is on time; <c>null</c> when it is not published.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="completedBefore"/> is negative.</exception>
    public Instant? RequiredArrival(Instant appointment, int completedBefore) => completedBefore < 0
        ? throw new ArgumentOutOfRangeException(nameof(completedBefore), "Completed sessions are not negative.")
        : Lead(completedBefore) is { } lead ? Moment.Earlier(appointment, lead) : null;

    /// <summary>When the driving restriction after a visit's infusion ends.</summary>
    /// <param name="visit">The visit.</param>
    /// <returns>The instant, counted from the latest the end may have been; <c>null</c> while the end is not known, and
    /// when no restriction is published.</returns>
    public Instant? RestrictedUntil(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return visit.KnownEnd is { } end ? RestrictedUntil(end.Latest) : null;
    }

    /// <summary>When the driving restriction after an infusion ends.</summary>
    /// <param name="infusionEnd">The actual end of the infusion; an abort is an end.</param>
    /// <returns>The instant; exactly then the published restriction has elapsed. <c>null</c> when no restriction is published.</returns>
    public Instant? RestrictedUntil(Instant infusionEnd)
    {
        if (Policy.Driving is not DrivingLimit.NextDay next)
        {
            return Policy.Driving is DrivingLimit.Elapsed elapsed ? Moment.Later(infusionEnd, elapsed.After) : null;
        }

        LocalDate day = Moment.WithDates(infusionEnd).InZone(_zone).Date.PlusDays(1);
        ZoneLocalMapping mapping = _zone.MapLocal(day.At(next.From ?? LocalTime.Midnight));
        Instant clock = mapping.Count == 0 ? mapping.EarlyInterval.End : mapping.Last().ToInstant();
        return next.Minimum is { } minimum ? Instant.Max(clock, Moment.Later(infusionEnd, minimum)) : clock;
    }

    /// <summary>The instant at which the minimum recovery of a visit is reached.</summary>
    /// <remarks>Counted from the latest the infusion's end may have been; criteria and ride are still asked then.</remarks>
    /// <param name="visit">The visit.</param>
    /// <returns>The instant; <c>null</c> while the end is not known, and when no minimum is published for such a visit.</returns>
    public Instant? EarliestRelease(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return visit.KnownEnd is not { } end ? null
            : _variants.IsEmpty ? end.Latest + Policy.RecoveryMinimum
            : FirstAfter(visit, end.Latest, variant => variant.Minimum, Policy.RecoveryMinimum, _releaseFindings.Judgement,
                static outcomes => !outcomes.Allows((int)ReleaseFinding.MinimumRecovery)) is { } first
                && !_releaseFindings.Judgement.Decide(visit with { End = end.Latest }, first).Allows((int)ReleaseFinding.NotPublished)
                ? first
            : null;
    }

    /// <summary>The instant from which unmet criteria mean that monitoring goes on past the plan.</summary>
    /// <param name="visit">The visit.</param>
    /// <returns>The instant; <c>null</c> while the end is not known, and when a planned recovery is not published.</returns>
    public Instant? PlannedRelease(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return visit.KnownEnd is not { } end ? null
            : _variants.IsEmpty ? end.Latest + Policy.RecoveryPlanned
            : Policy.RecoveryPlanned is null || _variants.Any(static variant => variant.Planned is null) ? null
            : FirstAfter(visit with { CriteriaMet = false }, end.Latest, variant => variant.Planned, Policy.RecoveryPlanned,
                _release.Judgement,
                static outcomes => outcomes.Has((int)ReleaseOutcome.ContinueMonitoring));
    }

    /// <summary>Judges an arrival. Being late is information only.</summary>
    /// <param name="visit">The visit in its course.</param>
    /// <returns>The decision.</returns>
    public Decision<ArrivalOutcome> DecideArrival(VisitInCourse visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return _arrival.Decide(visit, default);
    }

    /// <summary>Judges whether the patient may be released.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="now">The instant it is asked for.</param>
    /// <returns>The decision; never a release while criteria or ride are unknown, nor where no minimum recovery is published: what else
    /// holds the patient still does, and where nothing does, how long to wait is for the clinic to say.</returns>
    /// <example><code>
    /// var decision = rules.Visits.DecideRelease(new Visit
    /// {
    ///     Start = start,
    ///     End = end,
    ///     WalksSteadily = true,
    ///     CriteriaMet = true,
    ///     CriteriaMetBy = ClinicianRole.Nurse,
    ///     CriteriaMetAt = now,
    ///     VitalSigns = [after],
    ///     RideArranged = true,
    ///     Accompanied = false,
    /// }, now);
    /// </code></example>
    public Decision<ReleaseOutcome> DecideRelease(Visit visit, Instant now)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return _release.Decide(visit, now);
    }

    /// <summary>Judges whether the release criteria are met: steady walking, and a clinician's word that still stands.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="now">The instant it is asked for.</param>
    /// <returns>The decision.</returns>
    public Decision<CriteriaOutcome> DecideCriteria(Visit visit, Instant now)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return _criteria.Decide(visit, now);
    }

    /// <summary>Collects what is found of an infusion that has ended, such as a length below half the planned one.</summary>
    /// <param name="visit">The visit, with the protocol of its infusion.</param>
    /// <returns>The decision; a clinician says whether such an infusion counts.</returns>
    public Decision<InfusionFinding> DecideInfusion(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return _infusion.Decide(visit, default);
    }

    /// <summary>Judges whether what the clinic asks for before the infusion starts is there, such as a ride.</summary>
    /// <param name="visit">The visit.</param>
    /// <returns>The decision; not published where the clinic asks for nothing before the start. It speaks of no other rule, such as
    /// the fast.</returns>
    public Decision<StartOutcome> DecideStart(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return _start.Decide(visit, default);
    }

    /// <summary>Collects what holds the start of an infusion, such as a ride that is not arranged.</summary>
    /// <param name="visit">The visit.</param>
    /// <returns>The decision; not published where the clinic asks for nothing before the start.</returns>
    public Decision<StartFinding> DecideStartFindings(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return _startFindings.Decide(visit, default);
    }

    /// <summary>Collects what holds a release, and what is advised.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="now">The instant it is asked for.</param>
    /// <returns>The decision; going unaccompanied is an advisory and holds nothing (R68, C8).</returns>
    public Decision<ReleaseFinding> DecideReleaseFindings(Visit visit, Instant now)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return _releaseFindings.Decide(visit, now);
    }

    /// <summary>Judges where the driving restriction stands.</summary>
    /// <param name="visit">The visit; a planned end never answers it.</param>
    /// <param name="now">The instant it is asked for.</param>
    /// <returns>The decision; while the infusion may be in progress it needs information and is never elapsed.</returns>
    public Decision<DrivingOutcome> DecideDriving(Visit visit, Instant now)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return _driving.Decide(visit, now);
    }

    /// <summary>Judges where the driving restriction stands for the patient as a whole.</summary>
    /// <remarks>It lasts until the latest end over all infusions.</remarks>
    /// <param name="visits">The visits of one patient, in any order. Those whose infusion did not start count for nothing, and the start
    /// of one is a sign that the one before was over.</param>
    /// <param name="now">The instant it is asked for.</param>
    /// <returns>The decision; <c>null</c> where no infusion started.</returns>
    public Decision<DrivingOutcome>? DecideDrivingOfPatient(IEnumerable<Visit> visits, Instant now)
    {
        ArgumentNullException.ThrowIfNull(visits);
        var infusions = Infusions.Of(visits);
        return infusions.Visits.IsEmpty ? null : _drivingOfPatient.Decide(infusions, now);
    }

    /// <summary>Says whether residual effects are possible. Information only.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="now">The instant it is asked for.</param>
    /// <returns>The decision.</returns>
    public Decision<ResidualEffectsOutcome> DecideResidualEffects(Visit visit, Instant now)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return _residualEffects.Decide(visit, now);
    }

    /// <summary>Judges whether the way to a visit falls into the restriction of the previous infusion.</summary>
    /// <param name="visit">The visit in its course; without a departure the required arrival is judged.</param>
    /// <param name="now">The instant it is asked for: while no end of the previous infusion is on record, it is taken to end at the
    /// later of its planned end and then.</param>
    /// <returns>The decision; invalid where a departure after the arrival, or after the appointment, makes a difference.</returns>
    public Decision<InboundRideOutcome> DecideInboundRide(VisitInCourse visit, Instant now)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return _inboundRide.Decide(visit, now);
    }

    /// <summary>Compares every effect of a visit with the published catalogue.</summary>
    /// <param name="visit">The visit.</param>
    /// <returns>One decision for each effect that is not voided, in the order of the record.</returns>
    public ImmutableArray<Decision<SideEffectOutcome>> DecideSideEffects(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return [.. visit.SideEffectsInForce.Select(effect => _sideEffect.Decide(new(visit, effect), default))];
    }

    /// <summary>Collects the steps before the infusion that are not done.</summary>
    /// <param name="checklist">What is recorded.</param>
    /// <returns>The decision.</returns>
    public Decision<ChecklistItem> DecideChecklist(Checklist checklist)
    {
        ArgumentNullException.ThrowIfNull(checklist);
        return _checklist.Decide(checklist, default);
    }

    /// <summary>Collects the vital signs that are not recorded in one part of the visit.</summary>
    /// <param name="signs">What is recorded.</param>
    /// <returns>The decision.</returns>
    public Decision<VitalSign> DecideVitalSigns(VitalSigns signs)
    {
        ArgumentNullException.ThrowIfNull(signs);
        return _vitalSigns.Decide(signs, default);
    }

    /// <summary>Compares a blood pressure with the clinic's limit; without one there is no verdict.</summary>
    /// <param name="pressure">The measured pressure.</param>
    /// <returns>The decision.</returns>
    public Decision<BloodPressureOutcome> DecideBloodPressure(BloodPressure pressure)
    {
        ArgumentNullException.ThrowIfNull(pressure);
        return _bloodPressure.Decide(pressure, default);
    }

    /// <summary>Collects what differs from the published conduct of a visit.</summary>
    /// <param name="conduct">What is recorded.</param>
    /// <returns>The decision.</returns>
    public Decision<ConductFinding> DecideConduct(Conduct conduct)
    {
        ArgumentNullException.ThrowIfNull(conduct);
        return _conduct.Decide(conduct, default);
    }

    /// <summary>Puts the times of a visit in order, each with its rule.</summary>
    /// <param name="visit">The visit in its course; a recorded start or end replaces the planned one.</param>
    /// <param name="cutOffs">Times before the visit from other rooms, such as fasting cut-offs.</param>
    /// <returns>The timeline; entries that need an unknown fact are left out.</returns>
    /// <exception cref="ArgumentException">The infusion ended before it started.</exception>
    public VisitTimeline Timeline(VisitInCourse visit, params TimelineCutOff[] cutOffs)
    {
        ArgumentNullException.ThrowIfNull(visit);
        ArgumentNullException.ThrowIfNull(cutOffs);
        return TimelineWith(visit, cutOffs, static _ => []);
    }

    /// <summary>The same, with times of other rooms that count from the infusion's end, recorded or planned.</summary>
    internal VisitTimeline TimelineWith(
        VisitInCourse visit, IEnumerable<TimelineCutOff> cutOffs, Func<Instant, IEnumerable<TimelineCutOff>> afterEnd) =>
        visit.Visit is { Start: { } start, End: { } end } && end.Latest < start.Earliest
            ? throw new ArgumentException("The infusion ended before it started.", nameof(visit))
            : VisitTimeline.Of(this, visit, cutOffs, afterEnd);

    internal Duration? Lead(int completedBefore) => completedBefore == 0 ? Policy.FirstArrivalLead : Policy.LaterArrivalLead;

    private static void Require(VisitPolicy policy)
    {
        if (policy.RecoveryPlanned < policy.RecoveryMinimum)
        {
            throw new ArgumentException("The planned recovery is shorter than the minimum.", nameof(policy));
        }

        if (policy.RecoveryVariants.Length > 4)
        {
            throw new ArgumentException("A policy has at most 4 recovery variants.", nameof(policy));
        }

        if (!VisitPolicy.IsScoreRequired(policy.Stated))
        {
            throw new ArgumentException("A discharge score is one that release waits for.", nameof(policy));
        }

        policy.Checklist.RequireStated(ChecklistItem.NotPublished, "checklist");
        policy.VitalSigns.RequireStated(VitalSign.NotPublished, "vital signs");
        policy.Statements.RequireStated(VisitStatement.NotPublished, "statements");
        RequireOnce(policy.Checklist, "checklist");
        RequireOnce(policy.VitalSigns, "vital signs");
        RequireOnce(policy.VitalSignPhases, "phases of the vital signs");
        RequireOnce(policy.Destinations, "destinations");
        RequireOnce(policy.Statements, "statements");
    }

    private static void RequireOnce<T>(ImmutableArray<T> items, string what)
        where T : struct
    {
        if (items.Once().Length != items.Length)
        {
            throw new ArgumentException($"An entry stands twice in the {what} of the policy.", nameof(items));
        }
    }

    // The least of the policy's times from which the table says so; the longest when a fact it depends on is unknown.
    private Instant? FirstAfter(
        Visit visit, Instant end, Func<RecoveryVariant, Duration?> time, Duration? usual, Judgement<Visit> judgement,
        Func<OutcomeSet, bool> holds)
    {
        Visit ended = visit with { End = end };
        Duration[] candidates = [.. _variants.Select(time).Append(usual).OfType<Duration>().Distinct().OrderBy(candidate => candidate)];
        foreach (Duration candidate in candidates)
        {
            if (holds(judgement.Decide(ended, end + candidate)))
            {
                return end + candidate;
            }
        }

        return candidates.Length == 0 ? null : end + candidates[candidates.Length - 1];
    }

    private IEnumerable<ValueDocument> ValuesOfArrival(VisitInCourse visit, Instant at, Trace trace)
    {
        if (visit is not { Visit.Appointment: { } appointment, CompletedBefore: { } completed })
        {
            yield break;
        }

        if (RequiredArrival(appointment.Earliest, completed) is not { } required)
        {
            yield break;
        }

        yield return new("visit.required-arrival", required, "visit.arrival");
        if (trace.Outcomes.Has((int)ArrivalOutcome.Late) && appointment.IsExact && visit.Visit.Arrival is { IsExact: true } arrived)
        {
            yield return new("visit.late-by", arrived.Earliest - required, "visit.arrival");
        }
    }

    // A departure after the arrival: one of the two is wrong, so the way is judged without either.
    private static ImmutableArray<VisitInCourse> WithoutOneSide(VisitInCourse course) =>
    [
        course with { Visit = course.Visit with { Departure = null } },
        course with { Visit = course.Visit with { Arrival = null, Appointment = null } },
    ];

    private IEnumerable<ValueDocument> ValuesOfInboundRide(VisitInCourse visit, Instant at, Trace trace)
    {
        if (trace.Outcomes.IsInvalid)
        {
            yield break;
        }

        Moment? recorded = visit.Previous?.EndKnownBy(visit.Visit.Start);
        Instant? planned = recorded is null && visit.Previous is { } previous && (previous.Start ?? previous.Appointment) is { } begins
            && _shifts.PlannedFor(previous) is { } length ? Instant.Max(begins.Latest + length, at) : null;
        if ((recorded?.Latest ?? planned) is { } end && RestrictedUntil(end) is { } until)
        {
            yield return new(
                recorded is null ? "visit.inbound-ride-until.estimate" : "visit.inbound-ride-until", until, "visit.inbound-ride");
        }

        yield return new(
            "visit.judged", visit.Visit.Departure is null ? "required arrival; travel before it was not judged" : "departure",
            "visit.inbound-ride");
        if (recorded is not null || planned is not null)
        {
            TimeBasis basis = recorded is null ? TimeBasis.Planned : visit.Previous?.End is null ? TimeBasis.Computed : TimeBasis.Recorded;
            yield return new("visit.basis", basis.ToString(), "visit.inbound-ride");
        }
    }
}
