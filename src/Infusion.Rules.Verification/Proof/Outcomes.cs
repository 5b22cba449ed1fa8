namespace Infusion.Rules.Verification.Proof;

/// <summary>Outcomes that are none of the table's.</summary>
internal static class Outcomes
{
    /// <summary>No rule applies, or a finding is absent.</summary>
    public const int None = -1;

    /// <summary>The case cannot be.</summary>
    public const int Impossible = -2;

    private const int FirstOverlap = -100;

    /// <summary>Rules of a Unique table with unlike outcomes apply together; one number for each set of outcomes.</summary>
    public static int Overlap(int place) => FirstOverlap - place;

    /// <summary>Whether an outcome stands for rules that contradict each other.</summary>
    public static bool IsOverlap(int outcome) => outcome <= FirstOverlap;
}
