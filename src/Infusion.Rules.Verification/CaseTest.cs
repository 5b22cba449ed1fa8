using System.Collections.Concurrent;
using Infusion.Rules.Cases;
using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Verification;

/// <summary>Holds a policy to cases whose outcomes an expert wrote down.</summary>
/// <remarks>Pure and thread-safe. A case that expects nothing fails: it would show nothing.</remarks>
public static class CaseTest
{
    /// <summary>Decides every row and every record, and compares.</summary>
    /// <param name="rules">The rules of the policy.</param>
    /// <param name="cases">The cases by file.</param>
    /// <param name="required">What they have to reach; the mutants are tried only where they are asked for.</param>
    /// <returns>The report; without any case it is not a pass.</returns>
    /// <example><code>
    /// TestReport report = CaseTest.Run(rules, new Dictionary&lt;string,
    /// ExpectedCases&gt; { ["fasting.json"] = ExpectedCases.Load(file, rules.Tables, rules.TimeZone) });
    /// bool holds = report.Passed.IsComplete;
    /// </code></example>
    public static TestReport Run(
        InfusionRules rules, IReadOnlyDictionary<string, ExpectedCases> cases, params CoverageRequirement[] required)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentNullException.ThrowIfNull(required);
        StatedCase[] all = [.. StatedCase.Of(cases, rules)];
        return new()
        {
            Tested = rules.Policy.ToString(),
            Cases =
            [
                .. all.Select(one => new CaseResult
                {
                    File = one.File,
                    About = one.About,
                    Name = one.Name,
                    Failures = [.. one.Failures(rules)],
                }),
            ],
            Coverage = CaseCoverage.Of(rules.Tables, all.SelectMany(one => one.Rows(rules))),
            Mutants = required.Any(static one => one.Kind == CoverageKind.Mutants) ? Mutants(rules, cases) : null,
            Required = [.. required],
        };
    }

    /// <summary>Tries the cases on every mutant of the policy that decides differently.</summary>
    /// <param name="rules">The rules of the policy.</param>
    /// <param name="cases">The cases by file; one that fails already kills nothing.</param>
    /// <returns>Every mutant, with the first case that fails under it.</returns>
    /// <remarks>Not counted is a mutant that changes only words, that is refused when it is loaded, or that
    /// <see cref="PolicyDiff"/> proves to decide as the policy does.</remarks>
    public static MutantCoverage Mutants(InfusionRules rules, IReadOnlyDictionary<string, ExpectedCases> cases)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(cases);
        StatedCase[] passing = [.. StatedCase.Of(cases, rules).Where(one => !one.Failures(rules).Any())];
        return new()
        {
            Mutants =
            [
                .. Partitioner.Create(PolicyMutants.Of(rules.Policy), EnumerablePartitionerOptions.NoBuffering).AsParallel().AsOrdered()
                    .Where(static mutant => !mutant.IsOfWords).Select(mutant => Tried(rules, mutant, passing)),
            ],
        };
    }

    private static TriedMutant Tried(InfusionRules rules, PolicyMutant mutant, StatedCase[] cases)
    {
        InfusionRules mutated;
        try
        {
            mutated = new(mutant.Policy);
        }
        catch (ArgumentException)
        {
            return new(mutant.Edits[0], MutantFate.Refused, null);
        }

        StatedCase? killer = cases.FirstOrDefault(one => one.Failures(mutated).Any());
        MutantFate fate = killer is not null ? MutantFate.Killed
            : DecidesAlike(rules, mutated) ? MutantFate.DecidesAlike : MutantFate.Survives;
        return new(mutant.Edits[0], fate, killer?.ToString());
    }

    private static bool DecidesAlike(InfusionRules rules, InfusionRules mutated)
    {
        DiffReport diff = PolicyDiff.Compare(rules, mutated, new() { MostRecords = 0 });
        return diff.Changes.All(static change => change.Axis == ChangeAxis.Wording);
    }
}
