namespace Infusion.Rules.Fasting;

/// <summary>Whether an intake is part of the fast.</summary>
public enum IntakeTiming
{
    /// <summary>It ended at or before the actual start.</summary>
    BeforeStart,

    /// <summary>It came after the actual start: ignored and flagged.</summary>
    AfterStart,
}
