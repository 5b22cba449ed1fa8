using System.Collections.Immutable;
using System.Globalization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Maintenance;

/// <summary>The clinic's maintenance rules: from when to when the next infusion fits, and what a date means.</summary>
/// <remarks>
/// <para>The window runs from the anchor plus the policy's earliest period to the anchor plus its latest, both dates included, and is
/// always counted from the one anchor: months are never added one by one (R39).</para>
/// <para>There is no window before the stage of maintenance. Immutable and thread-safe.</para>
/// </remarks>
public sealed class MaintenanceRules
{
    private readonly CalendarCut? _boosterEnd;
    private readonly Fact<int>? _inBooster;
    private readonly Fact<int> _ordinal;
    private readonly Fact<MaintenancePosition> _position;
    private readonly Fact<MaintenancePosition> _individual;
    private readonly Fact<MaintenancePosition> _shortest;
    private readonly Fact<MaintenancePosition> _longest;
    private readonly ImmutableArray<(int Place, Fact<MaintenancePosition> Position)> _ordinals;
    private readonly Fact<string> _grade;
    private readonly Decider<MaintenanceInCourse, MaintenanceOutcome> _status;
    private readonly Decider<MaintenanceInCourse, MaintenanceFinding> _findings;
    private readonly Decider<MaintenanceInCourse, MaintenanceBasis> _recommended;

    internal MaintenanceRules(MaintenancePolicy? stated, PolicyVersion version)
    {
        MaintenancePolicy policy = stated ?? new();
        Policy = policy.Checked();
        ImmutableArray<CalendarCut> window =
        [
            .. policy.Earliest is { } earliest ? (CalendarCut[])[CalendarCut.From(earliest)] : [],
            .. policy.Latest is { } latest ? (CalendarCut[])[CalendarCut.After(latest)] : [],
        ];
        ImmutableArray<CalendarCut> onDemand = policy.OnDemandFrom is { } from ? [CalendarCut.From(from)] : [];
        _boosterEnd = policy.Booster is { } booster ? CalendarCut.From(booster.Within) : null;
        _inBooster = _boosterEnd is null ? null : MaintenanceFacts.InBooster(_boosterEnd);
        _ordinal = MaintenanceFacts.Ordinal(_boosterEnd);
        _position = policy.Offsets.IsEmpty
            ? MaintenanceFacts.Position(policy.Anchor, policy.IsOnDemand ? onDemand : window)
            : MaintenanceFacts.OffsetPosition(OffsetsAfter, _boosterEnd);
        _individual = MaintenanceFacts.IndividualPosition(policy.Anchor);
        (_shortest, _longest) = (MaintenanceFacts.Shortest(policy.Anchor, window), MaintenanceFacts.Longest(policy.Anchor, window));
        _ordinals =
        [
            .. Enumerable.Range(0, policy.OrdinalIntervals.Length).Where(place => !policy.IsInWindow(policy.OrdinalIntervals[place]))
                .Select(place => (
                place,
                MaintenanceFacts.OrdinalPosition(
                    (place + 1).ToString(CultureInfo.InvariantCulture), policy.Anchor, CalendarCut.From(policy.OrdinalIntervals[place]),
                    window))),
        ];
        _grade = MaintenanceFacts.Grade(policy.ResponseIntervals.Select(row => row.Grade));
        StatusTable = BuildStatusTable().CitedBy(version.Sources, policy.IsPublished);
        FindingsTable = BuildFindingsTable().CitedBy(version.Sources, policy.IsPublished);
        RecommendationTable = BuildRecommendationTable().CitedBy(version.Sources, policy.IsPublished);
        _findings = new(new TableJudgement<MaintenanceInCourse>(FindingsTable), version);
        _recommended = new(new TableJudgement<MaintenanceInCourse>(RecommendationTable), version) { Values = ValuesOfRecommendation };
        _status = new(
            new TableJudgement<MaintenanceInCourse>(StatusTable), version)
        { Values = ValuesOfStatus, Parts = [_findings, _recommended] };
    }

    /// <summary>The policy the rules are built from.</summary>
    internal MaintenancePolicy Policy { get; }

    /// <summary>The table that says what a date means for maintenance.</summary>
    internal DecisionTable StatusTable { get; }

    /// <summary>The table of what the clinician is told beside the outcome.</summary>
    internal DecisionTable FindingsTable { get; }

    /// <summary>The table that says what a recommended date rests on.</summary>
    internal DecisionTable RecommendationTable { get; }

