using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Protocols;
using Infusion.Rules.Tests.Decisions;
using NodaTime;

namespace Infusion.Rules.Tests.Protocols;

public class ProtocolTests
{
    private static PolicyVersion Version => new("test", "1", "none");

    private static ProtocolRules Rules => new(PublishedProtocols.Policy, Version);

    [Theory]
    [InlineData(true, false, false, ProtocolChoiceOutcome.Named, "four-hour", "protocol.four-hour")]
    [InlineData(false, true, false, ProtocolChoiceOutcome.RequiresClinicianChoice, "one-hour", "protocol.one-hour")]
    [InlineData(false, false, true, ProtocolChoiceOutcome.NotPublished, null, "protocol.cluster")]
    [InlineData(false, true, true, ProtocolChoiceOutcome.NotPublished, null, "protocol.not-published")]
    [InlineData(true, true, false, ProtocolChoiceOutcome.RequiresClinicianChoice, "four-hour", "protocol.mixed")]
    [InlineData(true, false, true, ProtocolChoiceOutcome.RequiresClinicianChoice, "four-hour", "protocol.mixed")]
    [InlineData(true, true, true, ProtocolChoiceOutcome.RequiresClinicianChoice, "four-hour", "protocol.mixed")]
    [InlineData(false, false, false, ProtocolChoiceOutcome.NotPublished, null, "protocol.no-listed-condition")]
    public void Each_group_of_conditions_names_its_protocol(
        bool pain, bool mental, bool headache, ProtocolChoiceOutcome outcome, string? named, string rule)
    {
        ProtocolDecision decision = Rules.Choose(new() { HasPain = pain, HasMentalHealth = mental, HasHeadache = headache });
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        Assert.Equal(outcome, decision.Outcome);
        Assert.Equal(named is null ? [] : [new ProtocolId(named)], decision.Protocols);
        Assert.Equal(outcome == ProtocolChoiceOutcome.Named ? ClinicianChoice.NotRequired : ClinicianChoice.RequiresClinicianChoice, decision.ClinicianChoice);
        Assert.Equal(rule, Assert.Single(decision.Explanation.Rules).Id);
        Assert.Equal(outcome.ToString(), decision.ToDocument().Outcome);
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
        ProtocolDecision decision = Rules.Choose(new() { HasPain = true });
        Assert.Equal(DecisionStatus.NeedsInformation, decision.Status);
        Assert.Equal(ProtocolChoiceOutcome.RequiresClinicianChoice, decision.Outcome);
        Assert.Equal([ProtocolId.FourHour], decision.Protocols);
        Assert.Equal(["protocol.has-mental-health", "protocol.has-headache"], decision.Questions.Select(question => question.Fact));
    }

