namespace Infusion.Rules.Tests;

public class FirstTests
{
    [Fact]
    public void It_runs() => Assert.True(true);
}
