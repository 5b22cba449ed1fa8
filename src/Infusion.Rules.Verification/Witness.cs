using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>A smallest case that shows a change: it was replayed in both versions, and without any of its facts it shows nothing.</summary>
public sealed class Witness
{
    /// <summary>The id of the table that changed.</summary>
    public required string Table { get; init; }

    /// <summary>The axis the change is on.</summary>
    public required ChangeAxis Axis { get; init; }

    /// <summary>The direction of this one change.</summary>
    public required ChangeClass Class { get; init; }

    /// <summary>The facts that are known; every other fact may be anything.</summary>
    public required ImmutableArray<WitnessFact> Facts { get => field.OrEmpty(); init; }

    /// <summary>What the old version says, as text.</summary>
    public required string Before { get; init; }

    /// <summary>What the new version says, as text.</summary>
    public required string After { get; init; }

    /// <summary>The old outcome's name; <c>null</c> when there is none.</summary>
    public string? OutcomeBefore { get; init; }

    /// <summary>The new outcome's name; <c>null</c> when there is none.</summary>
    public string? OutcomeAfter { get; init; }

    /// <summary>The change as a sentence.</summary>
    public required string Says { get; init; }

    /// <summary>Witnesses in the tables this one's linked facts come from, which say why those differ.</summary>
    public ImmutableArray<Witness> Because { get => field.OrEmpty(); init; }

    /// <summary>Writes the sentence.</summary>
    /// <returns>The sentence.</returns>
    public override string ToString() => Says;
}
