using System.Collections.Immutable;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Makes the smallest case of each difference, the values around the boundaries that moved, and readable ranges.</summary>
internal sealed class WitnessMaker(JointTable table, int most)
{
    private readonly List<string> _failures = [];
    private readonly HashSet<string> _moved = [.. MovedFacts(table.Old.Table, table.New.Table)];

    /// <summary>Differences whose case the kernel did not confirm; there is none unless the proof is wrong.</summary>
    public IReadOnlyList<string> Failures => _failures;

    private DecisionTable Old => table.Old.Table;

    private DecisionTable New => table.New.Table;

    public (ImmutableArray<Witness> Witnesses, ImmutableArray<Triplet> Triplets, ImmutableArray<Region> Regions) Make(
        IReadOnlyList<Difference> differences)
    {
        var witnesses = new Dictionary<string, Witness>(StringComparer.Ordinal);
        var triplets = new Dictionary<string, Triplet>(StringComparer.Ordinal);
        var regions = new Dictionary<string, Region>(StringComparer.Ordinal);
        foreach (Difference difference in differences)
        {
            if (!IsShown(difference, difference.Example))
            {
                _failures.Add($"A difference on {ReportText.Of(difference.Axis)} could not be replayed.");
                continue;
            }

            int[] smallest = Smallest(difference);
            if (Show(difference, smallest))
            {
                foreach (int[] apart in Apart(difference, smallest))
                {
                    Show(difference, Smallest(difference with { Example = apart }));
                }
            }
        }

        bool Show(Difference difference, int[] smallest)
        {
            Witness witness = WitnessOf(difference, smallest);
            string key = $"{difference.Axis} {difference.Direction} {difference.Says} {witness.Says}";
            if (witnesses.ContainsKey(key))
            {
                return false;
            }

            witnesses.Add(key, witness);
            if (difference.Axis != ChangeAxis.InformationDemand)
            {
                AddRegion(regions, triplets, difference, smallest);
            }

            return true;
        }

        return ([.. Kept(witnesses.Values)],
            [.. triplets.Values.OrderBy(one => one.Fact, StringComparer.Ordinal).ThenBy(one => one.BoundaryCode).Take(most * 2)],
            [.. regions.Values.OrderByDescending(static one => one.IsSettled).Take(most)]);
    }

    // At least one of every axis and direction, then in the order found.
    private IEnumerable<Witness> Kept(IEnumerable<Witness> witnesses)
    {
        Witness[] all = [.. witnesses];
        Witness[] first = [.. all.GroupBy(witness => (witness.Axis, witness.Class)).Select(group => group.First())];
        return first.Concat(all.Except(first)).Take(Math.Max(most, first.Length)).OrderBy(witness => witness.Axis)
            .ThenBy(witness => witness.Class);
    }

    private bool IsShown(Difference difference, int[] example) =>
        table.CanBe(example) && difference.IsShownBy(table.Row(isOld: true, example), table.Row(isOld: false, example));

    // Facts are let go one by one, the last first and the first first; the smaller result counts.
    private int[] Smallest(Difference difference)
    {
        int[] backward = Reduced(difference, [.. Enumerable.Range(0, difference.Example.Length).Reverse()]);
        int[] forward = Reduced(difference, [.. Enumerable.Range(0, difference.Example.Length)]);
        return forward.Count(one => one >= 0) < backward.Count(one => one >= 0) ? forward : backward;
    }

    private int[] Reduced(Difference difference, int[] order)
    {
        int[] kept = [.. difference.Example];
        for (bool isSmaller = true; isSmaller;)
        {
            isSmaller = false;
            foreach (int fact in order)
            {
                int value = kept[fact];
                if (value < 0)
                {
                    continue;
                }

                kept[fact] = -1;
                if (IsShown(difference, kept))
                {
                    isSmaller = true;
                }
                else
                {
                    kept[fact] = value;
                }
            }
        }

        return kept;
    }

    private Witness WitnessOf(Difference difference, int[] example)
    {
        FactValue[] oldRow = table.Row(isOld: true, example);
        FactValue[] newRow = table.Row(isOld: false, example);
        ImmutableArray<WitnessFact> facts = [.. FactsOf(table, example)];
        string before = Replay.Says(Old, difference.Finding, oldRow);
        string after = Replay.Says(New, difference.Finding, newRow);
        return new()
        {
            Table = New.Id,
            Axis = difference.Axis,
            Class = difference.Direction.ToClass(),
            Facts = facts,
            Before = before,
            After = after,
            OutcomeBefore = NameAt(Old, difference.Finding, oldRow),
            OutcomeAfter = NameAt(New, difference.Finding, newRow),
            Says = Sentence(facts, difference, before, after),
        };
    }

