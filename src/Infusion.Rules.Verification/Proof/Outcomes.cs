namespace Infusion.Rules.Verification.Proof;

/// <summary>Outcomes that are none of the table's.</summary>
internal static class Outcomes
{
    /// <summary>No rule applies, or a finding is absent.</summary>
    public const int None = -1;

    /// <summary>The case cannot be.</summary>
    public const int Impossible = -2;

    /// <summary>Rules of a Unique table with unlike outcomes apply together.</summary>
    public const int Overlap = -3;
}
