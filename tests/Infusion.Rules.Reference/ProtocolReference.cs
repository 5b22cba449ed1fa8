using NodaTime;

namespace Infusion.Rules.Reference;

/// <summary>Section 2: the protocol, the route and the dates of the first sessions.</summary>
public static class ProtocolReference
{
    public const int FourHourMinutes = 240;
    public const int FourHourInductionSessions = 3;
    public const int FourHourWindowDays = 7;
    public const int OneHourMinutes = 60;

    public enum Protocol { FourHour, OneHour, NotPublished }

    public enum Route { Intravenous, Intramuscular, Intranasal, Oral, Sublingual }

    public enum RouteOutcome { Offered, NotPublished, NotOffered }

    public enum Warning { OutsideFirstWeek, SameDate }

    public enum Induction { Complete, InProgress, NotPublished }

    /// <summary>Which kinds of listed, active condition the patient has.</summary>
    public sealed record Facts(bool? Pain, bool? MentalHealth, bool? Headache);

    public sealed record Recommendation(Protocol Protocol, bool RequiresClinicianChoice);

    /// <param name="Session">The completed induction session, counted from 1.</param>
    public sealed record DateWarning(int Session, Warning Warning);

    public static Recommendation Recommend(Facts facts)
    {
        var pain = Completions.Known(facts.Pain, nameof(facts.Pain));
        var mentalHealth = Completions.Known(facts.MentalHealth, nameof(facts.MentalHealth));
        var headache = Completions.Known(facts.Headache, nameof(facts.Headache));

        if (pain)
        {
            // Pain alone has a published protocol; pain with anything else is a clinician's choice that names the same one.
            if (mentalHealth || headache)
                return new Recommendation(Protocol.FourHour, true);

            return new Recommendation(Protocol.FourHour, false);
        }

        // Cluster headache has no published protocol, with or without a mental-health condition beside it.
        if (headache)
            return new Recommendation(Protocol.NotPublished, true);

        if (mentalHealth)
            return new Recommendation(Protocol.OneHour, true);

        return new Recommendation(Protocol.NotPublished, true);
    }

    public static IReadOnlySet<Recommendation> Possible(Facts partial) => Completions.Possible(
        partial,
        Recommend,
        f => Completions.Fill(f, f.Pain, v => f with { Pain = v }),
        f => Completions.Fill(f, f.MentalHealth, v => f with { MentalHealth = v }),
        f => Completions.Fill(f, f.Headache, v => f with { Headache = v }));

    public static RouteOutcome JudgeRoute(Route route) => route == Route.Intravenous ? RouteOutcome.Offered : RouteOutcome.NotOffered;

    /// <summary>Sessions completed before response is judged.</summary>
    public static int? EvaluationPoint(Protocol protocol) => protocol switch
    {
        Protocol.FourHour => 3,
        Protocol.OneHour => 4,
        _ => null,
    };

    /// <summary>Planned infusion length in minutes.</summary>
    public static int? PlannedMinutes(Protocol protocol) => protocol switch
    {
        Protocol.FourHour => FourHourMinutes,
        Protocol.OneHour => OneHourMinutes,
        _ => null,
    };

    /// <summary>How far the induction is; of the one-hour protocol its length is not published.</summary>
    public static Induction InductionOf(Protocol protocol, int completedSessions)
    {
        if (protocol != Protocol.FourHour)
            return Induction.NotPublished;

        return completedSessions >= FourHourInductionSessions ? Induction.Complete : Induction.InProgress;
    }

    /// <summary>What is remarkable about one completed session; no earlier session means no days since it.</summary>
    public static IReadOnlySet<Warning> SessionWarnings(Protocol protocol, int session, int daysAfterFirst, int? daysSincePrevious)
    {
        HashSet<Warning> warnings = [];
        if (daysSincePrevious == 0)
            warnings.Add(Warning.SameDate);

        if (protocol == Protocol.FourHour && session <= 3)
        {
            if (daysAfterFirst >= 7)
                warnings.Add(Warning.OutsideFirstWeek);
        }

        return warnings;
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
