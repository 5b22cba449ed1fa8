using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infusion.Rules.Cases;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification.Proof;
using NodaTime.Text;

namespace Infusion.Rules.Verification.Records;

/// <summary>Looks for records that reach what no case does: stories into which the facts of a missing case are written.</summary>
/// <remarks>Only what the rules read of a record again counts. The same records are tried each time.</remarks>
internal sealed class CaseSearch
{
    // Of one goal in one turn; the first turn has the stories, the second the records that were found as well.
    private const int MostTries = 150;
    private const int MostWays = 60;
    private const int LongestName = 120;

    private readonly InfusionRules _rules;
    private readonly List<CoverageGoal> _open;
    private readonly List<(JsonObject Story, ILookup<string, FactValue[]> Rows)> _stories = [];
    private readonly HashSet<string> _tried = new(StringComparer.Ordinal);
    private readonly List<RecordCase> _found = [];
    private readonly HashSet<string> _facts;

    public CaseSearch(InfusionRules rules, IEnumerable<CoverageGoal> goals)
    {
        (_rules, _open) = (rules, [.. goals]);
        _facts = [.. rules.Tables.SelectMany(static table => table.Facts).Select(static fact => fact.Id)];
    }

    /// <summary>The records that reach something, in the order they were found.</summary>
    public IEnumerable<RecordCase> Found => _found;

    /// <summary>What none of them reaches.</summary>
    public IEnumerable<CoverageGoal> Open => _open;

    /// <summary>Looks until everything is reached, or enough was tried.</summary>
    public void Run()
    {
        foreach (JsonObject story in new Stories(_rules.Policy, _rules.Policy).All())
        {
            Try(story, isStory: true);
        }

        for (int turn = 0; turn < 2; turn++)
        {
            foreach (CoverageGoal goal in _open.ToArray())
            {
                Look(goal);
            }
        }
    }

    // Of every story the row that has most of a case already, and only what that has not is written into it.
    private void Look(CoverageGoal goal)
    {
        int last = _tried.Count + MostTries;
        var ahead =
            from story in _stories
            where story.Rows.Contains(goal.Table.Id)
            from facts in goal.Cases
            let missing = story.Rows[goal.Table.Id].Select(row => goal.Missing(facts, row)).OrderBy(static some => some.Count).First()
            orderby missing.Count
            select (story.Story, Missing: missing, Facts: facts);
        foreach (var (story, missing, facts) in ahead.ToArray())
        {
            Action<JsonObject>[][] edits = [.. missing.Select(one => EditsOf(one, facts)).Where(static ways => ways.Length > 0)];
            int ways = edits.Aggregate(1, static (product, one) => Math.Min(product * one.Length, MostWays));
            for (int way = 0; way < ways && edits.Length > 0 && _tried.Count < last; way++)
            {
                var written = JsonNode.Parse(story.ToJsonString())!.AsObject();
                int rest = way;
                foreach (Action<JsonObject>[] edit in edits)
                {
                    edit[rest % edit.Length](written);
                    rest /= edit.Length;
                }

                Try(written, isStory: false);
                if (!_open.Contains(goal))
                {
                    return;
                }
            }
        }
    }

    private static Action<JsonObject>[] EditsOf((Fact Fact, long Code) one, IReadOnlyList<(Fact Fact, long Code)> facts)
    {
        // Scores are written with their instrument.
        if (facts.Any(other => other.Fact.ScaledBy?.Id == one.Fact.Id))
        {
            return [];
        }

        long? scale = facts.Where(other => other.Fact.Id == one.Fact.ScaledBy?.Id).Select(static other => (long?)other.Code)
            .FirstOrDefault();
        return [.. StoryEdit.Of(one.Fact, one.Code, scale: scale)];
    }

    private void Try(JsonObject story, bool isStory)
    {
        string json = story.ToJsonString();
        if (!_tried.Add(json) || !PatientRecord.TryParse(json, _rules.TimeZone, out PatientRecord? record, out _)
            || ConsistentOf(_rules, record) is not { } review)
        {
            return;
        }

        ILookup<string, FactValue[]> rows = review.Rows().ToLookup(static row => row.Table.Id, row => InOrder(row, _rules));
        CoverageGoal[] met = [.. _open.Where(goal => rows[goal.Table.Id].Any(goal.IsMetBy))];
        bool isFound = met.Length > 0 && Add(record, review, met);
        if (isStory || isFound)
        {
            _stories.Add((story, rows));
        }
    }

    /// <summary>The review of a record; <c>null</c> where it cannot be judged.</summary>
    public static CourseReview? ReviewOf(InfusionRules rules, PatientRecord record) => OrNone(record, rules.Review);

    /// <summary>The review of a record that may be a patient's; <c>null</c> where it contradicts itself or cannot be judged.</summary>
    public static CourseReview? ConsistentOf(InfusionRules rules, PatientRecord record) => OrNone(record, rules.ReviewConsistent);

