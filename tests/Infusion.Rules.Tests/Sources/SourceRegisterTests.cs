using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infusion.Rules.Sources;

namespace Infusion.Rules.Tests.Sources;

public partial class SourceRegisterTests
{
    private const int SharedRun = 8;

    private static SourceRegister Register => SourceRegister.Published;

    [Fact]
    public void Every_statement_of_the_page_is_there_once_and_in_order()
    {
        IEnumerable<string> expected =
        [
            .. Enumerable.Range(1, 56).Select(Id),
            "R56b",
            .. Enumerable.Range(57, 27).Select(Id),
        ];

        Assert.Equal(expected, Register.Statements.Select(statement => statement.Id));
        Assert.Equal(84, Register.Statements.Length);

        static string Id(int number) => FormattableString.Invariant($"R{number:00}");
    }

    [Fact]
    public void Every_conflict_is_there_once_and_in_order() =>
        Assert.Equal(
            Enumerable.Range(1, 18).Select(number => FormattableString.Invariant($"C{number}")),
            Register.Conflicts.Select(conflict => conflict.Id));

    [Fact]
    public void Every_statement_has_rules_or_a_reason_and_never_both() =>
        Assert.All(Register.Statements, statement =>
        {
            Assert.NotEqual(statement.Rules.IsEmpty, statement.Reason is null);
            Assert.Equal(statement.Reason is null, statement.IsEncoded());
        });

    [Fact]
    public void Every_rule_id_names_a_room_and_a_rule_in_kebab_case() =>
        Assert.All(Register.Statements.SelectMany(statement => statement.Rules), rule => Assert.Matches(RuleId, rule));

    [Fact]
    public void Every_conflict_names_statements_that_exist() =>
        Assert.All(
            Register.Conflicts.SelectMany(conflict => conflict.Statements),
            id => Assert.NotNull(Register.FindStatement(id)));

    [Fact]
    public void Every_alternative_is_a_dotted_policy_path_or_not_executable()
    {
        var parameters = Register.Conflicts
            .SelectMany(conflict => conflict.Alternatives)
            .Select(alternative => alternative.Parameter)
            .OfType<string>()
            .ToList();

        Assert.NotEmpty(parameters);
        Assert.All(parameters, parameter => Assert.Matches(PolicyPath, parameter));
    }

    [Fact]
    public void Every_reference_has_a_kebab_case_id() =>
        Assert.All(Register.References, reference => Assert.Matches(ReferenceId, reference.Id));

    [Theory]
    [InlineData("iasp-chronic-pain")]
    [InlineData("dworkin-2008")]
    [InlineData("farrar-2001")]
    [InlineData("kroenke-2001")]
    [InlineData("spitzer-2006")]
    [InlineData("hedis-drr-e")]
    [InlineData("hawley-2002")]
    [InlineData("asa-2023")]
    [InlineData("chung-1995")]
    [InlineData("aldrete-statpearls")]
    [InlineData("cohen-2018")]
    [InlineData("ketalar-label")]
    public void A_work_that_the_rules_cite_is_there(string id) => Assert.NotNull(Register.FindReference(id));

    [Fact]
    public void Only_what_was_read_is_cited()
    {
        var tags = Shipped()["references"]!.AsArray().Select(reference => (string?)reference!["verified"]).ToList();

        Assert.NotEmpty(tags);
        Assert.All(tags, tag => Assert.True(tag is "primary" or "secondary", tag));
    }

