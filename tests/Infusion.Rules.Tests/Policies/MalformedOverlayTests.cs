using System.Collections.Immutable;
using System.Globalization;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Tests.Policies;

/// <summary>Overlays with one mistake each. A file's first line says which problem, at which path and on which line.</summary>
public sealed class MalformedOverlayTests
{
    private static string Folder => RepositoryFiles.PathOf("tests/Infusion.Rules.Tests/Policies/MalformedOverlays");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_enough_of_them() => Assert.True(Files.Count >= 14, $"only {Files.Count}");

    [Theory]
    [MemberData(nameof(Files))]
    public void The_mistake_is_named_where_it_is_and_nothing_else_is_complained_of(string name)
    {
        string json = File.ReadAllText(Path.Combine(Folder, name + ".json"));
        string expected = json[3..json.IndexOf('\n', StringComparison.Ordinal)];

        Assert.False(PolicyOverlay.TryParse(json, out PolicyOverlay? overlay, out ImmutableArray<Problem> problems));
        Assert.Null(overlay);
        Assert.Equal([expected], problems.Select(problem => string.Create(CultureInfo.InvariantCulture, $"{problem.Code} {problem.Path} {problem.Line}")));
        Assert.Equal(problems, Assert.Throws<DocumentException>(() => PolicyOverlay.Parse(json)).Problems);
    }
}
