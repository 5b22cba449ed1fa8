using System.Text.Json.Serialization;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Records;

/// <summary>A present medicine as a record or a patient states it.</summary>
/// <remarks>What is <c>null</c> is not known. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(Json))]
public sealed record StatedMedicine : IEntry
{
    /// <summary>Which entry it is, when and by whom it was entered, and whether it is voided.</summary>
    public Entry Entry { get; init; } = new();

    /// <summary>The medicine, as the policy or a person names it.</summary>
    public StatedName? Name { get; init; }

    /// <summary>Its code with the system of the code.</summary>
    public MedicineCode? Code { get; init; }

    /// <summary>A medicine of which only the name is known.</summary>
    /// <param name="name">The name.</param>
    public static implicit operator StatedMedicine(StatedName name) => new() { Name = name };

    /// <inheritdoc/>
    public bool Equals(StatedMedicine? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode();

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>"medicine: name".</returns>
    public override string ToString() => Fields.All.Known(this);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<StatedMedicine> All { get; } = new("medicine", static () => new());

        public static Field<StatedMedicine, Entry> Entry { get; } =
            All.Include(
                Records.Entry.Fields.All, static medicine => medicine.Entry, static (medicine, value) => medicine with { Entry = value });

        public static Field<StatedMedicine, StatedName?> Name { get; } = All.Maybe("name", RecordFormats.Name, "Which medicine is it?",
            static medicine => medicine.Name, static (medicine, value) => medicine with { Name = value });

        public static Field<StatedMedicine, MedicineCode?> Code { get; } = All.Optional("code", MedicineCode.Fields.All.Format,
            "What is its code?", static medicine => medicine.Code, static (medicine, value) => medicine with { Code = value });
    }

    private sealed class Json() : FormatJsonConverter<StatedMedicine>(Fields.All.Format);
}
