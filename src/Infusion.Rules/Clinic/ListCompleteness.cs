namespace Infusion.Rules.Clinic;

/// <summary>Whether a list holds everything there is.</summary>
public enum ListCompleteness
{
    /// <summary>There may be more that is not on record; an empty list says nothing.</summary>
    Partial,

    /// <summary>It was asked for and this is all; an empty list means none.</summary>
    Complete,
}
