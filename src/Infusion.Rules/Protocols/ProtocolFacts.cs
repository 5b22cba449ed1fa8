using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Protocols;

/// <summary>A route that is asked for.</summary>
/// <param name="Route">The route; <c>null</c> when not known.</param>
internal sealed record AskedRoute(InfusionRoute? Route);

/// <summary>A completed session in its series.</summary>
/// <param name="Series">The series.</param>
/// <param name="Place">The place of the session among the recorded ones, 0 for the first.</param>
internal sealed record SessionInSeries(InductionSeries Series, int Place)
{
    /// <summary>The date of the session.</summary>
    public LocalDate Date => Series.CompletedDates[Place];

    /// <summary>When the session started; <c>null</c> when only its date is known.</summary>
    public Moment? Start => StartOf(Place);

    /// <summary>When the recorded session before started; <c>null</c> for the first, and when only its date is known.</summary>
    public Moment? PreviousStart => StartOf(Place - 1);

    /// <summary>The date of the recorded session before; <c>null</c> for the first.</summary>
    public LocalDate? Previous => Place == 0 ? null : Series.CompletedDates[Place - 1];

    /// <summary>Whether every session before is on record.</summary>
    public bool IsComplete => Series.Completeness == ListCompleteness.Complete;

    /// <summary>Whether the session may go beyond the induction; <c>null</c> when not known.</summary>
    public bool? MayGoOn => Series.Extensions.Contains(Date) ? true : Series.MayGoOn;

    /// <summary>The course weeks that passed since the session before, and after the last session on record those since, up to the
    /// date it is judged on: the first of them, and the one after the last.</summary>
    public (int First, int End) Passed
    {
        get
        {
            bool isLast = Place == Series.CompletedDates.Length - 1;
            int week = Series.WeekOf(Date);
            return (Series.WeekOf(Previous ?? Date), isLast && Series.On is { } on ? Math.Max(week, Series.WeekOf(on)) : week);
        }
    }

    private Moment? StartOf(int place) => place >= 0 && place < Series.CompletedStarts.Length ? Series.CompletedStarts[place] : null;
}

/// <summary>A course week of a series that has passed.</summary>
/// <param name="Series">The series.</param>
/// <param name="Number">Which it is; <c>null</c> for one of which nobody knows, as not every session before is on record.</param>
internal readonly record struct PassedWeek(InductionSeries Series, int? Number);

/// <summary>What the rules of protocols ask, each fact with the fields it is read from.</summary>
internal static class ProtocolFacts
{
    private const int MostSessions = 1_000_000;

    private static Input<ConditionGroups, bool?> Pain { get; } = new(Assessment.Fields.Conditions.Path, static groups => groups.HasPain);

    private static Input<ConditionGroups, bool?> MentalHealth { get; } = new(
        Assessment.Fields.Conditions.Path, static groups => groups.HasMentalHealth);

    private static Input<ConditionGroups, bool?> Headache { get; } = new(
        Assessment.Fields.Conditions.Path, static groups => groups.HasHeadache);

    private static Input<ConditionGroups, bool?> Other { get; } = new(
        Assessment.Fields.Conditions.Path, static groups => groups.HasOther);

    private static Input<AskedRoute, InfusionRoute?> RouteAsked { get; } = new(
        PatientRecord.Fields.Route.Path, static asked => asked.Route);

    private static Input<InductionSeries, StatedName?> ProtocolOfSeries { get; } = new(
        PatientRecord.Fields.Protocol.Path, static series => series.Protocol);

    private static Input<InductionSeries, InductionSeries> Sessions { get; } = new(Visit.Fields.Start.Path, static series => series);

    private static Input<SessionInSeries, InductionSeries> SessionsBefore { get; } = Sessions.In<SessionInSeries>(
        static session => session.Series);

    private static Input<PassedWeek, InductionSeries> SessionsOfWeek { get; } = Sessions.In<PassedWeek>(static week => week.Series);

    /// <summary>Whether the patient has a listed pain condition.</summary>
    public static Fact<bool> HasPain { get; } =
        Fact.YesNo("protocol.has-pain", "a listed pain condition", "Is one of the conditions a listed pain condition?").From(Pain)
            .KnownThrough("eligibility.condition").Under("eligibility.conditions*.category");

    /// <summary>Whether the patient has a listed mental-health condition.</summary>
    public static Fact<bool> HasMentalHealth { get; } =
        Fact.YesNo(
            "protocol.has-mental-health", "a listed mental-health condition",
            "Is one of the conditions a listed mental-health condition?").From(MentalHealth)
            .KnownThrough("eligibility.condition").Under("eligibility.conditions*.category");

    /// <summary>Whether the patient has a listed headache condition.</summary>
    public static Fact<bool> HasHeadache { get; } =
        Fact.YesNo(
            "protocol.has-headache", "a listed headache condition", "Is one of the conditions a listed headache condition?").From(Headache)
            .KnownThrough("eligibility.condition").Under("eligibility.conditions*.category");

