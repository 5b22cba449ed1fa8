using System.Collections.Immutable;
using System.Numerics;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>What a check of one policy version found, proved over every cell.</summary>
public sealed class CheckReport
{
    /// <summary>The format of the document; 1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>What was checked, as text.</summary>
    public required string Checked { get; init; }

    /// <summary>The ids of the tables that were checked.</summary>
    public required ImmutableArray<string> Tables { get => field.OrEmpty(); init; }

    /// <summary>The findings that nobody accepted, table by table.</summary>
    public required ImmutableArray<CheckFinding> Findings { get => field.OrEmpty(); init; }

    /// <summary>The findings that were reviewed and stand.</summary>
    public ImmutableArray<CheckFinding> Accepted { get => field.OrEmpty(); init; }

    /// <summary>How many combinations of values the answer covers.</summary>
    public required BigInteger CellsCovered { get; init; }

    /// <summary>How many cells were evaluated.</summary>
    public required long CellsEvaluated { get; init; }

    /// <summary>Whether there is no finding but accepted ones, and at least one table was checked.</summary>
    public bool IsClean => Findings.IsEmpty && !Tables.IsEmpty;

    /// <summary>Whether some table needed more cells than the budget allows.</summary>
    public bool IsUndecided => Findings.Any(finding => finding.Code == CheckCode.OverBudget);

    /// <summary>Writes how many findings there are.</summary>
    /// <returns>"virginia-infusion-therapies 1: 0 findings in 49 tables".</returns>
    public override string ToString() => FormattableString.Invariant($"{Checked}: {Findings.Length} findings in {Tables.Length} tables");
}
