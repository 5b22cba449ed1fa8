using Infusion.Rules.Policies;

namespace Infusion.Rules.Tool.Tests;

public class FormatCommandTests
{
    private static string Canonical => ClinicPolicy.VirginiaInfusionTherapies.ToJson();

    private static string Untidy => Canonical
        .Replace("  \"format\"", "\t\"$schema\": \"schemas/policy.schema.json\", \"format\"", StringComparison.Ordinal)
        .Replace("\n  ", "\r\n", StringComparison.Ordinal);

    [Fact]
    public void A_file_is_written_in_place_in_the_canonical_form_with_its_schema_first()
    {
        using var folder = new ScratchFolder();
        string path = folder.Write("policy.json", Untidy);
        ToolRun run = ToolRun.Of("format", path);
        Assert.Equal((ExitCode.Holds, ""), (run.Code, run.Error));
        string written = File.ReadAllText(path);
        Assert.StartsWith("{\n  \"$schema\": \"schemas/policy.schema.json\",\n  \"format\": ", written, StringComparison.Ordinal);
        Assert.Equal(Canonical, written.Replace("  \"$schema\": \"schemas/policy.schema.json\",\n", "", StringComparison.Ordinal));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    [Fact]
    public void What_is_canonical_stays_as_it_is()
    {
        using var folder = new ScratchFolder();
        string path = folder.Write("policy.json", Untidy);
        Assert.Equal(ExitCode.Fails, ToolRun.Of("format", path, "--check").Code);
        Assert.Equal(Untidy, File.ReadAllText(path));
        Assert.Equal(ExitCode.Holds, ToolRun.Of("format", path).Code);
        string once = File.ReadAllText(path);
        Assert.Contains("in canonical form already", ToolRun.Of("format", path).Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Holds, ToolRun.Of("format", path, "--check").Code);
        string twice = folder.PathOf("twice.json");
        Assert.Equal(ExitCode.Holds, ToolRun.Of("format", path, "--output", twice).Code);
        Assert.Equal((once, once), (File.ReadAllText(path), File.ReadAllText(twice)));
    }

    [Theory]
    [InlineData("// mine\n")]
    [InlineData("/* mine */")]
    public void A_file_with_comments_is_written_over_only_when_they_may_be_lost(string comment)
    {
        using var folder = new ScratchFolder();
        string path = folder.Write("policy.json", comment + Canonical);
        ToolRun refused = ToolRun.Of("format", path);
        Assert.Equal((ExitCode.BadInput, ""), (refused.Code, refused.Output));
        Assert.Contains("1 comment would be lost, and nothing is written", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--drop-comments", refused.Error, StringComparison.Ordinal);
        Assert.Equal(comment + Canonical, File.ReadAllText(path));
        Assert.Contains("no comments (here: 1)", ToolRun.Of("format", path, "--check").Flat, StringComparison.Ordinal);

        string other = folder.PathOf("other.json");
        Assert.Contains("without the 1 comment of", ToolRun.Of("format", path, "--output", other).Flat, StringComparison.Ordinal);
        Assert.Equal((comment + Canonical, Canonical), (File.ReadAllText(path), File.ReadAllText(other)));
        Assert.Equal(ExitCode.Holds, ToolRun.Of("format", path, "--drop-comments").Code);
        Assert.Equal(Canonical, File.ReadAllText(path));
    }

    [Fact]
    public void An_overlay_has_a_canonical_form_too_and_a_book_has_none()
    {
        using var folder = new ScratchFolder();
        string overlay = PolicyOverlay.Consensus2018.ToJson();
        string path = folder.Write("overlay.json", overlay.Replace("\n", "\n\n", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Holds, ToolRun.Of("format", path).Code);
        Assert.Equal(overlay, File.ReadAllText(path));
        ToolRun book = ToolRun.Of("format", ToolRun.File("samples/change/book.json"));
        Assert.Equal(ExitCode.BadInput, book.Code);
        Assert.Contains("this is a book", book.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_is_left_alone_with_its_place()
    {
        using var folder = new ScratchFolder();
        string path = folder.Write("policy.json", Canonical.Replace("\"America/New_York\"", "\"New York\"", StringComparison.Ordinal));
        string before = File.ReadAllText(path);
        ToolRun run = ToolRun.Of("format", path);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Matches(@"policy\.json:\d+:\d+: \$\.timeZone: ", run.Error);
        Assert.Equal(before, File.ReadAllText(path));
        Assert.Equal(ExitCode.BadInput, ToolRun.Of("format", folder.PathOf("none.json")).Code);
        Assert.Equal(ExitCode.BadInput, ToolRun.Of("format", folder.Write("no.json", "[1,")).Code);
        Assert.Contains("--check writes nothing", ToolRun.Of("format", path, "--check", "--drop-comments").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_policies_are_canonical()
    {
        string[] samples = Directory.GetFiles(ToolRun.File("samples/policies"), "*.json");
        Assert.NotEmpty(samples);
        Assert.All(samples, path => Assert.Equal(ExitCode.Holds, ToolRun.Of("format", path, "--check").Code));
    }
}
