using Infusion.Rules.Benchmarks.Whole;
using RulesEngine.Models;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>Microsoft RulesEngine: one workflow, the engine kept, the whole answer with its dates.</summary>
/// <remarks>Each rule's condition is its expression, and its outcome is its success event. The earliest appointment, the due window and the amount are what the
/// action <c>OutputExpression</c> of a rule gives. All arithmetic, of times, months and percents too, happens in those expressions; the engine compiles
/// each once and keeps it. What is left for this class is to read the results. Error messages are not formatted, for no rule has one.</remarks>
internal sealed class Engine
{
    private readonly RulesEngine.RulesEngine _engine = new(
        [new Workflow { WorkflowName = "visit", Rules = [.. PeerRules.All.Select(Of)] }],
        new ReSettings { CustomTypes = PeerRules.Named, EnableFormattedErrorMessage = false });

    private readonly Dictionary<string, PeerRule> _events = PeerRules.All.ToDictionary(rule => rule.Name);

    public Answer Decide(PeerPatient patient)
    {
        List<RuleResultTree> results = _engine.ExecuteAllRulesAsync("visit", new RuleParameter("p", patient)).AsTask().GetAwaiter().GetResult();
        var reading = new PeerReading();
        foreach (RuleResultTree result in results)
        {
            // The engine takes a rule it cannot evaluate for one that does not apply, and a failed action for one that gives nothing.
            if (result.ExceptionMessage is { Length: > 0 } wrong)
            {
                throw new InvalidOperationException($"{result.Rule.RuleName}: {wrong}");
            }

            if (result.ActionResult?.Exception is { } failed)
            {
                throw new InvalidOperationException(result.Rule.RuleName, failed);
            }

            if (result.IsSuccess)
            {
                reading.Add(_events[result.Rule.SuccessEvent], result.ActionResult?.Output);
            }
        }

        return reading.Answer();
    }

    private static RulesEngine.Models.Rule Of(PeerRule rule) => new()
    {
        RuleName = rule.Name,
        SuccessEvent = rule.Name,
        Expression = rule.WhenText,
        Actions = rule.OutputText is null ? null : new()
        {
            OnSuccess = new() { Name = "OutputExpression", Context = new() { ["expression"] = rule.OutputText } },
        },
    };
}
