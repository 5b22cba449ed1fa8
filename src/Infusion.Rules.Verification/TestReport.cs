using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>What came of a set of expected cases, and what they exercise of the rules.</summary>
public sealed class TestReport
{
    /// <summary>The format of the document; 1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The policy, with its version.</summary>
    public required string Tested { get; init; }

    /// <summary>Every case, in the order of the files.</summary>
    public required ImmutableArray<CaseResult> Cases { get => field.OrEmpty(); init; }

    /// <summary>What the cases exercise.</summary>
    public required CoverageReport Coverage { get; init; }

    /// <summary>The mutants of the policy that the cases were tried on; <c>null</c> where they were not.</summary>
    public MutantCoverage? Mutants { get; init; }

    /// <summary>What the cases have to reach; empty for nothing beyond coming out as expected.</summary>
    public ImmutableArray<CoverageRequirement> Required { get => field.OrEmpty(); init; }

    /// <summary>The requirements that are not reached, each as a sentence without its end.</summary>
    public ImmutableArray<string> NotReached =>
        [.. Required.Where(one => !one.Holds(this)).Select(one => one.Says(this))];

    /// <summary>Whether there is a case, every case came out as expected, and every requirement is reached.</summary>
    public bool Holds => Passed.IsComplete && NotReached.IsEmpty;

    /// <summary>How many came out as expected.</summary>
    public CoverageRatio Passed => new(Cases.Count(one => one.Passed), Cases.Length);

    /// <summary>Writes the counts.</summary>
    /// <returns>"virginia-infusion-therapies 1: 12 of 12 (100 %)".</returns>
    public override string ToString() => $"{Tested}: {Passed}";
}
