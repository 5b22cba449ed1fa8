using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>How one decision about a record changed between two versions.</summary>
public sealed class DecisionDiff
{
    /// <summary>The id of the decision, such as <c>fasting.plan</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What is decided, as a person names it.</summary>
    public required string Decides { get; init; }

    /// <summary>The direction on every axis, in the order of <see cref="ChangeAxis"/>.</summary>
    public required ImmutableArray<AxisDiff> Axes { get => field.OrEmpty(); init; }

    /// <summary>Records that show the changes, one for each axis and direction.</summary>
    public ImmutableArray<RecordWitness> Witnesses { get => field.OrEmpty(); init; }

    /// <summary>The axes on which records show what the proof left no room for; always none.</summary>
    internal ImmutableArray<ChangeAxis> BeyondProof { get; init; } = [];

    /// <summary>Whether nothing differs on any axis.</summary>
    public bool IsEquivalent => Axes.All(static axis => axis.Class == ChangeClass.Equivalent);

    /// <summary>Writes the decision and the axes that differ.</summary>
    /// <returns>"Fast before the appointment: caution relaxes".</returns>
    public override string ToString() => $"{ReportText.TitleOf(Id)}: "
        + (IsEquivalent ? "equivalent" : string.Join(", ", Axes.Where(axis => axis.Class != ChangeClass.Equivalent)));
}
