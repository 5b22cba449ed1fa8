namespace Infusion.Rules.Response;

/// <summary>Whose word an instrument's verdict is for a condition, from the least to the most cautious.</summary>
public enum InstrumentStanding
{
    /// <summary>It speaks with the condition's other instruments.</summary>
    Equal,

    /// <summary>Which instrument decides is not published.</summary>
    NotPublished,

    /// <summary>It decides for the condition, whatever other instruments say.</summary>
    Primary,
}
