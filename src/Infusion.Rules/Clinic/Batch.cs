namespace Infusion.Rules.Clinic;

/// <summary>What the methods that decide many cases in one pass have in common.</summary>
internal static class Batch
{
    /// <summary>Refuses a batch whose decisions would not fit.</summary>
    public static void RequireRoom(int cases, int room)
    {
        if (room < cases)
        {
            throw new ArgumentException(FormattableString.Invariant($"{cases} cases need room for as many decisions, not for {room}."), nameof(room));
        }
    }
}
