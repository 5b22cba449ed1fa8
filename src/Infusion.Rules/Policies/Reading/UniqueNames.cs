using Infusion.Rules.Documents;

namespace Infusion.Rules.Policies.Reading;

/// <summary>Finds names that stand for two things, in the document as it is written, so that other mistakes hide none.</summary>
internal static class UniqueNames
{
    private const string Once = "each name once";

    /// <summary>Whether no text of a list stands twice; the second is reported.</summary>
    public static bool AreDistinct(IEnumerable<LocatedValue> items)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        bool areDistinct = true;
        foreach (LocatedValue item in items)
        {
            if (item.TextOrNull is { } text && !seen.Add(text))
            {
                item.Report(ProblemCodes.DuplicateName, Problem.Quote(text) + " again", Once);
                areDistinct = false;
            }
        }

        return areDistinct;
    }

    /// <summary>Whether no name of an item is one of an earlier item, case ignored; each that is gets reported.</summary>
    /// <param name="items">The items.</param>
    /// <param name="properties">The properties that hold a name or a list of names.</param>
    public static bool NameOneItemEach(IEnumerable<LocatedValue> items, string[] properties)
    {
        var owners = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        bool areUnique = true;
        int place = 0;
        foreach (LocatedValue item in items)
        {
            foreach (LocatedValue name in properties.SelectMany(property => NamesIn(item.Member(property))))
            {
                string text = name.TextOrNull!;
                if (!owners.TryGetValue(text, out int owner))
                {
                    owners.Add(text, place);
                }
                else if (owner != place)
                {
                    name.Report(ProblemCodes.DuplicateName, Problem.Quote(text) + " for another one", Once);
                    areUnique = false;
                }
            }

            place++;
        }

        return areUnique;
    }

    private static IEnumerable<LocatedValue> NamesIn(LocatedValue value) =>
        value.TextOrNull is not null ? [value] : value.Items.Where(item => item.TextOrNull is not null);
}
