using System.Collections.Immutable;

namespace Infusion.Rules.Verification;

/// <summary>What a change declares, held against what was computed.</summary>
public sealed class GateReport
{
    /// <summary>The format of the document; 1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Whether it holds.</summary>
    public required GateOutcome Outcome { get; init; }

    /// <summary>What is wrong, in the order of the report and then of the declarations.</summary>
    public required ImmutableArray<GateFailure> Failures { get; init; }

    /// <summary>The declared changes that were computed just so.</summary>
    public required ImmutableArray<DeclaredChange> Confirmed { get; init; }

    /// <summary>Expected outcomes of cases that were edited with the change; they are listed and fail nothing.</summary>
    public ImmutableArray<EditedExpectation> Edited { get; init; } = [];

    /// <summary>Writes the outcome and the number of failures.</summary>
    /// <returns>"Fails: 1 failure(s), 2 change(s) confirmed".</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Outcome}: {Failures.Length} failure(s), {Confirmed.Length} change(s) confirmed");
}
