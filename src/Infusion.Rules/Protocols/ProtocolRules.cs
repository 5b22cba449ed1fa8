using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Protocols;

/// <summary>The clinic's protocols: which is named for a patient, by which route, and how the sessions of an induction fall.</summary>
/// <remarks>
/// <para>The page gives three four-hour infusions in the first week for pain (R20, R21) and mentions a one-hour protocol without saying for
/// whom (R23). What it does not give is <c>NotPublished</c>, and warnings about dates never uncount a session.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class ProtocolRules
{
    // Beyond the longest spacing, a week and every weekday nothing more is waited for.
    private const int FurthestDays = 14;

    private readonly ImmutableArray<AskedRoute> _routes;
    private readonly NameIndex _names;
    private readonly bool _asksForOther;
    private readonly Dictionary<string, ProtocolId[]> _named;
    private readonly Fact<string> _protocol;
    private readonly Fact<string> _passedWeeks;
    private readonly Decider<ConditionGroups, ProtocolChoiceOutcome> _choice;
    private readonly Decider<AskedRoute, RouteOutcome> _route;
    private readonly Decider<SessionInSeries, SessionFinding> _session;
    private readonly Decider<InductionSeries, InductionOutcome> _induction;

    internal ProtocolRules(ProtocolPolicy? stated, PolicyVersion version, bool listsOther = false)
    {
        ProtocolPolicy policy = stated ?? new();
        Policy = policy;
        if (policy.Protocols.Select(protocol => protocol.Problem).FirstOrDefault(problem => problem is not null) is { } wrong)
        {
            throw new ArgumentException(wrong, nameof(stated));
        }

        ImmutableArray<ProtocolId> protocols = [.. policy.Protocols.Select(protocol => protocol.Id)];
        _names = new(protocols.Select((protocol, place) => (protocol.Name, place)));
        _protocol = ProtocolFacts.Protocol(protocols, _names);
        _asksForOther = listsOther
            || policy.Protocols.Any(static protocol => protocol.Serves.Any(static served => served.Category == ConditionCategory.Other));
        (DecisionTable choice, _named) = BuildChoiceTable();
        bool isPublished = !policy.Protocols.IsEmpty;
        ChoiceTable = choice.CitedBy(version.Sources, policy.Protocols.Any(static protocol => !protocol.Serves.IsEmpty));
        RouteTable = BuildRouteTable().CitedBy(version.Sources, !policy.OfferedRoutes.IsEmpty);
        CourseWeekTable = BuildCourseWeekTable().CitedBy(version.Sources, policy.Protocols.Any(HasFewestInAWeek));
        _passedWeeks = ProtocolFacts.PassedWeeks(new ListJudgement<SessionInSeries, PassedWeek>(
            "protocol.course-weeks",
            new TableJudgement<PassedWeek>(CourseWeekTable, readAs: [ProtocolFacts.ProtocolOfWeek(protocols, _names)]),
            Passed, Fold.Worst, OutcomeSet.Exactly((int)CourseWeekOutcome.Enough)));
        SessionTable = BuildSessionTable().CitedBy(version.Sources, isPublished);
        InductionTable = BuildInductionTable().CitedBy(version.Sources, isPublished);
        _routes = [new(null), .. OrdinalNames.Of(typeof(InfusionRoute)).Select((_, route) => new AskedRoute((InfusionRoute)route))];
        _choice = new(new TableJudgement<ConditionGroups>(ChoiceTable), version) { Values = ValuesOfChoice };
        _route = new(new TableJudgement<AskedRoute>(RouteTable), version);
        _session = new(
            new TableJudgement<SessionInSeries>(SessionTable, readAs: [ProtocolFacts.ProtocolOfSession(protocols, _names)]), version)
        {
            Names = static session => LocalDatePattern.Iso.Format(session.Date),
        };
        _induction = new(new TableJudgement<InductionSeries>(InductionTable), version)
        {
            Values = ValuesOfInduction,
            Parts = [new(_session, SessionsOf)],
        };
    }

    /// <summary>The policy the rules are built from.</summary>
    internal ProtocolPolicy Policy { get; }

    /// <summary>The table that names a protocol for a patient's conditions.</summary>
    internal DecisionTable ChoiceTable { get; }

    /// <summary>The table that says whether the clinic offers a route.</summary>
    internal DecisionTable RouteTable { get; }

    /// <summary>The table that collects what is remarkable about the day of a session.</summary>
    internal DecisionTable SessionTable { get; }

    /// <summary>The table that says whether a course week had its sessions.</summary>
    internal DecisionTable CourseWeekTable { get; }

    /// <summary>The table that says how far an induction is.</summary>
    internal DecisionTable InductionTable { get; }

    /// <summary>Says whether a protocol is named for a patient's conditions, or a clinician must choose.</summary>
    /// <param name="groups">Which groups of listed conditions the patient has.</param>
    /// <returns>The decision.</returns>
    /// <example><code>
    /// var decision = rules.Protocols.Decide(new ConditionGroups { HasPain = true, HasMentalHealth = false, HasHeadache = false });
    /// </code></example>
    public Decision<ProtocolChoiceOutcome> Decide(ConditionGroups groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return _choice.Decide(groups, default);
    }

    /// <summary>The protocols named for a patient's conditions, usually one.</summary>
    /// <param name="groups">Which groups of listed conditions the patient has.</param>
    /// <returns>The protocols; empty when none is published, or while it is
    /// open which. Where a clinician must choose, a proposal.</returns>
    public ImmutableArray<ProtocolId> Named(ConditionGroups groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        return NamedBy(_choice.Trace(groups, default, new()));
    }

    /// <summary>Says whether the clinic offers a route.</summary>
    /// <param name="route">The route; <c>null</c> when not known.</param>
    /// <returns>The decision. Not offered says nothing against a route.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The route is not one of the enum.</exception>
    public Decision<RouteOutcome> DecideRoute(InfusionRoute? route) =>
        _route.Decide(_routes[route is { } asked ? (int)ProtocolFacts.Route.Value(asked).Low + 1 : 0], default);

    /// <summary>Says how far the induction of one series is; every session counts, whatever was found about its day.</summary>
    /// <param name="series">The completed sessions of the series.</param>
    /// <returns>The decision.</returns>
    public Decision<InductionOutcome> DecideInduction(InductionSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return _induction.Decide(series, default);
    }

    /// <summary>Collects what is remarkable about the day of each completed session.</summary>
    /// <param name="series">The completed sessions of the series.</param>
    /// <returns>One decision for each session, in the order of their dates.</returns>
    public ImmutableArray<Decision<SessionFinding>> DecideSessions(InductionSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return [.. SessionsOf(series).Select(session => _session.Decide(session, default))];
    }

    /// <summary>Collects what is remarkable about the day of one session.</summary>
    /// <param name="series">The completed sessions of the series.</param>
    /// <param name="place">Its place among them, from 0 on.</param>
    internal Decision<SessionFinding> DecideSession(InductionSeries series, int place) => _session.Decide(new(series, place), default);

    /// <summary>The last clinic-local date inside the window of a series' protocol, inclusive.</summary>
    /// <param name="series">The completed sessions of the series.</param>
    /// <returns>The date; <c>null</c> when no window is published, without a completed
    /// session, and when an earlier one may be missing from the record.</returns>
    public LocalDate? WindowEnd(InductionSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return ProtocolOf(series)?.WindowDays is { } days
            && !series.CompletedDates.IsEmpty && series.Completeness == ListCompleteness.Complete
            ? series.CompletedDates[0].PlusDays(days - 1)
            : null;
    }

    /// <summary>The first date on which the next session may be, by what a series' protocol says of its dates.</summary>
    /// <remarks>Spacing, weekdays, the most in seven days and the most in a course week are kept. A spacing in elapsed time is kept by some
    /// time of the date.</remarks>
    /// <param name="series">The completed sessions of the series.</param>
    /// <param name="from">The date from which it is looked for.</param>
    /// <returns>The date; the one it is looked for from where nothing of that is published.</returns>
    public LocalDate EarliestNext(InductionSeries series, LocalDate from)
    {
        ArgumentNullException.ThrowIfNull(series);
        return EarliestNext(series, from, static _ => null);
    }

    /// <summary>The same, where it is known from when to when a date is.</summary>
    internal LocalDate EarliestNext(InductionSeries series, LocalDate from, Func<LocalDate, Moment?> during)
    {
        if (ProtocolOf(series) is not { } protocol || series.CompletedDates.IsEmpty)
        {
            return from;
        }

        LocalDate last = series.CompletedDates[series.CompletedDates.Length - 1];
        int session = series.CompletedDates.Length + 1;
        int days = Math.Max(protocol.DaysBefore(session), (int)protocol.TimeBefore(session).TotalDays);
        LocalDate first = LocalDate.Max(from, last.PlusDays(days));
        return Enumerable.Range(0, FurthestDays).Select(first.PlusDays).Cast<LocalDate?>()
            .FirstOrDefault(date => !IsTooEarly(series, date.GetValueOrDefault(), during)) ?? first;
    }

    private bool IsTooEarly(InductionSeries series, LocalDate date, Func<LocalDate, Moment?> during)
    {
        bool areKnown = series.CompletedStarts.Length == series.CompletedDates.Length;
        InductionSeries with = series with
        {
            CompletedDates = series.CompletedDates.Add(date),
            CompletedStarts = areKnown && during(date) is { } time ? series.CompletedStarts.Add(time) : series.CompletedStarts,
            On = null,
        };
        return DecideSession(with, with.CompletedDates.Length - 1).Certain.Any(static finding =>
            finding is SessionFinding.BelowMinimumSpacing or SessionFinding.WeekdayNotPermitted
                or SessionFinding.AboveMaximumInSevenDays or SessionFinding.AboveMaximumInCourseWeek);
    }

    /// <summary>How many sessions an induction needs at least, beyond those on record.</summary>
    /// <param name="series">The completed sessions of the series.</param>
    /// <returns>The number; <c>null</c> when the length of the induction is not published.</returns>
    public int? SessionsOutstanding(InductionSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return ProtocolOf(series)?.InductionSessions is { } count ? Math.Max(0, count.Minimum - series.CompletedDates.Length) : null;
    }

    /// <summary>The protocols of the policy, by name.</summary>
    internal IEnumerable<StatedName> ProtocolNames => Policy.Protocols.Select(static protocol => (StatedName)protocol.Id);

    /// <summary>How many sessions that are not on record end any induction of the policy and its evaluation; the same for all policies
    /// but those of long inductions.</summary>
    internal int MostSessions => Policy.Protocols
        .SelectMany(static protocol => new[] { protocol.InductionSessions, protocol.EvaluateAfterSessions }).OfType<SessionCount>()
        .Select(static count => count.Maximum ?? count.Minimum).Append(12).Max();

    /// <summary>Whether an induction of the policy has a most, of which one more session is too many.</summary>
    internal bool HasMost => Policy.Protocols.Any(static protocol => protocol.InductionSessions?.HasMost == true);

    /// <summary>Whether the sessions of a series are some elapsed time apart, so that their times matter.</summary>
    /// <param name="series">The series.</param>
    internal bool HasSpacingInTime(InductionSeries series) => ProtocolOf(series) is { MinimumSpacing.IsEmpty: false };

    /// <summary>What the dates of a series' sessions keep to.</summary>
    /// <param name="series">The series.</param>
    internal IEnumerable<Rule> SessionRulesOf(InductionSeries series) => SessionTable.Rules.Where(rule => rule.Id == "protocol.same-date"
        || (ProtocolOf(series) is { } protocol && rule.Id.StartsWith($"protocol.{protocol.Id}.", StringComparison.Ordinal)));

    /// <summary>Splits a history into series: a change of protocol starts a new one.</summary>
    /// <param name="sessions">Completed sessions, in any order.</param>
    /// <returns>The series, oldest first. Sessions of one date keep the order given.</returns>
    /// <exception cref="ArgumentException">A protocol is not one of the policy.</exception>
    public ImmutableArray<InductionSeries> SeriesOf(IEnumerable<CompletedSession> sessions)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        var series = ImmutableArray.CreateBuilder<InductionSeries>();
        foreach (CompletedSession session in sessions.OrderBy(session => session.Date))
        {
            Find(session.Protocol);
            InductionSeries? last = series.Count == 0 ? null : series[series.Count - 1];
            if (last is not null && last.Protocol == session.Protocol)
            {
                series[series.Count - 1] = last with { CompletedDates = last.CompletedDates.Add(session.Date) };
            }
            else
            {
                series.Add(new() { Protocol = session.Protocol, CompletedDates = [session.Date] });
            }
        }

        return series.ToImmutable();
    }

    /// <summary>A protocol of the policy.</summary>
    /// <param name="id">The protocol's id.</param>
    /// <returns>The protocol.</returns>
    /// <exception cref="ArgumentException">The policy has no such protocol.</exception>
    public InfusionProtocol Find(ProtocolId id) => Policy.Protocols.FirstOrDefault(protocol => protocol.Id == id)
        ?? throw new ArgumentException($"The policy has no protocol '{id}'.", nameof(id));

    /// <summary>How long an infusion on a protocol is planned.</summary>
    /// <param name="protocol">The protocol, as the policy or a person names it.</param>
    /// <returns>The length; <c>null</c> when the policy has no such protocol, or does not publish it.</returns>
    public Duration? PlannedDurationOf(StatedName protocol) => Named(protocol)?.PlannedDuration;

    /// <summary>Whether a protocol is for a group of conditions.</summary>
    /// <param name="protocol">The protocol, as the policy or a person names it.</param>
    /// <param name="category">The group of conditions.</param>
    /// <returns>Whether it is; <c>null</c> when the policy has no such protocol.</returns>
    internal bool? Serves(StatedName? protocol, ConditionCategory category) =>
        protocol is { } name && Named(name) is { } known ? known.Serves.Any(served => served.Category == category) : null;

    /// <summary>Which protocol is for which groups of conditions, as text to be compared.</summary>
    internal string Served => string.Join(", ", Policy.Protocols.Select(protocol =>
        $"{protocol.Id} {string.Join(" ", protocol.Serves.Select(served => served.Category))}"));

    /// <summary>A protocol by the policy's own name, however a person wrote it; the name as it was written where the policy has none
    /// such.</summary>
    internal StatedName? AsNamed(StatedName? protocol) => protocol is { } name && Named(name) is { } known ? known.Id : protocol;

    private InfusionProtocol? Named(StatedName name) => _names.Find(name) is >= 0 and var place ? Policy.Protocols[place] : null;

    private InfusionProtocol? ProtocolOf(InductionSeries series) => series.Protocol is { } name ? Named(name) : null;

    private IEnumerable<ValueDocument> ValuesOfInduction(InductionSeries series, Instant at, Trace trace)
    {
        if (series.Protocol is { } stated && Named(stated) is null)
        {
            yield return new("protocol.stated", stated.Text, null);
            if (_names.Meant(stated) is { } meant)
            {
                yield return new("protocol.did-you-mean", meant, null);
            }
        }

        if (WindowEnd(series) is { } end)
        {
            yield return new("protocol.window-end", end, $"protocol.{ProtocolOf(series)!.Id}.window");
        }
    }

    private static IEnumerable<SessionInSeries> SessionsOf(InductionSeries series) =>
        Enumerable.Range(0, series.CompletedDates.Length).Select(place => new SessionInSeries(series, place));

    private IEnumerable<ValueDocument> ValuesOfChoice(ConditionGroups groups, Instant at, Trace trace)
    {
        string? rule = _choice.RulesOf(trace).FirstOrDefault()?.Id;
        string choice = trace.Outcomes.MostCautious == (int)ProtocolChoiceOutcome.Named ? "NotRequired" : "RequiresClinicianChoice";
        return
        [
            .. NamedBy(trace).Select(protocol => new ValueDocument("protocol.named", protocol.Name, rule)),
            new("protocol.clinician-choice", choice, rule),
        ];
    }

    // What every rule names that may apply.
    private ImmutableArray<ProtocolId> NamedBy(Trace trace)
    {
        TracedRow row = trace.Rows[0];
        ProtocolId[][] possible =
        [
            .. row.Table.Rules.Where(
                (_, index) => row.Table.StatusOf(index, row.Values.AsSpan()) != RuleStatus.DoesNotApply).Select(rule => _named[rule.Id]),
        ];
        return possible.Length > 0 && possible.All(named => named.SequenceEqual(possible[0])) ? [.. possible[0]] : [];
    }

    private static bool SkipsWeekdays(InfusionProtocol protocol) => protocol.IsOnConsecutiveDays && protocol.HasClosedWeekdays;

    private (DecisionTable Table, Dictionary<string, ProtocolId[]> Named) BuildChoiceTable()
    {
        List<Rule> rules = [];
        var named = new Dictionary<string, ProtocolId[]>(StringComparer.Ordinal);
        Condition mind = ProtocolFacts.HasMentalHealth.Is(true), head = ProtocolFacts.HasHeadache.Is(true);
        Condition isTwo = _asksForOther ? (mind & head) | ((mind | head) & ProtocolFacts.HasOther.Is(true)) : mind & head;
        Condition isAny = _asksForOther ? mind | head | ProtocolFacts.HasOther.Is(true) : mind | head;
        List<Condition> unpublished = [isTwo & ProtocolFacts.HasPain.Is(false)];
        Condition paired = ProtocolFacts.HasPain.Is(true) & isAny;
        void Add(Rule rule, params InfusionProtocol[] protocols)
        {
            rules.Add(rule with { Terms = [.. protocols.SelectMany(PlannedEnd)] });
            named.Add(rule.Id, Array.ConvertAll(protocols, protocol => protocol.Id));
        }

        foreach (ConditionCategory category in Categories)
        {
            InfusionProtocol[] serving =
            [
                .. Policy.Protocols.Where(protocol => protocol.Serves.Any(served => served.Category == category)),
            ];
            if (serving.Length == 0)
            {
                Add(Rule.For(
                    ProtocolChoiceOutcome.NotPublished, $"protocol.{Wording.Kebab(category.ToString())}-not-published", Only(category),
                    $"For {Words(category)} alone no protocol is published; a clinician chooses",
                    Modality.ClinicianDiscretion, Provenance.Inferred));
            }
            else if (serving.Length == 1)
            {
                Add(NamingRule(serving[0], category), serving[0]);
            }
            else
            {
                Add(Rule.For(ProtocolChoiceOutcome.RequiresClinicianChoice, $"protocol.several.{Wording.Kebab(category.ToString())}", Only(
                    category),
                    $"Several protocols are for {Words(category)} ({Names(serving)}); a clinician chooses one",
                    Modality.ClinicianDiscretion, Provenance.ClinicPolicy, "clinic-policy"), serving);
            }
        }

        InfusionProtocol[] forPain =
        [
            .. Policy.Protocols.Where(protocol => protocol.Serves.Any(served => served.Category == ConditionCategory.Pain)),
        ];
        if (forPain.Length == 0)
        {
            unpublished.Add(paired);
        }
        else
        {
            Add(Rule.For(ProtocolChoiceOutcome.RequiresClinicianChoice, "protocol.mixed", paired,
                $"With pain and another group of conditions the protocol for pain ({Names(forPain)}) is named, and a clinician chooses",
                Modality.ClinicianDiscretion, Provenance.Inferred), forPain);
        }

        Add(Rule.For(ProtocolChoiceOutcome.NotPublished, "protocol.not-published", new Condition.Any([.. unpublished]),
            "For these conditions together no protocol is published; a clinician chooses",
            Modality.ClinicianDiscretion, Provenance.Inferred));
        Add(Rule.For(ProtocolChoiceOutcome.NotPublished, "protocol.no-listed-condition",
            ProtocolFacts.HasPain.Is(false) & !isAny,
            "Without a listed condition no protocol is published; a clinician chooses",
            Modality.ClinicianDiscretion, Provenance.Inferred));
        return (DecisionTable.Create<ProtocolChoiceOutcome>("protocol.choice", "which protocol is named for the conditions",
            HitPolicy.Unique,
            [
                ProtocolFacts.HasPain, ProtocolFacts.HasMentalHealth, ProtocolFacts.HasHeadache,
                .. _asksForOther ? (Fact[])[ProtocolFacts.HasOther] : [],
            ],
            rules), named);
    }

    private IEnumerable<ConditionCategory> Categories =>
    [
        ConditionCategory.Pain, ConditionCategory.MentalHealth, ConditionCategory.Headache,
        .. _asksForOther ? (ConditionCategory[])[ConditionCategory.Other] : [],
    ];

    private static string Words(ConditionCategory category) =>
        category == ConditionCategory.Other ? "other conditions" : Wording.Words(category.ToString());

    // The rule of a protocol's first category bears the protocol's name; a further category adds its own.
    private Rule NamingRule(InfusionProtocol protocol, ConditionCategory category)
    {
        ServedCategory served = protocol.Serves.First(candidate => candidate.Category == category);
        bool isFirst = protocol.Serves[0] == served;
        bool isStated = served.Provenance is Provenance.Published or Provenance.ClinicPolicy;
        return Rule.For(
            isStated ? ProtocolChoiceOutcome.Named : ProtocolChoiceOutcome.RequiresClinicianChoice,
            isFirst ? $"protocol.{protocol.Id}" : $"protocol.{protocol.Id}.{Wording.Kebab(category.ToString())}",
            Only(category),
            isStated
                ? $"For {Words(category)} the protocol is {protocol.Id}"
                    + (protocol.PlannedDuration is { } planned ? $": infusions planned for {Wording.Of(planned)}" : "")
                : $"For {Words(category)} alone the {protocol.Id} protocol is only inferred"
                    + (protocol.PlannedDuration is { } length ? $": infusions planned for {Wording.Of(length)}" : "")
                    + ", and a clinician chooses",
            isStated ? Modality.Recommended : Modality.ClinicianDiscretion,
            served.Provenance,
            [.. served.Citations]).RestingOn(protocol.Stated["plannedDuration"]);
    }

    private Condition Only(ConditionCategory category)
    {
        Condition asked = ProtocolFacts.HasPain.Is(category == ConditionCategory.Pain)
            & ProtocolFacts.HasMentalHealth.Is(category == ConditionCategory.MentalHealth)
            & ProtocolFacts.HasHeadache.Is(category == ConditionCategory.Headache);
        return _asksForOther ? asked & ProtocolFacts.HasOther.Is(category == ConditionCategory.Other) : asked;
    }

    private DecisionTable BuildRouteTable()
    {
        Condition offered = ProtocolFacts.Route.IsOneOf([.. Policy.OfferedRoutes]);
        return DecisionTable.Create<RouteOutcome>("protocol.route", "whether the clinic offers a route", HitPolicy.Unique,
            [ProtocolFacts.Route],
        [
            Rule.For(RouteOutcome.Offered, "protocol.route", offered,
                $"The clinic gives infusions by the route: {string.Join(", ", Policy.OfferedRoutes.Each(route => route.ToString()))}",
                Modality.Informational, Provenance.Published).StatedBy(Policy.Stated["offeredRoutes"]),
            Rule.For(RouteOutcome.NotOffered, "protocol.route-not-offered", !offered,
                "The clinic does not offer other routes, which says nothing against them",
                Modality.Informational, Provenance.Inferred).RestingOn(Policy.Stated["offeredRoutes"]),
        ]);
    }

    private DecisionTable BuildSessionTable() => DecisionTable.Create<SessionFinding>(
        "protocol.session", "what is remarkable about the day of a session", HitPolicy.Collect,
        [
            _protocol, ProtocolFacts.Number, ProtocolFacts.DayOffset, ProtocolFacts.SincePrevious, ProtocolFacts.Weekday,
            .. Where(ProtocolFacts.InSevenDays, static protocol => protocol.MaximumInSevenDays is not null),
            .. Where(ProtocolFacts.SincePreviousStart, static protocol => !protocol.MinimumSpacing.IsEmpty),
            .. Where(ProtocolFacts.InCourseWeek, static protocol => protocol.Weeks.Any(static stage => stage.MaximumSessions is not null)),
            .. Where(_passedWeeks, HasFewestInAWeek),
            .. HasMost ? [ProtocolFacts.MayGoOn] : (Fact[])[],
        ],
        [
            Rule.For(SessionFinding.SameDate, "protocol.same-date", ProtocolFacts.SincePrevious.Is(0),
                "Two completed sessions on one date are worth a second look; both count",
                Modality.Recommended, Provenance.Inferred),
            .. Policy.Protocols.SelectMany(SessionRules),
        ]);

    private static bool HasFewestInAWeek(InfusionProtocol protocol) => protocol.Weeks.Any(static stage => stage.MinimumSessions > 0);

    private DecisionTable BuildCourseWeekTable() => DecisionTable.Create<CourseWeekOutcome>(
        "protocol.course-week", "whether a course week that has passed had its sessions", HitPolicy.Priority,
        [_protocol, ProtocolFacts.CourseWeek, ProtocolFacts.SessionsInWeek, ProtocolFacts.SessionsByWeek],
        [
            Rule.For(CourseWeekOutcome.Enough, "protocol.course-week", Condition.Always,
                "A course week had its sessions, or is asked for none",
                Modality.Informational, Provenance.Inferred),
            .. Policy.Protocols.Where(HasFewestInAWeek).Select(protocol => Rule.For(
                CourseWeekOutcome.TooFew, $"protocol.{protocol.Id}.course-week", _protocol.Is(protocol.Id.Name) & IsShort(protocol),
                SaysOfWeeks(protocol), Modality.Recommended, protocol.Provenance, [.. protocol.Citations])
                .StatedBy(protocol.Stated["weeks"])),
        ]);

    private static Condition IsShort(InfusionProtocol protocol) => new Condition.Any([.. FewestIn(protocol).Select(static stage =>
        ProtocolFacts.CourseWeek.AtLeast(stage.First)
            & (stage.Last is { } last ? ProtocolFacts.CourseWeek.AtMost(last) : Condition.Always)
            & ProtocolFacts.SessionsInWeek.LessThan(stage.Stage.MinimumSessions))])
        & (protocol.InductionSessions is { } count ? ProtocolFacts.SessionsByWeek.LessThan(count.Minimum) : Condition.Always);

    private static IEnumerable<StageOfWeeks> FewestIn(InfusionProtocol protocol) =>
        StageOfWeeks.Of(protocol.Weeks).Where(static stage => stage.Stage.MinimumSessions > 0);

    private static string SaysOfWeeks(InfusionProtocol protocol) =>
        "A course week that has passed had its sessions, until the induction has its fewest: " + string.Join(", ", FewestIn(protocol)
            .Select(static stage => $"in {stage.Weeks} at least {Wording.Count(stage.Stage.MinimumSessions, "session")}"));

    // The course weeks before a session, where every session before it is on record.
    private static ListReading<SessionInSeries, PassedWeek> Passed { get; } = new(
        static session => session.IsComplete ? session.Passed.End - session.Passed.First : 0,
        static (session, place) => new PassedWeek(session.Series, session.Passed.First + place),
        static session => session.IsComplete ? [] : [new(session.Series, null)],
        new("protocol.passed-weeks", "When were the sessions of the course weeks before?", "", [], CanSettle: false)
        {
            Path = Visit.Fields.Start.Path,
        });

    // A fact is asked only where some protocol has a rule on it.
    private Fact[] Where(Fact fact, Func<InfusionProtocol, bool> isStated) => Policy.Protocols.Any(isStated) ? [fact] : [];

    private IEnumerable<Rule> SessionRules(InfusionProtocol protocol)
    {
        Condition inInduction = _protocol.Is(protocol.Id.Name)
            & (protocol.InductionSessions?.Maximum is { } last ? ProtocolFacts.Number.AtMost(last) : Condition.Always);
        Condition hasPrevious = !ProtocolFacts.SincePrevious.IsNever();
        if (protocol.WindowDays is { } window)
        {
            yield return Warn(SessionFinding.OutsideFirstWeek, "windowDays", "window", ProtocolFacts.DayOffset.MoreThan(window - 1),
                FormattableString.Invariant(
                    $"The induction falls within {window} days, the first completed session's being day 1; later ones still count"))
                with
            { Terms = [new Term.Calendar("protocol.window-end", "first completed session", Period.FromDays(window - 1))] };
        }

        if (!protocol.MinimumSpacingDays.IsEmpty)
        {
            yield return Warn(SessionFinding.BelowMinimumSpacing, "minimumSpacingDays", "minimum-spacing",
                BySession(protocol.MinimumSpacingDays, static days => ProtocolFacts.SincePrevious.LessThan(days)),
                "Induction sessions are at least " + InTurn(protocol.MinimumSpacingDays, static days => Wording.Count(days, "day"))
                    + " apart");
        }

        if (!protocol.MinimumSpacing.IsEmpty)
        {
            yield return Warn(SessionFinding.BelowMinimumSpacing, "minimumSpacing", "minimum-time",
                hasPrevious & BySession(protocol.MinimumSpacing, static time => ProtocolFacts.SincePreviousStart.LessThan(time)),
                "Induction sessions are at least " + InTurn(protocol.MinimumSpacing, Wording.Of) + " apart, from start to start");
        }

        if (protocol.MaximumSpacingDays is { } longest)
        {
            yield return Warn(SessionFinding.AboveMaximumSpacing, "maximumSpacingDays", "maximum-spacing",
                hasPrevious & ProtocolFacts.SincePrevious.MoreThan(longest),
                FormattableString.Invariant($"Induction sessions are at most {longest} days apart"));
        }

        if (protocol.IsOnConsecutiveDays)
        {
            yield return SkipsWeekdays(protocol)
                ? Warn(SessionFinding.NotConsecutive, "isOnConsecutiveDays", "consecutive-days",
                    hasPrevious & (ProtocolFacts.SincePrevious.LessThan(1) | SkipsPermittedDay(protocol)),
                    "Induction sessions are on permitted days that follow each other")
                : Warn(SessionFinding.NotConsecutive, "isOnConsecutiveDays", "consecutive-days",
                    hasPrevious & ProtocolFacts.SincePrevious.IsNot(1),
                    "Induction sessions are on days that follow each other");
        }

        if (protocol.HasClosedWeekdays)
        {
            yield return Warn(SessionFinding.WeekdayNotPermitted, "permittedWeekdays", "weekdays",
                !ProtocolFacts.Weekday.IsOneOf(protocol.PermittedWeekdays.Each(day => day.ToString())),
                $"Induction sessions are on {string.Join(", ", protocol.PermittedWeekdays.Each(day => day.ToString()))}");
        }

        if (protocol.MaximumInSevenDays is { } most)
        {
            yield return Warn(
                SessionFinding.AboveMaximumInSevenDays, "maximumInSevenDays", "seven-days", ProtocolFacts.InSevenDays.MoreThan(most),
                FormattableString.Invariant($"At most {most} induction sessions are in any seven days"));
        }

        foreach (StageOfWeeks stage in StageOfWeeks.Of(protocol.Weeks))
        {
            if (stage.Stage.MaximumSessions is { } mostInWeek)
            {
                yield return Warn(
                    SessionFinding.AboveMaximumInCourseWeek, "weeks", FormattableString.Invariant($"course-week-{stage.First}"),
                    ProtocolFacts.DayOffset.AtLeast(7 * (stage.First - 1))
                        & (stage.Last is { } end ? ProtocolFacts.DayOffset.LessThan(7 * end) : Condition.Always)
                        & ProtocolFacts.InCourseWeek.MoreThan(mostInWeek),
                    $"In {stage.Weeks} there are at most {Wording.Count(mostInWeek, "induction session")} a week; "
                        + "course week 1 begins on the date of the first completed one");
            }
        }

        if (HasFewestInAWeek(protocol))
        {
            yield return Warn(
                SessionFinding.BelowMinimumInCourseWeek, "weeks", "course-weeks", _passedWeeks.Is(nameof(CourseWeekOutcome.TooFew)),
                SaysOfWeeks(protocol));
        }

        if (!protocol.Weeks.IsEmpty && protocol.Weeks[protocol.Weeks.Length - 1].Weeks is not null)
        {
            int weeks = protocol.Weeks.Sum(static stage => stage.Weeks ?? 0);
            yield return Warn(SessionFinding.OutsideFirstWeek, "weeks", "last-course-week", ProtocolFacts.DayOffset.AtLeast(7 * weeks),
                $"The induction falls within {Wording.Count(weeks, "course week")}; later sessions still count");
        }

        if (protocol.InductionSessions is { HasMost: true, Maximum: { } highest })
        {
            yield return Rule.For(
                SessionFinding.AboveMaximum, $"protocol.{protocol.Id}.maximum",
                _protocol.Is(protocol.Id.Name) & ProtocolFacts.Number.MoreThan(highest) & ProtocolFacts.MayGoOn.Is(false),
                $"An induction has at most {Wording.Count(highest, "completed session")}; one more needs a clinician's reason, "
                    + "an extension or maintenance on record",
                Modality.ClinicianDiscretion, protocol.Provenance, [.. protocol.Citations])
                .StatedBy(protocol.Stated["inductionSessions"]);
        }

        Rule Warn(SessionFinding finding, string parameter, string name, Condition when, string says) => Rule.For(
            finding, $"protocol.{protocol.Id}.{name}", inInduction & when, says,
            Modality.Recommended, protocol.Provenance, [.. protocol.Citations]).StatedBy(protocol.Stated[parameter]);
    }

    // What holds before the second session, the third and so on; the last one for all after it.
    private static Condition BySession<T>(ImmutableArray<T> spacing, Func<T, Condition> isBelow) => spacing.Length == 1
        ? isBelow(spacing[0])
        : new Condition.Any([.. spacing.Select((one, place) => isBelow(one) & (place + 1 < spacing.Length
            ? ProtocolFacts.Number.Is(place + 2)
            : ProtocolFacts.Number.AtLeast(place + 2)))]);

    private static string InTurn<T>(ImmutableArray<T> spacing, Func<T, string> name) => spacing.Length == 1
        ? name(spacing[0])
        : string.Join(", ", spacing.Select((one, place) => FormattableString.Invariant(
            $"{name(one)} before session {place + 2}{(place + 1 < spacing.Length ? "" : " and later ones")}")));

    // On each weekday, longer ago than the permitted weekday before it.
    private static Condition.Any SkipsPermittedDay(InfusionProtocol protocol) => new Condition.Any(
    [
        .. ProtocolFacts.Weekdays.GroupBy(day => DaysSincePermitted(protocol, day)).Select(days =>
            ProtocolFacts.Weekday.IsOneOf([.. days.Select(day => day.ToString())]) & ProtocolFacts.SincePrevious.MoreThan(days.Key)),
    ]);

    private static int DaysSincePermitted(InfusionProtocol protocol, IsoDayOfWeek day) =>
        Enumerable.Range(1, 7).First(days => protocol.PermittedWeekdays.Contains((IsoDayOfWeek)((((int)day - 1 - days + 7) % 7) + 1)));

    private DecisionTable BuildInductionTable() => DecisionTable.Create<InductionOutcome>(
        "protocol.induction", "how far an induction is", HitPolicy.Unique, [_protocol, ProtocolFacts.Completed],
        Policy.Protocols.SelectMany(InductionRules));

    private IEnumerable<Rule> InductionRules(InfusionProtocol protocol)
    {
        Condition mine = _protocol.Is(protocol.Id.Name);
        Term[] terms = [.. PlannedEnd(protocol), .. RecoveryTerms(protocol)];
        if (protocol.InductionSessions is not { } count)
        {
            // It rests on the protocol and cites it; that nothing is said of its length is no recommendation and stands nowhere.
            yield return Rule.For(
                InductionOutcome.NotPublished, $"protocol.{protocol.Id}.induction-not-published", mine,
                $"The length of an induction on the {protocol.Id} protocol is not published", Modality.Informational,
                Provenance.Inferred, [.. protocol.Citations])
                .RestingOn(protocol.Stated["plannedDuration"], protocol.Stated["minimumRecovery"], protocol.Stated["plannedRecovery"]) with
            {
                Terms = [.. terms],
            };
            yield break;
        }

        if (count.Maximum is { } most)
        {
            yield return Row(InductionOutcome.Complete, "induction-complete", mine & ProtocolFacts.Completed.AtLeast(most),
                FormattableString.Invariant(
                    $"With {most} completed sessions the induction on the {protocol.Id} protocol is complete"));
        }

        yield return Row(InductionOutcome.InProgress, "induction", mine & ProtocolFacts.Completed.LessThan(count.Minimum),
            $"An induction on the {protocol.Id} protocol has {count} completed sessions");
        if (count.Minimum != count.Maximum)
        {
            yield return Row(InductionOutcome.MinimumReached, "induction-minimum",
                mine & ProtocolFacts.Completed.AtLeast(count.Minimum)
                    & (count.Maximum is { } end ? ProtocolFacts.Completed.LessThan(end) : Condition.Always),
                $"An induction on the {protocol.Id} protocol has {count} completed sessions, of which the fewest are done");
        }

        Rule Row(InductionOutcome outcome, string name, Condition when, string says) => Rule.For(
            outcome, $"protocol.{protocol.Id}.{name}", when, says, Modality.Recommended, protocol.Provenance, [.. protocol.Citations])
            .StatedBy(protocol.Stated["inductionSessions"])
            .RestingOn(protocol.Stated["plannedDuration"], protocol.Stated["minimumRecovery"], protocol.Stated["plannedRecovery"]) with
        {
            Terms = [.. terms],
        };
    }

    private static IEnumerable<Term> PlannedEnd(InfusionProtocol protocol) => protocol.PlannedDuration is { } planned
        ? [new Term.Elapsed($"protocol.{protocol.Id}.planned-end", "infusion start", planned)]
        : [];

    private static IEnumerable<Term> RecoveryTerms(InfusionProtocol protocol)
    {
        if (protocol.MinimumRecovery is { } minimum)
        {
            yield return new Term.Elapsed($"protocol.{protocol.Id}.minimum-recovery", "infusion end", minimum);
        }

        if (protocol.PlannedRecovery is { } planned)
        {
            yield return new Term.Elapsed($"protocol.{protocol.Id}.planned-recovery", "infusion end", planned);
        }
    }

    private static string Names(IEnumerable<InfusionProtocol> protocols) =>
        string.Join(", ", protocols.Select(protocol => protocol.Id.ToString()));
}
