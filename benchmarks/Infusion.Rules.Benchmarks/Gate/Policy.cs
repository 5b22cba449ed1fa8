using Infusion.Rules.Policies;

namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>The policy everything is measured with, in the one place that says where it comes from.</summary>
internal static class Policy
{
    private static string Json { get; } = ClinicPolicy.VirginiaInfusionTherapies.ToJson();

    /// <summary>The rules of the published policy, read from its JSON.</summary>
    public static InfusionRules FromJson() => new(ClinicPolicy.Parse(Json));

    /// <summary>The rules of the published policy as the package holds it.</summary>
    public static InfusionRules Rules() => new(ClinicPolicy.VirginiaInfusionTherapies);
}
