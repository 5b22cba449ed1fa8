using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>The rules and texts of a table that differ between two versions, read as they are written.</summary>
internal static class RuleChanges
{
    private const string ConditionPart = "condition";
    private const string OutcomePart = "outcome";
    private const string TermsPart = "terms";

    /// <summary>Whether a change is of wording, sources or the list of rules, which the wording axis reports.</summary>
    public static bool IsWording(RuleChange change) => change.Part is not (ConditionPart or OutcomePart or TermsPart);

    public static ImmutableArray<RuleChange> Between(DecisionTable old, DecisionTable @new)
    {
        var changes = ImmutableArray.CreateBuilder<RuleChange>();
        void Compare(string id, string part, string? before, string? after)
        {
            if (before != after)
            {
                changes.Add(new() { Id = id, Part = part, Before = before, After = after });
            }
        }

        Compare(@new.Id, "what it decides", old.Decides, @new.Decides);
        foreach (Rule rule in @new.Rules)
        {
            if (old.Rules.FirstOrDefault(other => other.Id == rule.Id) is not { } before)
            {
                Compare(rule.Id, "rule", null, rule.Says);
                continue;
            }

            Compare(rule.Id, "sentence", before.Says, rule.Says);
            Compare(rule.Id, "modality", before.Modality.ToString(), rule.Modality.ToString());
            Compare(rule.Id, "provenance", before.Provenance.ToString(), rule.Provenance.ToString());
            Compare(rule.Id, "citations", string.Join(", ", before.Citations), string.Join(", ", rule.Citations));
            Compare(rule.Id, ConditionPart, before.When.ToString(), rule.When.ToString());
            Compare(rule.Id, OutcomePart, old.Outcomes[before.Outcome], @new.Outcomes[rule.Outcome]);
            Compare(rule.Id, TermsPart, string.Join("; ", before.Terms), string.Join("; ", rule.Terms));
        }

        foreach (Rule rule in old.Rules.Where(rule => @new.Rules.All(other => other.Id != rule.Id)))
        {
            Compare(rule.Id, "rule", rule.Says, null);
        }

        foreach (string id in @new.Facts.Concat(old.Facts).Select(fact => fact.Id).Distinct(StringComparer.Ordinal))
        {
            Fact? before = old.Facts.FirstOrDefault(fact => fact.Id == id);
            Fact? after = @new.Facts.FirstOrDefault(fact => fact.Id == id);
            Compare(id, "name", before?.Name, after?.Name);
            Compare(id, "question", before?.Question, after?.Question);
            Compare(id, "unit", before?.Unit ?? "", after?.Unit ?? "");
            Compare(id, "choices", TextOf(before), TextOf(after));
        }

        foreach (string id in @new.Impossible.Concat(old.Impossible).Select(row => row.Id).Distinct(StringComparer.Ordinal))
        {
            Constraint? before = old.Impossible.FirstOrDefault(row => row.Id == id);
            Constraint? after = @new.Impossible.FirstOrDefault(row => row.Id == id);
            Compare(id, "reason", before?.Says, after?.Says);
            Compare(id, ConditionPart, before?.When.ToString(), after?.When.ToString());
        }

        Compare(@new.Id, "actions", string.Join("; ", old.Actions), string.Join("; ", @new.Actions));
        return changes.ToImmutable();
    }

    private static string TextOf(Fact? fact) => fact is null ? "" : string.Join(", ", fact.Names);
}
