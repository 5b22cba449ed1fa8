using Infusion.Rules.Decisions;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Tests.Decisions;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tests.Maintenance;

/// <summary>Scenarios S21 and S22, the policies a clinic can set, and every start date of 400 years.</summary>
public class MaintenanceTests
{
    private static MaintenanceRules Rules => With(PublishedMaintenance.Policy);

    public static TheoryData<MaintenancePolicy> Policies =>
    [
        PublishedMaintenance.Policy,
        PublishedMaintenance.Policy with { Anchor = MaintenanceAnchor.EndOfFirstWeek },
        PublishedMaintenance.Policy with { IsOnDemand = true },
        PublishedMaintenance.Policy with { ResponseIntervals = [new("substantial", Period.FromMonths(3)), new("moderate", Period.FromMonths(2))] },
        PublishedMaintenance.Policy with { ReliefIntervals = [new(30, Period.FromMonths(1)), new(60, Period.FromMonths(2))] },
        PublishedMaintenance.Policy with { ReliefIntervals = [new(0, Period.FromMonths(1))] },
        PublishedMaintenance.Policy with { OrdinalIntervals = [Period.FromWeeks(2), Period.FromMonths(1)] },
    ];

    [Theory]
    [InlineData("2026-01-31", "2026-02-28", "2026-04-30")]
    [InlineData("2028-01-31", "2028-02-29", "2028-04-30")]
    [InlineData("2026-11-30", "2026-12-30", "2027-02-28")]
    [InlineData("2027-11-30", "2027-12-30", "2028-02-29")]
    [InlineData("2026-08-31", "2026-09-30", "2026-11-30")]
    [InlineData("2024-02-29", "2024-03-29", "2024-05-29")]
    [InlineData("2026-01-15", "2026-02-15", "2026-04-15")]
    public void S21_the_window_is_clamped_to_the_months_end(string anchor, string earliest, string latest)
    {
        MaintenanceWindow window = Rules.On(Facts(anchor, anchor)).Window!.Value;
        Assert.Equal((Date(earliest), Date(latest)), (window.Earliest, window.Latest));
    }

    [Fact]
    public void S21_planned_months_are_counted_from_the_one_anchor()
    {
        Assert.Equal(
            [Date("2026-02-28"), Date("2026-03-31"), Date("2026-04-30")],
            MaintenanceRules.Project(Date("2026-01-31"), Period.FromMonths(1), 3));
    }

    [Theory]
    [InlineData("2026-02-27", MaintenanceOutcome.NotYetDue, 1)]
    [InlineData("2026-02-28", MaintenanceOutcome.InWindow, null)]
    [InlineData("2026-04-30", MaintenanceOutcome.InWindow, null)]
    [InlineData("2026-05-01", MaintenanceOutcome.DeferredWhileControlled, null)]
    public void S21_both_ends_of_the_window_belong_to_it(string on, MaintenanceOutcome outcome, int? daysEarly)
    {
        MaintenanceDecision decision = Rules.On(Facts("2026-01-31", on) with { SymptomsAreBack = false });
        Assert.Equal((DecisionStatus.Determined, outcome, daysEarly), (decision.Status, decision.Outcome, decision.DaysEarly));
        Assert.Empty(decision.Findings);
    }

    [Fact]
    public void S22_six_months_without_pain_is_deferred_and_asks_for_no_new_induction()
    {
        MaintenanceDecision decision = Rules.On(Facts("2026-01-15", "2026-07-15") with { SymptomsAreBack = false });
        Assert.Equal((DecisionStatus.Determined, MaintenanceOutcome.DeferredWhileControlled), (decision.Status, decision.Outcome));
        Assert.Empty(decision.Findings);
    }

    [Fact]
    public void S22_pain_that_returned_is_due_and_a_new_induction_is_not_published()
    {
        MaintenanceDecision decision = Rules.On(Facts("2026-01-15", "2026-07-15") with { SymptomsAreBack = true });
        Assert.Equal((DecisionStatus.Determined, MaintenanceOutcome.Due), (decision.Status, decision.Outcome));
        Assert.Equal([MaintenanceFinding.InductionAfterLapseNotPublished], decision.Findings);
    }