    /// <summary>Says what a date means for one patient's maintenance.</summary>
    /// <param name="course">What is known.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">The first infusion is after the last one.</exception>
    /// <example><code>
    /// var decision = rules.Maintenance.Decide(new()
    /// {
    ///     IsReached = true,
    ///     Note = new() { On = new LocalDate(2026, 2, 27) },
    ///     LastCompleted = new LocalDate(2026, 1, 31),
    /// });
    /// </code></example>
    public Decision<MaintenanceOutcome> Decide(MaintenanceInCourse course) => _status.Decide(InOrder(course), default);

    /// <summary>What the clinician is told beside the outcome.</summary>
    /// <param name="course">What is known.</param>
    /// <returns>The decision; its findings are the certain outcomes.</returns>
    /// <exception cref="ArgumentException">The first infusion is after the last one.</exception>
    public Decision<MaintenanceFinding> DecideFindings(MaintenanceInCourse course) => _findings.Decide(InOrder(course), default);

    /// <summary>What a recommended date for one patient's next infusion rests on.</summary>
    /// <param name="course">What is known; the date asked about plays no part.</param>
    /// <returns>The decision; often <see cref="MaintenanceBasis.NotPublished"/>.</returns>
    /// <exception cref="ArgumentException">The first infusion is after the last one.</exception>
    public Decision<MaintenanceBasis> DecideRecommendation(MaintenanceInCourse course) => _recommended.Decide(InOrder(course), default);

    /// <summary>The dates on which the next infusion fits: the clinician's when an interval is on file, otherwise the policy's.</summary>
    /// <param name="course">What is known.</param>
    /// <returns>The window; <c>null</c> unless the course is in maintenance,
    /// while the anchor is not known, and where maintenance is on demand and no
    /// interval is on file.</returns>
    /// <exception cref="ArgumentException">The first infusion is after the last one.</exception>
    public MaintenanceWindow? WindowOf(MaintenanceInCourse course) => InOrder(course).IsReached == true ? Window(course) : null;

    /// <summary>How many days a date is before the first one that fits.</summary>
    /// <param name="course">What is known.</param>
    /// <returns>The days; <c>null</c> unless the date is certainly too early.</returns>
    /// <exception cref="ArgumentException">The first infusion is after the last one.</exception>
    public int? DaysEarly(MaintenanceInCourse course) => DaysEarly(course, Decide(course).Outcomes);

    private int? DaysEarly(MaintenanceInCourse course, OutcomeSet status) =>
        status.Has((int)MaintenanceOutcome.NotYetDue)
            && (Window(course)?.Earliest ?? FirstDate(course)) is { } first && course.Note.On is { } date
            ? Period.DaysBetween(date, first)
            : null;

    /// <summary>The dates that are recommended for the next infusion.</summary>
    /// <param name="course">What is known.</param>
    /// <returns>The first and the last date, the same for a single one;
    /// <c>null</c> when none is recommended or the anchor is not known.</returns>
    /// <exception cref="ArgumentException">The first infusion is after the last one.</exception>
    public MaintenanceWindow? RecommendedWindow(MaintenanceInCourse course)
    {
        Decision<MaintenanceBasis> basis = DecideRecommendation(course);
        return RecommendedWindow(course, basis.Outcomes, basis.DecidingRules);
    }

    private MaintenanceWindow? RecommendedWindow(MaintenanceInCourse course, OutcomeSet basis, ImmutableArray<Rule> deciding)
    {
        bool isClinicians = basis.Has((int)MaintenanceBasis.ClinicianInterval) || basis.Has((int)MaintenanceBasis.ClinicianRange);

        // The policy's interval stands once, as the term of the rule that decides.
        Period? mapped = isClinicians
            ? null
            : deciding.SelectMany(rule => rule.Terms).OfType<Term.Calendar>().FirstOrDefault()?.Offset;
        return (basis.Has((int)MaintenanceBasis.Offset) ? InOrder(course).LastOfInduction : AnchorOf(course)) is not { } anchor ? null
            : course.Note.ClinicianInterval is { } individual && isClinicians
                ? new(anchor.Plus(individual.Earliest), anchor.Plus(individual.Latest))
            : mapped is not null ? new(anchor.Plus(mapped), anchor.Plus(mapped))
            : null;
    }

