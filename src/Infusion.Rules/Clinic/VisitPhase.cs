namespace Infusion.Rules.Clinic;

/// <summary>A part of the visit in which vital signs are taken.</summary>
public enum VisitPhase
{
    /// <summary>Before the infusion.</summary>
    Before,

    /// <summary>During the infusion.</summary>
    During,

    /// <summary>After the infusion.</summary>
    After,
}
