using Infusion.Rules.Continuity;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using Infusion.Rules.Visits;

namespace Infusion.Rules.Policies;

/// <summary>One version of everything a clinic can set, a section for each room.</summary>
/// <remarks>Compared by value. Immutable and thread-safe. <see cref="InfusionRules"/> checks that the sections fit together when it is built.</remarks>
/// <example>
/// A clinic that is like the published one but lets patients drink clear liquids until one hour before:
/// <code>
/// ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
/// ClinicPolicy ours = published with { Id = "our-clinic", Version = "2026-01", Fasting = published.Fasting with { Kinds = [...] } };
/// </code>
/// </example>
public sealed record ClinicPolicy
{
    /// <summary>The policy that ships with the package: what one clinic's page publishes, and the few defaults from the literature.</summary>
    public static ClinicPolicy VirginiaInfusionTherapies { get; } = PublishedPolicy.Create();

    /// <summary>The kebab-case id of the policy, the same in all its versions.</summary>
    public required string Id { get; init; }

    /// <summary>The version, such as <c>2026-01</c>; every decision carries it.</summary>
    public required string Version { get; init; }

    /// <summary>The clinic's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>The IANA id of the clinic's time zone, such as <c>America/New_York</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Consultation, indications, screens.</summary>
    public required EligibilityPolicy Eligibility { get; init; }

    /// <summary>Care beside the patient's other treatment.</summary>
    public required ContinuityPolicy Continuity { get; init; }

    /// <summary>Protocols and induction.</summary>
    public required ProtocolPolicy Protocols { get; init; }

    /// <summary>What may be eaten and drunk, until when.</summary>
    public required FastingPolicy Fasting { get; init; }

    /// <summary>Arrival, recovery, release, driving.</summary>
    public required VisitPolicy Visits { get; init; }

    /// <summary>Scores, response and remission.</summary>
    public required ResponsePolicy Response { get; init; }

    /// <summary>When to come back.</summary>
    public required MaintenancePolicy Maintenance { get; init; }

    /// <summary>Fees and referral credits.</summary>
    public required FeePolicy Fees { get; init; }

    /// <summary>Writes the id and the version.</summary>
    /// <returns>"virginia-infusion-therapies 1".</returns>
    public override string ToString() => $"{Id} {Version}";
}
