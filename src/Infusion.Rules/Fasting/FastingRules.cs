using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.TimeZones;

namespace Infusion.Rules.Fasting;

/// <summary>The clinic's fasting rules: how long before an infusion eating and drinking must have ended.</summary>
/// <remarks>
/// <para>Two decisions: <see cref="DecidePlan"/> against the scheduled appointment,
/// and <see cref="DecideAtStart"/> against the earlier of appointment and
/// actual start. A compliant plan with a violation at start is reported as both. Arrival is never an anchor (C6). A third,
/// <see cref="DecideAtCancellation"/>, is the plan among what was taken before the appointment was cancelled.</para>
/// <para>An intake after the anchor is no part of the fast and is flagged. A statement of none says that the last intake ended by
/// then: it meets a window if an intake at that time would, and else the decision asks when the last one ended.</para>
/// <para>What the clinic says of the time during and after the infusion is judged apart, by <see cref="DecideDuringAndAfter"/>: it is no
/// part of the fast.</para>
/// <para>An intake is compliant when it ended at least the window before the
/// anchor, in elapsed time: exactly on the cut-off is compliant, one
/// second later is not (R43 to R46). Immutable and thread-safe.</para>
/// </remarks>
public sealed partial class FastingRules
{
    private const string ClinicWasLate = "fasting.clinic-was-late";

    private readonly DateTimeZone _zone;
    private readonly KindNames _names;
    private readonly ImmutableArray<ImmutableArray<IntakeLimit>> _limits;
    private readonly ImmutableArray<Duration> _windows;
    private readonly ImmutableArray<HeldMedicine> _holds;
    private readonly ImmutableArray<bool> _isJudgedAfter;
    private readonly bool _hasClockLimits;
    private readonly Decider<Visit, FastingOutcome> _plan;
    private readonly Decider<Visit, FastingOutcome> _atStart;
    private readonly Decider<Visit, FastingOutcome> _atCancellation;
    private readonly Decider<Taken, FastingOutcome> _intake;
    private readonly Decider<Taken, AsaOutcome> _asa;
    private readonly Decider<Taken, DuringAndAfterOutcome> _duringAndAfter;
    private readonly Decider<Visit, FastingFinding> _permits;

