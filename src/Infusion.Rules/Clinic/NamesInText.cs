using Infusion.Rules.Tables;

namespace Infusion.Rules.Clinic;

/// <summary>A name of a list, and what is found where it stands.</summary>
/// <param name="Name">The name.</param>
/// <param name="Place">The place it stands for, below 64.</param>
/// <param name="Label">What is shown as recognised.</param>
internal readonly record struct PlacedName(string Name, int Place, string Label);

/// <summary>Finds the names of a list that stand as words in a text, as charts write them.</summary>
/// <remarks>
/// A word is a run of letters or of digits, so that "oxyCODONE-acetaminophen 5/325mg" has the word "oxycodone" and
/// "theophyllinex" does not have "theophylline". Whatever stands between two words of a name stands between them in a text, and a plural is
/// its singular. Of names that overlap the one of more words counts.
/// Every name has its place among those whose first word hashes alike; a look-up makes nothing.
/// </remarks>
internal sealed class NamesInText
{
    // A shorter word is as often another one as it is misspelt.
    private const int ShortestMisspelt = 5;

    private readonly (string Name, Word[] Words, int Next)[] _names;
    private readonly PlacedName[] _placed;
    private readonly int[] _first;

    /// <summary>Takes up the names.</summary>
    /// <param name="names">The names; of one that stands twice the first counts.</param>
    public NamesInText(IEnumerable<PlacedName> names)
    {
        _placed = [.. names];
        int size = 16;
        while (size < _placed.Length * 2)
        {
            size *= 2;
        }

        _first = new int[size];
        _names = new (string, Word[], int)[_placed.Length + 1];
        for (int index = _placed.Length; index >= 1; index--)
        {
            string look = NameLook.Of(_placed[index - 1].Name);
            Word[] words = WordsOf(look);
            int next = 0;
            if (words.Length > 0)
            {
                ref int first = ref _first[Slot(look, words[0])];
                (next, first) = (first, index);
            }

            _names[index] = (look, words, next);
        }
    }

    /// <summary>What is one name to the finder: its words, without what stands between them.</summary>
    /// <param name="name">The name.</param>
    public static string KeyOf(string name)
    {
        string look = NameLook.Of(name);
        Word[] words = WordsOf(look);
        return words.Length == 0 ? look
            : string.Join(" ", words.Select(word => look.Substring(word.Start, StemOf(look, word)).ToLowerInvariant()));
    }

    /// <summary>The places of the names that stand in a text.</summary>
    public Places PlacesIn(string text)
    {
        string look = NameLook.Of(text);
        Places places = default;
        for (Word word = Next(look, 0); word.Length > 0;)
        {
            int found = FindAt(look, ref word);
            places = found == 0 ? places : places.With(_placed[found - 1].Place);
        }

        return places.IsEmpty ? WholeOf(look) : places;
    }

    /// <summary>What is shown as recognised of one place, in the order of the text.</summary>
    public IEnumerable<string> LabelsIn(string text, int place)
    {
        string look = NameLook.Of(text);
        var labels = new List<string>();
        for (Word word = Next(look, 0); word.Length > 0;)
        {
            int found = FindAt(look, ref word);
            if (found > 0 && _placed[found - 1].Place == place)
            {
                labels.Add(_placed[found - 1].Label);
            }
        }

        return labels.Distinct();
    }

    /// <summary>Whether a word of a text is nearly a name.</summary>
    public bool IsNear(string text) => Nearest(text, isAnyEnough: true) is not null;

    /// <summary>The name that was probably meant by a word of a text, or by all of it; <c>null</c> when none is near.</summary>
    /// <remarks>A slip of the pen rarely hits the first letter, so "hoxycodone" is not taken for "oxycodone".</remarks>
    public string? Nearest(string text) => Nearest(text, isAnyEnough: false);

    private string? Nearest(string text, bool isAnyEnough)
    {
        string look = NameLook.Of(text);
        (string? nearest, int least, int words) = (null, int.MaxValue, 0);
        for (Word word = Next(look, 0); word.Length > 0; word = Next(look, word.Start + word.Length))
        {
            words++;
            if (nearest is null || !isAnyEnough)
            {
                Nearer(look, word, 1, ref nearest, ref least);
            }
        }

        if (words > 1 && nearest is null)
        {
            Nearer(look, new(0, look.Length), words, ref nearest, ref least);
        }

        return nearest;
    }

