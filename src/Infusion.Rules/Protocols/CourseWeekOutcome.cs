namespace Infusion.Rules.Protocols;

/// <summary>Whether a course week that has passed had its sessions, from the least to the most cautious.</summary>
internal enum CourseWeekOutcome
{
    /// <summary>It had, or the induction had its fewest by then.</summary>
    Enough,

    /// <summary>How many sessions a course week has at least is not published.</summary>
    NotPublished,

    /// <summary>It had fewer.</summary>
    TooFew,
}
