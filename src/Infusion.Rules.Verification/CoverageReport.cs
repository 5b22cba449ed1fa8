using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>What a set of cases exercises of the rules.</summary>
public sealed class CoverageReport
{
    /// <summary>The format of the document; 1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>How many rows were counted.</summary>
    public required int Rows { get; init; }

    /// <summary>Every rule with its counts.</summary>
    public required ImmutableArray<RuleCoverage> Rules { get => field.OrEmpty(); init; }

    /// <summary>Every boundary obligation.</summary>
    public required ImmutableArray<BoundaryObligation> Boundaries { get => field.OrEmpty(); init; }

    /// <summary>Every comparison of a rule that can decide it alone, once as met and once as not met.</summary>
    public required ImmutableArray<McdcObligation> Comparisons { get => field.OrEmpty(); init; }

    /// <summary>Rules that applied in at least one case.</summary>
    public CoverageRatio Applied => new(Rules.Count(rule => rule.Applied > 0), Rules.Length);

    /// <summary>Boundary obligations that some case meets.</summary>
    public CoverageRatio Boundary => new(Boundaries.Count(one => one.IsMet), Boundaries.Length);

    /// <summary>Comparisons that decide a rule alone in some case.</summary>
    public CoverageRatio Mcdc => new(Comparisons.Count(static one => one.IsMet), Comparisons.Length);

    /// <summary>The boundaries no case is at.</summary>
    public ImmutableArray<BoundaryObligation> Missing => [.. Boundaries.Where(one => !one.IsMet)];

    /// <summary>Writes both ratios.</summary>
    /// <returns>"rules applied 3 of 4 (75 %), boundaries 6 of 9 (66.6 %)".</returns>
    public override string ToString() => $"rules applied {Applied}, boundaries {Boundary}";
}
