using System.Reflection;
using Infusion.Rules.Policies;
using Infusion.Rules.Sources;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Sources;

/// <summary>What is wrong between a register and the tables of a policy;
/// nothing when each rule and each statement find each other.</summary>
internal static class RegisterCheck
{
    private const string SetByTheClinic = "clinic-policy";

    /// <summary>R01 to R83 and R56b: from R74 on what the page says beside what was numbered first.</summary>
    public static IEnumerable<string> StatementIds =>
        Enumerable.Range(1, 83).SelectMany(
            number => number == 56 ? (string[])["R56", "R56b"] : [FormattableString.Invariant($"R{number:00}")]);

    public static IReadOnlyList<string> Problems(SourceRegister register, IReadOnlyCollection<DecisionTable> tables, ClinicPolicy policy)
    {
        Dictionary<string, IReadOnlyList<string>> cited = tables.SelectMany(table => table.Rules).Select(rule => (rule.Id, rule.Citations))
            .Concat(policy.Response!.Rates.Select(rate => (rate.Id, rate.Citations)))
            .ToDictionary(rule => rule.Id, rule => (IReadOnlyList<string>)rule.Citations, StringComparer.Ordinal);
        (string Id, IReadOnlyList<string> Rules)[] encoded =
        [
            .. register.Statements.Select(statement => (statement.Id, (IReadOnlyList<string>)statement.Rules)),
            .. register.Conflicts.Select(conflict => (conflict.Id, (IReadOnlyList<string>)conflict.Rules)),
        ];
        Dictionary<string, IReadOnlyList<string>> leadsTo = encoded.ToDictionary(one => one.Id, one => one.Rules, StringComparer.Ordinal);
        return
        [
            .. StatementIds.Where(id => register.FindStatement(id) is null).Select(id => $"{id} is not in the register."),
            .. register.Statements.Where(statement => statement.Rules.IsEmpty && statement.Reason is null)
                .Select(statement => $"{statement.Id} has neither rule nor reason."),
            .. encoded.SelectMany(one => one.Rules.Where(rule => !cited.ContainsKey(rule))
                .Select(rule => $"{one.Id} names {rule}, which is in no table.")),
            .. encoded.SelectMany(one => one.Rules.Where(rule => cited.TryGetValue(rule, out var citations) && !citations.Contains(one.Id))
                .Select(rule => $"{one.Id} names {rule}, which does not cite it.")),
            .. cited.Where(rule => rule.Value.Count == 0 && !IsOfNothing(rule.Key)).Select(rule => $"{rule.Key} cites nothing."),
            .. cited.SelectMany(
                rule =>
                    rule.Value.Where(id => id != SetByTheClinic && !register.Contains(id)).Select(
                        id => $"{rule.Key} cites {id}, which is not in the register.")),
            .. cited.SelectMany(rule => rule.Value.Where(
                id => leadsTo.TryGetValue(id, out IReadOnlyList<string>? rules) && !rules.Contains(rule.Key))
                .Select(id => $"{rule.Key} cites {id}, which does not lead back to it.")),
            .. register.Conflicts.Where(conflict => !cited.Values.Any(citations => citations.Contains(conflict.Id)))
                .Select(conflict => $"{conflict.Id} is cited by no rule."),
            .. register.Conflicts.SelectMany(conflict => conflict.Alternatives.Where(
                other => other.Parameter is { } path && Property(path) is null)
                .Select(other => $"{conflict.Id} names the policy path {other.Parameter}, which does not exist.")),
        ];
    }

    // A row that says that nothing is published has nobody to cite.
    private static bool IsOfNothing(string rule) => rule.EndsWith(".not-published", StringComparison.Ordinal);

    /// <summary>The policy property at a dotted path of camelCase names; null when there is none that a clinic can set.</summary>
    public static PropertyInfo? Property(string path)
    {
        Type type = typeof(ClinicPolicy);
        PropertyInfo? property = null;
        foreach (string name in path.Split('.'))
        {
            property = type.GetProperty(char.ToUpperInvariant(name[0]) + name[1..]);
            if (property?.SetMethod is null || char.IsUpper(name[0]))
            {
                return null;
            }

            type = property.PropertyType;
        }

        return property;
    }
}
