namespace Infusion.Rules.Maintenance;

/// <summary>How an individual interval compares with the policy's window.</summary>
public enum IntervalPosition
{
    /// <summary>There is no individual interval.</summary>
    None,

    /// <summary>All its dates lie in the policy's window.</summary>
    Inside,

    /// <summary>It begins before the policy's window or ends after it.</summary>
    Outside,
}
