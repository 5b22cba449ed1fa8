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
/// actual start. A compliant plan with a violation at start is reported as both. Arrival is never an anchor (C6).</para>
/// <para>An intake is compliant when it ended at least the window before the
/// anchor, in elapsed time: exactly on the cut-off is compliant, one
/// second later is not (R43 to R46). Immutable and thread-safe.</para>
/// </remarks>
public sealed class FastingRules
{
    private readonly DateTimeZone _zone;
    private readonly KindNames _names;
    private readonly ImmutableArray<ImmutableArray<IntakeLimit>> _limits;
    private readonly ImmutableArray<Duration> _windows;
    private readonly bool _hasClockLimits;
    private readonly Decider<Visit, FastingOutcome> _plan;
    private readonly Decider<Visit, FastingOutcome> _atStart;
    private readonly Decider<Taken, FastingOutcome> _intake;
    private readonly Decider<Taken, AsaOutcome> _asa;
    private readonly Decider<Visit, FastingFinding> _permits;

    internal FastingRules(FastingPolicy policy, DateTimeZone zone, PolicyVersion version)
    {
        (Policy, _zone, _names) = (policy.Checked(), zone, new(policy));
        _limits = [.. _names.Kinds.Select(LimitsOf)];
        _windows = [.. _limits.Select(limits => FastingPolicy.StrictestOf(limits))];
        _hasClockLimits = policy.Kinds.SelectMany(kind => kind.Limits).Concat(policy.UnlistedLimits)
            .Any(limit => limit is IntakeLimit.Clock || limit.IsForSomeSessions);
        (Kind, AsaKind) = (FastingFacts.Kind(_names), FastingFacts.AsaKind(_names));
        (Clock, Session) = (FastingFacts.Clock(zone), FastingFacts.Session(zone));
        IntakeTable = BuildIntakeTable();
        TimingTable = BuildTimingTable();
        AsaTable = BuildAsaTable();

        ImmutableArray<Input> inputs = TableJudgement<Taken>.InputsOf(IntakeTable, TimingTable);
        var intake = new TableJudgement<Taken>(IntakeTable, inputs: inputs);
        var inTime = new GatedJudgement<Taken>(new(TimingTable, inputs: inputs), intake, OutcomeSet.Exactly((int)FastingOutcome.Compliant));
        var plan = Fold("fasting.plan", intake, FastingBasis.Plan, FastingFacts.Anchor, FastingFacts.Appointment);
        var atStart = Fold(
            "fasting.at-start", inTime, FastingBasis.AtStart, FastingFacts.Anchor, FastingFacts.Appointment, FastingFacts.Start);
        Fact<string> fast = Fact.Linked("fasting.fast", "the fast as a whole", "What was eaten and drunk, and when?", IntakeTable);
        ViolationTable = BuildViolationTable(fast.From(plan.Linked()));

        _intake = new(intake, version) { Names = static taken => taken.Intake.What?.Text, Values = ValuesOfIntake };
        _asa = new(new TableJudgement<Taken>(AsaTable), version) { Names = static taken => taken.Intake.What?.Text };
        _permits = new(new TableJudgement<Visit>(ViolationTable), version) { Names = static visit => visit.Id, IsPartIfFound = true };
        _plan = Deciding(plan, _permits, version);
        _atStart = Deciding(
            atStart,
            new Decider<Visit, FastingFinding>(
                new TableJudgement<Visit>(ViolationTable, readAs: [fast.From(atStart.Linked())]), version)
            { IsPartIfFound = true },
            version);
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

    /// <summary>How the fast is judged against the appointment, for the fee that rests on it.</summary>
    internal Judgement<Visit> PlanJudgement => _plan.Judgement;

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

    /// <summary>Judges each recorded intake alone.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="basis">What the fast is judged against.</param>
    /// <returns>One decision for each recorded intake not voided, in the order of the record; statements of none are left aside.</returns>
    public ImmutableArray<Decision<FastingOutcome>> DecideIntakes(Visit visit, FastingBasis basis)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return [.. Recorded(visit, basis).Select(taken => _intake.Decide(taken, default))];
    }

    /// <summary>Says what the fast as a whole permits the clinic to do.</summary>
    /// <param name="visit">The visit.</param>
    /// <returns>The decision; nothing is certain while the fast depends on what is not known.</returns>
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

