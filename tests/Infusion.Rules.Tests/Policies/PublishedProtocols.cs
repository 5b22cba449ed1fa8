using Infusion.Rules.Clinic;
using Infusion.Rules.Protocols;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Policies.BuiltIn;

/// <summary>Protocols as the clinic's page publishes them.</summary>
internal static class PublishedProtocols
{
    public static ProtocolPolicy Policy => new()
    {
        Protocols =
        [
            new()
            {
                Id = ProtocolId.FourHour,
                PlannedDuration = Duration.FromMinutes(240),
                InductionSessions = SessionCount.Exactly(3),
                WindowDays = 7,
                EvaluateAfterSessions = SessionCount.Exactly(3),
                Stated = StatedParameters.None.With("windowDays", new(Provenance.Inferred, ["R20"])),
                Serves = [new(ConditionCategory.Pain, Provenance.Published, ["R20", "R21"])],
                Provenance = Provenance.Published,
                Citations = ["R20", "R21", "R25"],
            },
            new()
            {
                // Of this protocol the page gives its length and its evaluation point, and nothing else.
                Id = ProtocolId.OneHour,
                PlannedDuration = Duration.FromMinutes(60),
                EvaluateAfterSessions = SessionCount.Exactly(4),
                Serves = [new(ConditionCategory.MentalHealth, Provenance.Inferred, ["R23", "R10", "C13"])],
                Provenance = Provenance.Published,
                Citations = ["R23", "R22", "C13"],
            },
        ],
        OfferedRoutes = [InfusionRoute.Intravenous],
    };
}
