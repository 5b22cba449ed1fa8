using System.Text.RegularExpressions;
using Infusion.Rules.Policies;
using Infusion.Rules.Sources;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Finds values that cite a source of the register, and are not what it is read to say.</summary>
/// <remarks>The policy that ships is that reading, value by value. Only a policy of its id can cite the register.</remarks>
internal static class UntrueCitations
{
    private const string Published = "published";

    // What identifies a document, or says how a value is stated, is no value of a source.
    private static Regex NoValue { get; } =
        new(@"^(?:format|\$schema|id|version|name|timeZone|sources\b.*)$"
            + @"|\.(?:citations\[\d+\]|provenance|modality|order|rule|aliases\b.*)$");

    public static IEnumerable<CheckFinding> Of(InfusionRules rules)
    {
        ClinicPolicy policy = rules.Policy;
        ClinicPolicy shipped = ClinicPolicy.VirginiaInfusionTherapies;
        if (policy.Id != SourceRegister.PolicyId || policy.Equals(shipped))
        {
            yield break;
        }

        Dictionary<string, string> read = Leaves(shipped);
        Dictionary<string, string> said = Leaves(policy);
        Dictionary<string, string[]> cited = CitationsToConfirm.CitedIn(said);
        Dictionary<string, string[]> citedBefore = CitationsToConfirm.CitedIn(read);
        string[] owners = [.. cited.Keys.OrderByDescending(static path => path.Length)];
        string[] other =
        [
            .. said.Keys.Where(path => !NoValue.IsMatch(path) && (!read.TryGetValue(path, out string? was) || was != said[path])),
        ];

        // A value that cites nothing itself is a finding of its own; what one basis is of is one.
        foreach (IGrouping<string, string> group in other.GroupBy(
            path => Array.Find(owners, owner => CitationsToConfirm.IsIn(path, owner)) ?? path, StringComparer.Ordinal))
        {
            string[] sources = cited.ContainsKey(group.Key) ? Claimed(group.Key)
                : read.ContainsKey(group.Key) ? Shown(rules, SectionOf(group.Key), other)
                : [];
            if (sources.Length > 0)
            {
                string first = group.FirstOrDefault(read.ContainsKey) ?? group.First();
                string more = group.Count() == 1 ? "" : FormattableString.Invariant($", and {group.Count() - 1} beside it are others, too");
                yield return CheckFinding.Of(
                    CheckCode.UntrueCitation, SectionOf(first), first,
                    $"The value of {first} is {said[first]}{more}, and what it rests on, {ReportText.Join(sources)}, is read to say "
                    + $"{Read(first) ?? "nothing of it"}; cite what says the new value, or call it the clinic's own",
                    [.. group.Select(path => (path, Read(path) is { } before ? $"{said[path]}, not {before}" : said[path]))]);
            }
        }

        string? Read(string path) => read.TryGetValue(path, out string? value) ? value : null;

        string[] Claimed(string owner)
        {
            string[] registered = [.. cited[owner].Where(SourceRegister.Published.Contains)];
            string[] shared =
                citedBefore.TryGetValue(owner, out string[]? before) ? [.. registered.Intersect(before, StringComparer.Ordinal)] : [];
            bool isPublished = said.TryGetValue(owner + ".provenance", out string? provenance) && provenance == Published;
            return shared.Length > 0 ? shared : isPublished ? registered : [];
        }
    }

    // A value without a basis of its own is shown with the statements that the register has of its rules.
    private static string[] Shown(InfusionRules rules, string section, string[] changed)
    {
        Dictionary<string, Rule> read = InfusionRules.Published.Tables.SelectMany(static table => table.Rules)
            .GroupBy(static rule => rule.Id, StringComparer.Ordinal)
            .ToDictionary(static same => same.Key, static same => same.First(), StringComparer.Ordinal);
        string[] sources =
        [
            .. rules.Tables.Where(table => ValuePaths.SectionOf(table.Id) == section).SelectMany(static table => table.Rules)
                .Where(rule => read.TryGetValue(rule.Id, out Rule? before)
                    && (rule.Says != before.Says || rule.When != before.When || !rule.Terms.SequenceEqual(before.Terms)))
                .SelectMany(static rule => rule.Citations).Where(SourceRegister.Published.Contains).Distinct(),
        ];
        bool isAlone = changed.Count(path => SectionOf(path) == section) == 1;
        return isAlone || sources.Length == 0 ? sources : ["the clinic's page"];
    }

    private static Dictionary<string, string> Leaves(ClinicPolicy policy) =>
        VerificationJson.LeavesOf(policy.ToJson()).ToDictionary(static leaf => leaf.Path, static leaf => leaf.Text, StringComparer.Ordinal);

    private static string SectionOf(string path) => path.Substring(0, path.IndexOf('.'));
}
