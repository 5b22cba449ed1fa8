using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Numbers sets of terms; 0 is the empty one.</summary>
internal sealed class TermSets
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<ImmutableArray<Term>> _sets = [[]];
    private readonly Dictionary<(int, int), int> _unions = [];

    public ImmutableArray<Term> this[int place] => _sets[place];

    public int Of(IEnumerable<Term> terms)
    {
        ImmutableArray<Term> set = [.. terms.GroupBy(KeyOf, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.First())];
        string key = string.Join("\n", set.Select(KeyOf));
        if (!_places.TryGetValue(key, out int place))
        {
            place = _sets.Count;
            _sets.Add(set);
            _places.Add(key, place);
        }

        return place;
    }

    public int Union(int left, int right)
    {
        if (left == right || right == 0)
        {
            return left;
        }

        if (!_unions.TryGetValue((left, right), out int place))
        {
            place = Of(_sets[left].Concat(_sets[right]));
            _unions.Add((left, right), place);
        }

        return place;
    }

    private static string KeyOf(Term term) => $"{term.Id}: {term.GetType().Name} {term}";
}
