using Infusion.Rules.Clinic;
using NodaTime;

namespace Infusion.Rules.Visits;

/// <summary>How long after an infusion driving and heavy machinery are restricted.</summary>
public abstract record DrivingLimit
{
    private protected DrivingLimit()
    {
    }

    /// <summary>The restriction as a noun phrase of a rule's sentence, without the article.</summary>
    internal abstract string Restriction(string adjective);

    /// <summary>A number of elapsed hours after the actual infusion end.</summary>
    public sealed record Elapsed : DrivingLimit
    {
        /// <summary>Creates the limit.</summary>
        /// <param name="after">The elapsed time after the infusion's end; at exactly that time the restriction has elapsed.</param>
        /// <exception cref="ArgumentOutOfRangeException">The duration is zero or negative: that would be no restriction.</exception>
        public Elapsed(Duration after) => After = after > Duration.Zero
            ? after
            : throw new ArgumentOutOfRangeException(nameof(after), "A driving restriction is longer than nothing.");

        /// <summary>The elapsed time after the infusion's end.</summary>
        public Duration After { get; }

        /// <inheritdoc/>
        internal override string Restriction(string adjective) => $"{adjective} {this} restriction";

        /// <summary>Writes the limit.</summary>
        /// <returns>"24-hour".</returns>
        public override string ToString() => After == Duration.FromHours((After.Days * 24) + After.Hours)
            ? FormattableString.Invariant($"{(After.Days * 24) + After.Hours}-hour")
            : Wording.Of(After);
    }

    /// <summary>Until the day after the infusion's end, made exact by a clock time, a minimum of hours, or both.</summary>
    /// <remarks>The day is the clinic-local date of the infusion's end. A clock
    /// time that daylight saving skips counts from the end of the gap;
    /// one that it repeats counts from the second time.</remarks>
    public sealed record NextDay : DrivingLimit
    {
        /// <summary>Creates the limit.</summary>
        /// <param name="from">The clinic-local time on the next day from which it has elapsed; <c>null</c> for the day's start.</param>
        /// <param name="minimum">The elapsed time after the infusion's end that passes in any case; <c>null</c> for none.</param>
        /// <exception cref="ArgumentException">Neither is given: "the next day" alone says no time.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The minimum is zero or negative.</exception>
        public NextDay(LocalTime? from, Duration? minimum)
        {
            if (from is null && minimum is null)
            {
                throw new ArgumentException("\"Until the next day\" needs a clock time or a minimum of hours.", nameof(from));
            }

            if (minimum <= Duration.Zero)
            {
                throw new ArgumentOutOfRangeException(nameof(minimum), "A driving restriction is longer than nothing.");
            }

            (From, Minimum) = (from, minimum);
        }

        /// <summary>The clinic-local time on the next day; <c>null</c> for the day's start.</summary>
        public LocalTime? From { get; }

        /// <summary>The elapsed time that passes in any case; <c>null</c> for none.</summary>
        public Duration? Minimum { get; }

        /// <inheritdoc/>
        internal override string Restriction(string adjective) => $"{adjective} restriction until "
            + (From is { } from ? $"{Wording.Clock(from)} on the day after" : "the day after")
            + (Minimum is { } minimum ? $" and for at least {Wording.Of(minimum)}" : "");

        /// <summary>Writes the limit.</summary>
        /// <returns>"next-day, from 08:00, at least 18 h".</returns>
        public override string ToString() => "next-day"
            + (From is { } from ? $", from {Wording.Clock(from)}" : "")
            + (Minimum is { } minimum ? $", at least {Wording.Of(minimum)}" : "");
    }
}