    /// <summary>The first date on which the next infusion may be: in its window, and where it is not above the most in a year.</summary>
    /// <param name="course">What is known.</param>
    /// <returns>The date; <c>null</c> unless the course is in maintenance, and where nothing of that is known or published.</returns>
    /// <exception cref="ArgumentException">The first infusion is after the last one.</exception>
    public LocalDate? EarliestDate(MaintenanceInCourse course)
    {
        if (InOrder(course).IsReached != true)
        {
            return null;
        }

        LocalDate? first = Window(course)?.Earliest ?? FirstDate(course);
        return FreeFrom(course) is { } free && !(first > free) ? free : first;
    }

    /// <summary>Whether the policy has a most of maintenance infusions in a year.</summary>
    internal bool HasMostInAYear => Policy.MaximumPerYear is not null;

    // The date from which one more is not above the most in a year, where that is later than today.
    internal LocalDate? FreeFrom(MaintenanceInCourse course) =>
        Policy.MaximumPerYear is { } most && course is { MaintenanceDates: { } dates, Note.On: { } on }
        && dates.Where(date => date <= on && date.PlusMonths(12) > on).OrderByDescending(static date => date).ToArray() is var within
        && within.Length >= most
            ? within[most - 1].PlusMonths(12)
            : null;

    /// <summary>The one date that is recommended for the next infusion.</summary>
    /// <param name="course">What is known.</param>
    /// <returns>The date; <c>null</c> when there is none, and for a clinician's range.</returns>
    /// <exception cref="ArgumentException">The first infusion is after the last one.</exception>
    public LocalDate? RecommendedDate(MaintenanceInCourse course) =>
        DecideRecommendation(course).Has(MaintenanceBasis.ClinicianRange) ? null : RecommendedWindow(course)?.Earliest;

    /// <summary>The policy's window counted from an anchor date.</summary>
    /// <param name="anchor">The clinic-local date the window counts from.</param>
    /// <returns>The window; months are clamped to the month's end. <c>null</c> when its first or its last date is not published.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The date is not of the years 1 to 8999.</exception>
    public MaintenanceWindow? WindowFrom(LocalDate anchor) => Policy is { Earliest: { } earliest, Latest: { } latest }
        ? new(CalendarPeriods.Add(CalendarPeriods.Counted(anchor, nameof(anchor)), earliest), CalendarPeriods.Add(anchor, latest))
        : null;

    /// <summary>Planned dates at one, two and more intervals, each counted from the one anchor.</summary>
    /// <param name="anchor">The clinic-local date they count from.</param>
    /// <param name="interval">The interval, such as one month.</param>
    /// <param name="count">How many dates; 0 to 1,000.</param>
    /// <returns>The dates. From January 31, monthly: February 28, March 31, April 30.</returns>
    /// <exception cref="ArgumentException">The interval is not one of whole calendar units.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is outside its range, or a date is beyond the calendar.</exception>
    public static ImmutableArray<LocalDate> Project(LocalDate anchor, Period interval, int count)
    {
        CalendarPeriods.Checked(interval, nameof(interval));
        CalendarPeriods.Counted(anchor, nameof(anchor));
        return count is >= 0 and <= MaintenanceFacts.MostOrdinals
            ? [.. Enumerable.Range(1, count).Select(times => anchor.Plus(CalendarPeriods.Times(interval, times)))]
            : throw new ArgumentOutOfRangeException(nameof(count), "A projection has 0 to 1,000 dates.");
    }

    /// <summary>The date a patient's window counts from.</summary>
    /// <param name="course">What is known.</param>
    /// <returns>The clinic-local date; <c>null</c> while a date it needs is not known.</returns>
    /// <exception cref="ArgumentException">The first infusion is after the last one.</exception>
    public LocalDate? AnchorOf(MaintenanceInCourse course) => Anchor(InOrder(course));

    internal static string AnchorName(MaintenanceAnchor anchor) =>
        anchor == MaintenanceAnchor.LastCompletedInfusion
            ? "last completed infusion"
            : "end of the first week, or last completed infusion if later";

    private static MaintenanceInCourse InOrder(MaintenanceInCourse course)
    {
        ArgumentNullException.ThrowIfNull(course);
        return course.FirstCompleted > course.LastCompleted
            ? throw new ArgumentException("The first completed infusion is after the last one.", nameof(course))
            : course;
    }

    private LocalDate? Anchor(MaintenanceInCourse course) => MaintenanceFacts.AnchorOf(course, Policy.Anchor);

