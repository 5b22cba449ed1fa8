using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>What came of the invariants of a file in one version of a policy.</summary>
public sealed class InvariantReport
{
    /// <summary>The format of the document; 1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The policy, with its version.</summary>
    public required string Proved { get; init; }

    /// <summary>Every invariant, in the order of the file.</summary>
    public required ImmutableArray<InvariantResult> Invariants { get => field.OrEmpty(); init; }

    /// <summary>Whether there are invariants, and every one holds.</summary>
    public bool IsHeld => !Invariants.IsEmpty && Invariants.All(static one => one.Status == InvariantStatus.Holds);

    /// <summary>How many came out so.</summary>
    /// <param name="status">How.</param>
    /// <returns>The count.</returns>
    public int Count(InvariantStatus status) => Invariants.Count(one => one.Status == status);

    /// <summary>Writes how many hold.</summary>
    /// <returns>"virginia-infusion-therapies 1: 12 of 12 invariants hold".</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Proved}: {Count(InvariantStatus.Holds)} of {Invariants.Length} invariants hold");
}
