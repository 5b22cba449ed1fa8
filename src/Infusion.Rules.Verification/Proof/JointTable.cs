using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Two versions of one table over their joint facts. A single version is compared with itself.</summary>
internal sealed class JointTable
{
    private readonly List<ulong> _overlaps = [];

    public JointTable(DecisionTable old, DecisionTable @new, Links links)
        : this(old, @new, JointFact.Join(old, @new, links))
    {
    }

    /// <summary>A table compared with itself, one fact held in one cell before and in another now.</summary>
    public JointTable(DecisionTable table, int fact, int before, int now)
        : this(table, table, JointFact.Moved(table, fact, before, now))
    {
    }

    private JointTable(DecisionTable old, DecisionTable @new, ImmutableArray<JointFact> facts)
    {
        Facts = facts;
        JointFact[] all = [.. facts];
        Scaled =
        [
            .. Enumerable.Range(0, facts.Length)
                .Select(fact => (Fact: fact, Scale: Array.FindIndex(all, one => one.Id == facts[fact].Either.ScaledBy?.Id)))
                .Where(static pair => pair.Scale >= 0).Select(pair => new ScaledPair(facts, pair.Fact, pair.Scale)),
        ];
        Problem = Facts.Select(fact => fact.Problem).FirstOrDefault(problem => problem is not null)
            ?? (old.HitPolicy != @new.HitPolicy ? $"The hit policy was {old.HitPolicy} and is {@new.HitPolicy}."
                : old.Axis != @new.Axis ? $"The order of outcomes was about {old.Axis} and is about {@new.Axis}."
                : null);
        Old = new(old, isOld: true, Facts);
        New = new(@new, isOld: false, Facts);
    }

    public ImmutableArray<JointFact> Facts { get; }

    /// <summary>The facts that are on the scale another one names.</summary>
    public ImmutableArray<ScaledPair> Scaled { get; }

    public Side Old { get; }

    public Side New { get; }

    /// <summary>Why the versions cannot be compared; <c>null</c> when they can.</summary>
    public string? Problem { get; }

    /// <summary>How much more or less the new version may read of one record.</summary>
    public Knowledge ReadApart => Facts.Aggregate(Knowledge.Same, static (sum, fact) => sum | fact.Apart);

    /// <summary>Whether a case is one row of the table: sets of outcomes that a list has come to may have gaps.</summary>
    public bool IsRow(int[] example) => Facts.Select((fact, place) => fact.IsOneRange(example[place])).All(static isOne => isOne);

    public HitPolicy HitPolicy => New.Table.HitPolicy;

    /// <summary>How many combinations of coordinates there are, unknown included.</summary>
    public System.Numerics.BigInteger CellCount =>
        Facts.Aggregate(System.Numerics.BigInteger.One, (product, fact) => product * fact.Coordinates.Length);

    /// <summary>The parts that can be judged apart: each finding of a Collect table, or the whole.</summary>
    /// <param name="separateAbove">The cost above which a part is split further under the values of a few facts.</param>
    public IEnumerable<Part> Parts(long separateAbove)
    {
        if (HitPolicy != HitPolicy.Collect)
        {
            return [new Part(this, finding: null, separateAbove)];
        }

        IEnumerable<string> findings = New.Table.Rules.Select(rule => New.Table.Outcomes[rule.Outcome])
            .Concat(Old.Table.Rules.Select(rule => Old.Table.Outcomes[rule.Outcome])).Distinct(StringComparer.Ordinal);
        return findings.Select(finding => new Part(this, finding, separateAbove));
    }

    /// <summary>The number of a set of outcomes that rules of a Unique table give together.</summary>
    public int OverlapOf(ulong outcomes)
    {
        int place = _overlaps.IndexOf(outcomes);
        if (place < 0)
        {
            place = _overlaps.Count;
            _overlaps.Add(outcomes);
        }

        return Outcomes.Overlap(place);
    }

    /// <summary>Whether scores have the values of a choice of coordinates.</summary>
    public bool CanBe(int[] coordinates)
    {
        foreach (ScaledPair pair in Scaled)
        {
            if (!pair.CanBe(coordinates[pair.Fact], coordinates[pair.Scale]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The value that shows a fact of a choice of coordinates.</summary>
    public FactValue ValueOf(bool isOld, int[] coordinates, int fact) =>
        ScaleOf(fact) is { } pair
            && pair.Shown(isOld, coordinates[fact], coordinates[pair.Scale]) is { } shown
            ? FactValue.Exactly(shown)
            : Facts[fact].ValueOf(isOld, coordinates[fact]);

    /// <summary>The scale of a fact; <c>null</c> where it is on none.</summary>
    public ScaledPair? ScaleOf(int fact)
    {
        foreach (ScaledPair pair in Scaled)
        {
            if (pair.Fact == fact)
            {
                return pair;
            }
        }

        return null;
    }

    /// <summary>The row of one version for a choice of coordinates.</summary>
    public FactValue[] Row(bool isOld, int[] coordinates)
    {
        var row = new FactValue[(isOld ? Old : New).Table.Facts.Length];
        for (int fact = 0; fact < Facts.Length; fact++)
        {
            int index = isOld ? Facts[fact].OldIndex : Facts[fact].NewIndex;
            if (index >= 0)
            {
                row[index] = ValueOf(isOld, coordinates, fact);
            }
        }

        return row;
    }
}
