using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Infusion.Rules.Continuity;
using Infusion.Rules.Documents;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Policies.Reading;
using Infusion.Rules.Sources;

namespace Infusion.Rules.Policies;

/// <summary>Screens and medicine interactions from one source, for any clinic's policy to take up.</summary>
/// <remarks>
/// <para>All of it is relative: a screen asks for a clinician's review and
/// excludes nobody, and an interaction alerts the clinician and changes
/// nothing for the patient. Every item says where it stands and the grade its source gives the evidence.</para>
/// <para>Compared by value. Immutable and thread-safe. It is read from JSON only, so one that exists is valid.</para>
/// </remarks>
/// <example>
/// <code>
/// ClinicPolicy ours = ClinicPolicy.Parse(File.ReadAllText("policy.json")).With(PolicyOverlay.Consensus2018);
/// </code>
/// </example>
public sealed record PolicyOverlay
{
    internal PolicyOverlay(
        string id, string version, string name, ImmutableArray<Reference> sources, ImmutableArray<ScreenCriterion> screens,
        ImmutableArray<LabelInteraction> interactions) =>
        (Id, Version, Name, Sources, Screens, Interactions) = (id, version, name, sources, screens, interactions);

    /// <summary>The screens of the ASRA/AAPM/ASA consensus of 2018 and of the FDA label, and the label's interactions.</summary>
    /// <remarks>It holds what could be read in the sources or in summaries of them, and no more. The classes that the label names are lists
    /// of their members, each with where it stands that it belongs there.</remarks>
    public static PolicyOverlay Consensus2018 { get; } = BuiltInPolicies.ReadOverlay("consensus-2018");

    /// <summary>The kebab-case id of the overlay, the same in all its versions.</summary>
    public string Id { get; }

    /// <summary>The version; the version of a policy with the overlay names both.</summary>
    public string Version { get; }

    /// <summary>What it is, for people.</summary>
    public string Name { get; }

    /// <summary>Works that it cites and <see cref="SourceRegister.Published"/> does not have; empty for none.</summary>
    public ImmutableArray<Reference> Sources { get; }

    /// <summary>The screening criteria; none excludes.</summary>
    public ImmutableArray<ScreenCriterion> Screens { get; }

    /// <summary>The medicines the clinician is alerted to.</summary>
    /// <remarks>A medicine is found by the names and codes that stand here, its own and those of its members.</remarks>
    public ImmutableArray<LabelInteraction> Interactions { get; }

    /// <summary>The SHA-256 of <see cref="ToJson"/>'s UTF-8 bytes as 64 small hexadecimal digits; it identifies the content.</summary>
    public string ContentHash => Documents.ContentHash.Of(OverlayDocument.Document.Bytes(this));

    /// <summary>Reads an overlay from its JSON document.</summary>
    /// <param name="json">The document; comments may be in it.</param>
    /// <returns>The overlay.</returns>
    /// <exception cref="DocumentException">The document has problems; the exception lists them all.</exception>
    /// <example>
    /// <code>
    /// PolicyOverlay overlay = PolicyOverlay.Parse(File.ReadAllText("our-screens.json"));
    /// </code>
    /// </example>
    public static PolicyOverlay Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return OverlayDocument.Document.Parse(json);
    }

    /// <summary>Reads an overlay from its JSON document, or says everything that is wrong with it.</summary>
    /// <param name="json">The document; <c>null</c> is no document.</param>
    /// <param name="overlay">The overlay, or <c>null</c> when there are problems.</param>
    /// <param name="problems">The problems in the order of the document; empty when there are none.</param>
    /// <returns>Whether it is an overlay.</returns>
    public static bool TryParse(string? json, [NotNullWhen(true)] out PolicyOverlay? overlay, out ImmutableArray<Problem> problems) =>
        OverlayDocument.Document.TryParse(json, out overlay, out problems);

    /// <summary>Reads an overlay from a stream to its end; the caller opens and closes it.</summary>
    /// <param name="stream">The document in UTF-8; no more than <see cref="DocumentLimits.MaxBytes"/> and one byte are read.</param>
    /// <returns>The overlay.</returns>
    /// <exception cref="DocumentException">The document has problems; the exception lists them all.</exception>
    public static PolicyOverlay Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return OverlayDocument.Document.Load(stream);
    }

    /// <summary>Writes the overlay in its canonical form, which <see cref="Parse(string)"/> reads back as an equal overlay.</summary>
    /// <returns>JSON of format 1 in a fixed order, indented, with line feeds: equal overlays give equal text on every machine.</returns>
    public string ToJson() => OverlayDocument.Document.Text(this);

    /// <inheritdoc/>
    public bool Equals(PolicyOverlay? other) =>
        other is not null && Id == other.Id && Version == other.Version && Name == other.Name && Sources.SequenceEqual(other.Sources)
        && Screens.SequenceEqual(other.Screens) && Interactions.SequenceEqual(other.Interactions);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id + " " + Version);

    /// <summary>Writes the id and the version.</summary>
    /// <returns>"consensus-2018 1".</returns>
    public override string ToString() => $"{Id} {Version}";
}
