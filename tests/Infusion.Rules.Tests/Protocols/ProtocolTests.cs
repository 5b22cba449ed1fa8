using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Protocols;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Decisions;
using NodaTime;

namespace Infusion.Rules.Tests.Protocols;

public class ProtocolTests
{
    private static PolicyVersion Version => InfusionRules.Published.Version;

    private static ProtocolRules Rules => new(PublishedProtocols.Policy, Version);

    [Theory]
    [InlineData(true, false, false, ProtocolChoiceOutcome.Named, "four-hour", "protocol.four-hour")]
    [InlineData(false, true, false, ProtocolChoiceOutcome.RequiresClinicianChoice, "one-hour", "protocol.one-hour")]
    [InlineData(false, false, true, ProtocolChoiceOutcome.NotPublished, null, "protocol.headache-not-published")]
    [InlineData(false, true, true, ProtocolChoiceOutcome.NotPublished, null, "protocol.not-published")]
    [InlineData(true, true, false, ProtocolChoiceOutcome.RequiresClinicianChoice, "four-hour", "protocol.mixed")]
    [InlineData(true, false, true, ProtocolChoiceOutcome.RequiresClinicianChoice, "four-hour", "protocol.mixed")]
    [InlineData(true, true, true, ProtocolChoiceOutcome.RequiresClinicianChoice, "four-hour", "protocol.mixed")]
    [InlineData(false, false, false, ProtocolChoiceOutcome.NotPublished, null, "protocol.no-listed-condition")]
    public void Each_group_of_conditions_names_its_protocol(
        bool pain, bool mental, bool headache, ProtocolChoiceOutcome outcome, string? named, string rule)
    {
        ConditionGroups groups = new() { HasPain = pain, HasMentalHealth = mental, HasHeadache = headache };
        Decision<ProtocolChoiceOutcome> decision = Rules.Decide(groups);
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        Assert.Equal(outcome, decision.Outcome);
        Assert.Equal(named is null ? [] : [new ProtocolId(named)], Rules.Named(groups));
        Assert.Equal(rule, Assert.Single(decision.DecidingRules).Id);
        DecisionDocument document = decision.ToDocument();
        Assert.Equal(outcome.ToString(), document.Outcome);
        Assert.Equal(named, document.Value("protocol.named"));
        Assert.Equal(
            outcome == ProtocolChoiceOutcome.Named ? "NotRequired" : "RequiresClinicianChoice",
            document.Value("protocol.clinician-choice"));
    }

    [Fact]
    public void The_use_of_the_one_hour_protocol_is_inferred_and_the_four_hour_one_published()
    {
        Assert.Equal(Provenance.Inferred, Rules.ChoiceTable.Rules.Single(rule => rule.Id == "protocol.one-hour").Provenance);
        Assert.Equal(Provenance.Published, Rules.ChoiceTable.Rules.Single(rule => rule.Id == "protocol.four-hour").Provenance);
    }

    [Fact]
    public void With_pain_known_the_protocol_is_known_though_the_choice_is_not()
    {
        Decision<ProtocolChoiceOutcome> decision = Rules.Decide(new() { HasPain = true });
        Assert.Equal(DecisionStatus.NeedsInformation, decision.Status);
        Assert.Equal(ProtocolChoiceOutcome.RequiresClinicianChoice, decision.Outcome);
        Assert.Equal([ProtocolId.FourHour], Rules.Named(new() { HasPain = true }));
        Assert.Equal(["protocol.has-mental-health", "protocol.has-headache"], decision.Questions.Select(question => question.Fact));
    }

