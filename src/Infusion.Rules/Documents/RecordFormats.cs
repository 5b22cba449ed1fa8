using System.Text.Json;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Infusion.Rules.Documents;

/// <summary>How the small values of a record stand: times on the clinic's clock, and the values of facts.</summary>
internal static class RecordFormats
{
    private const string AllowedTime =
        "a clinic-local time such as 2026-01-31T14:20, the same with Z or an offset, or an object with from and to";

    public const int LongestName = 200;
    private const string AllowedInstant = "a time with Z or an offset, or an object with from and to";
    private const string Either = "either";
    private const string Or = "or";

    private const string DatePattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private const string TimePattern =
        DatePattern + "T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}(?::[0-9]{2}){0,2})?$";

    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    /// <summary>An instant: a time on the clinic's clock, or one with an offset.</summary>
    public static Format<Instant> At { get; } = Written<Instant>(
        "clinic-local time, ISO 8601",
        (LocatedValue at, out Instant value) =>
        {
            value = default;
            if (!TryMoment(at, out Moment moment))
            {
                return false;
            }

            value = moment.Earliest;
            if (moment.IsRepeatedTime)
            {
                at.Report(
                    ProblemCodes.Invalid, "a time that the clocks showed twice",
                    "the same time with its offset, such as 2026-11-01T01:30-04:00");
            }

            return !moment.IsRepeatedTime;
        },
        (json, value) => json.WriteStringValue(Text(value, json.Zone)),
        DescribeTime);

    /// <summary>A time that may be known in part: an instant, a clock time that came twice, or any time between two.</summary>
    public static Format<Moment> Moment { get; } = Written<Moment>(
        "clinic-local time, ISO 8601",
        (LocatedValue at, out Moment value) =>
        {
            value = default;
            return at.Is(LocatedKind.Object) && at.HasMember(Either) ? TryEither(at, out value)
                : at.Is(LocatedKind.Object) ? TryBetween(at, At, static (from, to) => from <= to, Tables.Moment.Between, out value)
                : TryMoment(at, out value);
        },
        (json, value) =>
        {
            // On another clock than the one that showed it twice, both readings are written.
            if (
                value.IsRepeatedTime && json.Zone is { } zone && value.Earliest.InZone(zone).LocalDateTime is var clock
                && Tables.Moment.FromLocal(clock, zone) == value)
            {
                json.WriteStringValue(ClockTime.Pattern.Format(clock));
            }
            else if (value.IsRepeatedTime)
            {
                json.WriteStartObject();
                json.WriteString(Either, InstantPattern.ExtendedIso.Format(value.Earliest));
                json.WriteString(Or, InstantPattern.ExtendedIso.Format(value.Latest));
                json.WriteEndObject();
            }
            else if (value.IsExact)
            {
                json.WriteStringValue(Text(value.Earliest, json.Zone));
            }
            else
            {
                WriteBetween(json, At, value.Earliest, value.Latest);
            }
        },
        (schema, orNull) => Schema.WriteAnyOf(
            schema, orNull, one => DescribeTime(one, orNull: false), Two("from", "to", DescribeTime), Two(Either, Or, DescribeTime)));

    /// <summary>A calendar date.</summary>
    public static Format<LocalDate> Date { get; } = Written<LocalDate>(
        "calendar date, ISO 8601",
        static (LocatedValue at, out LocalDate value) => Formats.Date.TryRead(at, out value) && IsOfOurTime(at, value.Year),
        static (json, value) => Formats.Date.Write(json, value),
        Formats.Date.Describe);

    /// <summary>A calendar period above zero that a person lives to see.</summary>
    public static Format<Period> Period { get; } = Written<Period>(
        "calendar period, ISO 8601",
        static (LocatedValue at, out Period value) =>
        {
            if (!Formats.Period.TryRead(at, out value))
            {
                return false;
            }

            bool isShort = value is { Years: <= 10, Months: <= 120, Weeks: <= 520, Days: <= 3650 };
            if (!isShort)
            {
                at.Report(ProblemCodes.OutOfRange, "a longer period", "a period of at most 10 years");
            }

            return isShort;
        },
        static (json, value) => Formats.Period.Write(json, value),
        Formats.Period.Describe);