    /// <summary>The last instant at which each kind of intake may end for an appointment.</summary>
    /// <param name="appointment">The appointment.</param>
    /// <returns>One cut-off for each kind of the policy, in its order.</returns>
    public ImmutableArray<FastingCutOff> CutOffs(Instant appointment) =>
        [.. Policy.Kinds.Select((kind, place) => new FastingCutOff(kind, CutOffOf(place, appointment)))];

    /// <summary>The earliest appointment for which every recorded intake meets the clinic's windows; arithmetic only.</summary>
    /// <remarks>The page's own remedy is another day. Where a time is not exact, it is counted from the latest it may have been.</remarks>
    /// <param name="visit">The visit.</param>
    /// <returns>The instant; <c>null</c> when a recorded intake has no name or time, or none is recorded.</returns>
    public Instant? EarliestAppointment(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        Instant? earliest = null;
        foreach (Intake intake in visit.IntakesInForce)
        {
            if (intake.NoneSince is not null)
            {
                continue;
            }

            if (intake is not { At: { } at, What: { } what } || _names.PlaceOf(what) is not (>= 0 and var kind))
            {
                return null;
            }

            if (_hasClockLimits)
            {
                return EarliestByClock(visit);
            }

            Instant until = at.Latest + _windows[kind];
            earliest = earliest is { } soFar && soFar > until ? soFar : until;
        }

        return earliest;
    }

    /// <summary>The name of the policy that was probably meant by one that is nearly it.</summary>
    /// <param name="what">What was eaten or drunk, as it was written down.</param>
    /// <returns>The name; <c>null</c> when the name is the policy's, or is none of them.</returns>
    public string? Meant(StatedName what) => _names.Meant(what);

    private static IEnumerable<Taken> Recorded(Visit visit, FastingBasis basis) =>
        visit.IntakesInForce.Where(intake => intake.NoneSince is null).Select(intake => new Taken(visit, intake, basis));

    private Decider<Visit, FastingOutcome> Deciding(Judgement<Visit> judgement, Decider permits, PolicyVersion version) =>
        new(judgement, version)
        {
            Names = static visit => visit.Id,
            WhenNothing = "asked, and nothing was taken [fasting.compliant, R46]",
            Items = _intake,
            Parts = [permits],
            Values = (visit, _, trace) =>
                trace.Outcomes.MostCautious != (int)FastingOutcome.Compliant && EarliestAppointment(visit) is { } earliest
                ? [new("fasting.earliest-appointment", earliest, "fasting.violation")]
                : [],
        };

    private IEnumerable<ValueDocument> ValuesOfIntake(Taken taken, Instant at, Trace trace)
    {
        if (taken.Intake.What is { } what)
        {
            yield return new("fasting.intake", what.Text, null);
            if (_names.Meant(what) is { } meant)
            {
                yield return new("fasting.did-you-mean", meant, null);
            }
        }

        if (trace.Decisive is { } row && row.Table == IntakeTable && row.Outcomes.MostCautious > (int)FastingOutcome.Compliant
            && IntakeTable.Explain(row.Values.AsSpan()) is var explanation
                && explanation.Lines.FirstOrDefault(line => line.Fact == FastingFacts.Elapsed.Id) is { LimitCode: { } limit } line
                && line.Value.Low < limit)
        {
            yield return new("fasting.short-by", Duration.FromNanoseconds(limit - line.Value.Low), explanation.Rules.FirstOrDefault()?.Id);
        }
    }

    // All intakes together: the most cautious counts. Statements of none bound what nobody recorded.
    private ListJudgement<Visit, Taken> Fold(string id, Judgement<Taken> intake, FastingBasis basis, params Input[] shared) => new(
        id, intake,
        new(
            static visit => visit.IntakesInForce.Length,
            (visit, place) => visit.IntakesInForce[place] is { NoneSince: null } taken ? new Taken(visit, taken, basis) : null,
            visit => visit.IntakesCompleteness == ListCompleteness.Complete ? [] : Unrecorded(visit, basis),
            new("fasting.complete", "Is this everything that was eaten and drunk?", "", ["no", "yes"], true)),
        Decisions.Fold.Worst, OutcomeSet.Exactly((int)FastingOutcome.Compliant), shared);

    // What an intake nobody recorded may be: of any kind, at any time that no statement rules out.
    private Taken[] Unrecorded(Visit visit, FastingBasis basis)
    {
        Taken Of(int kind)
        {
            Moment? since = null;
            foreach (Intake intake in visit.IntakesInForce)
            {
                if (
                    intake.NoneSince is { } none
                    && (intake.What is not { } what || _names.PlaceOf(what) == kind)
                    && (since is not { } first || none.Latest < first.Latest))
                {
                    since = none;
                }
            }

            string name = _names.Kinds[kind];
            return new(visit, since is { } known ? Intake.None(name, known) : Intake.Of(name, null), basis);
        }

        return [.. Enumerable.Range(0, _names.Kinds.Length).Select(Of)];
    }

