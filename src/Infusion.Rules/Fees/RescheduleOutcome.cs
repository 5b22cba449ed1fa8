namespace Infusion.Rules.Fees;

/// <summary>What the rules say of a new appointment after a cancelled one, from the least to the most cautious.</summary>
public enum RescheduleOutcome
{
    /// <summary>The new appointment is on a later date.</summary>
    AnotherDay,

    /// <summary>When a new appointment may be is not published.</summary>
    NotPublished,

    /// <summary>A warning: the new appointment is not on a later clinic-local date than the cancelled one.</summary>
    RescheduledSameDay,
}
