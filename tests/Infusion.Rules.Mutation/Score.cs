using System.Globalization;
using System.Text;

namespace Infusion.Rules.Mutation;

/// <summary>What was tried, counted for each folder, and everything that no test noticed.</summary>
internal static class Score
{
    private const string NoReason = "not looked at";

    public static void Write(IReadOnlyList<Mutant> all, string verdicts, string folder, string how)
    {
        Dictionary<int, string> known = File.ReadLines(verdicts).Select(line => line.Split('\t'))
            .GroupBy(words => int.Parse(words[0], CultureInfo.InvariantCulture)).ToDictionary(one => one.Key, one => one.Last()[1]);
        var page = new StringBuilder()
            .Append("# Mutation score\n\nWritten by `tests/mutation/run`, last with\n```\n").Append(how).Append("\n```\n")
            .Append("*Stopped* is what never ended or ended the process; it counts as noticed. ")
            .Append("*Not reached* is what no test of the set runs. The score is\n")
            .Append("killed and stopped of tried, cut off after two digits. Folders that are\n")
            .Append("not here were not tried. README.md says what is tried and with which tests.\n\n")
            .Append("| folder | mutants | tried | killed | stopped | survived | not reached | score |\n")
            .Append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        var tried = new List<Mutant>();
        foreach (IGrouping<string, Mutant> one in all.GroupBy(mutant => mutant.Folder).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            Mutant[] here = [.. one.Where(mutant => known.ContainsKey(mutant.Id))];
            tried.AddRange(here);
            if (here.Length > 0)
            {
                page.Append(Row(one.Key, one.Count(), here, known));
            }
        }
        page.Append(Row("all", all.Count(mutant => tried.Exists(one => one.Folder == mutant.Folder)), tried, known));
        File.WriteAllText(Path.Combine(folder, "score.md"), page.ToString());

        string list = Path.Combine(folder, "survivors.txt");
        Dictionary<string, string> reasons = File.Exists(list)
            ? File.ReadLines(list).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t'))
                .GroupBy(words => string.Join('\t', words[0].Split(':')[0], words[2], words[3], words[4]))
                .ToDictionary(one => one.Key, one => one.First()[5])
            : [];
        File.WriteAllLines(
            list,
            [
                "# Every mutant that was tried and not noticed: file and line, verdict, kind, what stands there, what was put in its place, "
                    + "why that may be.",
                .. tried.Where(mutant => Kind(known[mutant.Id]) is "survived" or "no").Select(mutant => string.Join(
                    '\t',
                    $"{mutant.File}:{mutant.Line}",
                    known[mutant.Id],
                    mutant.Kind,
                    mutant.Original,
                    mutant.Replacement,
                    reasons.GetValueOrDefault(mutant.Key, NoReason))),
            ]);
    }

    private static string Row(string name, int mutants, IReadOnlyCollection<Mutant> tried, Dictionary<int, string> known)
    {
        int Count(params string[] kinds) => tried.Count(mutant => kinds.Contains(Kind(known[mutant.Id])));
        (int killed, int stopped) = (Count("killed"), Count("timed", "crashed"));
        decimal score = decimal.Floor(10000m * (killed + stopped) / tried.Count) / 100;
        return FormattableString.Invariant(
            $"| {name} | {mutants} | {tried.Count} | {killed} | {stopped} | {Count("survived")} | {Count("no")} | {score:0.00} % |\n");
    }

    private static string Kind(string verdict) => verdict.Split(' ')[0];
}
