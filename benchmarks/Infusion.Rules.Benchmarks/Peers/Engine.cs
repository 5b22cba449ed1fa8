using Infusion.Rules.Benchmarks.Whole;
using RulesEngine.Models;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>Microsoft RulesEngine: one workflow, one expression for each rule, the engine kept.</summary>
internal sealed class Engine
{
    private readonly RulesEngine.RulesEngine _engine = new(
    [
        new Workflow
        {
            WorkflowName = "visit",
            Rules = [.. PeerRules.All.Select(rule => new RulesEngine.Models.Rule { RuleName = rule.Name, Expression = rule.Text })],
        },
    ]);

    private readonly Dictionary<string, int> _places = PeerRules.All.Select((rule, place) => (rule.Name, place)).ToDictionary(item => item.Name, item => item.place);

    public Answer Decide(PeerPatient patient)
    {
        List<RuleResultTree> results = _engine.ExecuteAllRulesAsync("visit", new RuleParameter("p", patient)).AsTask().GetAwaiter().GetResult();
        ulong applies = 0;
        foreach (RuleResultTree result in results)
        {
            if (result.ExceptionMessage is { Length: > 0 } wrong)
            {
                throw new InvalidOperationException(wrong);
            }

            applies |= result.IsSuccess ? 1UL << _places[result.Rule.RuleName] : 0;
        }

        return PeerRules.Read(applies);
    }
}
