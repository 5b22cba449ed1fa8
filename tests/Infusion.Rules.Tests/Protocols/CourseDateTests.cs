using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Protocols;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Tests.Protocols;

/// <summary>Spacing in hours and by session, course weeks, and the most sessions of an induction, each on both sides of its bound.</summary>
public sealed class CourseDateTests
{
    private static Instant Noon => Instant.FromUtc(2026, 6, 1, 12, 0);

    [Theory]
    [InlineData(48 * 3600, false)]
    [InlineData((48 * 3600) - 1, true)]
    [InlineData(41 * 3600, true)]
    [InlineData((48 * 3600) + 1, false)]
    public void A_spacing_in_hours_counts_from_start_to_start(int seconds, bool found)
    {
        ProtocolRules rules = Rules(new() { MinimumSpacing = [Duration.FromHours(48)] });
        Assert.Equal(
            found ? [SessionFinding.BelowMinimumSpacing] : [],
            Last(rules, At(Noon, Noon + Duration.FromSeconds(seconds))).Certain);
    }

    [Fact]
    public void Without_a_time_a_spacing_in_hours_is_decided_only_where_every_time_of_the_dates_agrees()
    {
        ProtocolRules rules = Rules(new() { MinimumSpacing = [Duration.FromHours(48)] });
        InductionSeries series = new() { Protocol = new ProtocolId("own"), CompletedDates = [Date(1), Date(3)] };
        Assert.Equal(DecisionStatus.NeedsInformation, Last(rules, series).Status);
        Assert.Empty(Last(rules, series with { CompletedDates = [Date(1), Date(5)] }).Possible);
        Assert.Equal(
            [SessionFinding.SameDate, SessionFinding.BelowMinimumSpacing],
            Last(rules, series with { CompletedDates = [Date(1), Date(1)] }).Certain);
    }

    [Theory]
    [InlineData(new[] { 1, 2, 5, 8 }, false)]
    [InlineData(new[] { 1, 2, 4, 7 }, true)]
    [InlineData(new[] { 1, 2, 5, 7 }, true)]
    public void A_spacing_by_session_repeats_its_last(int[] days, bool found)
    {
        ProtocolRules rules = Rules(new() { MinimumSpacingDays = [1, 3] });
        InductionSeries series = new() { Protocol = new ProtocolId("own"), CompletedDates = [.. days.Select(Date)] };
        Assert.Equal(found, rules.DecideSessions(series).Any(session => session.Has(SessionFinding.BelowMinimumSpacing)));
    }

