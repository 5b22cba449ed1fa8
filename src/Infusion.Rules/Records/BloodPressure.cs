using System.Text.Json.Serialization;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Records;

/// <summary>A blood pressure as it was measured.</summary>
/// <remarks>What is <c>null</c> is not known. Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(BloodPressure.Json))]
public sealed record BloodPressure
{
    /// <summary>The systolic pressure in mmHg, 1 to 400.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The pressure is outside its range.</exception>
    public int? Systolic { get; init => field = Measured(value); }

    /// <summary>The diastolic pressure in mmHg, 1 to 400.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The pressure is outside its range.</exception>
    public int? Diastolic { get; init => field = Measured(value); }

    /// <inheritdoc/>
    public bool Equals(BloodPressure? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => 0;

    /// <summary>Says which fields are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Fields.All.Known(this);

    private static int? Measured(int? value) => value is null or (>= 1 and <= 400)
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), "A blood pressure is from 1 to 400 mmHg.");

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<BloodPressure> All { get; } = new("bloodPressure", static () => new());

        public static Field<BloodPressure, int?> Systolic { get; } = All.Maybe("systolic", Formats.Int(1, 400, "mmHg"),
            "What is the systolic pressure?", static entry => entry.Systolic, static (entry, value) => entry with { Systolic = value });

        public static Field<BloodPressure, int?> Diastolic { get; } = All.Maybe("diastolic", Formats.Int(1, 400, "mmHg"),
            "What is the diastolic pressure?", static entry => entry.Diastolic, static (entry, value) => entry with { Diastolic = value });
    }

    private sealed class Json() : FormatJsonConverter<BloodPressure>(Fields.All.Format);
}
