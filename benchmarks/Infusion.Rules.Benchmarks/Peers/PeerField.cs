namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>A part of the decision that a peer's rule says something about.</summary>
internal enum PeerField
{
    Eligibility,
    EligibilityFindings,
    Protocol,
    Fasting,
    Response,
    Fee,
    FeeDollars,
    Maintenance,
    MaintenanceFindings,
}
