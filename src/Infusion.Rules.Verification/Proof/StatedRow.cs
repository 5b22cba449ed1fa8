using Infusion.Rules.Cases;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>A row for a single table.</summary>
/// <param name="file">The file.</param>
/// <param name="name">What the case shows.</param>
/// <param name="one">The case.</param>
/// <param name="readFor">The table it was read for, whose names its values have.</param>
internal sealed class StatedRow(string file, string name, TableCase one, DecisionTable readFor) : StatedCase(file, name)
{
    public override string About => one.Table;

    public override IEnumerable<string> Failures(InfusionRules rules)
    {
        TableExpectation? expected = one.Expected;
        if (expected is null or { Outcome: null, Rules.IsEmpty: true, Questions.IsEmpty: true })
        {
            return ["It expects nothing; write down the outcome."];
        }

        return rules.Tables.FirstOrDefault(table => table.Id == one.Table) is not { } table
            ? [$"There is no decision {ReportText.TitleOf(one.Table)} [{one.Table}]."]
            : RowIn(table) is not { } row ? [$"{ReportText.TitleOf(one.Table)} has no such facts."]
            : Failures(rules, table, row, expected);
    }

    public override IEnumerable<CoveredRow> Rows(InfusionRules rules) => [new(one.Table, one.RowFor(rules.Table(one.Table)))];

    // The values by the names that a table has for them; null where it has not.
    private FactValue[]? RowIn(DecisionTable table)
    {
        if (ReferenceEquals(table, readFor))
        {
            return [.. one.RowFor(table)];
        }

        var row = new FactValue[table.Facts.Length];
        int found = 0;
        for (int place = 0; place < row.Length; place++)
        {
            Fact fact = table.Facts[place];
            if (!one.Facts.TryGetValue(fact.Id, out FactValue value))
            {
                row[place] = FactValue.Unknown;
                continue;
            }

            found++;
            Fact own = readFor.Facts.First(other => other.Id == fact.Id);
            if (!own.Names.SequenceEqual(fact.Names))
            {
                if (!value.IsExact || fact.Names.IndexOf(own.Names[(int)value.Low]) is not (>= 0 and var code))
                {
                    return null;
                }

                value = FactValue.Exactly(code);
            }

            row[place] = value;
        }

        return found == one.Facts.Count ? row : null;
    }

    private static IEnumerable<string> Failures(InfusionRules rules, DecisionTable table, FactValue[] row, TableExpectation expected)
    {
        OutcomeSet outcomes = table.Decide(row);
        if (outcomes.IsInvalid)
        {
            yield return $"The facts cannot be together: {string.Join("; ", table.Violated(row).Select(constraint => constraint.Says))}.";
            yield break;
        }

        if (expected.Outcome is { } outcome && !Meets(table, outcomes, outcome, expected.Questions.IsEmpty))
        {
            yield return $"Expected {table.WordsOf(outcome)}, and it is {Found(table, outcomes)}{Because(table, row)}.";
        }

        string[] deciding = expected.Rules.IsEmpty ? [] : [.. table.Deciding(row).Select(rule => rule.Id)];
        if (
            !expected.Rules.IsEmpty
            && !deciding.OrderBy(id => id, StringComparer.Ordinal).SequenceEqual(expected.Rules.OrderBy(id => id, StringComparer.Ordinal)))
        {
            yield return $"Expected to be decided by {ReportText.RulesOf(rules, expected.Rules)}, and it is decided by "
                + $"{ReportText.RulesOf(rules, deciding)}.";
        }

        string[] asked = expected.Questions.IsEmpty ? [] : [.. table.Questions(row).Select(question => question.Fact)];
        if (!expected.Questions.IsEmpty && !asked.SequenceEqual(expected.Questions))
        {
            yield return $"Expected to ask {ReportText.QuestionsOf(rules, expected.Questions)}, and it asks "
                + $"{ReportText.QuestionsOf(rules, asked)}.";
        }
    }

    // An outcome that is still open is met only by a case that says what is asked then; it names the most cautious one.
    private static bool Meets(DecisionTable table, OutcomeSet outcomes, string outcome, bool mustBeSettled)
    {
        int place = table.Outcomes.IndexOf(outcome);
        return table.HitPolicy == HitPolicy.Collect
            ? place < 0 ? outcomes == default : outcomes.Has(place)
            : outcomes.MostCautious == place && (outcomes.IsDetermined || !mustBeSettled);
    }

    private static string Found(DecisionTable table, OutcomeSet outcomes)
    {
        string[] possible = [.. table.Outcomes.Where((_, place) => outcomes.Allows(place)).Select(name => table.WordsOf(name))];
        return possible.Length == 0 ? "nothing"
            : table.HitPolicy == HitPolicy.Collect ? string.Join("; ", possible)
            : possible.Length == 1 ? possible[0]
            : $"not known yet: {string.Join(", or ", possible)}";
    }

    private static string Because(DecisionTable table, FactValue[] row) =>
        table.Deciding(row) is { IsEmpty: false } rules
            ? $", because: {string.Join("; ", rules.Select(rule => $"{rule.Says} [{rule.Id}]"))}"
            : "";
}
