using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>What a change declares, held against what was computed.</summary>
public sealed class GateReport
{
    /// <summary>The format of the document; 1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The old version, or the versions of the old book.</summary>
    public required string Old { get; init; }

    /// <summary>The new version, or the versions of the new book.</summary>
    public required string New { get; init; }

    /// <summary>Whether it holds.</summary>
    public GateOutcome Outcome => Failures.IsEmpty ? GateOutcome.Holds
        : Failures.All(static failure => failure.Problem == GateProblem.Undecided) ? GateOutcome.Undecided
        : GateOutcome.Fails;

    /// <summary>Every content that takes the place of another one, in the order of time.</summary>
    public required ImmutableArray<GateStep> Steps { get => field.OrEmpty(); init; }

    /// <summary>How many declarations are of other steps; they fail nothing and allow nothing.</summary>
    public required int History { get; init; }

    /// <summary>Expected outcomes of cases that were edited with the change; they are listed and fail nothing.</summary>
    public ImmutableArray<EditedExpectation> Edited { get => field.OrEmpty(); init; }

    /// <summary>What is wrong with any step.</summary>
    [JsonIgnore]
    public ImmutableArray<GateFailure> Failures => [.. Steps.SelectMany(static step => step.Failures)];

    /// <summary>Writes the outcome and the numbers.</summary>
    /// <returns>"Fails: 1 failure(s) in 2 step(s)".</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Outcome}: {Failures.Length} failure(s) in {Steps.Length} step(s)");
}
