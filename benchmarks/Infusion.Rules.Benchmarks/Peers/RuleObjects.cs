using System.Linq.Expressions;
using Infusion.Rules.Benchmarks.Whole;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>A list of rule objects, each asked in turn, with a text for every rule that applies.</summary>
internal sealed class RuleObjects
{
    private readonly List<IRule> _rules = [.. PeerRules.All.Select(rule => new CompiledRule(rule))];

    public Answer Decide(PeerPatient patient)
    {
        List<RuleResult> results = [.. _rules.Select(rule => rule.Evaluate(patient))];
        var reading = new PeerReading();
        foreach (RuleResult result in results)
        {
            if (result.Applies)
            {
                reading.Add(result.Rule, result.Output);
            }
        }

        return reading.Answer();
    }

    private sealed class CompiledRule(PeerRule rule) : IRule
    {
        private readonly Func<PeerPatient, bool> _when = rule.When.Compile();
        private readonly Func<PeerPatient, object>? _output = rule.Output is { } output
            ? Expression.Lambda<Func<PeerPatient, object>>(Expression.Convert(output.Body, typeof(object)), output.Parameters).Compile() : null;

        public RuleResult Evaluate(PeerPatient patient) =>
            _when(patient) ? new(rule, true, $"The rule {rule.Name} applies", _output?.Invoke(patient)) : new(rule, false, null, null);
    }
}
