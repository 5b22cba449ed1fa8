using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Records;

/// <summary>A case that two versions of a table decide otherwise, with the cases that it comes from, as what is to be written into a
/// story.</summary>
internal sealed class WrittenWitness
{
    private const int FirstWays = 3;

    private WrittenWitness(string table, ImmutableArray<ImmutableArray<Action<JsonObject>>> edits, Action<JsonObject> without) =>
        (Table, Edits, Without) = (table, edits, without);

    /// <summary>The table that decides it.</summary>
    public string Table { get; }

    /// <summary>For each fact of the case, the ways of writing it.</summary>
    public ImmutableArray<ImmutableArray<Action<JsonObject>>> Edits { get; }

    // Of a case that is known in part, everything else is left out.
    private Action<JsonObject> Without { get; }

    /// <summary>Each fact alone: what else the case needs may be in the story already.</summary>
    public IEnumerable<Action<JsonObject>> Each => Edits.Length < 2 ? [] : Edits.SelectMany(static ways => ways.Take(FirstWays));

    /// <summary>All facts, each in the first of its ways, then in the second, and so on.</summary>
    public IEnumerable<Action<JsonObject>> Together => Edits.IsEmpty ? [] :
        Enumerable.Range(0, Math.Min(FirstWays, Edits.Max(static ways => ways.Length))).Select(way => (Action<JsonObject>)(story =>
        {
            Without(story);
            foreach (ImmutableArray<Action<JsonObject>> ways in Edits)
            {
                ways[way % ways.Length](story);
            }
        }));

    /// <summary>A witness, as the versions see it; twice where they see different values.</summary>
    /// <param name="witness">The witness.</param>
    /// <param name="old">The old version.</param>
    /// <param name="new">The new version.</param>
    public static IEnumerable<WrittenWitness> Of(Witness witness, InfusionRules old, InfusionRules @new)
    {
        (DecisionTable Table, WitnessFact Fact)[] facts = [.. FactsOf(witness)];
        Action<JsonObject>[] without = witness.Axis != ChangeAxis.InformationDemand ? [] :
        [
            .. facts.Select(static one => one.Table).Distinct().SelectMany(static table => table.Facts)
                .Where(fact => facts.All(one => one.Fact.Id != fact.Id)).Select(StoryEdit.Without),
        ];
        foreach (bool isNew in facts.All(static one => one.Fact.BeforeLow == one.Fact.AfterLow) ? new[] { true } : [true, false])
        {
            yield return new(
                witness.Table,
                [
                    .. facts.Select(one => (Fact: one.Table.Facts.FirstOrDefault(fact => fact.Id == one.Fact.Id),
                            Code: isNew ? one.Fact.AfterLow : one.Fact.BeforeLow, one.Fact.Said, Scale: ScaleOf(one.Table, one.Fact)))
                        .Where(static one => one is { Fact: not null, Code: not null })
                        .Select(static one => StoryEdit.Of(one.Fact!, one.Code!.Value, one.Said, one.Scale).ToImmutableArray())
                        .Where(static ways => !ways.IsEmpty),
                ],
                story => Array.ForEach(without, leave => leave(story)));
        }

        IEnumerable<(DecisionTable Table, WitnessFact Fact)> FactsOf(Witness of)
        {
            DecisionTable table = @new.Tables.Concat(old.Tables).First(one => one.Id == of.Table);
            return of.Facts.Select(fact => (table, fact)).Concat(of.Because.SelectMany(FactsOf));
        }

        long? ScaleOf(DecisionTable table, WitnessFact fact) =>
            table.Facts.FirstOrDefault(one => one.Id == fact.Id)?.ScaledBy is { } scale
                ? facts.Where(one => one.Fact.Id == scale.Id).Select(static one => one.Fact.AfterLow).FirstOrDefault()
                : null;
    }
}
