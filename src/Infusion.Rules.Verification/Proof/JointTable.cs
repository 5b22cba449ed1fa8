using System.Collections.Immutable;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Two versions of one table over their joint facts. A single version is compared with itself.</summary>
internal sealed class JointTable
{
    public JointTable(DecisionTable old, DecisionTable @new, Func<string, LinkedPairs?> links)
    {
        Facts = JointFact.Join(old, @new, links);
        Problem = Facts.Select(fact => fact.Problem).FirstOrDefault(problem => problem is not null)
            ?? (old.HitPolicy != @new.HitPolicy ? $"The hit policy was {old.HitPolicy} and is {@new.HitPolicy}."
                : old.Axis != @new.Axis ? $"The order of outcomes was about {old.Axis} and is about {@new.Axis}."
                : null);
        Old = new(old, isOld: true, Facts);
        New = new(@new, isOld: false, Facts);
    }

    public ImmutableArray<JointFact> Facts { get; }

    public Side Old { get; }

    public Side New { get; }

    /// <summary>Why the versions cannot be compared; <c>null</c> when they can.</summary>
    public string? Problem { get; }

    public HitPolicy HitPolicy => New.Table.HitPolicy;

    /// <summary>How many combinations of coordinates there are, unknown included.</summary>
    public System.Numerics.BigInteger CellCount =>
        Facts.Aggregate(System.Numerics.BigInteger.One, (product, fact) => product * fact.Coordinates.Length);

    /// <summary>The parts that can be judged apart: each finding of a Collect table, or the whole.</summary>
    public IEnumerable<Part> Parts()
    {
        if (HitPolicy != HitPolicy.Collect)
        {
            return [new Part(this, finding: null)];
        }

        IEnumerable<string> findings = New.Table.Rules.Select(rule => New.Table.Outcomes[rule.Outcome])
            .Concat(Old.Table.Rules.Select(rule => Old.Table.Outcomes[rule.Outcome])).Distinct(StringComparer.Ordinal);
        return findings.Select(finding => new Part(this, finding));
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
                row[index] = Facts[fact].ValueOf(isOld, coordinates[fact]);
            }
        }

        return row;
    }
}
