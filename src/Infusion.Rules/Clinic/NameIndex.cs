namespace Infusion.Rules.Clinic;

/// <summary>Finds a name of a fixed list, whatever its case, and what was probably meant by one that is not in it.</summary>
/// <remarks>A policy's names are few and mostly differ in length or in their
/// first or last letter, which is all that is hashed: hashing whole names without
/// case takes longer than everything else of a decision.</remarks>
internal sealed class NameIndex
{
    private readonly (string Name, int Place, int Next)[] _names;
    private readonly string[] _looks;
    private readonly int[] _first;

    /// <summary>Names with the place each stands for; of a name that stands twice the first counts.</summary>
    public NameIndex(IEnumerable<(string Name, int Place)> names)
    {
        (string Name, int Place)[] all = [.. names.Select(name => (StatedName.Tidy(name.Name), name.Place))];
        int size = 16;
        while (size < all.Length * 2)
        {
            size *= 2;
        }

        _first = new int[size];
        _names = new (string, int, int)[all.Length + 1];
        for (int index = all.Length; index >= 1; index--)
        {
            (string name, int place) = all[index - 1];
            ref int first = ref _first[Slot(name)];
            _names[index] = (name, place, first);
            first = index;
        }

        _looks = Array.ConvertAll(_names, static one => one.Name is { } name ? NameLook.Of(name) : "");
    }

    /// <summary>Refuses names of which one stands for two places, or looks like one that stands for another; case is ignored.</summary>
    /// <param name="names">The names with the place each stands for.</param>
    /// <param name="what">What stands at the places.</param>
    /// <exception cref="ArgumentException">A name stands for two.</exception>
    public static NameIndex OfOne(IEnumerable<(string Name, int Place)> names, string what)
    {
        (string Name, int Place)[] all = [.. names];
        var index = new NameIndex(all);
        var looks = new NameIndex(all.Select(static one => (NameLook.Of(one.Name), one.Place)));
        return all.FirstOrDefault(one => looks.Find(StatedName.Of(NameLook.Of(one.Name))) != one.Place) is { Name: { } twice }
            ? throw new ArgumentException($"The name '{twice}' stands for two {what}.", nameof(names))
            : index;
    }

    /// <summary>The names, in the order of the list.</summary>
    public IEnumerable<string> Names => _names.Skip(1).Select(static one => one.Name);

    /// <summary>The place a name stands for; -1 when it is not in the list, or is said to be none of it.</summary>
    public int Find(StatedName name)
    {
        if (name.IsOther || name.IsDefault)
        {
            return -1;
        }

        int found = _first[Slot(name.Text)];
        while (found != 0 && !string.Equals(_names[found].Name, name.Text, StringComparison.OrdinalIgnoreCase))
        {
            found = _names[found].Next;
        }

        return found == 0 ? -1 : _names[found].Place;
    }

    /// <summary>The place a name stands for, or that of any other; -1 when it
    /// is nearly one of the list's, so that it cannot be told.</summary>
    public int PlaceOf(StatedName name, int other) => Find(name) is >= 0 and var place ? place : Meant(name) is null ? other : -1;

    /// <summary>The place of the name that stands as a word in a text, such as "theophylline 300 mg ER"; -1 for none.</summary>
    /// <remarks>Of a text in which names of two places stand nothing can be told: -2.</remarks>
    public int FindWord(StatedName text)
    {
        int found = Find(text);
        if (found >= 0 || text.IsOther || text.IsDefault)
        {
            return found;
        }

        for (int index = 1; found != -2 && index < _names.Length; index++)
        {
            (string name, int place, _) = _names[index];
            found = !Stands(name, text.Text) ? found : found < 0 || found == place ? place : -2;
        }

        return found;
    }

    /// <summary><see cref="PlaceOf"/>, for names that may stand as a word in a text.</summary>
    public int PlaceOfWord(StatedName text, int other) => FindWord(text) switch
    {
        >= 0 and var place => place,
        -2 => -1,
        _ => Meant(text) is null ? other : -1,
    };

    private static bool Stands(string name, string text)
    {
        int at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        while (at >= 0)
        {
            int end = at + name.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }

            at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }

    /// <summary>The name of the list that was probably meant; <c>null</c> when
    /// none is near, or the name is said to be none of it.</summary>
    /// <remarks>A slip of the pen rarely hits the first letter, so "toffee" is not taken for "coffee". Letters of another alphabet count as
    /// those they look like.</remarks>
    public string? Meant(StatedName name)
    {
        if (name.IsOther || name.IsDefault)
        {
            return null;
        }

        string look = NameLook.Of(name.Text);
        for (int index = 1; index < _looks.Length; index++)
        {
            if (BeginsAlike(look, _looks[index]) && NearestName.IsNear(look, _looks[index]))
            {
                return Nearest(look);
            }
        }

        return null;
    }

    // Apart, because what the condition captures would be made for every look-up.
    private string? Nearest(string look) =>
        NearestName.To(look, _looks.Skip(1).Where(name => BeginsAlike(look, name))) is { } nearest
            ? _names[Array.IndexOf(_looks, nearest)].Name
            : null;

    private static bool BeginsAlike(string one, string other) =>
        Fold(one[0]) == Fold(other[0]) && (one[0] < 128 || char.ToLowerInvariant(one[0]) == char.ToLowerInvariant(other[0]));

    private int Slot(string name) => ((name.Length * 31) + (Fold(name[0]) * 7) + (Fold(name[name.Length - 1]) * 3)) & (_first.Length - 1);

    // No letter outside ASCII is the other case of one inside it.
    private static int Fold(char letter) => letter < 128 ? letter | 0x20 : 0;
}