    // One word may be nearly a name of one word, and a whole text a name of as many.
    private void Nearer(string look, Word part, int words, ref string? nearest, ref int least)
    {
        if (part.Length < Math.Min(ShortestMisspelt, look.Length) || (words == 1 && !char.IsLetter(look[part.Start])))
        {
            return;
        }

        string? written = null;
        for (int index = 1; index < _names.Length; index++)
        {
            string name = _names[index].Name;
            if (_names[index].Words.Length == words && Fold(name[0]) == Fold(look[part.Start]) && Math.Abs(name.Length - part.Length) <= 3
                && (name.Length >= ShortestMisspelt || part.Length == look.Length))
            {
                written ??= part.Length == look.Length ? look : look.Substring(part.Start, part.Length);
                if (NearestName.IsNear(written, name) && NearestName.Distance(written, name) is var distance && distance < least)
                {
                    (nearest, least) = (_placed[index - 1].Name, distance);
                }
            }
        }
    }

    // The name of most words that begins at a word, which moves behind it; 0 for none.
    private int FindAt(string look, ref Word word)
    {
        (int found, int most, Word behind) = (0, 0, Next(look, word.Start + word.Length));
        for (int index = _first[Slot(look, word)]; index != 0; index = _names[index].Next)
        {
            if (_names[index].Words.Length > most && StandsAt(_names[index], look, word) is { } after)
            {
                (found, most, behind) = (index, _names[index].Words.Length, after);
            }
        }

        word = behind;
        return found;
    }

    // The word behind a name that stands at a word; null where it does not.
    private static Word? StandsAt((string Name, Word[] Words, int Next) name, string look, Word word)
    {
        foreach (Word own in name.Words)
        {
            int stem = StemOf(name.Name, own);
            if (word.Length == 0 || StemOf(look, word) != stem
                || string.Compare(name.Name, own.Start, look, word.Start, stem, StringComparison.OrdinalIgnoreCase) != 0)
            {
                return null;
            }

            word = Next(look, word.Start + word.Length);
        }

        return word;
    }

    // A name without a letter or a digit is a text's only where it is all of it.
    private Places WholeOf(string look)
    {
        for (int index = 1; index < _names.Length; index++)
        {
            if (_names[index].Words.Length == 0 && string.Equals(_names[index].Name, look, StringComparison.OrdinalIgnoreCase))
            {
                return default(Places).With(_placed[index - 1].Place);
            }
        }

        return default;
    }

    private static Word[] WordsOf(string look)
    {
        var words = new List<Word>();
        for (Word word = Next(look, 0); word.Length > 0; word = Next(look, word.Start + word.Length))
        {
            words.Add(word);
        }

        return [.. words];
    }

    // The number sign is a word, because "Tylenol #3" is another medicine than three of Tylenol.
    private static Word Next(string text, int from)
    {
        int start = from;
        while (start < text.Length && !char.IsLetterOrDigit(text[start]) && text[start] != '#')
        {
            start++;
        }

        int end = start;
        while (end < text.Length && KindOf(text[end]) == KindOf(text[start]))
        {
            end++;
        }

        return new(start, end - start);
    }

    private static int KindOf(char sign) => char.IsLetter(sign) ? 1 : char.IsDigit(sign) ? 2 : sign == '#' ? 3 : 0;

    // Without the s of a plural.
    private static int StemOf(string text, Word word) =>
        word.Length >= ShortestMisspelt && text[word.Start + word.Length - 1] is 's' or 'S' ? word.Length - 1 : word.Length;

    private int Slot(string text, Word word)
    {
        int stem = StemOf(text, word);
        int hash = stem;
        for (int place = word.Start; place < word.Start + stem; place++)
        {
            hash = ((hash * 31) + Fold(text[place])) & 0xFF_FFFF;
        }

        return hash & (_first.Length - 1);
    }

    private static int Fold(char letter) => char.ToLowerInvariant(letter);

    private readonly record struct Word(int Start, int Length);
}
