using Infusion.Rules.Clinic;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.Policies.ClinicShapes.Parts;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>
/// "Cancel two working days ahead (48 hours, weekends and holidays not
/// counted), or your deposit of C$200 is forfeited. If you have not fasted,
/// we charge half of the visit. Not coming costs the whole visit."
/// </summary>
public class WestGateTests
{
    internal static ClinicPolicy Policy => Handbook.Of("west-gate", "West Gate", "America/Toronto") with
    {
        Eligibility = Numbers.Eligibility! with { ConsultationPrice = Money.Of(0, "CAD") },
        Fees = FeesOf(Cad(0)) with
        {
            FastingCharge = Percent(50),
            NoticeTiers = [new(Duration.FromHours(48), Flat(Cad(200)))],
            NoticeUnit = NoticeUnit.BusinessHours,
            Calendar = new()
            {
                Hours =
                [
                    .. new[]
                    {
                        IsoDayOfWeek.Monday,
                        IsoDayOfWeek.Tuesday,
                        IsoDayOfWeek.Wednesday,
                        IsoDayOfWeek.Thursday,
                        IsoDayOfWeek.Friday,
                    }
                        .Select(day => new OpeningHours(day, LocalTime.Midnight, LocalTime.Midnight)),
                ],
                ClosedOn = [new(2026, 7, 1)],
            },
            NoShow = Percent(100),
        },
    };

    private static Shape Clinic => new(Policy);

    [Theory]
    [InlineData("2026-06-16 14:00", "2026-06-12 14:00", 0)]
    [InlineData("2026-06-16 14:00", "2026-06-12 14:00:01", 200)]
    [InlineData("2026-06-15 09:00", "2026-06-13 09:00", 200)]
    [InlineData("2026-07-02 10:00", "2026-06-29 10:00", 0)]
    [InlineData("2026-07-02 10:00", "2026-06-29 10:00:01", 200)]
    [InlineData("2026-03-10 10:00", "2026-03-06 10:00", 0)]
    [InlineData("2026-03-10 10:00", "2026-03-06 10:00:01", 200)]
    public void Two_working_days_are_counted_without_weekends_and_holidays(string appointment, string at, int dollars) =>
        Assert.Equal(Cad(dollars), Clinic.PatientCancels(appointment, at).Amount);

    [Fact]
    public void A_fasting_violation_costs_half_of_the_visit()
    {
        Visit visit = new()
        {
            Appointment = Clinic.At("2026-06-15 10:00"),
            Intakes = [Intake.Of("solid", Clinic.At("2026-06-15 09:00"))],
            IntakesCompleteness = ListCompleteness.Complete,
            Price = Cad(500),
            Cancellation = new()
            {
                By = AppointmentEnd.ClinicCancelled,
                Reason = CancellationReason.FastingViolation,
                At = Clinic.At("2026-06-15 09:30"),
            },
        };
        Assert.Equal((CancellationFeeOutcome.Charged, Cad(250)), Clinic.Fee(visit));
        Assert.Equal(
            ["fee.priced"],
            Clinic.Rules.Fees.DecideCancellation(visit with { Price = null }).Questions.Select(question => question.Fact));
        Assert.Equal((CancellationFeeOutcome.Charged, Cad(500)), Clinic.NoShow(price: Cad(500)));
        Assert.Equal(Provenance.ClinicPolicy, Clinic.Rules.Fees.DecideCancellation(visit).DecidingRules[0].Provenance);
    }

    [Fact]
    public void Business_hours_without_a_calendar_are_refused_with_what_to_bring()
    {
        ClinicPolicy without = Policy with { Fees = Policy.Fees! with { Calendar = null } };
        ArgumentException problem = Assert.Throws<ArgumentException>(() => new InfusionRules(without));
        Assert.Equal(
            "Notice in business hours needs the clinic's calendar: bring opening hours and closed dates, or count elapsed hours.",
            problem.Message);
    }

    private static Money Cad(decimal amount) => Money.Of(amount, "CAD");
}
