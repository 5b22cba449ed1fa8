using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Finds limits of a policy that hold nobody, which no table shows: each number is compared with something there.</summary>
/// <remarks>Times of a day are compared as on a day of 24 hours.</remarks>
internal static class IdleLimits
{
    private const string Intake = "fasting.intake";
    private const string Session = "protocol.session";
    private const string Fee = "fee.cancellation";

    /// <summary>The findings on a policy.</summary>
    public static IEnumerable<CheckFinding> Of(InfusionRules rules)
    {
        FastingPolicy fasting = rules.Policy.Fasting ?? new();
        IEnumerable<(string Rule, string Kind, string Path, ImmutableArray<IntakeLimit> Limits)> kinds = fasting.Kinds
            .Select(static kind => (kind.Rule, kind.Id, $"fasting.kinds[{kind.Id}].limits", kind.Limits))
            .Append(("fasting.unlisted-kind", IntakeKind.Unlisted, "fasting.unlistedLimits", fasting.UnlistedLimits))
            .Concat(
                from hold in rules.Policy.Continuity?.Holds ?? []
                where hold.From is HoldStart.Clock
                let start = (HoldStart.Clock)hold.From
                select (
                    $"fasting.held-medicine.{hold.Id}", $"held-{hold.Id}", $"continuity.holds[{hold.Id}].until",
                    ImmutableArray.Create<IntakeLimit>(new IntakeLimit.Clock(start.Until, start.DaysBefore))));
        DecisionTable table = rules.Tables.Single(static one => one.Id == Intake);
        return kinds.SelectMany(kind => CutOffs(table, kind.Rule, kind.Kind, kind.Path, kind.Limits))
            .Concat(rules.Policy.Protocols?.Protocols.SelectMany(Dates) ?? [])
            .Concat(rules.Policy.Maintenance is { } maintenance ? AYear(maintenance) : [])
            .Concat(rules.Policy.Fees is { } fees ? Notices(rules.Tables.Single(static one => one.Id == Fee), fees) : []);
    }

    // Clinics see patients in the morning, and of those nobody can cancel too late by a clock time of the afternoon.
    private static IEnumerable<CheckFinding> Notices(DecisionTable table, FeePolicy fees) =>
        from place in Enumerable.Range(0, fees.NoticeTiers.Length)
        let clock = fees.NoticeTiers[place].Notice as Notice.ByClock
        where clock is { DaysBefore: 0 } && clock.Time >= LocalTime.Noon
        select new CheckFinding
        {
            Code = CheckCode.IdleLimit,
            Table = Fee,
            Subject = table.Rules.First(rule => rule.Says.Contains($"{clock}", StringComparison.Ordinal)).Id,
            Path = FormattableString.Invariant($"fees.noticeTiers[{place}]"),
            Witness = [WitnessFact.Shown("appointment", "the appointment", $"before {clock.Time:HH:mm}")],
            Says = $"The notice \"{clock}\" holds no appointment before {clock.Time:HH:mm} on the same day; was daysBefore: 1 meant?",
        };

    // As many as keep to the shortest time between them, at every date they may begin on. After the last offset nothing is published.
    private static IEnumerable<CheckFinding> AYear(MaintenancePolicy policy)
    {
        int? boosters = (policy.Earliest ?? policy.OnDemandFrom) is { } shortest
            ? Enumerable.Range(0, 731).Max(day => MaintenanceOrder.Given(new LocalDate(2027, 1, 1).PlusDays(day), shortest))
            : null;
        if (policy.MaximumPerYear is { } most && boosters * (policy.Booster?.Sessions ?? 1) is { } given && most >= given)
        {
            yield return new()
            {
                Code = CheckCode.IdleLimit,
                Table = "maintenance.findings",
                Subject = "maintenance.maximum-per-year",
                Path = "maintenance.maximumPerYear",
                Witness =
                [
                    WitnessFact.Shown(
                        "infusions", "infusions in a year, each as early as allowed", FormattableString.Invariant($"{given}")),
                ],
                Says = FormattableString.Invariant(
                    $"The most maintenance infusions in a year, {most}, holds nobody: what else it says of their dates leaves {given}"),
            };
        }
    }

