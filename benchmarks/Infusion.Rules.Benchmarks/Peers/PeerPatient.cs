using Infusion.Rules.Benchmarks.Whole;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>The patient as the peers can read it: names are numbers, times are nanoseconds, scores are tenths of a point.</summary>
/// <remarks>Dynamic LINQ cannot subtract instants, so times are plain numbers;
/// everything else the peers' rules work out themselves.</remarks>
public sealed class PeerPatient
{
    internal PeerPatient(in FlatPatient flat)
    {
        (Condition1, Condition2, Onset1, Onset2, Reference) = (
            flat.FirstCondition, flat.SecondCondition, flat.FirstOnset, flat.SecondOnset, flat.Reference);
        (Remission1, Remission2, Prior) = (flat.FirstRemission, flat.SecondRemission, flat.IsPriorTherapyDocumented);
        (Verdict, Role) = ((int)flat.Verdict, (int)flat.Role);
        (Pain, Mental, Headache) = (flat.HasPain, flat.HasMentalHealth, flat.HasHeadache);
        (Kind1, Kind2, Taken1, Taken2, Appointment) = (
            flat.FirstIntake, flat.SecondIntake, flat.FirstIntakeEnd, flat.SecondIntakeEnd, flat.Appointment);
        (Protocol, Completed, Instrument, Baseline, Current) = (
            flat.Protocol, flat.Completed, (int)flat.Instrument, flat.Baseline, flat.Current);
        (End, Reason, Stage, Symptoms) = ((int)flat.End, (int)flat.Reason, flat.IsInMaintenance, flat.SymptomsAreBack);
        (Last, On) = (flat.LastInfusion, flat.On);
    }

    public int Condition1 { get; }

    public int Condition2 { get; }

    public int Verdict { get; }

    public int Role { get; }

    public int Kind1 { get; }

    public int Kind2 { get; }

    public int Protocol { get; }

    public int Completed { get; }

    public int Instrument { get; }

    public int Baseline { get; }

    public int Current { get; }

    public int End { get; }

    public int Reason { get; }

    public long Taken1 { get; }

    public long Taken2 { get; }

    public long Appointment { get; }

    public LocalDate Onset1 { get; }

    public LocalDate Onset2 { get; }

    public LocalDate Reference { get; }

    public LocalDate Last { get; }

    public LocalDate On { get; }

    public bool Remission1 { get; }

    public bool Remission2 { get; }

    public bool Prior { get; }

    public bool Pain { get; }

    public bool Mental { get; }

    public bool Headache { get; }

    public bool Stage { get; }

    public bool Symptoms { get; }
}
