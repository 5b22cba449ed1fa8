using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Protocols;
using NodaTime;

namespace Infusion.Rules.Policies.Reading;

/// <summary>The section <c>protocols</c>: how infusions are given, and how an induction goes.</summary>
internal static class ProtocolsSection
{
    // A table tells 64 cells of a fact apart, some of them for what no protocol states.
    private const int MostLimits = 50;

    // What stands behind "protocol." in rules that the room makes itself.
    private static string[] OwnRules =>
    [
        "pain-not-published", "mental-health-not-published", "headache-not-published", "other-not-published", "several", "mixed",
        "not-published", "no-listed-condition", "route", "route-not-offered", "same-date", "session", "induction", "choice",
    ];

    public static ObjectFormat<ProtocolPolicy> Create()
    {
        var o = new ObjectFormat<ProtocolPolicy>();
        var protocols = o.Default(
            "protocols", p => p.Protocols, Formats.Named(Protocol(), 1, 20, "id"), [],
            "The protocols, any number of them; left out, not published.");
        var routes = o.Default(
            "offeredRoutes", p => p.OfferedRoutes, Formats.Distinct(Formats.Enum<InfusionRoute>(), 1, 6), [],
            "The routes the clinic offers; left out, not published.");
        o.States(p => p.Stated);
        o.Check(v =>
        {
            if (v.Has(protocols))
            {
                RequireRoom(v.At(protocols).Items, v.Of(protocols));
            }
        });
        return o.Makes(v => new() { Protocols = v.Of(protocols), OfferedRoutes = v.Of(routes), Stated = v.Stated });
    }

    // All protocols together are judged by one table, which has room for so many different limits of a kind.
    private static void RequireRoom(LocatedValue[] places, ImmutableArray<InfusionProtocol> protocols)
    {
        (HashSet<object> days, HashSet<object> times, HashSet<object> dates) = ([], [], []);
        for (int index = 0; index < protocols.Length; index++)
        {
            (LocatedValue place, InfusionProtocol one) = (places[index], protocols[index]);
            Require(days, "spacings in days", place, "minimumSpacingDays", one.MinimumSpacingDays.Each(static days => (object)days));
            Require(days, "spacings in days", place, "maximumSpacingDays", one.MaximumSpacingDays + 1);
            Require(times, "spacings in time", place, "minimumSpacing", one.MinimumSpacing.Each(static time => (object)time));
            Require(dates, "days at which a window or a stage of course weeks ends", place, "windowDays", one.WindowDays);
            Require(
                dates, "days at which a window or a stage of course weeks ends", place, "weeks",
                [.. StageOfWeeks.Of(one.Weeks).Select(static stage => (object?)(stage.Last * 7))]);
        }
    }

    private static void Require(HashSet<object> limits, string what, LocatedValue place, string member, params object?[] more)
    {
        bool hadRoom = limits.Count <= MostLimits;
        limits.UnionWith(more.OfType<object>());
        if (hadRoom && limits.Count > MostLimits)
        {
            place.Member(member).Report(
                ProblemCodes.OutOfRange,
                FormattableString.Invariant($"more than {MostLimits} different {what} in all protocols together"),
                FormattableString.Invariant($"at most {MostLimits} different ones; protocols may share one"));
        }
    }

