using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Fasting;

/// <summary>The clinic's fasting rules: how long before an infusion eating and drinking must have ended.</summary>
/// <remarks>
/// <para>Two decisions: <see cref="Plan(FastingFacts)"/> against the scheduled appointment, and <see cref="AtStart"/> against the earlier of appointment and
/// actual start. A compliant plan with a violation at start is reported as both. Arrival is never an anchor (C6).</para>
/// <para>An intake is compliant when it ended at least the window before the anchor, in elapsed time: exactly on the cut-off is compliant, one
/// second later is not (R43 to R46). Immutable and thread-safe.</para>
/// </remarks>
public sealed class FastingRules
{
    private const int KindFact = 0;
    private const int ElapsedFact = 1;
    private const int ClockFact = 2;
    private const int SessionFact = 3;
    private const int FactCount = 4;

    private readonly DateTimeZone _zone;
    private readonly Fact<string> _kind;
    private readonly string[] _kinds;
    private readonly NameIndex _foods;
    private readonly int[] _foodKinds;
    private readonly IntakeLimit[][] _limits;
    private readonly Duration[] _windows;
    private readonly bool _hasClockLimits;

    internal FastingRules(FastingPolicy policy, DateTimeZone zone, PolicyVersion version)
    {
        (Policy, Version, _zone) = (policy.Checked(), version, zone);
        _kind = Fact.Named("fasting.kind", "the intake", "What was eaten or drunk?",
        [
            .. policy.Kinds.Select(kind => kind.Id), IntakeKind.OralMedicine,
            .. policy.UnlistedCountsAs is null ? (string[])[IntakeKind.Unlisted] : [],
        ],
        policy.UnlistedCountsAs ?? IntakeKind.Unlisted);
        _kinds = [.. _kind.Names.Select(string.Intern)];
        _foods = new([.. policy.Foods.Select(food => food.Name)], [.. Enumerable.Range(0, policy.Foods.Length)]);
        int unlisted = Array.IndexOf(_kinds, policy.UnlistedCountsAs ?? IntakeKind.Unlisted);
        _foodKinds = [.. policy.Foods.Select(food => food.Kind == IntakeKind.Unlisted ? unlisted : Array.IndexOf(_kinds, food.Kind)), unlisted];
        _limits = [.. _kinds.Select(kind => (IntakeLimit[])[.. LimitsOf(kind)])];
        _windows = Array.ConvertAll(_limits, FastingPolicy.StrictestOf);
        _hasClockLimits = policy.Kinds.SelectMany(kind => kind.Limits).Concat(policy.UnlistedLimits)
            .Any(limit => limit is IntakeLimit.Clock || limit.IsForSomeSessions);
        IntakeTable = BuildIntakeTable();
        TimingTable = BuildTimingTable();
        ViolationTable = BuildViolationTable(IntakeTable);
        AsaTable = BuildAsaTable(policy);
    }

    /// <summary>The policy the rules are built from.</summary>
    public FastingPolicy Policy { get; }

    /// <summary>The table that judges one intake against one anchor.</summary>
    public DecisionTable IntakeTable { get; }

    /// <summary>The table that says whether an intake is part of the fast at all.</summary>
    public DecisionTable TimingTable { get; }

    /// <summary>The table that says what a violation permits.</summary>
    public DecisionTable ViolationTable { get; }

    /// <summary>The table that compares one intake with the anesthesiologists' guideline.</summary>
    public DecisionTable AsaTable { get; }

    internal PolicyVersion Version { get; }

    internal static Fact<AsaKind> AsaKindFact { get; } =
        Fact.Choice<AsaKind>("fasting.asa-kind", "the intake in the guideline's words", "Which of the guideline's kinds was it?");

    internal static Fact<Duration> AsaElapsedFact { get; } =
        Fact.Elapsed("fasting.asa-elapsed", "time from the intake to the appointment", "When did the intake end?");

    private static Fact<Duration> Elapsed { get; } =
        Fact.Elapsed("fasting.elapsed", "time from the intake to the anchor", "When did the intake end?");

    private static Fact<Duration> Clock { get; } =
        Fact.Elapsed("fasting.clock", "time of the intake after midnight of the appointment's date", "When did the intake end?");