    internal FastingRules(
        FastingPolicy? stated, DateTimeZone zone, PolicyVersion version, ImmutableArray<HeldMedicine> holds = default)
    {
        FastingPolicy policy = stated ?? new();
        bool isPublished = policy.HasFast;
        _holds = holds.IsDefault ? [] : holds;
        (Policy, _zone, _names) = (policy.Checked(), zone, new(policy, _holds));
        _limits = [.. _names.Kinds.Select(LimitsOf)];
        _windows = [.. _limits.Select(limits => FastingPolicy.StrictestOf(limits))];
        _isJudgedAfter = [.. _limits.Select(limits => limits.Any(limit => limit is IntakeLimit.Window { After: not null }))];
        _hasClockLimits = policy.Kinds.SelectMany(kind => kind.Limits).Concat(policy.UnlistedLimits)
            .Concat(_holds.Select(LimitOf))
            .Any(limit => limit is IntakeLimit.Clock || limit.IsForSomeSessions);
        (Kind, AsaKind) = (FastingFacts.Kind(_names), FastingFacts.AsaKind(_names));
        (Clock, Session) = (FastingFacts.Clock(zone), FastingFacts.Session(zone));
        IntakeTable = BuildIntakeTable().CitedBy(version.Sources, isPublished);
        TimingTable = BuildTimingTable().CitedBy(version.Sources, isPublished);
        AsaTable = BuildAsaTable().CitedBy(version.Sources, !policy.AsaAdvisory.IsEmpty);
        DuringAndAfterTable = BuildDuringAndAfterTable().CitedBy(
            version.Sources, policy.Kinds.Any(static kind => IsStatedDuring(kind) || IsStatedAfter(kind)));

        ImmutableArray<Input> inputs = TableJudgement<Taken>.InputsOf(IntakeTable, TimingTable);
        var counted = new GatedJudgement<Taken>(
            new(TimingTable, inputs: inputs), new(IntakeTable, inputs: inputs), OutcomeSet.Exactly((int)FastingOutcome.Compliant));
        _intake = new(counted, version)
        {
            Names = static taken => taken.Intake.What?.Text,
            Values = ValuesOfIntake,
        };
        ListJudgement<Visit, Taken> plan = Fold("fasting.plan", counted, FastingBasis.Plan);
        ListJudgement<Visit, Taken> atStart = Fold("fasting.at-start", counted, FastingBasis.AtStart);
        ListJudgement<Visit, Taken> atCancellation = Fold("fasting.at-cancellation", counted, FastingBasis.AtCancellation);
        ViolationTable = BuildViolationTable(FastingFacts.Fast(plan)).CitedBy(version.Sources, isPublished);

        _asa = new(new TableJudgement<Taken>(AsaTable), version) { Names = static taken => taken.Intake.What?.Text };
        _duringAndAfter = new(new TableJudgement<Taken>(DuringAndAfterTable), version)
        {
            Names = static taken => taken.Intake.What?.Text,
            Values = (taken, _, _) => NameOfIntake(taken),
        };
        _permits = new(new TableJudgement<Visit>(ViolationTable), version) { Names = static visit => visit.Id, IsPartIfFound = true };
        _plan = Deciding(plan, FastingBasis.Plan, version, _permits);
        _atStart = Deciding(atStart, FastingBasis.AtStart, version);
        _atCancellation = Deciding(atCancellation, FastingBasis.AtCancellation, version);
    }

    /// <summary>The policy the rules are built from.</summary>
    internal FastingPolicy Policy { get; }

    /// <summary>The table that judges one intake against one anchor.</summary>
    internal DecisionTable IntakeTable { get; }

    /// <summary>The table that says whether an intake is part of the fast at all.</summary>
    internal DecisionTable TimingTable { get; }

    /// <summary>The table that says what a violation permits.</summary>
    internal DecisionTable ViolationTable { get; }

    /// <summary>The table that compares one intake with the anesthesiologists' guideline.</summary>
    internal DecisionTable AsaTable { get; }

    /// <summary>The table that judges one intake against the infusion that was given.</summary>
    internal DecisionTable DuringAndAfterTable { get; }

    /// <summary>How the fast is judged against the appointment.</summary>
    internal Judgement<Visit> PlanJudgement => _plan.Judgement;

    /// <summary>How the fast is judged for the cancellation, and the fee, that rests on it.</summary>
    internal Judgement<Visit> CancellationJudgement => _atCancellation.Judgement;

    private Fact<string> Kind { get; }

    private Fact<AsaKind> AsaKind { get; }

    private Fact<Duration> Clock { get; }

    private Fact<Duration> Session { get; }

    /// <summary>Judges the fast against the scheduled appointment. The actual start plays no part.</summary>
    /// <param name="visit">The visit with what was eaten and drunk.</param>
    /// <returns>The decision: of all intakes the most cautious counts.</returns>
    /// <example><code>
    /// var decision = rules.Fasting.DecidePlan(new Visit
    /// {
    ///     Appointment = appointment,
    ///     Intakes = [Intake.Of("clear-liquid", lastWater)],
    ///     IntakesCompleteness = ListCompleteness.Complete,
    /// });
    /// </code></example>
    public Decision<FastingOutcome> DecidePlan(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return _plan.Decide(visit, default);
    }

    /// <summary>Judges the fast against the earlier of the appointment and the actual start.</summary>
    /// <param name="visit">The visit; a start must be recorded or proposed.</param>
    /// <returns>The decision; an intake after the start is no part of the fast.</returns>
    /// <exception cref="ArgumentException">No start is recorded or proposed.</exception>
    public Decision<FastingOutcome> DecideAtStart(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return visit.Start is null
            ? throw new ArgumentException("The decision at start is asked only when a start is recorded or proposed.", nameof(visit))
            : _atStart.Decide(visit, default);
    }

