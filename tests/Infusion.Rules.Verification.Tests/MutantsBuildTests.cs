using Infusion.Rules.Policies;

namespace Infusion.Rules.Verification.Tests;

/// <summary>Every mutant of the published policy has rules, or is refused as an argument.</summary>
public sealed class MutantsBuildTests
{
    [Fact]
    public void Every_mutant_is_built_or_refused()
    {
        List<string> broken = [];
        int built = 0;
        foreach (PolicyMutant mutant in PolicyMutants.Of(ClinicPolicy.VirginiaInfusionTherapies))
        {
            try
            {
                built += new InfusionRules(mutant.Policy).Tables.Length > 0 ? 1 : 0;
            }
            catch (Exception error) when (error is not ArgumentException)
            {
                broken.Add($"{mutant}: {error.GetType().Name}");
            }
            catch (ArgumentException)
            {
                // A policy that is refused when it is loaded.
            }
        }

        Assert.True(broken.Count == 0, string.Join("; ", broken));
        Assert.True(built > 200, $"{built} were built.");
    }
}
