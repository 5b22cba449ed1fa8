using System.Reflection;
using System.Runtime.CompilerServices;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Tests.Courses;

/// <summary>How often the rows of a review are judged: by a counter, over every sample record under every sample policy.</summary>
public sealed class JudgedOnceTests
{
    private static readonly string[] _policies =
    [
        "published",
        .. Directory.EnumerateFiles(RepositoryFiles.PathOf("samples/policies"), "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal),
    ];

    private static readonly string[] _records =
    [
        .. Directory.EnumerateFiles(RepositoryFiles.PathOf("samples/Infusion.Rules.Sample/cases"), "*.json").Order(StringComparer.Ordinal),
        RepositoryFiles.PathOf("samples/change/water.json"),
        .. Directory.EnumerateFiles(RepositoryFiles.PathOf("tests/Infusion.Rules.Tests/Records/Files"), "*.json")
            .Order(StringComparer.Ordinal),
    ];

    // What the items of a joined list share is tried outside them, so a decision that rests on one item judges it for itself.
    // A booking is judged with the candidacy it tries, and so are the stage and the next step that rest on it.
    private static readonly string[] _againInDocuments =
        ["eligibility.candidacy", "response.evaluation", "response.instrument", "response.standing"];

    private static readonly string[] _againInReview =
    [
        "course.stage", "course.verdict", "eligibility.candidacy", "eligibility.condition", "fasting.intake", "fasting.timing", "fee.cancellation",
        "protocol.choice", "response.evaluation", "response.instrument", "response.standing", "visit.criteria", "visit.vital-signs-after",
    ];

    /// <summary>All documents of a review need its rows once more, however many decisions rest on a row.</summary>
    [Fact]
    public void All_documents_of_a_review_judge_a_row_once()
    {
        var again = new SortedSet<string>(StringComparer.Ordinal);
        int judged = 0;
        foreach ((CourseReview review, RowCount count) in Reviews())
        {
            count.Rows.Clear();
            review.ToDocuments();
            judged += count.Rows.Count;
            again.UnionWith(Again(count, review));
        }

        Assert.True(judged > 1_000, $"{judged} rows were judged.");
        string found = string.Join(", ", again);
        Assert.True(string.Join(", ", _againInDocuments) == found, found);
    }

    /// <summary>For its outcome a decision judges a row once. A row is judged again where another decision asks for it: by a link, for
    /// the group a condition belongs to, for the protocol that the rules name, for the amount of a fee.</summary>
    [Fact]
    public void A_review_judges_a_row_again_only_where_another_decision_asks_for_it()
    {
        var again = new SortedSet<string>(StringComparer.Ordinal);
        foreach ((CourseReview review, RowCount count) in Reviews())
        {
            again.UnionWith(Again(count, review));
        }

        string found = string.Join(", ", again);
        Assert.True(string.Join(", ", _againInReview) == found, found);
    }

    // Every review is of rules of its own, whose deciders count.
    private static IEnumerable<(CourseReview Review, RowCount Count)> Reviews() =>
        from policy in _policies
        let rules = new InfusionRules(policy == "published"
            ? ClinicPolicy.VirginiaInfusionTherapies
            : ClinicPolicy.Parse(RepositoryFiles.Read($"samples/policies/{policy}.json")))
        from record in _records
        let count = Counted(rules)
        let review = rules.Review(PatientRecord.Parse(File.ReadAllText(record), rules.TimeZone))
        select (review, count);

    private static RowCount Counted(InfusionRules rules)
    {
        var count = new RowCount();
        object[] rooms =
        [
            rules.Eligibility, rules.Continuity, rules.Protocols, rules.Fasting, rules.Visits, rules.Response, rules.Maintenance,
            rules.Course, rules.Fees,
        ];
        foreach (Decider decider in rooms.SelectMany(room =>
            room.GetType().GetFields(BindingFlags.NonPublic | BindingFlags.Instance).Select(field => field.GetValue(room))
                .OfType<Decider>()))
        {
            Count(decider, count);
        }

        return count;
    }

    private static void Count(Decider decider, RowCount count)
    {
        decider.Count = count;
        foreach (Decider one in decider.Within)
        {
            Count(one, count);
        }
    }

    // The tables of rows that were judged more than once. What the earliest appointment would leave unmet is asked about another visit
    // than the one on record: it is analysis, and no judgement of that one.
    private static IEnumerable<string> Again(RowCount count, CourseReview review)
    {
        HashSet<Visit> onRecord = [.. review.Visits.Select(visit => visit.Visit)];
        return count.Rows.Where(row => row.About is not Taken taken || onRecord.Contains(taken.Visit))
            .GroupBy(row => (row.Table, About: new Subject(row.About), string.Join(" | ", row.Given ?? [])))
            .Where(same => same.Count() > 1).Select(same => same.Key.Table.Id);
    }

    // A value is told apart by what it is, an object by being another one.
    private readonly record struct Subject(object About)
    {
        public bool Equals(Subject other) => About is ValueType ? About.Equals(other.About) : ReferenceEquals(About, other.About);

        public override int GetHashCode() => About is ValueType ? About.GetHashCode() : RuntimeHelpers.GetHashCode(About);
    }
}