    private static ObjectFormat<InfusionProtocol> Protocol()
    {
        var o = new ObjectFormat<InfusionProtocol>();

        // Interned, so that an id a program wrote as a literal is met by its reference.
        var id = o.Required(
            "id", one => one.Id,
            new MappedFormat<string, ProtocolId>(Formats.Id(OwnRules), name => new ProtocolId(string.Intern(name)), one => one.Name),
            "The kebab-case id, such as four-hour.");
        var planned = o.Maybe(
            "plannedDuration", one => one.PlannedDuration, Formats.SomeUpToAYear,
            "How long an infusion is planned to run; left out, not published.");
        var sessions = o.Maybe(
            "inductionSessions", one => one.InductionSessions, new SessionCountFormat(),
            "The completed sessions of an induction: a number, the fewest and the most, or the fewest alone where there is no most; left "
            + "out, not published.");
        var window = o.Maybe(
            "windowDays", one => one.WindowDays, Formats.Int(1, 3660, "calendar days"),
            "The days the induction fits in, the first completed session's being day 1.");
        var shortest = o.Default(
            "minimumSpacingDays", one => one.MinimumSpacingDays, new OneOrListFormat<int>(Formats.Int(1, 3660, "calendar days"), 20), [],
            "The fewest days from one induction session to the next, inclusive, or a list of them: before the second session, the third and "
            + "so on, of which the last repeats.");
        var time = o.Default(
            "minimumSpacing", one => one.MinimumSpacing, new OneOrListFormat<Duration>(Formats.SomeUpToAYear, 20), [],
            "The shortest time from the start of one induction session to the start of the next, inclusive, or a list of them, as of days.");
        var longest = o.Maybe(
            "maximumSpacingDays", one => one.MaximumSpacingDays, Formats.Int(0, 3660, "calendar days"),
            "The most days between two induction sessions, inclusive.");
        var inSeven = o.Maybe(
            "maximumInSevenDays", one => one.MaximumInSevenDays, Formats.Int(1, 365, "sessions"),
            "The most induction sessions within seven days of the calendar.");
        var weeks = o.Default(
            "weeks", one => one.Weeks, Formats.List(Stage(), 1, 20), [],
            "How many sessions each course week has, stage by stage; course week 1 begins on the date of the first completed session.");
        var consecutive = o.Default(
            "isOnConsecutiveDays", one => one.IsOnConsecutiveDays, Formats.Flag, false,
            "Whether induction sessions are on days of the calendar that follow each other.");
        var weekdays = o.Default(
            "permittedWeekdays", one => one.PermittedWeekdays, Formats.Distinct(Formats.EnumBut(IsoDayOfWeek.None), 1, 7), [],
            "The weekdays induction sessions may be on; left out, any.");
        var evaluate = o.Maybe(
            "evaluateAfterSessions", one => one.EvaluateAfterSessions, new SessionCountFormat(needsMost: true),
            "The completed sessions after which the response is judged: a number, or the fewest, from which a response stands, and the most, "
            + "from which a likely non-response does; left out, not published.");
        var minimum = o.Maybe(
            "minimumRecovery", one => one.MinimumRecovery, Formats.UpToAYear,
            "The shortest recovery of this protocol; left out, the visits section's.");
        var recovery = o.Maybe(
            "plannedRecovery", one => one.PlannedRecovery, Formats.UpToAYear,
            "The planned recovery of this protocol; left out, the visits section's.");
        var serves = o.Default(
            "serves", one => one.Serves, Formats.Named(Served(), 0, 4, "category"), [], "The groups of conditions it is for.");
        o.States(one => one.Stated, planned, minimum, recovery);
        var (provenance, citations) = o.Sourced(one => one.Provenance, one => one.Citations);

        o.Check(v =>
        {
            if (v.Has(evaluate) && v.Has(sessions) && v.Of(evaluate)?.Maximum > v.Of(sessions)?.Maximum)
            {
                v.Report(
                    evaluate, ProblemCodes.Contradiction, "more sessions than the induction has",
                    FormattableString.Invariant($"at most {v.Of(sessions)?.Maximum}, the most of inductionSessions"));
            }
        });
        o.Holds(
            shortest, longest, v => !v.Of(shortest).Any(days => days > v.Of(longest)),
            "a shortest spacing above the longest", "at most maximumSpacingDays");
        o.Holds(
            shortest, consecutive, v => !v.Of(consecutive) || v.Of(shortest).All(static days => days == 1),
            "a spacing that consecutive days do not have", "at most 1 on consecutive days");
        o.Holds(
            weekdays, consecutive, v => !v.Of(consecutive) || new InfusionProtocol
            {
                Id = default,
                PermittedWeekdays = v.Of(weekdays),
                Provenance = default,
                Citations = [],
            }.HasWeekdaysInARow,
            "weekdays of which no two follow each other, for sessions on days that do",
            "two weekdays that follow each other, or the weekdays without isOnConsecutiveDays");
        o.Check(v =>
        {
            LocatedValue[] places = v.At(weeks).Items;
            for (int place = 0; v.Has(weeks) && place < places.Length - 1; place++)
            {
                if (v.Of(weeks)[place].Weeks is null)
                {
                    places[place].Report(
                        ProblemCodes.Contradiction, "a stage without an end before another one",
                        "weeks beside sessions; only the last stage goes on without");
                }
            }
        });
        o.Holds(
            longest, consecutive, v => !v.Of(consecutive) || v.Of(longest) is null or >= 1, "a spacing that consecutive days do not have",
            "at least 1 on consecutive days");
        o.Holds(
            recovery, minimum, v => v.Of(recovery) is null || v.Of(minimum) is null || v.Of(recovery) >= v.Of(minimum),
            "a planned recovery below the minimum", "at least minimumRecovery");
        o.Check(v =>
        {
            if (!v.Has(window) || !v.Has(sessions) || !v.Has(shortest) || !v.Has(time) || !v.Has(longest) || !v.Has(inSeven)
                || !v.Has(weeks) || !v.Has(consecutive) || !v.Has(weekdays) || v.Of(shortest).Any(days => days > v.Of(longest))
                || v.Of(weeks).Take(v.Of(weeks).Length - 1).Any(static stage => stage.Weeks is null))
            {
                return;
            }

            InfusionProtocol stated = new()
            {
                Id = default,
                InductionSessions = v.Of(sessions),
                WindowDays = v.Of(window),
                MinimumSpacingDays = v.Of(shortest),
                MinimumSpacing = v.Of(time),
                MaximumSpacingDays = v.Of(longest),
                MaximumInSevenDays = v.Of(inSeven),
                Weeks = v.Of(weeks),
                IsOnConsecutiveDays = v.Of(consecutive),
                PermittedWeekdays = v.Of(weekdays),
                Provenance = default,
                Citations = [],
            };
            var dates = InductionDates.Of(stated);
            if (!dates.DoesFit)
            {
                v.Report(
                    !stated.Weeks.IsEmpty ? weeks : v.Of(inSeven) is not null ? inSeven : v.Of(longest) is not null ? longest : shortest,
                    ProblemCodes.Contradiction, "a limit that no dates of the sessions keep together with the others",
                    stated.Weeks.IsEmpty
                        ? "sessions, spacing, weekdays and a most in seven days that some dates keep"
                        : "sessions, spacing, weekdays, course weeks and a most in seven days that some dates keep");
            }
            else if (v.Of(sessions) is not null && v.Of(window) < dates.FewestDays)
            {
                v.Report(
                    window, ProblemCodes.Contradiction, "a window too short for the sessions and their spacing",
                    FormattableString.Invariant($"at least {dates.FewestDays} days, in which the fewest sessions fit"));
            }
            else if (dates.Reached < v.Of(sessions)?.Maximum)
            {
                v.Report(
                    sessions, ProblemCodes.Contradiction, "a most that no dates of the sessions reach",
                    FormattableString.Invariant($"at most {dates.Reached}, or the fewest alone where there is no most"));
            }
            else if (v.Of(sessions)?.Maximum < stated.MinimumInWeeks)
            {
                v.Report(
                    weeks, ProblemCodes.Contradiction, "weeks with more sessions than the induction has",
                    FormattableString.Invariant($"at most {v.Of(sessions)?.Maximum} sessions in all weeks together"));
            }
        });
        return o.Makes(v => new()
        {
            Id = v.Of(id),
            PlannedDuration = v.Of(planned),
            InductionSessions = v.Of(sessions),
            WindowDays = v.Of(window),
            MinimumSpacingDays = v.Of(shortest),
            MinimumSpacing = v.Of(time),
            MaximumSpacingDays = v.Of(longest),
            MaximumInSevenDays = v.Of(inSeven),
            Weeks = v.Of(weeks),
            IsOnConsecutiveDays = v.Of(consecutive),
            PermittedWeekdays = v.Of(weekdays),
            EvaluateAfterSessions = v.Of(evaluate),
            MinimumRecovery = v.Of(minimum),
            PlannedRecovery = v.Of(recovery),
            Serves = v.Of(serves),
            Provenance = v.Of(provenance),
            Citations = v.Of(citations),
            Stated = v.Stated,
        });
    }

    private static ObjectFormat<CourseWeeks> Stage()
    {
        var o = new ObjectFormat<CourseWeeks>();
        var weeks = o.Maybe(
            "weeks", stage => stage.Weeks, Formats.Int(1, 52, "course weeks"),
            "How many weeks the stage has; left out of the last stage, to the end of the induction.");
        var sessions = o.Required(
            "sessions", stage => (stage.MinimumSessions, stage.MaximumSessions), new WeekSessionsFormat(),
            "The sessions of each week: a number, or the fewest, the most, or both.");
        return o.Makes(v => new()
        {
            Weeks = v.Of(weeks),
            MinimumSessions = v.Of(sessions).Minimum,
            MaximumSessions = v.Of(sessions).Maximum,
        });
    }

    private static ObjectFormat<ServedCategory> Served()
    {
        var o = new ObjectFormat<ServedCategory>();
        var category = o.Required("category", one => one.Category, Formats.Enum<ConditionCategory>(), "The group of conditions.");
        var (provenance, citations) = o.Sourced(one => one.Provenance, one => one.Citations);
        return o.Makes(v => new(v.Of(category), v.Of(provenance), v.Of(citations)));
    }
}
