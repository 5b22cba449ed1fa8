using Infusion.Rules.Clinic;
using NodaTime;

namespace Infusion.Rules.Fasting;

/// <summary>How long before an appointment an intake must have ended.</summary>
public abstract record IntakeLimit
{
    private protected IntakeLimit(LocalTime sessionsFrom, LocalTime? sessionsBefore) =>
        (SessionsFrom, SessionsBefore) = sessionsBefore <= sessionsFrom
        ? throw new ArgumentException("A limit for some sessions ends later in the day than it begins.", nameof(sessionsBefore))
        : (sessionsFrom, sessionsBefore);

    /// <summary>The earliest appointment time the limit holds for, on the clinic's clock, inclusive; midnight for all.</summary>
    public LocalTime SessionsFrom { get; }

    /// <summary>The appointment time from which the limit no longer holds; <c>null</c> for all.</summary>
    public LocalTime? SessionsBefore { get; }

    /// <summary>Whether the limit holds for some times of the day only.</summary>
    internal bool IsForSomeSessions => SessionsFrom != LocalTime.Midnight || SessionsBefore is not null;

    /// <summary>The limit as the end of a sentence about an intake.</summary>
    internal abstract string Says { get; }

    /// <summary>Whether the limit holds for an appointment at a local time.</summary>
    internal bool Binds(LocalTime session) => session >= SessionsFrom && (SessionsBefore is not { } before || session < before);

    private string Sessions => (SessionsFrom == LocalTime.Midnight ? "" : $" for sessions from {Wording.Clock(SessionsFrom)}")
        + (SessionsBefore is { } before ? $" for sessions before {Wording.Clock(before)}" : "");

    /// <summary>An elapsed window: the intake ends at least this long before the anchor.</summary>
    public sealed record Window : IntakeLimit
    {
        /// <summary>Creates a window.</summary>
        /// <param name="before">The elapsed time before the anchor; exactly that long is compliant. Zero means "before the anchor".</param>
        /// <param name="after">The elapsed time after the anchor during which the intake is also not allowed, exclusive at its end;
        /// <c>null</c> when the rule says nothing of what comes after.</param>
        /// <param name="sessionsFrom">The rule holds for appointments at or after this local time; midnight for all.</param>
        /// <param name="sessionsBefore">The rule holds for appointments before this local time; <c>null</c> for all.</param>
        /// <exception cref="ArgumentOutOfRangeException">A duration is negative.</exception>
        /// <exception cref="ArgumentException">The sessions end before they begin.</exception>
        public Window(Duration before, Duration? after = null, LocalTime sessionsFrom = default, LocalTime? sessionsBefore = null)
            : base(sessionsFrom, sessionsBefore)
        {
            if (before < Duration.Zero || after < Duration.Zero)
            {
                throw new ArgumentOutOfRangeException(nameof(before), "A fasting window is not negative.");
            }

            (Before, After) = (before, after);
        }

        /// <summary>The elapsed time before the anchor, inclusive at the cut-off.</summary>
        public Duration Before { get; }

        /// <summary>The elapsed time after the anchor, or <c>null</c>.</summary>
        public Duration? After { get; }

        /// <summary>Writes the window in hours and minutes.</summary>
        /// <returns>"4 h before".</returns>
        public override string ToString() =>
            $"{Wording.Of(Before)} before" + (After is { } after ? $" and {Wording.Of(after)} after" : "") + Sessions;

        internal override string Says =>
            (Before == Duration.Zero ? "before the appointment" : $"at least {Wording.Of(Before)} before the appointment")
            + (After is { } after ? $" and begin again no earlier than {Wording.Of(after)} after it" : "") + Sessions;
    }

    /// <summary>A clock-time cut-off on the appointment's clinic-local date, such as "nothing after midnight".</summary>
    public sealed record Clock : IntakeLimit
    {
        /// <summary>Creates a cut-off.</summary>
        /// <param name="cutOff">The clinic-local time; an intake exactly then is compliant. Midnight is the date's 00:00.</param>
        /// <param name="daysBefore">0 for the appointment's date, 1 for the evening before, up to 7.</param>
        /// <param name="sessionsFrom">The rule holds for appointments at or after this local time; midnight for all.</param>
        /// <param name="sessionsBefore">The rule holds for appointments before this local time; <c>null</c> for all.</param>
        /// <exception cref="ArgumentOutOfRangeException">The days are not from 0 to 7.</exception>
        /// <exception cref="ArgumentException">The sessions end before they begin, or all are before the cut-off, which so holds
        /// nobody.</exception>
        public Clock(LocalTime cutOff, int daysBefore = 0, LocalTime sessionsFrom = default, LocalTime? sessionsBefore = null)
            : base(sessionsFrom, sessionsBefore)
        {
            if (daysBefore is < 0 or > 7)
            {
                throw new ArgumentOutOfRangeException(nameof(daysBefore), "A clock-time cut-off is at most 7 days before the appointment.");
            }

            if (daysBefore == 0 && sessionsBefore <= cutOff)
            {
                throw new ArgumentException("A cut-off after every appointment it is for holds nobody.", nameof(cutOff));
            }

            (CutOff, DaysBefore) = (cutOff, daysBefore);
        }

        /// <summary>The clinic-local time, inclusive.</summary>
        public LocalTime CutOff { get; }

        /// <summary>How many days before the appointment's date.</summary>
        public int DaysBefore { get; }

        /// <summary>The cut-off as time since the appointment date's midnight on the clinic's clock; negative the evening before.</summary>
        internal Duration SinceMidnight => Duration.FromNanoseconds(CutOff.NanosecondOfDay) - Duration.FromDays(DaysBefore);

        /// <summary>Writes the cut-off.</summary>
        /// <returns>"until 08:00 for sessions from 12:00".</returns>
        public override string ToString() =>
            $"until {Wording.Clock(CutOff)}" + (DaysBefore == 0 ? "" : $", {Wording.Count(DaysBefore, "day")} before") + Sessions;

        internal override string Says => $"by {Wording.Clock(CutOff)} "
            + (
                DaysBefore == 0
                ? "on the appointment's date"
                : $"{Wording.Count(DaysBefore, "day")} before the appointment's date") + Sessions;
    }
}
