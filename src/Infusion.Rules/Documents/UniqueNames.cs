using Infusion.Rules.Clinic;

namespace Infusion.Rules.Documents;

/// <summary>Finds names that stand for two things, in the document as it is written, so that other mistakes hide none.</summary>
internal static class UniqueNames
{
    private const string Once = "each name once";

    /// <summary>Whether no text of a list stands twice, where none may, and no
    /// name of an item is another one's; what does is reported.</summary>
    /// <param name="list">The list.</param>
    /// <param name="areDistinct">Whether no text may stand twice.</param>
    /// <param name="properties">The properties of an item that hold a name or a list of names.</param>
    public static bool AreUnique(LocatedValue list, bool areDistinct, string[] properties)
    {
        bool isUnique = !areDistinct || AreDistinct(list);
        return (properties.Length == 0 || NameOneItemEach(list.Items, properties)) && isUnique;
    }

    // Each text that stands twice is reported the second time.
    private static bool AreDistinct(LocatedValue list)
    {
        var owners = new Dictionary<string, (int Place, LocatedValue Name)>(StringComparer.OrdinalIgnoreCase);
        LocatedValue[] items = list.Items;
        bool areDistinct = true;
        for (int place = 0; place < items.Length; place++)
        {
            areDistinct &= items[place].TextOrNull is not { } text || IsOwn(owners, text, items[place], place);
        }

        return areDistinct;
    }

    // Each name that is one of an earlier item is reported, or looks like one: case and blanks are ignored as where a record names it.
    private static bool NameOneItemEach(LocatedValue[] items, string[] properties)
    {
        if (items.Length < 2)
        {
            return true;
        }

        var owners = new Dictionary<string, (int Place, LocatedValue Name)>(StringComparer.OrdinalIgnoreCase);
        bool areUnique = true;
        for (int place = 0; place < items.Length; place++)
        {
            foreach (string property in properties)
            {
                LocatedValue named = items[place].Member(property);
                foreach (LocatedValue name in named.TextOrNull is null ? named.Items : [named])
                {
                    areUnique &= name.TextOrNull is not { } text || IsOwn(owners, text, name, place);
                }
            }
        }

        return areUnique;
    }

    // What is in the way is named by its path: a name may be one that only a patient's record has.
    private static bool IsOwn(Dictionary<string, (int Place, LocatedValue Name)> owners, string text, LocatedValue name, int place)
    {
        string look = NameLook.Of(text);
        if (!owners.TryGetValue(look, out var owner))
        {
            owners.Add(look, (place, name));
            return true;
        }

        if (owner.Place != place)
        {
            name.Report(ProblemCodes.DuplicateName, "the name of " + owner.Name.Path + " again", Once);
        }

        return owner.Place == place;
    }
}