    // The window that counts for a patient: the clinician's when there is one, otherwise the policy's.
    private MaintenanceWindow? Window(MaintenanceInCourse course) =>
        Anchor(course) is not { } anchor ? null
        : course.Note.ClinicianInterval is { } individual ? new(anchor.Plus(individual.Earliest), anchor.Plus(individual.Latest))
        : OpenBooster(course) is { } booster ? booster
        : Policy.IsOnDemand ? null
        : WindowFrom(anchor);

    // From the day after the last infusion of a booster that wants another one to the last date that is still in it.
    private MaintenanceWindow? OpenBooster(MaintenanceInCourse course) =>
        Policy.Booster is { } booster && _boosterEnd is not null && MaintenanceFacts.BoosterOf(course, _boosterEnd) is { } begun
        && begun.Dates.Length < booster.Sessions && begun.End.PlusDays(-1) is var last
            ? new(LocalDate.Min(begun.Dates[begun.Dates.Length - 1].PlusDays(1), last), last)
            : null;

    // The first date of maintenance that has no last one, where the policy has one.
    private LocalDate? FirstDate(MaintenanceInCourse course) => !Policy.Offsets.IsEmpty
        ? course.Note.ClinicianInterval is null ? MaintenanceFacts.OffsetDate(course, OffsetsAfter, _boosterEnd) : null
        :
        (Policy.IsOnDemand ? Policy.OnDemandFrom : Policy.Earliest) is { } from && course.Note.ClinicianInterval is null
        && Anchor(course) is { } anchor
            ? anchor.Plus(from)
            : null;

    // Whether the policy's own window judges a date where no clinician has set an interval.
    private bool HasWindow => !Policy.IsOnDemand && Policy.Earliest is not null;

    private ImmutableArray<CalendarCut> OffsetsAfter => [.. Policy.Offsets.Select(CalendarCut.From)];

    // While a booster wants another infusion, nothing else says when that is.
    private Condition BesideBoosters(Condition when) => IsBoosterOpen is { } open ? when & !open : when;

    private Condition? IsBoosterOpen => Policy.Booster is { } booster && _inBooster is { } given
        ? MaintenanceFacts.Plan.Is(ClinicianPlan.None) & given.AtLeast(1) & given.LessThan(booster.Sessions)
        : null;

    private Condition IsOffsetLeft =>
        Policy.Offsets.IsEmpty ? Condition.Always : _ordinal.AtMost(Policy.Offsets.Length);

    private Rule Stated<TOutcome>(string parameter, TOutcome outcome, string id, Condition when, string says, Modality modality)
        where TOutcome : struct, Enum =>
        Rule.For(outcome, id, when, says, modality, Provenance.ClinicPolicy, Attribution.OwnPolicy).StatedBy(Policy.Stated[parameter]);

    // Where the date lies in the window that counts for a patient: the clinician's when there is one, otherwise the policy's.
    private Condition Lies(MaintenancePosition position)
    {
        Condition individual = MaintenanceFacts.Plan.IsNot(ClinicianPlan.None) & _individual.Is(position);
        return !HasWindow && Policy.Offsets.IsEmpty ? individual
            : individual | BesideBoosters(MaintenanceFacts.Plan.Is(ClinicianPlan.None) & IsOffsetLeft & _position.Is(position));
    }

    private IEnumerable<ValueDocument> ValuesOfStatus(MaintenanceInCourse course, Instant at, Trace trace)
    {
        string? rule = _status.RulesOf(trace).FirstOrDefault()?.Id;
        if (WindowOf(course) is { } window)
        {
            yield return new("maintenance.earliest", window.Earliest, rule);
            yield return new("maintenance.latest", window.Latest, rule);
        }

        if (DaysEarly(course, trace.Outcomes) is { } days)
        {
            yield return new("maintenance.days-early", days.ToString(CultureInfo.InvariantCulture), rule);
        }
    }

    private IEnumerable<ValueDocument> ValuesOfRecommendation(MaintenanceInCourse course, Instant at, Trace trace)
    {
        ImmutableArray<Rule> rules = _recommended.RulesOf(trace);
        string? rule = rules.FirstOrDefault()?.Id;
        MaintenanceWindow? recommended = RecommendedWindow(course, trace.Outcomes, rules);
        if (recommended is { } window)
        {
            yield return new("maintenance.recommended-earliest", window.Earliest, rule);
            yield return new("maintenance.recommended-latest", window.Latest, rule);
        }

        string basis = RecommendationTable.NameOf(trace.Outcomes.MostCautious);
        yield return recommended is { } one && !trace.Outcomes.Has((int)MaintenanceBasis.ClinicianRange)
            ? new("maintenance.recommended", one.Earliest, rule)
            : new("maintenance.recommended", basis, rule);
    }

