using NodaTime;

namespace Infusion.Rules.Clinic;

/// <summary>From when before an appointment a medicine is held.</summary>
public abstract record HoldStart
{
    private protected HoldStart()
    {
    }

    /// <summary>From when, as the end of a sentence about a hold.</summary>
    internal abstract string Says { get; }

    /// <summary>For an elapsed time before the appointment.</summary>
    public sealed record Elapsed : HoldStart
    {
        /// <summary>Creates the start of a hold.</summary>
        /// <param name="before">The elapsed time before the appointment, above zero; a dose exactly then is not within the hold.</param>
        /// <exception cref="ArgumentOutOfRangeException">The time is not above zero.</exception>
        public Elapsed(Duration before) => Before = before > Duration.Zero
            ? before
            : throw new ArgumentOutOfRangeException(nameof(before), "A hold begins before the appointment.");

        /// <summary>The elapsed time before the appointment.</summary>
        public Duration Before { get; }

        /// <summary>Writes the time.</summary>
        /// <returns>"12 h before".</returns>
        public override string ToString() => $"{Wording.Of(Before)} before";

        internal override string Says => $"for {Wording.Of(Before)} before the appointment";
    }

    /// <summary>From a time on the clinic's clock, on the appointment's date or some days before.</summary>
    public sealed record Clock : HoldStart
    {
        /// <summary>Creates the start of a hold.</summary>
        /// <param name="until">The clinic-local time until which the medicine may be taken, inclusive; midnight is 00:00.</param>
        /// <param name="daysBefore">0 for the appointment's date, 1 for the evening before, up to 7.</param>
        /// <exception cref="ArgumentOutOfRangeException">The days are not from 0 to 7.</exception>
        public Clock(LocalTime until, int daysBefore = 0) => (Until, DaysBefore) = daysBefore is >= 0 and <= 7
            ? (until, daysBefore)
            : throw new ArgumentOutOfRangeException(nameof(daysBefore), "A hold begins at most 7 days before the appointment.");

        /// <summary>The clinic-local time, inclusive.</summary>
        public LocalTime Until { get; }

        /// <summary>How many days before the appointment's date.</summary>
        public int DaysBefore { get; }

        /// <summary>The time since the appointment date's midnight on the clinic's clock; negative the evening before.</summary>
        internal Duration SinceMidnight => Duration.FromNanoseconds(Until.NanosecondOfDay) - Duration.FromDays(DaysBefore);

        /// <summary>Writes the time.</summary>
        /// <returns>"from 20:00, 1 day before".</returns>
        public override string ToString() =>
            $"from {Wording.Clock(Until)}" + (DaysBefore == 0 ? "" : $", {Wording.Count(DaysBefore, "day")} before");

        internal override string Says => DaysBefore == 0
            ? $"from {Wording.Clock(Until)} on the appointment's date"
            : $"{this} the appointment's date";
    }
}
