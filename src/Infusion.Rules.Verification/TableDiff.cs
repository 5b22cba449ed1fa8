using System.Collections.Immutable;
using System.Numerics;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Verification;

/// <summary>How one decision table changed between two versions.</summary>
public sealed class TableDiff
{
    /// <summary>The table's id.</summary>
    public required string Id { get; init; }

    /// <summary>What the table decides.</summary>
    public required string Decides { get; init; }

    /// <summary>The direction on every axis, in the order of <see cref="ChangeAxis"/>.</summary>
    public required ImmutableArray<AxisDiff> Axes { get => field.OrEmpty(); init; }

    /// <summary>Smallest cases that show the changes, at least one for each kind of change.</summary>
    public ImmutableArray<Witness> Witnesses { get => field.OrEmpty(); init; }

    /// <summary>The values around every boundary that moved.</summary>
    public ImmutableArray<Triplet> Triplets { get => field.OrEmpty(); init; }

    /// <summary>A few ranges of cases that change in the same way.</summary>
    public ImmutableArray<Region> Regions { get => field.OrEmpty(); init; }

    /// <summary>The rules and texts that differ, whether or not any case does.</summary>
    public ImmutableArray<RuleChange> Rules { get => field.OrEmpty(); init; }

    /// <summary>How many combinations of values the answer covers, unknown included.</summary>
    public required BigInteger CellsCovered { get; init; }

    /// <summary>How many cells were evaluated for it.</summary>
    public required long CellsEvaluated { get; init; }

    /// <summary>How much less or more the new version may know of what it decides; another amount of the same outcome is not known less.
    /// </summary>
    internal Knowledge Knowledge { get; init; } = Knowledge.Any;

    /// <summary>Whether nothing differs on any axis.</summary>
    public bool IsEquivalent => Axes.All(axis => axis.Class == ChangeClass.Equivalent);

    /// <summary>The direction on one axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <returns>The direction.</returns>
    public ChangeClass On(ChangeAxis axis) => Axes[(int)axis].Class;

    /// <summary>Writes the decision and the axes that differ.</summary>
    /// <returns>"Intake: caution relaxes".</returns>
    public override string ToString() => $"{ReportText.TitleOf(Id)}: "
        + (IsEquivalent ? "equivalent" : string.Join(", ", Axes.Where(axis => axis.Class != ChangeClass.Equivalent)));
}
