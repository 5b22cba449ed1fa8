namespace Infusion.Rules.Fasting;

/// <summary>Whether an intake is part of the fast.</summary>
public enum IntakeTiming
{
    /// <summary>It is.</summary>
    Counts,

    /// <summary>It came after the appointment that was planned: ignored and flagged.</summary>
    AfterAppointment,

    /// <summary>It came after the actual start: ignored and flagged.</summary>
    AfterStart,

    /// <summary>It came after the cancellation, or after the instant of judging, so it was no reason for it: ignored and flagged.</summary>
    AfterCancellation,

    /// <summary>No fast is published for it to be a part of.</summary>
    NotPublished,
}
