using System.Collections.Immutable;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;

namespace Infusion.Rules.Tests.Policies;

/// <summary>Policies with one mistake each: the published one, patched.</summary>
public sealed class MalformedPolicyTests
{
    public static TheoryData<string> Names => Mistake.Names("Policies");

    [Fact]
    public void There_are_enough_of_them() => Assert.True(Names.Count >= 60, $"only {Names.Count}");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_mistake_is_named_where_it_is_and_nothing_else_is_complained_of(string name)
    {
        Mistake mistake = Mistake.Compose("Policies", name, "virginia-infusion-therapies");

        Assert.False(ClinicPolicy.TryParse(mistake.Json, out ClinicPolicy? policy, out ImmutableArray<Problem> problems));
        Assert.Null(policy);
        Assert.Equal([mistake.Expected], problems.Select(Mistake.Said));
        Assert.All(problems, problem => Assert.NotEmpty(problem.ToString()));
    }
}