    private static Fact<Duration> Session { get; } =
        Fact.Elapsed("fasting.session-clock", "time of the appointment after midnight", "When is the appointment?");

    private static Fact<Duration> BeforeStart { get; } =
        Fact.Elapsed("fasting.before-start", "time from the intake to the actual start", "When did the infusion start?");

    /// <summary>Judges the fast against the scheduled appointment. The actual start plays no part.</summary>
    /// <param name="facts">What is known of the fast.</param>
    /// <returns>The decision.</returns>
    /// <example><code>
    /// var decision = rules.Fasting.Plan(new FastingFacts
    /// {
    ///     Appointment = Moment.At(appointment),
    ///     Intakes = [Intake.Of("clear-liquid", Moment.At(lastWater))],
    ///     Completeness = ListCompleteness.Complete,
    /// });
    /// </code></example>
    public FastingDecision Plan(FastingFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(this, facts, FastingBasis.Plan, Fold(facts, FastingBasis.Plan));
    }

    /// <summary>Judges the fast against the earlier of the appointment and the actual start.</summary>
    /// <param name="facts">What is known of the fast; a start must be recorded or proposed.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">No start is recorded or proposed.</exception>
    public FastingDecision AtStart(FastingFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Start is null
            ? throw new ArgumentException("The decision at start is asked only when a start is recorded or proposed.", nameof(facts))
            : new(this, facts, FastingBasis.AtStart, Fold(facts, FastingBasis.AtStart));
    }

    /// <summary>Compares every recorded intake with the anesthesiologists' guideline.</summary>
    /// <param name="facts">What is known of the fast; intakes that were only ruled out are left aside.</param>
    /// <returns>One advisory for each recorded intake, in order; empty when the policy shows no advisory.</returns>
    public ImmutableArray<AsaDecision> Asa(FastingFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return Policy.AsaAdvisory.IsEmpty
            ? []
            : [.. facts.Intakes.Where(intake => intake.NoneSince is null).Select(intake => new AsaDecision(this, facts, intake))];
    }

    /// <summary>The last instant at which each kind of intake may end for an appointment.</summary>
    /// <param name="appointment">The appointment.</param>
    /// <returns>One cut-off for each kind of the policy, in its order.</returns>
    public ImmutableArray<FastingCutOff> CutOffs(Instant appointment) =>
        [.. Policy.Kinds.Select((kind, place) => new FastingCutOff(kind, CutOffOf(place, appointment)))];

