namespace Infusion.Rules.Decisions;

/// <summary>How far a decision could be made from the facts that are known.</summary>
public enum DecisionStatus
{
    /// <summary>Every completion of the unknown facts gives the same outcome.</summary>
    Determined,

    /// <summary>The unknown facts could change the outcome; the decision names them and the most cautious outcome.</summary>
    NeedsInformation,

    /// <summary>The facts contradict each other; the decision names the contradiction.</summary>
    Invalid,
}
