namespace Infusion.Rules.Decisions;

/// <summary>How two versions of a table compare over every complete cell.</summary>
/// <remarks><c>default</c> compares nothing. Equality is by both counts. Immutable and thread-safe.</remarks>
/// <param name="Cells">How many cells were evaluated in both versions: the combinations of what the constants of both leave apart.</param>
/// <param name="Differences">In how many of them the outcomes differ.</param>
public readonly record struct PartitionComparison(long Cells, long Differences)
{
    /// <summary>Writes both counts.</summary>
    /// <returns>"3 of 24 cells differ".</returns>
    public override string ToString() => FormattableString.Invariant($"{Differences} of {Cells} cells differ");
}