    // A cut-off on the day itself is after the appointment whenever that is earlier, and then only other limits hold.
    private static IEnumerable<CheckFinding> CutOffs(
        DecisionTable table, string rule, string kind, string path, ImmutableArray<IntakeLimit> limits)
    {
        for (int place = 0; place < limits.Length; place++)
        {
            IntakeLimit limit = limits[place];
            long[] appointments = [.. Appointments(limits).Where(time => Holds(limit, time)).OrderBy(static time => time)];
            if (limit is IntakeLimit.Clock clock && appointments.Where(time => End(clock, time) > time).ToArray() is { Length: > 0 } free)
            {
                yield return new()
                {
                    Code = CheckCode.IdleLimit,
                    Table = Intake,
                    Subject = rule,
                    Path = PathOf(path, place),
                    Says = FormattableString.Invariant($"The limit \"{clock}\" of {kind} holds no appointment before {clock.CutOff:HH:mm} ")
                        + "on the same day; was daysBefore: 1 meant? If it is for later appointments only, sessionsFrom says so",
                    Witness = [.. Witness(table, kind, free[free.Length - 1])],
                };
            }
            else if (limit is not IntakeLimit.Window { After: not null } && appointments.All(time => IsShadowed(limits, place, time)))
            {
                yield return new()
                {
                    Code = CheckCode.IdleLimit,
                    Table = Intake,
                    Subject = rule,
                    Path = PathOf(path, place),
                    Says = $"The limit \"{limit}\" of {kind} holds no appointment: another limit of it ends earlier for each",
                    Witness =
                    [
                        Shown(table, "fasting.kind", "the intake", kind),
                        WitnessFact.Shown("limits", "what ends earlier", ReportText.Join(
                            [.. limits.Where((_, other) => other != place).Select(static other => $"\"{other}\"")])),
                    ],
                };
            }
        }
    }

    // A hold has one time and no list of them.
    private static string PathOf(string path, int place) =>
        path.EndsWith(".until", StringComparison.Ordinal) ? path : FormattableString.Invariant($"{path}[{place}]");

    // Of two that end together the first counts.
    private static bool IsShadowed(ImmutableArray<IntakeLimit> limits, int place, long appointment)
    {
        long end = End(limits[place], appointment);
        return limits.Where((other, at) => at != place && Holds(other, appointment)
            && (End(other, appointment) < end || (End(other, appointment) == end && at < place))).Any();
    }

    // Between two of these times nothing turns: the limits, their cut-offs, and where a window meets a cut-off.
    private static IEnumerable<long> Appointments(ImmutableArray<IntakeLimit> limits)
    {
        long[] cutOffs = [.. limits.OfType<IntakeLimit.Clock>().Select(static limit => End(limit, 0))];
        long[] windows = [.. limits.OfType<IntakeLimit.Window>().Select(static limit => limit.Before.ToInt64Nanoseconds())];
        return limits.SelectMany(static limit => new[] { limit.SessionsFrom, limit.SessionsBefore ?? LocalTime.Midnight })
            .Select(static time => time.NanosecondOfDay)
            .Concat(cutOffs).Concat(cutOffs.SelectMany(cutOff => windows.Select(window => cutOff + window)))
            .SelectMany(static time => new[] { time, (time == 0 ? NodaConstants.NanosecondsPerDay : time) - 1, time + 1 })
            .Where(static time => time is >= 0 and < NodaConstants.NanosecondsPerDay).Distinct();
    }

    private static bool Holds(IntakeLimit limit, long time) => time >= limit.SessionsFrom.NanosecondOfDay
        && (limit.SessionsBefore is not { } before || time < before.NanosecondOfDay);

    // When an intake must have ended for an appointment at a time, both counted from midnight.
    private static long End(IntakeLimit limit, long appointment) => limit switch
    {
        IntakeLimit.Window window => appointment - window.Before.ToInt64Nanoseconds(),
        IntakeLimit.Clock clock => clock.CutOff.NanosecondOfDay - (clock.DaysBefore * NodaConstants.NanosecondsPerDay),
        _ => long.MaxValue,
    };

    private static IEnumerable<WitnessFact> Witness(DecisionTable table, string kind, long appointment)
    {
        // The whole minute of the last such appointment, and an intake a minute before it where the day has one.
        long minute = appointment - (appointment % NodaConstants.NanosecondsPerMinute);
        yield return Shown(table, "fasting.kind", "the intake", kind);
        yield return Shown(table, "fasting.session-clock", "time of the appointment after midnight", Time(minute));
        yield return Shown(
            table, "fasting.clock", "time of the intake after midnight of the appointment's date",
            Time(Math.Max(0, minute - NodaConstants.NanosecondsPerMinute)));
    }

    private static string Time(long time) =>
        FormattableString.Invariant($"{LocalTime.FromNanosecondsSinceMidnight(time):HH:mm}");

    private static WitnessFact Shown(DecisionTable table, string id, string name, string value) =>
        WitnessFact.Shown(id, table.Facts.FirstOrDefault(fact => fact.Id == id)?.Name ?? name, value);

    // Any seven days touch two course weeks at most.
    private static int InWeeks(ImmutableArray<CourseWeeks> stages)
    {
        int[] most =
        [
            .. stages.SelectMany(static stage => Enumerable.Repeat(Math.Min(7, stage.MaximumSessions ?? 7), Math.Min(2, stage.Weeks ?? 2))),
        ];
        return most.Length == 0 ? int.MaxValue : most.Select((_, week) => most[week] + (week + 1 < most.Length ? most[week + 1] : 0)).Max();
    }

