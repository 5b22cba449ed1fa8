using System.Collections.Immutable;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;

namespace Infusion.Rules.Tests.Policies;

/// <summary>Overlays with one mistake each: the one that ships, patched.</summary>
public sealed class MalformedOverlayTests
{
    public static TheoryData<string> Names => Mistake.Names("Overlays");

    [Fact]
    public void There_are_enough_of_them() => Assert.True(Names.Count >= 14, $"only {Names.Count}");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_mistake_is_named_where_it_is_and_nothing_else_is_complained_of(string name)
    {
        Mistake mistake = Mistake.Compose("Overlays", name, "Overlays/consensus-2018");

        Assert.False(PolicyOverlay.TryParse(mistake.Json, out PolicyOverlay? overlay, out ImmutableArray<Problem> problems));
        Assert.Null(overlay);
        Assert.Equal([mistake.Expected], problems.Select(Mistake.Said));
        Assert.Equal(problems, Assert.Throws<DocumentException>(() => PolicyOverlay.Parse(mistake.Json)).Problems);
    }
}
