namespace Infusion.Rules.Response;

/// <summary>The response on one instrument, of one condition, or of the course as a whole, from the least to the most cautious.</summary>
/// <remarks>Ordered by what a clinician has to do before the next infusion:
/// nothing, because no verdict is due; nothing, because the verdict is
/// good; read a change the policy sets no criterion for; judge a change no
/// percentage exists of; weigh verdicts that disagree; decide against
/// the clinic's recommendation if infusions go on.</remarks>
public enum ResponseOutcome
{
    /// <summary>Too few sessions are completed, or no evaluation point is published; the trend is reported.</summary>
    NotYetEvaluable,

    /// <summary>The score fell by the threshold or more.</summary>
    Responder,

    /// <summary>How a response is judged is not published.</summary>
    NotPublished,

    /// <summary>The policy has no threshold to judge by; the change is reported.</summary>
    CriterionNotSet,

    /// <summary>The baseline is 0, so there is no percentage; the absolute change is reported and a clinician is asked.</summary>
    NotEvaluable,

    /// <summary>Verdicts disagree, or the first score came so late that a failure cannot be told from an effect worn off; a clinician
    /// looks at it. It blocks neither a booking nor a forecast.</summary>
    ClinicianReview,

    /// <summary>The score fell by less than the threshold: the clinic typically recommends discontinuing ketamine infusions; the clinician
    /// decides.</summary>
    LikelyNonResponder,
}
