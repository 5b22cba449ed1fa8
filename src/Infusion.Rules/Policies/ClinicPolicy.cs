using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Infusion.Rules.Continuity;
using Infusion.Rules.Documents;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Policies.Reading;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using Infusion.Rules.Sources;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;

namespace Infusion.Rules.Policies;

/// <summary>One version of everything a clinic publishes, a section for each room.</summary>
/// <remarks>Every section may be left out: its room then decides nothing and says that it is not published. Compared by value.
/// Immutable and thread-safe. <see cref="InfusionRules"/>
/// checks that the sections fit together when it is built.</remarks>
/// <example>
/// A clinic that is like the published one but lets patients drink clear liquids until one hour before:
/// <code>
/// ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
/// ClinicPolicy ours = published with { Id = "our-clinic", Version = "2026-01", Fasting = published.Fasting! with { Kinds = [...] } };
/// </code>
/// </example>
public sealed record ClinicPolicy
{
    /// <summary>The policy that ships with the package: what one clinic's page
    /// publishes, and the few defaults from the literature.</summary>
    public static ClinicPolicy VirginiaInfusionTherapies { get; } = BuiltInPolicies.Read("virginia-infusion-therapies");

    /// <summary>The JSON Schema of policy documents, as text: what may stand where, with units, bounds and names.</summary>
    public static string Schema => Encoding.UTF8.GetString(PolicyDocument.WriteSchema());

    /// <summary>The kebab-case id of the policy, the same in all its versions.</summary>
    public required string Id { get; init; }

    /// <summary>The version, such as <c>2026-01</c>; every decision carries it.</summary>
    public required string Version { get; init; }

    /// <summary>The clinic's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>The IANA id of the clinic's time zone, such as <c>America/New_York</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The clinic's own sources, which its citations name; the built-in policy has <see cref="SourceRegister.Published"/>
    /// beside them. Empty for none.</summary>
    public ImmutableArray<Reference> Sources { get => field.OrEmpty(); init; }

    /// <summary>Consultation, indications, screens; <c>null</c> is not published.</summary>
    public EligibilityPolicy? Eligibility { get; init; }

    /// <summary>Care beside the patient's other treatment; <c>null</c> is not published.</summary>
    public ContinuityPolicy? Continuity { get; init; }

    /// <summary>Protocols and induction; <c>null</c> is not published.</summary>
    public ProtocolPolicy? Protocols { get; init; }

    /// <summary>What may be eaten and drunk, until when; <c>null</c> is not published.</summary>
    public FastingPolicy? Fasting { get; init; }

    /// <summary>Arrival, recovery, release, driving; <c>null</c> is not published.</summary>
    public VisitPolicy? Visits { get; init; }

    /// <summary>Scores, response and remission; <c>null</c> is not published.</summary>
    public ResponsePolicy? Response { get; init; }

    /// <summary>When to come back; <c>null</c> is not published.</summary>
    public MaintenancePolicy? Maintenance { get; init; }

    /// <summary>Fees and referral credits; <c>null</c> is not published.</summary>
    public FeePolicy? Fees { get; init; }

    /// <summary>The currency of every amount; <c>null</c> when no amount is published.</summary>
    public string? Currency => Eligibility?.ConsultationPrice?.Currency ?? Fees?.Currency;

    /// <summary>Whether some parameter is stated with more than its value.</summary>
    internal bool SaysMoreThanValues =>
        new[]
        {
            Eligibility?.Stated, Continuity?.Stated, Protocols?.Stated, Fasting?.Stated, Visits?.Stated, Response?.Stated,
            Maintenance?.Stated, Fees?.Stated,
        }.Concat(Protocols?.Protocols.Select(static protocol => protocol.Stated) ?? [])
        .Concat(Response?.Criteria.Select(static criterion => criterion.Stated) ?? [])
        .Any(static stated => stated is not null && stated != StatedParameters.None);

    /// <summary>The SHA-256 of <see cref="ToJson"/>'s UTF-8 bytes as 64 small hexadecimal digits; it identifies the content.</summary>
    /// <remarks>Comments, spacing and the order of properties in a file do not
    /// enter it. Computed when read; every decision carries it.</remarks>
    public string ContentHash => Documents.ContentHash.Of(PolicyDocument.Document.Bytes(this));

