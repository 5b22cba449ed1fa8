using Infusion.Rules.Maintenance;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Policies.BuiltIn;

/// <summary>Maintenance as the clinic's page publishes it: one to three months, and no rule for a date in between.</summary>
internal static class PublishedMaintenance
{
    public static MaintenancePolicy Policy => new()
    {
        Earliest = Period.FromMonths(1),
        Latest = Period.FromMonths(3),
        Stated = StatedParameters.None.With("anchor", new(Provenance.Inferred, ["R39", "R42"])),
    };
}
