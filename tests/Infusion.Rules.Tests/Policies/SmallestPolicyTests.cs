using System.Text.Json;
using System.Text.RegularExpressions;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Tests.Policies;

/// <summary>The smallest policy, an id, a version, a name and a time zone: it states nothing, so nothing is decided by it.</summary>
public sealed partial class SmallestPolicyTests
{
    private const string Json =
        """{ "format": 2, "id": "small-clinic", "version": "1", "name": "A small clinic", "timeZone": "America/Chicago" }""";

    // Of the record alone: where a course is, what comes next, and the times that were recorded.
    // What always goes to a clinician does so whatever a policy states.
    private static readonly string[] _ofTheRecord =
        ["course.stage", "course.next", "day.visit", "visit.timeline", "response.latest", "response.last-item-9"];

    private static InfusionRules Smallest => new(ClinicPolicy.Parse(Json));

    /// <summary>The files of the sample records.</summary>
    public static TheoryData<string> Records =>
    [
        .. Directory.EnumerateFiles(RepositoryFiles.PathOf("samples/Infusion.Rules.Sample/cases"), "*.json")
            .Append(RepositoryFiles.PathOf("samples/change/water.json"))
            .Concat(Directory.EnumerateFiles(RepositoryFiles.PathOf("tests/Infusion.Rules.Tests/Records/Files"), "*.json"))
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void It_is_written_as_it_is_read()
    {
        ClinicPolicy policy = ClinicPolicy.Parse(Json);
        Assert.Equal(policy, ClinicPolicy.Parse(policy.ToJson()));
        Assert.Equal(5, JsonDocument.Parse(policy.ToJson()).RootElement.EnumerateObject().Count());
    }

    [Fact]
    public void An_earlier_format_is_refused_by_name()
    {
        var refusal = Assert.Throws<DocumentException>(() => ClinicPolicy.Parse(Json.Replace("\"format\": 2", "\"format\": 1")));
        Problem problem = Assert.Single(refusal.Problems);
        Assert.Contains("format 1, which was never released", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains("write 2, and leave out what your clinic does not publish", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_table_of_a_room_has_one_row_which_says_so_and_cites_nobody()
    {
        int tables = 0;
        foreach (DecisionTable table in Smallest.Tables.Where(table => !IsOfTheRecord(table.Id)))
        {
            tables++;

            Rule only = Assert.Single(table.Rules);
            Assert.Equal(
                (table.Id + ".not-published", "NotPublished", Modality.Informational),
                (only.Id, table.Outcomes[only.Outcome], only.Modality));
            Assert.Empty(only.Citations);
            Assert.Empty(only.Terms);
            Assert.DoesNotContain(only.Says.Replace("PHQ-9", "", StringComparison.Ordinal), char.IsDigit);
        }

        Assert.True(tables > 50, $"{tables} tables");
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void Every_decision_about_a_record_is_not_published_or_about_the_record_alone(string file)
    {
        CourseReview review = Smallest.Review(PatientRecord.Parse(File.ReadAllText(file), Smallest.TimeZone));
        DecisionDocument[] all = [.. review.ToDocuments().SelectMany(WithParts)];
        Assert.NotEmpty(all);
        Assert.All(all.Where(one => !IsOfTheRecord(one.Decision)), one =>
        {
            Assert.Equal((one.Decision, DecisionStatus.Determined, "NotPublished"), (one.Decision, one.Status, one.Outcome));
            Assert.Contains(" not-published", " " + one.Rules[0].Id.Split('.')[^1], StringComparison.Ordinal);
            Assert.Empty(one.Questions);
        });
        Assert.All(all, one => Assert.All(one.Rules, rule => Assert.Empty(rule.Citations)));
        Assert.DoesNotMatch(Statement(), JsonSerializer.Serialize(all));
    }

    [Theory]
    [InlineData(", \"provenance\": \"published\"", "contradiction $.continuity.interactions[0].provenance")]
    [InlineData(", \"provenance\": \"published\", \"citations\": [\"clinic-policy\"]", "contradiction $.continuity.interactions[0].provenance")]
    [InlineData(", \"citations\": [\"R64\"]", "unknown-name $.continuity.interactions[0].citations[0]")]
    [InlineData(", \"citations\": [\"iasp-chronic-pain\"]", "unknown-name $.continuity.interactions[0].citations[0]")]
    [InlineData(", \"provenance\": \"published\", \"citations\": [\"our-page\"]", "")]
    [InlineData("", "")]
    public void What_is_published_cites_a_source_of_its_own(string said, string problem)
    {
        string json = Json.Replace("\"timeZone\"", $$"""
            "sources": [{ "id": "our-page", "citation": "Our page.", "verified": "primary" }],
            "continuity": { "interactions": [{ "id": "theophylline", "medicine": "theophylline" {{said}} }] },
            "timeZone"
            """, StringComparison.Ordinal);
        Assert.Equal(problem.Length == 0, ClinicPolicy.TryParse(json, out _, out var problems));
        Assert.Equal(problem, string.Join("; ", problems.Select(one => $"{one.Code} {one.Path}")));
    }

    [Fact]
    public void An_overlay_brings_its_sources_along()
    {
        ClinicPolicy with = ClinicPolicy.Parse(Json).With(PolicyOverlay.Consensus2018);
        Assert.NotEmpty(with.Sources);
        Assert.Equal(with, ClinicPolicy.Parse(with.ToJson()));
    }

    private static bool IsOfTheRecord(string id) => _ofTheRecord.Contains(id) || id.StartsWith("course.", StringComparison.Ordinal);

    private static IEnumerable<DecisionDocument> WithParts(DecisionDocument one) => one.Parts.SelectMany(WithParts).Prepend(one);

    [GeneratedRegex("""\b(R\d\d[a-z]?|C\d{1,2})\b""")]
    private static partial Regex Statement();
}
