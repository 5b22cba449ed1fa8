using Infusion.Rules.Benchmarks.Peers;
using Infusion.Rules.Benchmarks.Whole;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>The variants that are measured against each other, and the check that they decide the same.</summary>
/// <param name="rules">The rules of the library.</param>
/// <param name="count">How many patients.</param>
/// <param name="peerCount">For how many of them the other engines are asked.</param>
internal sealed class Contest(InfusionRules rules, int count, int peerCount)
{
    // RulesEngine is slow: it is asked for the first patients alone.
    private const int EngineCount = 1_024;

    public Patients Patients { get; } = new(count);

    public Ours Ours { get; } = new(rules);

    public PeerPatient[] Peers => field ??= [.. Patients.Flat.Take(peerCount).Select(flat => new PeerPatient(in flat))];

    public Engine Engine { get; } = new();

    public RuleObjects Objects { get; } = new();

    public CompiledTree Tree { get; } = new();

    public OneTable OneTable { get; } = new(rules);

    /// <summary>Decides every patient by every variant.</summary>
    /// <exception cref="InvalidOperationException">Two variants differ.</exception>
    public void Check()
    {
        for (int index = 0; index < count; index++)
        {
            Answer answer = Floor.Decide(Patients.Known[index]);
            Require(answer == FlatFloor.Decide(in Patients.Flat[index]), "flat floor", index);
            Require(answer == Ours.Decide(Patients.Known[index]), "ours", index);
            Require(Ours.Allows(Patients.Partial[index], answer), "ours, unknown", index);
            if (index < Peers.Length)
            {
                Require(answer == Tree.Decide(Peers[index]), "tree", index);
                Require(answer == Objects.Decide(Peers[index]), "objects", index);
                Require(index >= EngineCount || answer == Engine.Decide(Peers[index]), "RulesEngine", index);
            }
        }

        OneTable.Check();
    }

    private static void Require(bool holds, string variant, int patient)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The variant '{variant}' decides patient {patient} otherwise.");
        }
    }
}
