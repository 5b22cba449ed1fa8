using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>A condition as a record or a patient states it.</summary>
/// <remarks>What is not known stays unknown: a <c>null</c> name may be any
/// condition, a <c>null</c> onset any date. Value-equal. Immutable and
/// thread-safe.</remarks>
[JsonConverter(typeof(Json))]
public sealed record StatedCondition : IEntry
{
    /// <summary>Which entry it is, when and by whom it was entered, and whether it is voided.</summary>
    public Entry Entry { get; init; } = new();

    /// <summary>The id, name or alias of a listed condition, or any other name.</summary>
    public StatedName? Name { get; init; }

    /// <summary>The clinic-local dates between which it began, both inclusive.</summary>
    public DateInterval? Onset { get; init; }

    /// <summary>Whether it is in full remission.</summary>
    public bool? InFullRemission { get; init; }

    /// <summary>A condition that is present and began on a known date.</summary>
    /// <param name="name">The id, name or alias of a listed condition, or any other name; <c>null</c> when not known.</param>
    /// <param name="onset">The clinic-local date it began.</param>
    /// <returns>The stated condition.</returns>
    public static StatedCondition Since(StatedName? name, LocalDate onset) => Present(name) with { Onset = new(onset, onset) };

    /// <summary>A condition that is present and whose beginning is not known.</summary>
    /// <param name="name">The id, name or alias of a listed condition, or any other name; <c>null</c> when not known.</param>
    /// <returns>The stated condition.</returns>
    public static StatedCondition Present(StatedName? name) => new() { Name = name, InFullRemission = false };

    /// <inheritdoc/>
    public bool Equals(StatedCondition? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode();

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"condition: name, onset".</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<StatedCondition> All { get; } = new("condition", static () => new());

        public static Field<StatedCondition, Entry> Entry { get; } =
            All.Include(Records.Entry.Fields.All, static entry => entry.Entry, static (entry, value) => entry with { Entry = value });

        public static Field<StatedCondition, StatedName?> Name { get; } = All.Maybe("name", RecordFormats.Name,
            "Which condition is it?", static entry => entry.Name, static (entry, value) => entry with { Name = value });

        public static Field<StatedCondition, DateInterval?> Onset { get; } = All.Optional("onset", RecordFormats.Days,
            "When did it begin?", static entry => entry.Onset, static (entry, value) => entry with { Onset = value });

        public static Field<StatedCondition, bool?> InFullRemission { get; } = All.Maybe("inFullRemission", Formats.Flag,
            "Is it in full remission?",
            static entry => entry.InFullRemission, static (entry, value) => entry with { InFullRemission = value });
    }

    private sealed class Json() : FormatJsonConverter<StatedCondition>(Fields.All.Format);
}