    /// <summary>Whether the patient has a listed condition of no such group.</summary>
    public static Fact<bool> HasOther { get; } =
        Fact.YesNo(
            "protocol.has-other", "another listed condition",
            "Is one of the conditions listed, and neither pain nor mental health nor headache?").From(Other)
            .KnownThrough("eligibility.condition").Under("eligibility.conditions*.category");

    /// <summary>The route asked for.</summary>
    public static Fact<InfusionRoute> Route { get; } =
        Fact.Choice<InfusionRoute>("protocol.route", "the route", "By which route is it to be given?").From(RouteAsked);

    /// <summary>The place of the session in its series.</summary>
    public static Fact<int> Number { get; } =
        Fact.Count(
            "protocol.session-number", "place of the session in its series", "Which completed session of the series is it?", "", 1,
            MostSessions)
            .By<SessionInSeries, int>(static session => AtLeast(session, session.Place + 1, MostSessions), SessionsBefore)
            .OfSession();

    /// <summary>How many days after the first session it is; one that nobody recorded may be the first.</summary>
    public static Fact<int> DayOffset { get; } =
        Fact.Count(
            "protocol.day-offset", "days after the first completed session", "When was the first completed session of the series?", "days",
            0, int.MaxValue)
            .By<SessionInSeries, int>(
                static session =>
                    AtLeast(session, CalendarCount.DaysToReach(session.Series.CompletedDates[0], session.Date), int.MaxValue),
                    SessionsBefore).OfSession();

    /// <summary>How many days after the session before it is; one that nobody recorded may stand between.</summary>
    public static Fact<int> SincePrevious { get; } =
        Fact.LookBack(
            "protocol.days-since-previous", "days since the previous completed session", "When was the session before this one?", "days")
            .FromBothSides().By<SessionInSeries, int>(
                static session =>
                    AtMost(session, session.Previous is { } previous ? CalendarCount.DaysToReach(previous, session.Date) : Fact.Never),
                    SessionsBefore).OfSession();

    /// <summary>The weekday of the session.</summary>
    public static Fact<string> Weekday { get; } =
        Fact.Named(
            "protocol.weekday", "the weekday of the session", "On which weekday is the session?", Weekdays.Each(day => day.ToString()))
            .By<SessionInSeries, string>(
                static session => FactValue.Exactly((int)session.Date.DayOfWeek - (int)IsoDayOfWeek.Monday), SessionsBefore)
            .OfSession();

    /// <summary>How many sessions were in the seven days that end with it.</summary>
    public static Fact<int> InSevenDays { get; } =
        Fact.Count("protocol.sessions-in-seven-days", "completed sessions in seven days, this one included",
            "When were the sessions of the last seven days?",
            "sessions", 1, MostSessions).By<SessionInSeries, int>(static session =>
                AtLeast(session, SessionsInSevenDays(session), MostSessions), SessionsBefore).OfSession();

    /// <summary>How long after the start of the session before it began; one that nobody recorded may stand between.</summary>
    public static Fact<Duration> SincePreviousStart { get; } =
        Fact.Elapsed(
            "protocol.time-since-previous", "time from the start of the previous completed session",
            "When did this session start, and when the one before?")
            .By<SessionInSeries, Duration>(ElapsedSincePrevious, SessionsBefore).OfSession();

    /// <summary>How many sessions its course week has up to it.</summary>
    public static Fact<int> InCourseWeek { get; } =
        Fact.Count("protocol.sessions-in-course-week", "completed sessions in the course week, this one included",
            "When were the sessions of this course week, counted from the first session?",
            "sessions", 1, MostSessions).By<SessionInSeries, int>(
                static session => session.IsComplete
                    ? FactValue.Exactly(session.Series.CompletedDates.Take(session.Place + 1)
                        .Count(date => session.Series.WeekOf(date) == session.Series.WeekOf(session.Date)))
                    : FactValue.Between(1, MostSessions),
                SessionsBefore).OfSession();

    /// <summary>Whether a session beyond the induction is accounted for.</summary>
    public static Fact<bool> MayGoOn { get; } =
        Fact.YesNo("protocol.may-go-on", "a clinician's reason, or maintenance, for a session beyond the induction",
            "Has a clinician recorded why it goes beyond the induction?").From(
            new Input<SessionInSeries, bool?>(Visit.Fields.Series.Path, static session => session.MayGoOn)).KnownThrough("response.course");

    /// <summary>How many sessions of the series are completed.</summary>
    public static Fact<int> Completed { get; } =
        Fact.Count(
            "protocol.completed-sessions", "completed sessions of the series", "How many sessions of the series are completed?", "sessions",
            0, MostSessions)
            .By<InductionSeries, int>(
                static series => series.Completeness == ListCompleteness.Complete
                    ? FactValue.Exactly(series.CompletedDates.Length)
                    : series.Between is { } between ? FactValue.Between(between.Least, between.Most)
                    : FactValue.Between(series.CompletedDates.Length, MostSessions),
                Sessions).OfSessions();

