namespace Infusion.Rules.Verification;

/// <summary>An expected outcome that was edited together with the rules, with its direction.</summary>
public sealed class EditedExpectation
{
    /// <summary>The case file, relative to its folder.</summary>
    public required string Case { get; init; }

    /// <summary>The table's id; <c>null</c> when the file as a whole differs.</summary>
    public string? Table { get; init; }

    /// <summary>What the row shows; <c>null</c> when it has no name.</summary>
    public string? Name { get; init; }

    /// <summary>What was expected; <c>null</c> when nothing was.</summary>
    public string? Before { get; init; }

    /// <summary>What is expected now; <c>null</c> when nothing is.</summary>
    public string? After { get; init; }

    /// <summary>The direction; <see cref="ChangeClass.Incomparable"/> where the outcomes have no order or one is missing.</summary>
    public required ChangeClass Class { get; init; }

    /// <summary>The edit as a sentence.</summary>
    public required string Says { get; init; }

    /// <summary>Writes the sentence.</summary>
    /// <returns>The sentence.</returns>
    public override string ToString() => Says;
}
