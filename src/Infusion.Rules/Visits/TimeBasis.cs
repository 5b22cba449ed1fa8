namespace Infusion.Rules.Visits;

/// <summary>What a time of a visit rests on.</summary>
public enum TimeBasis
{
    /// <summary>It follows from a planned time: the appointment, or the protocol's length.</summary>
    /// <remarks>A planned restriction end never answers the driving question.</remarks>
    Planned,

    /// <summary>It follows from recorded times.</summary>
    Computed,

    /// <summary>Somebody wrote this time down.</summary>
    Recorded,
}