    private static string? NameAt(DecisionTable table, string? finding, FactValue[] row) =>
        Replay.Outcome(table, finding, row) is >= 0 and var outcome ? finding ?? table.Outcomes[outcome] : null;

    private static string Sentence(ImmutableArray<WitnessFact> facts, Difference difference, string before, string after)
    {
        string who = FactPhrases.Who(facts);
        return difference.Says is { } says ? $"{who}: {says}." : $"{who}: now {after}; before, {before}.";
    }

    /// <summary>The known facts of a case as a witness shows them.</summary>
    public static IEnumerable<WitnessFact> FactsOf(JointTable table, int[] example)
    {
        for (int place = 0; place < example.Length; place++)
        {
            if (example[place] < 0)
            {
                continue;
            }

            JointFact fact = table.Facts[place];
            FactValue old = table.ValueOf(isOld: true, example, place);
            FactValue @new = table.ValueOf(isOld: false, example, place);
            if (old.IsUnknown && @new.IsUnknown)
            {
                continue;
            }

            yield return new()
            {
                Id = fact.Id,
                Name = fact.Either.Name,
                Said = fact.Coordinates[example[place]].Said,
                Before = Text(fact.Old ?? fact.New!, old),
                After = Text(fact.New ?? fact.Old!, @new),
                BeforeLow = fact.Old is null ? null : old.Low,
                BeforeHigh = fact.Old is null ? null : old.High,
                AfterLow = fact.New is null ? null : @new.Low,
                AfterHigh = fact.New is null ? null : @new.High,
            };
        }
    }

    private static string Text(Fact fact, FactValue value) =>
        value.IsUnknown ? "not known"
        : value.IsExact ? Shown(fact, value.Low)
        : $"{Shown(fact, value.Low)} to {Shown(fact, value.High)}";

    private static string Shown(Fact fact, long code) =>
        fact.Kind == FactKind.Choice ? fact.Tell(code, code) : fact.Format(code);

    // The run of values of each ordered fact around the witness that change alike; where it ends is a boundary that moved.
    private void AddRegion(Dictionary<string, Region> regions, Dictionary<string, Triplet> triplets, Difference difference, int[] example)
    {
        List<string> ranges = [];
        bool isMoved = Enumerable.Range(0, example.Length).Any(place => example[place] >= 0 && IsMoved(place));
        for (int place = 0; place < example.Length; place++)
        {
            if (example[place] < 0)
            {
                continue;
            }

            JointFact fact = table.Facts[place];
            int[] alike = Alike(difference, example, place);
            if (!fact.IsScale)
            {
                ranges.Add($"{fact.Either.Name} is {string.Join(" or ", alike.SelectMany(one => Values(fact, one)).Distinct())}");
                continue;
            }

            long start = fact.Known[alike[0]].Low;
            long end = fact.Known[alike[alike.Length - 1]].High;
            (long low, long high) = (start, end);
            if (table.ScaleOf(place) is { } pair && pair.Nearest(isOld: false, example[pair.Scale], low, high, low) is { } lowest
                && pair.Nearest(isOld: false, example[pair.Scale], low, high, high) is { } highest)
            {
                low = low == fact.Either.Minimum ? low : lowest;
                high = high == fact.Either.Maximum ? high : highest;
            }

            ranges.Add(RangeText(fact.Either, low, high));
            if (difference.Axis is ChangeAxis.Caution or ChangeAxis.PatientCost && difference.Says is null && (!isMoved || IsMoved(place)))
            {
                AddTriplet(triplets, difference.Finding, example, place, start);
                AddTriplet(triplets, difference.Finding, example, place, end == fact.Either.Maximum ? start : end + 1);
            }
        }

        int was = Replay.Outcome(Old, difference.Finding, table.Row(isOld: true, example));
        int now = Replay.Outcome(New, difference.Finding, table.Row(isOld: false, example));
        string before = Bare(was, Old, difference.Finding);
        string after = Bare(now, New, difference.Finding);
        if (difference.Says is null && before == after)
        {
            return;
        }

        string says = difference.Says ?? $"{before} before, {after} now";
        string text = ranges.Count == 0 ? $"In every case: {says}" : $"Where {ReportText.Join(ranges)}: {says}";
        string key = $"{difference.Axis} {text}";
        if (!regions.ContainsKey(key))
        {
            regions.Add(key, new()
            {
                Axis = difference.Axis,
                Class = difference.Direction.ToClass(),
                Says = text,
                IsSettled = difference.Says is null && was != Replay.Open && now != Replay.Open,
            });
        }
    }

