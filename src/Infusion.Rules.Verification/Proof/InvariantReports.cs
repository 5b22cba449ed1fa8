using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>The document of proved invariants: one report for each policy version.</summary>
internal sealed class InvariantReports
{
    public int Format { get; init; } = 1;

    public ImmutableArray<InvariantReport> Reports { get => field.OrEmpty(); init; }
}
