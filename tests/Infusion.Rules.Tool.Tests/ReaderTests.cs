using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infusion.Rules.Cases;
using Infusion.Rules.Fuzzing.Contract;
using Infusion.Rules.Tool.Inputs;

namespace Infusion.Rules.Tool.Tests;

/// <summary>Files of every kind through the readers of the tool: broken anywhere, and the same written in three ways.</summary>
public partial class ReaderTests
{
    private static InfusionRules Rules => InfusionRules.Published;

    [Theory]
    [InlineData("samples/cases", 50)]
    [InlineData("samples/change/cases-after", 300)]
    [InlineData("samples/change/declared", 300)]
    [InlineData("samples/change", 60)]
    [InlineData("samples/policies", 10)]
    [InlineData("samples/invariants", 150)]
    [InlineData("samples/Infusion.Rules.Sample/cases", 100)]
    [InlineData("src/Infusion.Rules/Policies/BuiltIn/Overlays", 20)]
    [InlineData("docs", 300)]
    [InlineData("docs/checks", 300)]
    public void A_file_broken_anywhere_is_read_or_its_mistakes_have_places(string of, int mutants)
    {
        using var folder = new ScratchFolder();
        int read = 0;
        int refused = 0;
        uint seed = 17;
        foreach ((string name, byte[] bytes) in Shipped(of))
        {
            string path = folder.PathOf(name);
            File.WriteAllBytes(path, bytes);
            Open(of, path);
            for (int mutant = 0; mutant < mutants; mutant++)
            {
                File.WriteAllBytes(path, Broken(bytes, ref seed));
                try
                {
                    Open(of, path);
                    read++;
                }
                catch (BadInputException problem)
                {
                    refused++;
                    Assert.All(problem.Message.Split('\n'), line => Assert.Matches(Place(), line));
                }
            }

            File.Delete(path);
        }

        Assert.True(refused > mutants / 4 && refused + read >= mutants, $"{refused} refused, {read} read");
    }

    // Each case of the shipped files as it is, as JSON, as YAML in the style of JSON, and where it is a row of plain values as CSV.
    [Fact]
    public void The_same_cases_in_yaml_json_and_csv_are_equal()
    {
        using var folder = new ScratchFolder();
        int rows = 0;
        foreach (string file in Directory.GetFiles(ToolRun.File("samples/cases")))
        {
            ExpectedCases cases = CasesIn(file);
            string json = cases.ToJson(Rules.Tables, Rules.TimeZone);
            Assert.Equal(cases, CasesIn(folder.Write("a.json", json)));
            Assert.Equal(cases, CasesIn(folder.Write("b.yaml", json)));
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.TryGetProperty("decisions", out JsonElement decisions))
            {
                Assert.Equal(cases.Rows, CasesIn(folder.Write("c.csv", ThreeWays.Csv(decisions))).Rows);
                rows += cases.Rows.Length;
            }
        }

