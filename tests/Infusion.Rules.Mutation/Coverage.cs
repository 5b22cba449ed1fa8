using System.Globalization;

namespace Infusion.Rules.Mutation;

/// <summary>What each test takes and which mutants it reaches: in a process where it is new, and in one where everything was done before.</summary>
internal sealed class Coverage
{
    private sealed record Test(string Id, string Name, double Cold, double Warm, HashSet<int> First, HashSet<int> Again);

    private readonly List<Test> _tests = [];

    public Coverage(string path)
    {
        foreach (string line in File.ReadLines(path))
        {
            string[] words = line.Split(' ');
            if (words[0] == "test")
            {
                _tests.Add(new Test(words[1], words[2], Seconds(words[3]), Seconds(words[4]), Ids(words[5]), Ids(words[6])));
            }
        }
    }

    public int Count => _tests.Count;

    /// <summary>The tests that reach a mutant in a process that has done everything before, and the seconds they take.</summary>
    public (string[] Tests, double Seconds) Warm(Mutant mutant)
    {
        Test[] tests = [.. _tests.Where(test => test.Again.Contains(mutant.Id)).OrderBy(test => Near(test, mutant) ? 0 : 1).ThenBy(test => test.Warm)];
        return ([.. tests.Select(test => test.Id)], tests.Sum(test => test.Warm));
    }

    /// <summary>Whether some test reaches it only where it is new to the process, such as what is built once and kept.</summary>
    public bool IsKept(Mutant mutant) => _tests.Any(test => test.First.Contains(mutant.Id) && !test.Again.Contains(mutant.Id));

    /// <summary>
    /// The tests for a process of its own, at most so many seconds of them, the short ones first: those of the folder, and those of the
    /// independent model that reach something of the file.
    /// </summary>
    public string[] Fresh(Mutant mutant, IReadOnlySet<int> ofTheFile, double seconds)
    {
        double left = seconds;
        return
        [
            .. _tests.Where(test => Near(test, mutant) || (test.Name.Contains(".Reference.", StringComparison.Ordinal) && test.First.Overlaps(ofTheFile)))
                .OrderBy(test => test.Cold).TakeWhile(test => (left -= test.Cold) > 0).Select(test => test.Id),
        ];
    }

    private static bool Near(Test test, Mutant mutant) => IsNear(test.Name, mutant);

    /// <summary>Whether a test stands in the folder of the tests that is named as the mutant's.</summary>
    public static bool IsNear(string test, Mutant mutant) => test.Contains($".{mutant.Folder.Split('/')[^1]}.", StringComparison.Ordinal);

    private static double Seconds(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static HashSet<int> Ids(string text) =>
        text.Length == 0 ? [] : [.. text.Split(',').Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
}
