using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies.BuiltIn;
using NodaTime;

namespace Infusion.Rules;

/// <summary>The door to a clinic's rules: one object for each policy version, one property for each room.</summary>
/// <remarks>Built once, immutable and thread-safe; keep it for as long as the policy version is used.</remarks>
public sealed class InfusionRules
{
    internal InfusionRules()
    {
        PolicyVersion version = new("virginia-infusion-therapies", "1", DateTimeZoneProviders.Tzdb.VersionId);
        Fasting = new(PublishedFasting.Policy, DateTimeZoneProviders.Tzdb["America/New_York"], version);
        Tables = [Fasting.IntakeTable, Fasting.TimingTable, Fasting.AsaTable];
    }

    /// <summary>The published rules.</summary>
    public static InfusionRules Published { get; } = new();

    /// <summary>Fasting before an infusion.</summary>
    public FastingRules Fasting { get; }

    /// <summary>Every decision table.</summary>
    public ImmutableArray<DecisionTable> Tables { get; }
}
