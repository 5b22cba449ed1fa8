using Infusion.Rules.Clinic;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fees;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Whole;

/// <summary>A flat patient with all worked out that no policy changes, as the columns of a panel have it.</summary>
internal readonly struct PanelRow(in FlatPatient flat)
{
    public Instant Appointment { get; } = Instant.FromUnixTimeTicks(flat.Appointment / 100);

    public long FirstElapsed { get; } = flat.Appointment - flat.FirstIntakeEnd;

    public long SecondElapsed { get; } = flat.Appointment - flat.SecondIntakeEnd;

    /// <summary>The drop in ten-thousandths of a percent of the baseline, floored; <c>null</c> for a baseline of 0.</summary>
    public long? Drop { get; } = flat.Baseline == 0 ? null : (long)Math.Floor((flat.Baseline - flat.Current) * 1_000_000m / flat.Baseline);

    public LocalDate LastInfusion { get; } = flat.LastInfusion;

    public LocalDate On { get; } = flat.On;

    public int FirstMonths { get; } = CalendarCount.MonthsToReach(flat.FirstOnset, flat.Reference);

    public int SecondMonths { get; } = CalendarCount.MonthsToReach(flat.SecondOnset, flat.Reference);

    public sbyte FirstCondition { get; } = flat.FirstCondition;

    public sbyte SecondCondition { get; } = flat.SecondCondition;

    public sbyte FirstIntake { get; } = flat.FirstIntake;

    public sbyte SecondIntake { get; } = flat.SecondIntake;

    public sbyte Protocol { get; } = flat.Protocol;

    public sbyte Completed { get; } = flat.Completed;

    public bool FirstRemission { get; } = flat.FirstRemission;

    public bool SecondRemission { get; } = flat.SecondRemission;

    public bool IsPriorTherapyDocumented { get; } = flat.IsPriorTherapyDocumented;

    public bool HasPain { get; } = flat.HasPain;

    public bool HasMentalHealth { get; } = flat.HasMentalHealth;

    public bool HasHeadache { get; } = flat.HasHeadache;

    public bool IsInMaintenance { get; } = flat.IsInMaintenance;

    public bool SymptomsAreBack { get; } = flat.SymptomsAreBack;

    public PhysicianVerdict Verdict { get; } = flat.Verdict;

    public ClinicianRole Role { get; } = flat.Role;

    public Instrument Instrument { get; } = flat.Instrument;

    public AppointmentEnd End { get; } = flat.End;

    public CancellationReason Reason { get; } = flat.Reason;
}
