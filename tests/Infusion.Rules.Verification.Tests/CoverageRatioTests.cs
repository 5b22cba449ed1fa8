namespace Infusion.Rules.Verification.Tests;

/// <summary>A share that is not whole is neither shown nor counted as whole.</summary>
public sealed class CoverageRatioTests
{
    [Theory]
    [InlineData(0, 0, "0 of 0")]
    [InlineData(0, 3, "0 of 3 (0 %)")]
    [InlineData(2, 3, "2 of 3 (66.6 %)")]
    [InlineData(999, 1000, "999 of 1000 (99.9 %)")]
    [InlineData(99_999, 100_000, "99999 of 100000 (99.9 %)")]
    [InlineData(3, 3, "3 of 3 (100 %)")]
    public void A_share_is_never_shown_larger_than_it_is(int met, int total, string text) =>
        Assert.Equal(text, new CoverageRatio(met, total).ToString());

    [Theory]
    [InlineData(0, 0, 0, false)]
    [InlineData(0, 3, 0, true)]
    [InlineData(1999, 2000, 9995, true)]
    [InlineData(1999, 2000, 9996, false)]
    [InlineData(99_999, 100_000, 10_000, false)]
    [InlineData(3, 3, 10_000, true)]
    [InlineData(3, 3, 10_001, false)]
    public void A_share_reaches_exactly_what_it_is(int met, int total, int hundredths, bool isReached) =>
        Assert.Equal(isReached, new CoverageRatio(met, total).Reaches(hundredths / 100m));

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(2, 3, false)]
    [InlineData(3, 3, true)]
    public void All_of_nothing_is_not_complete(int met, int total, bool isComplete) =>
        Assert.Equal(isComplete, new CoverageRatio(met, total).IsComplete);
}
