namespace Infusion.Rules.Verification;

/// <summary>What a value of a policy is judged by in a comparison.</summary>
public enum ParameterBasis
{
    /// <summary>It stands in a condition, a term or a sentence of a table, and the tables say what it changes.</summary>
    Tables,

    /// <summary>It stands in none, and the register declares its axis and direction.</summary>
    Declared,

    /// <summary>It identifies the document and changes no decision, such as the version.</summary>
    Identity,

    /// <summary>It cites what it cited before its value changed: a person confirms that the source says the new value.</summary>
    ToConfirm,

    /// <summary>The register does not know it: the comparison fails closed.</summary>
    Undeclared,
}
