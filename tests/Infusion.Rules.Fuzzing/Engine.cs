using System.Diagnostics;
using Infusion.Rules.Fuzzing.Contract;

namespace Infusion.Rules.Fuzzing;

/// <summary>Tries inputs in this process: keeps and mutates what takes a new branch, and reports what breaks its contract.</summary>
/// <remarks>The input that is being tried stands in the file <c>current</c>, so that one which ends the process, such as one that overflows
/// the stack, or which never ends and is ended by the watch, is not lost.</remarks>
internal sealed class Engine
{
    private const int Turns = 48;
    private const int MostOfAKind = 3;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly FuzzTarget _target;
    private readonly string _home;
    private readonly Random _random;
    private readonly Mutator _mutator;
    private readonly CoverageMap _map = new();
    private readonly List<Entry> _queue = [];
    private readonly Dictionary<string, int> _kinds = new(StringComparer.Ordinal);
    private long _executions;
    private long _begun;

    /// <summary>Makes the engine of a target, that begins with its seeds.</summary>
    /// <param name="target">The target.</param>
    /// <param name="home">The folder for what is kept: <c>queue</c>, <c>found</c> and <c>current</c>.</param>
    /// <param name="seed">Where chance begins.</param>
    public Engine(FuzzTarget target, string home, int seed)
    {
        (_target, _home, _random) = (target, home, new(seed));
        _mutator = new(_random, Seeds.Words(target.Name), FuzzTarget.MostBytes);
        Directory.CreateDirectory(Path.Combine(home, "queue"));
        Directory.CreateDirectory(Path.Combine(home, "found"));
    }

    /// <summary>Runs for a while.</summary>
    /// <returns>Executions, edges and kinds of failure, with blanks between.</returns>
    public string Run(TimeSpan duration)
    {
        Corpus.Warm(_target);
        new Thread(Watch) { IsBackground = true }.Start();
        foreach ((_, byte[] input) in Seeds.Of(_target.Name))
        {
            Try(input, isSeed: true);
        }

        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < duration)
        {
            Entry entry = Next();
            for (int turn = 0; turn < Turns && clock.Elapsed < duration; turn++)
            {
                byte[] other = _queue[_random.Next(_queue.Count)].Input;
                if (Try(_mutator.Next(entry.Input, other), isSeed: false))
                {
                    entry.Finds++;
                }
            }

            entry.Turns++;
        }

        File.Delete(Path.Combine(_home, "current"));
        return FormattableString.Invariant($"{_executions} {_map.Edges} {_kinds.Count}");
    }

    private bool Try(byte[] input, bool isSeed)
    {
        File.WriteAllBytes(Path.Combine(_home, "current"), input);
        CoverageMap.Clear();
        long begun = Stopwatch.GetTimestamp();
        Volatile.Write(ref _begun, begun);
        try
        {
            _target.Hold(input);
        }
        catch (BrokenContractException fault)
        {
            Report(input, fault.Message);
        }

        Volatile.Write(ref _begun, 0);
        _executions++;
        if (!_map.IsNew() && !isSeed)
        {
            return false;
        }

        _queue.Add(new(input, Stopwatch.GetElapsedTime(begun)));
        File.WriteAllBytes(Path.Combine(_home, "queue", Corpus.Name(input)), input);
        return !isSeed;
    }

    // Of a few, the one that was mutated least, found most and is tried fastest.
    private Entry Next()
    {
        Entry best = _queue[_random.Next(_queue.Count)];
        for (int more = 0; more < 3; more++)
        {
            Entry one = _random.Next(3) == 0 ? _queue[^(1 + _random.Next(Math.Min(20, _queue.Count)))] : _queue[_random.Next(_queue.Count)];
            best = one.Weight > best.Weight ? one : best;
        }

        return best;
    }

    private void Report(byte[] input, string message)
    {
        string kind = Corpus.Kind(message);
        int count = _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
        if (count <= MostOfAKind)
        {
            File.WriteAllBytes(Path.Combine(_home, "found", Corpus.Name(input)), input);
            Console.Error.WriteLine($"{_target.Name}: {message}");
        }
    }

    // An input that never ends would end the run without a word.
    private void Watch()
    {
        while (true)
        {
            TimeSpan used = Environment.CpuUsage.TotalTime;
            long begun = Volatile.Read(ref _begun);
            do
            {
                Thread.Sleep(1000);
                if (Environment.CpuUsage.TotalTime - used > _patience)
                {
                    Environment.FailFast($"{_target.Name}: an input never ends.");
                }
            }
            while (begun != 0 && Volatile.Read(ref _begun) == begun);
        }
    }

    private sealed class Entry(byte[] input, TimeSpan took)
    {
        public byte[] Input { get; } = input;

        public int Finds { get; set; }

        public int Turns { get; set; }

        public double Weight => (1 + Finds) / ((1 + Turns) * (20 + took.TotalMilliseconds + (Input.Length / 500.0)));
    }
}