    [Theory]
    [InlineData(InfusionRoute.Intravenous, RouteOutcome.Offered)]
    [InlineData(InfusionRoute.Oral, RouteOutcome.NotOffered)]
    [InlineData(InfusionRoute.Intranasal, RouteOutcome.NotOffered)]
    public void Only_the_intravenous_route_is_offered(InfusionRoute route, RouteOutcome outcome)
    {
        Decision<RouteOutcome> decision = Rules.DecideRoute(route);
        Assert.Equal(outcome, decision.Outcome);
        Assert.DoesNotContain("contraindicat", decision.ToDocument().Rules[0].ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(DecisionStatus.NeedsInformation, Rules.DecideRoute(null).Status);
    }

    [Theory]
    [InlineData(19, SessionFinding.SameDate, false)]
    [InlineData(21, SessionFinding.OutsideFirstWeek, false)]
    [InlineData(22, SessionFinding.OutsideFirstWeek, true)]
    [InlineData(17, SessionFinding.SameDate, true)]
    public void S10_the_loading_window_warns_and_still_counts(int day, SessionFinding finding, bool found)
    {
        InductionSeries series = Series(ProtocolId.FourHour, 15, 17, day);
        Decision<InductionOutcome> decision = Rules.DecideInduction(series);
        Assert.Equal(InductionOutcome.Complete, decision.Outcome);
        Assert.Equal(0, Rules.SessionsOutstanding(series));
        Assert.Equal(new LocalDate(2026, 6, 21), Rules.WindowEnd(series));
        Assert.Equal(found ? [finding] : [], Rules.DecideSessions(series)[2].Certain);
        Assert.All(Rules.DecideSessions(series), session => Assert.Equal(DecisionStatus.Determined, session.Status));
        Assert.Equal(3, decision.ToDocument().Parts.Length);
        Assert.Equal("2026-06-21", decision.ToDocument().Value("protocol.window-end"));
    }

    [Fact]
    public void A_session_after_the_induction_is_not_outside_the_first_week() =>
        Assert.Empty(Rules.DecideSessions(new()
        {
            Protocol = ProtocolId.FourHour,
            CompletedDates = [new(2026, 6, 15), new(2026, 6, 17), new(2026, 6, 19), new(2026, 8, 3)],
        })[3].Certain);

    [Theory]
    [InlineData(1, InductionOutcome.InProgress, 2)]
    [InlineData(2, InductionOutcome.InProgress, 1)]
    [InlineData(3, InductionOutcome.Complete, 0)]
    public void Three_completed_sessions_make_an_induction(int sessions, InductionOutcome outcome, int outstanding)
    {
        InductionSeries series = Series(ProtocolId.FourHour, [.. Enumerable.Range(15, sessions)]);
        Assert.Equal(outcome, Rules.DecideInduction(series).Outcome);
        Assert.Equal(outstanding, Rules.SessionsOutstanding(series));
    }

    [Fact]
    public void The_one_hour_protocol_has_no_published_induction_window_or_spacing()
    {
        InductionSeries series = Series(ProtocolId.OneHour, 1, 2, 30);
        Assert.Equal(InductionOutcome.NotPublished, Rules.DecideInduction(series).Outcome);
        Assert.Null(Rules.WindowEnd(series));
        Assert.Null(Rules.SessionsOutstanding(series));
        Assert.All(Rules.DecideSessions(series), session => Assert.Empty(session.Certain));
    }

    [Fact]
    public void A_partial_record_leaves_room_for_an_earlier_session()
    {
        InductionSeries series = Series(ProtocolId.FourHour, 15, 17) with { Completeness = ListCompleteness.Partial };
        Assert.Equal([InductionOutcome.Complete, InductionOutcome.InProgress], Rules.DecideInduction(series).Possible);
        Assert.Null(Rules.WindowEnd(series));
        Assert.Contains(SessionFinding.OutsideFirstWeek, Rules.DecideSessions(series)[1].Possible);
        Assert.Empty(Rules.DecideSessions(series)[1].Certain);
    }

    [Fact]
    public void A_change_of_protocol_starts_a_new_series()
    {
        LocalDate day = new(2026, 6, 1);
        Assert.Equal([1, 2, 1], Rules.SeriesOf(
        [
            new(ProtocolId.OneHour, day.PlusDays(9)),
            new(ProtocolId.FourHour, day),
            new(ProtocolId.FourHour, day.PlusDays(14)),
            new(ProtocolId.OneHour, day.PlusDays(7)),
        ]).Select(series => series.CompletedDates.Length));
    }

    [Fact]
    public void A_policy_may_set_spacing_weekdays_and_consecutive_days()
    {
        ProtocolPolicy policy = PublishedProtocols.Policy with
        {
            Protocols =
            [
                PublishedProtocols.Policy.Protocols[0] with
                {
                    InductionSessions = SessionCount.Between(3, 5),
                    WindowDays = 10,
                    MinimumSpacingDays = [2],
                    MaximumSpacingDays = 3,
                    PermittedWeekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Friday],
                },
                PublishedProtocols.Policy.Protocols[1] with { IsOnConsecutiveDays = true },
            ],
        };
        ProtocolRules rules = new(policy, Version);
        LocalDate monday = new(2026, 6, 15);
        InductionSeries four = new()
        {
            Protocol = ProtocolId.FourHour,
            CompletedDates = [monday, monday.PlusDays(1), monday.PlusDays(4), monday.PlusDays(11)],
        };
        Assert.Equal(InductionOutcome.MinimumReached, rules.DecideInduction(four).Outcome);
        ImmutableArray<Decision<SessionFinding>> sessions = rules.DecideSessions(four);
        Assert.Empty(sessions[0].Certain);
        Assert.Equal([SessionFinding.BelowMinimumSpacing, SessionFinding.WeekdayNotPermitted], sessions[1].Certain);
        Assert.Empty(sessions[2].Certain);
        Assert.Equal([SessionFinding.OutsideFirstWeek, SessionFinding.AboveMaximumSpacing], sessions[3].Certain.Take(2));
        ImmutableArray<Decision<SessionFinding>> one = rules.DecideSessions(
            new() { Protocol = ProtocolId.OneHour, CompletedDates = [monday, monday.PlusDays(1), monday.PlusDays(3)] });
        Assert.Equal([0, 0, 1], one.Select(session => session.Certain.Length));
        Assert.Equal([SessionFinding.NotConsecutive], one[2].Certain);
        TableLaws.Assert(rules.ChoiceTable, rules.InductionTable, rules.RouteTable);
    }

