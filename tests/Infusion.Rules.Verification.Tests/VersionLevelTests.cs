using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Verification.Tests;

/// <summary>What the table of levels does not name is major, whatever classes there are.</summary>
public sealed class VersionLevelTests
{
    [Fact]
    public void Less_caution_or_no_direction_is_major_on_every_axis()
    {
        ChangeClass[] known = [ChangeClass.Equivalent, ChangeClass.Tightens, ChangeClass.Relaxes, ChangeClass.Mixed];
        Assert.Equal(VersionLevel.Major, VersionLevels.Of(ChangeAxis.Caution, ChangeClass.Relaxes));
        Assert.Equal(VersionLevel.Major, VersionLevels.Of(ChangeAxis.Caution, ChangeClass.Mixed));
        foreach (ChangeAxis axis in Enum.GetValues<ChangeAxis>())
        {
            Assert.Equal(VersionLevel.None, VersionLevels.Of(axis, ChangeClass.Equivalent));
            Assert.All(
                Enum.GetValues<ChangeClass>().Except(known).Except(axis is ChangeAxis.Caution or ChangeAxis.Wording ? [] : [ChangeClass.MayChange]),
                one => Assert.Equal(VersionLevel.Major, VersionLevels.Of(axis, one)));
        }
    }

    [Theory]
    [InlineData("1.2.3", VersionLevel.Patch, "1.2.4")]
    [InlineData("1.2.3", VersionLevel.Minor, "1.3.0")]
    [InlineData("1.2.3", VersionLevel.Major, "2.0.0")]
    [InlineData("1.2.3", VersionLevel.None, null)]
    [InlineData("1.2", VersionLevel.Major, null)]
    [InlineData("1.02.3", VersionLevel.Major, null)]
    [InlineData("2026.3.1", VersionLevel.Major, null)]
    [InlineData("2026-03-01", VersionLevel.Major, null)]
    [InlineData("999.999999999.999999999", VersionLevel.Patch, "999.999999999.1000000000")]
    public void The_next_version_is_one_higher_at_the_level(string version, VersionLevel level, string? next) =>
        Assert.Equal(next, VersionLevels.Next(version, level));
}
