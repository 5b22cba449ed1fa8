using System.Collections.Immutable;
using System.Globalization;
using Infusion.Rules.Verification.Proof;
using NodaTime.Text;

namespace Infusion.Rules.Verification;

/// <summary>The reviewed list of what every value of a policy is judged by, so that none can change unseen.</summary>
/// <remarks>Most values stand in a condition, a term or a sentence, and the
/// tables judge them. The others are declared here with their axis. A
/// value no rule covers fails closed. The first rule that covers a path counts.</remarks>
public sealed class ParameterRegister
{
    /// <summary>Creates a register.</summary>
    /// <param name="rules">The rules; the first that covers a path counts.</param>
    public ParameterRegister(IEnumerable<ParameterRule> rules) => Rules = [.. rules];

    /// <summary>The list the library keeps for its own policy format.</summary>
    public static ParameterRegister Reviewed { get; } = new(ReviewedParameters.Rules);

    /// <summary>The rules in the order they are tried.</summary>
    public ImmutableArray<ParameterRule> Rules { get; }

    /// <summary>Reports every leaf that differs.</summary>
    /// <param name="old">The leaves of the old document.</param>
    /// <param name="new">The leaves of the new document.</param>
    /// <returns>One change for each path with another value, in path order, and then one for each citation that stayed while what it is
    /// cited for changed.</returns>
    /// <exception cref="ArgumentException">A path stands twice in a document.</exception>
    public ImmutableArray<ParameterChange> Compare(IEnumerable<PolicyLeaf> old, IEnumerable<PolicyLeaf> @new)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        Dictionary<string, string> before = old.ToDictionary(leaf => leaf.Path ?? "", leaf => leaf.Text ?? "", StringComparer.Ordinal);
        Dictionary<string, string> after = @new.ToDictionary(leaf => leaf.Path ?? "", leaf => leaf.Text ?? "", StringComparer.Ordinal);
        var changes = ImmutableArray.CreateBuilder<ParameterChange>();
        foreach (string path in
            before.Keys.Concat(after.Keys).Distinct(StringComparer.Ordinal).OrderBy(path => path, StringComparer.Ordinal))
        {
            string? was = before.TryGetValue(path, out string? text) ? text : null;
            string? @is = after.TryGetValue(path, out text) ? text : null;
            if (was != @is)
            {
                changes.Add(Judge(path, was, @is));
            }
        }

        changes.AddRange(CitationsToConfirm.Between(before, after));
        return changes.ToImmutable();
    }

    /// <summary>Writes the size.</summary>
    /// <returns>"12 rules".</returns>
    public override string ToString() => FormattableString.Invariant($"{Rules.Length} rules");

    private ParameterChange Judge(string path, string? before, string? after)
    {
        ParameterRule? rule = Rules.FirstOrDefault(rule => rule.Covers(path));
        ParameterBasis basis = rule?.Basis ?? ParameterBasis.Undeclared;
        return new()
        {
            Path = path,
            Before = before,
            After = after,
            Basis = basis,
            Axis = basis == ParameterBasis.Declared ? rule!.Axis : null,
            Class = basis switch
            {
                ParameterBasis.Tables or ParameterBasis.Identity => ChangeClass.Equivalent,
                ParameterBasis.Undeclared => ChangeClass.Incomparable,
                _ => ClassOf(rule!, before, after),
            },
        };
    }

    private static ChangeClass ClassOf(ParameterRule rule, string? before, string? after)
    {
        if (rule.Axis == ChangeAxis.Wording)
        {
            return ChangeClass.Mixed;
        }

        if (
            rule.WhenRaised is not (ChangeClass.Tightens or ChangeClass.Relaxes)
            || NumberOf(before) is not { } old || NumberOf(after) is not { } @new)
        {
            return ChangeClass.Incomparable;
        }

        return (@new > old) == (rule.WhenRaised == ChangeClass.Tightens) ? ChangeClass.Tightens : ChangeClass.Relaxes;
    }

    // A number, yes or no, or an ISO 8601 duration in time units.
    private static decimal? NumberOf(string? text)
    {
        if (text is "true" or "false")
        {
            return text == "true" ? 1 : 0;
        }

        if (text is not null && decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal number))
        {
            return number;
        }

        return text is not null && PeriodPattern.NormalizingIso.Parse(text) is { Success: true, Value: { HasDateComponent: false } period }
            ? period.ToDuration().ToInt64Nanoseconds()
            : null;
    }
}
