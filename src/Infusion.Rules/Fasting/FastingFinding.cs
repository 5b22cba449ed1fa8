namespace Infusion.Rules.Fasting;

/// <summary>What follows from the fast as a whole, for the clinic to use or not.</summary>
public enum FastingFinding
{
    /// <summary>The clinic may cancel and reschedule for another day (R49, R51). Nothing is cancelled by itself.</summary>
    CancellationPermitted,

    /// <summary>What follows from a fast is not published.</summary>
    NotPublished,
}
