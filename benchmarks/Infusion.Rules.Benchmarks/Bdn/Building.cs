using BenchmarkDotNet.Attributes;
using Infusion.Rules.Benchmarks.Gate;
using Infusion.Rules.Benchmarks.Peers;
using Infusion.Rules.Policies;

namespace Infusion.Rules.Benchmarks.Bdn;

/// <summary>What it costs to read and compile a policy; not gated.</summary>
[MemoryDiagnoser]
public class Building
{
    [Benchmark]
    public object Compile() => new InfusionRules(ClinicPolicy.VirginiaInfusionTherapies);

    [Benchmark]
    public object ReadAndCompile() => Policy.FromJson();

    [Benchmark]
    public object MicrosoftRulesEngine() => new Engine();
}
