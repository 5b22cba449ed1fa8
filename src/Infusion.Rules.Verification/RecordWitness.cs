using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>A record that shows a change of a decision: it was reviewed under both versions.</summary>
public sealed class RecordWitness
{
    /// <summary>The axis the change is on.</summary>
    public required ChangeAxis Axis { get; init; }

    /// <summary>The direction of this one change.</summary>
    public required ChangeClass Class { get; init; }

    /// <summary>What the decision is about, such as a visit's id; <c>null</c> where there is but one thing.</summary>
    public string? Subject { get; init; }

    /// <summary>What the old version says of it.</summary>
    public required string Before { get; init; }

    /// <summary>What the new version says of it.</summary>
    public required string After { get; init; }

    /// <summary>The record, dated line by line as it happened.</summary>
    public required ImmutableArray<string> Story { get => field.OrEmpty(); init; }

    /// <summary>The record as a document, which <c>decide</c> reads.</summary>
    public required string Record { get; init; }

    /// <summary>Writes both answers.</summary>
    /// <returns>"Compliant before, Violation now".</returns>
    public override string ToString() => $"{Before} before, {After} now";
}