    [Fact]
    public void S22_a_clinicians_four_months_set_the_date_and_are_noted_as_outside_the_range()
    {
        MaintenanceFacts facts = Facts("2026-01-15", "2026-05-15") with { ClinicianInterval = ClinicianInterval.Every(Period.FromMonths(4)) };
        MaintenanceDecision decision = Rules.On(facts);
        Assert.Equal(MaintenanceOutcome.InWindow, decision.Outcome);
        Assert.Equal([MaintenanceFinding.OutsidePublishedRange], decision.Findings);
        MaintenanceRecommendation recommended = decision.Recommendation;
        Assert.Equal(MaintenanceBasis.ClinicianInterval, recommended.Basis);
        Assert.Equal(
            (Date("2026-05-15"), Date("2026-05-15"), Date("2026-05-15")),
            (recommended.Earliest!.Value, recommended.Recommended!.Value, recommended.Latest!.Value));
        Assert.Equal(1, Rules.On(facts with { On = Date("2026-05-14") }).DaysEarly);
    }

    [Fact]
    public void Past_the_window_with_symptoms_unknown_asks_about_the_symptoms_alone()
    {
        MaintenanceDecision decision = Rules.On(Facts("2026-01-15", "2026-07-15"));
        Assert.Equal((DecisionStatus.NeedsInformation, MaintenanceOutcome.Due), (decision.Status, decision.Outcome));
        Assert.Equal([MaintenanceOutcome.DeferredWhileControlled, MaintenanceOutcome.Due], decision.Possible);
        Assert.Equal("maintenance.symptoms", Assert.Single(decision.Questions).Fact);
    }

    [Fact]
    public void Symptoms_back_before_the_window_go_to_the_clinician()
    {
        MaintenanceDecision decision = Rules.On(Facts("2026-01-31", "2026-02-20") with { SymptomsAreBack = true });
        Assert.Equal((MaintenanceOutcome.NotYetDue, 8), (decision.Outcome, decision.DaysEarly));
        Assert.Equal([MaintenanceFinding.SymptomsBeforeWindow], decision.Findings);
    }

    [Fact]
    public void Before_the_stage_of_maintenance_there_is_no_window()
    {
        MaintenanceDecision decision = Rules.On(Facts("2026-01-31", "2026-03-15") with { IsInMaintenance = false });
        Assert.Equal(MaintenanceOutcome.BeforeMaintenance, decision.Outcome);
        Assert.Null(decision.Window);
        Assert.Equal(MaintenanceBasis.BeforeMaintenance, decision.Recommendation.Basis);
    }

    [Fact]
    public void The_published_policy_recommends_no_date()
    {
        MaintenanceRecommendation recommended = Rules.Recommend(Facts("2026-01-31", "2026-03-15"));
        Assert.Equal((DecisionStatus.Determined, MaintenanceBasis.NotPublished), (recommended.Status, recommended.Basis));
        Assert.Null(recommended.Recommended);
        Assert.Contains(recommended.ToDocument().Values, value => value is { Id: "maintenance.recommended", Value: "NotPublished" });
    }

    [Fact]
    public void A_clinicians_range_gives_bounds_and_no_single_date()
    {
        MaintenanceRecommendation recommended = Rules.Recommend(Facts("2026-01-31", "2026-03-15") with
        {
            ClinicianInterval = ClinicianInterval.Between(Period.FromWeeks(6), Period.FromMonths(3)),
        });
        Assert.Equal((Date("2026-03-14"), Date("2026-04-30")), (recommended.Earliest!.Value, recommended.Latest!.Value));
        Assert.Null(recommended.Recommended);
    }

