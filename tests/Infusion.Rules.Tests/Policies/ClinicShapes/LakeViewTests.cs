using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Eligibility;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.Policies.ClinicShapes.Parts;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>
/// "Patients from 18 to 70. Not within six months of a heart attack or three of
/// a stroke, not in pregnancy, not above 130 kg, and not within
/// 14 days of an MAO inhibitor. Six infusions in 12 days, one to three days
/// apart. Above 160/100 we wait. Boosters every three to six weeks.
/// Cancelling costs £120 within 24 hours, £60 within 48 and £30 within 72."
/// </summary>
public class LakeViewTests
{
    internal static ClinicPolicy Policy => Handbook.Of("lake-view", "Lake View", "Europe/London") with
    {
        Eligibility = Numbers.Eligibility! with
        {
            ConsultationMode = ConsultationMode.Video,
            ConsultationPrice = Money.Of(90, "GBP"),
            Screens =
            [
                Screen("age", "age", new ScreenAsk.Number("years", 0, 130, 0, below: 18, atLeast: 71), ScreenEffect.Exclude),
                Screen("heart-attack", "a heart attack", new ScreenAsk.WithinMonths(6), ScreenEffect.Exclude),
                Screen("stroke", "a stroke", new ScreenAsk.WithinMonths(3), ScreenEffect.Exclude),
                Screen("pregnancy", "pregnancy", new ScreenAsk.YesNo(), ScreenEffect.Exclude),
                Screen("weight", "body weight", new ScreenAsk.Number("kg", 20, 400, 1, atLeast: 130.1m), ScreenEffect.ClinicianReview),
                Screen("maoi", "an MAO inhibitor", new ScreenAsk.WithinDays(14), ScreenEffect.Exclude),
            ],
        },
        Protocols = ProtocolsOf(Protocol("six", 45) with
        {
            InductionSessions = SessionCount.Exactly(6),
            WindowDays = 12,
            MinimumSpacingDays = [1],
            MaximumSpacingDays = 3,
            EvaluateAfterSessions = SessionCount.Exactly(3),
        }),
        Visits = Numbers.Visits! with { BloodPressure = new(160, 100) },
        Maintenance = new() { Earliest = Period.FromWeeks(3), Latest = Period.FromWeeks(6) },
        Fees = FeesOf(Money.Of(0, "GBP")) with
        {
            NoticeTiers =
            [
                new(Duration.FromHours(24), Flat(Money.Of(120, "GBP"))), new(Duration.FromHours(48), Flat(Money.Of(60, "GBP"))),
                new(Duration.FromHours(72), Flat(Money.Of(30, "GBP"))),
            ],
            NoShow = Flat(Money.Of(120, "GBP")),
        },
    };

    private static Shape Clinic => new(Policy);

    private static ScreenAnswers NoneApplies => new ScreenAnswers()
        .With("age", 40m).WithNever("heart-attack").WithNever("stroke").With("pregnancy", false).With("weight", 80m).WithNever("maoi");

    public static TheoryData<int, EligibilityOutcome> Ages => new()
    {
        { 17, EligibilityOutcome.NotCandidate }, { 18, EligibilityOutcome.Candidate }, { 70, EligibilityOutcome.Candidate },
        { 71, EligibilityOutcome.NotCandidate },
    };

    [Theory]
    [MemberData(nameof(Ages))]
    public void From_18_to_70(int age, EligibilityOutcome expected) =>
        Assert.Equal(expected, Decide(NoneApplies.With("age", (decimal)age)));

    [Theory]
    [InlineData("heart-attack", "2025-12-15", EligibilityOutcome.NotCandidate)]
    [InlineData("heart-attack", "2025-12-14", EligibilityOutcome.Candidate)]
    [InlineData("stroke", "2026-03-15", EligibilityOutcome.NotCandidate)]
    [InlineData("stroke", "2026-03-14", EligibilityOutcome.Candidate)]
    [InlineData("maoi", "2026-06-01", EligibilityOutcome.NotCandidate)]
    [InlineData("maoi", "2026-05-31", EligibilityOutcome.Candidate)]
    public void A_look_back_includes_its_last_day(string id, string date, EligibilityOutcome expected) =>
        Assert.Equal(expected, Decide(NoneApplies.With(id, Shape.Date(date))));

    [Theory]
    [InlineData(130.0, EligibilityOutcome.Candidate)]
    [InlineData(130.1, EligibilityOutcome.ClinicianReview)]
    public void Above_130_kg_a_clinician_looks(double weight, EligibilityOutcome expected) =>
        Assert.Equal(expected, Decide(NoneApplies.With("weight", (decimal)weight)));

