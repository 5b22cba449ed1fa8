namespace Infusion.Rules.Fees;

/// <summary>What a line of a statement is.</summary>
public enum StatementLineKind
{
    /// <summary>The price of a visit.</summary>
    Visit,

    /// <summary>Referral credits spent on a visit, as a negative amount.</summary>
    Credit,

    /// <summary>A fee, zero when none is charged.</summary>
    Fee,

    /// <summary>A fee that the clinic may charge and need not; it is not owed, and in no sum.</summary>
    PermittedFee,
}
