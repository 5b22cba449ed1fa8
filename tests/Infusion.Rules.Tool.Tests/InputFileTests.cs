using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Infusion.Rules.Documents;
using Infusion.Rules.Tool.Inputs;

namespace Infusion.Rules.Tool.Tests;

/// <summary>What is no file, no text or no table is refused with one line, and nothing waits for it.</summary>
public class InputFileTests
{
    private const string Header = "name,table,fasting.kind,fasting.elapsed,outcome\n";
    private const string Row = "water,fasting.intake,clear-liquid,PT2H,Compliant\n";

    private static string[][] Commands =>
    [
        ["decide", "published"], ["test", "published"], ["check"], ["check", "published", "--accepted"], ["format"], ["rules"],
        ["invariants", "published"], ["diff", "published"],
    ];

    [Fact]
    public void What_is_no_file_is_refused_and_never_opened()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new ScratchFolder();
        string pipe = folder.PathOf("pipe.json");
        Process.Start("mkfifo", pipe).WaitForExit();
        Assert.True(File.Exists(pipe));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        string plug = folder.PathOf("socket.json");
        socket.Bind(new UnixDomainSocketEndPoint(plug));
        string toPipe = Link(folder, "to-pipe.json", "pipe.json");
        string toZero = Link(folder, "to-zero.json", "/dev/zero");
        string one = Link(folder, "one.json", "other.json");
        Link(folder, "other.json", "one.json");
        string nowhere = Link(folder, "nowhere.json", "nothing.json");
        string itself = Directory.CreateDirectory(folder.PathOf("folder.json")).FullName;
        string none = folder.PathOf("none.json");
        foreach (string path in (string[])[pipe, plug, toPipe, toZero, "/dev/null", "/dev/zero", one, nowhere, itself, none])
        {
            foreach (string[] command in Commands)
            {
                ToolRun run = ToolRun.Of([.. command, path]);
                Assert.Equal((ExitCode.BadInput, ""), (run.Code, run.Output));
                Assert.Matches($"^{path}[^\n]*\n$", run.Error);
            }
        }
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("inner")]
    public void A_folder_with_a_link_to_a_folder_is_refused_and_not_followed(string target)
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(folder.PathOf("inner"));
        folder.Write("a.csv", Header + Row);
        folder.Write("record.json", """{ "format": 1, "id": "a", "asOf": "2026-06-15T09:00" }""");
        Link(folder, "link", target);
        foreach (string[] command in (string[][])
        [
            ["test", "published", folder.Root], ["day", "published", folder.Root, "--on", "2026-06-15"],
            ["gate", "--old", "published", "--new", "published", "--changes", folder.Root],
        ])
        {
            ToolRun run = ToolRun.Of(command);
            Assert.Equal((ExitCode.BadInput, ""), (run.Code, run.Output));
            Assert.StartsWith($"{folder.PathOf("link")}: this is a link to a folder", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_name_with_a_line_break_forges_no_line()
    {
        using var folder = new ScratchFolder();
        string file = folder.Write("a\n::error::forged.json", """{ "format": 1, "id": "a", "asOf": "2026-06-15T09:00" }""");
        foreach (string[] command in (string[][])
        [
            ["check", file], ["decide", "published", file], ["decide", "published", "-o", file], ["test", "published", folder.Root],
            ["day", "published", folder.Root, "--on", "2026-06-15"],
            ["gate", "--old", "published", "--new", "published", "--changes", folder.Root],
        ])
        {
            ToolRun run = ToolRun.Of(command);
            Assert.Equal((ExitCode.BadInput, ""), (run.Code, run.Output));
            Assert.Contains("found a ", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', run.Error.TrimEnd());
        }
    }

    [Fact]
    public void A_link_to_a_file_is_the_file_also_from_where_one_stands()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.csv", Header + Row);
        string link = Link(folder, "link.csv", "a.csv");
        Assert.Equal(ExitCode.Holds, ToolRun.Of("test", "published", link).Code);
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, link);
        Assert.Equal(ExitCode.Holds, ToolRun.Of("test", "published", relative).Code);
    }

    [Theory]
    [InlineData("a.json")]
    [InlineData("a.yaml")]
    [InlineData("a.csv")]
    public void A_file_larger_than_a_document_is_refused_unread(string name)
    {
        using var folder = new ScratchFolder();
        string path = folder.Write(name, "");
        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength(1L << 40);
        }

        Assert.Equal(
            FormattableString.Invariant($"{path}:1:1: found a larger file; allowed: at most {DocumentLimits.MaxBytes} bytes.\n"),
            ToolRun.Of("test", "published", path).Error);
    }

    [Theory]
    [InlineData("a.csv", 1)]
    [InlineData("a.yaml", 1)]
    [InlineData("a.json", 1)]
    [InlineData("a.csv", 2)]
    [InlineData("a.yaml", 2)]
    [InlineData("a.json", 2)]
    public void A_byte_order_mark_may_stand_once_at_the_begin(string name, int marks)
    {
        using var folder = new ScratchFolder();
        string path = folder.Write(name, string.Concat(Enumerable.Repeat("\uFEFF", marks)) + TextOf(name, "water"));
        ToolRun run = ToolRun.Of("test", "published", path);
        Assert.Equal(marks == 1 ? ExitCode.Holds : ExitCode.BadInput, run.Code);
        Assert.Equal(marks == 2, run.Error.StartsWith($"{path}:1:1: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.yaml")]
    [InlineData("a.json")]
    public void Another_encoding_is_refused_where_it_is_met(string name)
    {
        using var folder = new ScratchFolder();
        string path = folder.PathOf(name);
        string text = TextOf(name, "wasser, größer");
        Assert.Equal(ExitCode.Holds, Of(Encoding.UTF8.GetBytes(text)).Code);
        Assert.StartsWith($"{path}:1:1: ", Of([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]).Error, StringComparison.Ordinal);
        string before = text[..text.IndexOf('ö', StringComparison.Ordinal)];
        Assert.StartsWith(
            FormattableString.Invariant(
                $"{path}:{before.Count(static letter => letter == '\n') + 1}:{before.Length - before.LastIndexOf('\n')}: "),
            Of(Encoding.Latin1.GetBytes(text)).Error, StringComparison.Ordinal);

        ToolRun Of(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            return ToolRun.Of("test", "published", path);
        }
    }

    [Theory]
    [InlineData("", "1:1: found nothing")]
    [InlineData("\n  \n", "1:1: found nothing")]
    [InlineData(Header, "1:1: found columns and no row")]
    [InlineData(Header + "\n\n", "1:1: found columns and no row")]
    [InlineData(Header + "water,fasting.intake\n", "2:7: found 2 fields; allowed: 5")]
    [InlineData(Header + Row + "a,b,c,d,e,f\n", "3:11: found 6 fields; allowed: 5")]
    [InlineData(Header + ",,,,\n", "2:1: $.decisions[0].table")]
    [InlineData(Header + Row + "# a remark\n", "3:1: found 1 fields")]
    [InlineData("name,table,name\na,b,c\n", "1:12: found the column \"name\" twice")]
    [InlineData("name,table,\"b\n::error::\",\"b\n::error::\"\na,b,c,d\n", "2:12: found the column \"b\uFFFD: :error: :\" twice")]
    [InlineData("name,table,,outcome\na,b,,c\n", "1:12: found a column without a name")]
    [InlineData("name\ttable\na\tb\n", "1:5: found columns that a tab parts")]
    [InlineData(Header + "\"water\" x,fasting.intake,clear-liquid,PT2H,Compliant\n", "2:7: a quotation mark stands where it cannot")]
    [InlineData(Header + "wa\"ter,fasting.intake,clear-liquid,PT2H,Compliant\n", "2:3: a quotation mark stands where it cannot")]
    [InlineData(Header + Row + "a,\"\n\n", "3:3: a quotation mark is opened and never closed")]
    [InlineData(Header + "\"a\nb\",x,clear-liquid,PT2H,Compliant\n", "3:4: $.decisions[0].table")]
    [InlineData(Header + "a\0,fasting.intake,clear-liquid,PT2H,Compliant\n", "2:2: found the character U+0000")]
    public void What_is_no_table_is_named_by_line_and_column(string text, string says)
    {
        using var folder = new ScratchFolder();
        string path = folder.Write("a.csv", text);
        ToolRun run = ToolRun.Of("test", "published", path);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.StartsWith($"{path}:{says}", run.Error, StringComparison.Ordinal);
    }

    // Every line of the file with something in it is a case, however it is written.
    [Theory]
    [InlineData(Header + Row + Row, 2)]
    [InlineData(Header + Row + "#2,fasting.intake,clear-liquid,PT2H,Compliant", 2)]
    [InlineData(
        "name , table,fasting.kind,fasting.elapsed,outcome\r\n\r\n" + " water ,\tfasting.intake,clear-liquid,PT2H , Compliant\r\n", 1)]
    [InlineData(
        "name,table,fasting.kind,fasting.elapsed,outcome\r\"a \"\"b\"\", c\" ,fasting.intake,\"clear-liquid\",PT2H,Compliant\r", 1)]
    [InlineData(Header + "\n" + Row + "\n\n" + Row + " \t\n", 2)]
    public void Every_row_counts(string text, int rows)
    {
        using var folder = new ScratchFolder();
        Assert.Equal(rows, CaseFiles.Read([folder.Write("a.csv", text)], InfusionRules.Published).Values.Single().Count);
    }

    [Theory]
    [InlineData("decisions: *all", "1:12: found an anchor or an alias")]
    [InlineData("decisions: &all []", "1:12: found an anchor or an alias")]
    [InlineData("&all decisions: []", "1:1: found an anchor or an alias")]
    [InlineData("decisions: !!seq []", "1:12: found a tag")]
    [InlineData("a: []\na: []", "2:1: $.a: found \"a\" again")]
    [InlineData("format: 1\nformat: 1\ndecisions: []", "2:1: $.format: found \"format\" again")]
    [InlineData("decisions: []\n---\ndecisions: []", "2:1: found a second document")]
    [InlineData("decisions:\n\t- a", "1:1: this is not YAML: While scanning a mapping, found invalid tab")]
    [InlineData("decisions:\n  - { a: [b }\n", "2:13: this is not YAML")]
    [InlineData("decisions: [\"\\ud800\"]", "1:")]
    [InlineData("decisions: []\0", "1:14: found the character U+0000")]
    [InlineData("{ ? { a: b } : c }", "1:5: found a list or mapping as a name")]
    [InlineData("? [a]\n: b", "1:3: found a list or mapping as a name")]
    [InlineData("? - - a\n: b", "1:3: found a list or mapping as a name")]
    [InlineData("- decisions", "1:1: found something else")]
    [InlineData("# nothing", "1:1: found nothing")]
    [InlineData("decisions: []\n...\n}", "3:1: ")]
    public void Yaml_that_is_no_plain_mapping_is_named_by_line_and_column(string yaml, string says)
    {
        using var folder = new ScratchFolder();
        string path = folder.Write("a.yaml", yaml);
        ToolRun run = ToolRun.Of("test", "published", path);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains($"{path}:{says}", run.Error, StringComparison.Ordinal);
    }

    // What is as large as a file may be and as hard as YAML can be; the time is a bound far above what it takes.
    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("? ")]
    [InlineData("- ")]
    [InlineData("a: ")]
    [InlineData("]")]
    [InlineData("a,")]
    [InlineData("---\n")]
    [InlineData("k: a\n")]
    [InlineData("\"\n")]
    [InlineData("&a ")]
    [InlineData("[a]: ")]
    [InlineData("\t")]
    [InlineData("#")]
    [InlineData("|\n ")]
    [InlineData("\"\\x41")]
    public void Yaml_of_one_thing_over_and_over_is_refused_in_good_time(string thing)
    {
        using var folder = new ScratchFolder();
        foreach (string before in (string[])["", "decisions: [", "decisions: &a {*a: "])
        {
            int times = (DocumentLimits.MaxBytes - before.Length) / thing.Length;
            string path = folder.Write("a.yaml", before + string.Concat(Enumerable.Repeat(thing, times)));
            var clock = Stopwatch.StartNew();
            long memory = GC.GetAllocatedBytesForCurrentThread();
            ToolRun run = ToolRun.Of("test", "published", path);
            Assert.Equal(ExitCode.BadInput, run.Code);
            Assert.StartsWith(path + ":", run.Error, StringComparison.Ordinal);
            Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - memory, 0, 2_000_000_000);
        }
    }

    private static string Link(ScratchFolder folder, string name, string target)
    {
        string path = folder.PathOf(name);
        File.CreateSymbolicLink(path, target);
        return path;
    }

    private static string TextOf(string file, string name) => Path.GetExtension(file) switch
    {
        ".csv" => Header + Row.Replace("water", $"\"{name}\"", StringComparison.Ordinal),
        ".yaml" => $$"""
            decisions:
              - table: fasting.intake
                name: "{{name}}"
                facts: { fasting.kind: clear-liquid, fasting.elapsed: PT2H }
                expect: { outcome: Compliant }
            """,
        _ => $$"""
            { "format": 1, "decisions": [{
              "table": "fasting.intake", "name": "{{name}}", "facts": { "fasting.kind": "clear-liquid", "fasting.elapsed": "PT2H" },
              "expect": { "outcome": "Compliant" }
            }] }
            """,
    };
}
