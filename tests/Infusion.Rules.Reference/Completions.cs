namespace Infusion.Rules.Reference;

/// <summary>
/// Partial knowledge by brute force: fill every unknown fact with every value it could have, decide each complete case,
/// and collect the outcomes. A decision is determined exactly when one outcome is left.
/// </summary>
public static class Completions
{
    private static readonly bool[] NoOrYes = [false, true];

    /// <summary>Reads a fact that a decision on known facts needs.</summary>
    public static T Known<T>(T? fact, string name)
        where T : struct =>
        fact ?? throw new ArgumentException($"The reference decides on known facts only, and {name} is unknown: use Possible.", name);

    /// <summary>The facts themselves when this one is known, else one copy for each value it could have.</summary>
    public static IEnumerable<TFacts> Fill<TFacts, T>(TFacts facts, T? fact, IEnumerable<T> values, Func<T, TFacts> with)
        where T : struct =>
        fact is null ? values.Select(with) : [facts];

    /// <summary>The same for a yes/no fact.</summary>
    public static IEnumerable<TFacts> Fill<TFacts>(TFacts facts, bool? fact, Func<bool, TFacts> with) =>
        Fill(facts, fact, NoOrYes, with);

    /// <summary>Every completion of the partial facts; each filler completes one fact.</summary>
    public static IReadOnlyList<TFacts> Of<TFacts>(TFacts partial, params IReadOnlyList<Func<TFacts, IEnumerable<TFacts>>> fillers)
    {
        List<TFacts> cases = [partial];
        foreach (var filler in fillers)
            cases = cases.SelectMany(filler).ToList();

        return cases;
    }

    /// <summary>The outcomes that some completion of the partial facts has.</summary>
    public static IReadOnlySet<TOutcome> Possible<TFacts, TOutcome>(
        TFacts partial,
        Func<TFacts, TOutcome> decide,
        params IReadOnlyList<Func<TFacts, IEnumerable<TFacts>>> fillers) =>
        Of(partial, fillers).Select(decide).ToHashSet();

    /// <summary>Whether the unknown facts cannot change the outcome.</summary>
    public static bool IsDetermined<TOutcome>(IReadOnlySet<TOutcome> possible) => possible.Count == 1;

    /// <summary>The most cautious of the possible outcomes; the enums of this project list the least cautious first.</summary>
    public static TOutcome MostCautious<TOutcome>(IEnumerable<TOutcome> possible)
        where TOutcome : struct, Enum =>
        possible.Max();

    /// <summary>Combines independent items: every pick of one possible outcome per item, the most cautious of the pick.</summary>
    public static IReadOnlySet<TOutcome> PossibleMostCautious<TOutcome>(TOutcome whenEmpty, IEnumerable<IReadOnlySet<TOutcome>> items)
        where TOutcome : struct, Enum
    {
        HashSet<TOutcome> picks = [whenEmpty];
        foreach (var item in items)
        {
            HashSet<TOutcome> next = [];
            foreach (var soFar in picks)
            {
                foreach (var one in item)
                    next.Add(MostCautious([soFar, one]));
            }

            picks = next;
        }

        return picks;
    }
}