    // Every value that a coordinate stands for; of a linked fact that may be several outcomes.
    private static IEnumerable<string> Values(JointFact fact, int coordinate)
    {
        if (fact.Either.LinkedTable is null || coordinate >= fact.Known.Length)
        {
            return [Text(fact.Either, fact.ValueOf(isOld: fact.New is null, coordinate))];
        }

        (long low, long high) = (fact.Known[coordinate].Low, fact.Known[coordinate].High);
        return Enumerable.Range(0, (int)(high - low) + 1).Select(offset => Text(fact.Either, FactValue.Exactly(low + offset)));
    }

    private static string Bare(int outcome, DecisionTable table, string? finding) => outcome switch
    {
        Outcomes.Impossible => "a case that cannot be",
        Outcomes.None => finding is null ? "no answer" : ReportText.Without(table, finding),
        Replay.Open => "not known yet",
        _ => table.WordsOf(finding ?? table.Outcomes[outcome]),
    };

    private bool IsMoved(int place) => table.Facts[place] is { IsScale: true } fact && _moved.Contains(fact.Id);

    // The facts that a rule compares with another limit than before. Around the limits of any other fact nothing is new.
    private static IEnumerable<string> MovedFacts(DecisionTable old, DecisionTable @new)
    {
        HashSet<(string Rule, string Fact, Comparator Comparator, long Constant)> limits = [.. Limits(old)];
        limits.SymmetricExceptWith(Limits(@new));
        return limits.Select(limit => limit.Fact);

        static IEnumerable<(string Rule, string Fact, Comparator Comparator, long Constant)> Limits(DecisionTable table) =>
            table.Rules.SelectMany(rule => rule.When.Comparisons().Select(one => (rule.Id, one.Fact.Id, one.Comparator, one.Constant)));
    }

    private int[] Alike(Difference difference, int[] example, int place)
    {
        JointFact fact = table.Facts[place];
        int[] probe = [.. example];
        bool Holds(int coordinate)
        {
            probe[place] = coordinate;
            return IsShown(difference, probe);
        }

        // A cell that no score is in ends no run.
        bool GoesOn(int coordinate) => Holds(coordinate) || !table.CanBe(probe);

        if (example[place] >= fact.Known.Length)
        {
            return [example[place]];
        }

        if (!fact.IsScale)
        {
            return [.. Enumerable.Range(0, fact.Known.Length).Where(Holds)];
        }

        int first = example[place];
        int last = first;
        while (first > 0 && GoesOn(first - 1))
        {
            first--;
        }

        while (last + 1 < fact.Known.Length && GoesOn(last + 1))
        {
            last++;
        }

        return [.. Enumerable.Range(first, last - first + 1)];
    }

    // The same difference elsewhere on one ordered fact, beyond values that do not show it: the other end of a limit that has two.
    private IEnumerable<int[]> Apart(Difference difference, int[] example)
    {
        for (int place = 0; place < example.Length; place++)
        {
            JointFact fact = table.Facts[place];
            if (example[place] < 0 || example[place] >= fact.Known.Length || !fact.IsScale)
            {
                continue;
            }

            int[] alike = Alike(difference, example, place);
            bool wasShown = false;
            for (int coordinate = 0; coordinate < fact.Known.Length; coordinate++)
            {
                int[] probe = [.. example];
                probe[place] = coordinate;
                bool isShown = IsShown(difference, probe);
                if (isShown && !wasShown && coordinate != alike[0])
                {
                    yield return probe;
                }

                wasShown = isShown;
            }
        }
    }

