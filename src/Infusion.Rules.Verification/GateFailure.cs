namespace Infusion.Rules.Verification;

/// <summary>One way in which a change does not do what it declares.</summary>
public sealed class GateFailure
{
    /// <summary>The table's id, or the path of a parameter.</summary>
    public required string Decision { get; init; }

    /// <summary>The axis.</summary>
    public required ChangeAxis Axis { get; init; }

    /// <summary>What was declared; <c>null</c> when nothing was.</summary>
    public ChangeClass? Declared { get; init; }

    /// <summary>What was computed.</summary>
    public required ChangeClass Computed { get; init; }

    /// <summary>The failure as a sentence.</summary>
    public required string Says { get; init; }

    /// <summary>Writes the sentence.</summary>
    /// <returns>The sentence.</returns>
    public override string ToString() => Says;
}
