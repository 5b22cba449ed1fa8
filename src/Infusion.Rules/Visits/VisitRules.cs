using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;
using NodaTime.TimeZones;

namespace Infusion.Rules.Visits;

/// <summary>The clinic's rules for a visit: arrival, conduct, release, driving, the ride to the next visit, and its timeline.</summary>
/// <remarks>
/// <para>Hours are elapsed time between instants. Nothing reads a clock: the instant a question is asked for is an argument. Only a recorded
/// infusion end, an abort included, answers release and driving; a planned one never does.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class VisitRules
{
    private const int MostFacts = 8;

    private readonly DateTimeZone _zone;
    private readonly Fact<string> _effect;
    private readonly Fact<string> _protocol;
    private readonly ImmutableArray<RecoveryVariant> _variants;

    // Kept, because making a delegate of an instance method for every decision would allocate.
    private readonly FillRow<VisitFacts> _fillDriving;
    private readonly FillRow<VisitFacts> _fillRelease;
    private readonly Dictionary<string, int> _effects;

    internal VisitRules(VisitPolicy policy, ImmutableArray<ProtocolRecovery> protocols, DateTimeZone zone, PolicyVersion version)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(version);
        Require(policy);
        (Policy, Version, _zone) = (policy, version, zone);
        _variants = [.. policy.RecoveryVariants, .. protocols.Each(recovery => RecoveryVariant.Of(recovery, policy))];
        _protocol = Fact.Named("visit.protocol", "the protocol of the infusion", "Which protocol was the infusion given on?",
            [.. protocols.Each(recovery => recovery.Protocol.Name), OtherProtocol]);
        _effect = Fact.Named("visit.effect", "the effect", "What does the patient feel?",
            [.. policy.SideEffects.Select(effect => effect.Name), Unlisted], Unlisted);
        _effects = NamesOf(policy.SideEffects);
        _fillDriving = FillDriving;
        _fillRelease = FillRelease;
        ArrivalTable = BuildArrivalTable();
        ReleaseFindingsTable = BuildReleaseFindingsTable();
        ReleaseTable = BuildReleaseTable();
        DrivingTable = BuildDrivingTable();
        InboundRideTable = BuildInboundRideTable();
        ResidualEffectsTable = BuildResidualEffectsTable();
        SideEffectTable = BuildSideEffectTable();
        ChecklistTable = BuildChecklistTable();
        VitalSignsTable = BuildVitalSignsTable();
        BloodPressureTable = BuildBloodPressureTable();
        ConductTable = BuildConductTable();
        StatementsTable = BuildStatementsTable();
    }

    /// <summary>The policy the rules are built from.</summary>
    public VisitPolicy Policy { get; }

    /// <summary>The table that says whether an arrival is late.</summary>
    public DecisionTable ArrivalTable { get; }

    /// <summary>The table that collects hold reasons and the advisory on accompaniment.</summary>
    public DecisionTable ReleaseFindingsTable { get; }

    /// <summary>The table that decides the release, over the facts of <see cref="ReleaseFindingsTable"/>.</summary>
    public DecisionTable ReleaseTable { get; }

    /// <summary>The table that says whether the driving restriction has elapsed.</summary>
    public DecisionTable DrivingTable { get; }

    /// <summary>The table that says whether the way to the next visit falls into a restriction.</summary>
    public DecisionTable InboundRideTable { get; }

    /// <summary>The table of the time in which residual effects are possible.</summary>
    public DecisionTable ResidualEffectsTable { get; }

    /// <summary>The table that compares one effect with the catalogue.</summary>
    public DecisionTable SideEffectTable { get; }

    /// <summary>The table that collects the steps not done before an infusion.</summary>
    public DecisionTable ChecklistTable { get; }

    /// <summary>The table that collects the vital signs not recorded in one part of a visit.</summary>
    public DecisionTable VitalSignsTable { get; }

    /// <summary>The table that compares a blood pressure with the clinic's limit, if it has one.</summary>
    public DecisionTable BloodPressureTable { get; }

    /// <summary>The table that collects what differs from the published conduct of a visit.</summary>
    public DecisionTable ConductTable { get; }

    /// <summary>The table of what every patient is told.</summary>
    public DecisionTable StatementsTable { get; }

    /// <summary>Every table of the room, in the order of a visit.</summary>
    public ImmutableArray<DecisionTable> Tables =>
    [
        ArrivalTable, ChecklistTable, VitalSignsTable, BloodPressureTable, ConductTable, SideEffectTable, ReleaseFindingsTable, ReleaseTable,
        ResidualEffectsTable, DrivingTable, InboundRideTable, StatementsTable,
    ];

    /// <summary>What every patient is told of a visit, as rules with their sources.</summary>
    public ImmutableArray<Rule> Statements => StatementsTable.Rules;

    internal PolicyVersion Version { get; }

    /// <summary>By when a patient is asked to arrive.</summary>
    /// <param name="appointment">The appointment.</param>
    /// <param name="completedSessions">How many sessions were completed before; 0 makes it a first session, however many were cancelled.</param>
    /// <returns>The instant, inclusive: arriving exactly then is on time.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="completedSessions"/> is negative.</exception>
    public Instant RequiredArrival(Instant appointment, int completedSessions) => completedSessions < 0
        ? throw new ArgumentOutOfRangeException(nameof(completedSessions), "Completed sessions are not negative.")
        : appointment - Lead(completedSessions);

    /// <summary>When the driving restriction after an infusion ends.</summary>
    /// <param name="infusionEnd">The actual end of the infusion; an abort is an end.</param>
    /// <returns>The instant; exactly then the published restriction has elapsed.</returns>
    public Instant RestrictedUntil(Instant infusionEnd)
    {
        if (Policy.Driving is DrivingLimit.Elapsed elapsed)
        {
            return infusionEnd + elapsed.After;
        }

        var next = (DrivingLimit.NextDay)Policy.Driving;
        LocalDate day = infusionEnd.InZone(_zone).Date.PlusDays(1);
        ZoneLocalMapping mapping = _zone.MapLocal(day.At(next.From ?? LocalTime.Midnight));
        Instant clock = mapping.Count == 0 ? mapping.EarlyInterval.End : mapping.Last().ToInstant();
        return next.Minimum is { } minimum ? Instant.Max(clock, infusionEnd + minimum) : clock;
    }

    /// <summary>Judges an arrival. Being late is information only.</summary>
    /// <param name="facts">What is known of the visit.</param>
    /// <returns>The decision.</returns>
    public ArrivalDecision Arrival(VisitFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(this, facts, Decide(ArrivalTable, FillArrival, facts, default, IsRepeated(facts.Appointment, facts.Arrival)));
    }

    /// <summary>Judges whether the patient may be released.</summary>
    /// <param name="facts">What is known of the visit.</param>
    /// <param name="now">The instant it is asked for.</param>
    /// <returns>The decision with its hold reasons; never a release while criteria or ride are unknown.</returns>
    /// <example><code>
    /// var decision = rules.Visits.Release(new VisitFacts
    /// {
    ///     InfusionStart = Moment.At(start),
    ///     InfusionEnd = Moment.At(end),
    ///     WalksSteadily = true,
    ///     RideArranged = true,
    ///     Accompanied = false,
    /// }, now);
    /// </code></example>
    public ReleaseDecision Release(VisitFacts facts, Instant now)
    {
        ArgumentNullException.ThrowIfNull(facts);
        bool isRepeated = IsRepeated(facts.InfusionStart, facts.InfusionEnd);
        return new(this, facts, now,
            Decide(ReleaseTable, _fillRelease, facts, now, isRepeated),
            Decide(ReleaseFindingsTable, _fillRelease, facts, now, isRepeated));
    }

    /// <summary>Judges where the driving restriction stands.</summary>
    /// <param name="facts">What is known of the visit; only the recorded infusion end answers it.</param>
    /// <param name="now">The instant it is asked for.</param>
    /// <returns>The decision; without a recorded end it needs information and is never elapsed.</returns>
    public DrivingDecision Driving(VisitFacts facts, Instant now)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(this, facts, now, Decide(DrivingTable, _fillDriving, facts, now, IsRepeated(facts.InfusionStart, facts.InfusionEnd)));
    }

    /// <summary>Says whether residual effects are possible. Information only.</summary>
    /// <param name="facts">What is known of the visit.</param>
    /// <param name="now">The instant it is asked for.</param>
    /// <returns>The decision.</returns>
    public ResidualEffectsDecision ResidualEffects(VisitFacts facts, Instant now)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(this, facts.InfusionEnd, Judge(ResidualEffectsTable, FillResidual, facts, now, IsRepeated(facts.InfusionEnd, null)));
    }

    /// <summary>Judges whether the way to the next visit falls into the restriction of the previous infusion.</summary>
    /// <param name="facts">What is known of the way.</param>
    /// <returns>The decision.</returns>
    public InboundRideDecision InboundRide(InboundRideFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(this, facts, Judge(InboundRideTable, FillInbound, facts, default,
            IsRepeated(facts.Departure ?? facts.Appointment, facts.PreviousEnd ?? facts.PreviousPlannedEnd)));
    }

    /// <summary>Compares one effect with the published catalogue.</summary>
    /// <param name="facts">What is known of the effect.</param>
    /// <returns>The decision.</returns>
    public SideEffectDecision SideEffect(SideEffectFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        PublishedSideEffect? published = facts.Effect is { } name && _effects.TryGetValue(name, out int index) ? Policy.SideEffects[index] : null;
        return new(published, Judge(SideEffectTable, FillSideEffect, facts, default, IsRepeated(facts.PresentAt, facts.InfusionEnd)));
    }

    /// <summary>Collects the steps before the infusion that are not done.</summary>
    /// <param name="facts">What is recorded.</param>
    /// <returns>The decision, in the policy's order.</returns>
    public ChecklistDecision Checklist(ChecklistFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(this, Judge(ChecklistTable, FillChecklist, facts, default, false));
    }

    /// <summary>Collects the vital signs that are not recorded in one part of the visit.</summary>
    /// <param name="facts">What is recorded.</param>
    /// <returns>The decision.</returns>
    public VitalSignsDecision VitalSigns(VitalSignFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(this, Judge(VitalSignsTable, FillVitalSigns, facts, default, false));
    }

    /// <summary>Compares a blood pressure with the clinic's limit; without one there is no verdict.</summary>
    /// <param name="facts">The measured pressure.</param>
    /// <returns>The decision.</returns>
    public BloodPressureDecision BloodPressure(BloodPressureFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(Judge(BloodPressureTable, FillBloodPressure, facts, default, false));
    }

    /// <summary>Collects what differs from the published conduct of a visit.</summary>
    /// <param name="facts">What is recorded.</param>
    /// <returns>The decision.</returns>
    public ConductDecision Conduct(ConductFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(Judge(ConductTable, FillConduct, facts, default, false));
    }

    /// <summary>Puts the times of a visit in order, each with its rule.</summary>
    /// <param name="facts">What is known of the visit; a recorded start or end replaces the planned one.</param>
    /// <param name="cutOffs">Times before the visit from other rooms, such as fasting cut-offs.</param>
    /// <returns>The timeline; entries that need an unknown fact are left out.</returns>
    /// <exception cref="ArgumentException">The infusion ended before it started.</exception>
    public VisitTimeline Timeline(VisitFacts facts, params TimelineCutOff[] cutOffs)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(cutOffs);
        if (facts.InfusionStart is { } start && facts.InfusionEnd is { } end && end.Latest < start.Earliest)
        {
            throw new ArgumentException("The infusion ended before it started.", nameof(facts));
        }

        return VisitTimeline.Of(this, facts, cutOffs);
    }

    /// <summary>The earliest release after an infusion end: the first elapsed time at which no minimum holds any more.</summary>
    internal Instant EarliestRelease(VisitFacts facts, Moment end) => FirstAfter(
        facts, end, variant => variant.Minimum, Policy.RecoveryMinimum, ReleaseFindingsTable,
        verdict => !verdict.Allows((int)ReleaseFinding.MinimumRecovery));

    /// <summary>The planned release: the first elapsed time from which unmet criteria mean that monitoring goes on past the plan.</summary>
    internal Instant PlannedRelease(VisitFacts facts, Moment end) => FirstAfter(
        facts with { WalksSteadily = false }, end, variant => variant.Planned, Policy.RecoveryPlanned, ReleaseTable,
        verdict => verdict.Has((int)ReleaseOutcome.ContinueMonitoring));

    internal Duration Lead(int completedSessions) => completedSessions == 0 ? Policy.FirstArrivalLead : Policy.LaterArrivalLead;

    /// <summary>One decision over every reading of repeated clock times.</summary>
    internal VisitJudgement Judge<TFacts>(DecisionTable table, FillRow<TFacts> fill, TFacts facts, Instant now, bool isRepeated) =>
        VisitJudgement.Of(table, Version, Decide(table, fill, facts, now, isRepeated), isRepeated ? 4 : 1, (row, reading) => fill(row, facts, now, reading));

    internal VisitJudgement JudgeArrival(VisitFacts facts) =>
        Judge(ArrivalTable, FillArrival, facts, default, IsRepeated(facts.Appointment, facts.Arrival));

    internal VisitJudgement JudgeRelease(VisitFacts facts, Instant now, DecisionTable table) =>
        Judge(table, _fillRelease, facts, now, IsRepeated(facts.InfusionStart, facts.InfusionEnd));

    internal VisitJudgement JudgeDriving(VisitFacts facts, Instant now) =>
        Judge(DrivingTable, _fillDriving, facts, now, IsRepeated(facts.InfusionStart, facts.InfusionEnd));

    private static void Require(VisitPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy.Driving);
        if (policy.RecoveryPlanned < policy.RecoveryMinimum)
        {
            throw new ArgumentException("The planned recovery is shorter than the minimum.", nameof(policy));
        }

        if (policy.RecoveryVariants.Length > 4)
        {
            throw new ArgumentException("A policy has at most 4 recovery variants.", nameof(policy));
        }

        RequireOnce(policy.Checklist, "checklist");
        RequireOnce(policy.VitalSigns, "vital signs");
        RequireOnce(policy.VitalSignPhases, "phases of the vital signs");
        RequireOnce(policy.Destinations, "destinations");
    }

    private static Dictionary<string, int> NamesOf(ImmutableArray<PublishedSideEffect> effects)
    {
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int place = 0; place < effects.Length; place++)
        {
            foreach (string name in effects[place].Aliases.Add(effects[place].Name))
            {
                if (names.TryGetValue(name, out int other) && other != place)
                {
                    throw new ArgumentException($"The name '{name}' stands for two side effects.", nameof(effects));
                }

                names[name] = place;
            }
        }

        return names;
    }

    private static void RequireOnce<T>(ImmutableArray<T> items, string what)
        where T : struct
    {
        if (items.Once().Length != items.Length)
        {
            throw new ArgumentException($"An entry stands twice in the {what} of the policy.", nameof(items));
        }
    }

    private static bool IsRepeated(Moment? one, Moment? other) => one is { IsRepeatedTime: true } || other is { IsRepeatedTime: true };

    // Bit 0 of a reading chooses for the first of two times, bit 1 for the second; a time that is not repeated has one reading only.
    private static Verdict Decide<TFacts>(DecisionTable table, FillRow<TFacts> fill, TFacts facts, Instant now, bool isRepeated)
    {
        Span<FactValue> row = stackalloc FactValue[MostFacts];
        row = row.Slice(0, table.Facts.Length);
        row.Clear();
        fill(row, facts, now, 0);
        Verdict verdict = table.Decide(row);
        for (int reading = 1; isRepeated && reading < 4; reading++)
        {
            row.Clear();
            fill(row, facts, now, reading);
            verdict = VisitJudgement.Join(table, verdict, table.Decide(row));
        }

        return verdict;
    }

    private static Moment? First(Moment? moment, int reading) => moment?.Reading(reading & 1);

    private static Moment? Second(Moment? moment, int reading) => moment?.Reading(reading >> 1);

    // The least of the policy's times from which the table says so; the longest when a fact it depends on is unknown.
    private Instant FirstAfter(
        VisitFacts facts, Moment end, Func<RecoveryVariant, Duration> time, Duration usual, DecisionTable table, Func<Verdict, bool> holds)
    {
        Duration[] candidates = [.. _variants.Select(time).Append(usual).Distinct().OrderBy(candidate => candidate)];
        foreach (Duration candidate in candidates)
        {
            var row = new FactValue[table.Facts.Length];
            FillRelease(row, facts with { InfusionEnd = Moment.At(end.Latest) }, end.Latest + candidate, 0);
            if (holds(table.Decide(row)))
            {
                return end.Latest + candidate;
            }
        }

        return end.Latest + candidates[candidates.Length - 1];
    }

    private static FactValue SinceTo(Moment? from, Moment? to) => from is { } start && to is { } end ? start.ElapsedTo(end) : FactValue.Unknown;

    private static void FillArrival(Span<FactValue> row, VisitFacts facts, Instant now, int reading)
    {
        row[0] = FactValue.Of(facts.CompletedSessions);
        row[1] = SinceTo(Second(facts.Arrival, reading), First(facts.Appointment, reading));
    }

    // The release tables share their facts and therefore their row.
    private void FillRelease(Span<FactValue> row, VisitFacts facts, Instant now, int reading)
    {
        Moment? end = Second(facts.InfusionEnd, reading);
        row[0] = SinceTo(end, Moment.At(now));
        row[1] = FactValue.Of(facts.WalksSteadily);
        row[2] = FactValue.Of(facts.DischargeScore);
        row[3] = FactValue.Of(facts.RideArranged);
        row[4] = FactValue.Of(facts.Accompanied);
        row[5] = SinceTo(First(facts.InfusionStart, reading), end);
        if (AsksForTaxi)
        {
            row[6] = FactValue.Of(facts.RideIsTaxi);
        }

        if (AsksForProtocol && facts.Protocol is { } protocol)
        {
            row[row.Length - 1] = _protocol.Value(_protocol.Names.Contains(protocol.Name) ? protocol.Name : OtherProtocol);
        }
    }

    private void FillDriving(Span<FactValue> row, VisitFacts facts, Instant now, int reading)
    {
        Moment? end = Second(facts.InfusionEnd, reading);
        row[0] = SinceTo(end, Moment.At(now));
        row[1] = ClockFrom(end, Moment.At(now));
        row[2] = SinceTo(First(facts.InfusionStart, reading), end);
    }

    private static void FillResidual(Span<FactValue> row, VisitFacts facts, Instant now, int reading) =>
        row[0] = SinceTo(First(facts.InfusionEnd, reading), Moment.At(now));

    private void FillInbound(Span<FactValue> row, InboundRideFacts facts, Instant now, int reading)
    {
        Moment? end = Second(facts.PreviousEnd ?? facts.PreviousPlannedEnd, reading);
        Moment? travel = First(facts.Departure, reading) ?? RequiredArrival(First(facts.Appointment, reading), facts.CompletedSessions);
        row[0] = FactValue.Of(end is null ? facts.HasPreviousInfusion : true);
        row[1] = SinceTo(end, travel);
        row[2] = ClockFrom(end, travel);
    }

    private void FillSideEffect(Span<FactValue> row, SideEffectFacts facts, Instant now, int reading)
    {
        Moment? end = Second(facts.InfusionEnd, reading);
        row[0] = facts.Effect is not { } name ? FactValue.Unknown
            : FactValue.Exactly(_effects.TryGetValue(name, out int index) ? index : Policy.SideEffects.Length);
        row[1] = FactValue.Of(end is null ? facts.HasEnded : true);
        row[2] = SinceTo(end, First(facts.PresentAt, reading));
    }

    private static void FillChecklist(Span<FactValue> row, ChecklistFacts facts, Instant now, int reading)
    {
        row[(int)ChecklistItem.ChartReview] = FactValue.Of(facts.ChartReview);
        row[(int)ChecklistItem.QuestionsAnswered] = FactValue.Of(facts.QuestionsAnswered);
        row[(int)ChecklistItem.BladderEmptied] = FactValue.Of(facts.BladderEmptied);
        row[(int)ChecklistItem.IvPlaced] = FactValue.Of(facts.IvPlaced);
        row[(int)ChecklistItem.MonitorAttached] = FactValue.Of(facts.MonitorAttached);
    }

    private static void FillVitalSigns(Span<FactValue> row, VitalSignFacts facts, Instant now, int reading)
    {
        row[0] = facts.Phase is { } phase ? FactValue.Exactly((int)phase) : FactValue.Unknown;
        row[1] = FactValue.Of(facts.HeartRateRecorded);
        row[2] = FactValue.Of(facts.BloodPressureRecorded);
        row[3] = FactValue.Of(facts.OxygenSaturationRecorded);
    }

    private static void FillBloodPressure(Span<FactValue> row, BloodPressureFacts facts, Instant now, int reading)
    {
        row[0] = FactValue.Of(facts.Systolic);
        row[1] = FactValue.Of(facts.Diastolic);
    }

    private static void FillConduct(Span<FactValue> row, ConductFacts facts, Instant now, int reading)
    {
        row[0] = FactValue.Of(facts.AccommodationsOffered);
        row[1] = FactValue.Of(facts.WalkedDuringInfusion);
        row[2] = FactValue.Of(facts.ClinicianAvailable);
        row[3] = FactValue.Of(facts.EmergencyPhysicianResponsible);
    }

    private Moment? RequiredArrival(Moment? appointment, int? completedSessions)
    {
        if (appointment is not { } at)
        {
            return null;
        }

        Duration most = completedSessions is { } known ? Lead(known) : Duration.Max(Policy.FirstArrivalLead, Policy.LaterArrivalLead);
        Duration least = completedSessions is { } sure ? Lead(sure) : Duration.Min(Policy.FirstArrivalLead, Policy.LaterArrivalLead);
        return Moment.Between(at.Earliest - most, at.Latest - least);
    }

    // The clinic's clock counted from the midnight that began the date of the infusion's end.
    private FactValue ClockFrom(Moment? from, Moment? to) =>
        Policy.Driving is not DrivingLimit.NextDay || from is not { } end || to is not { } at
        || end.Earliest == Instant.MinValue || end.Latest == Instant.MaxValue
            ? FactValue.Unknown
            : FactValue.Between(ClockOf(at.Earliest, end.Latest), ClockOf(at.Latest, end.Earliest));

    // Made to run forward only, as the restriction runs to the later reading: before a repeated hour's second run it stands just below it.
    private long ClockOf(Instant at, Instant end)
    {
        LocalDateTime local = at.InZone(_zone).LocalDateTime;
        ZoneLocalMapping mapping = _zone.MapLocal(local);
        if (mapping.Count == 2 && at == mapping.First().ToInstant())
        {
            local = mapping.LateInterval.IsoLocalStart.PlusNanoseconds(-1);
        }

        int days = Period.DaysBetween(end.InZone(_zone).Date, local.Date);
        return Fact.Nanoseconds(Duration.FromDays(days) + Duration.FromNanoseconds(local.NanosecondOfDay));
    }

    /// <summary>Puts one reading of facts into a row.</summary>
    internal delegate void FillRow<in TFacts>(Span<FactValue> row, TFacts facts, Instant now, int reading);
}