    /// <summary>Reads a policy from its JSON document.</summary>
    /// <param name="json">The document; comments may be in it.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="DocumentException">The document has problems; the exception lists them all.</exception>
    /// <example>
    /// <code>
    /// ClinicPolicy policy = ClinicPolicy.Parse(File.ReadAllText("policy.json"));
    /// </code>
    /// </example>
    public static ClinicPolicy Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return PolicyDocument.Document.Parse(json);
    }

    /// <summary>Reads a policy from its JSON document in UTF-8.</summary>
    /// <param name="utf8">The document, with or without a byte-order mark.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="DocumentException">The document has problems; the exception lists them all.</exception>
    public static ClinicPolicy Parse(ReadOnlySpan<byte> utf8) => PolicyDocument.Document.Parse(utf8);

    /// <summary>Reads a policy from its JSON document, or says everything that is wrong with it.</summary>
    /// <param name="json">The document; <c>null</c> is no document.</param>
    /// <param name="policy">The policy, or <c>null</c> when there are problems.</param>
    /// <param name="problems">The problems in the order of the document; empty when there are none.</param>
    /// <returns>Whether it is a policy.</returns>
    public static bool TryParse(string? json, [NotNullWhen(true)] out ClinicPolicy? policy, out ImmutableArray<Problem> problems) =>
        PolicyDocument.Document.TryParse(json, out policy, out problems);

    /// <summary>Reads a policy from its JSON document in UTF-8, or says everything that is wrong with it.</summary>
    /// <param name="utf8">The document, with or without a byte-order mark.</param>
    /// <param name="policy">The policy, or <c>null</c> when there are problems.</param>
    /// <param name="problems">The problems in the order of the document; empty when there are none.</param>
    /// <returns>Whether it is a policy.</returns>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out ClinicPolicy? policy, out ImmutableArray<Problem> problems) =>
        PolicyDocument.Document.TryParse(utf8, out policy, out problems);

    /// <summary>Reads a policy from a stream to its end; the caller opens and closes it.</summary>
    /// <param name="stream">The document in UTF-8; no more than <see cref="DocumentLimits.MaxBytes"/> and one byte are read.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="DocumentException">The document has problems; the exception lists them all.</exception>
    public static ClinicPolicy Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return PolicyDocument.Document.Load(stream);
    }

    /// <summary>Takes up an overlay's screens and interactions.</summary>
    /// <param name="overlay">The overlay.</param>
    /// <returns>
    /// The policy with them, each list that grew in the order of its ids. What
    /// both say alike stands once. <see cref="Version"/> names the overlay
    /// after a plus sign, as in <c>2026-01+consensus-2018.1</c>, and the content hash is another.
    /// </returns>
    /// <exception cref="DocumentException">The overlay contradicts the policy; the exception lists every conflict.</exception>
    /// <example>
    /// <code>
    /// var rules = new InfusionRules(ClinicPolicy.VirginiaInfusionTherapies.With(PolicyOverlay.Consensus2018));
    /// </code>
    /// </example>
    public ClinicPolicy With(PolicyOverlay overlay) =>
        TryWith(overlay, out ClinicPolicy? policy, out ImmutableArray<Problem> conflicts) ? policy : throw new DocumentException(conflicts);

    /// <summary>Takes up an overlay's screens and interactions, or says everything in which the two contradict each other.</summary>
    /// <param name="overlay">The overlay.</param>
    /// <param name="policy">The policy with them, as by <see cref="With"/>; <c>null</c> when there are conflicts.</param>
    /// <param name="conflicts">The conflicts, located in the overlay's canonical
    /// text (<see cref="PolicyOverlay.ToJson"/>); empty when there are none.</param>
    /// <returns>Whether they fit together.</returns>
    public bool TryWith(PolicyOverlay overlay, [NotNullWhen(true)] out ClinicPolicy? policy, out ImmutableArray<Problem> conflicts)
    {
        ArgumentNullException.ThrowIfNull(overlay);
        policy = OverlayComposition.Compose(this, overlay, out conflicts);
        return policy is not null;
    }

    /// <summary>Writes the policy in its canonical form, which <see cref="Parse(string)"/> reads back as an equal policy.</summary>
    /// <returns>JSON of format 2 in a fixed order, indented, with line feeds: equal policies give equal text on every machine.</returns>
    public string ToJson() => PolicyDocument.Document.Text(this);

    /// <inheritdoc/>
    public bool Equals(ClinicPolicy? other) =>
        other is not null && Id == other.Id && Version == other.Version && Name == other.Name && TimeZone == other.TimeZone
            && Sources.SequenceEqual(other.Sources) && Eligibility == other.Eligibility && Continuity == other.Continuity
            && Protocols == other.Protocols
            && Fasting == other.Fasting && Visits == other.Visits && Response == other.Response && Maintenance == other.Maintenance
            && Fees == other.Fees;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id + " " + Version);

    /// <summary>Writes the id and the version.</summary>
    /// <returns>"virginia-infusion-therapies 1".</returns>
    public override string ToString() => $"{Id} {Version}";
}
