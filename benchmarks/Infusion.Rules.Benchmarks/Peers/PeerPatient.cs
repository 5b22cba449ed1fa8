using Infusion.Rules.Benchmarks.Whole;
using Infusion.Rules.Clinic;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>The patient as the peers can read it: whole numbers and claims; times are already minutes, months already counted.</summary>
/// <remarks>Dynamic LINQ cannot subtract instants, so this work is done for the peers before they are timed.</remarks>
public sealed class PeerPatient
{
    internal PeerPatient(in FlatPatient flat)
    {
        (Condition1, Condition2, Months1, Months2) = (flat.FirstCondition, flat.SecondCondition,
            CalendarCount.MonthsToReach(flat.FirstOnset, flat.Reference), CalendarCount.MonthsToReach(flat.SecondOnset, flat.Reference));
        (Remission1, Remission2, Prior) = (flat.FirstRemission, flat.SecondRemission, flat.IsPriorTherapyDocumented);
        (Verdict, Role) = ((int)flat.Verdict, (int)flat.Role);
        (Pain, Mental, Headache) = (flat.HasPain, flat.HasMentalHealth, flat.HasHeadache);
        (Kind1, Kind2) = (flat.FirstIntake, flat.SecondIntake);
        Before1 = (flat.Appointment - flat.FirstIntakeEnd) / NodaConstants.NanosecondsPerMinute;
        Before2 = (flat.Appointment - flat.SecondIntakeEnd) / NodaConstants.NanosecondsPerMinute;
        (Protocol, Completed, Instrument, Baseline, Current) = (flat.Protocol, flat.Completed, (int)flat.Instrument, flat.Baseline, flat.Current);
        (End, Reason, Stage, Symptoms) = ((int)flat.End, (int)flat.Reason, flat.IsInMaintenance, flat.SymptomsAreBack);
        Position = flat.On < flat.LastInfusion.PlusMonths(1) ? 0 : flat.On <= flat.LastInfusion.PlusMonths(3) ? 1 : 2;
    }

    public int Condition1 { get; }

    public int Condition2 { get; }

    public int Months1 { get; }

    public int Months2 { get; }

    public bool Remission1 { get; }

    public bool Remission2 { get; }

    public bool Prior { get; }

    public int Verdict { get; }

    public int Role { get; }

    public bool Pain { get; }

    public bool Mental { get; }

    public bool Headache { get; }

    public int Kind1 { get; }

    public int Kind2 { get; }

    public long Before1 { get; }

    public long Before2 { get; }

    public int Protocol { get; }

    public int Completed { get; }

    public int Instrument { get; }

    public int Baseline { get; }

    public int Current { get; }

    public int End { get; }

    public int Reason { get; }

    public bool Stage { get; }

    public bool Symptoms { get; }

    public int Position { get; }
}
