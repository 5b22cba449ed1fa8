using NodaTime;

namespace Infusion.Rules.Verification.Proof;

/// <summary>One Gregorian cycle: after it weekdays, leap years and month lengths
/// repeat, so what holds for every start date in it holds for every date.</summary>
internal static class GregorianCycle
{
    /// <summary>How many start dates it has.</summary>
    public const int Days = 146_097;

    /// <summary>The first of them.</summary>
    public static LocalDate FirstDate => new(2000, 1, 1);
}
