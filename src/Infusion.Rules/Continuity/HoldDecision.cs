namespace Infusion.Rules.Continuity;

/// <summary>Who decides whether a medicine is held before an infusion, as the clinic publishes it.</summary>
public enum HoldDecision
{
    /// <summary>The clinic.</summary>
    Clinic,

    /// <summary>Whoever prescribes the medicine.</summary>
    Prescriber,
}
