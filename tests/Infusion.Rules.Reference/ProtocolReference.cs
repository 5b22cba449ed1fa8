using NodaTime;

namespace Infusion.Rules.Reference;

/// <summary>Section 2: the protocol, the route and the dates of the first sessions.</summary>
public static class ProtocolReference
{
    public const int FourHourMinutes = 240;
    public const int FourHourInductionSessions = 3;
    public const int FourHourWindowDays = 7;
    public const int OneHourMinutes = 60;

    /// <summary>How infusions are given; what is null is not published.</summary>
    public sealed record Protocol(string Id)
    {
        public static Protocol FourHour { get; } = new("four-hour")
        {
            PlannedMinutes = FourHourMinutes,
            FewestSessions = FourHourInductionSessions,
            MostSessions = FourHourInductionSessions,
            WindowDays = FourHourWindowDays,
            EvaluationPoint = 3,
            Serves = [EligibilityReference.Category.Pain],
        };

        public static Protocol OneHour { get; } = new("one-hour")
        {
            PlannedMinutes = OneHourMinutes,
            EvaluationPoint = 4,
            Serves = [EligibilityReference.Category.MentalHealth],
            ServesAsRead = [EligibilityReference.Category.MentalHealth],
        };

        /// <summary>That of cluster headache, of which nothing is published.</summary>
        public static Protocol NotPublished { get; } = new("not-published");

        public int? PlannedMinutes { get; init; }

        public int? FewestSessions { get; init; }

        public int? MostSessions { get; init; }

        /// <summary>Whether the induction may be of fewer sessions than its most.</summary>
        public bool IsRange { get; init; }

        public int? EvaluationPoint { get; init; }

        public int? WindowDays { get; init; }

        public int? MinimumSpacingDays { get; init; }

        public int? MaximumSpacingDays { get; init; }

        public int? MaximumInSevenDays { get; init; }

        public bool IsOnConsecutiveDays { get; init; }

        public IReadOnlyList<IsoDayOfWeek> PermittedWeekdays { get; init; } = [];

        public Duration? MinimumRecovery { get; init; }

        public Duration? PlannedRecovery { get; init; }

        public IReadOnlyList<EligibilityReference.Category> Serves { get; init; } = [];

        /// <summary>What it is given for by a reading of the page alone: a clinician has to choose.</summary>
        public IReadOnlyList<EligibilityReference.Category> ServesAsRead { get; init; } = [];

        // One protocol is one by its name.
        public bool Equals(Protocol? other) => other is not null && Id == other.Id;

