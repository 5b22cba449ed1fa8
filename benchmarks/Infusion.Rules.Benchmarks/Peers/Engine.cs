using Infusion.Rules.Benchmarks.Whole;
using NodaTime;
using RulesEngine.Models;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>Microsoft RulesEngine: one workflow, one expression for each rule,
/// an output expression for each date, the engine kept.</summary>
/// <remarks>It compiles its rules when they are first executed, and keeps what
/// it compiled. Error messages are not formatted, for no rule has one.</remarks>
internal sealed class Engine
{
    private static readonly int _rules = PeerRules.All.Length;

    private readonly RulesEngine.RulesEngine _engine = new(
    [
        new Workflow
        {
            WorkflowName = "visit",
            Rules =
            [
                .. PeerRules.All.Select(rule => new RulesEngine.Models.Rule { RuleName = rule.Name, Expression = rule.Text }),
                .. PeerRules.Outputs.Select(output => new RulesEngine.Models.Rule
                {
                    RuleName = output.Name,
                    Expression = output.When,
                    Actions = new() { OnSuccess = new() { Name = "OutputExpression", Context = new() { ["expression"] = output.Text } } },
                }),
            ],
        },
    ],
    new ReSettings { CustomTypes = [typeof(PeerDates)], EnableFormattedErrorMessage = false });

    private readonly Dictionary<string, int> _places = PeerRules.All.Select(rule => rule.Name)
        .Concat(PeerRules.Outputs.Select(output => output.Name))
        .Select((name, place) => (name, place)).ToDictionary(item => item.name, item => item.place);

    public Answer Decide(PeerPatient patient)
    {
        List<RuleResultTree> results = _engine.ExecuteAllRulesAsync("visit", new RuleParameter("p", patient)).AsTask().GetAwaiter()
            .GetResult();
        ulong holds = 0;
        Span<object?> outputs = [null, null, null];
        foreach (RuleResultTree result in results)
        {
            if (result.ExceptionMessage is { Length: > 0 } wrong)
            {
                throw new InvalidOperationException(wrong);
            }

            if (result.ActionResult?.Exception is { } failed)
            {
                throw new InvalidOperationException(failed.Message, failed);
            }

            int place = _places[result.Rule.RuleName];
            if (place >= _rules)
            {
                outputs[place - _rules] = result.ActionResult?.Output;
            }
            else if (result.IsSuccess)
            {
                holds |= 1UL << place;
            }
        }

        return PeerRules.Read(holds, (long)outputs[0]!, (LocalDate?)outputs[1], (LocalDate?)outputs[2]);
    }
}
