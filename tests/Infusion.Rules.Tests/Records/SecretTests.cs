using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;

namespace Infusion.Rules.Tests.Records;

/// <summary>What is wrong with a record is said without a word of what it says of the patient.</summary>
public class SecretTests
{
    private const string Word = "zqxvk";
    private const string Number = "73519";

    private static string[] Marks => ["", "\"", "{", "}", "[", "]", ",", ":", "null", "1", " ", "\\", "\\ud800", "//", "\0", "é"];

    [Fact]
    public void No_text_of_a_record_is_repeated_by_what_refuses_it()
    {
        Assert.InRange(Texts(JsonNode.Parse(RecordFiles.Everything)!).Count, 80, int.MaxValue);
        Replaced(static text => Word);
        Replaced(static text => text + Word);
        Replaced(static text => Word.ToUpperInvariant() + " " + text);
        Replaced(static text => text.Length > 3 ? text.Insert(2, Word) : Word);
    }

    [Fact]
    public void No_number_of_a_record_is_repeated_by_what_refuses_it()
    {
        JsonNode whole = JsonNode.Parse(RecordFiles.Everything)!;
        int numbers = Numbers(whole).Count;
        Assert.InRange(numbers, 10, int.MaxValue);
        for (int at = 0; at < numbers; at++)
        {
            foreach (string number in (string[])[Number, "-" + Number, Number + ".123456789", "1" + Number + "e40"])
            {
                JsonNode record = JsonNode.Parse(RecordFiles.Everything)!;
                Numbers(record)[at].ReplaceWith(JsonNode.Parse(number));
                Judge(record.ToJsonString(), Number);
            }
        }
    }

    [Theory]
    [InlineData("{ 'A zqxvk': true }")]
    [InlineData("{ 'A zqxvk': 1e-9 }")]
    [InlineData("{ 'A zqxvk': true, 'A zqxvk': 'tomorrow' }")]
    [InlineData("{ 'pregnancy': false, 'zqxvk.': { 'from': '2026-01-01' } }")]
    public void No_name_that_is_no_id_of_a_criterion_is_repeated(string screens)
    {
        string record = $$"""{ "format": 1, "id": "x", "asOf": "2026-06-15T08:00", "eligibility": { "screens": {{screens.Replace('\'', '"')}} } }""";
        Assert.False(PatientRecord.TryParse(record, RecordFiles.Rules.TimeZone, out _, out _));
        Judge(record, Word);
    }

    // Whatever the record calls something, it calls it twice.
    [Fact]
    public void Nothing_that_stands_twice_is_repeated()
    {
        int doubled = 0;
        int lists = Lists(JsonNode.Parse(RecordFiles.Everything)!).Count;
        for (int at = 0; at < lists; at++)
        {
            JsonNode record = JsonNode.Parse(RecordFiles.Everything)!;
            foreach (JsonValue text in Texts(record).Where(static text => IsFree(text)))
            {
                text.ReplaceWith(JsonValue.Create(Word));
            }

            JsonArray list = Lists(record)[at];
            if (list.Count > 0)
            {
                list.Add(list[0]!.DeepClone());
                doubled += Judge(record.ToJsonString(), Word) ? 0 : 1;
            }
        }

        Assert.InRange(doubled, 5, lists);
        string twice = $$"""
            {
              "format": 1, "id": "a", "asOf": "2026-06-15T09:00",
              "continuity": { "medicines": [{ "id": "{{Word}}", "name": "a" }, { "id": "{{Word}}", "name": "b" }] }
            }
            """;
        Assert.False(PatientRecord.TryParse(twice, RecordFiles.Rules.TimeZone, out _, out ImmutableArray<Problem> problems));
        Assert.Equal(
            ("duplicate-name", "$.continuity.medicines[1].id", "the name of $.continuity.medicines[0].id again"),
            (problems[0].Code, problems[0].Path, problems[0].Found));

        // What is found only once the whole record has been read.
        string referred = $$"""
            {
              "format": 1, "id": "a", "asOf": "2026-06-15T09:00",
              "referrals": [{ "friend": "{{Word}}", "scheduled": "infusion" }, { "friend": "{{Word}}", "scheduled": "infusion" }]
            }
            """;
        Assert.False(PatientRecord.TryParse(referred, RecordFiles.Rules.TimeZone, out _, out problems));
        Assert.Equal(
            ("duplicate-name", "$.referrals[1].friend", "the name of $.referrals[0].friend again"),
            (problems[0].Code, problems[0].Path, problems[0].Found));
    }

    [Fact]
    public void Nothing_is_repeated_of_a_record_that_is_broken_anywhere()
    {
        JsonNode record = JsonNode.Parse(RecordFiles.Everything)!;
        foreach (JsonValue text in Texts(record).Where(static text => IsFree(text)))
        {
            text.ReplaceWith(JsonValue.Create(Word + " " + Word));
        }

        string whole = record.ToJsonString();
        int refused = 0;
        for (int at = 0; at < whole.Length; at += 13)
        {
            foreach (string mark in Marks)
            {
                refused += Judge(mark.Length == 0 ? whole[..at] : whole.Insert(at, mark), Word) ? 0 : 1;
            }
        }

        Assert.InRange(refused, 1_000, int.MaxValue);
    }

