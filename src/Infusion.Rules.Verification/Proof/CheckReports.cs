using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>The document of a check: one report for each policy.</summary>
internal sealed class CheckReports
{
    public int Format { get; init; } = 1;

    public ImmutableArray<CheckReport> Reports { get => field.OrEmpty(); init; }
}
