namespace Infusion.Rules.Courses;

/// <summary>How far a visit of the day is.</summary>
internal enum DayProgress
{
    /// <summary>It lies ahead, or may still begin.</summary>
    Ahead,

    /// <summary>Its time has passed, and nothing is on record of it.</summary>
    Passed,

    /// <summary>The infusion has begun, or is over.</summary>
    Begun,
}