    // One session a date, where the spacing asks for that: what sessions that keep to the other limits cannot break.
    private static IEnumerable<CheckFinding> Dates(InfusionProtocol protocol)
    {
        // Elapsed hours above so many whole days ask for so many dates at least, and dates so far apart for more than one day less of them.
        int[] days = [.. Enumerable.Range(2, 20).Select(session => Math.Max(
            protocol.DaysBefore(session), (int)protocol.TimeBefore(session).TotalDays))];
        int spacing = days.Min();
        int inAWeek = spacing == 0 ? int.MaxValue
            : Math.Min((6 / spacing) + 1, protocol.PermittedWeekdays.IsEmpty ? 7 : protocol.PermittedWeekdays.Distinct().Count());
        int reached = Math.Min(inAWeek, protocol.InductionSessions?.Maximum ?? int.MaxValue);
        int most = Math.Min(reached, InWeeks(protocol.Weeks));
        if (protocol.MaximumInSevenDays >= most)
        {
            yield return Idle(
                "seven-days", "maximumInSevenDays", FormattableString.Invariant($"most in seven days, {protocol.MaximumInSevenDays}"),
                FormattableString.Invariant($"its sessions and their spacing leave {most} in seven days"));
        }

        int first = 1;
        for (int place = 0; place < protocol.Weeks.Length; place++)
        {
            CourseWeeks stage = protocol.Weeks[place];
            int inSeven = Math.Min(reached, protocol.MaximumInSevenDays ?? int.MaxValue);
            if (stage.MaximumSessions >= inSeven && stage.MaximumSessions > stage.MinimumSessions)
            {
                yield return Idle(
                    FormattableString.Invariant($"course-week-{first}"), FormattableString.Invariant($"weeks[{place}].sessions"),
                    FormattableString.Invariant($"most in a week from course week {first} on, {stage.MaximumSessions}"),
                    FormattableString.Invariant($"what else it says of its dates leaves {inSeven} a week"));
            }

            first += stage.Weeks ?? 0;
        }

        for (int session = 2; !protocol.MinimumSpacing.IsEmpty && !protocol.MinimumSpacingDays.IsEmpty && session <= days.Length; session++)
        {
            (Duration time, int dates) = (protocol.TimeBefore(session), protocol.DaysBefore(session));
            string hours = FormattableString.Invariant($"{time.TotalHours:0.##} h");
            if (time <= Duration.FromDays(dates - 1))
            {
                yield return Idle("minimum-time", "minimumSpacing", $"shortest time between its sessions, {hours}",
                    FormattableString.Invariant($"what is {dates} dates later is always longer after"));
                break;
            }

            if (Duration.FromDays(dates) <= time)
            {
                yield return Idle(
                    "minimum-spacing", "minimumSpacingDays", FormattableString.Invariant($"shortest spacing, in days {dates}"),
                    $"what is {hours} later is always as many dates later");
                break;
            }
        }

        foreach ((string rule, string property, string limit, int length) in new[]
        {
            ("minimum-spacing", "minimumSpacingDays", "days", protocol.MinimumSpacingDays.Length),
            ("minimum-time", "minimumSpacing", "times", protocol.MinimumSpacing.Length),
        })
        {
            if (length > 1 && length > (protocol.InductionSessions?.Maximum ?? int.MaxValue) - 1)
            {
                yield return Idle(rule, property, $"list of the shortest {limit} between its sessions",
                    FormattableString.Invariant(
                        $"it has {length}, and the induction at most {protocol.InductionSessions?.Maximum} sessions"));
            }
        }

        if (protocol.MaximumSpacingDays >= protocol.WindowDays - 1)
        {
            yield return Idle(
                "maximum-spacing", "maximumSpacingDays",
                FormattableString.Invariant($"longest spacing, {protocol.MaximumSpacingDays} days"),
                FormattableString.Invariant($"no two sessions in its window are further apart than {protocol.WindowDays - 1} days"));
        }

        if (protocol.MaximumSpacingDays is { } longest && protocol.InductionSessions?.Maximum is { } last
            && protocol.WindowDays > (longest * (last - 1L)) + 1)
        {
            yield return Idle("window", "windowDays", FormattableString.Invariant($"window of {protocol.WindowDays} days"),
                FormattableString.Invariant($"its sessions end by day {(longest * (last - 1L)) + 1} at their longest spacing"));
        }

        if (!protocol.Weeks.IsEmpty && protocol.WindowDays >= 7 * protocol.Weeks.Sum(static stage => stage.Weeks ?? int.MaxValue / 8000))
        {
            yield return Idle("window", "windowDays", FormattableString.Invariant($"window of {protocol.WindowDays} days"),
                "its course weeks are over before it or with it");
        }

        CheckFinding Idle(string rule, string property, string limit, string why) => new()
        {
            Code = CheckCode.IdleLimit,
            Table = Session,
            Subject = $"protocol.{protocol.Id}.{rule}",
            Path = $"protocols.protocols[{protocol.Id}].{property}",
            Witness = [WitnessFact.Shown("sessions", "sessions that keep to everything else", why)],
            Says = $"The {limit}, of the protocol {protocol.Id} holds nobody: {why}",
        };
    }
}
