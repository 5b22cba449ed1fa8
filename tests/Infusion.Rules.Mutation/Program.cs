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

    default:
        return 2;
}