    /// <summary>The earliest appointment for which every recorded intake meets the clinic's limits.</summary>
    internal Instant? EarliestAppointment(FastingFacts facts)
    {
        if (!_hasClockLimits)
        {
            return EarliestByWindows(facts);
        }

        List<(Instant At, IntakeLimit[] Limits)> taken = [];
        foreach (Intake intake in facts.Intakes.Where(intake => intake.NoneSince is null))
        {
            if (intake.At is not { } at || KindPlaceOf(intake) is not (>= 0 and var kind))
            {
                return null;
            }

            taken.Add((at.Latest, _limits[kind]));
        }

        // Whether an appointment will do changes only here, so the first of these that will do is the earliest of all.
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

    /// <summary>The id of the policy's kind an intake counts as; <c>null</c> when it is not known what it was.</summary>
    internal string? KindOf(Intake intake) => KindPlaceOf(intake) is >= 0 and var place ? _kinds[place] : null;

    // Without limits by the clock, an appointment will do from the end of every window on.
    private Instant? EarliestByWindows(FastingFacts facts)
    {
        Instant earliest = Instant.MinValue;
        bool isAny = false;
        foreach (Intake intake in facts.Intakes)
        {
            if (intake.NoneSince is not null)
            {
                continue;
            }

            if (intake.At is not { } at || KindPlaceOf(intake) is not (>= 0 and var kind))
            {
                return null;
            }

            earliest = Instant.Max(earliest, at.Latest + _windows[kind]);
            isAny = true;
        }

        return isAny ? earliest : null;
    }

    // The place of an intake's kind among the kinds; -1 when it is not known what it was.
    private int KindPlaceOf(Intake intake)
    {
        if (intake.Kind is not { } name)
        {
            return -1;
        }

        string[] kinds = _kinds;
        for (int place = 0; place < kinds.Length; place++)
        {
            if (ReferenceEquals(kinds[place], name))
            {
                return place;
            }
        }

        return Array.IndexOf(kinds, name) is >= 0 and var spelled ? spelled : _foodKinds[_foods.Find(name) is >= 0 and var food ? food : _foodKinds.Length - 1];
    }

    private ImmutableArray<IntakeLimit> LimitsOf(string id) =>
        Policy.Kinds.FirstOrDefault(kind => kind.Id == id) is { } known ? known.Limits
        : id == IntakeKind.OralMedicine ? [new IntakeLimit.Window(Policy.OralMedicineWindow)]
        : Policy.JudgesUnlisted;

    /// <summary>The guideline's kind of an intake; <c>null</c> when it is not known.</summary>
    internal AsaKind? AsaKindOf(Intake intake) =>
        intake.AsaKind ?? (intake.Kind is { } name && _foods.Find(name) is >= 0 and var food ? Policy.Foods[food].AsaKind
            : KindOf(intake) == "clear-liquid" ? AsaKind.ClearLiquid : null);

    /// <summary>One row of the intake table for one reading of the appointment, the start and the intake.</summary>
    internal void Fill(Span<FactValue> row, FastingFacts facts, FastingBasis basis, Intake intake, Readings readings)
    {
        Moment anchor = AnchorOf(facts, basis, readings);
        Fill(row, facts, in anchor, intake, readings);
    }

    /// <summary>Whether an intake is part of the fast; in the plan every intake is.</summary>
    internal Verdict Timing(FastingFacts facts, FastingBasis basis, Intake intake, Readings readings)
    {
        if (basis == FastingBasis.Plan || facts.Start is not { } start)
        {
            return Verdict.Exactly((int)IntakeTiming.BeforeStart);
        }

        Span<FactValue> row = stackalloc FactValue[2];
        row[0] = KindValue(intake);
        row[1] = intake.ElapsedTo(start.Reading(readings.Start), readings.Intake);
        return TimingTable.Decide(row);
    }

    /// <summary>What one intake does to the fast, for one reading of the appointment, the start and the intake.</summary>
    internal ulong Judge(FastingFacts facts, FastingBasis basis, Intake intake, Readings readings)
    {
        Moment anchor = AnchorOf(facts, basis, readings);
        return Judge(facts, basis, in anchor, intake, readings);
    }

    /// <summary>The rules that make a determined outcome, of every recorded intake and every reading together.</summary>
    internal ImmutableArray<Rule> Deciding(FastingFacts facts, FastingBasis basis, Verdict verdict)
    {
        if (!verdict.IsDetermined)
        {
            return [];
        }

        HashSet<Rule> deciding = [];
        foreach (Intake intake in facts.Intakes.Where(intake => intake.NoneSince is null))
        {
            AddDeciding(deciding, facts, basis, intake, verdict);
        }

        return [.. IntakeTable.Rules.Where(deciding.Contains)];
    }

    private void AddDeciding(HashSet<Rule> deciding, FastingFacts facts, FastingBasis basis, Intake intake, Verdict verdict)
    {
        Span<FactValue> row = stackalloc FactValue[FactCount];
        for (int appointment = 0; appointment < facts.Appointment.ReadingCount; appointment++)
        {
            for (int start = 0; start < (basis == FastingBasis.Plan ? 1 : facts.Start?.ReadingCount ?? 1); start++)
            {
                for (int taken = 0; taken < (intake.At?.ReadingCount ?? 1); taken++)
                {
                    var readings = new Readings(appointment, start, taken);
                    Fill(row, facts, basis, intake, readings);
                    if (Timing(facts, basis, intake, readings).Allows((int)IntakeTiming.BeforeStart) && IntakeTable.Decide(row) == verdict)
                    {
                        deciding.UnionWith(IntakeTable.Deciding(row));
                    }
                }
            }
        }
    }

    private FactValue KindValue(Intake intake) => KindPlaceOf(intake) is >= 0 and var place ? FactValue.Exactly(place) : FactValue.Unknown;

    private static Moment AnchorOf(FastingFacts facts, FastingBasis basis, Readings readings)
    {
        Moment appointment = facts.Appointment.Reading(readings.Appointment);
        return basis == FastingBasis.AtStart && facts.Start is { } start ? Moment.Earlier(appointment, start.Reading(readings.Start)) : appointment;
    }

    private ulong Judge(FastingFacts facts, FastingBasis basis, in Moment anchor, Intake intake, Readings readings)
    {
        Span<FactValue> row = stackalloc FactValue[FactCount];
        Fill(row, facts, in anchor, intake, readings);
        if (basis == FastingBasis.Plan)
        {
            return IntakeTable.Decide(row).Possible;
        }

        Verdict timing = Timing(facts, basis, intake, readings);
        return (timing.Allows((int)IntakeTiming.BeforeStart) ? IntakeTable.Decide(row).Possible : 0)
            | (timing.Allows((int)IntakeTiming.AfterStart) ? 1UL << (int)FastingOutcome.Compliant : 0);
    }

    private void Fill(Span<FactValue> row, FastingFacts facts, in Moment anchor, Intake intake, Readings readings)
    {
        row[KindFact] = KindValue(intake);
        row[ElapsedFact] = intake.ElapsedTo(in anchor, readings.Intake);
        row[ClockFact] = row[SessionFact] = FactValue.Unknown;
        if (_hasClockLimits && (intake.NoneSince is { } || intake.At is { }))
        {
            FillClock(row, facts.Appointment.Reading(readings.Appointment), intake, readings);
        }
    }

    // Of an intake with a time.
    private void FillClock(Span<FactValue> row, Moment appointment, Intake intake, Readings readings)
    {
        Moment at = intake.NoneSince is { } since ? Moment.Between(Instant.MinValue, since) : intake.At.GetValueOrDefault().Reading(readings.Intake);
        LocalDateTime session = appointment.Earliest.InZone(_zone).LocalDateTime;
        row[SessionFact] = FactValue.Exactly(session.TimeOfDay.NanosecondOfDay);
        row[ClockFact] = FactValue.Between(ClockOf(at.Earliest, session.Date), ClockOf(at.Latest, session.Date));
    }

    // All intakes together: the most cautious counts, so an outcome is possible when one intake allows it and no intake forces a worse one.
    private Verdict Fold(FastingFacts facts, FastingBasis basis)
    {
        if (basis == FastingBasis.Plan && !facts.Appointment.IsRepeatedTime)
        {
            return Sole(FoldOne(facts, basis, default));
        }

        ulong possible = 0;
        for (int appointment = 0; appointment < facts.Appointment.ReadingCount; appointment++)
        {
            for (int start = 0; start < (basis == FastingBasis.Plan ? 1 : facts.Start?.ReadingCount ?? 1); start++)
            {
                possible |= FoldOne(facts, basis, new(appointment, start, 0));
            }
        }

        return Sole(possible);
    }

    private static Verdict Sole(ulong possible) => new(possible, (possible & (possible - 1)) == 0 ? possible : 0);

    private ulong FoldOne(FastingFacts facts, FastingBasis basis, Readings readings)
    {
        ulong any = 0;
        int least = 0;
        Moment anchor = AnchorOf(facts, basis, readings);
        foreach (Intake intake in facts.Intakes)
        {
            if (intake.NoneSince is null)
            {
                ulong possible = 0;
                for (int reading = 0; reading < intake.ReadingCount; reading++)
                {
                    possible |= Judge(facts, basis, in anchor, intake, readings with { Intake = reading });
                }

                Join(possible);
            }
        }

        if (facts.Completeness == ListCompleteness.Partial)
        {
            Join(Unrecorded(facts, basis, readings));
        }

        return any == 0 ? 1UL << (int)FastingOutcome.Compliant : any & (ulong.MaxValue << least);

        // No intake lets the fast be less cautious than it is at least itself.
        void Join(ulong possible)
        {
            any |= possible;
            least = Math.Max(least, Bits.Lowest(possible));
        }
    }

    // What an intake nobody recorded may be: of any kind, at any time that no statement rules out.
    private ulong Unrecorded(FastingFacts facts, FastingBasis basis, Readings readings)
    {
        ulong possible = 1UL << (int)FastingOutcome.Compliant;
        foreach (string kind in _kind.Names)
        {
            Instant? noneSince = null;
            foreach (Intake intake in facts.Intakes)
            {
                if (intake.NoneSince is { } since && (intake.Kind is null || KindOf(intake) == kind) && (noneSince is null || since < noneSince))
                {
                    noneSince = since;
                }
            }

            Intake unrecorded = noneSince is { } known ? Intake.None(kind, known) : Intake.Of(kind, null);
            possible |= Judge(facts, basis, unrecorded, readings);
        }

        return possible;
    }

    // The clinic's clock, made to run forward only: while a repeated hour runs the second time, it stands at that hour's end.
    private long ClockOf(Instant at, LocalDate date)
    {
        if (at == Instant.MinValue || at == Instant.MaxValue)
        {
            return at == Instant.MinValue ? Elapsed.Minimum : Elapsed.Maximum;
        }

        LocalDateTime local = at.InZone(_zone).LocalDateTime;
        NodaTime.TimeZones.ZoneLocalMapping mapping = _zone.MapLocal(local);
        if (mapping.Count == 2 && at == mapping.Last().ToInstant())
        {
            local = mapping.EarlyInterval.IsoLocalEnd.PlusNanoseconds(-1);
        }

        return Fact.Nanoseconds(Duration.FromDays(Period.DaysBetween(date, local.Date)) + Duration.FromNanoseconds(local.NanosecondOfDay));
    }

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
        NodaTime.TimeZones.ZoneLocalMapping mapping = _zone.MapLocal(date.PlusDays(-clock.DaysBefore).At(clock.CutOff));
        return mapping.Count == 0 ? mapping.EarlyInterval.End - Duration.Epsilon : mapping.First().ToInstant();
    }

