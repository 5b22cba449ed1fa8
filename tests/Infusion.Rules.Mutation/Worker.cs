using System.Diagnostics;
using System.Reflection;

namespace Infusion.Rules.Mutation;

/// <summary>
/// The process that runs tests. It takes a line from its input and answers with one:
/// <c>cover SECONDS</c>: runs every test twice and answers what each reached the first time, and again when nothing is new to the process;
/// <c>list</c>: answers the place of every test; <c>mutant ID TEST...</c>: runs the tests until one fails; <c>fresh ID TEST...</c>: the same where
/// the process began with the mutant; <c>again ID TEST...</c>: the same with tests that take long, for 16 seconds.
/// </summary>
internal sealed class Worker
{
    // Instead of a row: all of them.
    private const int EveryRow = -2;
    private const double LongestAgain = 16;

    private readonly TextWriter _answers = Console.Out;
    private readonly IReadOnlyList<MethodInfo> _methods;
    private readonly Dictionary<int, IReadOnlyList<object?[]>?> _rows = [];
    private readonly MutantSwitch _mutant;

    public Worker(string tests, string library, int active)
    {
        Console.SetOut(TextWriter.Null);
        _mutant = new MutantSwitch(Assembly.Load(library)) { Active = active };
        _methods = TestCase.MethodsOf(Assembly.Load(tests));
    }

    public void Run()
    {
        while (Console.In.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            if (words[0] == "cover")
            {
                Cover(double.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), words[2].Split('|'));
            }
            else if (words[0] == "list")
            {
                for (int method = 0; method < _methods.Count; method++)
                {
                    _answers.WriteLine($"{method}:{EveryRow} {_methods[method].ReflectedType!.FullName}.{_methods[method].Name}");
                }
                _answers.WriteLine("end");
            }
            else
            {
                _answers.WriteLine(Judge(int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), words[2..], words[0]));
            }
            _answers.Flush();
        }
    }

    private void Cover(double seconds, string[] slow)
    {
        _mutant.Active = MutantSwitch.None;
        for (int method = 0; method < _methods.Count; method++)
        {
            string name = $"{_methods[method].ReflectedType!.FullName}.{_methods[method].Name}";
            if (slow.Any(one => one.Length > 0 && name.Contains(one, StringComparison.Ordinal)))
            {
                _answers.WriteLine($"left-out {name} slow");
                continue;
            }
            int count;
            try
            {
                count = Rows(method)?.Count ?? -1;
            }
            catch (Exception wrong)
            {
                _answers.WriteLine($"left-out {name} {One(wrong)}");
                continue;
            }
            for (int row = count < 0 ? -1 : 0; row < count || row == -1; row++)
            {
                string test = $"{method}:{row}";
                var first = Reached(test, out double cold, out Exception? wrong);
                if (wrong is not null || cold > seconds)
                {
                    _answers.WriteLine($"left-out {name}#{row} {(wrong is null ? "slow " + cold : One(wrong))}");
                }
                else
                {
                    var again = Reached(test, out double warm, out wrong);
                    _answers.WriteLine(wrong is not null
                        ? $"left-out {name}#{row} {One(wrong)}"
                        : FormattableString.Invariant($"test {test} {name} {cold:0.0000} {warm:0.0000} {string.Join(',', first)} {string.Join(',', again)}"));
                }
                if (row == -1)
                {
                    break;
                }
            }
        }
        _answers.WriteLine("end");
    }

    private int[] Reached(string test, out double seconds, out Exception? wrong)
    {
        byte[] marks = new byte[65536];
        _mutant.Mark(marks);
        long start = Stopwatch.GetTimestamp();
        wrong = Failure(test);
        seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        _mutant.Mark(null);
        return [.. Enumerable.Range(0, marks.Length).Where(id => marks[id] != 0)];
    }

    // A failure counts where the same test, in the same process, is green again without the mutant; otherwise what an earlier mutant left
    // behind may have failed it. A process that began with the mutant has nothing from before.
    private string Judge(int id, string[] tests, string how)
    {
        long start = Stopwatch.GetTimestamp();
        _mutant.Active = id;
        foreach (string test in tests)
        {
            if (how == "again" && Stopwatch.GetElapsedTime(start).TotalSeconds > LongestAgain)
            {
                break;
            }
            if (Failure(test) is not { } failure)
            {
                continue;
            }
            _mutant.Active = MutantSwitch.None;
            return how == "fresh" || Failure(test) is null ? $"killed {test} {One(failure)}" : $"doubtful {test}";
        }
        _mutant.Active = MutantSwitch.None;
        return "survived";
    }

    private Exception? Failure(string test)
    {
        string[] place = test.Split(':');
        int method = int.Parse(place[0], System.Globalization.CultureInfo.InvariantCulture);
        int row = int.Parse(place[1], System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            IReadOnlyList<object?[]>? rows = row < 0 ? null : Rows(method);
            if (rows is not null && row >= rows.Count)
            {
                return null;
            }
            if (row == EveryRow && Rows(method) is { } every)
            {
                foreach (object?[] one in every)
                {
                    TestCase.Run(_methods[method], one);
                }
                return null;
            }
            TestCase.Run(_methods[method], rows?[row]);
            return null;
        }
        catch (Exception wrong)
        {
            return wrong;
        }
    }

    private IReadOnlyList<object?[]>? Rows(int method) =>
        _rows.TryGetValue(method, out var known) ? known : _rows[method] = TestCase.RowsOf(_methods[method]);

    private static string One(Exception wrong) => wrong.GetType().Name + ": " + wrong.Message.ReplaceLineEndings(" ");
}