        Assert.InRange(rows, 100, int.MaxValue);
    }

    // As people write them: a name left out, a bracket, a quotation mark or a comma gone, a key or a tag begun by accident.
    [Fact]
    public void Nothing_that_a_broken_record_says_is_repeated()
    {
        const string Word = "zqxvk";
        string whole = File.ReadAllText(ToolRun.File("docs/expert-cases.md")).Split("<!-- record cases -->\n```yaml\n")[1].Split("```")[0]
            .Replace("what: water", $"what: {Word}", StringComparison.Ordinal)
            .Replace("what: toast", $"what: {Word} {Word}", StringComparison.Ordinal);
        using var folder = new ScratchFolder();
        string[] marks = ["", "\"", "'", "{", "}", "[", "]", ",", ": ", "- ", "? ", "!", "!!", "&", "*", "\n", "#", "\0", "%"];
        int end = whole.IndexOf("expected:", StringComparison.Ordinal);
        int refused = 0;
        for (int at = whole.IndexOf("record:", StringComparison.Ordinal); at < end; at += 5)
        {
            foreach (string mark in marks)
            {
                foreach (int length in (int[])[0, 6])
                {
                    string broken = whole[..at] + mark + whole[(at + length)..];
                    try
                    {
                        CasesIn(folder.Write("a.yaml", broken));
                    }
                    catch (BadInputException problem)
                    {
                        refused++;
                        Assert.DoesNotContain(Word, problem.Message, StringComparison.OrdinalIgnoreCase);
                    }
                }
            }
        }

        Assert.InRange(refused, 1_000, int.MaxValue);
    }

    private static ExpectedCases CasesIn(string path) => CaseFiles.Read([path], Rules).Values.Single();

    private static void Open(string of, string path)
    {
        switch (of)
        {
            case "samples/cases" or "samples/change/cases-after" or "docs":
                CasesIn(path);
                break;
            case "docs/checks":
                AcceptedInput.Read(path);
                break;
            case "samples/change/declared":
                ChangesInput.Read(Path.GetDirectoryName(path)!);
                break;
            case "samples/invariants":
                InvariantsInput.Read(path, [Rules]);
                break;
            case "samples/Infusion.Rules.Sample/cases":
                RecordInput.Read(path, Rules.TimeZone);
                break;
            case "src/Infusion.Rules/Policies/BuiltIn/Overlays":
                CanonicalFile.Read(path);
                PolicyInput.Open("published+" + path);
                break;
            default:
                PolicyInput.Open(path);
                CanonicalFile.Read(path);
                break;
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Shipped(string of) => of == "docs/checks"
        ? [("a.json", Encoding.UTF8.GetBytes(File.ReadAllText(ToolRun.File("docs/checks/README.md")).Split("```json")[1].Split("```")[0]))]
        : of == "docs" ? Snippet().Matches(File.ReadAllText(ToolRun.File("docs/expert-cases.md"))).Select(
            static match => ($"a.{match.Groups["kind"].Value}", Encoding.UTF8.GetBytes(match.Groups["text"].Value)))
        : Directory.GetFiles(ToolRun.File(of))
            .Where(static file => Path.GetExtension(file) is ".json" or ".yaml"
                && Path.GetFileName(file) is not ("book.json" or "water.json"))
            .Select(static file => (Path.GetFileName(file), File.ReadAllBytes(file)));

    // One to three times a byte is changed, left out, put in or doubled with what follows, or the rest is cut off.
    private static byte[] Broken(byte[] whole, ref uint seed)
    {
        byte[] nasty = [.. "\0\t\n\r \"'#%&*,-.:;<>?@[\\]`{|}~!019eEyn"u8, 0x7F, 0x80, 0xC3, 0xED, 0xEF, 0xFF];
        List<byte> bytes = [.. whole];
        for (int times = (int)(Next(ref seed) % 3); times >= 0 && bytes.Count > 0; times--)
        {
            int at = (int)(Next(ref seed) % (uint)bytes.Count);
            byte value = nasty[Next(ref seed) % (uint)nasty.Length];
            switch (Next(ref seed) % 8)
            {
                case 0 or 1 or 2:
                    bytes[at] = value;
                    break;
                case 3 or 4:
                    bytes.Insert(at, value);
                    break;
                case 5:
                    bytes.RemoveAt(at);
                    break;
                case 6:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(40, bytes.Count - at)));
                    break;
                default:
                    bytes.RemoveRange(at, Next(ref seed) % 4 == 0 ? bytes.Count - at : Math.Min(12, bytes.Count - at));
                    break;
            }
        }

        return [.. bytes];
    }

    // Chance that is the same each time.
    internal static uint Next(ref uint seed)
    {
        seed = unchecked((seed * 1_664_525) + 1_013_904_223);
        return seed >> 8;
    }

    [GeneratedRegex(@"^(published\+)?/[^:]+:[1-9]\d*:[1-9]\d*: .")]
    private static partial Regex Place();

    [GeneratedRegex("<!-- cases: (?<kind>\\w+) -->\n```\\w+\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
