namespace Infusion.Rules.Maintenance;

/// <summary>What a recommended maintenance date rests on, from the least to the most cautious.</summary>
public enum MaintenanceBasis
{
    /// <summary>A clinician's one interval.</summary>
    ClinicianInterval,

    /// <summary>A clinician's shortest and longest interval; there are bounds and no single date.</summary>
    ClinicianRange,

    /// <summary>The policy's interval for the grade of response.</summary>
    ResponseGrade,

    /// <summary>The policy's interval for how long relief lasted.</summary>
    ReliefDuration,

    /// <summary>The policy's interval for the first, second or later maintenance infusion.</summary>
    Ordinal,

    /// <summary>The policy's next time after the last infusion of the induction.</summary>
    Offset,

    /// <summary>The policy schedules maintenance only when symptoms are back.</summary>
    OnDemand,

    /// <summary>The policy says that the date is set for each patient, and no clinician has set one.</summary>
    Individual,

    /// <summary>The policy recommends no date inside the window.</summary>
    NotPublished,

    /// <summary>The course has not reached maintenance.</summary>
    BeforeMaintenance,
}
