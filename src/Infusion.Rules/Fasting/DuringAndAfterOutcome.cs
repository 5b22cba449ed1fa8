namespace Infusion.Rules.Fasting;

/// <summary>What the clinic's rules for the time during and after an infusion say of an intake, from the least to the most
/// cautious.</summary>
/// <remarks>It is for the clinician to see: an infusion was given, so it permits no cancellation and makes no fee.</remarks>
public enum DuringAndAfterOutcome
{
    /// <summary>It keeps to the rules; what ended by the start is part of the fast.</summary>
    Kept,

    /// <summary>The clinic publishes no rule for its kind at that time, which does not say that it may be taken.</summary>
    NotPublished,

    /// <summary>It came after the end, and sooner than the clinic allows it.</summary>
    TooSoonAfter,

    /// <summary>It came during the infusion, when the clinic does not allow it.</summary>
    NotAllowedDuring,
}
