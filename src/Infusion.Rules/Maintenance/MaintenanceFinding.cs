namespace Infusion.Rules.Maintenance;

/// <summary>What a maintenance decision tells the clinician beside its outcome.</summary>
public enum MaintenanceFinding
{
    /// <summary>The individual interval lies outside the policy's window; information, not an error.</summary>
    OutsidePublishedRange,

    /// <summary>Due after a lapse: whether a new induction is needed is not published.</summary>
    InductionAfterLapseNotPublished,

    /// <summary>The symptoms are back before the window begins; a clinician is told.</summary>
    SymptomsBeforeWindow,

    /// <summary>One more infusion on the date is above the most in twelve months.</summary>
    AboveMaximumPerYear,

    /// <summary>What is told beside the outcome is not published.</summary>
    NotPublished,
}
