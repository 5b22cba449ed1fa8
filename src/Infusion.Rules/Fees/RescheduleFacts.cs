using Infusion.Rules.Clinic;

namespace Infusion.Rules.Fees;

/// <summary>A cancelled appointment and the one that takes its place.</summary>
public sealed record RescheduleFacts
{
    /// <summary>The cancelled appointment; <c>null</c> is not known.</summary>
    public Moment? Cancelled { get; init; }

    /// <summary>The new appointment; <c>null</c> is not known.</summary>
    public Moment? New { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => (Cancelled, New) switch
    {
        (null, null) => "reschedule facts: none",
        (_, null) => "reschedule facts: cancelled appointment",
        (null, _) => "reschedule facts: new appointment",
        _ => "reschedule facts: cancelled appointment, new appointment",
    };
}
