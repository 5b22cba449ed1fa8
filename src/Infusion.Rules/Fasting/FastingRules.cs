using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Fasting;

/// <summary>The clinic's fasting rules: how long before an infusion eating and drinking must have ended.</summary>
/// <remarks>
/// <para>Two decisions: <see cref="Plan"/> against the scheduled appointment, and <see cref="AtStart"/> against the earlier of appointment and
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
    private readonly ImmutableDictionary<string, FoodExample> _foods;
    private readonly bool _hasClockLimits;

    internal FastingRules(FastingPolicy policy, DateTimeZone zone, PolicyVersion version)
    {
        (Policy, Version, _zone) = (policy, version, zone);
        _kind = Fact.Named("fasting.kind", "what was taken", "What was eaten or drunk?",
            [.. policy.Kinds.Select(kind => kind.Id), IntakeKind.OralMedicine, IntakeKind.Unlisted], IntakeKind.Unlisted);
        _foods = policy.Foods.ToImmutableDictionary(food => food.Name, StringComparer.OrdinalIgnoreCase);
        _hasClockLimits = policy.Kinds.Any(kind => kind.Limits.Any(limit => limit is IntakeLimit.Clock));
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
        Fact.Choice<AsaKind>("fasting.asa-kind", "what was taken, in the guideline's words", "Which of the guideline's kinds was it?");

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
        [.. Policy.Kinds.Select(kind => new FastingCutOff(kind, kind.Limits.Min(limit => CutOff(limit, appointment))))];

    /// <summary>The earliest appointment for which every recorded intake meets the clinic's limits.</summary>
    internal Instant? EarliestAppointment(FastingFacts facts)
    {
        Instant? earliest = null;
        foreach (Intake intake in facts.Intakes.Where(intake => intake.NoneSince is null))
        {
            if (intake.At is not { } at || KindOf(intake) is not { } id)
            {
                return null;
            }

            Instant from = at.Latest;
            if (Policy.Kinds.FirstOrDefault(kind => kind.Id == id) is { } known)
            {
                foreach (IntakeLimit limit in known.Limits)
                {
                    from = Instant.Max(from, EarliestFor(limit, at.Latest));
                }
            }
            else
            {
                from = at.Latest + (id == IntakeKind.OralMedicine ? Policy.OralMedicineWindow : Policy.StrictestWindow);
            }

            earliest = earliest is { } other ? Instant.Max(other, from) : from;
        }

        return earliest;
    }

    /// <summary>The id of the policy's kind an intake counts as; <c>null</c> when it is not known what it was.</summary>
    internal string? KindOf(Intake intake) => intake.Kind is not { } name ? null
        : _kind.Names.Contains(name) ? name
        : _foods.TryGetValue(name, out FoodExample? food) ? food.Kind
        : IntakeKind.Unlisted;

    /// <summary>The guideline's kind of an intake; <c>null</c> when it is not known.</summary>
    internal AsaKind? AsaKindOf(Intake intake) =>
        intake.AsaKind ?? (intake.Kind is { } name && _foods.TryGetValue(name, out FoodExample? food) ? food.AsaKind
            : KindOf(intake) == "clear-liquid" ? AsaKind.ClearLiquid : null);

    /// <summary>One row of the intake table for one reading of the appointment, the start and the intake.</summary>
    internal void Fill(Span<FactValue> row, FastingFacts facts, FastingBasis basis, Intake intake, Readings readings)
    {
        row.Clear();
        row[KindFact] = KindValue(intake);
        if (Taken(intake, readings) is not { } at)
        {
            return;
        }

        Moment appointment = facts.Appointment.Reading(readings.Appointment);
        row[ElapsedFact] = at.ElapsedTo(basis == FastingBasis.AtStart && facts.Start is { } start
            ? Moment.Earlier(appointment, start.Reading(readings.Start))
            : appointment);
        if (_hasClockLimits)
        {
            LocalDateTime session = appointment.Earliest.InZone(_zone).LocalDateTime;
            row[SessionFact] = FactValue.Exactly(session.TimeOfDay.NanosecondOfDay);
            row[ClockFact] = FactValue.Between(ClockOf(at.Earliest, session.Date), ClockOf(at.Latest, session.Date));
        }
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
        row[1] = Taken(intake, readings) is { } at ? at.ElapsedTo(start.Reading(readings.Start)) : FactValue.Unknown;
        return TimingTable.Decide(row);
    }

    /// <summary>What one intake does to the fast, for one reading of the appointment, the start and the intake.</summary>
    internal ulong Judge(FastingFacts facts, FastingBasis basis, Intake intake, Readings readings)
    {
        Verdict timing = Timing(facts, basis, intake, readings);
        Span<FactValue> row = stackalloc FactValue[FactCount];
        Fill(row, facts, basis, intake, readings);
        return (timing.Allows((int)IntakeTiming.BeforeStart) ? IntakeTable.Decide(row).Possible : 0)
            | (timing.Allows((int)IntakeTiming.AfterStart) ? 1UL << (int)FastingOutcome.Compliant : 0);
    }

    private FactValue KindValue(Intake intake) =>
        KindOf(intake) is { } kind ? FactValue.Exactly(_kind.Names.IndexOf(kind)) : FactValue.Unknown;

    // "None since t" leaves every time up to t.
    private static Moment? Taken(Intake intake, Readings readings) =>
        intake.NoneSince is { } since ? Moment.Between(Instant.MinValue, since) : intake.At?.Reading(readings.Intake);

    // All intakes together: the most cautious counts, so an outcome is possible when one intake allows it and no intake forces a worse one.
    private Verdict Fold(FastingFacts facts, FastingBasis basis)
    {
        ulong possible = 0;
        for (int appointment = 0; appointment < facts.Appointment.ReadingCount; appointment++)
        {
            for (int start = 0; start < (basis == FastingBasis.Plan ? 1 : facts.Start?.ReadingCount ?? 1); start++)
            {
                possible |= FoldOne(facts, basis, new(appointment, start, 0));
            }
        }

        return new(possible, (possible & (possible - 1)) == 0 ? possible : 0);
    }

    private ulong FoldOne(FastingFacts facts, FastingBasis basis, Readings readings)
    {
        ulong any = 0;
        int least = 0;
        foreach (Intake intake in facts.Intakes)
        {
            if (intake.NoneSince is null)
            {
                Join(ref any, ref least, OverReadings(facts, basis, intake, readings));
            }
        }

        if (facts.Completeness == ListCompleteness.Partial)
        {
            Join(ref any, ref least, Unrecorded(facts, basis, readings));
        }

        return any == 0 ? 1 : any & (ulong.MaxValue << least);
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

    private ulong OverReadings(FastingFacts facts, FastingBasis basis, Intake intake, Readings readings)
    {
        ulong possible = 0;
        for (int reading = 0; reading < (intake.At?.ReadingCount ?? 1); reading++)
        {
            possible |= Judge(facts, basis, intake, readings with { Intake = reading });
        }

        return possible;
    }

    private static void Join(ref ulong any, ref int least, ulong possible)
    {
        any |= possible;
        least = Math.Max(least, Bits.Lowest(possible));
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

    private Instant CutOff(IntakeLimit limit, Instant appointment)
    {
        if (limit is IntakeLimit.Window window)
        {
            return appointment - window.Before;
        }

        var clock = (IntakeLimit.Clock)limit;
        LocalDateTime session = appointment.InZone(_zone).LocalDateTime;
        return Binds(clock, session.TimeOfDay) ? ClockInstant(clock, session.Date) : Instant.MaxValue;
    }

    private static bool Binds(IntakeLimit.Clock clock, LocalTime session) =>
        session >= clock.SessionsFrom && (clock.SessionsBefore is not { } before || session < before);

    // Skipped by daylight saving: the last instant before the gap. Repeated: the first.
    private Instant ClockInstant(IntakeLimit.Clock clock, LocalDate date)
    {
        NodaTime.TimeZones.ZoneLocalMapping mapping = _zone.MapLocal(date.PlusDays(-clock.DaysBefore).At(clock.CutOff));
        return mapping.Count == 0 ? mapping.EarlyInterval.End - Duration.Epsilon : mapping.First().ToInstant();
    }

    private Instant EarliestFor(IntakeLimit limit, Instant intake)
    {
        if (limit is IntakeLimit.Window window)
        {
            return intake + window.Before;
        }

        // A clock-time limit is met from the first date whose cut-off is not before the intake.
        var clock = (IntakeLimit.Clock)limit;
        LocalDate date = intake.InZone(_zone).Date;
        while (ClockInstant(clock, date) < intake)
        {
            date = date.PlusDays(1);
        }

        return Instant.Max(intake, _zone.AtStartOfDay(date).ToInstant());
    }

    private DecisionTable BuildIntakeTable()
    {
        IEnumerable<Rule> published = Policy.Kinds.Select(kind => Rule.For(
            FastingOutcome.Violation,
            kind.Rule,
            _kind.Is(kind.Id) & new Condition.Any([.. kind.Limits.Select(Breaks)]),
            $"{kind.Name} end at least {string.Join(" and ", kind.Limits)} the appointment",
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
                    Modality.ClinicianDiscretion, Provenance.Inferred, "R48", "C11"),
                Rule.For(FastingOutcome.ClinicianDecision, "fasting.unlisted-kind",
                    _kind.Is(IntakeKind.Unlisted) & Elapsed.LessThan(Policy.StrictestWindow),
                    $"What the clinic has no rule for is for a clinician to judge within {Text(Policy.StrictestWindow)} of the appointment",
                    Modality.ClinicianDiscretion, Provenance.Inferred, "R43"),
                Rule.For(FastingOutcome.Compliant, "fasting.compliant",
                    Condition.Always,
                    "An intake that ended by its cut-off meets the fast; the cut-off itself is early enough",
                    Modality.Informational, Provenance.Inferred, "R46"),
            ],
            remedies: _hasClockLimits ? [] : [Remedy.Raising("later-appointment", "a later appointment", Elapsed)]);
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
                    Modality.Informational, Provenance.Inferred, "R45"),
                Rule.For(IntakeTiming.AfterStart, "fasting.after-start", isAfter,
                    "An intake after the actual start is no part of the fast",
                    Modality.Informational, Provenance.Inferred, "R45"),
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

    private static Condition Breaks(IntakeLimit limit) => limit switch
    {
        IntakeLimit.Window { After: { } after } window => Elapsed.LessThan(window.Before) & Elapsed.MoreThan(-after),
        IntakeLimit.Window window => Elapsed.LessThan(window.Before),
        IntakeLimit.Clock clock => Clock.MoreThan(clock.SinceMidnight)
            & Session.AtLeast(Duration.FromNanoseconds(clock.SessionsFrom.NanosecondOfDay))
            & (clock.SessionsBefore is { } before ? Session.LessThan(Duration.FromNanoseconds(before.NanosecondOfDay)) : Condition.Always),
        _ => throw new InvalidOperationException("There is no other kind of limit."),
    };

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