    [Fact]
    public void The_end_of_the_first_week_is_the_anchor_only_while_no_infusion_is_later()
    {
        MaintenanceRules rules = With(PublishedMaintenance.Policy with { Anchor = MaintenanceAnchor.EndOfFirstWeek });
        MaintenanceFacts facts = Facts("2026-06-05", "2026-06-05") with { FirstCompletedInfusion = Date("2026-06-01") };
        Assert.Equal(Date("2026-06-07"), rules.AnchorOf(facts));
        Assert.Equal(Date("2026-08-03"), rules.AnchorOf(facts with { LastCompletedInfusion = Date("2026-08-03") }));
        Assert.Null(rules.AnchorOf(facts with { FirstCompletedInfusion = null }));
    }

    [Fact]
    public void A_policy_may_map_the_response_the_relief_or_the_ordinal_to_a_date()
    {
        MaintenanceFacts facts = Facts("2026-01-31", "2026-02-10");
        MaintenanceRules grade = With(PublishedMaintenance.Policy with { ResponseIntervals = [new("moderate", Period.FromMonths(2))] });
        Assert.Equal(Date("2026-03-31"), grade.Recommend(facts with { ResponseGrade = "moderate" }).Recommended);
        Assert.Equal(MaintenanceBasis.NotPublished, grade.Recommend(facts with { ResponseGrade = "slight" }).Basis);
        Assert.Equal(DecisionStatus.NeedsInformation, grade.Recommend(facts).Status);
        MaintenanceRules relief = With(PublishedMaintenance.Policy with { ReliefIntervals = [new(30, Period.FromMonths(1)), new(60, Period.FromMonths(2))] });
        Assert.Equal(MaintenanceBasis.NotPublished, relief.Recommend(facts with { ReliefDays = 29 }).Basis);
        Assert.Equal(Date("2026-02-28"), relief.Recommend(facts with { ReliefDays = 59 }).Recommended);
        Assert.Equal(Date("2026-03-31"), relief.Recommend(facts with { ReliefDays = 60 }).Recommended);
        MaintenanceRules ordinal = With(PublishedMaintenance.Policy with { OrdinalIntervals = [Period.FromWeeks(2), Period.FromMonths(1)] });
        Assert.Equal(Date("2026-02-14"), ordinal.Recommend(facts with { Ordinal = 1 }).Recommended);
        Assert.Equal(Date("2026-02-28"), ordinal.Recommend(facts with { Ordinal = 7 }).Recommended);
        Assert.Equal([MaintenanceFinding.OutsidePublishedRange], ordinal.On(facts with { Ordinal = 1 }).Findings);
    }

    [Fact]
    public void On_demand_maintenance_follows_the_symptoms_alone()
    {
        MaintenanceRules rules = With(PublishedMaintenance.Policy with { IsOnDemand = true });
        MaintenanceFacts facts = Facts("2026-01-31", "2026-02-10");
        Assert.Equal(MaintenanceOutcome.Due, rules.On(facts with { SymptomsAreBack = true }).Outcome);
        Assert.Equal(MaintenanceOutcome.DeferredWhileControlled, rules.On(facts with { SymptomsAreBack = false }).Outcome);
        Assert.Null(rules.On(facts).Window);
        Assert.Equal(MaintenanceBasis.OnDemand, rules.Recommend(facts).Basis);
    }

