using System.Text.Json.Serialization;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Records;

/// <summary>The maintenance interval a clinician has set for one patient.</summary>
/// <remarks>It goes before the policy's window (R40). Value-equal. Immutable and thread-safe.</remarks>
[JsonConverter(typeof(ClinicianInterval.Json))]
public sealed record ClinicianInterval
{
    private ClinicianInterval()
    {
    }

    /// <summary>The shortest interval from the anchor.</summary>
    public Period Earliest { get; private init; } = Period.Zero;

    /// <summary>The longest interval from the anchor, inclusive; equal to <see cref="Earliest"/> for one interval.</summary>
    public Period Latest { get; private init; } = Period.Zero;

    /// <summary>Whether it is a range and not one interval.</summary>
    public bool IsRange => !Earliest.Equals(Latest);

    /// <summary>One interval, such as four months.</summary>
    /// <param name="interval">Whole years, months, weeks or days; not zero.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentException">The interval has a time of day, is negative or zero.</exception>
    public static ClinicianInterval Every(Period interval) => Between(interval, interval);

    /// <summary>A range, such as six to ten weeks.</summary>
    /// <param name="earliest">The shortest interval.</param>
    /// <param name="latest">The longest interval, inclusive.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentException">An interval has a time of day, is negative or zero, or the longest may end before the
    /// shortest.</exception>
    public static ClinicianInterval Between(Period earliest, Period latest)
    {
        CalendarPeriods.Checked(earliest, nameof(earliest));
        CalendarPeriods.Checked(latest, nameof(latest));
        return CalendarPeriods.NeverAfter(earliest, latest)
            ? new() { Earliest = earliest, Latest = latest }
            : throw new ArgumentException("The longest interval may end before the shortest.", nameof(latest));
    }

    /// <inheritdoc/>
    public bool Equals(ClinicianInterval? other) => Fields.All.AreEqual(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Earliest.GetHashCode();

    /// <summary>Writes the interval in ISO 8601.</summary>
    /// <returns>"P4M" or "P6W to P10W".</returns>
    public override string ToString() => IsRange
        ? $"{PeriodPattern.Roundtrip.Format(Earliest)} to {PeriodPattern.Roundtrip.Format(Latest)}"
        : PeriodPattern.Roundtrip.Format(Earliest);

    /// <summary>The fields, each beside what it is called, how it stands in a document and what is asked for it.</summary>
    internal static class Fields
    {
        public static EntryFields<ClinicianInterval> All { get; } = new("clinicianInterval", static () => new());

        public static Field<ClinicianInterval, Period> Earliest { get; } = All.Required("earliest", RecordFormats.Period,
            "What is the shortest interval?", static entry => entry.Earliest, static (entry, value) => entry with { Earliest = value });

        public static Field<ClinicianInterval, Period> Latest { get; } = All.Required("latest", RecordFormats.Period,
            "What is the longest interval, inclusive? The same for one interval.",
            static entry => entry.Latest, static (entry, value) => entry with { Latest = value });

        static Fields() =>
            All.Holds(Latest, static interval => CalendarPeriods.NeverAfter(interval.Earliest, interval.Latest),
                "an interval that may end before earliest", "one that never does");
    }

    private sealed class Json() : FormatJsonConverter<ClinicianInterval>(Fields.All.Format);
}
