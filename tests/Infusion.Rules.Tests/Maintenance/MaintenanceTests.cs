using Infusion.Rules.Decisions;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
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
        PublishedMaintenance.Policy with
        {
            ResponseIntervals = [new("substantial", Period.FromMonths(3)), new("moderate", Period.FromMonths(2))],
        },
        PublishedMaintenance.Policy with { ReliefIntervals = [new(30, Period.FromMonths(1)), new(60, Period.FromMonths(2))] },
        PublishedMaintenance.Policy with { ReliefIntervals = [new(0, Period.FromMonths(1))] },
        PublishedMaintenance.Policy with { OrdinalIntervals = [Period.FromWeeks(2), Period.FromMonths(1)] },
        PublishedMaintenance.Policy with
        {
            OrdinalIntervals = [Period.FromWeeks(2)], ReliefIntervals = [new(30, Period.FromMonths(1))], MaximumPerYear = 12,
        },
        new MaintenancePolicy { IsIndividual = true },
        new MaintenancePolicy { Offsets = [Period.FromWeeks(1), Period.FromWeeks(3)], MaximumPerYear = 6 },
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
        MaintenanceWindow window = Rules.WindowOf(Course(anchor, anchor))!.Value;
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
        MaintenanceInCourse course = Course("2026-01-31", on, back: false);
        Decision<MaintenanceOutcome> decision = Rules.Decide(course);
        Assert.Equal((DecisionStatus.Determined, outcome, daysEarly), (decision.Status, decision.Outcome, Rules.DaysEarly(course)));
        Assert.Empty(Rules.DecideFindings(course).Possible);
    }

    [Fact]
    public void S22_six_months_without_pain_is_deferred_and_asks_for_no_new_induction()
    {
        MaintenanceInCourse course = Course("2026-01-15", "2026-07-15", back: false);
        Decision<MaintenanceOutcome> decision = Rules.Decide(course);
        Assert.Equal((DecisionStatus.Determined, MaintenanceOutcome.DeferredWhileControlled), (decision.Status, decision.Outcome));
        Assert.Empty(Rules.DecideFindings(course).Possible);
    }

    [Fact]
    public void S22_pain_that_returned_is_due_and_a_new_induction_is_not_published()
    {
        MaintenanceInCourse course = Course("2026-01-15", "2026-07-15", back: true);
        Decision<MaintenanceOutcome> decision = Rules.Decide(course);
        Assert.Equal((DecisionStatus.Determined, MaintenanceOutcome.Due), (decision.Status, decision.Outcome));
        Assert.Equal([MaintenanceFinding.InductionAfterLapseNotPublished], Rules.DecideFindings(course).Certain);
    }

    [Fact]
    public void S22_a_clinicians_four_months_set_the_date_and_are_noted_as_outside_the_range()
    {
        MaintenanceInCourse course = Set(Course("2026-01-15", "2026-05-15"), ClinicianInterval.Every(Period.FromMonths(4)));
        Assert.Equal(MaintenanceOutcome.InWindow, Rules.Decide(course).Outcome);
        Assert.Equal([MaintenanceFinding.OutsidePublishedRange], Rules.DecideFindings(course).Certain);
        Assert.Equal(MaintenanceBasis.ClinicianInterval, Rules.DecideRecommendation(course).Outcome);
        MaintenanceWindow recommended = Rules.RecommendedWindow(course)!.Value;
        Assert.Equal(
            (Date("2026-05-15"), Date("2026-05-15"), Date("2026-05-15")),
            (recommended.Earliest, recommended.Latest, Rules.RecommendedDate(course)));
        Assert.Equal(1, Rules.DaysEarly(course with { Note = course.Note with { On = Date("2026-05-14") } }));
    }

    [Fact]
    public void Past_the_window_with_symptoms_unknown_asks_about_the_symptoms_alone()
    {
        Decision<MaintenanceOutcome> decision = Rules.Decide(Course("2026-01-15", "2026-07-15"));
        Assert.Equal((DecisionStatus.NeedsInformation, MaintenanceOutcome.Due), (decision.Status, decision.Outcome));
        Assert.Equal([MaintenanceOutcome.DeferredWhileControlled, MaintenanceOutcome.Due], decision.Possible);
        Assert.Equal("maintenance.symptoms", Assert.Single(decision.Questions).Fact);
    }

    [Fact]
    public void Symptoms_back_before_the_window_go_to_the_clinician()
    {
        MaintenanceInCourse course = Course("2026-01-31", "2026-02-20", back: true);
        Assert.Equal((MaintenanceOutcome.NotYetDue, 8), (Rules.Decide(course).Outcome, Rules.DaysEarly(course)));
        Assert.Equal([MaintenanceFinding.SymptomsBeforeWindow], Rules.DecideFindings(course).Certain);
    }

    [Fact]
    public void Before_the_stage_of_maintenance_there_is_no_window()
    {
        MaintenanceInCourse course = Course("2026-01-31", "2026-03-15");
        course = course with { IsReached = false };
        Assert.Equal(MaintenanceOutcome.BeforeMaintenance, Rules.Decide(course).Outcome);
        Assert.Null(Rules.WindowOf(course));
        Assert.Equal(MaintenanceBasis.BeforeMaintenance, Rules.DecideRecommendation(course).Outcome);
    }

    [Fact]
    public void The_published_policy_recommends_no_date()
    {
        MaintenanceInCourse course = Course("2026-01-31", "2026-03-15");
        Decision<MaintenanceBasis> recommended = Rules.DecideRecommendation(course);
        Assert.Equal((DecisionStatus.Determined, MaintenanceBasis.NotPublished), (recommended.Status, recommended.Outcome));
        Assert.Null(Rules.RecommendedDate(course));
        Assert.Contains(recommended.ToDocument().Values, value => value is { Id: "maintenance.recommended", Value: "NotPublished" });
    }

    [Fact]
    public void A_clinicians_range_gives_bounds_and_no_single_date()
    {
        MaintenanceInCourse course = Set(
            Course("2026-01-31", "2026-03-15"), ClinicianInterval.Between(Period.FromWeeks(6), Period.FromMonths(3)));
        MaintenanceWindow recommended = Rules.RecommendedWindow(course)!.Value;
        Assert.Equal((Date("2026-03-14"), Date("2026-04-30")), (recommended.Earliest, recommended.Latest));
        Assert.Null(Rules.RecommendedDate(course));
    }

    [Fact]
    public void The_end_of_the_first_week_is_the_anchor_only_while_no_infusion_is_later()
    {
        MaintenanceRules rules = With(PublishedMaintenance.Policy with { Anchor = MaintenanceAnchor.EndOfFirstWeek });
        MaintenanceInCourse course = Course("2026-06-05", "2026-06-05") with { FirstCompleted = Date("2026-06-01") };
        Assert.Equal(Date("2026-06-07"), rules.AnchorOf(course));
        Assert.Equal(Date("2026-08-03"), rules.AnchorOf(course with { LastCompleted = Date("2026-08-03") }));
        Assert.Null(rules.AnchorOf(course with { FirstCompleted = null }));
    }

    [Fact]
    public void A_policy_may_map_the_response_the_relief_or_the_ordinal_to_a_date()
    {
        static MaintenanceInCourse Of(MaintenanceNote note) =>
            new() { IsReached = true, Note = note, LastCompleted = Date("2026-01-31") };
        MaintenanceRules grade = With(PublishedMaintenance.Policy with { ResponseIntervals = [new("moderate", Period.FromMonths(2))] });
        Assert.Equal(Date("2026-03-31"), grade.RecommendedDate(Of(new() { ResponseGrade = "Moderate" })));
        Assert.Equal(MaintenanceBasis.NotPublished, grade.DecideRecommendation(Of(new() { ResponseGrade = "slight" })).Outcome);
        Assert.Equal(DecisionStatus.NeedsInformation, grade.DecideRecommendation(Of(new() { ResponseGrade = "moderat" })).Status);
        Assert.Equal(DecisionStatus.NeedsInformation, grade.DecideRecommendation(Of(new())).Status);
        MaintenanceRules relief = With(
            PublishedMaintenance.Policy with { ReliefIntervals = [new(30, Period.FromMonths(1)), new(60, Period.FromMonths(2))] });
        Assert.Equal(MaintenanceBasis.NotPublished, relief.DecideRecommendation(Of(new() { ReliefDays = 29 })).Outcome);
        Assert.Equal(Date("2026-02-28"), relief.RecommendedDate(Of(new() { ReliefDays = 59 })));
        Assert.Equal(Date("2026-03-31"), relief.RecommendedDate(Of(new() { ReliefDays = 60 })));
        MaintenanceRules ordinal = With(
            PublishedMaintenance.Policy with { OrdinalIntervals = [Period.FromWeeks(2), Period.FromMonths(1)] });
        Assert.Equal(Date("2026-02-14"), ordinal.RecommendedDate(Of(new() { Ordinal = 1 })));
        Assert.Equal(Date("2026-02-28"), ordinal.RecommendedDate(Of(new() { Ordinal = 7 })));
        Assert.Equal([MaintenanceFinding.OutsidePublishedRange], ordinal.DecideFindings(Of(new() { Ordinal = 1 })).Certain);
    }

    [Fact]
    public void On_demand_maintenance_follows_the_symptoms_alone()
    {
        MaintenanceRules rules = With(PublishedMaintenance.Policy with { IsOnDemand = true });
        Assert.Equal(MaintenanceOutcome.Due, rules.Decide(Course("2026-01-31", "2026-02-10", back: true)).Outcome);
        Assert.Equal(MaintenanceOutcome.DeferredWhileControlled, rules.Decide(Course("2026-01-31", "2026-02-10", back: false)).Outcome);
        Assert.Null(rules.WindowOf(Course("2026-01-31", "2026-02-10")));
        Assert.Equal(MaintenanceBasis.OnDemand, rules.DecideRecommendation(Course("2026-01-31", "2026-02-10")).Outcome);
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
            MaintenanceWindow window = rules.WindowFrom(anchor)!.Value;
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
        MaintenanceInCourse course = Course("2026-01-15", "2026-07-15", back: true);
        Assert.Equal(0, Allocation.Of(() => rules.Decide(course).Outcome));
        Assert.Equal(0, Allocation.Of(() => rules.DecideFindings(course).Status));
        Assert.Equal(0, Allocation.Of(() => rules.DecideRecommendation(course).Outcome));
    }

    [Fact]
    public void The_document_carries_the_window_and_the_source()
    {
        DecisionDocument document = Rules.Decide(Course("2026-01-31", "2026-02-27")).ToDocument();
        Assert.Equal("NotYetDue", document.Outcome);
        Assert.Equal(["2026-02-28", "2026-04-30", "1"], document.Values.Select(value => value.Value));
        Assert.Equal("maintenance.not-yet-due", document.Rules.Single().Id);
        Assert.Equal(2, document.Parts.Length);
    }

    [Fact]
    public void Records_never_show_their_values()
    {
        Assert.Equal("maintenance: on in its course", Course("2026-01-31", "2026-02-27").ToString());
        Assert.Equal("maintenance: nothing known", new MaintenanceNote().ToString());
    }

    [Fact]
    public void Wrong_input_is_refused()
    {
        MaintenancePolicy policy = PublishedMaintenance.Policy;
        Assert.Throws<ArgumentNullException>(() => Rules.Decide(null!));
        Assert.Throws<ArgumentException>(() => ClinicianInterval.Every(Period.Zero));
        Assert.Throws<ArgumentException>(() => ClinicianInterval.Every(Period.FromHours(4)));
        Assert.Throws<ArgumentException>(() => ClinicianInterval.Every(Period.FromMonths(-1)));
        Assert.Throws<ArgumentException>(() => ClinicianInterval.Between(Period.FromMonths(1), Period.FromDays(30)));
        Assert.Throws<ArgumentException>(() => With(policy with { Earliest = Period.FromMonths(4) }));
        Assert.Throws<ArgumentException>(() => With(policy with { ResponseIntervals = [new("good", Period.FromMonths(4))] }));
        Assert.Throws<ArgumentException>(
            () => With(policy with { ResponseIntervals = [new("good", Period.FromMonths(1))], IsOnDemand = true }));
        Assert.Throws<ArgumentException>(
            () => With(policy with { ReliefIntervals = [new(5, Period.FromMonths(1)), new(5, Period.FromMonths(2))] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReliefInterval(-1, Period.FromMonths(1)));
        Assert.Throws<ArgumentException>(
            () => Rules.Decide(Course("2026-01-15", "2026-03-01") with { FirstCompleted = Date("2026-01-16") }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MaintenanceNote { Ordinal = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => MaintenanceRules.Project(Date("2026-01-31"), Period.FromMonths(1), -1));
        Assert.Throws<InvalidOperationException>(() => default(Decision<MaintenanceOutcome>).Questions);
    }

    private static MaintenanceRules With(MaintenancePolicy policy) => new(policy, InfusionRules.Published.Version);

    private static MaintenanceInCourse Course(string anchor, string on, bool? back = null) =>
        new() { IsReached = true, Note = new() { On = Date(on), SymptomsAreBack = back }, LastCompleted = Date(anchor) };

    private static MaintenanceInCourse Set(MaintenanceInCourse course, ClinicianInterval interval) =>
        course with { Note = course.Note with { ClinicianInterval = interval } };

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
