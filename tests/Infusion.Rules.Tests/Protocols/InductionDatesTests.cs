using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Protocols;

/// <summary>Whether the dates a protocol speaks of exist: small protocols made at random, and every set of dates and times tried.</summary>
public sealed class InductionDatesTests
{
    private const int Horizon = 36;

    private static LocalDate Monday => new(2026, 6, 1);

    [Fact]
    public void A_protocol_is_refused_where_trying_every_date_and_time_finds_none()
    {
        var random = new Random(20260601);
        (int refused, int accepted, int unreachable) = (0, 0, 0);
        for (int round = 0; round < 1500; round++)
        {
            InfusionProtocol protocol = AnyOf(random);
            int fewest = protocol.InductionSessions!.Value.Minimum;
            int? most = protocol.InductionSessions!.Value.Maximum;
            ImmutableArray<int> shortest = Found(protocol, fewest);
            ImmutableArray<int> longest = most is { } last ? Found(protocol, last) : shortest;
            bool isNone = shortest.IsEmpty || longest.IsEmpty || protocol.MinimumInWeeks > most;
            Assert.True(isNone == protocol.Problem is not null || IsToldAlone(protocol), $"round {round}: {protocol.Problem}");
            Assert.Equal(protocol.Problem is not null, IsRefusedAsText(protocol));
            if (isNone)
            {
                (refused, unreachable) = (refused + 1, unreachable + (shortest.IsEmpty ? 0 : 1));
            }
            else if (protocol.Problem is null)
            {
                accepted++;
                Assert.True(protocol.WindowDays is null || protocol.WindowDays >= InductionDates.Of(protocol).FewestDays);
                AssertNothingIsRemarkable(protocol, longest);
            }
        }

        Assert.True(refused > 200 && accepted > 200 && unreachable > 20, $"{refused}, {accepted}, {unreachable}");
    }

    // Refused for what it says itself, whatever the dates: two numbers that contradict each other.
    private static bool IsToldAlone(InfusionProtocol protocol) =>
        protocol.MinimumSpacingDays.Any(days => days > protocol.MaximumSpacingDays)
        || (protocol.IsOnConsecutiveDays && (protocol.MinimumSpacingDays.Any(static days => days > 1) || !protocol.HasWeekdaysInARow));

    private static bool IsRefusedAsText(InfusionProtocol protocol)
    {
        ClinicPolicy policy = ClinicPolicy.VirginiaInfusionTherapies with { Protocols = new() { Protocols = [protocol] } };
        return !ClinicPolicy.TryParse(policy.ToJson(), out _, out _);
    }

    private static void AssertNothingIsRemarkable(InfusionProtocol protocol, ImmutableArray<int> times)
    {
        ProtocolRules rules = new(new() { Protocols = [protocol] }, InfusionRules.Published.Version);
        Instant[] starts = [.. times.Select(time => Monday.AtMidnight().InUtc().ToInstant() + Duration.FromHours(12 * time))];
        InductionSeries series = new()
        {
            Protocol = protocol.Id,
            CompletedDates = [.. starts.Select(start => start.InUtc().Date)],
            CompletedStarts = [.. starts.Select(static start => (Moment)start)],
        };
        Assert.All(rules.DecideSessions(series), session => Assert.Empty(session.Possible));
    }

    // Times in half days from a Monday's midnight: every spacing in hours here is a number of them.
    private static ImmutableArray<int> Found(InfusionProtocol protocol, int sessions)
    {
        for (int first = 0; first < 7; first++)
        {
            if (IsPermitted(protocol, first) && From([2 * first]) is { IsEmpty: false } found)
            {
                return found;
            }
        }

        return [];

        ImmutableArray<int> From(ImmutableArray<int> times)
        {
            if (times.Length == sessions)
            {
                return times;
            }

            int last = times[^1];
            int end = (times[0] / 2) + Math.Min(Horizon, protocol.WindowDays ?? Horizon);
            for (int time = 2 * ((last / 2) + 1); time < 2 * end; time++)
            {
                ImmutableArray<int> with = times.Add(time);
                if (Keeps(protocol, with) && From(with) is { IsEmpty: false } all)
                {
                    return all;
                }
            }

            return [];
        }
    }

