using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Records;

namespace Infusion.Rules.Continuity;

/// <summary>A medicine as a policy lists it.</summary>
/// <param name="Id">Its id in the policy.</param>
/// <param name="Medicine">Its name.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Codes">Its codes.</param>
internal readonly record struct ListedMedicine(
    string Id, string Medicine, ImmutableArray<string> Aliases, ImmutableArray<MedicineCode> Codes);

/// <summary>What a policy calls the medicines of one of its lists, and their codes, resolved once for every record.</summary>
internal sealed class MedicineNames
{
    private readonly ImmutableArray<ListedMedicine> _listed;
    private readonly NameIndex _names;
    private readonly Dictionary<MedicineCode, int> _codes = [];

    /// <summary>Takes up the names and the codes of a policy's interactions.</summary>
    /// <exception cref="ArgumentException">A name or a code stands for two medicines.</exception>
    public MedicineNames(ImmutableArray<LabelInteraction> interactions)
        : this([.. interactions.Select(static one => new ListedMedicine(one.Id, one.Medicine, one.Aliases, one.Codes))], "interactions")
    {
    }

    /// <summary>Takes up the names of a policy's holds.</summary>
    /// <exception cref="ArgumentException">A name stands for two medicines.</exception>
    public MedicineNames(ImmutableArray<MedicineHold> holds)
        : this([.. holds.Select(static one => new ListedMedicine(one.Id, one.Medicine, one.Aliases, []))], "holds")
    {
    }

    private MedicineNames(ImmutableArray<ListedMedicine> listed, string what)
    {
        _listed = listed;
        _names = NameIndex.OfOne(
            _listed.SelectMany(static (one, place) => one.Aliases.Insert(0, one.Medicine).Select(name => (name, place))), what);
        foreach ((MedicineCode code, int place) in _listed.SelectMany(static (one, place) => one.Codes.Select(code => (code, place))))
        {
            _codes[code] = !_codes.TryGetValue(code, out int before)
                ? place
                : throw new ArgumentException(
                    $"The code {code.Code} stands for both '{_listed[before].Id}' and '{_listed[place].Id}'.", nameof(listed));
        }
    }

    /// <summary>The ids of the medicines, and of any other one.</summary>
    public ImmutableArray<string> Ids => [.. _listed.Select(static one => one.Id), LabelInteraction.AnyOther];

    /// <summary>The place of a medicine among <see cref="Ids"/>; -1 when it cannot be told which is meant.</summary>
    /// <remarks>A code is compared exactly and comes before the name, which tells where the policy does not list the code. Where both
    /// tell, and not the same, nobody can.</remarks>
    public int PlaceOf(RecordedMedicine medicine)
    {
        int other = _listed.Length;
        int byCode = medicine.Code is not { } code ? -1 : _codes.TryGetValue(code, out int coded) ? coded : other;
        int byName = medicine.Name is { } name ? _names.PlaceOfWord(name, other) : byCode;
        return byCode < 0 || byCode == other ? byName
            : byName < 0 || byName == other || byName == byCode ? byCode
            : -1;
    }

    /// <summary>The policy's name of a medicine; <c>null</c> where it lists none that is surely meant.</summary>
    public string? NameOf(RecordedMedicine medicine) =>
        PlaceOf(medicine) is >= 0 and var place && place < _listed.Length ? _listed[place].Medicine : null;

    /// <summary>Whether a medicine is none that the policy lists, though it may nearly be called like one.</summary>
    public bool IsUnlisted(RecordedMedicine medicine) => PlaceOf(medicine) is var place
        && (place == _listed.Length || (place < 0 && medicine.Name is { } name && _names.FindWord(name) == -1));

    /// <summary>The name that was probably meant by one that is nearly it; <c>null</c> when it is the policy's, or none of them.</summary>
    public string? Meant(StatedName medicine) => _names.FindWord(medicine) >= 0 ? null : _names.Meant(medicine);
}