    // The appointments at which a limit may begin to let an intake pass: the end of its window, the start of a date, the first time of the day
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
            _kind.Is(kind.Id) & new Condition.Any([.. kind.Limits.Select(Breaks)]),
            $"{kind.Name} end {string.Join(" and ", kind.Limits.Select(limit => limit.Says))}",
            Modality.Permitted,
            kind.Provenance,
            [.. kind.Citations]));
        return DecisionTable.Create<FastingOutcome>(
            "fasting.intake",
            "whether one intake ended early enough",
            HitPolicy.Priority,
            [_kind, Elapsed, Clock, Session],
            [
                .. published,
                Rule.For(FastingOutcome.ClinicianDecision, "fasting.oral-medicine",
                    _kind.Is(IntakeKind.OralMedicine) & Elapsed.LessThan(Policy.OralMedicineWindow),
                    $"A sip of water with a medicine within {Text(Policy.OralMedicineWindow)} of the appointment is for a clinician to judge",
                    Modality.ClinicianDiscretion, Provenance.Inferred, "R48", "R57"),
                .. UnlistedRules(),
                Rule.For(FastingOutcome.Compliant, "fasting.compliant",
                    Condition.Always,
                    "An intake that ended by its cut-off meets the fast; the cut-off itself is early enough",
                    Modality.Informational, Provenance.Inferred, "R46"),
            ],
            remedies: _hasClockLimits ? [] : [Remedy.Raising("later-appointment", "a later appointment", Elapsed)]);
    }

    private IEnumerable<Rule> UnlistedRules()
    {
        if (Policy.UnlistedCountsAs is null)
        {
            ImmutableArray<IntakeLimit> limits = Policy.JudgesUnlisted;
            yield return Rule.For(FastingOutcome.ClinicianDecision, "fasting.unlisted-kind",
                _kind.Is(IntakeKind.Unlisted) & new Condition.Any([.. limits.Select(Breaks)]),
                limits.Length == 1 && limits[0] is IntakeLimit.Window { After: null, IsForSomeSessions: false } window
                    ? $"What the clinic has no rule for is for a clinician to judge within {Text(window.Before)} of the appointment"
                    : $"What the clinic has no rule for is for a clinician to judge unless it ended {string.Join(" and ", limits.Select(limit => limit.Says))}",
                Modality.ClinicianDiscretion, Provenance.Inferred, "R43");
        }
    }

    private DecisionTable BuildTimingTable()
    {
        // A window that also runs after the anchor judges what comes after the start, too.
        string[] judgedAfter = [.. Policy.Kinds.Where(kind => kind.Limits.Any(limit => limit is IntakeLimit.Window { After: not null }))
            .Select(kind => kind.Id)];
        Condition isAfter = BeforeStart.LessThan(Duration.Zero) & !_kind.IsOneOf(judgedAfter);
        return DecisionTable.Create<IntakeTiming>(
            "fasting.timing",
            "whether an intake is part of the fast",
            HitPolicy.Unique,
            [_kind, BeforeStart],
            [
                Rule.For(IntakeTiming.BeforeStart, "fasting.before-start", !isAfter,
                    "An intake up to the actual start is judged",
                    Modality.Informational, Provenance.Inferred, "R45", "C6"),
                Rule.For(IntakeTiming.AfterStart, "fasting.after-start", isAfter,
                    "An intake after the actual start is no part of the fast",
                    Modality.Informational, Provenance.Inferred, "R45", "C6"),
            ]);
    }

    private static DecisionTable BuildViolationTable(DecisionTable intakes)
    {
        Fact<string> fast = Fact.Linked("fasting.verdict", "the fast as a whole", "What was eaten and drunk, and when?", intakes);
        return DecisionTable.Create<FastingFinding>(
            "fasting.violation",
            "what the fast as a whole permits the clinic to do",
            HitPolicy.Collect,
            [fast],
            [
                Rule.For(FastingFinding.CancellationPermitted, "fasting.violation", fast.Is(nameof(FastingOutcome.Violation)),
                    "A violation permits the clinic to cancel and to reschedule for another day; by itself it cancels nothing",
                    Modality.Permitted, Provenance.Published, "R49", "R51", "C7"),
            ]);
    }

    private static Condition Breaks(IntakeLimit limit) => limit.IsForSomeSessions
        ? Session.AtLeast(Since(limit.SessionsFrom)) & (limit.SessionsBefore is { } before ? Session.LessThan(Since(before)) : Condition.Always) & Ends(limit)
        : Ends(limit);

    private static Condition Ends(IntakeLimit limit) => limit switch
    {
        IntakeLimit.Window { After: { } after } window => Elapsed.LessThan(window.Before) & Elapsed.MoreThan(-after),
        IntakeLimit.Window window => Elapsed.LessThan(window.Before),
        IntakeLimit.Clock clock => Clock.MoreThan(clock.SinceMidnight),
        _ => throw new InvalidOperationException("There is no other kind of limit."),
    };

    private static Duration Since(LocalTime time) => Duration.FromNanoseconds(time.NanosecondOfDay);

    private static DecisionTable BuildAsaTable(FastingPolicy policy)
    {
        IEnumerable<Rule> minimums = policy.AsaAdvisory.Select(window => Rule.For(
            window.IsExample ? AsaOutcome.MoreTimeMayBeNeeded : AsaOutcome.Short,
            $"fasting.asa-advisory.{Wording.Kebab(window.Kind.ToString())}",
            AsaKindFact.Is(window.Kind) & AsaElapsedFact.LessThan(window.Minimum),
            window.IsExample
                ? $"After a {Wording.Words(window.Kind.ToString())} the guideline gives {Text(window.Minimum)} or more as an example"
                : $"The guideline's minimum after {Wording.Words(window.Kind.ToString()).Replace("non human", "non-human")} is {Text(window.Minimum)}",
            Modality.Recommended,
            Provenance.Literature,
            "asa-2023", "C14"));
        return DecisionTable.Create<AsaOutcome>(
            "fasting.asa",
            "how an intake compares with the anesthesiologists' guideline",
            HitPolicy.Priority,
            [AsaKindFact, AsaElapsedFact],
            [
                .. minimums,
                Rule.For(AsaOutcome.Met, "fasting.asa-advisory", Condition.Always,
                    "The guideline's minimums are shown beside the clinic's rule and never change it",
                    Modality.Informational, Provenance.Literature, "asa-2023", "C14"),
            ],
            remedies: [Remedy.Raising("later-appointment", "a later appointment", AsaElapsedFact)]);
    }

    private static string Text(Duration duration) => Fact.FormatElapsed(Fact.Nanoseconds(duration));

    /// <summary>Which reading of a repeated clock time is judged, for each time that can be one.</summary>
    internal readonly record struct Readings(int Appointment, int Start, int Intake);
}