    /// <summary>Which course week it is.</summary>
    public static Fact<int> CourseWeek { get; } =
        Fact.Count("protocol.course-week-number", "course week, counted from the first session", "When was the first session?", "weeks",
            1, MostSessions).By<PassedWeek, int>(
                static week => week.Number is { } number ? FactValue.Exactly(number) : FactValue.Between(1, MostSessions), SessionsOfWeek)
            .OfSession();

    /// <summary>How many sessions a course week had.</summary>
    public static Fact<int> SessionsInWeek { get; } =
        Fact.Count("protocol.sessions-in-passed-week", "completed sessions in the course week",
            "When were the sessions of the course weeks before?", "sessions", 0, MostSessions)
            .By<PassedWeek, int>(static week => Counted(week, static (week, number) => week == number), SessionsOfWeek)
            .OfSession();

    /// <summary>How many sessions the series had by the end of a course week.</summary>
    public static Fact<int> SessionsByWeek { get; } =
        Fact.Count("protocol.sessions-by-passed-week", "completed sessions by the end of the course week",
            "When were the sessions of the course weeks before?", "sessions", 0, MostSessions)
            .By<PassedWeek, int>(static week => Counted(week, static (week, number) => week <= number), SessionsOfWeek)
            .OfSession();

    /// <summary>Whether the course weeks that ended before a session had their sessions.</summary>
    /// <remarks>After the last session on record also those that have passed since.</remarks>
    /// <param name="weeks">How they are judged together.</param>
    public static Fact<string> PassedWeeks(Judgement<SessionInSeries> weeks) =>
        Fact.Linked("protocol.passed-weeks", "the course weeks that have passed", "When were the sessions of the course weeks before?",
            weeks.Table).From(weeks.Linked());

    /// <summary>The days of a week, in order.</summary>
    public static ImmutableArray<IsoDayOfWeek> Weekdays =>
    [
        IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday,
        IsoDayOfWeek.Saturday, IsoDayOfWeek.Sunday,
    ];

    /// <summary>The protocol of the series.</summary>
    /// <param name="protocols">The policy's protocols.</param>
    /// <param name="names">Their names.</param>
    public static Fact<string> Protocol(IEnumerable<ProtocolId> protocols, NameIndex names) => Protocol(protocols, names, ProtocolOfSeries);

    /// <summary>The protocol of a session's series.</summary>
    /// <param name="protocols">The policy's protocols.</param>
    /// <param name="names">Their names.</param>
    public static Fact<string> ProtocolOfSession(IEnumerable<ProtocolId> protocols, NameIndex names) =>
        Protocol(protocols, names, ProtocolOfSeries.In<SessionInSeries>(static session => session.Series));

    /// <summary>The protocol of a course week's series.</summary>
    /// <param name="protocols">The policy's protocols.</param>
    /// <param name="names">Their names.</param>
    public static Fact<string> ProtocolOfWeek(IEnumerable<ProtocolId> protocols, NameIndex names) =>
        Protocol(protocols, names, ProtocolOfSeries.In<PassedWeek>(static week => week.Series));

    private static Fact<string> Protocol<TSubject>(
        IEnumerable<ProtocolId> protocols, NameIndex names, Input<TSubject, StatedName?> input) =>
        Fact.Named(
            "protocol.id", "the protocol of the series", "Which protocol are the infusions given on?",
            protocols.Select(protocol => protocol.Name).DefaultIfEmpty("none published"))
            .From(input, names.Find).OfProtocol();

    private static FactValue Counted(PassedWeek week, Func<int, int, bool> counts) => week.Number is { } number
        ? FactValue.Exactly(Math.Min(
            MostSessions, week.Series.CompletedDates.Count(date => counts(week.Series.WeekOf(date), number))))
        : FactValue.Between(0, MostSessions);

    private static FactValue ElapsedSincePrevious(SessionInSeries session)
    {
        if (session.Previous is not { } previous)
        {
            return FactValue.Unknown;
        }

        // Between two dates, of which either may have 25 hours, so much time at least and at most.
        long days = Period.DaysBetween(previous, session.Date);
        FactValue recorded = session is { PreviousStart: { } before, Start: { } start } ? before.ElapsedTo(in start)
            : FactValue.Between(
                Math.Max(0, ((days - 1) * NodaConstants.NanosecondsPerDay) - NodaConstants.NanosecondsPerHour),
                ((days + 1) * NodaConstants.NanosecondsPerDay) + NodaConstants.NanosecondsPerHour);
        return session.IsComplete ? recorded : FactValue.Between(Math.Min(0, recorded.Low), recorded.High);
    }

    private static int SessionsInSevenDays(SessionInSeries session) =>
        session.Series.CompletedDates.Take(session.Place + 1).Count(date => date > session.Date.PlusDays(-7));

    // What one more session that nobody recorded can only raise, or only lower.
    private static FactValue AtLeast(SessionInSeries session, long recorded, long most) =>
        session.IsComplete ? FactValue.Exactly(recorded) : FactValue.Between(recorded, most);

    private static FactValue AtMost(SessionInSeries session, long recorded) =>
        session.IsComplete ? FactValue.Exactly(recorded) : FactValue.Between(0, recorded);
}
