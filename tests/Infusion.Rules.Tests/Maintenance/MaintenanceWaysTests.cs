using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tests.Maintenance;

/// <summary>Maintenance that is individual, at offsets from the induction, by ordinal and then by relief, and a most in a year.</summary>
public sealed class MaintenanceWaysTests
{
    private const string Head = """{ "format": 2, "id": "own", "version": "1", "name": "Own", "timeZone": "America/Chicago", """;

    [Fact]
    public void Individual_maintenance_has_no_window_and_waits_for_a_clinician()
    {
        ClinicPolicy policy = ClinicPolicy.Parse(
            Head + """
            "sources": [{ "id": "page", "citation": "Our page.", "verified": "primary" }],
            "maintenance": { "isIndividual": { "value": true, "provenance": "published", "citations": ["page"] } } }
            """);
        MaintenanceRules rules = new InfusionRules(policy).Maintenance;
        MaintenanceInCourse course = Course("2026-06-20", "2026-06-01");
        Decision<MaintenanceOutcome> decision = rules.Decide(course);
        Assert.Equal((DecisionStatus.Determined, MaintenanceOutcome.Individual), (decision.Status, decision.Outcome));
        Assert.Equal("page", Assert.Single(Assert.Single(decision.DecidingRules).Citations));
        Assert.Equal(MaintenanceBasis.Individual, rules.DecideRecommendation(course).Outcome);
        Assert.Null(rules.WindowOf(course));
        Assert.Null(rules.EarliestDate(course));
        MaintenanceInCourse set = course with
        {
            Note = course.Note with { ClinicianInterval = ClinicianInterval.Every(Period.FromWeeks(2)) },
        };
        Assert.Equal(MaintenanceOutcome.InWindow, rules.Decide(set with { Note = set.Note with { On = Date("2026-06-15") } }).Outcome);
        Assert.Equal(Date("2026-06-15"), rules.RecommendedDate(set));
    }

    [Theory]
    [InlineData("2026-06-07", "", "2026-06-08", MaintenanceOutcome.NotYetDue)]
    [InlineData("2026-06-08", "", "2026-06-08", MaintenanceOutcome.InWindow)]
    [InlineData("2026-06-21", "2026-06-09", "2026-06-22", MaintenanceOutcome.NotYetDue)]
    [InlineData("2026-06-22", "2026-06-09", "2026-06-22", MaintenanceOutcome.InWindow)]
    [InlineData("2026-07-13", "2026-06-09 2026-06-22", "2026-07-13", MaintenanceOutcome.InWindow)]
    [InlineData("2026-08-01", "2026-06-09 2026-06-22 2026-07-13", null, MaintenanceOutcome.NotPublished)]
    public void Offsets_count_from_the_last_infusion_of_the_induction_and_each_is_used_once(
        string on, string given, string? next, MaintenanceOutcome outcome)
    {
        MaintenanceRules rules = With(new() { Offsets = [Period.FromWeeks(1), Period.FromWeeks(3), Period.FromWeeks(6)] });
        MaintenanceInCourse course = Course(on, "2026-06-01", given);
        Assert.Equal((DecisionStatus.Determined, outcome), (rules.Decide(course).Status, rules.Decide(course).Outcome));
        Assert.Equal(next is null ? null : Date(next), rules.RecommendedDate(course));
        Assert.Equal(next is null ? null : Date(next), rules.EarliestDate(course));
        Assert.Equal(next is null ? MaintenanceBasis.NotPublished : MaintenanceBasis.Offset, rules.DecideRecommendation(course).Outcome);
    }

