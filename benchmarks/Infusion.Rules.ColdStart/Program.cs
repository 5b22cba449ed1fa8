using Infusion.Rules;
using Infusion.Rules.Benchmarks.Gate;
using Infusion.Rules.Benchmarks.Whole;

FirstDecision.Print(patients => () => new Ours(InfusionRules.Published).Decide(patients.Known[0]));
