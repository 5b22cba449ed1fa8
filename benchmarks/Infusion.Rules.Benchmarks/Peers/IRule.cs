namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>A rule as an object, as many programs write it.</summary>
internal interface IRule
{
    RuleResult Evaluate(PeerPatient patient);
}
