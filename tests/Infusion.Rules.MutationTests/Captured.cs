using Xunit;

namespace Infusion.Rules.MutationTests;

/// <summary>Not a test of anything: Stryker runs it in the folder where the mutated library is, and it keeps a copy.</summary>
public sealed class Captured
{
    [Fact]
    public void The_mutated_library_is_kept()
    {
        string here = Path.GetDirectoryName(typeof(InfusionRules).Assembly.Location)!;
        if (Environment.GetEnvironmentVariable("INFUSION_RULES_MUTANTS") is { } folder)
        {
            File.Copy(Path.Combine(here, "Infusion.Rules.dll"), Path.Combine(folder, "Infusion.Rules.dll"), true);
        }
    }
}
