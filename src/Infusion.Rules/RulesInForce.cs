namespace Infusion.Rules;

/// <summary>The rules an app decides by, which may be exchanged while it runs.</summary>
/// <remarks>
/// <para>Rules themselves never change: another policy makes other rules, and those take the place of the ones before, all at once.
/// Whoever holds the rules from before goes on with them to the end. Nothing is read or watched here; the app says when.</para>
/// <para>Thread-safe.</para>
/// </remarks>
/// <example><code>
/// var inForce = new RulesInForce(new InfusionRules(policy));
/// services.AddInfusionRules(inForce);
/// inForce.Replace(new InfusionRules(nextPolicy));
/// </code></example>
public sealed class RulesInForce
{
    private volatile InfusionRules _rules;

    /// <summary>Begins with rules.</summary>
    /// <param name="rules">The rules that are in force first.</param>
    public RulesInForce(InfusionRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = rules;
    }

    /// <summary>The rules that are in force now.</summary>
    /// <remarks>Take them once for what belongs together: the next call may give others.</remarks>
    public InfusionRules Rules => _rules;

    /// <summary>Puts other rules in force.</summary>
    /// <remarks>A policy that cannot be read or built makes no rules to give here, so the rules before stay.</remarks>
    /// <param name="rules">The rules that are in force from now on.</param>
    public void Replace(InfusionRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = rules;
    }

    /// <summary>Writes the policy's id and version.</summary>
    /// <returns>"In force: Rules of virginia-infusion-therapies 1".</returns>
    public override string ToString() => $"In force: {_rules}";
}
