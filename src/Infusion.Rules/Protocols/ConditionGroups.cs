namespace Infusion.Rules.Protocols;

/// <summary>Which groups of listed conditions a patient has; <c>null</c> is not known.</summary>
/// <remarks>Plain data, value-equal. Immutable and thread-safe.</remarks>
public sealed record ConditionGroups
{
    /// <summary>A listed pain condition is present.</summary>
    public bool? HasPain { get; init; }

    /// <summary>A listed mental-health condition is present.</summary>
    public bool? HasMentalHealth { get; init; }

    /// <summary>A listed headache condition is present.</summary>
    public bool? HasHeadache { get; init; }

    /// <summary>A listed condition of no such group is present; not asked where the policy has no such condition.</summary>
    public bool? HasOther { get; init; }

    /// <summary>Says which are known, never whether they are present.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"groups of conditions: pain {Known(HasPain)}, mental health {Known(HasMentalHealth)}, headache {Known(HasHeadache)}, "
        + $"other {Known(HasOther)}";

    private static string Known(bool? claim) => claim is null ? "unknown" : "known";
}
