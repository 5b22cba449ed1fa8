using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>The facts of one case, as one table received them.</summary>
/// <param name="Table">The table's id.</param>
/// <param name="Row">One value for each fact of the table.</param>
public sealed record CoveredRow(string Table, ImmutableArray<FactValue> Row)
{
    /// <inheritdoc/>
    public bool Equals(CoveredRow? other) => other is not null && Table == other.Table && Row.SequenceEqual(other.Row);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Table);

    /// <summary>Writes the table and how much is known, never the values.</summary>
    /// <returns>"fasting.intake: 2 of 4 facts known".</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Table}: {Row.Count(value => !value.IsUnknown)} of {Row.Length} facts known");
}
