using Infusion.Rules.Policies;

namespace Infusion.Rules.Sample;

/// <summary>The published policy with the screens and interactions of the consensus of 2018.</summary>
/// <remarks>The page names no contraindication, so the built-in policy alone asks none.</remarks>
internal static class SampleClinic
{
    public static RulesBook Rules => RulesBook.Of(ClinicPolicy.VirginiaInfusionTherapies.With(PolicyOverlay.Consensus2018));
}
