using Infusion.Rules.Policies;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Finds the value of a policy that a rule or a fact is made of, by its id: the ids of rules are made of the same names.</summary>
internal sealed class ValuePaths(ClinicPolicy policy)
{
    private readonly Lazy<List<string[]>> _paths = new(() => Of(policy));

    private readonly Lazy<Dictionary<string, string>> _byRule = new(() => VerificationJson.LeavesOf(policy.ToJson())
        .Where(static leaf => leaf.Path.EndsWith(".rule", StringComparison.Ordinal))
        .ToDictionary(static leaf => leaf.Text, static leaf => leaf.Path.Substring(0, leaf.Path.Length - 5), StringComparer.Ordinal));

    /// <summary>The path of the value that most of an id names; the section's where none does, and empty without one.</summary>
    /// <param name="table">The id of the table.</param>
    /// <param name="subject">The id of a rule, a fact or a constraint.</param>
    public string Of(string table, string subject)
    {
        if (_byRule.Value.TryGetValue(subject, out string? own))
        {
            return own;
        }

        string section = SectionOf(table);
        string[] names = subject.Split(' ')[0].Split('.');
        return _paths.Value.Where(path => path[0] == section)
            .OrderByDescending(path => Named(path, names)).ThenBy(static path => path.Length)
            .Select(static path => Joined(path)).FirstOrDefault()
            ?? "";
    }

    // How many of the names stand in the path, in order, if its last step is one of them.
    private static int Named(string[] path, string[] names)
    {
        int found = 0;
        int place = 1;
        for (int step = 1; step < path.Length; step++)
        {
            int at = Array.FindIndex(names, Math.Min(place, names.Length), name => Speaks(path[step], name));
            if (at >= 0)
            {
                found++;
                place = at + 1;
            }
            else if (step == path.Length - 1)
            {
                return 0;
            }
        }

        return found;
    }

    private static bool Speaks(string step, string name) => step.Length > 0 && step[0] == '['
        ? step == $"[{name}]"
        : ReportText.Words(step).Replace(' ', '-').StartsWith(name, StringComparison.Ordinal) && name.Length > 3;

    /// <summary>The section of a policy that a table is made of.</summary>
    public static string SectionOf(string table) => table.Split('.')[0] switch
    {
        "visit" => "visits",
        "protocol" or "course" => "protocols",
        "fee" or "referral" or "payment" => "fees",
        "consultation" => "eligibility",
        string room => room,
    };

    private static List<string[]> Of(ClinicPolicy policy)
    {
        var paths = new List<string[]>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (PolicyLeaf leaf in VerificationJson.LeavesOf(policy.ToJson()))
        {
            string[] steps = leaf.Path.Replace("[", "\n[").Replace("].", "]\n").Replace(".", "\n").Split('\n');
            for (int length = 1; length <= steps.Length; length++)
            {
                string[] path = [.. steps.Take(length)];
                if (seen.Add(Joined(path)))
                {
                    paths.Add(path);
                }
            }
        }

        return paths;
    }

    private static string Joined(string[] path) => string.Join(".", path).Replace(".[", "[");
}
