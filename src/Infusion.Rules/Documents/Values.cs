using Infusion.Rules.Tables;

namespace Infusion.Rules.Documents;

/// <summary>The members of one object as they were read.</summary>
internal sealed class Values(int count, LocatedValue whole)
{
    private readonly object?[] _values = new object?[count];
    private readonly bool[] _areRead = new bool[count];
    private readonly LocatedValue[] _places = new LocatedValue[count];

    /// <summary>The object itself.</summary>
    public LocatedValue Whole => whole;

    /// <summary>What a check has made of the members already, so that it is not made twice; <c>null</c> where none has.</summary>
    public object? Made { get; set; }

    /// <summary>How the members are stated, for those that say more than their value.</summary>
    public StatedParameters Stated { get; private set; } = StatedParameters.None;

    /// <summary>Where a member stands; absent when it is not given.</summary>
    public LocatedValue At(Member member) => _places[member.Index];

    /// <summary>Whether a member could be read, or was left out and has a default.</summary>
    public bool Has(Member member) => _areRead[member.Index];

    /// <summary>Whether every member has a value.</summary>
    public bool HasAll => Array.IndexOf(_areRead, false) < 0;

    /// <summary>Whether a member was given and could be read.</summary>
    public bool IsGiven(Member member) => _areRead[member.Index] && !_places[member.Index].IsAbsent;

    /// <summary>A member's value, whatever its type.</summary>
    public object? Of(Member member) => _values[member.Index];

    /// <summary>A member's value.</summary>
    public V Of<V>(Member<V> member) => (V)_values[member.Index]!;

    /// <summary>Reports a problem at a member, or at the whole object when the member is left out.</summary>
    public void Report(Member member, string code, string found, string allowed) =>
        (At(member).IsAbsent ? whole : At(member)).Report(code, found, allowed);

    internal void Place(Member member, LocatedValue at) => _places[member.Index] = at;

    internal void State(Member member, StatedBasis? basis) => Stated = Stated.With(member.Name, basis);

    internal void Set(Member member, object? value)
    {
        _values[member.Index] = value;
        _areRead[member.Index] = true;
    }
}
