namespace Infusion.Rules.Verification.Proof;

/// <summary>What added-up directions come to.</summary>
internal static class Directions
{
    public static ChangeClass ToClass(this Direction direction) =>
        (direction & Direction.Undecided) != 0 ? ChangeClass.Undecided
        : (direction & Direction.Incomparable) != 0 ? ChangeClass.Incomparable
        : (direction & (Direction.May | Direction.OneWay)) != 0 ? ChangeClass.MayChange
        : direction switch
        {
            Direction.None => ChangeClass.Equivalent,
            Direction.Tightens => ChangeClass.Tightens,
            Direction.Relaxes => ChangeClass.Relaxes,
            _ => ChangeClass.Mixed,
        };
}
