using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Whole;

/// <summary>Patients drawn from a fixed seed, each as facts, as one flat value, and with one fact unknown in a quarter of them.</summary>
internal sealed class Patients
{
    public const int Count = 1 << 18;
    private const int UnknownFacts = 16;

    public Patients(int count)
    {
        var random = new Random(20260131);
        (Known, Partial, Flat) = (new Patient[count], new Patient[count], new FlatPatient[count]);
        for (int index = 0; index < count; index++)
        {
            Flat[index] = Draw(random);
            Known[index] = FactsOf(Flat[index]);
            Partial[index] = index % 4 == 0 ? Forget(Known[index], random.Next(UnknownFacts)) : Known[index];
        }
    }

    /// <summary>The conditions the flat patient's numbers stand for; the last is one the clinic does not list.</summary>
    public static string[] Conditions { get; } =
    [
        "crps", "crps-type-1", "crps-type-2", "chronic-back-pain", "chronic-neck-pain", "migraine", "fibromyalgia", "major-depression",
        "postpartum-depression", "anxiety", "ptsd", "cluster-headache", "gout",
    ];

    /// <summary>The intakes the flat patient's numbers stand for.</summary>
    public static string[] Kinds { get; } = ["solid", "non-clear-liquid", "clear-liquid", "oral-medicine", "unlisted"];

    /// <summary>The protocols the flat patient's numbers stand for.</summary>
    public static ProtocolId[] Protocols { get; } = [ProtocolId.FourHour, ProtocolId.OneHour];

    public Patient[] Known { get; }

    /// <summary>The same patients; in every fourth, one fact is not known.</summary>
    public Patient[] Partial { get; }

    public FlatPatient[] Flat { get; }

    private static FlatPatient Draw(Random random)
    {
        var reference = new LocalDate(2026, 1, 1).PlusDays(random.Next(730));
        long appointment = Instant.FromUtc(2026, 1, 1, 14, 0)
            .Plus(Duration.FromDays(random.Next(730)) + Duration.FromMinutes(15 * random.Next(24)))
            .ToUnixTimeTicks() * 100;
        var instrument = (Instrument)random.Next(6);
        (int low, int high) = (Score.Minimum(instrument) * 10, Score.Maximum(instrument) * 10);
        int Points() =>
            (low + random.Next(high - low + 1)) / (instrument == Instrument.PainNrs ? 1 : 10) * (instrument == Instrument.PainNrs ? 1 : 10);
        bool isPain = random.Next(3) > 0;
        var drawn = new FlatPatient
        {
            Appointment = appointment,
            FirstIntakeEnd = appointment - (random.Next(60, 840) * NodaConstants.NanosecondsPerMinute),
            SecondIntakeEnd = appointment - (random.Next(0, 360) * NodaConstants.NanosecondsPerMinute),
            Reference = reference,
            FirstOnset = reference.PlusDays(-random.Next(2_000)),
            SecondOnset = reference.PlusDays(-random.Next(2_000)),
            LastInfusion = reference.PlusDays(-random.Next(150)),
            On = reference,
            Baseline = (short)Points(),
            Current = (short)Points(),
            FirstCondition = (sbyte)random.Next(Conditions.Length),
            SecondCondition = (sbyte)(random.Next(2) == 0 ? -1 : random.Next(Conditions.Length)),
            FirstIntake = (sbyte)random.Next(2),
            SecondIntake = (sbyte)(random.Next(8) == 0 ? 3 + random.Next(2) : 2),
            Protocol = (sbyte)random.Next(2),
            Completed = (sbyte)random.Next(8),
            FirstRemission = random.Next(10) == 0,
            SecondRemission = random.Next(10) == 0,
            IsPriorTherapyDocumented = random.Next(2) == 0,
            HasPain = isPain,
            HasMentalHealth = random.Next(3) == 0,
            HasHeadache = random.Next(10) == 0,
            IsInMaintenance = random.Next(10) < 4,
            SymptomsAreBack = random.Next(2) == 0,
            Verdict = (PhysicianVerdict)random.Next(3),
            Role = random.Next(4) > 0 ? ClinicianRole.Physician : (ClinicianRole)random.Next(5),
            Instrument = instrument,
            End = (AppointmentEnd)random.Next(4),
            Reason = random.Next(2) == 0 ? CancellationReason.FastingViolation : (CancellationReason)random.Next(5),
        };
        if (drawn.FirstCondition == drawn.SecondCondition)
        {
            // A condition that is both active and in full remission contradicts itself.
            drawn.SecondRemission = drawn.FirstRemission;
        }

        return drawn;
    }

