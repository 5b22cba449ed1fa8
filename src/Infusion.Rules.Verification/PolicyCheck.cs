using System.Collections.Immutable;
using System.Numerics;
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
        return Run(rules.Policy.ToString(), rules.Tables, IdleLimits.Of(rules), options ?? new());
    }

    /// <summary>Checks a list of tables.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="options">How far to go; <c>null</c> for the defaults.</param>
    /// <returns>The report.</returns>
    public static CheckReport Run(IEnumerable<DecisionTable> tables, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return Run("tables", [.. tables], [], options ?? new());
    }

    private static CheckReport Run(
        string name, ImmutableArray<DecisionTable> tables, IEnumerable<CheckFinding> ofPolicy, CheckOptions options)
    {
        var findings = new List<CheckFinding>();
        BigInteger covered = 0;
        long evaluated = 0;
        foreach (DecisionTable table in tables)
        {
            var check = TableCheck.Run(table, options.CellBudget);
            findings.AddRange(check.Findings);
            covered += check.Covered;
            evaluated += check.Evaluated;
        }

        findings.AddRange(ofPolicy);

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

    private static bool Speaks(AcceptedFinding accepted, CheckFinding finding) =>
        accepted.Code == finding.Code && accepted.Table == finding.Table && accepted.Subject == finding.Subject
        && !string.IsNullOrWhiteSpace(accepted.Reason);
}