    // What a clinic says of every patient does not hold for one whose clinician has set an interval.
    private string Unless => Policy is { Earliest: null, Latest: null, Offsets.IsEmpty: true }
        ? ""
        : "; a clinician's own interval goes before";

    private static string Between(Period one, Period other) =>
        one == other ? Wording.Of(one) : $"from {Wording.Of(one)} to {Wording.Of(other)}";

    private DecisionTable BuildStatusTable()
    {
        string anchor = AnchorName(Policy.Anchor);
        Term[] earliest = Policy.Earliest is { } first ? [new Term.Calendar("maintenance.earliest", anchor, first)] : [];
        Term[] latest = Policy.Latest is { } last ? [new Term.Calendar("maintenance.latest", anchor, last)] : [];
        string from = !Policy.Offsets.IsEmpty ? $"its offset, {Policy.OffsetsInWords} after the last infusion of the induction"
            : Policy.Earliest is { } begins ? $"{Wording.Of(begins)} after the {anchor}" : "the clinician's interval";
        string past = Policy.Latest is { } ends ? $"{Wording.Of(ends)} after the {anchor}" : "the clinician's interval";
        string window = Policy is { Earliest: { } one, Latest: { } other }
            ? $"{Between(one, other)} after the {anchor}{(one == other ? "" : ", both dates included")}"
            : !Policy.Offsets.IsEmpty ? $"from {from} on, or in the clinician's interval"
            : Policy.Earliest is null ? "in the clinician's interval"
            : $"from {from} on";
        (StatedBasis? begun, StatedBasis? ended) = (Policy.Stated["earliest"], Policy.Stated["latest"]);
        StatedBasis? counted = Policy.Stated["anchor"];

        // Where the day that the window counts from is only read into the page, the page's own sentence does not name it.
        string? apart = counted is { Provenance: Provenance.Inferred } && Policy is { Earliest: { } least, Latest: { } most }
            ? $"{Wording.Of(least)} to {Wording.Of(most)} pass from one infusion to the next, unless a clinician has set an interval"
            : null;
        string says = apart is null ? $"One infusion fits {window}{Unless}"
            : begun?.Modality is null && ended?.Modality is null ? $"Typically {apart}"
            : apart;
        Condition onDemand = BesideBoosters(MaintenanceFacts.Stage.Is(true) & MaintenanceFacts.Plan.Is(ClinicianPlan.None));
        Condition longEnough = Policy.OnDemandFrom is null ? Condition.Always : _position.IsNot(MaintenancePosition.Before);
        IEnumerable<Rule> always =
        [
            Rule.For(MaintenanceOutcome.BeforeMaintenance, "maintenance.before-stage", MaintenanceFacts.Stage.Is(false),
                "Before the stage of maintenance there is no window",
                Modality.Informational, Provenance.Inferred),
            Rule.For(MaintenanceOutcome.NotYetDue, "maintenance.not-yet-due",
                MaintenanceFacts.Stage.Is(true) & Lies(MaintenancePosition.Before),
                $"Maintenance is not due before {from}{Unless}",
                Modality.Recommended, Provenance.Inferred).RestingOn(begun, counted) with { Terms = [.. earliest] },
            Rule.For(MaintenanceOutcome.InWindow, "maintenance.window", MaintenanceFacts.Stage.Is(true) & Lies(MaintenancePosition.Within),
                says, Modality.Recommended, Provenance.Published).StatedBy(begun, ended).RestingOn(apart is null ? counted : null) with
            {
                Terms = [.. earliest, .. latest],
            },
            Rule.For(MaintenanceOutcome.Due, "maintenance.due",
                MaintenanceFacts.Stage.Is(true) & Lies(MaintenancePosition.After) & MaintenanceFacts.Symptoms.Is(true),
                $"Past {past} with symptoms back, an infusion is due{Unless}",
                Modality.Recommended, Provenance.Inferred).RestingOn(ended, counted) with { Terms = [.. latest] },
            Rule.For(MaintenanceOutcome.DeferredWhileControlled, "maintenance.deferred",
                MaintenanceFacts.Stage.Is(true) & Lies(MaintenancePosition.After) & MaintenanceFacts.Symptoms.Is(false),
                $"Past {past} and still controlled, maintenance waits{Unless}",
                Modality.Permitted, Provenance.Inferred).RestingOn(ended, counted) with { Terms = [.. latest] },
            .. Policy.Booster is not { } booster || IsBoosterOpen is not { } isOpen
                ? (Rule[])[]
                : [Stated("booster", MaintenanceOutcome.InWindow, "maintenance.booster", MaintenanceFacts.Stage.Is(true) & isOpen,
                    $"A booster is {booster}, counted from the date of its first", Modality.Recommended) with
                {
                    Terms = [new Term.Calendar("maintenance.booster", "first infusion of the booster", booster.Within)],
                }],
            .. HasWindow || Policy.IsOnDemand
                ? (Rule[])[]
                : Policy.IsIndividual
                    ? [Stated("isIndividual", MaintenanceOutcome.Individual, "maintenance.individual", onDemand,
                        "When to come back is set for each patient; a clinician's interval decides", Modality.ClinicianDiscretion)]
                : [Rule.NotPublished(MaintenanceOutcome.NotPublished, "maintenance.status",
                    Policy.Offsets.IsEmpty
                        ? "The policy does not say in which time maintenance fits where no clinician has set an interval"
                        : "The policy does not say in which time maintenance fits after its last offset",
                    Policy.Offsets.IsEmpty ? onDemand : onDemand & !IsOffsetLeft)],
        ];
        IEnumerable<Rule> whenAsked = !Policy.IsOnDemand ? [] :
        [
            .. Policy.OnDemandFrom is { } demand
                ? (
                    Rule[])[Rule.For(MaintenanceOutcome.NotYetDue, "maintenance.on-demand-too-early",
                        onDemand & _position.Is(MaintenancePosition.Before),
                    $"Maintenance on demand is not given before {Wording.Of(demand)} after the {anchor}",
                    Modality.Recommended, Provenance.ClinicPolicy,
                    "clinic-policy").StatedBy(Policy.Stated["onDemandFrom"]).RestingOn(counted) with
                    {
                        Terms = [new Term.Calendar("maintenance.on-demand-from", anchor, demand)],
                    }]
                : [],
            Rule.For(MaintenanceOutcome.Due, "maintenance.on-demand-due", onDemand & longEnough & MaintenanceFacts.Symptoms.Is(true),
                "Maintenance on demand is due once symptoms are back",
                Modality.Recommended, Provenance.ClinicPolicy, "clinic-policy").StatedBy(Policy.Stated["isOnDemand"]),
            Rule.For(MaintenanceOutcome.DeferredWhileControlled, "maintenance.on-demand-deferred",
                onDemand & longEnough & MaintenanceFacts.Symptoms.Is(false),
                "Maintenance on demand waits while symptoms are controlled",
                Modality.Permitted, Provenance.ClinicPolicy, "clinic-policy").RestingOn(Policy.Stated["isOnDemand"]),
        ];
        return DecisionTable.Create<MaintenanceOutcome>(
            "maintenance.status", "what a date means for maintenance", HitPolicy.Unique,
            [
                MaintenanceFacts.Stage, _position, MaintenanceFacts.Symptoms, MaintenanceFacts.Plan, _individual,
                .. Policy.Offsets.IsEmpty ? (Fact[])[] : [_ordinal],
                .. AsksForBooster,
            ],
            [.. always, .. whenAsked]);
    }

