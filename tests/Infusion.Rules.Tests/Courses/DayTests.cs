using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>A visit of the day goes ahead only where nothing on record speaks against it.</summary>
public sealed class DayTests
{
    private static readonly Instant _appointment = Instant.FromUtc(2026, 7, 15, 14, 0);
    private static readonly LocalDate _date = new(2026, 7, 15);

    public static TheoryData<string> Shortcomings => ["not held", "not on record", "voided", "a nurse's verdict", "no verdict", "nobody's verdict"];

    [Fact]
    public void A_patient_of_whom_nothing_speaks_against_it_goes() => Assert.Equal(DayOutcome.Go, ActionOf(Ready));

    [Theory]
    [MemberData(nameof(Shortcomings))]
    public void Nobody_goes_without_a_consultation_and_a_physicians_verdict(string shortcoming)
    {
        PatientRecord record = shortcoming switch
        {
            "not held" => Ready with { Consultation = Ready.Consultation! with { Held = false } },
            "not on record" => Ready with { Consultation = null },
            "voided" => Ready with
            {
                Consultation = Ready.Consultation! with
                {
                    Entry = Ready.Consultation!.Entry with { Voided = new() { Reason = "another patient's", At = Ready.AsOf } },
                },
            },
            "a nurse's verdict" => Ready with { Eligibility = Ready.Eligibility! with { VerdictBy = ClinicianRole.Nurse } },
            "no verdict" => Ready with { Eligibility = Ready.Eligibility! with { Verdict = PhysicianVerdict.NotRecorded } },
            _ => Ready with { Eligibility = Ready.Eligibility! with { VerdictBy = null } },
        };
        Assert.NotEqual(DayOutcome.Go, ActionOf(record));
        Assert.DoesNotContain(
            InfusionRules.Published.Review(record).NextSteps,
            step => step.Kind is NextStepKind.BookInfusion or NextStepKind.GiveInfusion or NextStepKind.BookMaintenance);
    }

    [Fact]
    public void A_patient_who_declined_does_not_go_until_a_new_consultation()
    {
        Instant declined = _appointment - Duration.FromDays(1);
        PatientRecord record = Ready with
        {
            Words = [new() { Entry = new() { Id = "word" }, About = WordAbout.Declined, At = declined, By = ClinicianRole.Physician }],
        };
        Assert.Equal((DayOutcome.Stop, CourseStage.Declined), (ActionOf(record), InfusionRules.Published.Review(record).Stage.Outcome));
        Assert.Empty(InfusionRules.Published.Review(record).NextSteps);

        Consultation again = record.Consultation! with { Entry = new() { Id = "again", EnteredAt = declined + Duration.FromHours(1) } };
        Assert.Equal(DayOutcome.Go, ActionOf(record with { Consultation = again }));
    }

    [Fact]
    public void A_route_that_the_clinic_does_not_offer_stops() =>
        Assert.Equal(DayOutcome.Stop, ActionOf(Ready with { Route = InfusionRoute.Oral }));

    [Fact]
    public void A_ride_home_that_is_not_arranged_is_asked_for()
    {
        Assert.Equal(DayOutcome.Ask, ActionOf(With(visit => visit with { RideArranged = false })));
        Assert.Equal(DayOutcome.Go, ActionOf(With(visit => visit with { RideArranged = true })));
    }

    [Fact]
    public void An_appointment_whose_time_has_passed_is_asked_about_and_one_that_began_is_not()
    {
        PatientRecord later = Ready with { AsOf = _appointment + Duration.FromHours(8) };
        DayLine passed = Line(later);
        Assert.Equal(DayOutcome.Ask, passed.Action);
        Assert.Equal("day.what-happened", Assert.Single(passed.Reasons).Id);
        Assert.Equal(
            DayOutcome.Begun,
            ActionOf(later with { Visits = [later.Visits[0] with { Start = _appointment, End = _appointment + Duration.FromHours(1) }] }));
    }

    private static PatientRecord Ready => new()
    {
        Id = "ready",
        AsOf = _appointment - Duration.FromMinutes(30),
        Protocol = ProtocolId.OneHour,
        Consultation = new() { Held = true, HistoryRecorded = true, MedicationsRecorded = true, AppropriatenessRecorded = true },
        Eligibility = new()
        {
            Conditions = [StatedCondition.Present("fibromyalgia")],
            ConditionsCompleteness = ListCompleteness.Complete,
            Verdict = PhysicianVerdict.Candidate,
            VerdictBy = ClinicianRole.Physician,
        },
        Visits =
        [
            new()
            {
                Entry = new() { Id = "visit" },
                Appointment = _appointment,
                IntakesCompleteness = ListCompleteness.Complete,
            },
        ],
    };

    private static PatientRecord With(Func<Visit, Visit> change) => Ready with { Visits = [change(Ready.Visits[0])] };

    private static DayLine Line(PatientRecord record) => Assert.Single(InfusionRules.Published.Day([record], _date));

    private static DayOutcome ActionOf(PatientRecord record) => Line(record).Action;
}