    [Fact]
    public void The_2023_fasting_update_is_cited_without_an_identifier_nobody_checked()
    {
        var citation = Register.FindReference("asa-2023")!.Citation;

        Assert.Contains("2023;138:132-151", citation, StringComparison.Ordinal);
        Assert.DoesNotContain("doi", citation, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void No_two_texts_share_a_run_of_eight_words()
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        var compared = 0;
        foreach (var (owner, text) in Texts())
        {
            foreach (var run in Runs(text).Distinct(StringComparer.Ordinal))
            {
                compared++;
                Assert.True(owners.TryAdd(run, owner), $"{owner} and {owners[run]} share \"{run}\".");
            }
        }

        Assert.True(compared > 500);
    }

    [Fact]
    public void No_text_says_a_word_the_library_never_says() =>
        Assert.All(Texts(), entry => Assert.DoesNotMatch(ForbiddenWord, entry.Text));

    [Fact]
    public void A_citation_is_known_by_its_exact_id()
    {
        Assert.True(Register.Contains("R56b"));
        Assert.True(Register.Contains("C18"));
        Assert.True(Register.Contains("dworkin-2008"));
        Assert.False(Register.Contains("r44"));
        Assert.False(Register.Contains("R84"));
        Assert.False(Register.Contains("C19"));
        Assert.False(Register.Contains(""));
    }

    [Fact]
    public void Each_lookup_finds_its_own_kind_only()
    {
        Assert.Equal("R44", Register.FindStatement("R44")?.Id);
        Assert.Equal("C6", Register.FindConflict("C6")?.Id);
        Assert.Equal("asa-2023", Register.FindReference("asa-2023")?.Id);
        Assert.Null(Register.FindStatement("C6"));
        Assert.Null(Register.FindConflict("R44"));
        Assert.Null(Register.FindReference("R44"));
    }

    [Fact]
    public void A_statement_stands_under_a_heading_and_nothing_else_does()
    {
        Assert.Equal("FAQs about your Ketamine Appointment", Register.Heading("R52"));
        Assert.Equal("Referral Program", Register.Heading("R72"));
        Assert.Null(Register.Heading("C6"));
        Assert.Null(Register.Heading("asa-2023"));
        Assert.Null(Register.Heading("R84"));
    }

    [Fact]
    public void A_rule_leads_back_to_its_statements_in_order()
    {
        Assert.Equal(["R43", "R45", "R46"], Register.StatementsOf("fasting.solids").Select(statement => statement.Id));
        Assert.Empty(Register.StatementsOf("fasting.no-such-rule"));
    }

    [Fact]
    public void A_null_id_is_a_bug_of_the_caller()
    {
        Assert.Throws<ArgumentNullException>("citationId", () => Register.Contains(null!));
        Assert.Throws<ArgumentNullException>("citationId", () => Register.Heading(null!));
        Assert.Throws<ArgumentNullException>("id", () => Register.FindStatement(null!));
        Assert.Throws<ArgumentNullException>("id", () => Register.FindConflict(null!));
        Assert.Throws<ArgumentNullException>("id", () => Register.FindReference(null!));
        Assert.Throws<ArgumentNullException>("ruleId", () => Register.StatementsOf(null!));
    }

    [Fact]
    public void The_register_is_read_once() => Assert.Same(SourceRegister.Published, SourceRegister.Published);

    [Fact]
    public void The_ids_that_are_read_alone_are_the_ids_of_the_register()
    {
        string[] ids =
        [
            .. Register.Statements.Select(one => one.Id), .. Register.Conflicts.Select(one => one.Id),
            .. Register.References.Select(one => one.Id),
        ];

        Assert.True(ids.Length > 90);
        Assert.All(ids, id => Assert.True(SourceRegister.IsPublished(id), id));
        string[] others = ["R00", "r44", "R44 ", "", "clinic-policy", "statements"];
        Assert.All(others, id => Assert.False(SourceRegister.IsPublished(id), id));
    }

    [Fact]
    public void The_register_counts_itself() =>
        Assert.Equal(
            FormattableString.Invariant($"84 statements, 18 conflicts, {Register.References.Length} references"),
            Register.ToString());

    [Fact]
    public void Json_reads_back_to_the_same_register()
    {
        var json = Register.ToJson();
        var again = SourceRegister.FromJson(json);

        Assert.Equal(Register.Statements, again.Statements);
        Assert.Equal(Register.Conflicts, again.Conflicts);
        Assert.Equal(Register.References, again.References);
        Assert.Equal(json, again.ToJson());
        Assert.DoesNotContain("\r", json, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_file_is_what_the_library_writes() =>
        Assert.True(JsonNode.DeepEquals(Shipped(), JsonNode.Parse(Register.ToJson())));

    internal static JsonNode Shipped()
    {
        using var stream = typeof(SourceRegister).Assembly.GetManifestResourceStream("Infusion.Rules.Sources.register.json");
        return JsonNode.Parse(stream!)!;
    }

    private static IEnumerable<(string Owner, string Text)> Texts() =>
    [
        .. Register.Statements.Select(statement => (statement.Id, statement.Paraphrase)),
        .. Register.Statements.Where(statement => statement.Reason is not null).Select(statement => (statement.Id, statement.Reason!)),
        .. Register.Conflicts.SelectMany(conflict => ImmutableArray.Create(
            (conflict.Id, conflict.Question),
            (conflict.Id, conflict.Reading))),
        .. Register.Conflicts.SelectMany(conflict => conflict.Alternatives.SelectMany(alternative => ImmutableArray.Create(
            (conflict.Id, alternative.Reading),
            (conflict.Id, alternative.Effect)))),
        .. Register.References.Select(reference => (reference.Id, reference.Citation)),
    ];

    private static IEnumerable<string> Runs(string text)
    {
        var words = Word.Matches(text.ToUpperInvariant()).Select(match => match.Value).ToList();
        return Enumerable.Range(0, Math.Max(0, words.Count - SharedRun + 1))
            .Select(start => string.Join(' ', words.Skip(start).Take(SharedRun)));
    }

    [GeneratedRegex("^[a-z]+(\\.[a-z0-9]+(-[a-z0-9]+)*)+$")]
    private static partial Regex RuleId { get; }

    [GeneratedRegex("^[a-z][a-zA-Z]*(\\.[a-z][a-zA-Z]*)*$")]
    private static partial Regex PolicyPath { get; }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)+$")]
    private static partial Regex ReferenceId { get; }

    [GeneratedRegex("\\b(safe|safely|cured|stop|stops|stopped)\\b", RegexOptions.IgnoreCase)]
    private static partial Regex ForbiddenWord { get; }

    [GeneratedRegex("[A-Z0-9$%]+")]
    private static partial Regex Word { get; }
}
