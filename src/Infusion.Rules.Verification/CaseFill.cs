using Infusion.Rules.Verification.Records;

namespace Infusion.Rules.Verification;

/// <summary>Writes cases for what no case reaches: whole records, with what the policy decides of them.</summary>
/// <remarks>What it writes shows what the policy does, not what the rulebook says: a person compares the two. Pure and
/// thread-safe.</remarks>
public static class CaseFill
{
    /// <summary>Looks for records that reach the limits and rules that no case does.</summary>
    /// <param name="rules">The rules of the policy.</param>
    /// <param name="coverage">What the cases there are reach of these rules.</param>
    /// <returns>The cases, each of which comes out as it says under these rules; the same for the same rules and coverage.</returns>
    /// <example><code>
    /// FilledCases filled = CaseFill.Of(rules, CaseTest.Run(rules, cases).Coverage);
    /// string json = new ExpectedCases { Records = filled.Records }.ToJson(rules.Tables, rules.TimeZone);
    /// </code></example>
    public static FilledCases Of(InfusionRules rules, CoverageReport coverage)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(coverage);
        var search = new CaseSearch(rules, CaseCoverage.Goals(rules, coverage));
        search.Run();
        return new() { Records = [.. search.Found], Unreached = [.. search.Open.Select(static goal => goal.Says)] };
    }
}
