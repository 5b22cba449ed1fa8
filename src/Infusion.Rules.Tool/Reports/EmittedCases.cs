using System.Collections.Immutable;
using Infusion.Rules.Cases;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Reports;

/// <summary>Writes the witnesses and boundary values of a difference as case files, with what the new version decides.</summary>
internal static class EmittedCases
{
    private const int LongestName = 200;

    /// <summary>One case file for each table that changes.</summary>
    /// <param name="report">The difference.</param>
    /// <param name="rules">The new rules.</param>
    /// <returns>The files by name.</returns>
    public static IEnumerable<(string Name, string Text)> Of(DiffReport report, InfusionRules rules)
    {
        foreach (TableDiff diff in report.Tables.Where(diff => !diff.IsEquivalent))
        {
            if (rules.Tables.FirstOrDefault(table => table.Id == diff.Id) is not { } table)
            {
                continue;
            }

            TableCase[] rows =
            [
                .. Rows(diff, table).OfType<TableCase>().GroupBy(row => row.Name, StringComparer.Ordinal).Select(group => group.First()),
            ];
            if (rows.Length > 0)
            {
                yield return ($"{diff.Id}.json", new ExpectedCases { Rows = [.. rows] }.ToJson(rules.Tables, rules.TimeZone));
            }
        }
    }

    private static IEnumerable<TableCase?> Rows(TableDiff diff, DecisionTable table)
    {
        foreach (Witness witness in diff.Witnesses)
        {
            yield return Row(table, witness.Says, witness.Facts, null, 0);
        }

        foreach (Triplet triplet in diff.Triplets)
        {
            foreach (TripletPoint point in triplet.Points)
            {
                string position = point.Code < triplet.BoundaryCode ? "below" : point.Code == triplet.BoundaryCode ? "at" : "above";
                string context = triplet.Context.IsEmpty ? "" : $", {string.Join("; ", triplet.Context)}";
                yield return Row(
                    table, $"{position} {triplet.Boundary}: {triplet.Name}{context}", triplet.Context, triplet.Fact, point.Code);
            }
        }
    }

    // A row of the new version; null when a fact of it is one the new version does not have.
    private static TableCase? Row(DecisionTable table, string name, ImmutableArray<WitnessFact> facts, string? fact, long code)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, FactValue>(StringComparer.Ordinal);
        foreach (WitnessFact one in facts)
        {
            if (one is not { AfterLow: { } low, AfterHigh: { } high })
            {
                return null;
            }

            values[one.Id] = low == high ? FactValue.Exactly(low) : FactValue.Between(low, high);
        }

        if (fact is not null)
        {
            values[fact] = FactValue.Exactly(code);
        }

        var row = new TableCase
        {
            Table = table.Id,
            Name = name.Length <= LongestName ? name : name[..(LongestName - 1)].TrimEnd() + "…",
            Facts = values.ToImmutable(),
        };
        if (table.Facts.Count(known => row.Facts.ContainsKey(known.Id)) != row.Facts.Count)
        {
            return null;
        }

        ImmutableArray<FactValue> given = row.RowFor(table);
        OutcomeSet outcomes = table.Decide(given.AsSpan());
        return outcomes.IsInvalid || !outcomes.IsDetermined || table.HitPolicy == HitPolicy.Collect
            ? row
            : row with { Expected = new() { Outcome = table.NameOf(outcomes.MostCautious) } };
    }
}