    [Fact]
    public void Every_start_date_of_400_years_has_its_window_by_the_oracle()
    {
        MaintenanceRules rules = Rules;
        long compared = 0;
        long mismatches = 0;
        LocalDate start = new(2000, 1, 1);
        for (LocalDate anchor = start; anchor < start.PlusYears(400); anchor = anchor.PlusDays(1))
        {
            MaintenanceWindow window = rules.WindowFrom(anchor);
            bool agrees = Parts(window.Earliest) == Oracle(anchor.Year, anchor.Month, anchor.Day, 1)
                && Parts(window.Latest) == Oracle(anchor.Year, anchor.Month, anchor.Day, 3);
            mismatches += agrees ? 0 : 1;
            compared++;
        }

        Evidence.Write("maintenance-months", compared, 146_097, mismatches);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_tables_of_every_policy_are_complete_and_lawful(MaintenancePolicy policy)
    {
        MaintenanceRules rules = With(policy);
        TableLaws.Assert(rules.StatusTable, rules.FindingsTable, rules.RecommendationTable);
    }

    [Fact]
    public void The_periods_stand_as_terms_on_the_rules()
    {
        Rule rule = Rules.StatusTable.Rules.Single(rule => rule.Id == "maintenance.window");
        Assert.Equal(["last completed infusion + P1M", "last completed infusion + P3M"], rule.Terms.Select(term => term.ToString()));
    }

    [Fact]
    public void A_decision_on_complete_facts_allocates_nothing()
    {
        MaintenanceRules rules = Rules;
        MaintenanceFacts facts = Facts("2026-01-15", "2026-07-15") with { SymptomsAreBack = true };
        Assert.Equal(0, Allocation.Of(() => rules.On(facts).Outcome));
    }

    [Fact]
    public void The_document_carries_the_window_and_the_source()
    {
        DecisionDocument document = Rules.On(Facts("2026-01-31", "2026-02-27")).ToDocument();
        Assert.Equal("NotYetDue", document.Outcome);
        Assert.Equal(["2026-02-28", "2026-04-30", "1"], document.Values.Select(value => value.Value));
        Assert.Equal("maintenance.not-yet-due", document.Rules.Single().Id);
        Assert.Equal(2, document.Parts.Length);
    }

    [Fact]
    public void Facts_never_show_their_values()
    {
        Assert.Equal("maintenance facts: stage, last infusion, date", Facts("2026-01-31", "2026-02-27").ToString());
        Assert.Equal("maintenance facts: none", new MaintenanceFacts().ToString());
    }

    [Fact]
    public void Wrong_input_is_refused()
    {
        MaintenancePolicy policy = PublishedMaintenance.Policy;
        Assert.Throws<ArgumentNullException>(() => Rules.On(null!));
        Assert.Throws<ArgumentException>(() => ClinicianInterval.Every(Period.Zero));
        Assert.Throws<ArgumentException>(() => ClinicianInterval.Every(Period.FromHours(4)));
        Assert.Throws<ArgumentException>(() => ClinicianInterval.Every(Period.FromMonths(-1)));
        Assert.Throws<ArgumentException>(() => ClinicianInterval.Between(Period.FromMonths(1), Period.FromDays(30)));
        Assert.Throws<ArgumentException>(() => With(policy with { Earliest = Period.FromMonths(4) }));
        Assert.Throws<ArgumentException>(() => With(policy with { ResponseIntervals = [new("good", Period.FromMonths(4))] }));
        Assert.Throws<ArgumentException>(() => With(policy with { ResponseIntervals = [new("good", Period.FromMonths(1))], IsOnDemand = true }));
        Assert.Throws<ArgumentException>(() => With(policy with { ReliefIntervals = [new(5, Period.FromMonths(1)), new(5, Period.FromMonths(2))] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReliefInterval(-1, Period.FromMonths(1)));
        Assert.Throws<ArgumentException>(() => Rules.On(Facts("2026-01-15", "2026-03-01") with { FirstCompletedInfusion = Date("2026-01-16") }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Rules.Recommend(new() { Ordinal = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => MaintenanceRules.Project(Date("2026-01-31"), Period.FromMonths(1), -1));
        Assert.Throws<InvalidOperationException>(() => default(MaintenanceDecision).Questions);
    }

    private static MaintenanceRules With(MaintenancePolicy policy) => new(policy, new("virginia-infusion-therapies", "1", "test"));

    private static MaintenanceFacts Facts(string anchor, string on) =>
        new() { IsInMaintenance = true, LastCompletedInfusion = Date(anchor), On = Date(on) };

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    private static (int Year, int Month, int Day) Parts(LocalDate date) => (date.Year, date.Month, date.Day);

    // Year, month and day by hand: no calendar type takes part.
    private static (int Year, int Month, int Day) Oracle(int year, int month, int day, int months)
    {
        int later = month + months;
        (year, later) = later > 12 ? (year + 1, later - 12) : (year, later);
        bool isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int last = later == 2 ? (isLeap ? 29 : 28) : later is 4 or 6 or 9 or 11 ? 30 : 31;
        return (year, later, day < last ? day : last);
    }
}
