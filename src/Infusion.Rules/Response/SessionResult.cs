namespace Infusion.Rules.Response;

/// <summary>How an infusion ended.</summary>
public enum SessionResult
{
    /// <summary>It ran to its end and counts.</summary>
    Completed,

    /// <summary>It was broken off and does not count towards the evaluation point.</summary>
    Aborted,
}