    private DecisionTable BuildFindingsTable()
    {
        Condition early = Policy.OnDemandFrom is null
            ? Lies(MaintenancePosition.Before)
            : Lies(MaintenancePosition.Before)
                | BesideBoosters(MaintenanceFacts.Plan.Is(ClinicianPlan.None) & _position.Is(MaintenancePosition.Before));
        Condition outside = new Condition.Any(
        [
            MaintenanceFacts.Plan.IsNot(ClinicianPlan.None)
                & (_shortest.Is(MaintenancePosition.Before) | _longest.Is(MaintenancePosition.After)),
            .. _ordinals.Select(ordinal =>
                BesideBoosters(MaintenanceFacts.Plan.Is(ClinicianPlan.None)
                    & IsOrdinal(ordinal.Place) & ordinal.Position.IsNot(MaintenancePosition.Within))),
        ]);
        return DecisionTable.Create<MaintenanceFinding>(
            "maintenance.findings",
            "what the clinician is told about maintenance",
            HitPolicy.Collect,
            [
                MaintenanceFacts.Stage, _position, MaintenanceFacts.Symptoms, MaintenanceFacts.Plan, _individual, _shortest, _longest,
                .. _ordinals.IsEmpty && Policy.Offsets.IsEmpty ? (Fact[])[] : [_ordinal],
                .. _ordinals.Select(ordinal => ordinal.Position),
                .. Policy.MaximumPerYear is null ? (Fact[])[] : [MaintenanceFacts.InAYear],
                .. AsksForBooster,
            ],
            [
                .. !HasWindow
                    ? (Rule[])[]
                    : [Rule.For(MaintenanceFinding.OutsidePublishedRange, "maintenance.outside-published-range",
                        MaintenanceFacts.Stage.Is(true) & outside,
                        Policy is { Earliest: { } first, Latest: { } last }
                            ? first == last
                                ? $"An individual interval other than {Wording.Of(first)} is allowed and noted"
                                : $"An individual interval outside {Wording.Of(first)} to {Wording.Of(last)} is allowed and noted"
                            : "An individual interval before the first date is allowed and noted",
                        Modality.Informational, Provenance.Inferred).RestingOn(Policy.Stated["earliest"], Policy.Stated["latest"])],
                .. Policy.MaximumPerYear is not { } most
                    ? (Rule[])[]
                    : [Stated("maximumPerYear", MaintenanceFinding.AboveMaximumPerYear, "maintenance.maximum-per-year",
                        MaintenanceFacts.Stage.Is(true) & MaintenanceFacts.InAYear.AtLeast(most),
                        $"At most {Wording.Count(most, "maintenance infusion")} are in any 12 calendar months; one more is for a clinician "
                            + "to judge",
                        Modality.ClinicianDiscretion)],
                Rule.For(MaintenanceFinding.SymptomsBeforeWindow, "maintenance.symptoms-before-window",
                    MaintenanceFacts.Stage.Is(true) & early & MaintenanceFacts.Symptoms.Is(true),
                    "Symptoms that are back before the window are for a clinician to judge",
                    Modality.ClinicianDiscretion, Provenance.Inferred),
                Rule.For(MaintenanceFinding.InductionAfterLapseNotPublished, "maintenance.induction-after-lapse",
                    MaintenanceFacts.Stage.Is(true) & Lies(MaintenancePosition.After) & MaintenanceFacts.Symptoms.Is(true),
                    "Whether a lapse needs a new induction is not published",
                    Modality.Informational, Provenance.Inferred),
            ]);
    }

