namespace Infusion.Rules.Response;

/// <summary>The severity band of a PHQ-9 score, from the least to the most cautious (kroenke-2001).</summary>
public enum Phq9Severity
{
    /// <summary>Minimal.</summary>
    Minimal,

    /// <summary>Mild.</summary>
    Mild,

    /// <summary>Moderate.</summary>
    Moderate,

    /// <summary>Moderately severe.</summary>
    ModeratelySevere,

    /// <summary>Severe.</summary>
    Severe,

    /// <summary>The bands are not published.</summary>
    NotPublished,
}