    private static CourseReview? OrNone(PatientRecord record, Func<PatientRecord, CourseReview?> review)
    {
        try
        {
            return review(record);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The values of a row in the order in which its table lists the facts.</summary>
    public static FactValue[] InOrder(TracedRow row, InfusionRules rules)
    {
        DecisionTable table = rules.Table(row.Table.Id);
        return
        [
            .. table.Facts.Select(fact => row.Table.Facts.FirstOrDefault(one => one.Id == fact.Id) is { } own
                ? row.Values[row.Table.Facts.IndexOf(own)]
                : FactValue.Unknown),
        ];
    }

    // A record that reaches something counts where something is said of a decision that rests on it.
    private bool Add(PatientRecord record, CourseReview review, CoverageGoal[] met)
    {
        HashSet<string> tables = [.. met.Select(static goal => goal.Table.Id)];
        ImmutableArray<DecisionExpectation> expected = [.. Expectations(review, tables)];
        var whole = new RecordCase { Record = record, Expected = expected };
        HashSet<string> wrong =
        [
            .. new StatedRecord("", "", whole).Failures(_rules).Select(failure => expected.Select(static one => one.ToString())
                .Where(one => failure.StartsWith(one + ": ", StringComparison.Ordinal))
                .OrderByDescending(static one => one.Length).First()),
        ];
        expected = [.. expected.Where(one => !wrong.Contains(one.ToString()))];
        HashSet<string> spoken = [.. expected.SelectMany(one => StatedRecord.TablesOf(one.Decision, _rules))];
        CoverageGoal[] reached = [.. met.Where(goal => spoken.Contains(goal.Table.Id))];
        if (reached.Length == 0)
        {
            return false;
        }

        string name = string.Join("; ", reached.Select(static goal => goal.Says));
        _found.Add(whole with
        {
            Name = name.Length <= LongestName ? name : name.Substring(0, LongestName - 1).TrimEnd() + "…",
            Expected = expected,
        });
        _open.RemoveAll(reached.Contains);
        return true;
    }

    // What is decided by the tables; where no decision is made of one, what rests on it.
    private IEnumerable<DecisionExpectation> Expectations(CourseReview review, HashSet<string> tables)
    {
        (string? Visit, DecisionDocument Document, string? Of)[] all =
        [
            .. review.Visits.SelectMany(visit => visit.ToDocuments().SelectMany(one => Flat(one, null))
                .Select(one => ((string?)visit.Visit.Id, one.Document, one.Of))),
            .. review.ToDocuments().SelectMany(static one => Flat(one, null)).Select(static one => ((string?)null, one.Document, one.Of)),
        ];
        HashSet<DecisionDocument> ofVisits = [.. all.Where(static one => one.Visit is not null).Select(static one => one.Document)];
        var mine = all.Where(one => one.Visit is not null || !ofVisits.Contains(one.Document)).ToArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string table in tables)
        {
            var made = mine.Where(one => InfusionRules.TablesOf(one.Document.Decision).Contains(table)).ToArray();
            foreach ((string? visit, DecisionDocument document, string? of) in made.Length > 0 ? made
                : mine.Where(one => StatedRecord.TablesOf(one.Document.Decision, _rules).Contains(table)).Take(1))
            {
                bool isOneOfSeveral = mine.Any(other => other.Document.Decision == document.Decision && other.Visit == visit
                    && other.Document.Subject == document.Subject && !other.Document.Equals(document));
                DecisionExpectation expected = Of(document, visit, isOneOfSeveral ? of : null);
                if (!expected.IsEmpty && seen.Add(expected.ToString()))
                {
                    yield return expected;
                }
            }
        }
    }

    private static IEnumerable<(DecisionDocument Document, string? Of)> Flat(DecisionDocument document, string? of) =>
        document.Parts.SelectMany(part => Flat(part, document.Decision)).Prepend((document, of));

    private DecisionExpectation Of(DecisionDocument document, string? visit, string? of)
    {
        bool isOpen = document.Status == DecisionStatus.NeedsInformation;
        bool isInvalid = document.Status == DecisionStatus.Invalid;
        string[] asked = [.. document.Questions.Select(static question => question.Fact)];
        bool isList = InfusionRules.TablesOf(document.Decision).FirstOrDefault() is { } id
            && _rules.Tables.FirstOrDefault(table => table.Id == id) is { HitPolicy: HitPolicy.Collect };
        return new()
        {
            Decision = document.Decision,
            Visit = visit,
            Subjects = document.Subject is { } subject ? [subject] : [],
            Of = of,
            IsOpen = isOpen,
            IsInvalid = isInvalid,
            Outcome = isInvalid || (isOpen && isList) ? null
                : isOpen ? [document.Outcome]
                : document.Possible.IsEmpty ? ["none"]
                : document.Possible,
            Rules = [.. document.Rules.Select(static rule => rule.Id)],

            // A question of the review itself is no fact of a table, and no case can name it.
            Questions = asked.All(_facts.Contains) ? [.. asked] : [],
            Values = document.Values.Where(static value => value.Id != "contradiction")
                .GroupBy(static value => value.Id, StringComparer.Ordinal).ToImmutableSortedDictionary(
                    static same => same.Key, same => same.Select(value => OnClock(value.Value)).ToImmutableArray(), StringComparer.Ordinal),
        };
    }

    // A time as the clinic's clock shows it, where it shows it once.
    private string OnClock(string value) =>
        InstantPattern.ExtendedIso.Parse(value) is { Success: true, Value: var instant }
            && instant.InZone(_rules.TimeZone).LocalDateTime is var local && _rules.TimeZone.MapLocal(local).Count == 1
            && local.NanosecondOfSecond == 0
            ? LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss").Format(local)
            : value;
}
