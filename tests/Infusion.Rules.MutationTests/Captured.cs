using Xunit;

namespace Infusion.Rules.MutationTests;

public sealed class Captured
{
    [Fact]
    public void The_mutated_library_is_kept()
    {
        var folder = Environment.GetEnvironmentVariable("INFUSION_RULES_MUTANTS");
        var where = typeof(InfusionRules).Assembly.Location;
        if (folder is not null)
        {
            foreach (var library in Directory.GetFiles(Path.GetDirectoryName(where)!, "Infusion.Rules*.dll"))
            {
                File.Copy(library, Path.Combine(folder, Path.GetFileName(library)), true);
            }
        }
        Assert.True(File.Exists(where));
    }
}
