using System.Collections.Immutable;
using System.Text;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using NodaTime;

namespace Infusion.Rules.Tests.Policies;

public class PolicyBookIndexTests
{
    [Fact]
    public void It_names_files_and_dates_in_the_order_of_the_document()
    {
        Assert.True(TryParse("""{ "format": 1, "versions": [{ "file": "b.json", "from": "2026-01-01" }, { "file": "a.json", "from": "2025-01-01", "to": "2026-01-01" }] }""", out var index, out _));
        Assert.Equal([new("b.json", new(2026, 1, 1), null), new PolicyBookEntry("a.json", new(2025, 1, 1), new LocalDate(2026, 1, 1))], index!.Versions);
        Assert.Equal("b.json from 2026-01-01; a.json from 2025-01-01 to 2026-01-01", index.ToString());
    }

    [Fact]
    public void Equal_documents_are_equal()
    {
        const string Json = """{ "format": 1, "versions": [{ "file": "a.json", "from": "2025-01-01" }] }""";
        Assert.True(TryParse(Json, out var one, out _));
        Assert.True(TryParse(Json.Replace("  ", " ", StringComparison.Ordinal), out var other, out _));
        Assert.Equal(one, other);
        Assert.Equal(one!.GetHashCode(), other!.GetHashCode());
    }

    [Theory]
    [InlineData("""{ "format": 1 }""", "$.versions", "missing-property")]
    [InlineData("""{ "format": 1, "versions": [] }""", "$.versions", "out-of-range")]
    [InlineData("""{ "format": 2, "versions": [] }""", "$.format", "newer-format")]
    [InlineData("""{ "format": 1, "versions": [{ "file": "a.json", "from": "2025-02-30" }] }""", "$.versions[0].from", "not-a-date")]
    [InlineData("""{ "format": 1, "versions": [{ "file": "a.json", "from": "2025-02-01", "to": "2025-02-01" }] }""", "$.versions[0].to", "contradiction")]
    [InlineData("""{ "format": 1, "versions": [{ "file": "a.json", "from": "2025-02-01", "until": "2025-03-01" }] }""", "$.versions[0].until", "unknown-property")]
    [InlineData("""{ "format": 1, "versions": [{ "file": "a.json", "from": "2025-02-01" }, { "file": "a.json", "from": "2025-03-01" }] }""", "$.versions[1].file", "duplicate-name")]
    public void What_is_wrong_is_named_with_its_place(string json, string path, string code)
    {
        Assert.False(TryParse(json, out var index, out ImmutableArray<Problem> problems));
        Assert.Null(index);
        Assert.Contains(problems, problem => problem.Path == path && problem.Code == code);
    }

    private static bool TryParse(string json, out PolicyBookIndex? index, out ImmutableArray<Problem> problems) =>
        PolicyBookIndex.TryParse(Encoding.UTF8.GetBytes(json), out index, out problems);
}
