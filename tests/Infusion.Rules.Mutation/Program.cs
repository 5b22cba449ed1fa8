using System.Globalization;
using Infusion.Rules.Mutation;

switch (args[0])
{
    // worker TESTS LIBRARY [MUTANT]
    case "worker":
        int active = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : MutantSwitch.None;
        var thread = new Thread(() => new Worker(args[1], args[2], active).Run(), 16 << 20);
        thread.Start();
        thread.Join();
        return 0;

    // rewrite FROM TO
    case "rewrite":
        MutantSwitch.Rewrite(args[1], args[2]);
        return 0;

    // try FOLDER TESTS LIBRARY REPORT COVERAGE VERDICTS ROOT WORKERS MINUTES COUNT SEED PATTERN...
    case "try":
        IReadOnlyList<Mutant> all = Mutant.Of(args[4], args[7]);
        var coverage = new Coverage(args[5]);
        HashSet<int> known = File.Exists(args[6])
            ? [.. File.ReadLines(args[6]).Select(line => int.Parse(line.Split('\t')[0], CultureInfo.InvariantCulture))]
            : [];
        Mutant[] chosen = [.. all.Where(mutant => args[12..].Any(pattern => System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, mutant.File)))];
        new Random(int.Parse(args[11], CultureInfo.InvariantCulture)).Shuffle(chosen);
        chosen = [.. chosen.Take(int.Parse(args[10], CultureInfo.InvariantCulture)).Where(mutant => !known.Contains(mutant.Id))];
        Console.WriteLine($"{chosen.Length} mutants of {all.Count}, {coverage.Count} tests");
        if (all.Count == 0 || coverage.Count == 0)
        {
            return 2;
        }
        new Campaign(args[1], args[2], args[3], coverage, all, args[6])
            .Run(chosen, int.Parse(args[8], CultureInfo.InvariantCulture), DateTime.UtcNow.AddMinutes(double.Parse(args[9], CultureInfo.InvariantCulture)));
        return 0;

    // again FOLDER TESTS LIBRARY REPORT COVERAGE VERDICTS ROOT WORKERS MINUTES LEFT-OUT
    case "again":
        IReadOnlyList<Mutant> every = Mutant.Of(args[4], args[7]);
        string[][] verdicts = [.. File.ReadLines(args[6]).Select(line => line.Split('\t'))];
        HashSet<string> done = [.. verdicts.GroupBy(words => words[0]).Where(one => one.Count() > 1).Select(one => one.Key)];
        Dictionary<string, Mutant> byId = every.ToDictionary(mutant => mutant.Id.ToString(CultureInfo.InvariantCulture));
        new Campaign(args[1], args[2], args[3], new Coverage(args[5]), every, args[6]).Again(
            [.. verdicts.Where(words => words[1] is "survived" or "no coverage" && !done.Contains(words[0])).Select(words => byId[words[0]])],
            File.ReadAllLines(args[10]),
            int.Parse(args[8], CultureInfo.InvariantCulture),
            DateTime.UtcNow.AddMinutes(double.Parse(args[9], CultureInfo.InvariantCulture)));
        return 0;

    // score REPORT VERDICTS ROOT FOLDER HOW
    case "score":
        Score.Write(Mutant.Of(args[1], args[3]), args[2], args[4], args[5]);
        return 0;

    default:
        return 2;
}
