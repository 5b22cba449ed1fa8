namespace Infusion.Rules.Response;

/// <summary>What one instrument says of the response, from the least to the most cautious.</summary>
/// <remarks>The order is that of <see cref="ResponseOutcome"/>, whose remarks
/// justify it; one instrument cannot disagree with itself.</remarks>
public enum InstrumentOutcome
{
    /// <summary>Too few sessions are completed, or no evaluation point is published; the trend is reported.</summary>
    NotYetEvaluable,

    /// <summary>The score fell by the threshold or more.</summary>
    Responder,

    /// <summary>The policy has no threshold to judge by; the change is reported.</summary>
    CriterionNotSet,

    /// <summary>The baseline is 0, so there is no percentage; the absolute change is reported and a clinician is asked.</summary>
    NotEvaluable,

    /// <summary>The score fell by less than the threshold.</summary>
    LikelyNonResponder,
}
