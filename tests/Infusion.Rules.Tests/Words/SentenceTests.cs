using System.Text;
using System.Text.RegularExpressions;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Repository;
using Infusion.Rules.Words;

namespace Infusion.Rules.Tests.Words;

/// <summary>Every sentence that the shipped policies can make, written to docs/sentences and held to what a machine can tell.</summary>
public sealed partial class SentenceTests
{
    private const string Folder = "docs/sentences/";

    private const int MostWords = 25;

    private static readonly string[] _internalWords =
        ["anchor", "linked", "cell", "null", "true", "false", "enum", "boolean", "outcome", "not known known", "completion", "instant"];

    private static readonly (string Name, InfusionRules Rules)[] _shipped =
    [
        ("published", InfusionRules.Published),
        .. PolicyOverlay.BuiltIn.Select(static overlay =>
            ($"published+{overlay.Id}", new InfusionRules(ClinicPolicy.VirginiaInfusionTherapies.With(overlay)))),
        .. Directory.GetFiles(RepositoryFiles.PathOf("samples/policies"), "*.json").Order(StringComparer.Ordinal).Select(static file =>
            (Path.GetFileNameWithoutExtension(file), new InfusionRules(ClinicPolicy.Parse(File.ReadAllText(file))))),
    ];

    /// <summary>A sentence, with what it is of.</summary>
    private sealed record Sentence(string Table, string Kind, string Of, string Text);

    private static Sentence[] All { get; } = [.. Made().Distinct()];

    [Fact]
    public void The_committed_pages_are_what_the_rules_say()
    {
        Dictionary<string, string> pages = All.GroupBy(static one => one.Table.Split('.')[0])
            .ToDictionary(static room => room.Key + ".md", static room => PageOf(room.Key, [.. room]));
        if (Environment.GetEnvironmentVariable("INFUSION_RULES_WRITE") == "1")
        {
            Directory.CreateDirectory(RepositoryFiles.PathOf(Folder));
            foreach (string old in Directory.GetFiles(RepositoryFiles.PathOf(Folder), "*.md"))
            {
                File.Delete(old);
            }

            foreach ((string name, string page) in pages)
            {
                File.WriteAllText(RepositoryFiles.PathOf(Folder + name), page);
            }
        }

        Assert.True(All.Length > 800, $"Only {All.Length} sentences were made.");
        Assert.Equal(
            pages.Keys.Order(StringComparer.Ordinal),
            Directory.GetFiles(RepositoryFiles.PathOf(Folder), "*.md").Select(Path.GetFileName).Order(StringComparer.Ordinal)!);
        Assert.All(pages, static page => Assert.Equal(File.ReadAllText(RepositoryFiles.PathOf(Folder + page.Key)), page.Value));
    }

    [Fact]
    public void No_sentence_has_a_name_of_the_library_or_an_id() => RepositoryFiles.AssertNone(
        All.Where(static one => NameOfTheLibrary().IsMatch(one.Text) || Id().IsMatch(one.Text)).Select(Shown));

    [Fact]
    public void No_sentence_has_a_word_of_the_machine() => RepositoryFiles.AssertNone(
        All.Where(static one => _internalWords.Any(word => Regex.IsMatch(one.Text, $@"\b{word}\b", RegexOptions.IgnoreCase))).Select(Shown));

    [Fact]
    public void Every_number_has_its_unit() => RepositoryFiles.AssertNone(All
        .Where(static one => one.Of is not ("protocol.session-number" or "maintenance.ordinal" or "referral.place"))
        .Where(static one => BareNumber().IsMatch(one.Text)).Select(Shown));

    [Fact]
    public void Parentheses_and_marks_are_right() => RepositoryFiles.AssertNone(All.Where(static one =>
        one.Text.Count(static letter => letter == '(') != one.Text.Count(static letter => letter == ')')
        || one.Text.Contains("..", StringComparison.Ordinal) || one.Text.Contains("  ", StringComparison.Ordinal)
        || (one.Kind != "question" && one.Text.EndsWith('.')) || one.Text.EndsWith(';') || one.Text.Contains(" ,", StringComparison.Ordinal)
        || one.Text.Trim() != one.Text || one.Text.Length == 0).Select(Shown));

    [Fact]
    public void No_span_is_empty() => RepositoryFiles.AssertNone(All.Where(static one => one.Kind == "rule"
        && EmptySpan().IsMatch(one.Text)).Select(Shown));

    [Fact]
    public void No_sentence_is_longer_than_can_be_read_at_once() => RepositoryFiles.AssertNone(
        All.Where(static one => Parts(one.Text).Any(static part => Words(part) > MostWords)).Select(Shown));

    [Fact]
    public void No_two_outcomes_of_a_table_have_one_sentence() => RepositoryFiles.AssertNone(
        All.Where(static one => one.Kind == "outcome").GroupBy(static one => (one.Table, one.Text))
            .Where(static same => same.Select(static one => one.Of).Distinct().Count() > 1).Select(static same => Shown(same.First())));

