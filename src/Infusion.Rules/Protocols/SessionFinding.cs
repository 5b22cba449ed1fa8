namespace Infusion.Rules.Protocols;

/// <summary>What is remarkable about the day of a session; always a warning, and the session still counts.</summary>
public enum SessionFinding
{
    /// <summary>Another completed session of the series was on the same clinic-local date.</summary>
    SameDate,

    /// <summary>It is later than the protocol's window counted from the first completed session.</summary>
    OutsideFirstWeek,

    /// <summary>It is closer to the previous session than the policy's shortest spacing, in days or in elapsed time.</summary>
    BelowMinimumSpacing,

    /// <summary>It is further from the previous session than the policy's longest spacing.</summary>
    AboveMaximumSpacing,

    /// <summary>It is not on the day after the previous session, and the policy wants consecutive days.</summary>
    NotConsecutive,

    /// <summary>It is on a weekday the policy does not give.</summary>
    WeekdayNotPermitted,

    /// <summary>With it there are more sessions in seven days than the policy gives.</summary>
    AboveMaximumInSevenDays,

    /// <summary>With it there are more sessions in its course week than the policy gives.</summary>
    AboveMaximumInCourseWeek,

    /// <summary>A course week that has passed has fewer sessions than the policy gives.</summary>
    BelowMinimumInCourseWeek,

    /// <summary>It is one more than the induction has, and neither a clinician's reason nor maintenance is on record.</summary>
    AboveMaximum,

    /// <summary>On which days sessions fall is not published.</summary>
    NotPublished,
}
