namespace Infusion.Rules.Fees;

/// <summary>How the notice before an appointment is counted.</summary>
public enum NoticeUnit
{
    /// <summary>In elapsed hours, day and night.</summary>
    ElapsedHours,

    /// <summary>In the clinic's opening hours; the policy must bring its calendar.</summary>
    BusinessHours,
}
