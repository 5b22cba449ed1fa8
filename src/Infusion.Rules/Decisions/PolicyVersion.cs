namespace Infusion.Rules.Decisions;

/// <summary>Which policy a decision was made under, and with which time-zone data.</summary>
/// <param name="Policy">The policy's stable id, such as <c>virginia-infusion-therapies</c>.</param>
/// <param name="Version">The version of the policy.</param>
/// <param name="TimeZones">The version of the time-zone data, such as "TZDB: 2026a (mapping: 1)".</param>
public sealed record PolicyVersion(string Policy, string Version, string TimeZones)
{
    /// <summary>Writes policy and version.</summary>
    /// <returns>"virginia-infusion-therapies 1".</returns>
    public override string ToString() => $"{Policy} {Version}";
}