    /// <summary>A date, a month for any day of it, or a first and a last day.</summary>
    public static Format<DateInterval> Days { get; } = Written<DateInterval>(
        "calendar date, ISO 8601",
        static (LocatedValue at, out DateInterval value) =>
        {
            value = null!;
            if (at.Is(LocatedKind.Object))
            {
                return TryBetween(at, Date, static (from, to) => from <= to, static (from, to) => new DateInterval(from, to), out value);
            }

            if (at.TextOrNull is { Length: 7 } month && LocalDatePattern.Iso.Parse(month + "-01") is { Success: true } first)
            {
                bool isOfOurTime = IsOfOurTime(at, first.Value.Year);
                value = isOfOurTime ? new(first.Value, first.Value.PlusMonths(1).PlusDays(-1)) : null!;
                return isOfOurTime;
            }

            if (!Date.TryRead(at, out LocalDate date))
            {
                return false;
            }

            value = new(date, date);
            return true;
        },
        static (json, value) =>
        {
            if (value.Start == value.End)
            {
                Formats.Date.Write(json, value.Start);
            }
            else
            {
                WriteBetween(json, Formats.Date, value.Start, value.End);
            }
        },
        (schema, orNull) => Schema.WriteAnyOf(
            schema, orNull, one => Matching(one, DatePattern + "$", orNull: false),
            one => Matching(one, "^[0-9]{4}-[0-9]{2}$", orNull: false), Two("from", "to", Formats.Date.Describe)));

    /// <summary>The id of a protocol.</summary>
    public static Format<ProtocolId> Protocol { get; } = new MappedFormat<string, ProtocolId>(
        Formats.Id(), static name => new(name), static id => id.Name);

    /// <summary>A score with its instrument.</summary>
    public static Format<Score> Score { get; } = CreateScore();

    /// <summary>A name as a person wrote it; one that is none of the policy's,
    /// however near it looks, as <c>{ "other": "toffee" }</c>.</summary>
    public static Format<StatedName> Name { get; } = Written<StatedName>(
        "text",
        static (LocatedValue at, out StatedName value) =>
        {
            value = default;
            if (at.Is(LocatedKind.Object))
            {
                StatedName? other = at.Object<StatedName>(
                    static o => TextOf(o.Required("other").OrNull) is { } text && o.Done() ? StatedName.Other(text) : null);
                value = other.GetValueOrDefault();
                return other is not null;
            }

            value = TextOf(at) is { } stated ? StatedName.Of(stated) : default;
            return !value.IsDefault;
        },
        static (json, value) =>
        {
            if (!value.IsOther)
            {
                json.WriteStringValue(value.Text);
                return;
            }

            json.WriteStartObject();
            json.WriteString("other", value.Text);
            json.WriteEndObject();
        },
        (schema, orNull) => Schema.WriteAnyOf(
            schema, orNull, DescribeName, one => Schema.WriteObject(one, ("other", DescribeName))));

    /// <summary>Whether a list is everything: yes or no.</summary>
    public static Format<ListCompleteness> Completeness { get; } = new MappedFormat<bool, ListCompleteness>(
        Formats.Flag, static isComplete =>
            isComplete ? ListCompleteness.Complete : ListCompleteness.Partial, static value => value == ListCompleteness.Complete);

    /// <summary>The value of a fact of a decision table: exact, or between two, or never.</summary>
    public static Format<FactValue> Value(Fact fact) => Written<FactValue>(
        fact.Unit,
        (LocatedValue at, out FactValue value) =>
        {
            value = default;
            if (at.Is(LocatedKind.Object))
            {
                return TryBetween(at, Code(fact), static (low, high) => low <= high, FactValue.Between, out value);
            }

            if (!Code(fact).TryRead(at, out long code))
            {
                return false;
            }

            value = FactValue.Exactly(code);
            return true;
        },
        (json, value) =>
        {
            if (value.IsExact)
            {
                Code(fact).Write(json, value.Low);
            }
            else
            {
                // What is known of one side only is known within the fact's own bounds.
                WriteBetween(json, Code(fact), Math.Max(value.Low, fact.Minimum), Math.Min(value.High, fact.Maximum));
            }
        },
        static (_, _) => { });

    private static ObjectFormat<Score> CreateScore()
    {
        var o = new ObjectFormat<Score>();
        var instrument = o.Required("instrument", score => score.Instrument, Formats.Enum<Instrument>(), "The instrument.");
        var points = o.Required("points", score => score.Points, Formats.Decimal(0, 80, 4, "points"), "The score.");
        return o.Makes(v => Clinic.Score.Of(v.Of(instrument), v.Of(points)));
    }

    private static void DescribeName(Utf8JsonWriter schema)
    {
        Schema.WriteType(schema, "string", orNull: false);
        schema.WriteNumber("minLength", 1);
        schema.WriteNumber("maxLength", LongestName);
    }