    [Theory]
    [InlineData(new[] { 1, 4, 8, 15 }, null)]
    [InlineData(new[] { 1, 4, 7 }, SessionFinding.AboveMaximumInCourseWeek)]
    [InlineData(new[] { 1, 4, 8, 14 }, SessionFinding.AboveMaximumInCourseWeek)]
    [InlineData(new[] { 1, 4, 8, 16, 22 }, null)]
    [InlineData(new[] { 1, 8 }, SessionFinding.BelowMinimumInCourseWeek)]
    [InlineData(new[] { 1, 7, 15 }, SessionFinding.BelowMinimumInCourseWeek)]
    public void Course_weeks_have_their_sessions(int[] days, SessionFinding? finding)
    {
        ProtocolRules rules = Rules(new()
        {
            Weeks = [new() { Weeks = 1, MinimumSessions = 2, MaximumSessions = 2 }, new() { MinimumSessions = 1, MaximumSessions = 1 }],
        });
        InductionSeries series = new() { Protocol = new ProtocolId("own"), CompletedDates = [.. days.Select(Date)] };
        Assert.Equal(finding is { } one ? [one] : [], Last(rules, series).Certain);
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void A_week_falls_short_once_it_has_passed(int today, bool found)
    {
        ProtocolRules rules = Rules(new() { Weeks = [new() { Weeks = 3, MinimumSessions = 2, MaximumSessions = 3 }] });
        InductionSeries series = new() { Protocol = new ProtocolId("own"), CompletedDates = [Date(1)], On = Date(today) };
        Assert.Equal(found ? [SessionFinding.BelowMinimumInCourseWeek] : [], Last(rules, series).Certain);
        Assert.Empty(Last(rules, series with { On = null }).Possible);
    }

    [Fact]
    public void No_week_falls_short_once_the_induction_has_its_fewest_sessions()
    {
        ProtocolRules rules = Rules(new()
        {
            InductionSessions = SessionCount.AtLeast(2),
            Weeks = [new() { MinimumSessions = 1 }],
        });
        InductionSeries series = new() { Protocol = new ProtocolId("own"), CompletedDates = [Date(1), Date(8)], On = Date(60) };
        Assert.All(rules.DecideSessions(series), session => Assert.Empty(session.Possible));
        Assert.Equal(
            [SessionFinding.BelowMinimumInCourseWeek], Last(rules, series with { CompletedDates = [Date(1)] }).Certain);
    }

    [Theory]
    [InlineData(21, false)]
    [InlineData(22, true)]
    public void After_the_last_course_week_a_session_is_late(int day, bool found)
    {
        ProtocolRules rules = Rules(new() { Weeks = [new() { Weeks = 3, MaximumSessions = 3 }] });
        InductionSeries series = new() { Protocol = new ProtocolId("own"), CompletedDates = [Date(1), Date(day)] };
        Assert.Equal(found ? [SessionFinding.OutsideFirstWeek] : [], Last(rules, series).Certain);
    }

    [Fact]
    public void One_more_than_the_most_is_for_the_clinician_unless_something_on_record_accounts_for_it()
    {
        ProtocolRules rules = Rules(new() { InductionSessions = SessionCount.Between(6, 10) });
        InductionSeries ten = new() { Protocol = new ProtocolId("own"), CompletedDates = [.. Enumerable.Range(1, 10).Select(Date)] };
        InductionSeries eleven = ten with { CompletedDates = [.. Enumerable.Range(1, 11).Select(Date)] };
        Assert.Empty(Last(rules, ten).Possible);
        Decision<SessionFinding> beyond = Last(rules, eleven);
        Assert.Equal([SessionFinding.AboveMaximum], beyond.Certain);
        Assert.Equal(Modality.ClinicianDiscretion, beyond.DecidingRules.Single().Modality);
        Assert.Empty(Last(rules, eleven with { MayGoOn = true }).Possible);
        Assert.Empty(Last(rules, eleven with { Extensions = [Date(11)] }).Possible);
        Assert.Equal(DecisionStatus.NeedsInformation, Last(rules, eleven with { MayGoOn = null }).Status);
        ProtocolRules open = Rules(new() { InductionSessions = SessionCount.AtLeast(6) });
        Assert.Empty(Last(open, eleven).Possible);
        Assert.Equal(InductionOutcome.MinimumReached, open.DecideInduction(eleven).Outcome);
        Assert.Equal(InductionOutcome.Complete, rules.DecideInduction(eleven).Outcome);
    }

    [Fact]
    public void The_next_session_is_as_early_as_everything_that_is_said_of_its_date_allows()
    {
        InductionSeries one = At(Noon) with { CompletedDates = [Date(1)] };
        LocalDate Next(Own own) => Rules(own).EarliestNext(one, Date(1));
        Assert.Equal(Date(3), Next(new() { MinimumSpacing = [Duration.FromHours(48)] }));
        Assert.Equal(Date(2), Next(new() { MinimumSpacing = [Duration.FromHours(41)] }));
        Assert.Equal(Date(4), Next(new() { MinimumSpacingDays = [3, 1] }));
        Assert.Equal(Date(8), Next(new() { Weeks = [new() { Weeks = 1, MaximumSessions = 1 }, new() { MaximumSessions = 2 }] }));
        Assert.Equal(Date(8), Next(new() { MaximumInSevenDays = 1 }));
        Assert.Equal(Date(5), Next(new() { MinimumSpacingDays = [2], PermittedWeekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Friday] }));
    }

    private static LocalDate Date(int day) => new LocalDate(2026, 5, 31).PlusDays(day);

    private static InductionSeries At(params Instant[] starts) => new()
    {
        Protocol = new ProtocolId("own"),
        CompletedDates = [.. starts.Select(start => start.InUtc().Date)],
        CompletedStarts = [.. starts.Select(static start => (Moment)start)],
    };

    private static Decision<SessionFinding> Last(ProtocolRules rules, InductionSeries series) => rules.DecideSessions(series)[^1];

    private static ProtocolRules Rules(Own own) => new(
        new()
        {
            Protocols =
            [
                new()
                {
                    Id = new("own"),
                    InductionSessions = own.InductionSessions,
                    MinimumSpacing = own.MinimumSpacing,
                    MinimumSpacingDays = own.MinimumSpacingDays,
                    MaximumInSevenDays = own.MaximumInSevenDays,
                    PermittedWeekdays = own.PermittedWeekdays,
                    Weeks = own.Weeks,
                    Provenance = Provenance.ClinicPolicy,
                    Citations = ["clinic-policy"],
                },
            ],
        },
        InfusionRules.Published.Version);

    private sealed record Own
    {
        public SessionCount? InductionSessions { get; init; }

        public ImmutableArray<Duration> MinimumSpacing { get; init; } = [];

        public ImmutableArray<int> MinimumSpacingDays { get; init; } = [];

        public int? MaximumInSevenDays { get; init; }

        public ImmutableArray<IsoDayOfWeek> PermittedWeekdays { get; init; } = [];

        public ImmutableArray<CourseWeeks> Weeks { get; init; } = [];
    }
}