    // Whether an appointment will do changes only at certain instants, so the first of these that will do is the earliest of all.
    private Instant? EarliestByClock(Visit visit)
    {
        List<(Instant At, ImmutableArray<IntakeLimit> Limits)> taken = [];
        foreach (Intake intake in visit.IntakesInForce.Where(intake => intake.NoneSince is null))
        {
            if (intake is not { At: { } at, What: { } what } || _names.PlaceOf(what) is not (>= 0 and var kind))
            {
                return null;
            }

            taken.Add((at.Latest, _limits[kind]));
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
        Policy.Kinds.FirstOrDefault(kind => kind.Id == id) is { } known ? known.Limits
        : id == IntakeKind.OralMedicine ? [new IntakeLimit.Window(Policy.OralMedicineWindow)]
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
            return appointment - always.Before;
        }

        LocalDateTime session = appointment.InZone(_zone).LocalDateTime;
        return !limit.Binds(session.TimeOfDay) ? Instant.MaxValue
            : limit is IntakeLimit.Window window ? appointment - window.Before
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
        Instant from = limit is IntakeLimit.Window window ? intake + window.Before : intake;
        yield return from;
        if (limit is IntakeLimit.Window && !limit.IsForSomeSessions)
        {
            yield break;
        }

        LocalDate last = from.InZone(_zone).Date.PlusDays(8);
        for (LocalDate date = intake.InZone(_zone).Date; date <= last; date = date.PlusDays(1))
        {
            yield return _zone.AtStartOfDay(date).ToInstant();
            yield return date.At(limit.SessionsFrom).InZoneLeniently(_zone).ToInstant();
            if (limit.SessionsBefore is { } before)
            {
                yield return date.At(before).InZoneLeniently(_zone).ToInstant();
            }
        }
    }

    private DecisionTable BuildIntakeTable()
    {
        IEnumerable<Rule> published = Policy.Kinds.Select(kind => Rule.For(
            FastingOutcome.Violation,
            kind.Rule,
            Kind.Is(kind.Id) & new Condition.Any([.. kind.Limits.Select(Breaks)]),
            $"{kind.Name} end {string.Join(" and ", kind.Limits.Select(limit => limit.Says))}",
            Modality.Permitted,
            kind.Provenance,
            [.. kind.Citations]));
        return DecisionTable.Create<FastingOutcome>(
            "fasting.intake",
            "whether one intake ended early enough",
            HitPolicy.Priority,
            [Kind, FastingFacts.Elapsed, Clock, Session],
            [
                .. published,
                Rule.For(FastingOutcome.ClinicianDecision, "fasting.oral-medicine",
                    Kind.Is(IntakeKind.OralMedicine) & FastingFacts.Elapsed.LessThan(Policy.OralMedicineWindow),
                    $"A sip of water with a medicine within {Wording.Of(Policy.OralMedicineWindow)} of the appointment is for a clinician "
                    + "to judge",
                    Modality.ClinicianDiscretion, Provenance.Inferred, "R48", "R57"),
                .. UnlistedRules(),
                Rule.For(FastingOutcome.Compliant, "fasting.compliant",
                    Condition.Always,
                    "An intake that ended by its cut-off meets the fast; the cut-off itself is early enough",
                    Modality.Informational, Provenance.Inferred, "R46"),
            ],
            actions: _hasClockLimits
                ? []
                : [CounterfactualAction.Raising("later-appointment", "a later appointment", FastingFacts.Elapsed)]);
    }

    private IEnumerable<Rule> UnlistedRules()
    {
        if (Policy.UnlistedCountsAs is null)
        {
            ImmutableArray<IntakeLimit> limits = Policy.JudgesUnlisted;
            yield return Rule.For(FastingOutcome.ClinicianDecision, "fasting.unlisted-kind",
                Kind.Is(IntakeKind.Unlisted) & new Condition.Any([.. limits.Select(Breaks)]),
                limits.Length == 1 && limits[0] is IntakeLimit.Window { After: null, IsForSomeSessions: false } window
                    ? $"What the clinic has no rule for is for a clinician to judge within {Wording.Of(window.Before)} of the appointment"
                    : "What the clinic has no rule for is for a clinician to judge unless it ended "
                        + $"{string.Join(" and ", limits.Select(limit => limit.Says))}",
                Modality.ClinicianDiscretion, Provenance.Inferred, "R43");
        }
    }

