namespace Infusion.Rules.Eligibility;

/// <summary>How a clinic holds its first consultation.</summary>
public enum ConsultationMode
{
    /// <summary>By phone (R14, R15).</summary>
    Phone,

    /// <summary>By video.</summary>
    Video,

    /// <summary>In person.</summary>
    InPerson,
}