    // A text of one line; blanks at its ends are no part of it.
    private static string? TextOf(LocatedValue at)
    {
        string? text = at.String(LongestName);
        if (text is null || (!string.IsNullOrWhiteSpace(text) && !text.Any(static letter => letter != ' ' && char.IsWhiteSpace(letter))))
        {
            return text;
        }

        at.Report(
            ProblemCodes.Invalid, "a blank string, or a character that looks like a space",
            "a text of one line, with plain spaces");
        return null;
    }

    private static Format<long> Code(Fact fact) => Written<long>(
        fact.Unit,
        (LocatedValue at, out long code) =>
        {
            long? read = fact.Kind switch
            {
                FactKind.YesNo => at.Bool() is { } answer ? answer ? 1 : 0 : null,
                FactKind.Choice => at.Name(fact.Names) is { } name ? fact.Names.IndexOf(name) : null,
                FactKind.Number =>
                    at.Decimal(Scaled(fact, fact.Minimum), Scaled(fact, fact.Maximum), fact.Scale) is { } number
                    ? Unscaled(fact, number)
                    : null,
                FactKind.Elapsed => Elapsed(at),
                FactKind.LookBack when at.TextOrNull is not null => at.Name(["never"]) is null ? null : Fact.Never,
                FactKind.LookBack => at.Long(fact.Minimum, Fact.Never - 1),
                _ => at.Long(fact.Minimum, fact.Maximum),
            };
            code = read.GetValueOrDefault();
            return read is not null;
        },
        (json, code) =>
        {
            switch (fact.Kind)
            {
                case FactKind.YesNo:
                    json.WriteBooleanValue(code == 1);
                    break;
                case FactKind.Choice:
                    json.WriteStringValue(fact.Names[(int)code]);
                    break;
                case FactKind.Number:
                    json.WriteNumberValue(Scaled(fact, code));
                    break;
                case FactKind.Elapsed:
                    json.WriteStringValue((code < 0 ? "-" : "") + IsoDuration.Format(Duration.FromNanoseconds(Math.Abs(code))));
                    break;
                case FactKind.LookBack when code == Fact.Never:
                    json.WriteStringValue("never");
                    break;
                default:
                    json.WriteNumberValue(code);
                    break;
            }
        },
        static (_, _) => { });

    // A duration may be negative here: an intake after the appointment.
    private static long? Elapsed(LocatedValue at)
    {
        Duration? read = at.Parsed(
            static (string text, out Duration duration) =>
            {
                bool isNegative = text.Length > 0 && text[0] == '-';
                bool isOne = IsoDuration.TryParse(isNegative ? text.Substring(1) : text, out duration);
                duration = isNegative ? -duration : duration;
                return isOne;
            },
            ProblemCodes.NotADuration, IsoDuration.Allowed + "; with a minus before it when it runs the other way");
        return read is { } elapsed ? Fact.Nanoseconds(elapsed) : null;
    }

    private static decimal Scaled(Fact fact, long code) => decimal.Divide(code, Power(fact.Scale));

    private static long Unscaled(Fact fact, decimal number) => decimal.ToInt64(number * Power(fact.Scale));

    private static decimal Power(int scale) => scale == 0 ? 1 : 10 * Power(scale - 1);

    // A clock time that came twice, written without the clock: both readings as instants.
    private static bool TryEither(LocatedValue at, out Moment value)
    {
        Moment read = default;
        string? made = at.Object<string>(o =>
        {
            bool isRead = At.TryRead(o.Required(Either).OrNull, out Instant first) & At.TryRead(o.Required(Or).OrNull, out Instant second);
            if (isRead && second <= first)
            {
                o.Whole.Report(ProblemCodes.Contradiction, "a second reading that is not later", "the earlier reading first");
                isRead = false;
            }

            read = isRead ? Tables.Moment.Either(first, second) : default;
            return "";
        });
        value = read;
        return made is not null;
    }

    private static bool TryMoment(LocatedValue at, out Moment moment)
    {
        moment = default;
        if (at.TextOrNull is { } text && IsoTime.TryInstant(text, out Instant instant, out Offset? offset))
        {
            moment = Tables.Moment.At(instant);
            return IsOfOurTime(at, instant.InUtc().Year) && (offset is null || IsClinics(at, instant, offset.Value));
        }

        if (at.Zone is not { } zone)
        {
            at.Parsed<Instant>(IsoTime.TryInstant, ProblemCodes.NotATime, AllowedInstant);
            return false;
        }

        if (at.Parsed<LocalDateTime>(
            IsoTime.TryLocal, ProblemCodes.NotATime, AllowedTime) is not { } written || !IsOfOurTime(at, written.Year)
            || at.Shown(written, zone) is not { } local)
        {
            return false;
        }

        moment = Tables.Moment.FromLocal(local, zone);
        return true;
    }

