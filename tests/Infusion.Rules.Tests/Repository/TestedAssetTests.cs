using System.Reflection;
using System.Runtime.Versioning;

namespace Infusion.Rules.Tests.Repository;

public class TestedAssetTests
{
    [Fact]
    public void The_library_under_test_is_the_target_that_was_asked_for()
    {
        var asked = typeof(TestedAssetTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .SingleOrDefault(entry => entry.Key == "TestedFramework")?.Value;
        var loaded = Assembly.Load("Infusion.Rules").GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;

        Assert.Equal(asked == "netstandard2.0" ? ".NETStandard,Version=v2.0" : ".NETCoreApp,Version=v10.0", loaded);
    }
}
