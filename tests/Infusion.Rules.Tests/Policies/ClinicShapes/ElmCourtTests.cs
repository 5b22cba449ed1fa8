using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.Policies.ClinicShapes.Parts;

namespace Infusion.Rules.Tests.Policies.ClinicShapes;

/// <summary>
/// "No food for six hours, clear drinks until three hours before, a light snack
/// until two; no coffee that day, no dairy for six hours." Eight
/// infusions, at least two days apart; after four a PHQ-9 drop of half, a MADRS drop of 40 percent and a pain drop of a quarter count.
/// </summary>
public class ElmCourtTests
{
    internal static ClinicPolicy Policy => Handbook.Of("elm-court", "Elm Court", "Europe/Zurich") with
    {
        Fasting = FastingOf(
            Kind("food", "Food", Hours(6)), Kind("dairy", "Milk, cream and yoghurt", Hours(6)),
            Kind("clear-liquid", "Clear liquids", Hours(3)),
            Kind("snack", "Light snacks", Hours(2)),
            Kind("caffeine", "Drinks with caffeine", new IntakeLimit.Clock(LocalTime.Midnight))),
        Continuity = Numbers.Continuity! with
        {
            Holds =
            [
                new(
                    "stimulants", "stimulants", new HoldStart.Clock(LocalTime.Midnight), HoldDecision.Clinic, Provenance.ClinicPolicy, ["clinic-policy"])
                {
                    Aliases = ["methylphenidate", "amphetamine"],
                },
            ],
        },
        Protocols = ProtocolsOf(Protocol("eight", 120) with
        {
            InductionSessions = SessionCount.Exactly(8),
            MinimumSpacingDays = [2],
            WindowDays = 28,
            EvaluateAfterSessions = SessionCount.Exactly(4),
        }),
        Response = Numbers.Response! with
        {
            Criteria = [Criterion(Instrument.Phq9, 50), Criterion(Instrument.Madrs, 40), Criterion(Instrument.PainNrs, 25)],
        },
        Eligibility = Numbers.Eligibility! with { ConsultationPrice = Money.Of(0, "CHF") },
        Fees = FeesOf(Money.Of(120, "CHF")),
    };

    private static Shape Clinic => new(Policy);

    [Theory]
    [InlineData("food", "2026-06-15 08:00")]
    [InlineData("dairy", "2026-06-15 08:00")]
    [InlineData("clear-liquid", "2026-06-15 11:00")]
    [InlineData("snack", "2026-06-15 12:00")]
    [InlineData("caffeine", "2026-06-15 00:00")]
    public void Each_kind_ends_in_its_own_time(string kind, string cutOff)
    {
        Assert.Equal(cutOff, Clinic.CutOff(kind, "2026-06-15 14:00"));
        Assert.Equal(FastingOutcome.Compliant, Clinic.Plan("2026-06-15 14:00", kind, cutOff));
        Assert.Equal(FastingOutcome.Violation, Clinic.Plan("2026-06-15 14:00", kind, cutOff + ":01"));
    }

    [Theory]
    [InlineData(Instrument.Phq9, 20, 10, ResponseOutcome.Responder)]
    [InlineData(Instrument.Phq9, 20, 11, ResponseOutcome.LikelyNonResponder)]
    [InlineData(Instrument.Madrs, 30, 18, ResponseOutcome.Responder)]
    [InlineData(Instrument.Madrs, 30, 19, ResponseOutcome.LikelyNonResponder)]
    [InlineData(Instrument.PainNrs, 8, 6, ResponseOutcome.Responder)]
    [InlineData(Instrument.PainNrs, 8, 7, ResponseOutcome.LikelyNonResponder)]
    [InlineData(Instrument.Gad7, 20, 2, ResponseOutcome.CriterionNotSet)]
    public void Each_instrument_has_its_own_threshold(Instrument instrument, int baseline, int current, ResponseOutcome expected)
    {
        Instant first = Clinic.Instant("2026-06-01 10:00");
        ConditionCategory condition = instrument == Instrument.PainNrs ? ConditionCategory.Pain : ConditionCategory.MentalHealth;
        Decision<ResponseOutcome> decision = Clinic.Rules.Response.Decide(new()
        {
            Protocol = "eight",
            Sessions = [.. Enumerable.Range(0, 4).Select(place => InfusionSession.Completed(
                first + Duration.FromDays(2 * place), first + Duration.FromDays(2 * place) + Duration.FromHours(2)))],
            Scores =
            [
                ScoreEntry.Of(condition, Score.Of(instrument, baseline), first),
                ScoreEntry.Of(condition, Score.Of(instrument, current), first + Duration.FromDays(7)),
            ],
        });
        Assert.Equal(expected, decision.Outcome);
    }

    [Fact]
    public void Eight_infusions_are_at_least_two_days_apart()
    {
        Assert.Empty(Clinic.Sessions("2026-06-01", "2026-06-03")[1].Certain);
        Assert.Equal([SessionFinding.BelowMinimumSpacing], Clinic.Sessions("2026-06-01", "2026-06-02")[1].Certain);
        Assert.Equal([SessionFinding.OutsideFirstWeek], Clinic.Sessions("2026-06-01", "2026-06-29")[1].Certain);
    }

    private static ResponseCriterion Criterion(Instrument instrument, decimal percent) => new()
    {
        Instrument = instrument,
        ResponsePercent = percent,
        Provenance = Provenance.ClinicPolicy,
        Citations = ["clinic-policy"],
    };
}
