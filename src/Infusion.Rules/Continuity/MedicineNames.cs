using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Continuity;

/// <summary>A medicine as a policy lists it.</summary>
/// <param name="Id">Its id in the policy.</param>
/// <param name="Medicine">Its name.</param>
/// <param name="Aliases">Its other names.</param>
internal readonly record struct ListedMedicine(string Id, string Medicine, ImmutableArray<string> Aliases)
{
    /// <summary>Its codes.</summary>
    public ImmutableArray<MedicineCode> Codes { get => field.OrEmpty(); init; }

    /// <summary>The classes of codes that are meant as a whole.</summary>
    public ImmutableArray<MedicineCode> Classes { get => field.OrEmpty(); init; }

    /// <summary>Its members, where it is a class.</summary>
    public ImmutableArray<MedicineMember> Members { get => field.OrEmpty(); init; }
}

/// <summary>What a policy calls the medicines of one of its lists, and their codes, resolved once for every record.</summary>
internal sealed class MedicineNames
{
    private readonly ImmutableArray<ListedMedicine> _listed;
    private readonly NamesInText _names;
    private readonly Dictionary<MedicineCode, (int Place, string Label)> _codes = [];

    /// <summary>Takes up the names and the codes of a policy's interactions.</summary>
    /// <exception cref="ArgumentException">A name or a code stands for two medicines, or there are more than 64.</exception>
    public MedicineNames(ImmutableArray<LabelInteraction> interactions)
        : this(
            [
                .. interactions.Select(static one => new ListedMedicine(one.Id, one.Medicine, one.Aliases)
                {
                    Codes = one.Codes,
                    Classes = one.Classes,
                    Members = one.Members,
                }),
            ],
            "interactions")
    {
    }

    /// <summary>Takes up the names of a policy's holds.</summary>
    /// <exception cref="ArgumentException">A name stands for two medicines, or there are more than 64.</exception>
    public MedicineNames(ImmutableArray<MedicineHold> holds)
        : this([.. holds.Select(static one => new ListedMedicine(one.Id, one.Medicine, one.Aliases))], "holds")
    {
    }

    private MedicineNames(ImmutableArray<ListedMedicine> listed, string what)
    {
        _listed = listed;
        PlacedName[] names = [.. _listed.SelectMany(NamesOf)];
        Require(names, what);
        _names = new(names);
        for (int place = 0; place < listed.Length; place++)
        {
            Add(listed[place].Codes, place, listed[place].Medicine);
            foreach (MedicineMember member in listed[place].Members)
            {
                Add(member.Codes, place, LabelOf(member, listed[place]));
            }

            if (listed[place].Classes.Any(static code => code.System != MedicineCodeSystem.Atc))
            {
                throw new ArgumentException($"A class of '{listed[place].Id}' is no class of ATC.", nameof(listed));
            }
        }
    }

    /// <summary>The ids of the medicines, and of any other one.</summary>
    public ImmutableArray<string> Ids => [.. _listed.Select(static one => one.Id), LabelInteraction.AnyOther];

    /// <summary>Everything that the policy has a name for.</summary>
    public IEnumerable<string> Names => _listed.SelectMany(NamesOf).Select(static one => one.Name);

    /// <summary>The codes and what each stands for, as text: two that recognise codes differently are written differently.</summary>
    public string Codes => string.Join(
        ", ",
        _codes.Select(one => $"{one.Key.System} {one.Key.Code} {_listed[one.Value.Place].Id}")
            .OrderBy(static text => text, StringComparer.Ordinal));

    /// <summary>How many of the policy's medicines are recognised in one of a record, which may name several.</summary>
    public int CountOf(RecordedMedicine medicine) => PlacesOf(medicine).Count;

    /// <summary>The place of a medicine among <see cref="Ids"/>; -1 when nothing is on record of it.</summary>
    /// <remarks>Of several that are recognised it is the one of the medicine's own rank; see <see cref="RecordedMedicine.Rank"/>. One that
    /// is only nearly called like one of them is none of them: it is named as not recognised, beside what was probably meant.</remarks>
    public int PlaceOf(RecordedMedicine medicine) => PlacesOf(medicine) is { IsEmpty: false } places ? places[medicine.Rank]
        : medicine.Written is null ? -1
        : _listed.Length;

