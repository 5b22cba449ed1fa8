namespace Infusion.Rules.Verification;

/// <summary>What a change of the rules is judged by; each axis on its own.</summary>
public enum ChangeAxis
{
    /// <summary>Whether outcomes become more or less cautious, by the order the table declares.</summary>
    Caution,

    /// <summary>Whether the patient pays more or less.</summary>
    PatientCost,

    /// <summary>Whether more or fewer facts are needed before there is an answer.</summary>
    InformationDemand,

    /// <summary>Whether dates and instants come later or earlier.</summary>
    Schedule,

    /// <summary>Whether sentences, modality, provenance or citations differ.</summary>
    Wording,
}
