using System.Collections.Immutable;

namespace Infusion.Rules.Verification;

/// <summary>What came of a set of expected cases, and what they exercise of the rules.</summary>
public sealed class TestReport
{
    /// <summary>The format of the document; 1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The policy, with its version.</summary>
    public required string Tested { get; init; }

    /// <summary>Every case, in the order of the files.</summary>
    public required ImmutableArray<CaseResult> Cases { get; init; }

    /// <summary>What the cases exercise.</summary>
    public required CoverageReport Coverage { get; init; }

    /// <summary>How many came out as expected.</summary>
    public CoverageRatio Passed => new(Cases.Count(one => one.Passed), Cases.Length);

    /// <summary>Writes the counts.</summary>
    /// <returns>"virginia-infusion-therapies 1: 12 of 12 (100 %)".</returns>
    public override string ToString() => $"{Tested}: {Passed}";
}