    /// <summary>The place of the one medicine that is meant; -1 when it cannot be told, because two are or one is only nearly.</summary>
    public int PlaceOfOne(RecordedMedicine medicine) =>
        CountOf(medicine) > 1 || (CountOf(medicine) == 0 && IsNear(medicine)) ? -1 : PlaceOf(medicine);

    /// <summary>Whether something is on record of a medicine, and it is none that the policy lists.</summary>
    public bool IsUnlisted(RecordedMedicine medicine) => PlacesOf(medicine).IsEmpty && medicine.Written is not null;

    /// <summary>What was recognised, as the policy names it; <c>null</c> where it lists none that is meant.</summary>
    public string? NameOf(RecordedMedicine medicine)
    {
        if (CountOf(medicine) == 0)
        {
            return null;
        }

        int place = PlaceOf(medicine);
        IEnumerable<string> labels =
        [
            .. medicine is { Name: { IsOther: false } name } ? _names.LabelsIn(name.Text, place) : [],
            .. medicine.Code is { } code && Coded(code) is { Place: var coded, Label: { } label } && coded == place
                ? [label]
                : (string[])[],
        ];
        return labels.Any() ? string.Join(", ", labels.Distinct()) : _listed[place].Medicine;
    }

    /// <summary>The name that was probably meant by one that is nearly it; <c>null</c> when it is the policy's, or none of them.</summary>
    public string? Meant(StatedName medicine) =>
        medicine.IsOther || medicine.IsDefault || !_names.PlacesIn(medicine.Text).IsEmpty ? null : _names.Nearest(medicine.Text);

    private bool IsNear(RecordedMedicine medicine) =>
        medicine.Name is { IsOther: false, IsDefault: false } name && _names.IsNear(name.Text);

    private Places PlacesOf(RecordedMedicine medicine)
    {
        Places byName = medicine.Name is { IsOther: false, IsDefault: false } name ? _names.PlacesIn(name.Text) : default;
        return medicine.Code is { } code && Coded(code).Place is >= 0 and var place ? byName.With(place) : byName;
    }

    // A code that is listed itself, or else the longest class that it belongs to.
    private (int Place, string? Label) Coded(MedicineCode code)
    {
        if (_codes.TryGetValue(code, out var listed))
        {
            return listed;
        }

        (int found, int longest) = (-1, 0);
        for (int place = 0; code.System == MedicineCodeSystem.Atc && place < _listed.Length; place++)
        {
            foreach (MedicineCode one in _listed[place].Classes)
            {
                if (one.Code.Length > longest && code.Code.StartsWith(one.Code, StringComparison.Ordinal))
                {
                    (found, longest) = (place, one.Code.Length);
                }
            }
        }

        return (found, null);
    }

    private void Add(ImmutableArray<MedicineCode> codes, int place, string label)
    {
        foreach (MedicineCode code in codes)
        {
            if (_codes.TryGetValue(code, out var before) && before.Place != place)
            {
                throw new ArgumentException(
                    $"The code {code.Code} stands for both '{_listed[before.Place].Id}' and '{_listed[place].Id}'.", nameof(codes));
            }

            _codes[code] = (place, label);
        }
    }

    private static IEnumerable<PlacedName> NamesOf(ListedMedicine one, int place) =>
    [
        .. one.Aliases.Insert(0, one.Medicine).Select(name => new PlacedName(name, place, one.Medicine)),
        .. one.Members.SelectMany(member =>
            member.Aliases.Insert(0, member.Medicine).Select(name => new PlacedName(name, place, LabelOf(member, one)))),
    ];

    private static string LabelOf(MedicineMember member, ListedMedicine of) => $"{member.Medicine} ({of.Medicine})";

    private static void Require(PlacedName[] names, string what)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (PlacedName one in names)
        {
            string key = NamesInText.KeyOf(one.Name);
            if (one.Place >= Places.Most || (places.TryGetValue(key, out int before) && before != one.Place))
            {
                throw new ArgumentException(
                    one.Place >= Places.Most
                        ? $"There are more than {Places.Most} {what}."
                        : $"The name '{one.Name}' stands for two {what}.",
                    nameof(names));
            }

            places[key] = one.Place;
        }
    }
}