    private static bool IsPermitted(InfusionProtocol protocol, int day) =>
        protocol.PermittedWeekdays.IsEmpty || protocol.PermittedWeekdays.Contains((IsoDayOfWeek)((day % 7) + 1));

    private static bool Keeps(InfusionProtocol protocol, ImmutableArray<int> times)
    {
        int[] days = [.. times.Select(static time => time / 2)];
        (int day, int before) = (days[^1], days[^2]);
        T Spacing<T>(ImmutableArray<T> all)
            where T : struct => all.IsEmpty ? default : all[Math.Min(times.Length - 2, all.Length - 1)];
        return IsPermitted(protocol, day)
            && day - before >= Spacing(protocol.MinimumSpacingDays)
            && Duration.FromHours(12 * (times[^1] - times[^2])) >= Spacing(protocol.MinimumSpacing)
            && !(day - before > protocol.MaximumSpacingDays)
            && !(days.Count(other => other > day - 7) > protocol.MaximumInSevenDays)
            && (!protocol.IsOnConsecutiveDays || !Enumerable.Range(before + 1, day - before - 1).Any(other => IsPermitted(protocol, other)))
            && KeepsWeeks(protocol, days);
    }

    private static bool KeepsWeeks(InfusionProtocol protocol, int[] days)
    {
        CourseWeeks[] weeks =
        [
            .. protocol.Weeks.SelectMany(static stage => Enumerable.Repeat(stage, stage.Weeks ?? 10)),
        ];
        int Week(int day) => (day - days[0]) / 7;
        int Count(int week) => days.Count(day => Week(day) == week);
        int now = Week(days[^1]);
        return weeks.Length == 0 || (now < weeks.Length && !(Count(now) > weeks[now].MaximumSessions)
            && Enumerable.Range(0, now).All(week => Count(week) >= weeks[week].MinimumSessions));
    }

    private static InfusionProtocol AnyOf(Random random)
    {
        T? Maybe<T>(int oneIn, Func<T> make)
            where T : struct => random.Next(oneIn) == 0 ? make() : null;
        ImmutableArray<T> List<T>(int oneIn, Func<T> make) =>
            random.Next(oneIn) == 0 ? [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => make())] : [];
        int fewest = random.Next(1, 5);
        ImmutableArray<CourseWeeks> weeks = random.Next(2) == 0 ? [] : [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Stage())];
        return new()
        {
            Id = new("made"),
            InductionSessions = random.Next(3) switch
            {
                0 => SessionCount.AtLeast(fewest),
                1 => SessionCount.Exactly(fewest),
                _ => SessionCount.Between(fewest, random.Next(fewest, 5)),
            },
            WindowDays = Maybe(2, () => random.Next(1, 22)),
            MinimumSpacingDays = List(3, () => random.Next(1, 5)),
            MinimumSpacing = List(3, () => Duration.FromHours(12 * random.Next(1, 8))),
            MaximumSpacingDays = Maybe(3, () => random.Next(1, 9)),
            MaximumInSevenDays = Maybe(3, () => random.Next(1, 4)),
            Weeks = weeks.IsEmpty || random.Next(2) == 0 ? weeks : weeks.SetItem(weeks.Length - 1, weeks[^1] with { Weeks = null }),
            IsOnConsecutiveDays = random.Next(5) == 0,
            PermittedWeekdays = [.. ProtocolFacts.Weekdays.Where(_ => random.Next(2) == 0).Take(random.Next(4) == 0 ? 5 : 0)],
            Provenance = Provenance.ClinicPolicy,
            Citations = ["clinic-policy"],
        };

        CourseWeeks Stage()
        {
            int? most = Maybe(1, () => random.Next(1, 4));
            return new()
            {
                Weeks = random.Next(1, 4),
                MinimumSessions = random.Next(0, (most ?? 3) + 1),
                MaximumSessions = most,
            };
        }
    }
}