    [Theory]
    [InlineData(InfusionRoute.Intravenous, RouteOutcome.Offered)]
    [InlineData(InfusionRoute.Oral, RouteOutcome.NotOffered)]
    [InlineData(InfusionRoute.Intranasal, RouteOutcome.NotOffered)]
    public void Only_the_intravenous_route_is_offered(InfusionRoute route, RouteOutcome outcome)
    {
        RouteDecision decision = Rules.JudgeRoute(route);
        Assert.Equal(outcome, decision.Outcome);
        Assert.DoesNotContain("contraindicat", decision.ToDocument().Rules[0].ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(DecisionStatus.NeedsInformation, Rules.JudgeRoute(null).Status);
    }

    [Theory]
    [InlineData(19, SessionFinding.SameDate, false)]
    [InlineData(21, SessionFinding.OutsideFirstWeek, false)]
    [InlineData(22, SessionFinding.OutsideFirstWeek, true)]
    [InlineData(17, SessionFinding.SameDate, true)]
    public void S10_the_loading_window_warns_and_still_counts(int day, SessionFinding finding, bool found)
    {
        InductionDecision decision = Induction(ProtocolId.FourHour, 15, 17, day);
        Assert.Equal(InductionOutcome.Complete, decision.Outcome);
        Assert.Equal(3, decision.CompletedSessions);
        Assert.Equal(0, decision.SessionsOutstanding);
        Assert.Equal(new LocalDate(2026, 6, 21), decision.WindowEnd);
        Assert.Equal(found ? [finding] : [], decision.Sessions[2].Findings);
        Assert.All(decision.Sessions, session => Assert.Equal(DecisionStatus.Determined, session.Status));
        Assert.Equal(3, decision.ToDocument().Parts.Length);
    }

    [Fact]
    public void A_session_after_the_induction_is_not_outside_the_first_week() =>
        Assert.Empty(Rules.JudgeInduction(new()
        {
            Protocol = ProtocolId.FourHour,
            CompletedDates = [new(2026, 6, 15), new(2026, 6, 17), new(2026, 6, 19), new(2026, 8, 3)],
        }).Sessions[3].Findings);

    [Theory]
    [InlineData(1, InductionOutcome.InProgress, 2)]
    [InlineData(2, InductionOutcome.InProgress, 1)]
    [InlineData(3, InductionOutcome.Complete, 0)]
    public void Three_completed_sessions_make_an_induction(int sessions, InductionOutcome outcome, int outstanding)
    {
        InductionDecision decision = Induction(ProtocolId.FourHour, [.. Enumerable.Range(15, sessions)]);
        Assert.Equal(outcome, decision.Outcome);
        Assert.Equal(outstanding, decision.SessionsOutstanding);
    }

    [Fact]
    public void The_one_hour_protocol_has_no_published_induction_window_or_spacing()
    {
        InductionDecision decision = Induction(ProtocolId.OneHour, 1, 2, 30);
        Assert.Equal(InductionOutcome.NotPublished, decision.Outcome);
        Assert.Null(decision.WindowEnd);
        Assert.Null(decision.SessionsOutstanding);
        Assert.All(decision.Sessions, session => Assert.Empty(session.Findings));
    }

    [Fact]
    public void A_partial_record_leaves_room_for_an_earlier_session()
    {
        InductionDecision decision = Rules.JudgeInduction(new()
        {
            Protocol = ProtocolId.FourHour,
            CompletedDates = [new(2026, 6, 15), new(2026, 6, 17)],
            Completeness = ListCompleteness.Partial,
        });
        Assert.Equal([InductionOutcome.Complete, InductionOutcome.InProgress], decision.Possible);
        Assert.Null(decision.WindowEnd);
        Assert.Contains(SessionFinding.OutsideFirstWeek, decision.Sessions[1].Possible);
        Assert.Empty(decision.Sessions[1].Findings);
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
                    MinimumSpacingDays = 2,
                    MaximumSpacingDays = 3,
                    PermittedWeekdays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Friday],
                },
                PublishedProtocols.Policy.Protocols[1] with { IsOnConsecutiveDays = true },
            ],
        };
        ProtocolRules rules = new(policy, Version);
        LocalDate monday = new(2026, 6, 15);
        InductionDecision four = rules.JudgeInduction(new()
        {
            Protocol = ProtocolId.FourHour,
            CompletedDates = [monday, monday.PlusDays(1), monday.PlusDays(4), monday.PlusDays(9)],
        });
        Assert.Equal(InductionOutcome.MinimumReached, four.Outcome);
        Assert.Empty(four.Sessions[0].Findings);
        Assert.Equal([SessionFinding.BelowMinimumSpacing, SessionFinding.WeekdayNotPermitted], four.Sessions[1].Findings);
        Assert.Empty(four.Sessions[2].Findings);
        Assert.Equal([SessionFinding.OutsideFirstWeek, SessionFinding.AboveMaximumSpacing], four.Sessions[3].Findings.Take(2));
        InductionDecision one = rules.JudgeInduction(new() { Protocol = ProtocolId.OneHour, CompletedDates = [monday, monday.PlusDays(1), monday.PlusDays(3)] });
        Assert.Equal([0, 0, 1], one.Sessions.Select(session => session.Findings.Length));
        Assert.Equal([SessionFinding.NotConsecutive], one.Sessions[2].Findings);
        TableLaws.Assert(rules.ChoiceTable, rules.InductionTable, rules.RouteTable);
    }

    [Fact]
    public void Two_protocols_for_one_group_are_both_named_for_a_clinician()
    {
        ProtocolPolicy published = PublishedProtocols.Policy;
        ProtocolRules rules = new(published with
        {
            Protocols = published.Protocols.Add(published.Protocols[0] with { Id = new("two-hour"), PlannedDuration = Duration.FromHours(2) }),
        }, Version);
        ProtocolDecision decision = rules.Choose(new() { HasPain = true, HasMentalHealth = false, HasHeadache = false });
        Assert.Equal(ProtocolChoiceOutcome.RequiresClinicianChoice, decision.Outcome);
        Assert.Equal([ProtocolId.FourHour, new("two-hour")], decision.Protocols);
        TableLaws.Assert(rules.ChoiceTable);
    }

    [Fact]
    public void The_published_tables_are_complete_without_overlap_and_every_rule_decides_somewhere() =>
        TableLaws.Assert(Rules.ChoiceTable, Rules.RouteTable, Rules.SessionTable, Rules.InductionTable);

    [Fact]
    public void A_choice_allocates_nothing()
    {
        ProtocolRules rules = Rules;
        ProtocolFacts facts = new() { HasPain = true, HasMentalHealth = false, HasHeadache = false };
        Assert.Equal(0, Allocation.Of(() => rules.Choose(facts).Outcome));
    }

    [Fact]
    public void The_published_evaluation_points_are_three_and_four_sessions() =>
        Assert.Equal([3, 4], PublishedProtocols.Policy.EvaluationPoints.Select(point => point.AfterSessions!.Value));

    [Fact]
    public void Wrong_input_is_refused_by_name()
    {
        Assert.Throws<ArgumentException>(() => Rules.JudgeInduction(new() { Protocol = new("six-hour") }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SessionCount.Exactly(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SessionCount.Between(4, 3));
        Assert.Throws<ArgumentNullException>(() => Rules.Choose(null!));
        ProtocolPolicy published = PublishedProtocols.Policy;
        Assert.Throws<ArgumentException>(() => new ProtocolRules(published with { Protocols = [] }, Version));
        Assert.Throws<ArgumentException>(() => new ProtocolRules(published with { OfferedRoutes = [] }, Version));
        Assert.Throws<ArgumentException>(() => new ProtocolRules(published with { Protocols = [published.Protocols[0], published.Protocols[0]] }, Version));
        Assert.Throws<ArgumentException>(() => new ProtocolRules(
            published with { Protocols = [published.Protocols[0] with { MinimumSpacingDays = 3, MaximumSpacingDays = 2 }] }, Version));
        Assert.Throws<ArgumentException>(() => new ProtocolRules(published with { Protocols = [published.Protocols[0] with { WindowDays = 0 }] }, Version));
        Assert.Throws<InvalidOperationException>(() => default(ProtocolDecision).Questions);
    }

    private static InductionDecision Induction(ProtocolId protocol, params int[] days) =>
        Rules.JudgeInduction(new() { Protocol = protocol, CompletedDates = [.. days.Select(day => new LocalDate(2026, 6, day))] });
}
