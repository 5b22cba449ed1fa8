using Infusion.Rules.Policies;

namespace Infusion.Rules.Verification;

/// <summary>One version of a policy, and the hash of its content.</summary>
/// <param name="Policy">The policy's id.</param>
/// <param name="Version">The version of the policy.</param>
/// <param name="Hash">"sha256:" and 64 small hexadecimal digits: the hash of the policy's canonical JSON.</param>
public sealed record PolicyStamp(string Policy, string Version, string Hash)
{
    /// <summary>The stamp of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>The stamp.</returns>
    internal static PolicyStamp Of(ClinicPolicy policy) => new(policy.Id, policy.Version, "sha256:" + policy.ContentHash);

    /// <summary>Whether it names the same version, of whatever content.</summary>
    /// <param name="other">The other one.</param>
    /// <returns>Whether policy and version are the same.</returns>
    internal bool Names(PolicyStamp other) => Policy == other.Policy && Version == other.Version;

    /// <summary>Writes policy and version.</summary>
    /// <returns>"a-clinic 2".</returns>
    public override string ToString() => $"{Policy} {Version}";
}