    [Fact]
    public void Two_protocols_for_one_group_are_both_named_for_a_clinician()
    {
        ProtocolPolicy published = PublishedProtocols.Policy;
        ProtocolRules rules = new(published with
        {
            Protocols = published.Protocols.Add(
                published.Protocols[0] with { Id = new("two-hour"), PlannedDuration = Duration.FromHours(2) }),
        }, Version);
        ConditionGroups groups = new() { HasPain = true, HasMentalHealth = false, HasHeadache = false };
        Assert.Equal(ProtocolChoiceOutcome.RequiresClinicianChoice, rules.Decide(groups).Outcome);
        Assert.Equal([ProtocolId.FourHour, new("two-hour")], rules.Named(groups));
        TableLaws.Assert(rules.ChoiceTable);
    }

    [Fact]
    public void The_published_tables_are_complete_without_overlap_and_every_rule_decides_somewhere() =>
        TableLaws.Assert(Rules.ChoiceTable, Rules.RouteTable, Rules.SessionTable, Rules.InductionTable);

    [Fact]
    public void A_choice_allocates_nothing()
    {
        ProtocolRules rules = Rules;
        ConditionGroups groups = new() { HasPain = true, HasMentalHealth = false, HasHeadache = false };
        Assert.Equal(0, Allocation.Of(() => rules.Decide(groups).Outcome));
        Assert.Equal(0, Allocation.Of(() => rules.DecideRoute(InfusionRoute.Oral).Outcome));
    }

    [Fact]
    public void The_published_evaluation_points_are_three_and_four_sessions() =>
        Assert.Equal(
            [SessionCount.Exactly(3), SessionCount.Exactly(4)],
            PublishedProtocols.Policy.EvaluationPoints.Select(point => point.AfterSessions!.Value));

    [Fact]
    public void Wrong_input_is_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SessionCount.Exactly(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SessionCount.Between(4, 3));
        Assert.Throws<ArgumentNullException>(() => Rules.Decide(null!));
        ProtocolPolicy published = PublishedProtocols.Policy;
        Assert.Throws<ArgumentException>(
            () => new ProtocolRules(published with { Protocols = [published.Protocols[0], published.Protocols[0]] }, Version));
        Assert.Throws<ArgumentException>(() => new ProtocolRules(
            published with { Protocols = [published.Protocols[0] with { MinimumSpacingDays = [3], MaximumSpacingDays = 2 }] }, Version));
        Assert.Throws<ArgumentException>(
            () => new ProtocolRules(published with { Protocols = [published.Protocols[0] with { WindowDays = 0 }] }, Version));
        Assert.Throws<InvalidOperationException>(() => default(Decision<ProtocolChoiceOutcome>).Questions);
    }

    [Fact]
    public void A_protocol_the_policy_does_not_have_is_not_known()
    {
        InductionSeries series = Series(new("six-hour"), 15, 17);
        Assert.Equal([InductionOutcome.InProgress, InductionOutcome.NotPublished], Rules.DecideInduction(series).Possible);
        Assert.Equal(["protocol.id"], Rules.DecideInduction(series).Questions.Select(question => question.Fact));
        Assert.Null(Rules.WindowEnd(series));
    }

    [Fact]
    public void Days_skipped_on_a_protocol_that_is_not_known_are_not_taken_for_none()
    {
        ProtocolPolicy published = PublishedProtocols.Policy;
        ProtocolRules rules = new(published with
        {
            Protocols =
            [
                published.Protocols[0] with
                {
                    IsOnConsecutiveDays = true,
                    PermittedWeekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday],
                },
                published.Protocols[1],
            ],
        }, Version);
        InductionSeries series = Series(ProtocolId.FourHour, 15, 17);
        Assert.True(rules.DecideSessions(series)[1].Has(SessionFinding.NotConsecutive));
        Decision<SessionFinding> open = rules.DecideSessions(series with { Protocol = null })[1];
        Assert.True(open.Allows(SessionFinding.NotConsecutive));
        Assert.False(open.Has(SessionFinding.NotConsecutive));
    }

    private static InductionSeries Series(ProtocolId protocol, params int[] days) =>
        new() { Protocol = protocol, CompletedDates = [.. days.Select(day => new LocalDate(2026, 6, day))] };
}
