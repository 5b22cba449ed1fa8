namespace Infusion.Rules.Tests.Policies;

public sealed class PatchedDocumentTests
{
    private const string Document = """
        // a note: "a"
        {
          "a": { "b": 1, "b2": 2 },

          // another
          "c": [10, 20],
          "d": {}
        }
        """;

    [Theory]
    [InlineData("$.a.b: [3]", "\"b\": 1", "\"b\": [3]")]
    [InlineData("$.c[1]: true", "20", "true")]
    [InlineData("$.c: ,", "[10, 20]", ",")]
    [InlineData("+ $.a.x: 3", "\"b2\": 2", "\"b2\": 2,\n\"x\": 3")]
    [InlineData("+ $.a.b: 3", "\"b2\": 2", "\"b2\": 2,\n\"b\": 3")]
    [InlineData("+ $.d.x: 3", "{}", "{\n\"x\": 3}")]
    [InlineData("+ $.c[1]: 15", "20", "15,\n20")]
    [InlineData("- $.a.b", "\"b\": 1, ", "")]
    [InlineData("- $.a.b2", ", \"b2\": 2", "")]
    [InlineData("- $.c[0]", "10, ", "")]
    [InlineData("- $.d", ",\n  \"d\": {}", "")]
    [InlineData("| $.c[1]", "],\n  \"d\": {}\n}", "")]
    [InlineData("~ \"c\": => \"c\"", "\"c\":", "\"c\"")]
    public void A_change_is_made_at_its_place_and_nowhere_else(string change, string old, string changed) =>
        Assert.Equal(Document.Replace(old, changed, StringComparison.Ordinal), PatchedDocument.Apply(Document, [change]).Json);

    [Fact]
    public void Changes_are_made_one_after_another() =>
        Assert.Equal("{\n\"b\": {\n\"c\": 1}}", PatchedDocument.Apply("{\"a\": 1}", ["- $.a", "+ $.b: {}", "+ $.b.c: 1"]).Json);

    [Theory]
    [InlineData("$.x: 1")]
    [InlineData("$.c[2]: 1")]
    [InlineData("+ $.x.y: 1")]
    [InlineData("+ $.c[2]: 1")]
    [InlineData("- $.x")]
    [InlineData("| $.x")]
    [InlineData("~ nowhere => there")]
    [InlineData("~ \"a\" => \"twice\"")]
    public void A_change_that_has_no_place_is_an_error(string change) =>
        Assert.Throws<FormatException>(() => PatchedDocument.Apply(Document, [change]));

    [Theory]
    [InlineData("$.a.b: 1")]
    [InlineData("~ 10 => 10")]
    public void A_change_that_changes_nothing_is_an_error(string change) =>
        Assert.Throws<FormatException>(() => PatchedDocument.Apply(Document, ["$.c[1]: 21", change]));

    [Fact]
    public void A_patch_without_a_change_is_an_error() => Assert.Throws<FormatException>(() => PatchedDocument.Apply(Document, []));

    [Theory]
    [InlineData("")]
    [InlineData("$.a.b")]
    [InlineData("$.a.b 2")]
    [InlineData("+ $.a.x")]
    [InlineData("~ 10")]
    [InlineData("* $.a.b")]
    public void A_line_that_is_no_change_is_an_error(string change) =>
        Assert.Throws<FormatException>(() => PatchedDocument.Apply(Document, [change]));

    [Theory]
    [InlineData("$", 2)]
    [InlineData("$.a.b", 3)]
    [InlineData("$.c[1]", 6)]
    [InlineData("$.d", 8)]
    [InlineData("$.a.missing.part", 3)]
    public void A_line_is_that_of_the_last_value_of_the_path_or_of_what_should_hold_it(string path, int line) =>
        Assert.Equal(line, PatchedDocument.Apply(Document, ["+ $.d: 1"]).LineOf(path));

    [Fact]
    public void The_line_of_a_text_that_is_no_json_is_that_of_the_last_change() =>
        Assert.Equal(6, PatchedDocument.Apply(Document, ["$.a.b: 2", "~ \"c\": => \"c\""]).LineOf("$"));
}
