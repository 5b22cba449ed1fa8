namespace Infusion.Rules.Response;

/// <summary>Whether a verdict on the response stands, from the least to the most cautious.</summary>
public enum ResponseFinality
{
    /// <summary>The evaluation window has closed, another infusion has begun, or a clinician has confirmed the verdict.</summary>
    Standing,

    /// <summary>When a verdict stands is not published.</summary>
    NotPublished,

    /// <summary>A later score may still change the verdict, so it moves no stage.</summary>
    Provisional,
}
