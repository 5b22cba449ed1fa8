using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Visits;

/// <summary>Times of a visit as invariant text.</summary>
internal static class VisitText
{
    /// <summary>"1 h 30 min".</summary>
    public static string Of(Duration duration) => Fact.FormatElapsed(Fact.Nanoseconds(duration));

    /// <summary>"chart review".</summary>
    public static string Of(ChecklistItem item) => Wording.Words(item.ToString()).Replace("iv ", "IV ");

    /// <summary>ISO 8601 in UTC.</summary>
    public static string Iso(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>ISO 8601 with time units only, such as PT1H30M.</summary>
    public static string Iso(Duration duration) =>
        PeriodPattern.Roundtrip.Format(new PeriodBuilder
        {
            Hours = Fact.Nanoseconds(duration) / NodaConstants.NanosecondsPerHour,
            Minutes = Fact.Nanoseconds(duration) / NodaConstants.NanosecondsPerMinute % 60,
            Seconds = Fact.Nanoseconds(duration) / NodaConstants.NanosecondsPerSecond % 60,
            Nanoseconds = Fact.Nanoseconds(duration) % NodaConstants.NanosecondsPerSecond,
        }.Build());
}
