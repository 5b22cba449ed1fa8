using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Panels;
using Infusion.Rules.Response;
using NodaTime;
using Scale = Infusion.Rules.Clinic.Score;

namespace Infusion.Rules.Tests.Panels;

/// <summary>A patient drawn choice by choice; a stream of smaller numbers, or a shorter one, draws a simpler patient.</summary>
internal sealed class DrawnPatient(IReadOnlyList<int> choices, InfusionRules rules)
{
    private int _next;

    public PanelPatient Draw() => new()
    {
        Eligibility = Eligibility(),
        Protocol = new() { HasPain = Claim(), HasMentalHealth = Claim(), HasHeadache = Claim() },
        Fasting = Fasting(),
        Response = Response(),
        Fee = Fee(),
        Maintenance = Maintenance(),
    };

    private EligibilityFacts Eligibility() => new()
    {
        ReferenceDate = Today,
        Conditions = [.. Enumerable.Range(0, Below(4)).Select(_ => Condition())],
        Completeness = Of(ListCompleteness.Complete, ListCompleteness.Partial),
        Screens = Below(8) == 7 ? ScreenAnswers.For(rules.Eligibility.Policy) : null,
        IsPriorTherapyDocumented = Claim(),
        Verdict = Of<PhysicianVerdict?>(PhysicianVerdict.NotRecorded, PhysicianVerdict.Candidate, PhysicianVerdict.NotCandidate, null),
        VerdictRole = Of<ClinicianRole?>(ClinicianRole.Physician, ClinicianRole.Nurse, ClinicianRole.Other, null),
        HasVerdictReason = Claim(),
    };

    private StatedCondition Condition()
    {
        ImmutableArray<ListedCondition> listed = rules.Eligibility.Policy.Conditions;
        string? name = Below(6) switch { 0 => listed[0].Id, 1 => listed[0].Name, 2 => "gout", 3 => null, _ => listed[Below(listed.Length)].Id.ToUpperInvariant() };
        LocalDate onset = Today.PlusMonths(-Below(6)).PlusDays(Below(3) - 1);
        return Below(4) switch
        {
            0 => new(name, onset, onset, Claim()),
            1 => new(name, isInFullRemission: Claim()),
            2 => new(name, onset.PlusDays(-40), onset, Claim()),
            _ => new(name, null, onset, Claim()),
        };
    }

    private FastingFacts Fasting()
    {
        Moment appointment = Below(5) switch
        {
            3 => Moment.Between(Noon, Noon + Duration.FromHours(1)),
            4 => Moment.FromLocal(Repeated, rules.TimeZone),
            _ => Moment.At(Noon),
        };
        return new()
        {
            Appointment = appointment,
            Start = Below(3) == 0 ? null : Moment.At(Noon - Duration.FromHours(1)),
            Intakes = [.. Enumerable.Range(0, Below(4)).Select(_ => Taken())],
            Completeness = Of(ListCompleteness.Complete, ListCompleteness.Partial),
        };
    }

    private Intake Taken()
    {
        string? kind = Below(7) switch
        {
            0 => rules.Fasting.Policy.Kinds[0].Id,
            1 => "clear-liquid",
            2 => IntakeKind.OralMedicine,
            3 => "chewing gum",
            4 => null,
            _ => rules.Fasting.Policy.Kinds[Below(rules.Fasting.Policy.Kinds.Length)].Id,
        };
        Instant at = Noon - Duration.FromMinutes(30 * Below(20)) - Duration.FromNanoseconds(Below(3) - 1);
        return Below(8) switch
        {
            4 => Intake.None(kind, at),
            5 => Intake.Of(kind, null),
            6 => Intake.Of(kind, Moment.Between(at - Duration.FromHours(2), at)),
            7 => Intake.Of(kind, Of(Moment.FromLocal(Repeated, rules.TimeZone), Moment.At(at - Duration.FromDays(9_000)), Moment.At(at + Duration.FromDays(9_000)))),
            _ => Intake.Of(kind, Moment.At(at)),
        };
    }

    private InstrumentFacts Response()
    {
        Instrument instrument = (Instrument)Below(6);
        Score? Score() => Below(4) switch
        {
            0 => Scale.Of(instrument, Scale.Minimum(instrument) + Below(11)),
            1 => Scale.Of(instrument, Scale.Minimum(instrument)),
            2 when instrument == Instrument.PainNrs => Scale.Of(instrument, 4.9m + (Below(3) * 0.0000001m)),
            _ => null,
        };
        ImmutableArray<EvaluationPoint> points = rules.Response.EvaluationPoints;
        return new()
        {
            Instrument = Below(5) == 4 ? null : instrument,
            Protocol = Below(5) == 4 ? null : points[Below(points.Length)].Protocol,
            CompletedSessions = Below(8) is var sessions and < 7 ? sessions : null,
            AbortedSessions = Below(2),
            Baseline = instrument == Instrument.PainNrs && Below(3) == 0 ? Scale.Of(instrument, 7) : Score(),
            Current = Score(),
        };
    }

    private FeeFacts Fee() => new()
    {
        End = Of<AppointmentEnd?>(AppointmentEnd.ClinicCancelled, AppointmentEnd.InfusionGiven, (AppointmentEnd)Below(4), null),
        Reason = Of<CancellationReason?>(CancellationReason.FastingViolation, (CancellationReason)Below(5), null),
        Appointment = Below(3) == 0 ? null : Moment.At(Noon),
        CancelledAt = Below(3) == 0 ? null : Moment.At(Noon - Duration.FromHours(Below(80))),
        ArrivedAt = Below(3) == 0 ? null : Moment.At(Noon + Duration.FromMinutes(Below(60))),
        EarlierMisses = Below(4) is var misses and < 3 ? misses : null,
        Waiver = Below(6) == 5 ? rules.Fees.Policy.WaiverReasons.FirstOrDefault() : null,
        VisitPrice = Below(4) == 3 ? Money.Of(400, rules.Fees.Policy.FastingCancellation.Currency) : null,
    };

    private MaintenanceFacts Maintenance()
    {
        LocalDate last = new LocalDate(2026, 1, 31).PlusDays(-Below(4));
        return new()
        {
            IsInMaintenance = Of<bool?>(true, true, false, null),
            LastCompletedInfusion = Below(6) == 5 ? null : last,
            FirstCompletedInfusion = Below(3) == 0 ? null : last.PlusDays(-Below(9)),
            On = Below(6) == 5 ? null : last.PlusMonths(Below(5)).PlusDays(Below(3) - 1),
            SymptomsAreBack = Claim(),
            ClinicianInterval = Below(6) == 5 ? ClinicianInterval.Every(Period.FromWeeks(5 + Below(12))) : null,
            Ordinal = Below(3) == 2 ? null : 1 + Below(4),
        };
    }

    private static LocalDate Today => new(2026, 3, 31);

    private static Instant Noon => Instant.FromUtc(2026, 3, 31, 16, 0);

    // On the night the clocks of the clinic go back.
    private static LocalDateTime Repeated => new(2026, 11, 1, 1, 30);

    private bool? Claim() => Of<bool?>(false, true, null);

    private T Of<T>(params T[] values) => values[Below(values.Length)];

    private int Below(int count) => _next < choices.Count ? (choices[_next++] & int.MaxValue) % count : 0;
}
