namespace Infusion.Rules.Visits;

/// <summary>What the clinic's rules say of the start of an infusion, from the least to the most cautious.</summary>
public enum StartOutcome
{
    /// <summary>What the clinic asks for before the start is there.</summary>
    Ready,

    /// <summary>What the clinic asks for before the start is not published.</summary>
    NotPublished,

    /// <summary>Something that the clinic asks for is not there, or may not be: the infusion waits for it.</summary>
    Wait,
}
