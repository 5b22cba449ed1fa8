using NodaTime;

namespace Infusion.Rules.Maintenance;

/// <summary>What is known of one patient's maintenance on one date.</summary>
/// <remarks>All dates are clinic-local; an infusion's date is that of its actual start.</remarks>
public sealed record MaintenanceFacts
{
    /// <summary>Whether the course has reached the stage of maintenance; <c>null</c> is not known.</summary>
    public bool? IsInMaintenance { get; init; }

    /// <summary>The date of the last completed infusion; <c>null</c> is not known.</summary>
    public LocalDate? LastCompletedInfusion { get; init; }

    /// <summary>The date of the series' first completed infusion, for policies that count from the end of the first week.</summary>
    public LocalDate? FirstCompletedInfusion { get; init; }

    /// <summary>The date that is asked about; <c>null</c> is not known.</summary>
    public LocalDate? On { get; init; }

    /// <summary>Whether the symptoms are back; <c>null</c> is not known.</summary>
    public bool? SymptomsAreBack { get; init; }

    /// <summary>The interval a clinician has set; <c>null</c> when none is on file.</summary>
    public ClinicianInterval? ClinicianInterval { get; init; }

    /// <summary>The grade of response, for policies that map it; <c>null</c> is not known.</summary>
    public string? ResponseGrade { get; init; }

    /// <summary>How many days relief lasted, for policies that map it; <c>null</c> is not known.</summary>
    public int? ReliefDays { get; init; }

    /// <summary>Which maintenance infusion comes next, 1 for the first, for policies that map it; <c>null</c> is not known.</summary>
    public int? Ordinal { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => "maintenance facts: " + string.Join(", ", new[]
    {
        IsInMaintenance is null ? null : "stage",
        LastCompletedInfusion is null ? null : "last infusion",
        FirstCompletedInfusion is null ? null : "first infusion",
        On is null ? null : "date",
        SymptomsAreBack is null ? null : "symptoms",
        ClinicianInterval is null ? null : "clinician's interval",
        ResponseGrade is null ? null : "grade",
        ReliefDays is null ? null : "relief",
        Ordinal is null ? null : "ordinal",
    }.Where(known => known is not null).DefaultIfEmpty("none"));
}