    private DecisionTable BuildRecommendationTable()
    {
        Condition open = MaintenanceFacts.Stage.Is(true) & MaintenanceFacts.Plan.Is(ClinicianPlan.None);
        open = Policy.RecommendsADate ? BesideBoosters(open) : open;
        List<Rule> rules =
        [
            .. IsBoosterOpen is not { } isOpen || !Policy.RecommendsADate
                ? (Rule[])[]
                : [Stated("booster", MaintenanceBasis.NotPublished, "maintenance.recommended-in-booster",
                    MaintenanceFacts.Stage.Is(true) & isOpen, "Within a booster no date is recommended", Modality.Informational)],
            Rule.For(MaintenanceBasis.BeforeMaintenance, "maintenance.recommended-before-stage", MaintenanceFacts.Stage.Is(false),
                "Before the stage of maintenance no date is recommended",
                Modality.Informational, Provenance.Inferred),
            Rule.For(MaintenanceBasis.ClinicianInterval, "maintenance.clinician-interval",
                MaintenanceFacts.Stage.Is(true) & MaintenanceFacts.Plan.Is(ClinicianPlan.OneInterval),
                "A clinician's interval sets the date, and goes before the window",
                Modality.ClinicianDiscretion, Provenance.Published),
            Rule.For(MaintenanceBasis.ClinicianRange, "maintenance.clinician-range",
                MaintenanceFacts.Stage.Is(true) & MaintenanceFacts.Plan.Is(ClinicianPlan.Range),
                "A clinician's shortest and longest interval set the dates, and go before the window",
                Modality.ClinicianDiscretion, Provenance.Published),
            .. MappedRules(open),
        ];
        Condition[] mapped = [.. MappedRules(open).Select(rule => rule.When)];
        if (Policy.IsOnDemand)
        {
            rules.Add(Stated("isOnDemand", MaintenanceBasis.OnDemand, "maintenance.on-demand", open,
                "Maintenance is given when symptoms are back, so no date is set ahead", Modality.Recommended));
        }
        else if (Policy.IsIndividual)
        {
            rules.Add(Stated("isIndividual", MaintenanceBasis.Individual, "maintenance.recommended-individual", open,
                "The date is set for each patient; a clinician's interval gives it", Modality.ClinicianDiscretion));
        }
        else if ((Policy.OrdinalIntervals.IsEmpty || Policy.DoesReliefFollow) && Policy.ReliefIntervals.All(row => row.FromDays > 0))
        {
            // Ordinals, and relief from day 0, leave no case without a date.
            rules.Add(Rule.For(MaintenanceBasis.NotPublished, "maintenance.recommended-not-published", open & !new Condition.Any(
                [.. mapped]),
                "How the response picks a date in the window is not published",
                Modality.Informational, Provenance.Inferred));
        }

        return DecisionTable.Create<MaintenanceBasis>(
            "maintenance.recommended", "what a recommended maintenance date rests on", HitPolicy.Unique,
            [
                MaintenanceFacts.Stage, MaintenanceFacts.Plan, _grade, MaintenanceFacts.Relief, _ordinal,
                .. Policy.RecommendsADate ? AsksForBooster : [],
            ],
            rules);
    }

