using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification.Proof;
using NodaTime;

namespace Infusion.Rules.Verification.Records;

/// <summary>Looks for records that two versions decide otherwise: stories into which the cases of the tables are written.</summary>
/// <remarks>Only what both versions say of a record counts, however the record was thought of. The same records are tried each
/// time.</remarks>
internal sealed class RecordSearch
{
    private const int AtOnce = 16;
    private const int FewStories = 16;
    private const int ManyStories = 24;

    private readonly InfusionRules _old;
    private readonly InfusionRules _new;
    private readonly RecordComparison _comparison;
    private readonly JsonObject[] _stories;
    private readonly int _most;
    private readonly Dictionary<
        (string Decision, ChangeAxis Axis, Direction Direction), (RecordDifference Difference, string Record, int Steps)> _shown = [];
    private readonly Dictionary<JsonObject, string[]> _decidedIn = [];
    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);
    private readonly HashSet<JsonObject> _naming = [];
    private readonly List<JsonObject> _showing = [];
    private readonly HashSet<string> _decisions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Record, bool IsNew), Dictionary<AnswerKey, DecisionDocument>> _answers = [];
    private readonly Dictionary<(string[] Wanted, string Table), JsonObject[]> _inTurn = [];

    public RecordSearch(InfusionRules old, InfusionRules @new, DiffOptions options)
    {
        (_old, _new, _most) = (old, @new, options.MostRecords);
        _comparison = new(old, @new);
        _stories = [.. new Stories(old.Policy, @new.Policy).All()];
        Try(_stories, 0);
    }

    /// <summary>The decisions that reviews have, in the order in which they were met.</summary>
    public IEnumerable<string> Decisions => _decisions;

    /// <summary>How many records were reviewed under both versions.</summary>
    public int Reviewed => _tried.Count;

    /// <summary>Whether some review has such a decision.</summary>
    public bool IsReviewed(string decision) => _decisions.Contains(decision);

    /// <summary>The axis on which a decision's outcomes are ordered.</summary>
    public ChangeAxis OutcomeAxis(string decision) => _comparison.OutcomeAxis(decision);

    /// <summary>The directions that records show.</summary>
    /// <param name="decision">The id of the decision.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="possible">Those in which a part may differ with the whole that one version says it with.</param>
    public Direction Shown(string decision, ChangeAxis axis, Direction possible) => _shown
        .Where(one => one.Key.Decision == decision && one.Key.Axis == axis && IsOf(one.Value.Difference, one.Key.Direction, possible))
        .Aggregate(Direction.None, static (sum, one) => sum | one.Key.Direction);

    private static bool IsOf(RecordDifference difference, Direction direction, Direction possible) =>
        !difference.IsOfWhole || (direction & possible) != 0;

    /// <summary>Looks for records until nothing is wanted any more, or enough were tried.</summary>
    /// <param name="tables">How the tables changed.</param>
    /// <param name="moved">The times before and after those that the policy changed, and between them.</param>
    /// <param name="wanted">The decisions of which something is wanted still.</param>
    /// <param name="names">The names of what the policy changed, such as an instrument or a protocol.</param>
    public void Run(
        ImmutableArray<TableDiff> tables, ImmutableArray<Duration> moved, IReadOnlyList<string> names, Func<IEnumerable<string>> wanted)
    {
        string[] quoted = [.. names.Select(static name => $"\"{name}\"")];
        _naming.UnionWith(_stories.Where(story => story.ToJsonString() is var json && Array.Exists(quoted, json.Contains)));
        (int shown, int decisions, string[] open) = (-1, -1, []);

        // Only what a record shows, or a decision that was not met before, changes it.
        string[] Open()
        {
            if ((shown, decisions) != (_shown.Count, _decisions.Count))
            {
                (shown, decisions, open) = (_shown.Count, _decisions.Count, [.. wanted()]);
            }

            return open;
        }

        WrittenWitness[] witnesses = [.. Turns(tables).SelectMany(witness => WrittenWitness.Of(witness, _old, _new))];
        foreach ((string table, Action<JsonObject> edit) in
            witnesses.SelectMany(static one => one.Together.Select(edit => (one.Table, edit)))
                .Concat(witnesses.SelectMany(static one => one.Each.Select(edit => (one.Table, edit)))))
        {
            if (_tried.Count < _most / 2 && Open().Length > 0)
            {
                Try(StoriesFor(Open(), table).Select(story => Edited(story, edit)), steps: 1);
            }
        }

        // Each edge in one more story each time, so that none of them takes what is to be tried from the others.
        (string Table, Fact Fact, long Code)[] edges = [.. Edges(tables, moved)];
        foreach ((int turn, (string table, Fact fact, long code)) in
            Enumerable.Range(0, FewStories + 1).SelectMany(turn => edges.Select(edge => (turn, edge))))
        {
            foreach (JsonObject from in turn == 0 ? Near(table) : StoriesFor(Open(), table).Skip(turn - 1).Take(1))
            {
                if (_tried.Count < _most * 3 / 4 && Open().Length > 0)
                {
                    Try(StoryEdit.Of(fact, code).Select(edit => Edited(from, edit)), steps: 2);
                }
            }
        }

        Wander([.. Values(tables, moved)], witnesses, Open);
    }

    // Where one version begins a cell and the other does not, or at a time that changed: what is known around it is open in one of them.
    private IEnumerable<(string Table, Fact Fact, long Code)> Edges(ImmutableArray<TableDiff> tables, ImmutableArray<Duration> moved)
    {
        HashSet<long> times = [.. moved.Select(static one => one.ToInt64Nanoseconds()).SelectMany(static time => new[] { time, time + 1 })];
        foreach (string id in tables.Where(static table => !table.IsEquivalent).Select(static table => table.Id))
        {
            (Fact Fact, long Low)[] was = [.. Lows(_old, id)];
            (Fact Fact, long Low)[] now = [.. Lows(_new, id)];
            foreach ((Fact fact, long low) in now.Concat(was)
                .Where(one => was.Any(other => IsSame(one, other)) != now.Any(other => IsSame(one, other))
                    || (one.Fact.Kind == FactKind.Elapsed && times.Contains(one.Low)))
                .GroupBy(static one => (one.Fact.Id, one.Low)).Select(static same => same.First()))
            {
                yield return (id, fact, low);
            }
        }

        static bool IsSame((Fact Fact, long Low) one, (Fact Fact, long Low) other) =>
            one.Fact.Id == other.Fact.Id && one.Low == other.Low;

        static IEnumerable<(Fact Fact, long Low)> Lows(InfusionRules rules, string id) =>
            from table in rules.Tables.Where(table => table.Id == id)
            from fact in table.Facts.Where(static fact => fact.IsOrdered && fact.LinkedTable is null && !fact.Fields.IsEmpty)
            let index = table.Facts.IndexOf(fact)
            from cell in Enumerable.Range(1, Math.Max(0, table.Partition.CellsOf(index) - 1))
            select (fact, table.Partition.Bounds(index, cell).Low);
    }

    // The records that show something of a table already.
    private JsonObject[] Near(string table) =>
    [
        .. _shown.Where(one => InfusionRules.TablesOf(one.Key.Decision).Contains(table)).Select(static one => one.Value.Record).Distinct()
            .Select(static record => JsonNode.Parse(record)!.AsObject()),
    ];

    private static JsonObject Edited(JsonObject story, Action<JsonObject> edit)
    {
        JsonObject edited = Stories.Copy(story);
        edit(edited);
        return edited;
    }

    /// <summary>The smallest record of each axis and direction of a decision.</summary>
    /// <param name="decision">The id of the decision.</param>
    /// <param name="possible">For each axis, the directions in which a part may differ with the whole.</param>
    public IEnumerable<RecordWitness> WitnessesOf(string decision, Func<ChangeAxis, Direction> possible) =>
        from one in _shown
        where one.Key.Decision == decision && IsOf(one.Value.Difference, one.Key.Direction, possible(one.Key.Axis))
        orderby one.Key.Axis, one.Key.Direction
        select WitnessOf(one.Value.Difference, one.Value.Record, one.Key.Direction);

    // The first witness of each table, then the second of each.
    private static IEnumerable<Witness> Turns(ImmutableArray<TableDiff> tables)
    {
        for (int turn = 0; tables.Any(table => table.Witnesses.Length > turn); turn++)
        {
            foreach (TableDiff table in tables.Where(table => table.Witnesses.Length > turn))
            {
                yield return table.Witnesses[turn];
            }
        }
    }

    // Those with the table, first the ones that together decide all that is wanted, each as much as it can that none before it does, and
    // of those that decide as much the ones that name what changed.
    // While the same is wanted, many cases of a table ask for them.
    private JsonObject[] StoriesFor(string[] wanted, string table)
    {
        if (!_inTurn.TryGetValue((wanted, table), out JsonObject[]? stories))
        {
            stories = [.. InTurn(wanted, table).Take(ManyStories)];
            _inTurn.Add((wanted, table), stories);
        }

        return stories;
    }

    private IEnumerable<JsonObject> InTurn(string[] wanted, string table)
    {
        List<JsonObject> left = [.. StoriesWith(table)];
        HashSet<string> open = [.. wanted];
        while (left.Count > 0)
        {
            JsonObject best = left.OrderByDescending(story => _decidedIn[story].Count(open.Contains)).ThenByDescending(_naming.Contains)
                .First();
            if (!_decidedIn[best].Any(open.Contains))
            {
                open = [.. wanted];
            }

            yield return best;
            left.Remove(best);
            open.ExceptWith(_decidedIn[best]);
        }
    }

    // Those in which a decision is of the table, or else all of them.
    private JsonObject[] StoriesWith(string table)
    {
        JsonObject[] with =
        [
            .. _decidedIn.Where(one => one.Value.Any(decision => InfusionRules.TablesOf(decision).Contains(table)))
                .Select(static one => one.Key),
        ];
        return with.Length > 0 ? with : [.. _decidedIn.Keys];
    }

    // The values of the cells of the tables that changed, and the times that the policy changed.
    private IEnumerable<(Fact Fact, long Code)> Values(ImmutableArray<TableDiff> tables, ImmutableArray<Duration> moved) =>
        tables.Where(static table => !table.IsEquivalent)
            .SelectMany(table => _new.Tables.Concat(_old.Tables).Where(one => one.Id == table.Id))
            .SelectMany(table => table.Facts.Where(static fact => fact.LinkedTable is null && !fact.Fields.IsEmpty)
                .SelectMany(fact => Codes(table, fact).Concat(
                    fact.Kind == FactKind.Elapsed ? moved.Select(one => (Fact: fact, Code: one.ToInt64Nanoseconds())) : [])))
            .GroupBy(static one => (one.Fact.Id, one.Code))
            .Select(static same => (same.First().Fact, same.Key.Code));

    // Few steps, as they come, from what shows something, while anything is wanted.
    private void Wander((Fact Fact, long Code)[] values, WrittenWitness[] witnesses, Func<string[]> open)
    {
        var draws = new Draws((ulong)values.Length);
        var step = new StoryStep(draws, values, witnesses, _stories);
        for (int turn = 0; turn < _most && _tried.Count < _most && open() is { Length: > 0 } wanted; turn++)
        {
            JsonObject[] stories = [.. Enumerable.Range(0, AtOnce).Select(_ => From(draws, draws.Of(wanted)!))];
            foreach (JsonObject story in stories)
            {
                for (int steps = draws.Next(3); steps >= 0; steps--)
                {
                    step.Take(story);
                }
            }

            Try(stories, steps: 3);
        }
    }

    // One that shows something else of the decision, anything at all, or nothing.
    private JsonObject From(Draws draws, string decision)
    {
        string[] near = [.. _shown.Where(one => one.Key.Decision == decision).Select(static one => one.Value.Record)];
        return draws.Next(3) switch
        {
            0 when near.Length > 0 => JsonNode.Parse(draws.Of(near)!)!.AsObject(),
            1 or 0 when _showing.Count > 0 => Stories.Copy(draws.Of(_showing)!),
            _ => Stories.Copy(draws.Of(_stories)!),
        };
    }

    // One value of each cell.
    private static IEnumerable<(Fact Fact, long Code)> Codes(DecisionTable table, Fact fact)
    {
        int index = table.Facts.IndexOf(fact);
        for (int cell = 0; cell < table.Partition.CellsOf(index); cell++)
        {
            (long low, long high) = table.Partition.Bounds(index, cell);
            yield return (fact, low > fact.Minimum || high >= fact.Maximum ? low : high);
        }
    }

    // Those that are so many steps from a story. They are decided side by side and looked at in their order.
    private void Try(IEnumerable<JsonObject> stories, int steps)
    {
        foreach ((JsonObject story, string json, RecordDifference[] differences, string[] decisions) in stories
            .Select(static story => (Story: story, Json: story.ToJsonString())).Where(one => _tried.Add(one.Json)).ToArray()
            .AsParallel().AsOrdered().Select(one => Decided(one.Story, one.Json)))
        {
            if (Note(differences, json, steps))
            {
                _showing.Add(story);
            }

            _decisions.UnionWith(decisions);
            if (steps == 0)
            {
                _decidedIn.Add(story, decisions);
            }
        }
    }

    private (JsonObject Story, string Json, RecordDifference[] Differences, string[] Decisions) Decided(JsonObject story, string json)
    {
        if (Read(_old, json) is not { } old
            || (_new.TimeZone.Id == _old.TimeZone.Id ? old : Read(_new, json)) is not { } @new
            || CaseSearch.ConsistentOf(_old, old) is not { } before || CaseSearch.ConsistentOf(_new, @new) is not { } after)
        {
            return (story, json, [], []);
        }

        ImmutableArray<DecisionDocument> was = Answers(before, new() { IsBrief = true });
        ImmutableArray<DecisionDocument> now = Answers(after, new() { IsBrief = true });
        return (
            story, json, [.. _comparison.Between(was, now)],
            [.. RecordComparison.Flat(was.Concat(now)).Values.Select(static answer => answer.Decision).Distinct()]);
    }

    // Whether something is shown that was not before. Of each the record is kept that settles it under both versions, is the fewest steps
    // from a story, and is the shortest.
    private bool Note(IEnumerable<RecordDifference> differences, string json, int steps)
    {
        bool isNews = false;
        foreach (RecordDifference difference in differences)
        {
            foreach (Direction direction in new[] { Direction.Tightens, Direction.Relaxes, Direction.Incomparable })
            {
                (string, ChangeAxis, Direction) key = (difference.Key.Decision, difference.Axis, direction);
                if ((difference.Direction & direction) == 0)
                {
                    continue;
                }

                bool isKnown = _shown.TryGetValue(key, out (RecordDifference Difference, string Record, int Steps) known);
                if (!isKnown || (difference.IsOfWhole, difference.IsOpen, steps, json.Length)
                    .CompareTo((known.Difference.IsOfWhole, known.Difference.IsOpen, known.Steps, known.Record.Length)) < 0)
                {
                    isNews |= !isKnown;
                    _shown[key] = (difference, json, steps);
                }
            }
        }

        return isNews;
    }

    private static PatientRecord? Read(InfusionRules rules, string json) =>
        PatientRecord.TryParse(json, rules.TimeZone, out PatientRecord? record, out _) ? record : null;

    // Those of a review, and of every visit whether it goes ahead on its day.
    private static ImmutableArray<DecisionDocument> Answers(CourseReview review, Kept kept) =>
    [
        .. kept.IsBrief ? review.ToAnswers() : review.ToDocuments(),
        .. review.Visits.Where(static visit => visit.Visit is { CancellationInForce: null, Appointment: not null })
            .Select(visit => review.DecideDay(visit).ToDocument(kept) with { Subject = visit.Visit.Id }),
    ];

    private RecordWitness WitnessOf(RecordDifference difference, string json, Direction direction)
    {
        DecisionDocument? before = AnswerOf(_old, isNew: false);
        DecisionDocument? after = AnswerOf(_new, isNew: true);
        return new()
        {
            Axis = difference.Axis,
            Class = direction.ToClass(),
            Subject = difference.Key.Subject,
            Before = AnswerText.Of(before, after, difference.Axis, _old),
            After = AnswerText.Of(after, before, difference.Axis, _new),
            Story = StoryText.Of(json, _stories),
            Record = json,
        };

        // One record shows several decisions.
        DecisionDocument? AnswerOf(InfusionRules rules, bool isNew)
        {
            if (!_answers.TryGetValue((json, isNew), out Dictionary<AnswerKey, DecisionDocument>? answers))
            {
                answers = RecordComparison.Flat(Answers(CaseSearch.ConsistentOf(rules, Read(rules, json)!)!, new()));
                _answers.Add((json, isNew), answers);
            }

            return answers.TryGetValue(difference.Key, out DecisionDocument? answer)
                ? answer
                : null;
        }
    }
}
