namespace Infusion.Rules.Decisions;

/// <summary>Facts that recur in many cases: each distinct combination stands once, so that a policy judges it once for all cases that share it.</summary>
/// <remarks>The cases' own column says which combination each has; place 0 is of the cases that only the room itself can decide.</remarks>
/// <param name="capacity">How many cases are expected; more may come.</param>
internal sealed class DistinctColumn<T>(int capacity)
    where T : notnull
{
    private readonly Dictionary<T, int> _places = [];
    private readonly List<T> _distinct = [];
    private readonly Column<int> _ids = new(capacity);

    /// <summary>Adds a case with these facts.</summary>
    public void Add(T facts)
    {
        if (!_places.TryGetValue(facts, out int place))
        {
            _distinct.Add(facts);
            _places.Add(facts, place = _distinct.Count);
        }

        _ids.Add(place);
    }

    /// <summary>Adds a case that the room decides alone.</summary>
    public void AddAlone() => _ids.Add(0);

    /// <summary>The place of each of some cases' facts among the distinct ones.</summary>
    public ReadOnlySpan<int> Slice(int from, int count) => _ids.Slice(from, count);

    /// <summary>Something of each distinct combination that no policy refuses, by its place; the default for cases that the room decides alone.</summary>
    public TResult?[] Each<TResult>(Func<T, TResult> of) => [default, .. _distinct.Select(of)];

    /// <summary>What a policy says of each distinct combination, by its place; the default for cases that the room decides alone.</summary>
    /// <param name="judge">What the policy says; facts it refuses are for the room to refuse, so that the refusal names the case.</param>
    public TResult?[] Judge<TResult>(Func<T, TResult> judge) => Judge(1, (facts, _) => judge(facts));

    /// <summary>The same beside each value of a fact from upstream: that of place p with the value v stands at p times the number of values, plus v.</summary>
    /// <param name="upstream">How many values the fact from upstream has.</param>
    /// <param name="judge">What the policy says of facts beside a value, from 0.</param>
    public TResult?[] Judge<TResult>(int upstream, Func<T, int, TResult> judge)
    {
        var results = new TResult?[(_distinct.Count + 1) * upstream];
        for (int place = 1; place <= _distinct.Count; place++)
        {
            for (int value = 0; value < upstream; value++)
            {
                try
                {
                    results[(place * upstream) + value] = judge(_distinct[place - 1], value);
                }
                catch (Exception refusal) when (refusal is ArgumentException or OverflowException)
                {
                    results[(place * upstream) + value] = default;
                }
            }
        }

        return results;
    }
}
