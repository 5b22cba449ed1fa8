namespace Infusion.Rules.Response;

/// <summary>A detail of a change of scores, beside the verdict.</summary>
public enum ResponseFinding
{
    /// <summary>The score fell by the larger threshold the policy calls substantial.</summary>
    Substantial,

    /// <summary>The current score meets the policy's named definition of remission.</summary>
    Remission,

    /// <summary>The score rose from the baseline; a clinician looks at it.</summary>
    Worsened,

    /// <summary>The current score was taken after the evaluation window had closed.</summary>
    AfterEvaluationWindow,

    /// <summary>The current score also asks about time before the first infusion.</summary>
    RecallBeforeTreatment,

    /// <summary>A session of the series was aborted, and does not count.</summary>
    AbortedSessionNotCounted,

    /// <summary>A score after a maintenance session no longer meets the threshold that was met after the induction. It is no verdict; a
    /// clinician looks at it.</summary>
    ResponseLost,

    /// <summary>Item 9 of the PHQ-9 is answered above 0; a clinician looks at it.</summary>
    Item9AboveZero,

    /// <summary>Which details are reported is not published.</summary>
    NotPublished,
}
