using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Cases;

/// <summary>One patient's facts, as a clinic would write them down: inputs only, never outcomes.</summary>
/// <remarks>
/// <para>Every part may be left out: what is not there is not known. <see cref="InfusionRules.Review"/> decides all of it.</para>
/// <para>Times of a case file are the clinic's clock in the zone of the policy it is read with, or carry an offset. Compared by value. Immutable and
/// thread-safe.</para>
/// </remarks>
public sealed record PatientCase
{
    /// <summary>The kebab-case id of the case; no patient's name.</summary>
    public required string Id { get; init; }

    /// <summary>The instant everything is judged at.</summary>
    public required Instant AsOf { get; init; }

    /// <summary>Conditions, screening answers and the physician's verdict; <c>null</c> when not given.</summary>
    public Assessment? Eligibility { get; init; }

    /// <summary>What is recorded of the consultation; <c>null</c> when not given.</summary>
    public Consultation? Consultation { get; init; }

    /// <summary>Medicines, changes to them, the managing provider; <c>null</c> when not given.</summary>
    public Care? Continuity { get; init; }

    /// <summary>The protocol the infusions are given on; <c>null</c> for the one that the rules name without a clinician's choice.</summary>
    public ProtocolId? Protocol { get; init; }

    /// <summary>The route asked for; <c>null</c> when not given.</summary>
    public InfusionRoute? Route { get; init; }

    /// <summary>The visits, past and planned, in any order; each id once.</summary>
    public ImmutableArray<Visit> Visits { get; init; } = [];

    /// <summary>Every score on record, in any order.</summary>
    public ImmutableArray<ScoreEntry> Scores { get; init; } = [];

    /// <summary>Whether a clinician has recorded a reason to go on against the recommendation; <c>null</c> when not known.</summary>
    public bool? HasReasonToContinue { get; init; }

    /// <summary>What is known about maintenance beside the visits; <c>null</c> when not given.</summary>
    public MaintenanceNote? Maintenance { get; init; }

    /// <summary>The persons this patient has referred, in the order of the referrals.</summary>
    public ImmutableArray<Referral> Referrals { get; init; } = [];

    /// <summary>Rows for single decision tables, each perhaps with what is expected of it.</summary>
    public ImmutableArray<TableCase> Decisions { get; init; } = [];

    /// <summary>Reads a case file.</summary>
    /// <param name="json">The document, format 1; comments may be in it.</param>
    /// <param name="rules">The rules it is read for: their zone, their criteria, their protocols.</param>
    /// <returns>The case.</returns>
    /// <exception cref="DocumentException">The document has problems; the exception lists them all.</exception>
    public static PatientCase Parse(string json, InfusionRules rules)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(rules);
        return DocumentReader.Read(json, CaseDocument.Newest, rules.Cases.Read, rules.TimeZone);
    }

    /// <summary>Reads a case file, or says everything that is wrong with it.</summary>
    /// <param name="json">The document; <c>null</c> is no document.</param>
    /// <param name="rules">The rules it is read for.</param>
    /// <param name="patientCase">The case, or <c>null</c> when there are problems.</param>
    /// <param name="problems">The problems in the order of the document; empty when there are none.</param>
    /// <returns>Whether it is a case.</returns>
    public static bool TryParse(
        string? json, InfusionRules rules, [NotNullWhen(true)] out PatientCase? patientCase, out ImmutableArray<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return DocumentReader.TryRead(json ?? "", CaseDocument.Newest, rules.Cases.Read, out patientCase, out problems, rules.TimeZone);
    }

    /// <summary>Reads a case file from a stream to its end; the caller opens and closes it.</summary>
    /// <param name="stream">The document in UTF-8; no more than <see cref="DocumentLimits.MaxBytes"/> and one byte are read.</param>
    /// <param name="rules">The rules it is read for.</param>
    /// <returns>The case.</returns>
    /// <exception cref="DocumentException">The document has problems; the exception lists them all.</exception>
    public static PatientCase Load(Stream stream, InfusionRules rules)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(rules);
        return DocumentReader.Read(DocumentReader.Bytes(stream), CaseDocument.Newest, rules.Cases.Read, rules.TimeZone);
    }

    /// <summary>Writes the case in its canonical form, which <see cref="Parse"/> reads back as an equal case.</summary>
    /// <param name="rules">The rules it was read for.</param>
    /// <returns>JSON of format 1 in a fixed order, indented, with line feeds.</returns>
    public string ToJson(InfusionRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Encoding.UTF8.GetString(rules.Cases.Write(this));
    }

    /// <inheritdoc/>
    public bool Equals(PatientCase? other) =>
        other is not null && Id == other.Id && AsOf == other.AsOf && Equals(Eligibility, other.Eligibility) && Equals(Consultation, other.Consultation)
        && Equals(Continuity, other.Continuity) && Protocol == other.Protocol && Route == other.Route && HasReasonToContinue == other.HasReasonToContinue
        && Equals(Maintenance, other.Maintenance) && Visits.SequenceEqual(other.Visits) && Scores.SequenceEqual(other.Scores)
        && Referrals.SequenceEqual(other.Referrals) && Decisions.SequenceEqual(other.Decisions);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Writes the id and the numbers of visits and scores, never a value.</summary>
    /// <returns>"crps: 3 visits, 4 scores".</returns>
    public override string ToString() => FormattableString.Invariant($"{Id}: {Wording.Count(Visits.Length, "visit")}, {Wording.Count(Scores.Length, "score")}");
}
