namespace Infusion.Rules.Decisions;

/// <summary>Which policy a decision was made under, and with which time-zone data.</summary>
/// <param name="Policy">The policy's stable id, such as <c>virginia-infusion-therapies</c>.</param>
/// <param name="Version">The version of the policy.</param>
/// <param name="TimeZones">The version of the time-zone data, such as "TZDB: 2026a (mapping: 1)".</param>
/// <param name="ContentHash">The hash of the policy's content; <c>null</c> when it was built by no policy document.</param>
public sealed record PolicyVersion(string Policy, string Version, string TimeZones, string? ContentHash = null)
{
    /// <summary>Writes policy and version.</summary>
    /// <returns>"virginia-infusion-therapies 1".</returns>
    public override string ToString() => $"{Policy} {Version}";
}