    [Fact]
    public void Pregnancy_excludes_and_an_unanswered_question_is_asked()
    {
        Assert.Equal(EligibilityOutcome.NotCandidate, Decide(NoneApplies.With("pregnancy", true)));
        Decision<EligibilityOutcome> unanswered = Ask(new ScreenAnswers().With("age", 40m));
        Assert.Equal(DecisionStatus.NeedsInformation, unanswered.Status);
        Assert.Equal(EligibilityOutcome.NotCandidate, unanswered.Outcome);
    }

    [Fact]
    public void Six_in_twelve_days_one_to_three_days_apart()
    {
        string[] good = ["2026-06-01", "2026-06-03", "2026-06-05", "2026-06-08", "2026-06-10", "2026-06-12"];
        Assert.All(Clinic.Sessions(good), session => Assert.Empty(session.Certain));
        Assert.Equal(Shape.Date("2026-06-12"), Clinic.WindowEnd(good));
        Assert.Equal(
            [SessionFinding.OutsideFirstWeek],
            Clinic.Sessions("2026-06-01", "2026-06-03", "2026-06-05", "2026-06-08", "2026-06-10", "2026-06-13")[5].Certain);
        Assert.Equal([SessionFinding.AboveMaximumSpacing], Clinic.Sessions("2026-06-01", "2026-06-05")[1].Certain);
    }

    [Theory]
    [InlineData(160, 100, BloodPressureOutcome.WithinClinicLimit)]
    [InlineData(161, 80, BloodPressureOutcome.AboveClinicLimit)]
    [InlineData(120, 101, BloodPressureOutcome.AboveClinicLimit)]
    public void Above_160_over_100_the_clinician_decides(int systolic, int diastolic, BloodPressureOutcome expected) =>
        Assert.Equal(expected, Clinic.Rules.Visits.DecideBloodPressure(new() { Systolic = systolic, Diastolic = diastolic }).Outcome);

    [Theory]
    [InlineData("2026-03-28", MaintenanceOutcome.NotYetDue)]
    [InlineData("2026-03-29", MaintenanceOutcome.InWindow)]
    [InlineData("2026-04-19", MaintenanceOutcome.InWindow)]
    [InlineData("2026-04-20", MaintenanceOutcome.DeferredWhileControlled)]
    public void Boosters_come_three_to_six_weeks_after_the_last(string on, MaintenanceOutcome expected) =>
        Assert.Equal(expected, Clinic.Rules.Maintenance.Decide(new()
        {
            IsReached = true,
            Note = new() { On = Shape.Date(on), SymptomsAreBack = false },
            LastCompleted = Shape.Date("2026-03-08"),
        }).Outcome);

    [Theory]
    [InlineData("2026-06-12 10:00", 0)]
    [InlineData("2026-06-12 10:00:01", 30)]
    [InlineData("2026-06-13 10:00", 30)]
    [InlineData("2026-06-13 10:00:01", 60)]
    [InlineData("2026-06-14 10:00", 60)]
    [InlineData("2026-06-14 10:00:01", 120)]
    public void The_less_notice_the_higher_the_fee(string at, int pounds) =>
        Assert.Equal(Money.Of(pounds, "GBP"), Clinic.PatientCancels("2026-06-15 10:00", at).Amount);

    [Theory]
    [InlineData("2026-03-30 10:00", "2026-03-28 09:00", 30)]
    [InlineData("2026-03-30 10:00", "2026-03-28 09:00:01", 60)]
    [InlineData("2026-10-26 10:00", "2026-10-24 11:00", 30)]
    [InlineData("2026-10-26 10:00", "2026-10-24 11:00:01", 60)]
    public void Notice_over_the_night_the_clocks_change_is_elapsed_hours(string appointment, string at, int pounds) =>
        Assert.Equal(Money.Of(pounds, "GBP"), Clinic.PatientCancels(appointment, at).Amount);

    private static Decision<EligibilityOutcome> Ask(ScreenAnswers answers) => Clinic.Rules.Eligibility.Decide(new Assessment
    {
        On = Shape.Date("2026-06-15"),
        Conditions = [StatedCondition.Since("migraine", Shape.Date("2020-01-01"))],
        ConditionsCompleteness = ListCompleteness.Complete,
        Screens = answers,
    });

    private static EligibilityOutcome Decide(ScreenAnswers answers)
    {
        Decision<EligibilityOutcome> decision = Ask(answers);
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        return decision.Outcome;
    }

    private static ScreenCriterion Screen(string id, string name, ScreenAsk asks, ScreenEffect effect) =>
        new(id, name, $"About {name}?", asks, effect, Provenance.ClinicPolicy, ["clinic-policy"]);
}