    private static Patient FactsOf(FlatPatient flat)
    {
        StatedCondition first = StatedCondition.Since(
            Conditions[flat.FirstCondition], flat.FirstOnset) with
        { InFullRemission = flat.FirstRemission };
        return new(
            new()
            {
                Assessment = new()
                {
                    On = flat.Reference,
                    Conditions = flat.SecondCondition < 0 ? [first]
                        :
                        [
                            first,
                            StatedCondition.Since(
                                Conditions[flat.SecondCondition], flat.SecondOnset) with { InFullRemission = flat.SecondRemission },
                        ],
                    ConditionsCompleteness = ListCompleteness.Complete,
                    PriorTherapyDocumented = flat.IsPriorTherapyDocumented,
                    Verdict = flat.Verdict,
                    VerdictBy = flat.Role,
                    VerdictHasReason = true,
                },
            },
            new() { HasPain = flat.HasPain, HasMentalHealth = flat.HasMentalHealth, HasHeadache = flat.HasHeadache },
            new()
            {
                Appointment = At(flat.Appointment),
                Intakes =
                [
                    Intake.Of(Kinds[flat.FirstIntake], At(flat.FirstIntakeEnd)),
                    Intake.Of(Kinds[flat.SecondIntake], At(flat.SecondIntakeEnd)),
                ],
                IntakesCompleteness = ListCompleteness.Complete,
                Start = flat.End == AppointmentEnd.InfusionGiven ? At(flat.Appointment) : null,
                Cancellation = flat.End == AppointmentEnd.InfusionGiven ? null : new()
                {
                    By = flat.End,
                    Reason = flat.Reason,
                    At = At(flat.Appointment),
                },
            },
            new()
            {
                Instrument = flat.Instrument,
                Protocol = Protocols[flat.Protocol],
                CompletedSessions = flat.Completed,
                Baseline = Score.Of(flat.Instrument, flat.Baseline / 10m),
                Current = Score.Of(flat.Instrument, flat.Current / 10m),

                // Always within the evaluation window, so that no variant needs a rule for it.
                SessionEnd = At(flat.Appointment - (2 * NodaConstants.NanosecondsPerDay)),
                CurrentAt = At(flat.Appointment - NodaConstants.NanosecondsPerDay),
            },
            new()
            {
                IsReached = flat.IsInMaintenance,
                Note = new() { On = flat.On, SymptomsAreBack = flat.SymptomsAreBack },
                LastCompleted = flat.LastInfusion,
            });
    }

    private static Moment At(long nanoseconds) => Moment.At(Instant.FromUnixTimeTicks(nanoseconds / 100));

    private static Patient Forget(Patient patient, int fact)
    {
        (Assessment assessment, Visit visit) = (patient.Eligibility.Assessment, patient.Visit);
        StatedCondition condition = assessment.Conditions[0];
        Patient Assessed(Assessment changed) => patient with { Eligibility = new() { Assessment = changed } };
        Patient With(StatedCondition changed) => Assessed(assessment with { Conditions = assessment.Conditions.SetItem(0, changed) });
        Patient Noted(MaintenanceNote changed) => patient with { Maintenance = patient.Maintenance! with { Note = changed } };
        Patient Taken(int place, Intake changed) => patient with { Visit = visit with { Intakes = visit.Intakes.SetItem(place, changed) } };
        return fact switch
        {
            0 => With(condition with { Name = null }),
            1 => With(condition with { Onset = null }),
            2 => With(condition with { InFullRemission = null }),
            3 => Assessed(assessment with { PriorTherapyDocumented = null }),
            4 => Assessed(assessment with { Verdict = null }),
            5 => Assessed(assessment with { VerdictBy = null }),
            6 => patient with { Protocol = patient.Protocol with { HasPain = null } },
            7 => patient with { Protocol = patient.Protocol with { HasHeadache = null } },
            8 => Taken(0, Intake.Of(visit.Intakes[0].What, null)),
            9 => Taken(1, Intake.Of(null, visit.Intakes[1].At)),
            10 => patient with { Response = patient.Response! with { Current = null } },
            11 => patient with { Response = patient.Response! with { CompletedSessions = null } },
            12 => patient with { Visit = visit with { Start = null, Cancellation = (visit.Cancellation ?? new()) with { By = null } } },
            13 =>
                visit.Cancellation is { } cancellation
                ? patient with { Visit = visit with { Cancellation = cancellation with { Reason = null } } }
                : patient,
            14 => Noted(patient.Maintenance.Note with { SymptomsAreBack = null }),
            _ => patient with { Maintenance = patient.Maintenance with { IsReached = null } },
        };
    }
}
