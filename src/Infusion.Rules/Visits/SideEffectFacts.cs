using Infusion.Rules.Clinic;

namespace Infusion.Rules.Visits;

/// <summary>What is known of one effect a patient reports; <c>null</c> is not known.</summary>
public sealed record SideEffectFacts
{
    /// <summary>The effect as the catalogue names it; anything else is unlisted.</summary>
    public string? Effect { get; init; }

    /// <summary>When the effect was still present.</summary>
    public Moment? PresentAt { get; init; }

    /// <summary>Whether the infusion has ended; not asked when its end is given.</summary>
    public bool? HasEnded { get; init; }

    /// <summary>The recorded end of the infusion; an abort is an end.</summary>
    public Moment? InfusionEnd { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => "side effect facts: " + VisitKnown.List(
        ("effect", Effect is not null), ("time", PresentAt is not null), ("ended", HasEnded is not null), ("infusion end", InfusionEnd is not null));
}
