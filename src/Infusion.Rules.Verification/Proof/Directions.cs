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

    /// <summary>What may be asked then: of what is less known more, and never less.</summary>
    public static Direction ToDemand(this Knowledge knowledge) => knowledge switch
    {
        Knowledge.Same => Direction.None,
        Knowledge.Less => Direction.Tightens,
        Knowledge.More => Direction.Relaxes,
        _ => Direction.May,
    };
}
