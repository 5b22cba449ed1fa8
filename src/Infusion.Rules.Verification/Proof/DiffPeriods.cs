using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>The document of a comparison: one report for each period.</summary>
internal sealed class DiffPeriods
{
    public int Format { get; init; } = 1;

    public ImmutableArray<DiffPeriod> Periods { get => field.OrEmpty(); init; }
}