    private IEnumerable<Rule> MappedRules(Condition open)
    {
        foreach (ResponseInterval row in Policy.ResponseIntervals)
        {
            yield return Mapped("responseIntervals", MaintenanceBasis.ResponseGrade,
                $"maintenance.by-grade.{Kebab(row.Grade)}", open & _grade.Is(row.Grade),
                $"After a {row.Grade} response the clinic recommends {Wording.Of(row.Interval)}", row.Interval);
        }

        ReliefInterval[] relief = [.. Policy.ReliefIntervals.OrderBy(row => row.FromDays)];
        for (int index = 0; index < relief.Length; index++)
        {
            Condition from = MaintenanceFacts.Relief.AtLeast(relief[index].FromDays);
            yield return Mapped("reliefIntervals", MaintenanceBasis.ReliefDuration,
                FormattableString.Invariant($"maintenance.by-relief.from-{relief[index].FromDays}-days"),
                open
                    & (Policy.DoesReliefFollow
                        ? _ordinal.MoreThan(Policy.OrdinalIntervals.Length)
                        : Condition.Always)
                    & (index + 1 < relief.Length ? from & MaintenanceFacts.Relief.LessThan(relief[index + 1].FromDays) : from),
                FormattableString.Invariant(
                    $"When relief lasted {relief[index].FromDays} days or more the clinic recommends {Wording.Of(relief[index].Interval)}"),
                relief[index].Interval);
        }

        for (int index = 0; index < Policy.OrdinalIntervals.Length; index++)
        {
            yield return Mapped("ordinalIntervals", MaintenanceBasis.Ordinal,
                FormattableString.Invariant($"maintenance.by-ordinal.{index + 1}"),
                open & IsOrdinal(index),
                FormattableString.Invariant(
                    $"Before maintenance infusion {index + 1} the clinic recommends {Wording.Of(Policy.OrdinalIntervals[index])}"),
                Policy.OrdinalIntervals[index]);
        }

        for (int index = 0; index < Policy.Offsets.Length; index++)
        {
            yield return Mapped("offsets", MaintenanceBasis.Offset,
                FormattableString.Invariant($"maintenance.by-offset.{index + 1}"),
                open & _ordinal.Is(index + 1),
                FormattableString.Invariant($"Maintenance infusion {index + 1} is recommended {Wording.Of(Policy.Offsets[index])} after the ")
                    + "last infusion of the induction",
                Policy.Offsets[index], "last infusion of the induction");
        }
    }

    // The last interval repeats, unless relief picks those after it.
    private Condition IsOrdinal(int place) =>
        place + 1 < Policy.OrdinalIntervals.Length || Policy.DoesReliefFollow
            ? _ordinal.Is(place + 1)
            : _ordinal.AtLeast(place + 1);

    private Rule Mapped(
        string parameter, MaintenanceBasis basis, string id, Condition when, string says, Period interval, string? anchor = null) =>
        Stated(parameter, basis, id, when, says, Modality.Recommended).RestingOn(Policy.Stated["anchor"]) with
        {
            Terms = [new Term.Calendar("maintenance.recommended", anchor ?? AnchorName(Policy.Anchor), interval)],
        };

    private Fact[] AsksForBooster => _inBooster is null ? [] : [_inBooster];

    private static string Kebab(string name) =>
        string.Concat(name.Trim().Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-'));
}
