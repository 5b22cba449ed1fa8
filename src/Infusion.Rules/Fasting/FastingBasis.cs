namespace Infusion.Rules.Fasting;

/// <summary>Which of the fasting decisions it is.</summary>
public enum FastingBasis
{
    /// <summary>Judged against the scheduled appointment.</summary>
    Plan,

    /// <summary>Judged against the earlier of the appointment and the actual start.</summary>
    AtStart,

    /// <summary>The plan as it stood when the appointment was cancelled: what was taken later was no reason to.</summary>
    AtCancellation,
}
