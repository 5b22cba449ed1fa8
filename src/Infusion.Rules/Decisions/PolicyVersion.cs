using Infusion.Rules.Tables;

namespace Infusion.Rules.Decisions;

/// <summary>Which policy a decision was made under, and with which time-zone data.</summary>
/// <remarks>Compared by its four texts. Immutable and thread-safe.</remarks>
public sealed record PolicyVersion
{
    // Writing the whole policy to hash it is not what a first decision should wait for.
    private readonly Lazy<string>? _contentHash;

    /// <summary>Names a version.</summary>
    /// <param name="policy">The policy's stable id.</param>
    /// <param name="version">The version of the policy.</param>
    /// <param name="timeZones">The version of the time-zone data.</param>
    /// <param name="contentHash">Computes the hash of the policy's content,
    /// once, when it is first read; <c>null</c> when there is none.</param>
    public PolicyVersion(string policy, string version, string timeZones, Func<string>? contentHash = null) =>
        (Policy, Version, TimeZones, _contentHash) = (policy, version, timeZones, contentHash is null ? null : new(contentHash));

    /// <summary>The policy's stable id, such as <c>virginia-infusion-therapies</c>.</summary>
    public string Policy { get; }

    /// <summary>The version of the policy.</summary>
    public string Version { get; }

    /// <summary>The version of the time-zone data, such as "TZDB: 2026a (mapping: 1)".</summary>
    public string TimeZones { get; }

    /// <summary>The hash of the policy's content; <c>null</c> when it was built by no policy document.</summary>
    public string? ContentHash => _contentHash?.Value;

    /// <summary>What the policy's sources say of its rules.</summary>
    internal Attribution Sources { get; init; } = Attribution.ToOwn([]);

    /// <inheritdoc/>
    public bool Equals(PolicyVersion? other) =>
        other is not null && Policy == other.Policy && Version == other.Version && TimeZones == other.TimeZones
        && ContentHash == other.ContentHash;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Policy + " " + Version);

    /// <summary>Writes policy and version.</summary>
    /// <returns>"virginia-infusion-therapies 1".</returns>
    public override string ToString() => $"{Policy} {Version}";
}
