using Infusion.Rules.Clinic;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Whole;

/// <summary>The same patient as one flat value: names are numbers, times are nanoseconds, scores are tenths of a point.</summary>
/// <remarks>What a program would hold that was written for nothing but this decision. The peers read it too.</remarks>
internal struct FlatPatient
{
    public long Appointment { get; set; }

    public long FirstIntakeEnd { get; set; }

    public long SecondIntakeEnd { get; set; }

    public LocalDate Reference { get; set; }

    public LocalDate FirstOnset { get; set; }

    public LocalDate SecondOnset { get; set; }

    public LocalDate LastInfusion { get; set; }

    public LocalDate On { get; set; }

    public short Baseline { get; set; }

    public short Current { get; set; }

    public sbyte FirstCondition { get; set; }

    public sbyte SecondCondition { get; set; }

    public sbyte FirstIntake { get; set; }

    public sbyte SecondIntake { get; set; }

    public sbyte Protocol { get; set; }

    public sbyte Completed { get; set; }

    public bool FirstRemission { get; set; }

    public bool SecondRemission { get; set; }

    public bool IsPriorTherapyDocumented { get; set; }

    public bool HasPain { get; set; }

    public bool HasMentalHealth { get; set; }

    public bool HasHeadache { get; set; }

    public bool IsInMaintenance { get; set; }

    public bool SymptomsAreBack { get; set; }

    public PhysicianVerdict Verdict { get; set; }

    public ClinicianRole Role { get; set; }

    public Instrument Instrument { get; set; }

    public AppointmentEnd End { get; set; }

    public CancellationReason Reason { get; set; }
}