    private static string RangeText(Fact fact, long low, long high)
    {
        bool hasLow = low > fact.Minimum;
        bool hasHigh = high < fact.Maximum && high != Fact.Never - 1;
        bool isContinuous = fact.Kind == FactKind.Elapsed || fact.CountsBegunMonths;
        return (hasLow, hasHigh) switch
        {
            (true, true) when low == high && !isContinuous => $"{fact.Name} is {fact.Format(low)}",
            (true, true) => isContinuous
                ? $"{fact.Name} is {AtLeast(fact, low)} and {Below(fact, high + 1)}"
                : $"{fact.Name} is {fact.Format(low)} to {fact.Format(high)}",
            (true, false) => $"{fact.Name} is {AtLeast(fact, low)}",
            (false, true) => isContinuous ? $"{fact.Name} is {Below(fact, high + 1)}" : $"{fact.Name} is at most {fact.Format(high)}",
            _ => $"{fact.Name} is known",
        };
    }

    private static string AtLeast(Fact fact, long low) => fact.LimitBefore(low) is var limit && limit < low
        ? $"more than {fact.FormatLimit(limit)}"
        : $"at least {fact.Format(low)}";

    private static string Below(Fact fact, long end) => fact.LimitBefore(end) is var limit && limit < end
        ? $"at most {fact.FormatLimit(limit)}"
        : $"less than {fact.Format(end)}";

    private void AddTriplet(Dictionary<string, Triplet> triplets, string? finding, int[] example, int place, long boundary)
    {
        JointFact joint = table.Facts[place];
        Fact fact = joint.Either;
        if (boundary <= fact.Minimum)
        {
            return;
        }

        if (table.ScaleOf(place) is { } own)
        {
            boundary = own.Nearest(isOld: false, example[own.Scale], boundary, fact.Maximum, boundary) ?? boundary;
        }

        int[] context = [.. example];
        context[place] = -1;
        ImmutableArray<WitnessFact> others = [.. FactsOf(table, context)];
        string key = $"{fact.Id} {boundary} {finding} {string.Join(";", others.Select(other => other.ToString()))}";
        if (triplets.ContainsKey(key))
        {
            return;
        }

        // A second is what a person measures, unless a limit lies closer.
        long step = fact.Kind == FactKind.Elapsed && IsWithinCells(joint, boundary) ? NodaConstants.NanosecondsPerSecond : 1;
        var points = ImmutableArray.CreateBuilder<TripletPoint>();
        long[] around = table.ScaleOf(place) is { } pair ? PointsOn(pair, example[pair.Scale], fact, boundary)
            : PointsAround(fact, boundary, step);
        foreach (long code in around)
        {
            FactValue[] oldRow = table.Row(isOld: true, context);
            FactValue[] newRow = table.Row(isOld: false, context);
            Set(oldRow, joint.OldIndex, code);
            Set(newRow, joint.NewIndex, code);
            points.Add(new()
            {
                Code = code,
                Value = fact.Format(code),
                Before = Replay.Says(Old, finding, oldRow),
                After = Replay.Says(New, finding, newRow),
            });
        }

        triplets.Add(key, new()
        {
            Fact = fact.Id,
            Name = fact.Name,
            Boundary = fact.FormatLimit(fact.LimitBefore(boundary)),
            BoundaryCode = boundary,
            Context = others,
            Points = points.ToImmutable(),
        });
    }

    // Of "more than 2 h", the two hours themselves are the last value before.
    private static long[] PointsAround(Fact fact, long boundary, long step) =>
        boundary >= fact.Maximum ? [boundary - step, boundary]
        : fact.Kind == FactKind.Elapsed && fact.LimitBefore(boundary) < boundary ? [boundary - 1, boundary, boundary - 1 + step]
        : [boundary - step, boundary, boundary + step];

    // The values of the scale on both sides of the boundary, and the next.
    private static long[] PointsOn(ScaledPair pair, int on, Fact fact, long boundary)
    {
        long? at = pair.Nearest(isOld: false, on, boundary, fact.Maximum, boundary);
        long?[] points =
        [
            pair.Nearest(isOld: false, on, fact.Minimum, boundary - 1, boundary), at,
            at < fact.Maximum ? pair.Nearest(isOld: false, on, at.Value + 1, fact.Maximum, boundary) : null,
        ];
        return [.. points.OfType<long>()];
    }

    private static bool IsWithinCells(JointFact fact, long boundary) => fact.Known.All(cell =>
        cell.Low == boundary || Math.Abs((decimal)cell.Low - boundary) > NodaConstants.NanosecondsPerSecond);

    private static void Set(FactValue[] row, int fact, long code)
    {
        if (fact >= 0)
        {
            row[fact] = FactValue.Exactly(code);
        }
    }
}
