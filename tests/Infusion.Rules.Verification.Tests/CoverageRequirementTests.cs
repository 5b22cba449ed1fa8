namespace Infusion.Rules.Verification.Tests;

public class CoverageRequirementTests
{
    [Theory]
    [InlineData("boundary=100%", "boundary=100%")]
    [InlineData("mutants=95.50%", "mutants=95.5%")]
    [InlineData("rules=12.3456789012345678901234567%", "rules=12.3456789012345678901234567%")]
    [InlineData("mcdc=0.0000000000000000000000000001%", "mcdc=0.0000000000000000000000000001%")]
    public void What_is_written_is_read_as_the_same_share(string text, string written)
    {
        Assert.True(CoverageRequirement.TryParse(text, out CoverageRequirement read));
        Assert.Equal(written, read.ToString());
        Assert.True(CoverageRequirement.TryParse(read.ToString(), out CoverageRequirement again));
        Assert.Equal(read, again);
    }
}
