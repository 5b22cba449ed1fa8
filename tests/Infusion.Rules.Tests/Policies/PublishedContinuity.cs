using Infusion.Rules.Continuity;

namespace Infusion.Rules.Policies.BuiltIn;

/// <summary>Continuity of care as the clinic's page publishes it. It names no interaction.</summary>
internal static class PublishedContinuity
{
    public static ContinuityPolicy Policy => new()
    {
        Statements =
        [
            ContinuityStatement.TherapiesContinue, ContinuityStatement.ProvidersContinue, ContinuityStatement.InterruptionMayCompromise,
            ContinuityStatement.NotACure,
        ],
    };
}