        public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);
    }

    /// <summary>A completed session among the others of its series.</summary>
    /// <param name="Number">Its place, from 1.</param>
    /// <param name="DaysSincePrevious">Null without one before it.</param>
    /// <param name="InSevenDays">How many were in the seven days that end with it, itself included.</param>
    /// <param name="MayGoOn">A session beyond the induction is accounted for.</param>
    public sealed record Session(int Number, int DaysAfterFirst, int? DaysSincePrevious, IsoDayOfWeek Weekday, int InSevenDays, bool MayGoOn);

    public enum Route { Intravenous, Intramuscular, Intranasal, Oral, Sublingual }

    public enum RouteOutcome { Offered, NotPublished, NotOffered }

    public enum Warning
    {
        SameDate, OutsideFirstWeek, BelowMinimumSpacing, AboveMaximumSpacing, NotConsecutive, WeekdayNotPermitted, AboveMaximumInSevenDays,
        AboveMaximum,
    }

    public enum Induction { Complete, MinimumReached, InProgress, NotPublished }

    /// <summary>Which kinds of listed, active condition the patient has.</summary>
    public sealed record Facts(bool? Pain, bool? MentalHealth, bool? Headache);

    public sealed record Recommendation(Protocol Protocol, bool RequiresClinicianChoice);

    /// <param name="Session">The completed induction session, counted from 1.</param>
    public sealed record DateWarning(int Session, Warning Warning);

    /// <summary>The protocol, where the clinic's own is chosen by what it is for.</summary>
    public static Recommendation Recommend(Facts facts, ReferencePolicy? policy = null)
    {
        var protocols = (policy ?? ReferencePolicy.Published).Protocols;
        var pain = Completions.Known(facts.Pain, nameof(facts.Pain));
        var mentalHealth = Completions.Known(facts.MentalHealth, nameof(facts.MentalHealth));
        var headache = Completions.Known(facts.Headache, nameof(facts.Headache));
        Protocol? For(EligibilityReference.Category category) => protocols.FirstOrDefault(one => one.Serves.Contains(category));

        if (pain)
        {
            // Pain alone has a published protocol; pain with anything else is a clinician's choice that names the same one.
            if (For(EligibilityReference.Category.Pain) is not { } forPain)
                return new Recommendation(Protocol.NotPublished, true);

            return new Recommendation(forPain, mentalHealth || headache);
        }

        // Cluster headache has no published protocol, with or without a mental-health condition beside it.
        if (headache)
            return new Recommendation(Protocol.NotPublished, true);

        if (mentalHealth)
        {
            return For(EligibilityReference.Category.MentalHealth) is { } forMind
                ? new Recommendation(forMind, forMind.ServesAsRead.Contains(EligibilityReference.Category.MentalHealth))
                : new Recommendation(Protocol.NotPublished, true);
        }

        return new Recommendation(Protocol.NotPublished, true);
    }

    public static IReadOnlySet<Recommendation> Possible(Facts partial) => Completions.Possible(
        partial,
        f => Recommend(f),
        f => Completions.Fill(f, f.Pain, v => f with { Pain = v }),
        f => Completions.Fill(f, f.MentalHealth, v => f with { MentalHealth = v }),
        f => Completions.Fill(f, f.Headache, v => f with { Headache = v }));

    public static RouteOutcome JudgeRoute(Route route) => route == Route.Intravenous ? RouteOutcome.Offered : RouteOutcome.NotOffered;

    /// <summary>Sessions completed before response is judged.</summary>
    public static int? EvaluationPoint(Protocol protocol) => protocol.EvaluationPoint;

    /// <summary>Planned infusion length in minutes.</summary>
    public static int? PlannedMinutes(Protocol protocol) => protocol.PlannedMinutes;

    /// <summary>How far the induction is; of the one-hour protocol its length is not published.</summary>
    public static Induction InductionOf(Protocol protocol, int completedSessions)
    {
        if (protocol.FewestSessions is not { } fewest)
            return Induction.NotPublished;

        if (protocol.MostSessions is { } most && completedSessions >= most)
            return Induction.Complete;

        return completedSessions >= fewest ? Induction.MinimumReached : Induction.InProgress;
    }

    /// <summary>What is remarkable about one completed session; no earlier session means no days since it.</summary>
    public static IReadOnlySet<Warning> SessionWarnings(Protocol protocol, int session, int daysAfterFirst, int? daysSincePrevious) =>
        SessionWarnings(protocol, new Session(session, daysAfterFirst, daysSincePrevious, IsoDayOfWeek.Monday, 1, true));

    /// <summary>The same with all that a clinic may ask of the dates of an induction. Of a later session only that it is not on the date
    /// of another, and that somebody has said why.</summary>
    public static IReadOnlySet<Warning> SessionWarnings(Protocol protocol, Session session)
    {
        HashSet<Warning> warnings = [];
        if (session.DaysSincePrevious == 0)
            warnings.Add(Warning.SameDate);

        if (protocol.MostSessions is { } most && session.Number > most)
        {
            // Where one number is published, a later session is maintenance.
            if (protocol.IsRange && !session.MayGoOn)
                warnings.Add(Warning.AboveMaximum);

            return warnings;
        }

        if (session.DaysAfterFirst >= protocol.WindowDays)
            warnings.Add(Warning.OutsideFirstWeek);

        if (session.DaysSincePrevious < protocol.MinimumSpacingDays)
            warnings.Add(Warning.BelowMinimumSpacing);

        if (session.DaysSincePrevious > protocol.MaximumSpacingDays)
            warnings.Add(Warning.AboveMaximumSpacing);

        if (protocol.IsOnConsecutiveDays && session.DaysSincePrevious is { } days && !Follows(protocol, session.Weekday, days))
            warnings.Add(Warning.NotConsecutive);

        if (protocol.PermittedWeekdays.Count > 0 && !protocol.PermittedWeekdays.Contains(session.Weekday))
            warnings.Add(Warning.WeekdayNotPermitted);

        if (session.InSevenDays > protocol.MaximumInSevenDays)
            warnings.Add(Warning.AboveMaximumInSevenDays);

        return warnings;
    }

    // None of the days between was one on which there are sessions.
    private static bool Follows(Protocol protocol, IsoDayOfWeek weekday, int days)
    {
        for (var between = 1; between < days && between < 8; between++)
        {
            var day = (IsoDayOfWeek)((((int)weekday - 1 - between + 7) % 7) + 1);
            if (protocol.PermittedWeekdays.Count == 0 || protocol.PermittedWeekdays.Contains(day))
                return false;
        }

        return days > 0;
    }

    /// <summary>
    /// The warnings on the clinic-local dates of the completed sessions of one four-hour series, in order of session.
    /// The first week is asked of the three of the induction, the same date of all; a session with a warning is still counted.
    /// </summary>
    public static IReadOnlyList<DateWarning> FourHourDateWarnings(IEnumerable<LocalDate> completedDates)
    {
        var dates = completedDates.OrderBy(ClinicClock.DayNumber).ToList();
        List<DateWarning> warnings = [];
        for (var i = 1; i < dates.Count; i++)
        {
            // Day 1 is the first session's date, so the last day of the week is day 1 + 6.
            if (i < FourHourInductionSessions && ClinicClock.DaysBetween(dates[0], dates[i]) > FourHourWindowDays - 1)
                warnings.Add(new DateWarning(i + 1, Warning.OutsideFirstWeek));

            if (ClinicClock.DaysBetween(dates[i - 1], dates[i]) == 0)
                warnings.Add(new DateWarning(i + 1, Warning.SameDate));
        }

        return warnings;
    }
}
