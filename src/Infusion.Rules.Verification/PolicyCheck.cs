using System.Collections.Immutable;
using System.Numerics;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Verification;

/// <summary>Checks one policy version for gaps, overlaps, and rules, facts, constants, constraints and limits without effect.</summary>
/// <remarks>Every cell of every table is evaluated; nothing is sampled. Pure and thread-safe.</remarks>
public static class PolicyCheck
{
    /// <summary>Checks the rules of a policy.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="options">How far to go; <c>null</c> for the defaults.</param>
    /// <returns>The report.</returns>
    /// <example><code>
    /// CheckReport report = PolicyCheck.Run(InfusionRules.Published);
    /// </code></example>
    public static CheckReport Run(InfusionRules rules, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        options ??= new();
        var paths = new ValuePaths(rules.Policy);
        return Run(
            rules.Policy.ToString(), rules.Tables,
            findings => Located(Caused(rules, findings, options.CellBudget), paths, options.Document), options);
    }

    /// <summary>Checks a list of tables.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="options">How far to go; <c>null</c> for the defaults.</param>
    /// <returns>The report.</returns>
    public static CheckReport Run(IEnumerable<DecisionTable> tables, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return Run("tables", [.. tables], static findings => findings, options ?? new());
    }

    private static CheckReport Run(
        string name, ImmutableArray<DecisionTable> tables, Func<List<CheckFinding>, List<CheckFinding>> complete, CheckOptions options)
    {
        BigInteger covered = 0;
        long evaluated = 0;
        List<CheckFinding> findings = [];
        foreach (DecisionTable table in tables)
        {
            var check = TableCheck.Run(table, options.CellBudget);
            findings.AddRange(check.Findings);
            covered += check.Covered;
            evaluated += check.Evaluated;
        }

        findings = complete(findings);
        bool Stands(CheckFinding finding) => options.Accepted.Any(one => Speaks(one, finding));
        IEnumerable<CheckFinding> stale = options.Accepted.Where(one => !findings.Any(finding => Speaks(one, finding)))
            .Select(one => new CheckFinding
            {
                Code = CheckCode.StaleAcceptance,
                Table = one.Table,
                Subject = one.Subject,
                Says = $"{CheckCodes.IdOf(one.Code)} is accepted for {one.Subject} and does not occur; take the acceptance out",
            });
        return new()
        {
            Checked = name,
            Tables = [.. tables.Select(table => table.Id)],
            Findings = [.. findings.Where(finding => !Stands(finding)), .. stale],
            Accepted = [.. findings.Where(Stands)],
            CellsCovered = covered,
            CellsEvaluated = evaluated,
        };
    }

    // What the tables show and is not there without the value that is wrong follows from that value: one finding names it.
    private static List<CheckFinding> Caused(InfusionRules rules, List<CheckFinding> shown, long budget)
    {
        CheckFinding[] causes = [.. PolicyContradictions.Of(rules)];
        List<CheckFinding> rest = [.. shown];
        foreach (CheckFinding cause in causes)
        {
            if (rest.Count == 0 || PolicyContradictions.Without(rules.Policy, cause) is not { } repaired)
            {
                continue;
            }

            HashSet<string> tables = [.. rest.Select(static finding => finding.Table)];
            HashSet<string> left =
            [
                .. new InfusionRules(repaired).Tables.Where(table => tables.Contains(table.Id))
                    .SelectMany(table => TableCheck.Run(table, budget).Findings).Select(static finding => Key(finding)),
            ];
            CheckFinding[] gone = [.. rest.Where(finding => !left.Contains(Key(finding)))];
            cause.Consequences = [.. gone.Select(static finding => finding.Subject).Distinct(StringComparer.Ordinal)];
            rest.RemoveAll(finding => Array.IndexOf(gone, finding) >= 0);
        }

        return [.. rest, .. causes];

        static string Key(CheckFinding finding) => $"{finding.Code} {finding.Table} {finding.Subject}";
    }

    private static List<CheckFinding> Located(List<CheckFinding> findings, ValuePaths paths, LocatedDocument? document)
    {
        foreach (CheckFinding finding in findings)
        {
            finding.Path = finding.Path.Length > 0 ? finding.Path : paths.Of(finding.Table, finding.Subject);
            finding.At = document?.PlaceOf(finding.Path);
        }

        return findings;
    }

    private static bool Speaks(AcceptedFinding accepted, CheckFinding finding) =>
        accepted.Code == finding.Code && accepted.Table == finding.Table && accepted.Subject == finding.Subject
        && !string.IsNullOrWhiteSpace(accepted.Reason);
}