    [Fact]
    public void Each_interval_is_said_with_the_number_of_the_infusion_it_is_for()
    {
        Period[] weeks = [Period.FromWeeks(1), Period.FromWeeks(3), Period.FromWeeks(6)];
        for (int number = 1; number <= weeks.Length; number++)
        {
            int index = number - 1;
            string offset = $"maintenance.by-offset.{number}";
            string ordinal = $"maintenance.by-ordinal.{number}";
            Assert.StartsWith(
                $"Maintenance infusion {number} is recommended {weeks[index].Weeks} week",
                With(new() { Offsets = [.. weeks] }).RecommendationTable.Rules.Single(rule => rule.Id == offset).Says,
                StringComparison.Ordinal);
            Assert.StartsWith(
                $"Before maintenance infusion {number} the clinic recommends {weeks[index].Weeks} week",
                With(new() { OrdinalIntervals = [.. weeks] }).RecommendationTable.Rules.Single(rule => rule.Id == ordinal).Says,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_not_known_of_the_induction_or_of_later_infusions_is_asked_for()
    {
        MaintenanceRules rules = With(new() { Offsets = [Period.FromWeeks(1), Period.FromWeeks(3)] });
        MaintenanceInCourse course = Course("2026-06-15", "2026-06-01");
        Assert.Equal(DecisionStatus.NeedsInformation, rules.Decide(course with { MaintenanceDates = null }).Status);
        Assert.Equal(DecisionStatus.NeedsInformation, rules.Decide(course with { LastOfInduction = null }).Status);
        MaintenanceInCourse second = course with { MaintenanceDates = null, Note = course.Note with { Ordinal = 2 } };
        Assert.Equal(MaintenanceOutcome.NotYetDue, rules.Decide(second).Outcome);
        Assert.Equal(7, rules.DaysEarly(second));
    }

    [Theory]
    [InlineData("2027-05-31", true)]
    [InlineData("2027-06-01", false)]
    public void One_more_than_the_most_in_a_year_is_found_and_offered_later(string on, bool found)
    {
        MaintenanceRules rules = With(new() { Earliest = Period.FromWeeks(2), MaximumPerYear = 2 });
        MaintenanceInCourse course = Course(on, "2026-05-01", "2026-06-01 2026-09-01");
        Assert.Equal(found, rules.DecideFindings(course).Has(MaintenanceFinding.AboveMaximumPerYear));
        Assert.Equal(found ? Date("2027-06-01") : Date("2026-09-15"), rules.EarliestDate(course));
        Assert.Equal(
            DecisionStatus.NeedsInformation, rules.DecideFindings(course with { MaintenanceDates = null }).Status);
        Assert.False(With(new() { Earliest = Period.FromWeeks(2), MaximumPerYear = 3 }).DecideFindings(course)
            .Has(MaintenanceFinding.AboveMaximumPerYear));
    }

    [Theory]
    [InlineData("2026-06-30", "", MaintenanceOutcome.NotYetDue, "2026-07-01")]
    [InlineData("2026-07-05", "2026-07-05", MaintenanceOutcome.InWindow, "2026-07-06")]
    [InlineData("2026-07-11", "2026-07-05", MaintenanceOutcome.InWindow, "2026-07-06")]
    [InlineData("2026-07-12", "2026-07-05", MaintenanceOutcome.NotYetDue, "2026-08-05")]
    [InlineData("2026-07-09", "2026-07-05 2026-07-08", MaintenanceOutcome.InWindow, "2026-07-09")]
    [InlineData("2026-07-09", "2026-07-05 2026-07-08 2026-07-09", MaintenanceOutcome.NotYetDue, "2026-08-09")]
    [InlineData("2026-07-20", "2026-07-05 2026-07-08 2026-07-20", MaintenanceOutcome.InWindow, "2026-07-21")]
    public void While_a_booster_wants_another_infusion_the_next_one_fits(
        string on, string given, MaintenanceOutcome outcome, string earliest)
    {
        MaintenanceRules rules = With(
            new() { Earliest = Period.FromMonths(1), Latest = Period.FromMonths(3), Booster = new(3, Period.FromWeeks(1)) });
        MaintenanceInCourse course = Course(on, "2026-06-01", given);
        Assert.Equal((DecisionStatus.Determined, outcome), (rules.Decide(course).Status, rules.Decide(course).Outcome));
        Assert.Equal(Date(earliest), rules.EarliestDate(course));
        MaintenanceInCourse unknown = course with { MaintenanceDates = null };
        Assert.Equal(DecisionStatus.NeedsInformation, rules.Decide(unknown).Status);
    }

    [Fact]
    public void Ordinals_and_offsets_count_boosters()
    {
        MaintenanceRules rules = With(
            new() { Offsets = [Period.FromWeeks(4), Period.FromWeeks(8)], Booster = new(2, Period.FromWeeks(1)) });

        Assert.Equal(Date("2026-06-29"), rules.RecommendedDate(Course("2026-06-20", "2026-06-01")));
        MaintenanceInCourse begun = Course("2026-06-30", "2026-06-01", "2026-06-29");
        Assert.Null(rules.RecommendedDate(begun));
        Assert.Equal("maintenance.booster", Assert.Single(rules.Decide(begun).DecidingRules).Id);
        Assert.Equal(new MaintenanceWindow(Date("2026-06-30"), Date("2026-07-05")), rules.WindowOf(begun));
        Assert.Equal(
            Date("2026-07-27"), rules.RecommendedDate(Course("2026-07-03", "2026-06-01", "2026-06-29 2026-07-02")));
        MaintenanceInCourse both = Course("2026-08-01", "2026-06-01", "2026-06-29 2026-07-27 2026-07-28");
        Assert.Equal(MaintenanceOutcome.NotPublished, rules.Decide(both).Outcome);
    }

    [Fact]
    public void A_clinicians_interval_goes_before_a_booster()
    {
        MaintenanceRules rules = With(
            new() { Earliest = Period.FromMonths(1), Latest = Period.FromMonths(3), Booster = new(2, Period.FromWeeks(1)) });
        MaintenanceInCourse begun = Course("2026-07-06", "2026-06-01", "2026-07-05");
        begun = begun with { Note = begun.Note with { ClinicianInterval = ClinicianInterval.Every(Period.FromWeeks(2)) } };
        Assert.Equal(MaintenanceOutcome.NotYetDue, rules.Decide(begun).Outcome);
        Assert.Equal(Date("2026-07-19"), rules.RecommendedDate(begun));
    }

    [Theory]
    [InlineData(1, null, "2026-06-15", MaintenanceBasis.Ordinal)]
    [InlineData(2, null, "2026-06-29", MaintenanceBasis.Ordinal)]
    [InlineData(3, 59, "2026-07-01", MaintenanceBasis.ReliefDuration)]
    [InlineData(3, 60, "2026-08-01", MaintenanceBasis.ReliefDuration)]
    public void After_the_ordinals_relief_picks_the_interval(int ordinal, int? relief, string date, MaintenanceBasis basis)
    {
        MaintenanceRules rules = With(new()
        {
            OrdinalIntervals = [Period.FromWeeks(2), Period.FromWeeks(4)],
            ReliefIntervals = [new(0, Period.FromMonths(1)), new(60, Period.FromMonths(2))],
        });
        MaintenanceInCourse course = Course("2026-06-20", "2026-06-01");
        course = course with { Note = course.Note with { Ordinal = ordinal, ReliefDays = relief } };
        Assert.Equal(basis, rules.DecideRecommendation(course).Outcome);
        Assert.Equal(Date(date), rules.RecommendedDate(course));
    }

    [Theory]
    [InlineData(
        """{ "isIndividual": true, "earliest": "P1M" }""",
        "$.maintenance.earliest: found a window beside maintenance that is individual")]
    [InlineData("""{ "offsets": ["P1W"], "earliest": "P1M" }""", "$.maintenance.earliest: found a window beside times that count from the")]
    [InlineData("""{ "offsets": ["P3W", "P1W"] }""", "$.maintenance.offsets: found a time that is not later than the one before")]
    [InlineData("""{ "offsets": ["P1M", "P30D"] }""", "$.maintenance.offsets: found a time that is not later than the one before")]
    [InlineData("""{ "offsets": ["P1W"], "isIndividual": true }""", "$.maintenance.isIndividual: found a second way to recommend a date")]
    [InlineData("""{ "maximumPerYear": 0 }""", "$.maintenance.maximumPerYear: ")]
    [InlineData("""{ "booster": { "sessions": 1, "within": "P1W" } }""", "$.maintenance.booster.sessions: ")]
    [InlineData("""{ "booster": { "sessions": 8, "within": "P1W" } }""", "$.maintenance.booster.sessions: ")]
    [InlineData("""{ "booster": { "sessions": 2 } }""", "$.maintenance.booster")]
    [InlineData("""{ "booster": { "sessions": 2, "within": "P1W" }, "maximumPerYear": 1 }""", "$.maintenance.booster: ")]
    public void What_contradicts_itself_is_refused(string maintenance, string message)
    {
        DocumentException refused = Assert.Throws<DocumentException>(
            () => ClinicPolicy.Parse(Head + "\"maintenance\": " + maintenance + " }"));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    private static MaintenanceRules With(MaintenancePolicy policy) => new(policy, InfusionRules.Published.Version);

    private static MaintenanceInCourse Course(string on, string lastOfInduction, string given = "")
    {
        ImmutableArray<LocalDate> dates = [.. given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Date)];
        return new()
        {
            Note = new() { On = Date(on) },
            IsReached = true,
            LastOfInduction = Date(lastOfInduction),
            LastCompleted = dates.IsEmpty ? Date(lastOfInduction) : dates[^1],
            MaintenanceDates = dates,
        };
    }

    private static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