    [Fact]
    public void Every_outcome_has_words_and_every_word_an_outcome()
    {
        Type[] types = [.. typeof(InfusionRules).Assembly.GetTypes().Where(static type => type.IsEnum)];
        string[] used = [.. _shipped[0].Rules.Tables.Select(static table => table.OutcomesOf).Distinct()];
        Assert.True(used.Length > 50, $"Only {used.Length} kinds of outcomes.");
        RepositoryFiles.AssertNone(used.Concat(OutcomeWords.Types).Distinct().SelectMany(kind =>
        {
            string[] declared = Enum.GetNames(types.Single(type => type.Name == kind));
            string[] worded = [.. OutcomeWords.NamesOf(kind)];
            return declared.Except(worded).Select(name => $"{kind}.{name} has no words")
                .Concat(worded.Except(declared).Select(name => $"{kind} has no {name}"));
        }));
    }

    [Fact]
    public void Every_decision_has_a_title_and_no_title_is_of_none()
    {
        string[] ids = [.. _shipped[0].Rules.Tables.Select(static table => table.Id)];
        RepositoryFiles.AssertNone(ids.Where(static id => !DecisionWords.Decisions.Contains(id)));
        Assert.Equal(DecisionWords.Decisions.Count(), DecisionWords.Decisions.Select(DecisionWords.TitleOf).Distinct().Count());
    }

    private static IEnumerable<Sentence> Made()
    {
        foreach ((_, InfusionRules rules) in _shipped)
        {
            foreach (DecisionTable table in rules.Tables)
            {
                foreach (string outcome in table.Outcomes)
                {
                    yield return new(table.Id, "outcome", outcome, table.WordsOf(outcome));
                }

                foreach (Rule rule in table.Rules)
                {
                    yield return new(table.Id, "rule", rule.Id, rule.Says);
                }

                foreach (Fact fact in table.Facts)
                {
                    yield return new(table.Id, "fact", fact.Id, fact.Name);
                    yield return new(table.Id, "question", fact.Id, fact.Question);
                }

                foreach (Sentence bound in table.Rules.SelectMany(static rule => rule.When.Comparisons()).SelectMany(one => Bound(table, one)))
                {
                    yield return bound;
                }
            }
        }
    }

    // What is said of a value just below a limit, at it and just above it, whichever side is needed.
    private static IEnumerable<Sentence> Bound(DecisionTable table, Condition.Comparison one)
    {
        if (!one.Fact.IsOrdered || one.Comparator == Comparator.Is)
        {
            yield break;
        }

        bool isBefore = one.Comparator is Comparator.AtMost or Comparator.MoreThan;
        long cut = isBefore ? one.Constant + 1 : one.Constant;
        long step = one.Fact.Kind == FactKind.Elapsed ? 60_000_000_000 : one.Fact.Kind == FactKind.Number ? 1 + (one.Fact.Maximum / 1000) : 1;
        foreach (long value in new[] { cut - step, one.Constant, cut + step })
        {
            foreach (bool isMissed in new[] { false, true })
            {
                var limit = new Limit(one.Fact, cut, isBefore, value, isMissed);
                yield return new(
                    table.Id, "bound", one.Fact.Id, $"{one.Fact.Name}: {one.Fact.Tell(value, value)}; {limit.Says}, {limit.Margin}");
            }
        }
    }

    private static string PageOf(string room, Sentence[] sentences)
    {
        var page = new StringBuilder($"# Sentences: {room}\n\nMade by a test from the shipped policies, and read. Do not edit.\n");
        foreach (IGrouping<string, Sentence> table in sentences.GroupBy(static one => one.Table))
        {
            page.Append($"\n## {DecisionWords.TitleOf(table.Key)} (`{table.Key}`)\n");
            foreach ((string kind, string heading) in new[]
                {
                    ("outcome", "What is so"), ("rule", "Rules"), ("fact", "Facts"), ("question", "Questions"), ("bound", "Limits"),
                })
            {
                Sentence[] of = [.. table.Where(one => one.Kind == kind)];
                if (of.Length > 0)
                {
                    page.Append($"\n### {heading}\n").AppendJoin("", of.Select(static one => $"- {one.Text} (`{one.Of}`)\n"));
                }
            }
        }

        return page.ToString();
    }

    private static string Shown(Sentence one) => $"{one.Of}: {one.Text}";

    private static string[] Parts(string text) => text.Split([". ", "; ", ": "], StringSplitOptions.RemoveEmptyEntries);

    private static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    [GeneratedRegex(@"\b(?!McFlurry)[A-Z][a-z]+[A-Z]\w*")]
    private static partial Regex NameOfTheLibrary();

    // From a month to the same month, or within no time at all.
    [GeneratedRegex(@"\b(\d+ \w+) to \1\b|within 0 ")]
    private static partial Regex EmptySpan();

    [GeneratedRegex(@"\b[a-z]+\.[a-z][a-z-]+\b")]
    private static partial Regex Id();

    // A number that no word, sign or unit follows; those of a scale's own name are part of it.
    [GeneratedRegex(@"(?<![\w.:/-])(?<!item |day |above |of )\d+(?:\.\d+)?(?!\.?\d)(?=[.,;)]|$)")]
    private static partial Regex BareNumber();
}
