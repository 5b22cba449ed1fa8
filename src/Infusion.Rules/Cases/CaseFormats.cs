using System.Text.Json;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies.Reading;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Infusion.Rules.Cases;

/// <summary>How the small values of a case stand: times on the clinic's clock, and the values of facts.</summary>
internal static class CaseFormats
{
    private const string AllowedTime = "a clinic-local time such as 2026-01-31T14:20, the same with Z or an offset, or an object with from and to";

    private const int LongestName = 200;
    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    private static LocalDateTimePattern LocalPattern { get; } = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFFF");

    /// <summary>An instant: a time on the clinic's clock, or one with an offset.</summary>
    public static Format<Instant> At(DateTimeZone zone) => Written<Instant>(
        "clinic-local time, ISO 8601",
        (LocatedValue at, out Instant value) =>
        {
            value = default;
            if (!TryMoment(at, zone, out Moment moment))
            {
                return false;
            }

            value = moment.Earliest;
            if (moment.IsRepeatedTime)
            {
                at.Report(ProblemCodes.Invalid, "a time that the clocks showed twice", "the same time with its offset, such as 2026-11-01T01:30-04:00");
            }

            return !moment.IsRepeatedTime;
        },
        (json, value) => json.WriteStringValue(Text(value, zone)));

    /// <summary>A time that may be known in part: an instant, a clock time that came twice, or any time between two.</summary>
    public static Format<Moment> Moment(DateTimeZone zone) => Written<Moment>(
        "clinic-local time, ISO 8601",
        (LocatedValue at, out Moment value) =>
        {
            value = default;
            return at.Is(LocatedKind.Object) ? TryBetween(at, At(zone), static (from, to) => from <= to, Clinic.Moment.Between, out value) : TryMoment(at, zone, out value);
        },
        (json, value) =>
        {
            if (value.IsRepeatedTime)
            {
                json.WriteStringValue(LocalPattern.Format(value.Earliest.InZone(zone).LocalDateTime));
            }
            else if (value.IsExact)
            {
                json.WriteStringValue(Text(value.Earliest, zone));
            }
            else
            {
                WriteBetween(json, At(zone), value.Earliest, value.Latest);
            }
        });

    /// <summary>A calendar date.</summary>
    public static Format<LocalDate> Date { get; } = Written<LocalDate>(
        "calendar date, ISO 8601",
        static (LocatedValue at, out LocalDate value) => Formats.Date.TryRead(at, out value) && IsOfOurTime(at, value.Year),
        static (json, value) => Formats.Date.Write(json, value));

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
        Formats.Period.Write);

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
        });

    /// <summary>A name that may be one of the policy's or any other; one that is nearly the policy's is taken for a slip of the pen and refused.</summary>
    /// <remarks>A real name that only looks like one of the policy's is written <c>{ "other": "RSI" }</c>. Without that, "fibromialgia" would quietly be a
    /// condition the clinic does not list.</remarks>
    /// <param name="known">The policy's names.</param>
    /// <param name="isKnown">Whether the rules take a name for one of them.</param>
    public static Format<string> Name(IReadOnlyCollection<string> known, Func<string, bool> isKnown) => Written<string>(
        "text",
        (LocatedValue at, out string value) =>
        {
            if (at.Is(LocatedKind.Object))
            {
                string? other = at.Object<string>(o => Formats.Name(LongestName).TryRead(o.Required("other").OrNull, out string name) && o.Done() ? name : null);
                value = other ?? "";
                return other is not null;
            }

            if (!Formats.Name(LongestName).TryRead(at, out value))
            {
                return false;
            }

            string? meant = isKnown(value) ? null : NearestName.To(value, known);
            if (meant is not null)
            {
                at.Report(ProblemCodes.UnknownName, "a name that is nearly one of the policy's", "a name of the policy, or any other as { \"other\": ... }", meant);
            }

            return meant is null;
        },
        (json, value) =>
        {
            if (isKnown(value) || NearestName.To(value, known) is null)
            {
                json.WriteStringValue(value);
                return;
            }

            json.WriteStartObject();
            json.WriteString("other", value);
            json.WriteEndObject();
        });

    /// <summary>Whether a list is everything: yes or no.</summary>
    public static Format<ListCompleteness> Completeness { get; } = new MappedFormat<bool, ListCompleteness>(
        Formats.Flag, static isComplete => isComplete ? ListCompleteness.Complete : ListCompleteness.Partial, static value => value == ListCompleteness.Complete);

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
        });

    private static Format<long> Code(Fact fact) => Written<long>(
        fact.Unit,
        (LocatedValue at, out long code) =>
        {
            long? read = fact.Kind switch
            {
                FactKind.YesNo => at.Bool() is { } answer ? answer ? 1 : 0 : null,
                FactKind.Choice => at.Name(fact.Names) is { } name ? fact.Names.IndexOf(name) : null,
                FactKind.Number => at.Decimal(Scaled(fact, fact.Minimum), Scaled(fact, fact.Maximum), fact.Scale) is { } number ? Unscaled(fact, number) : null,
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
        });

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

    private static bool TryMoment(LocatedValue at, DateTimeZone zone, out Moment moment)
    {
        moment = default;
        if (at.TextOrNull is { } text && IsoTime.TryInstant(text, out Instant instant))
        {
            moment = Clinic.Moment.At(instant);
            return IsOfOurTime(at, instant.InUtc().Year);
        }

        if (at.Parsed<LocalDateTime>(IsoTime.TryLocal, ProblemCodes.NotATime, AllowedTime) is not { } written || !IsOfOurTime(at, written.Year)
            || at.LocalDateTime(zone) is not { } local)
        {
            return false;
        }

        moment = Clinic.Moment.FromLocal(local, zone);
        return true;
    }

    // Far from the ends of what a date or an instant can be, so that adding a rule's hours and months never leaves it.
    private static bool IsOfOurTime(LocatedValue at, int year)
    {
        bool isOfOurTime = year is >= FirstYear and <= LastYear;
        if (!isOfOurTime)
        {
            at.Report(
                ProblemCodes.OutOfRange, year < FirstYear ? "an earlier year" : "a later year", FormattableString.Invariant($"a year from {FirstYear} to {LastYear}"));
        }

        return isOfOurTime;
    }

    // On the clinic's clock where that is plain, and with the offset where the clocks showed the time twice.
    private static string Text(Instant instant, DateTimeZone zone)
    {
        ZonedDateTime clock = instant.InZone(zone);
        ZoneLocalMapping mapping = zone.MapLocal(clock.LocalDateTime);
        return mapping.Count == 1 ? LocalPattern.Format(clock.LocalDateTime) : OffsetDateTimePattern.Rfc3339.Format(clock.ToOffsetDateTime());
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

    private static void WriteBetween<TBound>(Utf8JsonWriter json, Format<TBound> bound, TBound from, TBound to)
    {
        json.WriteStartObject();
        json.WritePropertyName("from");
        bound.Write(json, from!);
        json.WritePropertyName("to");
        bound.Write(json, to!);
        json.WriteEndObject();
    }

    // A case has no schema of its own yet, so nothing but the unit is described.
    private static Format<T> Written<T>(string unit, TryReader<T> read, Action<Utf8JsonWriter, T> write) =>
        new(new ScalarFormat("string", unit, at => read(at, out T value) ? value : null, (json, value) => write(json, (T)value), static (_, _) => { }));

    /// <summary>Reads a value; false when it is absent or wrong.</summary>
    private delegate bool TryReader<T>(LocatedValue at, out T value);
}
