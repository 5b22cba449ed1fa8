namespace Infusion.Rules.Policies.BuiltIn;

/// <summary>The published policy, put together from its sections.</summary>
internal static class PublishedPolicy
{
    public static ClinicPolicy Create() => new()
    {
        Id = "virginia-infusion-therapies",
        Version = "1",
        Name = "Virginia Infusion Therapies",
        TimeZone = "America/New_York",
        Eligibility = PublishedEligibility.Policy,
        Continuity = PublishedContinuity.Policy,
        Protocols = PublishedProtocols.Policy,
        Fasting = PublishedFasting.Policy,
        Visits = PublishedVisits.Policy,
        Response = PublishedResponse.Policy,
        Maintenance = PublishedMaintenance.Policy,
        Fees = PublishedFees.Policy,
    };
}
