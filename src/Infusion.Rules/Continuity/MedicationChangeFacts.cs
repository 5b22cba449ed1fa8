namespace Infusion.Rules.Continuity;

/// <summary>What is known of one change to a medicine, made or only wanted. It covers every medicine, not only those for pain (C10).</summary>
public sealed record MedicationChangeFacts
{
    /// <summary>The medicine's name; <c>null</c> when not known.</summary>
    public string? Medicine { get; init; }

    /// <summary>Whether the managing provider ordered the change; <c>null</c> when not known.</summary>
    public bool? IsProviderOrdered { get; init; }

    /// <summary>Whether the change is already made; <c>null</c> when not known.</summary>
    public bool? IsAlreadyMade { get; init; }

    /// <summary>Whether the managing provider was consulted; the clinic's own physician does not count. <c>null</c> when not known.</summary>
    public bool? IsProviderConsulted { get; init; }

    /// <summary>Whether the patient is in the maintenance stage; <c>null</c> when not known.</summary>
    public bool? IsMaintenance { get; init; }

    /// <summary>Whether the clinic has been in touch with that provider; <c>null</c> when not known.</summary>
    public bool? IsClinicInTouch { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"medication change facts: medicine {Known(Medicine)}, ordered {Known(IsProviderOrdered)}, made {Known(IsAlreadyMade)}, "
        + $"consulted {Known(IsProviderConsulted)}, stage {Known(IsMaintenance)}, correspondence {Known(IsClinicInTouch)}";

    private static string Known(object? fact) => fact is null ? "unknown" : "known";
}