    // An offset that the clinic's clocks do not have then is more likely a wrong hour than another clock.
    private static bool IsClinics(LocatedValue at, Instant instant, Offset offset)
    {
        if (at.Zone is not { } zone || zone.GetUtcOffset(instant) == offset)
        {
            return true;
        }

        at.Report(
            ProblemCodes.WrongOffset, "an offset that the clinic's clocks do not have then",
            $"{OffsetText.Pattern.Format(zone.GetUtcOffset(instant))}, which {zone.Id} has then, or Z");
        return false;
    }

    // Far from the ends of what a date or an instant can be, so that adding a rule's hours and months never leaves it.
    private static bool IsOfOurTime(LocatedValue at, int year)
    {
        bool isOfOurTime = year is >= FirstYear and <= LastYear;
        if (!isOfOurTime)
        {
            at.Report(
                ProblemCodes.OutOfRange, year < FirstYear ? "an earlier year" : "a later year",
                FormattableString.Invariant($"a year from {FirstYear} to {LastYear}"));
        }

        return isOfOurTime;
    }

    // On the clinic's clock where that is plain, and with the offset where the clocks showed the time twice.
    private static string Text(Instant instant, DateTimeZone? zone)
    {
        if (zone is null)
        {
            return InstantPattern.ExtendedIso.Format(instant);
        }

        ZonedDateTime clock = instant.InZone(zone);
        ZoneLocalMapping mapping = zone.MapLocal(clock.LocalDateTime);
        return mapping.Count == 1
            ? ClockTime.Pattern.Format(clock.LocalDateTime)
            : OffsetDateTimePattern.Rfc3339.Format(clock.ToOffsetDateTime());
    }

    private static bool TryBetween<TBound, T>(
        LocatedValue at, Format<TBound> bound, Func<TBound, TBound, bool> isOrdered, Func<TBound, TBound, T> between, out T value)
    {
        T made = default!;
        bool isMade = false;
        at.Object<string>(o =>
        {
            LocatedValue to = o.Required("to").OrNull;
            bool isRead = bound.TryRead(o.Required("from").OrNull, out TBound low) & bound.TryRead(to, out TBound high);
            if (isRead && !isOrdered(low, high))
            {
                to.Report(ProblemCodes.Contradiction, "an end before the beginning", "an end that is not before from");
            }
            else if (isRead)
            {
                made = between(low, high);
                isMade = o.Done();
            }

            return "";
        });
        value = made;
        return isMade;
    }

    private static void WriteBetween<TBound>(DocumentWriter json, Format<TBound> bound, TBound from, TBound to)
    {
        json.WriteStartObject();
        json.WritePropertyName("from");
        bound.Write(json, from!);
        json.WritePropertyName("to");
        bound.Write(json, to!);
        json.WriteEndObject();
    }

    private static Format<T> Written<T>(
        string unit, TryReader<T> read, Action<DocumentWriter, T> write, Action<Utf8JsonWriter, bool> describe) =>
        new(new WrittenFormat(unit, at => read(at, out T value) ? value : null, (json, value) => write(json, (T)value), describe));

    private static void DescribeTime(Utf8JsonWriter schema, bool orNull) => Matching(schema, TimePattern, orNull);

    private static void Matching(Utf8JsonWriter schema, string pattern, bool orNull)
    {
        Schema.WriteType(schema, "string", orNull);
        schema.WriteString("pattern", pattern);
    }

    // A sequence of two values, or two readings.
    private static Action<Utf8JsonWriter> Two(string first, string second, Action<Utf8JsonWriter, bool> bound) => schema =>
        Schema.WriteObject(schema, (first, part => bound(part, false)), (second, part => bound(part, false)));

    // Apart, so that whoever only decides does not wait for it.
    private static class ClockTime
    {
        public static LocalDateTimePattern Pattern { get; } = LocalDateTimePattern.CreateWithInvariantCulture(
            "uuuu'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFFF");
    }

    private static class OffsetText
    {
        public static OffsetPattern Pattern { get; } = OffsetPattern.CreateWithInvariantCulture("+HH:mm");
    }

    /// <summary>Reads a value; false when it is absent or wrong.</summary>
    private delegate bool TryReader<T>(LocatedValue at, out T value);
}
