using Infusion.Rules.Benchmarks.Whole;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>A list of rule objects, each asked in turn, with a text for every rule that holds.</summary>
internal sealed class RuleObjects
{
    private readonly List<IRule> _rules =
    [
        .. PeerRules.All.Select(rule => new NamedRule(rule.Name, PeerRules.Parse<bool>(rule.Text).Compile())),
    ];
    private readonly Func<PeerPatient, long> _earliest = PeerRules.Parse<long>(PeerRules.Outputs[0].Text).Compile();
    private readonly Func<PeerPatient, LocalDate> _from = PeerRules.Parse<LocalDate>(PeerRules.Outputs[1].Text).Compile();
    private readonly Func<PeerPatient, LocalDate> _to = PeerRules.Parse<LocalDate>(PeerRules.Outputs[2].Text).Compile();

    public Answer Decide(PeerPatient patient)
    {
        List<RuleResult> results = [.. _rules.Select(rule => rule.Evaluate(patient))];
        ulong holds = 0;
        for (int rule = 0; rule < results.Count; rule++)
        {
            holds |= results[rule].Holds ? 1UL << rule : 0;
        }

        return PeerRules.Read(holds, _earliest(patient), patient.Stage ? _from(patient) : null, patient.Stage ? _to(patient) : null);
    }

    private sealed class NamedRule(string name, Func<PeerPatient, bool> when) : IRule
    {
        public RuleResult Evaluate(PeerPatient patient) =>
            when(patient) ? new(name, true, $"The rule {name} holds") : new(name, false, null);
    }
}
