namespace Infusion.Rules.Clinic;

/// <summary>Finds a name of a fixed list, whatever its case, without an allocation.</summary>
/// <remarks>A policy's names are few and mostly differ in length or in their first or last letter, which is all that is hashed. They are
/// interned, so that a name a program wrote as a literal is met by its reference.</remarks>
internal sealed class NameIndex
{
    private readonly (string Name, int Place, int Next)[] _names;
    private readonly int[] _first;

    /// <summary>Names with the place each stands for; no name twice.</summary>
    public NameIndex(string[] names, int[] places)
    {
        int size = 16;
        while (size < names.Length * 2)
        {
            size *= 2;
        }

        _first = new int[size];
        _names = new (string, int, int)[names.Length + 1];
        for (int index = 0; index < names.Length; index++)
        {
            ref int first = ref _first[Slot(names[index])];
            _names[index + 1] = (string.Intern(names[index]), places[index], first);
            first = index + 1;
        }
    }

    /// <summary>The place a name stands for; -1 when it is not in the list.</summary>
    public int Find(string name)
    {
        // First by reference, which compares no letters. No name stands twice, so the order does not matter.
        int first = _first[Slot(name)];
        int found = first;
        while (found != 0 && !ReferenceEquals(_names[found].Name, name))
        {
            found = _names[found].Next;
        }

        if (found == 0)
        {
            found = first;
            while (found != 0 && !string.Equals(_names[found].Name, name, StringComparison.OrdinalIgnoreCase))
            {
                found = _names[found].Next;
            }
        }

        return found == 0 ? -1 : _names[found].Place;
    }

    private int Slot(string name) => name.Length == 0 ? 0
        : unchecked(((name.Length * 31) + (Fold(name[0]) * 7) + (Fold(name[name.Length - 1]) * 3)) & (_first.Length - 1));

    // No letter outside ASCII is the other case of one inside it.
    private static int Fold(char letter) => letter < 128 ? letter | 0x20 : 0;
}
