using System.Collections.Immutable;
using Infusion.Rules.Cases;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>Holds a policy to cases whose outcomes an expert wrote down.</summary>
/// <remarks>Pure and thread-safe. A case that expects nothing fails: it would show nothing.</remarks>
public static class CaseTest
{
    /// <summary>Decides every row of every case and compares.</summary>
    /// <param name="rules">The rules of the policy.</param>
    /// <param name="cases">The cases by file; their <see cref="ExpectedCases.Rows"/> are tested.</param>
    /// <returns>The report; without any row it has no case, which is not a pass.</returns>
    /// <example><code>
    /// TestReport report = CaseTest.Run(rules, new Dictionary&lt;string,
    /// ExpectedCases&gt; { ["fasting.json"] = ExpectedCases.Load(file, rules.Tables) });
    /// bool holds = report.Passed.IsComplete;
    /// </code></example>
    public static TestReport Run(InfusionRules rules, IReadOnlyDictionary<string, ExpectedCases> cases)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(cases);
        var results = ImmutableArray.CreateBuilder<CaseResult>();
        var rows = ImmutableArray.CreateBuilder<CoveredRow>();
        foreach (KeyValuePair<string, ExpectedCases> file in cases.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            int number = 0;
            foreach (TableCase one in file.Value.Rows)
            {
                number++;
                DecisionTable table = rules.Table(one.Table);
                ImmutableArray<FactValue> row = one.RowFor(table);
                rows.Add(new(table.Id, row));
                results.Add(new()
                {
                    File = file.Key,
                    Table = table.Id,
                    Name = one.Name ?? FormattableString.Invariant($"case {number}"),
                    Failures = [.. Failures(table, [.. row], one.Expected)],
                });
            }
        }

        return new() { Tested = rules.Policy.ToString(), Cases = results.ToImmutable(), Coverage = CaseCoverage.Of(rules.Tables, rows) };
    }

    private static IEnumerable<string> Failures(DecisionTable table, FactValue[] row, TableExpectation? expected)
    {
        if (expected is null or { Outcome: null, Rules.IsEmpty: true, Questions.IsEmpty: true })
        {
            yield return "It expects nothing; write down the outcome.";
            yield break;
        }

        OutcomeSet outcomes = table.Decide(row);
        if (outcomes.IsInvalid)
        {
            yield return $"The facts cannot be together: {string.Join("; ", table.Violated(row).Select(constraint => constraint.Says))}.";
            yield break;
        }

        if (expected.Outcome is { } outcome && !Meets(table, outcomes, outcome, expected.Questions.IsEmpty))
        {
            yield return $"Expected {ReportText.Words(outcome)}, and it is {Found(table, outcomes)}{Because(table, row)}.";
        }

        string[] deciding = [.. table.Deciding(row).Select(rule => rule.Id)];
        if (
            !expected.Rules.IsEmpty
            && !deciding.OrderBy(id => id, StringComparer.Ordinal).SequenceEqual(expected.Rules.OrderBy(id => id, StringComparer.Ordinal)))
        {
            yield return $"Expected to be decided by {string.Join(", ", expected.Rules)}, and it is decided by "
                + (deciding.Length == 0 ? "no rule." : $"{string.Join(", ", deciding)}.");
        }

        string[] asked = [.. table.Questions(row).Select(question => question.Fact)];
        if (!expected.Questions.IsEmpty && !asked.SequenceEqual(expected.Questions))
        {
            yield return $"Expected to ask {string.Join(", ", expected.Questions)}, and it asks "
                + (asked.Length == 0 ? "nothing." : $"{string.Join(", ", asked)}.");
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
        string[] possible = [.. table.Outcomes.Where((_, place) => outcomes.Allows(place)).Select(ReportText.Words)];
        return possible.Length == 0 ? "nothing"
            : table.HitPolicy == HitPolicy.Collect ? string.Join(" and ", possible)
            : possible.Length == 1 ? possible[0]
            : $"open between {string.Join(" and ", possible)}";
    }

    private static string Because(DecisionTable table, FactValue[] row) =>
        table.Deciding(row) is { IsEmpty: false } rules
            ? $", because: {string.Join("; ", rules.Select(rule => $"{rule.Says} [{rule.Id}]"))}"
            : "";
}
