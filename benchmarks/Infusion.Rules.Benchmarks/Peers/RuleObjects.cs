using Infusion.Rules.Benchmarks.Whole;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>A list of rule objects, each asked in turn, with a text for every rule that applies.</summary>
internal sealed class RuleObjects
{
    private readonly List<IRule> _rules = [.. PeerRules.All.Select(rule => new NamedRule(rule.Name, rule.When.Compile()))];

    public Answer Decide(PeerPatient patient)
    {
        List<RuleResult> results = [.. _rules.Select(rule => rule.Evaluate(patient))];
        ulong applies = 0;
        for (int rule = 0; rule < results.Count; rule++)
        {
            applies |= results[rule].Applies ? 1UL << rule : 0;
        }

        return PeerRules.Read(applies);
    }

    private sealed class NamedRule(string name, Func<PeerPatient, bool> when) : IRule
    {
        public RuleResult Evaluate(PeerPatient patient) => when(patient) ? new(name, true, $"The rule {name} applies") : new(name, false, null);
    }
}
