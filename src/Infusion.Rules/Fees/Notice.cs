using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Fees;

/// <summary>How much notice before an appointment is meant: a length of time, business days, or by a clock time.</summary>
public abstract record Notice
{
    private protected Notice()
    {
    }

    /// <summary>A length of time, in elapsed hours or in opening hours as the policy counts them.</summary>
    public sealed record Length : Notice
    {
        /// <summary>Creates the notice.</summary>
        /// <param name="time">The time before the appointment; above zero.</param>
        /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
        public Length(Duration time) => Time = time > Duration.Zero
            ? time
            : throw new ArgumentOutOfRangeException(nameof(time), "A notice is longer than nothing.");

        /// <summary>The time before the appointment.</summary>
        public Duration Time { get; }

        /// <summary>Writes the time.</summary>
        /// <returns>"24 h".</returns>
        public override string ToString() => Wording.Of(Time);
    }

    /// <summary>Days on which the clinic is open, as whole clinic-local dates.</summary>
    /// <remarks>The date of the cancellation counts where the clinic is open on it, the appointment's does not: from a Friday to the
    /// Monday after it is one business day.</remarks>
    public sealed record BusinessDays : Notice
    {
        /// <summary>Creates the notice.</summary>
        /// <param name="count">The business days; from 1 to 365.</param>
        /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
        public BusinessDays(int count) => Count = count is >= 1 and <= MostDays
            ? count
            : throw new ArgumentOutOfRangeException(nameof(count), "A notice is from 1 to 365 business days.");

        /// <summary>The business days.</summary>
        public int Count { get; }

        /// <summary>Writes the number of days.</summary>
        /// <returns>"2 business days".</returns>
        public override string ToString() => Wording.Count(Count, "business day");
    }

    /// <summary>Up to a time on the clinic's clock, some days before the appointment's clinic-local date.</summary>
    /// <remarks>A clock time that daylight saving skips is the last instant before the gap; one that it repeats is the first of the
    /// two.</remarks>
    public sealed record ByClock : Notice
    {
        /// <summary>Creates the notice.</summary>
        /// <param name="time">The clock time.</param>
        /// <param name="daysBefore">The days before the appointment's date, from 0 to 365; business days are at least 1.</param>
        /// <param name="areBusinessDays">Whether only days count on which the clinic is open.</param>
        /// <exception cref="ArgumentOutOfRangeException">The days are outside their range.</exception>
        public ByClock(LocalTime time, int daysBefore, bool areBusinessDays = false) =>
            (Time, DaysBefore, AreBusinessDays) = daysBefore >= (areBusinessDays ? 1 : 0) && daysBefore <= MostDays
                ? (time, daysBefore, areBusinessDays)
                : throw new ArgumentOutOfRangeException(
                    nameof(daysBefore), "A clock time is from 0 to 365 days before the appointment, and at least 1 business day.");

        /// <summary>The clock time.</summary>
        public LocalTime Time { get; }

        /// <summary>The days before the appointment's date; 0 is that date.</summary>
        public int DaysBefore { get; }

        /// <summary>Whether only days count on which the clinic is open.</summary>
        public bool AreBusinessDays { get; }

        /// <summary>How long before the beginning of the appointment's date it is, on a clock whose days all have 24 hours.</summary>
        internal Duration BeforeDate => Duration.FromDays(DaysBefore) - Duration.FromNanoseconds(Time.NanosecondOfDay);

        /// <summary>Writes the clock time and the day.</summary>
        /// <returns>"12:00 on the day before the appointment", "17:00 2 business days before the appointment".</returns>
        public override string ToString() => $"{Wording.Clock(Time)} {Day}";

        private string Day => (DaysBefore, AreBusinessDays) switch
        {
            (0, _) => "on the day of the appointment",
            (1, false) => "on the day before the appointment",
            (1, true) => "on the business day before the appointment",
            _ => $"{Wording.Count(DaysBefore, AreBusinessDays ? "business day" : "day")} before the appointment",
        };
    }

    /// <summary>The longest notice in days.</summary>
    internal const int MostDays = 365;

    /// <summary>Whether it needs the clinic's opening days.</summary>
    internal bool CountsBusinessDays => this is BusinessDays or ByClock { AreBusinessDays: true };

    /// <summary>How much it is, in the order of notices of one kind: those of two kinds have none.</summary>
    internal long Size => this switch
    {
        Length length => Fact.Nanoseconds(length.Time),
        BusinessDays days => days.Count,
        ByClock clock => clock.BeforeDate.ToInt64Nanoseconds(),
        _ => throw new InvalidOperationException("There is no other kind of notice."),
    };

    /// <summary>Whether another notice is counted alike, so that one of the two is the longer.</summary>
    internal bool IsCountedLike(Notice other) => GetType() == other.GetType() && CountsBusinessDays == other.CountsBusinessDays;

    /// <summary>Whether it is longer than another one.</summary>
    /// <param name="other">The other notice.</param>
    /// <returns>Whether both are counted alike and this one asks for more time before the appointment.</returns>
    public bool IsLongerThan(Notice other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsCountedLike(other) && Size > other.Size;
    }
}