    private DecisionTable BuildTimingTable()
    {
        // A window that also runs after the anchor judges what comes after the start, too.
        string[] judgedAfter = [.. Policy.Kinds.Where(kind => kind.Limits.Any(limit => limit is IntakeLimit.Window { After: not null }))
            .Select(kind => kind.Id)];
        Condition isAfter = FastingFacts.BeforeStart.LessThan(Duration.Zero) & !Kind.IsOneOf(judgedAfter);
        return DecisionTable.Create<IntakeTiming>(
            "fasting.timing",
            "whether an intake is part of the fast",
            HitPolicy.Unique,
            [Kind, FastingFacts.BeforeStart],
            [
                Rule.For(IntakeTiming.BeforeStart, "fasting.before-start", !isAfter,
                    "An intake up to the actual start is judged",
                    Modality.Informational, Provenance.Inferred, "R45", "C6"),
                Rule.For(IntakeTiming.AfterStart, "fasting.after-start", isAfter,
                    "An intake after the actual start is no part of the fast",
                    Modality.Informational, Provenance.Inferred, "R45", "C6"),
            ]);
    }

    private static DecisionTable BuildViolationTable(Fact<string> fast) => DecisionTable.Create<FastingFinding>(
            "fasting.violation",
            "what the fast as a whole permits the clinic to do",
            HitPolicy.Collect,
            [fast],
            [
                Rule.For(FastingFinding.CancellationPermitted, "fasting.violation", fast.Is(nameof(FastingOutcome.Violation)),
                    "A violation permits the clinic to cancel and to reschedule for another day; by itself it cancels nothing",
                    Modality.Permitted, Provenance.Published, "R49", "R51", "C7"),
            ]);

    private Condition Breaks(IntakeLimit limit) => limit.IsForSomeSessions
        ? Session.AtLeast(Since(limit.SessionsFrom))
            & (limit.SessionsBefore is { } before ? Session.LessThan(Since(before)) : Condition.Always) & Ends(limit)
        : Ends(limit);

    private Condition Ends(IntakeLimit limit) => limit switch
    {
        IntakeLimit.Window { After: { } after } window =>
            FastingFacts.Elapsed.LessThan(window.Before) & FastingFacts.Elapsed.MoreThan(-after),
        IntakeLimit.Window window => FastingFacts.Elapsed.LessThan(window.Before),
        IntakeLimit.Clock clock => Clock.MoreThan(clock.SinceMidnight),
        _ => throw new InvalidOperationException("There is no other kind of limit."),
    };

    private static Duration Since(LocalTime time) => Duration.FromNanoseconds(time.NanosecondOfDay);

    private DecisionTable BuildAsaTable()
    {
        IEnumerable<Rule> minimums = Policy.AsaAdvisory.Select(window => Rule.For(
            window.IsExample ? AsaOutcome.MoreTimeMayBeNeeded : AsaOutcome.Short,
            $"fasting.asa-advisory.{Wording.Kebab(window.Kind.ToString())}",
            AsaKind.Is(window.Kind) & FastingFacts.AsaElapsed.LessThan(window.Minimum),
            window.IsExample
                ? $"After a {Wording.Words(window.Kind.ToString())} the guideline gives {Wording.Of(window.Minimum)} or more as an example"
                : $"The guideline's minimum after {Wording.Words(window.Kind.ToString()).Replace("non human", "non-human")} is "
                    + $"{Wording.Of(window.Minimum)}",
            Modality.Recommended,
            Provenance.Literature,
            "asa-2023", "C14"));
        return DecisionTable.Create<AsaOutcome>(
            "fasting.asa",
            "how an intake compares with the anesthesiologists' guideline",
            HitPolicy.Priority,
            [AsaKind, FastingFacts.AsaElapsed],
            [
                .. minimums,
                Rule.For(AsaOutcome.Met, "fasting.asa-advisory", Condition.Always,
                    "The guideline's minimums are shown beside the clinic's rule and never change it",
                    Modality.Informational, Provenance.Literature, "asa-2023", "C14"),
            ],
            actions: [CounterfactualAction.Raising("later-appointment", "a later appointment", FastingFacts.AsaElapsed)]);
    }
}