    private static void Replaced(Func<string, string> by)
    {
        int texts = Texts(JsonNode.Parse(RecordFiles.Everything)!).Count;
        int refused = 0;
        for (int at = 0; at < texts; at++)
        {
            JsonNode record = JsonNode.Parse(RecordFiles.Everything)!;
            JsonValue text = Texts(record)[at];
            text.ReplaceWith(JsonValue.Create(by(text.GetValue<string>())));
            refused += Judge(record.ToJsonString(), Word) ? 0 : 1;
        }

        Assert.InRange(refused, 50, texts);
    }

    // Whether it is a record; neither what refuses it nor what refuses to judge it may have the secret.
    private static bool Judge(string json, string secret)
    {
        bool isRead = PatientRecord.TryParse(
            json, RecordFiles.Rules.TimeZone, out PatientRecord? record, out ImmutableArray<Problem> problems);
        foreach (Problem problem in problems)
        {
            DoesNotHave(secret, problem.ToString());
            DoesNotHave(secret, problem.Message + problem.Allowed + problem.Found);
        }

        try
        {
            if (record is not null)
            {
                DoesNotHave(secret, record.ToString());
                RecordFiles.Rules.Review(record);
            }
        }
        catch (ArgumentException refusal)
        {
            DoesNotHave(secret, refusal.ToString());
        }

        return isRead;
    }

    private static void DoesNotHave(string secret, string message) =>
        Assert.False(CultureInfo.InvariantCulture.CompareInfo.IndexOf(message, secret, CompareOptions.IgnoreCase) >= 0, message);

    private static bool IsFree(JsonValue text) =>
        text.GetPath() is var path && (path.EndsWith(".name", StringComparison.Ordinal) || path.EndsWith(".what", StringComparison.Ordinal)
            || path.EndsWith(".other", StringComparison.Ordinal) || path.EndsWith(".friend", StringComparison.Ordinal)
            || path.EndsWith(".reason", StringComparison.Ordinal) || path.EndsWith(".medicine", StringComparison.Ordinal)
            || path.EndsWith(".effect", StringComparison.Ordinal));

    // A name that was forgotten makes a value the name.
    [Theory]
    [InlineData("\"what\": ")]
    [InlineData("\"name\": ")]
    [InlineData("\"friend\": ")]
    [InlineData("\"id\": ")]
    [InlineData("\"asOf\": ")]
    [InlineData("\"appointment\": ")]
    public void A_value_without_its_name_is_not_repeated_as_a_name(string name)
    {
        int at = 0;
        int found = 0;
        while ((at = RecordFiles.Everything.IndexOf(name + "\"", at, StringComparison.Ordinal)) >= 0)
        {
            int end = RecordFiles.Everything.IndexOf('"', at + name.Length + 1);
            string before = RecordFiles.Everything[..at];
            Assert.False(Judge(before + $"\"{Word}\": null" + RecordFiles.Everything[(end + 1)..], Word));
            Assert.False(Judge(before + $"\"{Word}\": null, \"{Word}\": 1" + RecordFiles.Everything[(end + 1)..], Word));
            at = end;
            found++;
        }

        Assert.True(found > 0);
    }

    // Before it is known which names are ours, none is shown: not where a text is no text, nor where the JSON ends or goes too deep.
    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("{ \"\\ud800\": 1 }")]
    [InlineData("[1, 2 3]")]
    [InlineData("{ \"a\": nil }")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    public void A_value_that_stands_as_a_name_is_not_shown_as_the_place_of_another_mistake(string broken)
    {
        Assert.False(Judge($$"""{ "format": 1, "id": "a", "asOf": "2026-06-15T09:00", "{{Word}}": {{broken}} }""", Word));
        Assert.False(Judge($$"""{ "visits": [{ "{{Word}}": { "{{Word}} {{Word}}": {{broken}} } }] }""", Word));
    }

    private static List<JsonValue> Texts(JsonNode record) =>
        [.. Values(record).Where(static value => value.GetValueKind() == JsonValueKind.String)];

    // The number of the format is the document's own.
    private static List<JsonValue> Numbers(JsonNode record) =>
        [.. Values(record).Where(static value => value.GetValueKind() == JsonValueKind.Number && value.GetPath() != "$.format")];

    private static IEnumerable<JsonValue> Values(JsonNode? node) => node switch
    {
        JsonValue value => [value],
        JsonArray list => [.. list.SelectMany(Values)],
        JsonObject owner => [.. owner.SelectMany(static member => Values(member.Value))],
        _ => [],
    };

    private static List<JsonArray> Lists(JsonNode? node) => node switch
    {
        JsonArray list => [list, .. list.SelectMany(Lists)],
        JsonObject owner => [.. owner.SelectMany(static member => Lists(member.Value))],
        _ => [],
    };
}
