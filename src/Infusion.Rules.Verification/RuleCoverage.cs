namespace Infusion.Rules.Verification;

/// <summary>How often a set of cases made one rule apply, not apply, or stay open.</summary>
public sealed class RuleCoverage
{
    /// <summary>The table's id.</summary>
    public required string Table { get; init; }

    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }

    /// <summary>In how many cases it applied for certain.</summary>
    public required int Applied { get; init; }

    /// <summary>In how many cases it did not apply, for certain.</summary>
    public required int DidNotApply { get; init; }

    /// <summary>In how many cases it depended on facts that were not known.</summary>
    public required int Unknown { get; init; }

    /// <summary>Whether no case reached its table at all.</summary>
    public bool IsNeverReached => Applied + DidNotApply + Unknown == 0;

    /// <summary>Writes the rule and the counts.</summary>
    /// <returns>"fasting.solids: applied 2, not 5, unknown 1".</returns>
    public override string ToString() => IsNeverReached
        ? $"{Rule}: never reached"
        : FormattableString.Invariant($"{Rule}: applied {Applied}, not {DidNotApply}, unknown {Unknown}");
}
