using System.Text.Json.Nodes;
using Infusion.Rules.Courses;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Tests.Courses;

/// <summary>The path of a question is a place of the record that takes an answer.</summary>
public sealed class QuestionPlaceTests
{
    private static readonly string[] _answers =
    [
        "true", "false", "1", "2", "\"2026-06-01T10:07\"", "\"2026-06-01\"", "\"2020-05\"", "\"four-hour\"", "\"one-hour\"",
        "\"water\"", "\"average\"", "\"worst\"", "\"candidate\"", "\"not-candidate\"", "\"physician\"", "\"nurse\"", "\"none\"", "\"outside-provider\"",
        "\"fasting-violation\"", "\"other\"", "\"after\"", "\"before\"", "\"infusion\"", "\"nothing\"", "\"intravenous\"", "\"patient-cancelled\"", "\"no-show\"",
        """{ "what": "broth", "at": "2026-06-01T10:07" }""", """{ "id": "one-more", "appointment": "2026-06-01T10:07" }""",
        """{ "condition": "pain", "instrument": "pain-nrs", "points": 3, "at": "2026-06-01T10:07" }""",
        """{ "about": "maintenance", "at": "2026-06-01T10:07", "by": "physician" }""", """{ "heartRate": true, "phase": "after" }""",
        """{ "effect": "itch", "at": "2026-06-01T10:07" }""", """{ "name": "migraine" }""",
        """{ "medicine": "tea", "alreadyMade": true }""",
        """{ "name": "tea" }""", """{ "active-psychosis": true }""", """{ "amount": "1.00", "currency": "USD" }""",
        """{ "earliest": "P5W", "latest": "P6W" }""",
    ];

    private static InfusionRules Rules => InfusionRules.Published;

    [Fact]
    public void Every_question_of_the_sample_records_and_of_their_parts_has_a_place_for_its_answer()
    {
        int records = 0;
        var answered = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(RepositoryFiles.PathOf("samples/Infusion.Rules.Sample/cases"), "*.json"))
        {
            JsonObject whole = JsonNode.Parse(
                PatientRecord.Parse(File.ReadAllText(file), Rules.TimeZone).ToJson(Rules.TimeZone))!.AsObject();
            int places = Histories.Places(whole).Count();
            for (int place = 0; place <= places; place++)
            {
                var less = whole.DeepClone().AsObject();
                Histories.Places(less).ElementAtOrDefault(place)?.Invoke();
                records += Answer(less.ToJsonString(), answered);
            }
        }

        Assert.True(records > 500 && answered.Count > 30, $"{records} records, {answered.Count} kinds of places");
    }

    [Fact]
    public void Every_question_of_a_record_that_contradicts_itself_has_a_place_for_its_answer()
    {
        int contradictory = 0;
        var answered = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int seed = 0; seed < 200; seed++)
        {
            History history = Histories.Inconsistent(seed);
            contradictory += history.Review.Contradictions.IsEmpty ? 0 : 1;
            Answer(history.Json, answered);
        }

        Assert.True(contradictory > 25 && answered.Count > 20, $"{contradictory} contradictory, {answered.Count} kinds of places");
    }

    [Fact]
    public void The_end_of_the_infusion_before_goes_to_the_visit_before()
    {
        PatientRecord record = PatientRecord.Parse(
            """
            { "format": 1, "id": "x", "asOf": "2026-06-16T08:00", "protocol": "four-hour", "visits": [
              { "id": "first", "appointment": "2026-06-15T10:00", "start": "2026-06-15T10:00", "left": "2026-06-15T18:00" },
              { "id": "second", "appointment": "2026-06-16T12:00", "departure": "2026-06-16T11:00" }] }
            """,
            Rules.TimeZone);
        OpenQuestion question = Assert.Single(
            Rules.Review(record).Questions, question => question.Decisions.Contains("visit.inbound-ride"));
        Assert.Equal("visits[first].end", question.Path);
        Assert.DoesNotContain(
            Rules.Review(record.With(question.Path, "\"2026-06-15T14:00\"", Rules.TimeZone)).Questions,
            left => left.Path == question.Path);
    }

    private static int Answer(string json, Dictionary<string, int> answered)
    {
        if (!PatientRecord.TryParse(json, Rules.TimeZone, out PatientRecord? record, out _))
        {
            return 0;
        }

        CourseReview review = Rules.Review(record);
        foreach (OpenQuestion question in review.Questions.Concat(review.DocumentationGaps))
        {
            string kind = System.Text.RegularExpressions.Regex.Replace(question.Path, @"\[[^\]+]*\]", "[]");
            if (answered.TryGetValue(kind, out int answers) && answers > 20)
            {
                continue;
            }

            answered[kind] = answers + 1;
            Assert.True(
                _answers.Any(answer => Takes(review.Record, question.Path, answer)),
                $"{question} ({question.Path}) takes no answer in {json}");
        }

        return 1;
    }

    private static bool Takes(PatientRecord record, string path, string answer)
    {
        try
        {
            return record.With(path, answer, Rules.TimeZone) != record;
        }
        catch (DocumentException)
        {
            return false;
        }
    }
}
