using System.Collections.Immutable;
using Infusion.Rules.Cases;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>Finds the expected outcomes that were edited, so that a reader sees a test that was made to agree.</summary>
public static class ExpectationDiff
{
    /// <summary>Compares the expectations of two sets of case files.</summary>
    /// <param name="rules">The new rules, whose order of outcomes gives the direction.</param>
    /// <param name="old">The old cases by file name.</param>
    /// <param name="new">The new cases by file name.</param>
    /// <returns>Every expectation that was changed, added or taken out, in the order of the files.</returns>
    public static ImmutableArray<EditedExpectation> Between(
        InfusionRules rules, IReadOnlyDictionary<string, ExpectedCases> old, IReadOnlyDictionary<string, ExpectedCases> @new)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        var edits = ImmutableArray.CreateBuilder<EditedExpectation>();
        foreach (string file in old.Keys.Concat(@new.Keys).Distinct(StringComparer.Ordinal).OrderBy(file => file, StringComparer.Ordinal))
        {
            TableCase[] before = old.TryGetValue(file, out ExpectedCases? was) ? [.. was.Rows] : [];
            TableCase[] after = @new.TryGetValue(file, out ExpectedCases? @is) ? [.. @is.Rows] : [];
            foreach (TableCase row in after)
            {
                TableCase? earlier = before.FirstOrDefault(one => AreSame(one, row));
                if (
                    earlier is not null
                    ? !Equals(earlier.Expected, row.Expected) || !earlier.Facts.SequenceEqual(row.Facts)
                    : row.Expected is not null)
                {
                    edits.Add(Edit(rules, file, earlier, row));
                }
            }

            edits.AddRange(
                before.Where(
                    row => row.Expected is not null && !after.Any(one => AreSame(row, one))).Select(row => Edit(rules, file, row, null)));
        }

        return edits.ToImmutable();
    }

    // A row is known by its name, and without one by its facts.
    private static bool AreSame(TableCase one, TableCase other) => one.Table == other.Table
        && (one.Name is null && other.Name is null ? one.Facts.SequenceEqual(other.Facts) : one.Name == other.Name);

    private static EditedExpectation Edit(InfusionRules rules, string file, TableCase? old, TableCase? @new)
    {
        TableCase either = @new ?? old!;
        string? before = TextOf(rules, either.Table, old?.Expected);
        string? after = TextOf(rules, either.Table, @new?.Expected);
        bool areFactsEdited = old is not null && @new is not null && !old.Facts.SequenceEqual(@new.Facts);
        ChangeClass direction = areFactsEdited ? ChangeClass.Incomparable
            : DirectionOf(rules.Tables.FirstOrDefault(table => table.Id == either.Table), old?.Expected?.Outcome, @new?.Expected?.Outcome);
        string row = $"{file}, {ReportText.TitleOf(either.Table)}{(either.Name is null ? "" : $" \"{either.Name}\"")}";
        string what = old is null ? $"a new case that expects {after}"
            : @new is null ? $"the case that expected {before} is gone"
            : areFactsEdited ? $"its facts were edited; it expected {before ?? "nothing"} and now expects {after ?? "nothing"}"
            : $"it expected {before ?? "nothing"} and now expects {after ?? "nothing"}";
        string sense = direction switch
        {
            ChangeClass.Tightens => " (tightens)",
            ChangeClass.Relaxes => " (relaxes)",
            ChangeClass.Equivalent => " (the same outcome)",
            _ => "",
        };
        return new()
        {
            Case = file,
            Table = either.Table,
            Name = either.Name,
            Before = before,
            After = after,
            Class = direction,
            Says = $"{row}: {what}{sense}",
        };
    }

    private static string? TextOf(InfusionRules rules, string table, TableExpectation? expected)
    {
        if (expected is null)
        {
            return null;
        }

        string outcome = expected.Outcome is { } name ? ReportText.OutcomeOf(rules, table, name) : "any outcome";
        string deciding = expected.Rules.IsEmpty ? "" : $" by {ReportText.RulesOf(rules, expected.Rules)}";
        string questions = expected.Questions.IsEmpty ? "" : $", asking {ReportText.QuestionsOf(rules, expected.Questions)}";
        return outcome + deciding + questions;
    }

    private static ChangeClass DirectionOf(DecisionTable? table, string? before, string? after)
    {
        if (before == after)
        {
            return before is null ? ChangeClass.Incomparable : ChangeClass.Equivalent;
        }

        int old = table is null || before is null ? -1 : table.Outcomes.IndexOf(before);
        int @new = table is null || after is null ? -1 : table.Outcomes.IndexOf(after);
        if (table is null || table.HitPolicy == HitPolicy.Collect || old < 0 || @new < 0)
        {
            return ChangeClass.Incomparable;
        }

        return @new > old != (table.Axis == OutcomeAxis.PatientCost) ? ChangeClass.Tightens : ChangeClass.Relaxes;
    }
}
