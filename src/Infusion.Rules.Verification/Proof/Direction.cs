namespace Infusion.Rules.Verification.Proof;

/// <summary>Directions that differences have, added up.</summary>
[Flags]
internal enum Direction
{
    None = 0,
    Tightens = 1,
    Relaxes = 2,
    Incomparable = 4,
    Undecided = 8,

    /// <summary>Any of the first three, of which nothing is shown.</summary>
    May = 16,

    /// <summary>One of the first two, whichever is shown.</summary>
    OneWay = 32,
}
