using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Infusion.Rules.Tool.Tests;

/// <summary>What a file says is text wherever it is shown: it moves no cursor, forges no line and is no markup.</summary>
public sealed class InjectionTests : IDisposable
{
    // What no document may hold is refused by its code point; what it may hold is shown as text.
    private static readonly (string Text, string Refused)[] _unseen =
    [
        ("a\u001b[2Jb", "U+001B"), ("a\nb", "U+000A"), ("a\r::error::b", "U+000D"), ("a\u202eb", "U+202E"), ("a\u2066b", "U+2066"),
        ("a\u200bb", "U+200B"), ("a\u2028b", "U+2028"), ("a\ue000b", "U+E000"), ("a\u009bb", "U+009B"), ("a\ufe0fb", "U+FE0F"),
        ("a\uffffb", "U+FFFF"), ("a\U000e0041b", "U+E0041"),
    ];

    private const string Markup = "x ::error title=a::b ##[error]c ##vso[task] <img src=x onerror=y> ![i](http://i) [l](http://l) |c| `d` *e*";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Documents => ["policy", "record", "case", "changes"];

    [Theory]
    [MemberData(nameof(Documents))]
    public void No_text_of_a_document_holds_what_cannot_be_seen(string document)
    {
        string[] places = [.. Texts(Read(document))];
        int refused = 0;
        for (int place = 0; place < places.Length; place++)
        {
            (string text, string code) = _unseen[place % _unseen.Length];
            ToolRun run = ToolRun.Of(Commands(document, Planted(document, (places[place], text)))[0].Command);
            Assert.True(run.Code == ExitCode.BadInput, $"{document} takes {code} in {places[place]}.");
            AssertText(run.Error, places[place]);
            refused += run.Error.Contains(code, StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.True(refused >= 1, $"{document}: {refused} of {places.Length} texts were refused by their code point.");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Markup_and_commands_of_a_build_server_in_a_document_are_text(string document)
    {
        (string Place, string Text)[] free =
        [
            .. Texts(Read(document)).Select(static (place, number) => (place, $"{Markup} {number}"))
                .Where(one => ToolRun.Of(Commands(document, Planted(document, one))[0].Command).Code != ExitCode.BadInput),
        ];
        Assert.True(free.Length >= 1, $"{document} has no free text.");
        int shown = 0;
        foreach ((string[] command, string[] formats) in Commands(document, Planted(document, free)))
        {
            foreach (string format in formats)
            {
                ToolRun run = ToolRun.Of(format.Length == 0 ? command : [.. command, "--format", format]);
                Assert.True(run.Code is ExitCode.Holds or ExitCode.Fails, $"{string.Join(' ', command)} {format}: {run.Code} {run.Error}");
                AssertText(run.Output, $"{command[0]} {format}");
                shown += run.Output.Contains("onerror", StringComparison.Ordinal) ? 1 : 0;
                if (format is not "json" and not "sarif" and not "")
                {
                    Assert.DoesNotContain("##[", run.Output, StringComparison.Ordinal);
                    Assert.DoesNotContain("##vso", run.Output, StringComparison.Ordinal);
                }

                if (format is "html" or "junit")
                {
                    Assert.DoesNotContain("<img src", run.Output, StringComparison.Ordinal);
                }

                if (format == "markdown")
                {
                    Assert.DoesNotMatch(@"(?<!\\)(?:<img|!\[i\]|\[l\]|\|c)", run.Output);
                }
            }
        }

        Assert.True(shown >= 2, $"Only {shown} outputs showed anything of the {document}.");
    }

    private static void AssertText(string output, string place)
    {
        foreach (string line in output.Split('\n'))
        {
            Assert.True(
                line.EnumerateRunes().All(static rune => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                    or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)),
                $"{place} is shown raw: {JavaScriptEncoder.Default.Encode(line)}");
            Assert.False(
                line.TrimStart().StartsWith("::", StringComparison.Ordinal) && !line.Contains("title=", StringComparison.Ordinal),
                $"{place} is a command: {line}");
        }
    }

    private static string PathOf(string document) => ToolRun.File(document switch
    {
        "policy" => "samples/change/next.json",
        "record" => "samples/Infusion.Rules.Sample/cases/mixed.json",
        "case" => Directory.GetFiles(ToolRun.File("samples/change/cases-after"), "*.json").Order().First(),
        _ => Directory.GetFiles(ToolRun.File("samples/change/declared"), "*.json").Order().First(),
    });

    private static JsonNode Read(string document) => JsonNode.Parse(
        File.ReadAllText(PathOf(document)), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip })!;

    // One place of each name in the document, wherever it stands.
    private static IEnumerable<string> Texts(JsonNode root) => Values(root)
        .Where(static value => value.GetValueKind() == JsonValueKind.String)
        .Select(static value => value.GetPath()).DistinctBy(static path => Regex.Replace(path, @"\[\d+\]", "[]"));

    private static IEnumerable<JsonValue> Values(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(static pair => Values(pair.Value)),
        JsonArray list => list.SelectMany(Values),
        JsonValue value => [value],
        _ => [],
    };

    private static JsonNode Planted(string document, params (string Place, string Text)[] planted)
    {
        JsonNode root = Read(document);
        foreach ((string place, string text) in planted)
        {
            Values(root).Single(value => value.GetPath() == place).ReplaceWith(JsonValue.Create(text));
        }

        return root;
    }

    // The first command is the quickest that reads all of the document.
    private (string[] Command, string[] Formats)[] Commands(string document, JsonNode planted)
    {
        string file = Path.Combine(_folder.Root, document, "planted.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, planted.ToJsonString());
        string first = ToolRun.File("samples/change/first.json");
        string next = ToolRun.File("samples/change/next.json");
        string water = ToolRun.File("samples/change/water.json");
        return document switch
        {
            "policy" =>
            [
                (["format", file, "--check"], [""]), (["check", file], ["text", "markdown", "json", "junit", "sarif", "github"]),
                (["decide", file, water], ["text", "markdown", "json", "html"]), (["rules", file], ["text", "json", "markdown", "html"]),
                (["diff", first, file], ["text", "markdown", "json", "html", "sarif", "github"]),
            ],
            "record" =>
            [
                (["decide", "published", file], ["text", "markdown", "json", "html"]),
                (["day", "published", Path.GetDirectoryName(file)!, "--on", "2026-03-16"], ["text", "markdown", "json", "html"]),
            ],
            "case" => [(["test", next, file], ["text", "markdown", "json", "junit"])],
            _ =>
            [
                (["gate", "--old", first, "--new", next, "--changes", Path.GetDirectoryName(file)!],
                    ["text", "markdown", "json", "html", "junit", "sarif", "github"]),
            ],
        };
    }
}
