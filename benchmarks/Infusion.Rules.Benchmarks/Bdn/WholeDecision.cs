using BenchmarkDotNet.Attributes;
using Infusion.Rules.Benchmarks.Gate;
using Infusion.Rules.Benchmarks.Peers;
using Infusion.Rules.Benchmarks.Whole;

namespace Infusion.Rules.Benchmarks.Bdn;

/// <summary>The whole decision for 4,096 patients in each operation, for depth; not gated.</summary>
[MemoryDiagnoser]
public class WholeDecision
{
    private const int Count = 4_096;

    private Patients _patients = new(1);
    private Ours _ours = new(InfusionRules.Published);
    private PeerPatient[] _peers = [];
    private readonly CompiledTree _tree = new();
    private readonly RuleObjects _objects = new();
    private readonly Engine _engine = new();

    [GlobalSetup]
    public void Draw()
    {
        (_patients, _ours) = (new Patients(Count), new Ours(Policy.FromJson()));
        _peers = [.. _patients.Flat.Select(flat => new PeerPatient(in flat))];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Count)]
    public long IfElse() => Sum(patient => Floor.Decide(patient).Sum);

    [Benchmark(OperationsPerInvoke = Count)]
    public long Decision() => Sum(patient => _ours.Decide(patient).Sum);

    [Benchmark(OperationsPerInvoke = Count)]
    public long WithUnknownFacts() => _patients.Partial.Sum(patient => _ours.Decide(patient).Sum);

    [Benchmark(OperationsPerInvoke = Count)]
    public long Sentences() => Sum(_ours.Sentences);

    [Benchmark(OperationsPerInvoke = Count)]
    public long FullExplanations() => Sum(_ours.Causes);

    [Benchmark(OperationsPerInvoke = Count)]
    public long CompiledExpressionTree() => _peers.Sum(peer => _tree.Decide(peer).Sum);

    [Benchmark(OperationsPerInvoke = Count)]
    public long RuleObjectList() => _peers.Sum(peer => _objects.Decide(peer).Sum);

    [Benchmark(OperationsPerInvoke = Count)]
    public long MicrosoftRulesEngine() => _peers.Sum(peer => _engine.Decide(peer).Sum);

    private long Sum(Func<Patient, long> decide)
    {
        long sum = 0;
        foreach (Patient patient in _patients.Known)
        {
            sum += decide(patient);
        }

        return sum;
    }
}
