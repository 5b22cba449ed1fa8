using System.Collections.Immutable;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Cases;

/// <summary>A whole record of a patient, and what is expected of its decisions.</summary>
/// <remarks>The record is of the format that <see cref="PatientRecord"/> reads. Compared by value. Immutable and thread-safe.</remarks>
public sealed record RecordCase
{
    /// <summary>What it shows, in a few words; <c>null</c> for no name.</summary>
    public string? Name { get; init; }

    /// <summary>The record; it is judged at its <see cref="PatientRecord.AsOf"/> unless an expectation names another time.</summary>
    public required PatientRecord Record { get; init; }

    /// <summary>What is expected, decision by decision.</summary>
    public ImmutableArray<DecisionExpectation> Expected { get => field.OrEmpty(); init; }

    /// <inheritdoc/>
    public bool Equals(RecordCase? other) =>
        other is not null && Name == other.Name && Record == other.Record && Expected.SequenceEqual(other.Expected);

    /// <inheritdoc/>
    public override int GetHashCode() => Record.GetHashCode() ^ Expected.Length;

    /// <summary>Writes the record's id and how much is expected of it.</summary>
    /// <returns>"responder with 3 expectations".</returns>
    public override string ToString() => $"{Record.Id} with {Clinic.Wording.Count(Expected.Length, "expectation")}";
}
