using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Protocols;

/// <summary>The clinic's protocols: which is named for a patient, by which route, and how the sessions of an induction fall.</summary>
/// <remarks>
/// <para>The page gives three four-hour infusions in the first week for pain (R20, R21) and mentions a one-hour protocol without saying for
/// whom (R23). What it does not give is <c>NotPublished</c>, and warnings about dates never uncount a session.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class ProtocolRules
{
    private const int ProtocolFact = 0;
    private const int NumberFact = 1;
    private const int OffsetFact = 2;
    private const int PreviousFact = 3;
    private const int WeekdayFact = 4;
    private const int MostSessions = 1_000_000;

    private readonly Fact<string> _protocol;
    private readonly Dictionary<string, ProtocolId[]> _named;

    internal ProtocolRules(ProtocolPolicy policy, PolicyVersion version)
    {
        (Policy, Version) = (policy, version);
        if (policy.Protocols.IsEmpty || policy.OfferedRoutes.IsEmpty)
        {
            throw new ArgumentException("A policy has at least one protocol and one route.", nameof(policy));
        }

        if (policy.Protocols.Select(protocol => protocol.Problem).FirstOrDefault(problem => problem is not null) is { } wrong)
        {
            throw new ArgumentException(wrong, nameof(policy));
        }

        _protocol = Fact.Named("protocol.id", "the protocol of the series", "Which protocol are the infusions given on?",
            policy.Protocols.Select(protocol => protocol.Id.Name));
        (ChoiceTable, _named) = BuildChoiceTable();
        RouteTable = BuildRouteTable();
        SessionTable = BuildSessionTable();
        InductionTable = BuildInductionTable();
    }

    /// <summary>The policy the rules are built from.</summary>
    public ProtocolPolicy Policy { get; }

    /// <summary>The table that names a protocol for a patient's conditions.</summary>
    public DecisionTable ChoiceTable { get; }

    /// <summary>The table that says whether the clinic offers a route.</summary>
    public DecisionTable RouteTable { get; }

    /// <summary>The table that collects what is remarkable about the day of a session.</summary>
    public DecisionTable SessionTable { get; }

    /// <summary>The table that says how far an induction is.</summary>
    public DecisionTable InductionTable { get; }

    internal PolicyVersion Version { get; }

    private static Fact<bool> HasPain { get; } = Fact.YesNo(
        "protocol.has-pain", "a listed pain condition", "Is one of the conditions a listed pain condition?");

    private static Fact<bool> HasMentalHealth { get; } = Fact.YesNo(
        "protocol.has-mental-health", "a listed mental-health condition", "Is one of the conditions a listed mental-health condition?");

    private static Fact<bool> HasHeadache { get; } = Fact.YesNo(
        "protocol.has-headache", "cluster headache", "Is one of the conditions cluster headache?");

    private static Fact<InfusionRoute> Route { get; } = Fact.Choice<InfusionRoute>(
        "protocol.route", "the route", "By which route is it to be given?");

    private static Fact<int> Number { get; } = Fact.Count(
        "protocol.session-number", "place of the session in its series", "Which completed session of the series is it?", "", 1, MostSessions);

    private static Fact<int> DayOffset { get; } = Fact.Count(
        "protocol.day-offset", "days after the first completed session", "When was the first completed session of the series?", "days", 0, int.MaxValue);

    private static Fact<int> SincePrevious { get; } = Fact.LookBack(
        "protocol.days-since-previous", "days since the previous completed session", "When was the session before this one?", "days");

    private static Fact<int> Skipped { get; } = Fact.Count(
        "protocol.skipped-days", "permitted days skipped since the previous completed session", "When was the session before this one?", "days", 0, int.MaxValue);

    private static Fact<int> InSevenDays { get; } = Fact.Count(
        "protocol.sessions-in-seven-days", "completed sessions in seven days, this one included", "When were the sessions of the last seven days?",
        "sessions", 1, MostSessions);

    private static Fact<string> Weekday { get; } = Fact.Named(
        "protocol.weekday", "the weekday of the session", "On which weekday is the session?", Weekdays.Each(day => day.ToString()));

    private static Fact<int> Completed { get; } = Fact.Count(
        "protocol.completed-sessions", "completed sessions of the series", "How many sessions of the series are completed?", "sessions", 0, MostSessions);

    private static ImmutableArray<IsoDayOfWeek> Weekdays =>
    [
        IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday,
        IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday,
    ];

    /// <summary>Names the protocol for a patient's conditions.</summary>
    /// <param name="facts">Which groups of listed conditions the patient has.</param>
    /// <returns>The decision.</returns>
    /// <example><code>
    /// var decision = rules.Protocols.Choose(new ProtocolFacts { HasPain = true, HasMentalHealth = false, HasHeadache = false });
    /// </code></example>
    public ProtocolDecision Choose(ProtocolFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        Span<FactValue> row = stackalloc FactValue[3];
        Fill(row, facts);
        return new(this, facts, ChoiceTable.Decide(row));
    }

    /// <summary>Says whether the clinic offers a route.</summary>
    /// <param name="route">The route; <c>null</c> when not known.</param>
    /// <returns>The decision. Not offered says nothing against a route.</returns>
    public RouteDecision JudgeRoute(InfusionRoute? route)
    {
        Span<FactValue> row = stackalloc FactValue[1];
        row[0] = RouteValue(route);
        return new(this, route, RouteTable.Decide(row));
    }

    /// <summary>Says how far the induction of one series is and what is remarkable about its days.</summary>
    /// <param name="facts">The completed sessions of the series.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">The protocol is not one of the policy.</exception>
    public InductionDecision JudgeInduction(InductionFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new(this, facts);
    }

    /// <summary>Splits a history into series: a change of protocol starts a new one.</summary>
    /// <param name="sessions">Completed sessions, in any order.</param>
    /// <returns>The series, oldest first. Sessions of one date keep the order given.</returns>
    /// <exception cref="ArgumentException">A protocol is not one of the policy.</exception>
    public ImmutableArray<InductionFacts> SeriesOf(IEnumerable<CompletedSession> sessions)
    {
        ArgumentNullException.ThrowIfNull(sessions);
        var series = ImmutableArray.CreateBuilder<InductionFacts>();
        foreach (CompletedSession session in sessions.OrderBy(session => session.Date))
        {
            Find(session.Protocol);
            InductionFacts? last = series.Count == 0 ? null : series[series.Count - 1];
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

    internal static void Fill(Span<FactValue> row, ProtocolFacts facts)
    {
        row[0] = FactValue.Of(facts.HasPain);
        row[1] = FactValue.Of(facts.HasMentalHealth);
        row[2] = FactValue.Of(facts.HasHeadache);
    }

    internal static FactValue RouteValue(InfusionRoute? route) => route is { } known ? Route.Value(known) : FactValue.Unknown;

    internal FactValue ProtocolValue(ProtocolId? id) => id is { } known ? _protocol.Value(Find(known).Id.Name) : FactValue.Unknown;

    /// <summary>The protocols a rule of the choice table names.</summary>
    internal ImmutableArray<ProtocolId> NamedBy(Rule rule) => ImmutableCollectionsMarshal.AsImmutableArray(_named[rule.Id]);

    /// <summary>One row of the session table for the session at a place of the dates in order.</summary>
    internal FactValue[] SessionRow(InfusionProtocol? series, FactValue protocol, ImmutableArray<LocalDate> dates, int place, ListCompleteness completeness)
    {
        (int number, int offset) = (place + 1, CalendarCount.DaysToReach(dates[0], dates[place]));
        long previous = place == 0 ? Fact.Never : CalendarCount.DaysToReach(dates[place - 1], dates[place]);
        bool isComplete = completeness == ListCompleteness.Complete;
        var row = new FactValue[SessionTable.Facts.Length];
        row[ProtocolFact] = protocol;
        row[NumberFact] = isComplete ? FactValue.Exactly(number) : FactValue.Between(number, MostSessions);

        // An unrecorded session may be the first, or stand between this one and the one before it.
        row[OffsetFact] = isComplete ? FactValue.Exactly(offset) : FactValue.Between(offset, int.MaxValue);
        row[PreviousFact] = isComplete ? FactValue.Exactly(previous) : FactValue.Between(0, previous);
        row[WeekdayFact] = FactValue.Exactly(Weekdays.IndexOf(dates[place].DayOfWeek));
        if (AsksForSkippedDays)
        {
            int skipped = place == 0 || series is null ? 0 : SkippedDays(series, dates[place - 1], dates[place]);
            row[WeekdayFact + 1] = isComplete ? FactValue.Exactly(skipped) : FactValue.Between(0, place == 0 ? int.MaxValue : skipped);
        }

        if (AsksForSevenDays)
        {
            int inWeek = dates.Take(place + 1).Count(date => date > dates[place].PlusDays(-7));
            row[row.Length - 1] = isComplete ? FactValue.Exactly(inWeek) : FactValue.Between(inWeek, MostSessions);
        }

        return row;
    }

    // The permitted days strictly between two sessions.
    private static int SkippedDays(InfusionProtocol protocol, LocalDate previous, LocalDate date) =>
        Enumerable.Range(1, Math.Max(0, Period.DaysBetween(previous, date) - 1)).Count(day => protocol.PermittedWeekdays.Contains(previous.PlusDays(day).DayOfWeek));

    private static bool SkipsWeekdays(InfusionProtocol protocol) => protocol.IsOnConsecutiveDays && protocol.HasClosedWeekdays;

    private bool AsksForSkippedDays => Policy.Protocols.Any(SkipsWeekdays);

    private bool AsksForSevenDays => Policy.Protocols.Any(protocol => protocol.MaximumInSevenDays is not null);

    /// <summary>The row of the induction table.</summary>
    internal static FactValue[] InductionRow(FactValue protocol, int completed, ListCompleteness completeness) =>
        [protocol, completeness == ListCompleteness.Complete ? FactValue.Exactly(completed) : FactValue.Between(completed, MostSessions)];

    private (DecisionTable Table, Dictionary<string, ProtocolId[]> Named) BuildChoiceTable()
    {
        List<Rule> rules = [];
        var named = new Dictionary<string, ProtocolId[]>(StringComparer.Ordinal);
        List<Condition> unpublished = [HasMentalHealth.Is(true) & HasHeadache.Is(true) & HasPain.Is(false)];
        Condition paired = HasPain.Is(true) & (HasMentalHealth.Is(true) | HasHeadache.Is(true));
        void Add(Rule rule, params InfusionProtocol[] protocols)
        {
            rules.Add(rule with { Terms = [.. protocols.Select(PlannedEnd)] });
            named.Add(rule.Id, Array.ConvertAll(protocols, protocol => protocol.Id));
        }

        foreach (ConditionCategory category in new[] { ConditionCategory.Pain, ConditionCategory.MentalHealth, ConditionCategory.Headache })
        {
            InfusionProtocol[] serving = [.. Policy.Protocols.Where(protocol => protocol.Serves.Any(served => served.Category == category))];
            if (serving.Length == 0)
            {
                Add(Rule.For(ProtocolChoiceOutcome.NotPublished,
                    category == ConditionCategory.Headache ? "protocol.cluster" : $"protocol.{Wording.Kebab(category.ToString())}-not-published", Only(category),
                    $"For {(category == ConditionCategory.Headache ? "cluster headache" : Wording.Words(category.ToString()))} alone no protocol is published; a clinician chooses",
                    Modality.ClinicianDiscretion, Provenance.Inferred, "R10", "R23", "C12"));
            }
            else if (serving.Length == 1)
            {
                Add(NamingRule(serving[0], category), serving[0]);
            }
            else
            {
                Add(Rule.For(ProtocolChoiceOutcome.RequiresClinicianChoice, $"protocol.several.{Wording.Kebab(category.ToString())}", Only(category),
                    $"Several protocols are for {Wording.Words(category.ToString())} ({Names(serving)}); a clinician chooses one",
                    Modality.ClinicianDiscretion, Provenance.ClinicPolicy, "clinic-policy"), serving);
            }
        }

        InfusionProtocol[] forPain = [.. Policy.Protocols.Where(protocol => protocol.Serves.Any(served => served.Category == ConditionCategory.Pain))];
        if (forPain.Length == 0)
        {
            unpublished.Add(paired);
        }
        else
        {
            Add(Rule.For(ProtocolChoiceOutcome.RequiresClinicianChoice, "protocol.mixed", paired,
                $"With pain and another group of conditions the protocol for pain ({Names(forPain)}) is named, and a clinician chooses",
                Modality.ClinicianDiscretion, Provenance.Inferred, "R20", "R23", "C13"), forPain);
        }

        Add(Rule.For(ProtocolChoiceOutcome.NotPublished, "protocol.not-published", new Condition.Any([.. unpublished]),
            "For these conditions together no protocol is published; a clinician chooses",
            Modality.ClinicianDiscretion, Provenance.Inferred, "R10", "R23"));
        Add(Rule.For(ProtocolChoiceOutcome.NotPublished, "protocol.no-listed-condition",
            HasPain.Is(false) & HasMentalHealth.Is(false) & HasHeadache.Is(false),
            "Without a listed condition no protocol is published; a clinician chooses",
            Modality.ClinicianDiscretion, Provenance.Inferred, "R08"));
        return (DecisionTable.Create<ProtocolChoiceOutcome>("protocol.choice", "which protocol is named for the conditions",
            HitPolicy.Unique, [HasPain, HasMentalHealth, HasHeadache], rules), named);
    }

    // The rule of a protocol's first category bears the protocol's name; a further category adds its own.
    private static Rule NamingRule(InfusionProtocol protocol, ConditionCategory category)
    {
        ServedCategory served = protocol.Serves.First(candidate => candidate.Category == category);
        bool isFirst = protocol.Serves[0] == served;
        bool isStated = served.Provenance is Provenance.Published or Provenance.ClinicPolicy;
        return Rule.For(
            isStated ? ProtocolChoiceOutcome.Named : ProtocolChoiceOutcome.RequiresClinicianChoice,
            isFirst ? $"protocol.{protocol.Id}" : $"protocol.{protocol.Id}.{Wording.Kebab(category.ToString())}",
            Only(category),
            isStated
                ? $"For {Wording.Words(category.ToString())} the protocol is {protocol.Id}: infusions planned for {Text(protocol.PlannedDuration)}"
                : $"For {Wording.Words(category.ToString())} alone the {protocol.Id} protocol is only inferred: infusions planned for {Text(protocol.PlannedDuration)}, and a clinician chooses",
            isStated ? Modality.Recommended : Modality.ClinicianDiscretion,
            served.Provenance,
            [.. served.Citations]);
    }

    private static Condition Only(ConditionCategory category) =>
        HasPain.Is(category == ConditionCategory.Pain)
        & HasMentalHealth.Is(category == ConditionCategory.MentalHealth)
        & HasHeadache.Is(category == ConditionCategory.Headache);

    private DecisionTable BuildRouteTable()
    {
        Condition offered = Route.IsOneOf([.. Policy.OfferedRoutes]);
        return DecisionTable.Create<RouteOutcome>("protocol.route", "whether the clinic offers a route", HitPolicy.Unique, [Route],
        [
            Rule.For(RouteOutcome.Offered, "protocol.route", offered,
                $"The clinic gives infusions by the route: {string.Join(", ", Policy.OfferedRoutes.Each(route => route.ToString()))}",
                Modality.Informational, Provenance.Published, "R27").PublishedIf(Policy.OfferedRoutes.All(route => route == InfusionRoute.Intravenous)),
            Rule.For(RouteOutcome.NotOffered, "protocol.route-not-offered", !offered,
                "The clinic does not offer other routes, which says nothing against them",
                Modality.Informational, Provenance.Inferred, "R27"),
        ]);
    }

    private DecisionTable BuildSessionTable() => DecisionTable.Create<SessionFinding>(
        "protocol.session", "what is remarkable about the day of a session", HitPolicy.Collect,
        [
            _protocol, Number, DayOffset, SincePrevious, Weekday,
            .. AsksForSkippedDays ? (Fact[])[Skipped] : [],
            .. AsksForSevenDays ? (Fact[])[InSevenDays] : [],
        ],
        [
            Rule.For(SessionFinding.SameDate, "protocol.same-date", SincePrevious.Is(0),
                "Two completed sessions on one date are worth a second look; both count",
                Modality.Recommended, Provenance.Inferred, "R20"),
            .. Policy.Protocols.SelectMany(SessionRules),
        ]);

    private IEnumerable<Rule> SessionRules(InfusionProtocol protocol)
    {
        Condition inInduction = _protocol.Is(protocol.Id.Name)
            & (protocol.InductionSessions is { } count ? Number.AtMost(count.Maximum) : Condition.Always);
        Condition hasPrevious = !SincePrevious.IsNever();
        if (protocol.WindowDays is { } window)
        {
            yield return Warn(SessionFinding.OutsideFirstWeek, "window", DayOffset.MoreThan(window - 1),
                FormattableString.Invariant($"The induction falls within {window} days, the first completed session's being day 1; later ones still count"))
                with
            { Terms = [new Term.Calendar("protocol.window-end", "first completed session", Period.FromDays(window - 1))] };
        }

        if (protocol.MinimumSpacingDays is > 0 and { } shortest)
        {
            yield return Warn(SessionFinding.BelowMinimumSpacing, "minimum-spacing", SincePrevious.LessThan(shortest),
                FormattableString.Invariant($"Induction sessions are at least {shortest} days apart"));
        }

        if (protocol.MaximumSpacingDays is { } longest)
        {
            yield return Warn(SessionFinding.AboveMaximumSpacing, "maximum-spacing", hasPrevious & SincePrevious.MoreThan(longest),
                FormattableString.Invariant($"Induction sessions are at most {longest} days apart"));
        }

        if (protocol.IsOnConsecutiveDays)
        {
            yield return SkipsWeekdays(protocol)
                ? Warn(SessionFinding.NotConsecutive, "consecutive-days", hasPrevious & (SincePrevious.LessThan(1) | Skipped.AtLeast(1)),
                    "Induction sessions are on permitted days that follow each other")
                : Warn(SessionFinding.NotConsecutive, "consecutive-days", hasPrevious & SincePrevious.IsNot(1),
                    "Induction sessions are on days that follow each other");
        }

        if (protocol.HasClosedWeekdays)
        {
            yield return Warn(SessionFinding.WeekdayNotPermitted, "weekdays",
                !Weekday.IsOneOf(protocol.PermittedWeekdays.Each(day => day.ToString())),
                $"Induction sessions are on {string.Join(", ", protocol.PermittedWeekdays.Each(day => day.ToString()))}");
        }

        if (protocol.MaximumInSevenDays is { } most)
        {
            yield return Warn(SessionFinding.AboveMaximumInSevenDays, "seven-days", InSevenDays.MoreThan(most),
                FormattableString.Invariant($"At most {most} induction sessions are in any seven days"));
        }

        Rule Warn(SessionFinding finding, string name, Condition when, string says) => Rule.For(
            finding, $"protocol.{protocol.Id}.{name}", inInduction & when, says,
            Modality.Recommended, protocol.Provenance, [.. protocol.Citations]);
    }

    private DecisionTable BuildInductionTable() => DecisionTable.Create<InductionOutcome>(
        "protocol.induction", "how far an induction is", HitPolicy.Unique, [_protocol, Completed], Policy.Protocols.SelectMany(InductionRules));

    private IEnumerable<Rule> InductionRules(InfusionProtocol protocol)
    {
        Condition mine = _protocol.Is(protocol.Id.Name);
        Term[] terms = [PlannedEnd(protocol), .. RecoveryTerms(protocol)];
        if (protocol.InductionSessions is not { } count)
        {
            yield return Row(InductionOutcome.NotPublished, "induction-not-published", mine,
                $"The length of an induction on the {protocol.Id} protocol is not published");
            yield break;
        }

        yield return Row(InductionOutcome.Complete, "induction-complete", mine & Completed.AtLeast(count.Maximum),
            FormattableString.Invariant($"With {count.Maximum} completed sessions the induction on the {protocol.Id} protocol is complete"));
        yield return Row(InductionOutcome.InProgress, "induction", mine & Completed.LessThan(count.Minimum),
            $"An induction on the {protocol.Id} protocol has {count} completed sessions");
        if (count.Minimum < count.Maximum)
        {
            yield return Row(InductionOutcome.MinimumReached, "induction-minimum",
                mine & Completed.AtLeast(count.Minimum) & Completed.LessThan(count.Maximum),
                $"An induction on the {protocol.Id} protocol has {count} completed sessions, of which the fewest are done");
        }

        Rule Row(InductionOutcome outcome, string name, Condition when, string says) => Rule.For(
            outcome, $"protocol.{protocol.Id}.{name}", when, says, Modality.Recommended, protocol.Provenance, [.. protocol.Citations]) with
        {
            Terms = [.. terms],
        };
    }

    private static Term PlannedEnd(InfusionProtocol protocol) =>
        new Term.Elapsed($"protocol.{protocol.Id}.planned-end", "infusion start", protocol.PlannedDuration);

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

    private static string Names(IEnumerable<InfusionProtocol> protocols) => string.Join(", ", protocols.Select(protocol => protocol.Id.ToString()));

    private static string Text(Duration duration) => Fact.FormatElapsed(Fact.Nanoseconds(duration));
}