    /// <summary>Judges the planned fast among what was taken before the appointment was cancelled: a fasting reason rests on it.</summary>
    /// <param name="visit">The visit with its cancellation; while its time is not known, that is asked where it matters.</param>
    /// <param name="at">The instant of judging, later than which nothing was taken yet; <c>default</c> when none is meant.</param>
    /// <returns>The decision; an intake after the cancellation or after the appointment is no part of it.</returns>
    public Decision<FastingOutcome> DecideAtCancellation(Visit visit, Instant at = default)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return _atCancellation.Decide(visit, at);
    }

    /// <summary>Judges each recorded intake alone.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="basis">What the fast is judged against.</param>
    /// <returns>One decision for each recorded intake not voided, in the order of the record; statements of none are left aside.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="basis"/> is not one of the enum.</exception>
    public ImmutableArray<Decision<FastingOutcome>> DecideIntakes(Visit visit, FastingBasis basis)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return [.. Recorded(visit, basis).Select(taken => _intake.Decide(taken, default))];
    }

    /// <summary>Says what the planned fast permits the clinic to do.</summary>
    /// <param name="visit">The visit.</param>
    /// <returns>The decision; nothing is certain while the fast depends on what is not known, or once an infusion was given.</returns>
    public Decision<FastingFinding> DecideFindings(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return _permits.Decide(visit, default);
    }

    /// <summary>Compares every recorded intake with the anesthesiologists' guideline.</summary>
    /// <param name="visit">The visit.</param>
    /// <returns>One advisory for each recorded intake, in order; empty when the policy shows no advisory.</returns>
    public ImmutableArray<Decision<AsaOutcome>> DecideAsa(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return Policy.AsaAdvisory.IsEmpty ? [] : [.. Recorded(visit, FastingBasis.Plan).Select(taken => _asa.Decide(taken, default))];
    }

    /// <summary>Judges every recorded intake against the infusion that was given: during it, and after its end.</summary>
    /// <remarks>An intake that ended at the start or earlier was before the infusion, and is kept whatever it was. One at the end, or when
    /// the infusion was broken off, was after it. Nothing here permits a cancellation.</remarks>
    /// <param name="visit">The visit; while its start or end is not known, that is asked where it matters.</param>
    /// <returns>One decision for each recorded intake, in order; empty when the policy states nothing of that time.</returns>
    public ImmutableArray<Decision<DuringAndAfterOutcome>> DecideDuringAndAfter(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return !DuringAndAfterTable.IsPublished ? []
            : [.. Recorded(visit, FastingBasis.AtStart).Select(taken => _duringAndAfter.Decide(taken, default))];
    }

    /// <summary>The last instant at which each kind of intake may end for an appointment.</summary>
    /// <param name="appointment">The appointment.</param>
    /// <returns>One cut-off for each kind of the policy that has a limit, in its order.</returns>
    public ImmutableArray<FastingCutOff> CutOffs(Instant appointment) =>
    [
        .. from kind in Policy.Kinds
           where IsStatedBefore(kind)
           select new FastingCutOff(kind, CutOffOf(_names.Kinds.IndexOf(kind.Id), appointment)),
    ];

    /// <summary>From when a medicine that the clinic publishes as held is held before an appointment.</summary>
    /// <param name="hold">The id of the hold.</param>
    /// <param name="appointment">The appointment.</param>
    /// <returns>The last instant that is not within the hold; <c>null</c> where the policy has no such hold.</returns>
    public Instant? HeldFrom(string hold, Instant appointment)
    {
        ArgumentNullException.ThrowIfNull(hold);
        return _holds.FirstOrDefault(one => one.Id == hold) is { } held ? CutOff(LimitOf(held), appointment) : null;
    }

    /// <summary>From when each kind of intake that waits for the infusion's end may be taken again.</summary>
    /// <param name="end">When the infusion ended, or is planned to.</param>
    internal IEnumerable<(IntakeKind Kind, Instant At)> AllowedFrom(Instant end) =>
        from kind in Policy.Kinds
        where IsStatedAfter(kind)
        select (kind, Moment.Later(end, kind.AfterEnd.GetValueOrDefault()));

    /// <summary>The earliest appointment for which every recorded intake meets the clinic's windows; arithmetic only.</summary>
    /// <remarks>The page's own remedy is another day. Where a time is not exact, it is counted from the latest it may have been. What
    /// came after the appointment is no part of the fast and moves nothing; <see cref="DecideAsa"/> of the same visit at that time
    /// says what of the guideline is still unmet.</remarks>
    /// <param name="visit">The visit.</param>
    /// <returns>The instant; <c>null</c> when a recorded intake has no name or time, or none is recorded.</returns>
    public Instant? EarliestAppointment(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return EarliestAppointment(visit, FastingBasis.Plan);
    }

    /// <summary>The name of the policy that was probably meant by one that is nearly it.</summary>
    /// <param name="what">What was eaten or drunk, as it was written down.</param>
    /// <returns>The name; <c>null</c> when the name is the policy's, or is none of them.</returns>
    public string? Meant(StatedName what) => _names.Meant(what);

    /// <summary>Which kind of intake a name means: the policy's id, or for one that it does not list the name itself; <c>null</c> where it
    /// is nearly a name of the policy.</summary>
    internal string? NameOf(StatedName name) => _names.PlaceOf(name) is not (>= 0 and var place) ? null
        : place < Policy.Kinds.Length ? Policy.Kinds[place].Id
        : name.Text.ToUpperInvariant();

    private Instant? EarliestAppointment(Visit visit, FastingBasis basis)
    {
        // After the latest the anchor may be, an intake is no part of the fast; what may have been before it was so at the latest then.
        Instant last = (basis == FastingBasis.AtStart ? visit.Start : visit.Appointment)?.Latest ?? Instant.MaxValue;
        Instant? earliest = null;
        foreach (Intake intake in visit.IntakesInForce)
        {
            if (intake.NoneSince is not null)
            {
                continue;
            }

            if (_hasClockLimits)
            {
                return EarliestByClock(visit, basis, last);
            }

            if (intake.What is not { } what || _names.PlaceOf(what) is not (>= 0 and var kind) || EndOf(visit, intake) is not { } ended)
            {
                return null;
            }

            if (ended.Earliest <= last || _isJudgedAfter[kind])
            {
                Instant until = LatestOf(ended, kind, last) + _windows[kind];
                earliest = earliest is { } soFar && soFar > until ? soFar : until;
            }
        }

        return earliest;
    }

    private Instant LatestOf(Moment ended, int kind, Instant last) => _isJudgedAfter[kind] ? ended.Latest : Instant.Min(ended.Latest, last);

    private IEnumerable<Taken> Recorded(Visit visit, FastingBasis basis) =>
        visit.IntakesInForce.Where(intake => intake.NoneSince is null)
            .Select(intake => new Taken(visit, intake, basis, EndOf(visit, intake)));

    private Decider<Visit, FastingOutcome> Deciding(
        Judgement<Visit> judgement, FastingBasis basis, PolicyVersion version, params Part<Visit>[] parts) =>
        new(judgement, version)
        {
            Names = static visit => visit.Id,
            WhenNothing = () => $"asked, and nothing was taken {IntakeTable.RuleOf("fasting.compliant").Source}",
            Items = _intake,
            Parts = [.. parts],
            Values = (visit, _, trace) =>
                trace.Outcomes.Has((int)FastingOutcome.Violation) && EarliestAppointment(visit, basis) is { } earliest
                ? [new("fasting.earliest-appointment", earliest, "fasting.violation"), .. UnmetAt(visit with { Appointment = earliest })]
                : [],
        };

    // What of the guideline an appointment that meets the clinic's windows leaves unmet.
    private IEnumerable<ValueDocument> UnmetAt(Visit moved) =>
        from advisory in DecideAsa(moved)
        where advisory is not { Status: DecisionStatus.Determined, Outcome: AsaOutcome.Met }
        let document = advisory.ToDocument()
        select new ValueDocument("fasting.asa-unmet-then", AsaLine(document), document.Rules.FirstOrDefault()?.Id);

    private static string AsaLine(DecisionDocument advisory) => advisory.Rules.FirstOrDefault() is { } rule
        ? $"{advisory.Subject}: {rule.Says}"
        : $"{advisory.Subject}: {advisory.Says}";

    private IEnumerable<ValueDocument> NameOfIntake(Taken taken)
    {
        if (taken.Intake.What is { } what)
        {
            yield return new("fasting.intake", what.Text, null);
            if (_names.Meant(what) is { } meant)
            {
                yield return new("fasting.did-you-mean", meant, null);
            }
        }
    }

    private IEnumerable<ValueDocument> ValuesOfIntake(Taken taken, Instant at, Trace trace)
    {
        foreach (ValueDocument name in NameOfIntake(taken))
        {
            yield return name;
        }

        if (trace.Decisive is { } row && row.Table == IntakeTable && row.Outcomes.Has((int)FastingOutcome.Violation)
            && IntakeTable.Explain(row.Values.AsSpan()) is var explanation
            && explanation.Rules.All(rule => rule.Id != ClinicWasLate)
            && explanation.Lines.FirstOrDefault(line => line.Fact == FastingFacts.Elapsed.Id) is { LimitCode: { } limit } line
                && line.Value.Low < limit)
        {
            yield return new("fasting.short-by", Duration.FromNanoseconds(limit - line.Value.Low), explanation.Rules.FirstOrDefault()?.Id);
        }
    }

    // All intakes together: the most cautious counts. Statements of none bound what nobody recorded.
    private ListJudgement<Visit, Taken> Fold(string id, Judgement<Taken> intake, FastingBasis basis) => new(
        id, intake,
        new(
            static visit => visit.IntakesInForce.Length,
            (visit, place) => visit.IntakesInForce[place] is { NoneSince: null } taken
                ? new Taken(visit, taken, basis, EndOf(visit, taken))
                : null,
            visit => IsAll(visit) ? [] : Unrecorded(visit, basis),
            new("fasting.complete", "Is this everything that was eaten and drunk?", "", ["no", "yes"], true))
        {
            Asks = static taken => taken.Statement is { } none
                ? new(
                    FastingFacts.Elapsed.Id, $"When did the last intake end{(none.What is { } what ? $": {what.Text}" : "")}?",
                    FastingFacts.Elapsed.Unit, [], true)
                { Path = Visit.Fields.Intakes.Path }
                : null,
        },
        Tables.Fold.Worst, OutcomeSet.Exactly((int)FastingOutcome.Compliant),
        FastingFacts.Appointment, FastingFacts.Start, FastingFacts.CancelledAt);

    // When a recorded intake ended, where a statement of none leaves less room than the intake itself.
    private Moment? EndOf(Visit visit, Intake intake)
    {
        Moment? ended = intake.At;
        if (ended is { IsExact: true } || intake.What is not { } what || _names.PlaceOf(what) is not (>= 0 and var kind))
        {
            return ended;
        }

        foreach (Intake none in visit.IntakesInForce)
        {
            if (none.NoneSince is { Latest: var since } && Covers(none, kind, what.Text)
                && !(none.NoneSinceSaidAt < (ended?.Latest ?? Instant.MaxValue)))
            {
                ended = ended is not { } open ? Moment.Between(Instant.MinValue, since)
                    : since < open.Earliest || since >= open.Latest ? open
                    : open.IsRepeatedTime ? Moment.At(open.Earliest)
                    : Moment.Between(open.Earliest, since);
            }
        }

        return ended;
    }

    // Whether a statement of none speaks of a kind. Without a name it speaks of all but a sip with a medicine; one about something
    // that the policy does not list speaks of that alone.
    private bool Covers(Intake none, int kind, string name) => none.What is not { } what
        ? !_names.IsMedicine(kind)
        : _names.PlaceOf(what) == kind
            && (_names.Kinds[kind] != IntakeKind.Unlisted || what.Text == IntakeKind.Unlisted
                || string.Equals(what.Text, name, StringComparison.OrdinalIgnoreCase));

    // Whether a list leaves no room for an intake that nobody recorded.
    private static bool IsAll(Visit visit) => visit.IntakesCompleteness == ListCompleteness.Complete
        && visit.IntakesCompletenessSaidAt is null && !visit.IntakesInForce.Any(static one => one.NoneSince is not null);

    // What an intake nobody recorded may be: of any kind, at any time that no statement rules out.
    private Taken[] Unrecorded(Visit visit, FastingBasis basis)
    {
        bool isComplete = visit.IntakesCompleteness == ListCompleteness.Complete;
        var possible = new List<Taken>();
        for (int kind = 0; kind < _names.Kinds.Length; kind++)
        {
            string name = _names.Kinds[kind];
            Intake[] statements =
            [
                .. visit.IntakesInForce.Where(one => one.NoneSince is not null && Covers(one, kind, name))
                    .OrderBy(static one => one.NoneSince.GetValueOrDefault().Latest),
            ];
            Taken Of(Moment? ended, Intake? statement) => new(visit, Intake.Of(name, ended), basis, ended, statement);
            if (statements.Length == 0 && !isComplete)
            {
                possible.Add(Of(null, null));
                continue;
            }

            // A complete list leaves room for the last intake of a statement, and for what came after it was called complete.
            Instant from = Instant.MinValue;
            if (isComplete)
            {
                from = visit.IntakesCompletenessSaidAt ?? Instant.MaxValue;
                if (statements.Length > 0)
                {
                    possible.Add(Of(Moment.Between(Instant.MinValue, statements[0].NoneSince.GetValueOrDefault().Latest), statements[0]));
                }
            }

            foreach (Intake none in statements)
            {
                Instant since = none.NoneSince.GetValueOrDefault().Latest;
                Instant said = none.NoneSinceSaidAt ?? Instant.MaxValue;
                if (from == Instant.MinValue || since > from)
                {
                    if (from < Instant.MaxValue)
                    {
                        possible.Add(Of(Moment.Between(After(from), since), none));
                    }
                }

                from = said > since ? Instant.Max(from, said) : from;
            }

            if (from < Instant.MaxValue)
            {
                possible.Add(Of(Moment.Between(After(from), Instant.MaxValue), null));
            }
        }

        if (isComplete)
        {
            // Something the policy does not list may have been the last of its own name.
            possible.AddRange(visit.IntakesInForce
                .Where(one => one is { NoneSince: not null, What: { } what } && _names.PlaceOf(what) is >= 0 and var kind
                    && _names.Kinds[kind] == IntakeKind.Unlisted && what.Text != IntakeKind.Unlisted)
                .Select(none => Moment.Between(Instant.MinValue, none.NoneSince.GetValueOrDefault().Latest) is var ended
                    ? new Taken(visit, Intake.Of(none.What, ended), basis, ended, none)
                    : default));
        }

        return [.. possible];
    }

    private static Instant After(Instant last) => last == Instant.MinValue ? last : last + Duration.Epsilon;

    // Whether an appointment will do changes only at certain instants, so the first of these that will do is the earliest of all.
    private Instant? EarliestByClock(Visit visit, FastingBasis basis, Instant last)
    {
        List<(Instant At, ImmutableArray<IntakeLimit> Limits)> taken = [];
        foreach (Taken one in Recorded(visit, basis))
        {
            if (one is not { Ended: { } ended, Intake.What: { } what } || _names.PlaceOf(what) is not (>= 0 and var kind))
            {
                return null;
            }

            if (ended.Earliest <= last || _isJudgedAfter[kind])
            {
                taken.Add((LatestOf(ended, kind, last), _limits[kind]));
            }
        }

        Instant? earliest = null;
        foreach (Instant candidate in taken.SelectMany(one => one.Limits.SelectMany(limit => Candidates(limit, one.At)).Append(one.At)))
        {
            if ((earliest is null || candidate < earliest)
                && taken.All(one => one.At <= candidate && one.Limits.All(limit => one.At <= CutOff(limit, candidate))))
            {
                earliest = candidate;
            }
        }

        return earliest;
    }

    private ImmutableArray<IntakeLimit> LimitsOf(string id) =>
        Policy.Kinds.FirstOrDefault(kind => kind.Id == id) is { } known && IsStatedBefore(known) ? known.Limits
        : id == IntakeKind.OralMedicine ? Policy.OralMedicineWindow is { } window ? [new IntakeLimit.Window(window)] : []
        : _holds.FirstOrDefault(hold => KindNames.HeldKind(hold) == id) is { } held ? [LimitOf(held), .. LimitsOf(IntakeKind.OralMedicine)]
        : id != _names.Other ? LimitsOf(_names.Other)
        : Policy.JudgesUnlisted;

    private Instant CutOffOf(int kind, Instant appointment)
    {
        Instant first = Instant.MaxValue;
        foreach (IntakeLimit limit in _limits[kind])
        {
            first = Instant.Min(first, CutOff(limit, appointment));
        }

        return first;
    }

    private Instant CutOff(IntakeLimit limit, Instant appointment)
    {
        if (limit is IntakeLimit.Window always && !limit.IsForSomeSessions)
        {
            return Moment.Earlier(appointment, always.Before);
        }

        LocalDateTime session = Moment.WithDates(appointment).InZone(_zone).LocalDateTime;
        return !limit.Binds(session.TimeOfDay) ? Instant.MaxValue
            : limit is IntakeLimit.Window window ? Moment.Earlier(appointment, window.Before)
            : ClockInstant((IntakeLimit.Clock)limit, session.Date);
    }

    // Skipped by daylight saving: the last instant before the gap. Repeated: the first.
    private Instant ClockInstant(IntakeLimit.Clock clock, LocalDate date)
    {
        ZoneLocalMapping mapping = _zone.MapLocal(date.PlusDays(-clock.DaysBefore).At(clock.CutOff));
        return mapping.Count == 0 ? mapping.EarlyInterval.End - Duration.Epsilon : mapping.First().ToInstant();
    }

    // The appointments at which a limit may begin to let an intake pass: the
    // end of its window, the start of a date, the first time of the day
    // it holds for, and the first it no longer holds for.
    private IEnumerable<Instant> Candidates(IntakeLimit limit, Instant intake)
    {
        Instant from = limit is IntakeLimit.Window window ? Moment.Later(intake, window.Before) : intake;
        yield return from;
        if (limit is IntakeLimit.Window && !limit.IsForSomeSessions)
        {
            yield break;
        }

        LocalDate last = Moment.WithDates(from).InZone(_zone).Date.PlusDays(8);
        for (LocalDate date = Moment.WithDates(intake).InZone(_zone).Date; date <= last; date = date.PlusDays(1))
        {
            yield return Moment.StartOf(date, _zone);
            yield return date.At(limit.SessionsFrom).InZoneLeniently(_zone).ToInstant();
            if (limit.SessionsBefore is { } before)
            {
                yield return date.At(before).InZoneLeniently(_zone).ToInstant();
            }
        }
    }
}
