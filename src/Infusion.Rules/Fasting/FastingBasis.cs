namespace Infusion.Rules.Fasting;

/// <summary>Which of the two fasting decisions it is.</summary>
public enum FastingBasis
{
    /// <summary>Judged against the scheduled appointment.</summary>
    Plan,

    /// <summary>Judged against the earlier of the appointment and the actual start.</summary>
    AtStart,
}
