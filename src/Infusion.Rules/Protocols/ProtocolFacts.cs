namespace Infusion.Rules.Protocols;

/// <summary>Which groups of listed conditions a patient has; <c>null</c> is not known.</summary>
public sealed record ProtocolFacts
{
    /// <summary>A listed pain condition is present.</summary>
    public bool? HasPain { get; init; }

    /// <summary>A listed mental-health condition is present.</summary>
    public bool? HasMentalHealth { get; init; }

    /// <summary>A listed headache condition (cluster headache) is present.</summary>
    public bool? HasHeadache { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"protocol facts: pain {Known(HasPain)}, mental health {Known(HasMentalHealth)}, headache {Known(HasHeadache)}";

    private static string Known(bool? claim) => claim is null ? "unknown" : "known";
}
