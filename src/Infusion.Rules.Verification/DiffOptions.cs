namespace Infusion.Rules.Verification;

/// <summary>How far a comparison goes.</summary>
public sealed record DiffOptions
{
    /// <summary>How many cells may be evaluated for one table; above it the answer is undecided. At least 1.</summary>
    public long CellBudget { get; init; } = 5_000_000;

    /// <summary>How many witnesses, triplets and regions are shown for one
    /// table; every kind of change has a witness all the same.</summary>
    public int MostExamples { get; init; } = 12;

    /// <summary>How many records are reviewed under both versions, to show what differs; with 0 only the tables are
    /// compared.</summary>
    public int MostRecords { get; init; } = 1_500;

    /// <summary>What each parameter is judged by; the reviewed list of the library by default.</summary>
    public ParameterRegister Parameters { get; init; } = ParameterRegister.Reviewed;

    // Lowered by tests, so that small tables take the way of large ones.
    internal long SeparateAbove { get; init; } = Proof.Part.SmallEnough;

    /// <inheritdoc/>
    public bool Equals(DiffOptions? other) =>
        other is not null
            && CellBudget == other.CellBudget && MostExamples == other.MostExamples
            && MostRecords == other.MostRecords && ReferenceEquals(Parameters, other.Parameters);

    /// <inheritdoc/>
    public override int GetHashCode() => CellBudget.GetHashCode();

    /// <summary>Writes the budget.</summary>
    /// <returns>"at most 5000000 cells a table".</returns>
    public override string ToString() => FormattableString.Invariant($"at most {CellBudget} cells a table");
}
