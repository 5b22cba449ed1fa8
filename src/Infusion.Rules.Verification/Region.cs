using System.Text.Json.Serialization;

namespace Infusion.Rules.Verification;

/// <summary>All cases around a witness that change in the same way, as ranges of its facts.</summary>
public sealed class Region
{
    /// <summary>The axis the change is on.</summary>
    public required ChangeAxis Axis { get; init; }

    /// <summary>The direction.</summary>
    public required ChangeClass Class { get; init; }

    /// <summary>The ranges, as one sentence.</summary>
    public required string Says { get; init; }

    /// <summary>Whether each version settles these cases, on another outcome than the other; otherwise one leaves them open, or an amount
    /// differs.</summary>
    [JsonIgnore]
    public bool IsSettled { get; internal init; }

    /// <summary>Writes the sentence.</summary>
    /// <returns>The sentence.</returns>
    public override string ToString() => Says;
}
