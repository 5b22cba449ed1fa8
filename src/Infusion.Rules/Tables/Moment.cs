using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Infusion.Rules.Tables;

/// <summary>When something happened, as far as it is known: at an instant, between two, or at one of two.</summary>
/// <remarks>
/// <para>"One of two" is a clock time that daylight saving repeats, such as
/// 01:30 on the night clocks go back. Both readings are judged; only
/// when they lead to different outcomes does a decision ask.</para>
/// <para><c>default</c> is the Unix epoch, exactly. Equality is by bounds and kind. Immutable and thread-safe.</para>
/// </remarks>
[JsonConverter(typeof(MomentJsonConverter))]
public readonly record struct Moment
{
    private static readonly Instant _first = Instant.MinValue + Duration.FromDays(366);
    private static readonly Instant _last = Instant.MaxValue - Duration.FromDays(366);

    private readonly bool _isEither;

    private Moment(Instant earliest, Instant latest, bool isEither)
    {
        (Earliest, Latest, _isEither) = (earliest, latest, isEither);
    }

    /// <summary>The earliest instant it may have been.</summary>
    public Instant Earliest { get; }

    /// <summary>The latest instant it may have been, inclusive.</summary>
    public Instant Latest { get; }

    /// <summary>The instant is known.</summary>
    public bool IsExact => Earliest == Latest;

    /// <summary>It is one of two readings of a repeated clock time.</summary>
    public bool IsRepeatedTime => _isEither;

    /// <summary>How many readings are judged apart: 2 for a repeated clock time, otherwise 1.</summary>
    public int ReadingCount => _isEither ? 2 : 1;

    /// <summary>A known instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The moment.</returns>
    public static Moment At(Instant instant) => new(instant, instant, false);

    /// <summary>Some time between two instants, both inclusive.</summary>
    /// <param name="earliest">The earliest it may have been.</param>
    /// <param name="latest">The latest it may have been.</param>
    /// <returns>The moment.</returns>
    /// <exception cref="ArgumentException"><paramref name="latest"/> is before <paramref name="earliest"/>.</exception>
    public static Moment Between(Instant earliest, Instant latest) => latest >= earliest
        ? new(earliest, latest, false)
        : throw new ArgumentException("The latest time of an interval is before its earliest.", nameof(latest));

    /// <summary>A known instant.</summary>
    /// <param name="instant">The instant.</param>
    public static implicit operator Moment(Instant instant) => At(instant);

    /// <summary>The named form of the conversion: a known instant.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The moment.</returns>
    public static Moment FromInstant(Instant instant) => At(instant);

    /// <summary>An instant so much later; the last one there is, where there is none.</summary>
    internal static Instant Later(Instant at, Duration by) => at > Instant.MaxValue - by ? Instant.MaxValue : at + by;

    /// <summary>An instant so much earlier; the first one there is, where there is none.</summary>
    internal static Instant Earlier(Instant at, Duration by) => at < Instant.MinValue + by ? Instant.MinValue : at - by;

    /// <summary>An instant within the first and the last year there are; every clock has dates for it, and a year on either side.</summary>
    internal static Instant WithDates(Instant at) => Instant.Max(_first, Instant.Min(_last, at));

    /// <summary>The first instant of a date; of one that the clocks skipped whole, the first one after it.</summary>
    internal static Instant StartOf(LocalDate date, DateTimeZone zone)
    {
        ZoneLocalMapping midnight = zone.MapLocal(date.AtMidnight());
        return midnight.Count == 0 ? midnight.LateInterval.Start : midnight.First().ToInstant();
    }

    /// <summary>Some time so much later.</summary>
    internal Moment Later(Duration by) => Between(Later(Earliest, by), Later(Latest, by));

    /// <summary>One of two readings of a repeated clock time.</summary>
    internal static Moment Either(Instant first, Instant second) => new(first, second, true);

    /// <summary>A time as the clinic's clock showed it, if it showed that time.</summary>
    /// <param name="local">The local date and time.</param>
    /// <param name="zone">The clinic's time zone.</param>
    /// <param name="moment">The moment; a repeated time gives both readings.</param>
    /// <returns>Whether the clocks showed that time; daylight saving skips some, and no instant is beyond the first and last day.</returns>
    public static bool TryFromLocal(LocalDateTime local, DateTimeZone zone, out Moment moment)
    {
        ArgumentNullException.ThrowIfNull(zone);
        bool isShown = IsWithInstants(local) && zone.MapLocal(local).Count > 0;
        moment = isShown ? FromLocal(local, zone) : default;
        return isShown;
    }

    /// <summary>A time as the clinic's clock showed it.</summary>
    /// <param name="local">The local date and time.</param>
    /// <param name="zone">The clinic's time zone.</param>
    /// <returns>The moment; a repeated time gives both readings.</returns>
    /// <exception cref="SkippedTimeException">Daylight saving skipped that time, so it never was.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It is on the first or the last day there is.</exception>
    public static Moment FromLocal(LocalDateTime local, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        if (!IsWithInstants(local))
        {
            throw new ArgumentOutOfRangeException(nameof(local), "There is no instant for every clock on the first and the last day.");
        }

        ZoneLocalMapping mapping = zone.MapLocal(local);
        return mapping.Count switch
        {
            0 => throw new SkippedTimeException(local, zone),
            1 => At(mapping.Single().ToInstant()),
            _ => new(mapping.First().ToInstant(), mapping.Last().ToInstant(), true),
        };
    }

    private static bool IsWithInstants(LocalDateTime local) => local.Date > LocalDate.MinIsoValue && local.Date < LocalDate.MaxIsoValue;

    /// <summary>One of the readings to judge.</summary>
    /// <param name="index">0, or 1 for the later reading of a repeated time.</param>
    /// <returns>The reading: exact, or an interval.</returns>
    public Moment Reading(int index) => !_isEither ? this : index == 0 ? At(Earliest) : At(Latest);

    /// <summary>The earlier of two moments, when each is one reading.</summary>
    /// <remarks>Of a repeated clock time and an instant both readings stay, unless the instant is before either.</remarks>
    internal static Moment Earlier(Moment left, Moment right)
    {
        (Instant earliest, Instant latest) = (Instant.Min(left.Earliest, right.Earliest), Instant.Min(left.Latest, right.Latest));
        bool isEither = (left._isEither && right.IsExact) || (right._isEither && left.IsExact);
        return new(earliest, latest, isEither && earliest != latest);
    }

    /// <summary>Whether it is at another moment or after it; <c>null</c> where neither is known exactly enough to say.</summary>
    internal bool? IsNotBefore(Moment other) => Earliest >= other.Latest ? true : Latest < other.Earliest ? false : null;

    /// <summary>The elapsed time from this moment to a later one, as far as both are known.</summary>
    internal FactValue ElapsedTo(in Moment anchor) => IsExact && anchor.IsExact
        ? FactValue.Exactly(Fact.Nanoseconds(anchor.Earliest - Latest))
        : FactValue.Between(Fact.Nanoseconds(anchor.Earliest - Latest), Fact.Nanoseconds(anchor.Latest - Earliest));

    /// <summary>Writes the instant or both bounds in ISO 8601, UTC.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => IsExact
        ? InstantPattern.ExtendedIso.Format(Earliest)
        : $"{InstantPattern.ExtendedIso.Format(Earliest)} {(_isEither ? "or" : "to")} {InstantPattern.ExtendedIso.Format(Latest)}";
}
