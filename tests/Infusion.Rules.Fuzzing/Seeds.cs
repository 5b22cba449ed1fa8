using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infusion.Rules.Cases;
using Infusion.Rules.Fuzzing.Contract;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;

namespace Infusion.Rules.Fuzzing;

/// <summary>Where fuzzing begins: the corpus, and the files of the repository that are such inputs.</summary>
internal static partial class Seeds
{
    private const int LongestWord = 60;

    /// <summary>The inputs, each with its name.</summary>
    public static IEnumerable<(string Name, byte[] Input)> Of(string target)
    {
        foreach (string folder in (string[])["corpus", "found"])
        {
            string path = PathOf($"tests/fuzz/{folder}/{target}");
            foreach (string file in Directory.Exists(path) ? Directory.GetFiles(path) : [])
            {
                yield return (Path.GetFileName(file), File.ReadAllBytes(file));
            }
        }

        int number = 0;
        foreach (byte[] input in Shipped(target).Where(static input => input.Length <= FuzzTarget.MostBytes))
        {
            yield return (FormattableString.Invariant($"shipped-{++number:000}"), input);
        }
    }

    /// <summary>The words that stand in a target's inputs and in the schemas, for what mutates.</summary>
    public static string[] Words(string target)
    {
        IEnumerable<string> texts = Of(target).Select(static seed => Encoding.UTF8.GetString(seed.Input));
        texts = target switch
        {
            "policy" or "overlay" => texts.Append(ClinicPolicy.Schema),
            "record" or "texts" or "json-cases" or "yaml-cases" =>
                texts.Append(File.ReadAllText(PathOf("src/Infusion.Rules/Records/record.schema.json"))),
            _ => texts,
        };
        return
        [
            .. texts.SelectMany(static text => Word().Matches(text).Select(static match => match.Value))
                .Where(static word => word.Length <= LongestWord).Distinct().Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<byte[]> Shipped(string target) => target switch
    {
        "accepted" => Fences("docs/checks/README.md", "json"),
        "book" => [.. Files("samples/change", "book.json"), .. Books()],
        "changes" => [.. Files("samples/change/declared", "*.json"), .. Files(".ci/gate/changes", "*.json")],
        "csv-cases" => [.. Fences("docs/expert-cases.md", "csv"), .. CasesAs(ThreeWays.Csv)],
        "decision" => Decisions(),
        "invariants" => [.. Fences("docs/invariants.md", "yaml"), .. Files("samples/invariants", "*.yaml")],
        "json-cases" => Cases().Select(static cases => Bytes(Json(cases))),
        "overlay" => Files("src/Infusion.Rules/Policies/BuiltIn/Overlays", "*.json"),
        "policy" => [.. Files("samples/policies", "*.json"), .. Files("src/Infusion.Rules/Policies/BuiltIn", "*.json")],
        "record" =>
        [
            .. Files("samples/Infusion.Rules.Sample/cases", "*.json"), .. Files("tests/Infusion.Rules.Tests/Records/Files", "*.json"),
            .. Everything(),
        ],
        "texts" => Texts(),
        "yaml-cases" => [.. Fences("docs/expert-cases.md", "yaml"), .. Files("samples/cases", "*.yaml")],
        _ => throw new ArgumentException($"There is no target {target}.", nameof(target)),
    };

    private static IEnumerable<byte[]> Files(string folder, string pattern) =>
        Directory.GetFiles(PathOf(folder), pattern).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    private static IEnumerable<byte[]> Fences(string page, string language) =>
        Fence().Matches(File.ReadAllText(PathOf(page))).Where(match => match.Groups["language"].Value == language)
            .Select(static match => Bytes(match.Groups["text"].Value));

    private static IEnumerable<byte[]> Books() =>
    [
        Bytes("""{ "format": 1, "versions": [{ "file": "a.json", "from": "2020-01-01" }] }"""),
        Bytes("""
            {
              "format": 1,
              "versions": [{ "file": "a", "from": "2020-01-01", "to": "2026-02-01" }, { "file": "b", "from": "2026-02-01" }]
            }
            """),
    ];

    private static IEnumerable<ExpectedCases> Cases()
    {
        InfusionRules rules = InfusionRules.Published;
        foreach (string file in Directory.GetFiles(PathOf("samples/cases"), "*.yaml").Order(StringComparer.Ordinal))
        {
            yield return Tool.Inputs.CaseFiles.Read([file], rules).Values.Single();
        }
    }

    private static IEnumerable<byte[]> CasesAs(Func<JsonElement, string> write)
    {
        foreach (ExpectedCases cases in Cases().Where(static cases => !cases.Rows.IsEmpty))
        {
            // A table a file, so that the columns are those of its facts.
            foreach (IGrouping<string, TableCase> rows in cases.Rows.GroupBy(static row => row.Table))
            {
                ExpectedCases one = new() { Rows = [.. rows] };
                using JsonDocument document = JsonDocument.Parse(Json(one));
                yield return Bytes(write(document.RootElement.GetProperty("decisions")));
            }
        }
    }

    private static string Json(ExpectedCases cases) => cases.ToJson(InfusionRules.Published.Tables, InfusionRules.Published.TimeZone);

    private static IEnumerable<byte[]> Decisions() =>
        Files("samples/Infusion.Rules.Sample/cases", "*.json").SelectMany(static bytes => InfusionRules.Published
            .Review(PatientRecord.Parse(Encoding.UTF8.GetString(bytes), InfusionRules.Published.TimeZone)).ToDocuments()
            .DistinctBy(static document => document.Decision).Select(static document => Bytes(Documents.DecisionJson.Write(document))));

    // Every field there is, each text of a patient with the word that no message may have.
    private static IEnumerable<byte[]> Everything()
    {
        string text = File.ReadAllText(PathOf("tests/Infusion.Rules.Tests/Records/RecordFiles.cs"));
        string json = text.Split("public static string Everything => \"\"\"", 2)[1].Split("\"\"\"", 2)[0];
        yield return Bytes(json);
        yield return Bytes(FreeText().Replace(json, $"\"$1\": \"{Reading.Secret} {Reading.Secret}\""));
    }

    private static IEnumerable<byte[]> Texts() =>
    [
        Bytes("visits[visit-1].end\n\"2026-06-15T14:00\""), Bytes("$.visits[0].intakes[+]\n{ \"what\": \"water\" }"),
        Bytes("eligibility.screens['heart-attack']\ntrue"), Bytes("boundary=100%"), Bytes("mutants=95.5%"), Bytes("2026-03-16T12:00-04:00"),
        Bytes("2026-03-16T12:00"), Bytes("PT1H30M"), Bytes("PT0.5S"), Bytes("fasting.intake\n[1, { \"id\": \"a\", \"b\": null }]"),
        Bytes("scores[before].total\n12.5"), Bytes("visit.driving\n{}"), [0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8, 0x0A, 0x00, 0x31, 0x00],
    ];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string PathOf(string relative)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Infusion.Rules.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? throw new InvalidOperationException("No folder above holds Infusion.Rules.sln."), relative);
    }

    [GeneratedRegex("```(?<language>\\w+)\r?\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("\"(name|what|other|friend|reason|medicine|effect)\": \"[^\"]*\"")]
    private static partial Regex FreeText();

    [GeneratedRegex(@"[A-Za-z$][\w.$/-]{1,80}")]
    private static partial Regex Word();
}
