namespace Infusion.Rules.Eligibility;

/// <summary>What a screening criterion asks, and which answer makes it apply.</summary>
public abstract record ScreenAsk
{
    private protected ScreenAsk()
    {
    }

    /// <summary>A question whose yes makes the criterion apply.</summary>
    public sealed record YesNo : ScreenAsk
    {
        /// <summary>Writes the kind.</summary>
        /// <returns>"yes".</returns>
        public override string ToString() => "yes";
    }

    /// <summary>A number that makes the criterion apply below one bound, or at another and above it.</summary>
    public sealed record Number : ScreenAsk
    {
        private const decimal Most = 1_000_000_000_000;

        /// <summary>Creates the question.</summary>
        /// <param name="unit">The unit of the number, such as "mmHg".</param>
        /// <param name="minimum">The lowest number that is accepted, inclusive.</param>
        /// <param name="maximum">The highest number that is accepted, inclusive.</param>
        /// <param name="scale">How many decimal places are kept, 0 to 6; a finer number is refused.</param>
        /// <param name="below">The criterion applies below this number, exclusive; <c>null</c> for no lower bound.</param>
        /// <param name="atLeast">The criterion applies from this number on, inclusive; <c>null</c> for no upper bound.</param>
        /// <exception cref="ArgumentException">There is no bound, a bound lies outside the range, or the range is empty.</exception>
        public Number(string unit, decimal minimum, decimal maximum, int scale, decimal? below = null, decimal? atLeast = null)
        {
            ArgumentNullException.ThrowIfNull(unit);
            (Unit, Minimum, Maximum, Scale, Below, AtLeast) = (unit, minimum, maximum, scale, below, atLeast);
            if ((below is null && atLeast is null) || minimum >= maximum || scale is < 0 or > 6
                || minimum < -Most || maximum > Most || below <= minimum || below > maximum || atLeast < minimum || atLeast > maximum)
            {
                throw new ArgumentException(
                    "A number needs a range within a million million, 0 to 6 decimal places, and at least one bound inside the range.", nameof(below));
            }
        }

        /// <summary>The unit of the number.</summary>
        public string Unit { get; }

        /// <summary>The lowest accepted number in <see cref="Unit"/>, inclusive.</summary>
        public decimal Minimum { get; }

        /// <summary>The highest accepted number in <see cref="Unit"/>, inclusive.</summary>
        public decimal Maximum { get; }

        /// <summary>How many decimal places are kept.</summary>
        public int Scale { get; }

        /// <summary>The criterion applies below this number, exclusive, in <see cref="Unit"/>; <c>null</c> for none.</summary>
        public decimal? Below { get; }

        /// <summary>The criterion applies from this number on, inclusive, in <see cref="Unit"/>; <c>null</c> for none.</summary>
        public decimal? AtLeast { get; }

        /// <summary>Writes the bounds.</summary>
        /// <returns>"below 90 or at least 160 mmHg".</returns>
        public override string ToString()
        {
            string?[] bounds =
            [
                Below is { } below ? FormattableString.Invariant($"below {below}") : null,
                AtLeast is { } atLeast ? FormattableString.Invariant($"at least {atLeast}") : null,
            ];
            return $"{string.Join(" or ", bounds.Where(bound => bound is not null))} {Unit}".TrimEnd();
        }
    }

    /// <summary>An event that makes the criterion apply when it happened within some days.</summary>
    public sealed record WithinDays : ScreenAsk
    {
        /// <summary>Creates the question.</summary>
        /// <param name="days">The days, at least 1; the last one is within them. Six weeks are 42.</param>
        /// <exception cref="ArgumentOutOfRangeException">The days are below 1.</exception>
        public WithinDays(int days) => Days = days >= 1
            ? days
            : throw new ArgumentOutOfRangeException(nameof(days), "A look-back covers at least 1 day.");

        /// <summary>The days: within them iff the date judged is at most the event's date plus these days.</summary>
        public int Days { get; }

        /// <summary>Writes the look-back.</summary>
        /// <returns>"within 14 days".</returns>
        public override string ToString() => $"within {Clinic.Wording.Count(Days, "day")}";
    }

    /// <summary>An event that makes the criterion apply when it happened within some calendar months.</summary>
    public sealed record WithinMonths : ScreenAsk
    {
        /// <summary>Creates the question.</summary>
        /// <param name="months">The calendar months, at least 1; the last day is within them.</param>
        /// <exception cref="ArgumentOutOfRangeException">The months are below 1.</exception>
        public WithinMonths(int months) => Months = months >= 1
            ? months
            : throw new ArgumentOutOfRangeException(nameof(months), "A look-back covers at least 1 month.");

        /// <summary>The calendar months: within them iff the date judged is at most the event's date plus these months.</summary>
        public int Months { get; }

        /// <summary>Writes the look-back.</summary>
        /// <returns>"within 6 months".</returns>
        public override string ToString() => FormattableString.Invariant($"within {Months} months");
    }
}
