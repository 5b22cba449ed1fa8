using Infusion.Rules.Benchmarks.Whole;
using Infusion.Rules.Clinic;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fees;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>The flat patient as an object the peers can read: names are numbers, times are nanoseconds, scores are tenths of a point.</summary>
/// <remarks>Nothing is computed ahead. Times are whole numbers because Dynamic LINQ cannot subtract instants, and small numbers are as wide as
/// its arithmetic.</remarks>
public sealed class PeerPatient
{
    internal PeerPatient(in FlatPatient flat)
    {
        (Appointment, FirstIntakeEnd, SecondIntakeEnd) = (flat.Appointment, flat.FirstIntakeEnd, flat.SecondIntakeEnd);
        (Reference, FirstOnset, SecondOnset, LastInfusion, On) = (flat.Reference, flat.FirstOnset, flat.SecondOnset, flat.LastInfusion, flat.On);
        (Baseline, Current, FirstCondition, SecondCondition) = (flat.Baseline, flat.Current, flat.FirstCondition, flat.SecondCondition);
        (FirstIntake, SecondIntake, Protocol, Completed) = (flat.FirstIntake, flat.SecondIntake, flat.Protocol, flat.Completed);
        (FirstRemission, SecondRemission, IsPriorTherapyDocumented) = (flat.FirstRemission, flat.SecondRemission, flat.IsPriorTherapyDocumented);
        (HasPain, HasMentalHealth, HasHeadache) = (flat.HasPain, flat.HasMentalHealth, flat.HasHeadache);
        (IsInMaintenance, SymptomsAreBack) = (flat.IsInMaintenance, flat.SymptomsAreBack);
        (Verdict, Role, Instrument, End, Reason) = (flat.Verdict, flat.Role, flat.Instrument, flat.End, flat.Reason);
    }

    public long Appointment { get; }

    public long FirstIntakeEnd { get; }

    public long SecondIntakeEnd { get; }

    public LocalDate Reference { get; }

    public LocalDate FirstOnset { get; }

    public LocalDate SecondOnset { get; }

    public LocalDate LastInfusion { get; }

    public LocalDate On { get; }

    public int Baseline { get; }

    public int Current { get; }

    public int FirstCondition { get; }

    public int SecondCondition { get; }

    public int FirstIntake { get; }

    public int SecondIntake { get; }

    public int Protocol { get; }

    public int Completed { get; }

    public bool FirstRemission { get; }

    public bool SecondRemission { get; }

    public bool IsPriorTherapyDocumented { get; }

    public bool HasPain { get; }

    public bool HasMentalHealth { get; }

    public bool HasHeadache { get; }

    public bool IsInMaintenance { get; }

    public bool SymptomsAreBack { get; }

    public PhysicianVerdict Verdict { get; }

    public ClinicianRole Role { get; }

    public Instrument Instrument { get; }

    public AppointmentEnd End { get; }

    public CancellationReason Reason { get; }
}
