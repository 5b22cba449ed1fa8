using System.Collections.Immutable;
using Infusion.Rules.Clinic;

namespace Infusion.Rules.Fasting;

/// <summary>What a policy calls its kinds of intake and its foods, resolved once for every record.</summary>
internal sealed class KindNames
{
    private const string HeldPrefix = "held-";

    private readonly NameIndex _names;
    private readonly NameIndex _held;
    private readonly AsaKind?[] _asaKinds;
    private readonly int _other;
    private readonly int _lastFood;

    /// <summary>Takes up the names of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="holds">The medicines that are held before an infusion; each is a kind of its own.</param>
    public KindNames(FastingPolicy policy, ImmutableArray<HeldMedicine> holds)
    {
        Other = policy.UnlistedCountsAs ?? IntakeKind.Unlisted;
        Kinds =
        [
            .. policy.Kinds.Select(kind => kind.Id), IntakeKind.OralMedicine,
            .. policy.UnlistedCountsAs is null ? (string[])[IntakeKind.Unlisted] : [],
            .. holds.Select(HeldKind),
        ];
        _other = Kinds.IndexOf(Other);
        _lastFood = Kinds.Length - holds.Length - 1;

        // Foods come first: a food may be called as a kind is.
        (string Name, int Place, AsaKind? AsaKind)[] names =
        [
            .. policy.Foods.Select(food => (food.Name, food.Kind == IntakeKind.Unlisted ? _other : Kinds.IndexOf(food.Kind), food.AsaKind)),
            .. Kinds.Select((kind, place) => (kind, place, policy.Kinds.FirstOrDefault(one => one.Id == kind)?.AsaKind)),
            (IntakeKind.Unlisted, _other, null),
        ];
        Places = [.. names.Select(name => name.Place)];
        _asaKinds = [.. names.Select(name => name.AsaKind)];
        _held = new(holds.SelectMany(
            hold => hold.Names.Select(name => (name, Kinds.IndexOf(HeldKind(hold))))));
        _names = new([.. names.Select((name, index) => (name.Name, index))]);
    }

    /// <summary>The kinds a table knows, in code order.</summary>
    public ImmutableArray<string> Kinds { get; }

    /// <summary>The kind that everything else counts as.</summary>
    public string Other { get; }

    private ImmutableArray<int> Places { get; }

    /// <summary>The place of what a name stands for among the kinds; -1 when it
    /// is nearly one of the policy's names, so that it cannot be told.</summary>
    public int PlaceOf(StatedName name) => _names.Find(name) is >= 0 and var found ? Places[found]
        : _held.FindWord(name) is >= 0 and var held ? held
        : Meant(name) is null ? _other
        : -1;

    /// <summary>Everything that the policy has a name for.</summary>
    public IEnumerable<string> Names => _names.Names.Concat(_held.Names);

    /// <summary>The kind that a held medicine counts as.</summary>
    public static string HeldKind(HeldMedicine hold) => HeldPrefix + hold.Id;

    /// <summary>Whether a kind is a medicine with a sip of water.</summary>
    public bool IsMedicine(int place) => Kinds[place] == IntakeKind.OralMedicine || place > _lastFood;

    /// <summary>The policy's name that was probably meant; <c>null</c> when the name is the policy's, or is none of them.</summary>
    public string? Meant(StatedName name) =>
        _names.Find(name) >= 0 || _held.FindWord(name) >= 0 ? null : _names.Meant(name) ?? _held.Meant(name);

    /// <summary>The guideline's kind of what a name stands for; <c>null</c> when the policy does not say.</summary>
    public AsaKind? AsaKindOf(StatedName? name) =>
        name is { } stated && _names.Find(stated) is >= 0 and var found ? _asaKinds[found] : null;
}
