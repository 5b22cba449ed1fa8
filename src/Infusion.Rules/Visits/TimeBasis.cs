namespace Infusion.Rules.Visits;

/// <summary>What a time of a visit rests on.</summary>
public enum TimeBasis
{
    /// <summary>The appointment and the protocol's planned length. A planned restriction end never answers the driving question.</summary>
    Planned,

    /// <summary>What was recorded.</summary>
    Recorded,
}
