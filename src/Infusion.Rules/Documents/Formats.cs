using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Documents;

/// <summary>How the small values of a policy stand: texts, numbers, times, money.</summary>
internal static class Formats
{
    private const string IdBody = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$";
    private const string IdPattern = "^" + IdBody;
    private const int LongestId = 60;

    // In the order of the enum.
    private static string[] Grades => ["A", "B", "C", "D", "not-graded"];

    /// <summary>Yes or no.</summary>
    public static Format<bool> Flag { get; } = new(new ScalarFormat(
        "boolean", "yes or no", static at => at.Bool(), static (json, value) => json.WriteBooleanValue((bool)value), static (_, _) => { }));

    /// <summary>A calendar date.</summary>
    public static Format<LocalDate> Date { get; } = new(Text(
        "calendar date, ISO 8601", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        static at => at.Date(), static date => LocalDatePattern.Iso.Format((LocalDate)date)));

    /// <summary>A time on the clinic's clock.</summary>
    public static Format<LocalTime> Time { get; } = new(Text(
        "clock time, clinic-local", "^(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?$",
        static at =>
            at.Parsed<LocalTime>(IsoTime.TryTime, ProblemCodes.NotAClockTime, "a clock time such as 08:00 or 13:30, from 00:00 to 23:59"),
        static time => IsoTime.Format((LocalTime)time)));

    /// <summary>A calendar period above zero.</summary>
    public static Format<Period> Period { get; } = new(Text(
        "calendar period, ISO 8601", "^P(?=.*[1-9])(?:[0-9]{1,4}Y)?(?:[0-9]{1,4}M)?(?:[0-9]{1,4}W)?(?:[0-9]{1,4}D)?$",
        SomePeriod, static period => PeriodPattern.Roundtrip.Format((Period)period)));

    /// <summary>An amount that is not negative, with its currency.</summary>
    public static Format<Money> Money { get; } = CreateMoney();

    /// <summary>Who says so; left out, the clinic that wrote the policy.</summary>
    public static Format<Provenance> Provenance { get; } = Enum<Provenance>();

    /// <summary>The grade a source gives its evidence, by the letter it prints.</summary>
    public static Format<EvidenceGrade> Evidence { get; } = new(new ScalarFormat(
        "string", "one of a list",
        static at => at.Name(Grades) is { } name ? (EvidenceGrade)Array.IndexOf(Grades, name) : (EvidenceGrade?)null,
        static (json, value) =>
            json.WriteStringValue(Grades[(int)(EvidenceGrade)value]), static (schema, orNull) =>
                Schema.WriteNames(schema, Grades, orNull)));

    /// <summary>Where to look it up.</summary>
    public static Format<ImmutableArray<string>> Citations { get; } = Distinct(Name(100), 1, 20);

    /// <summary>The citation of what a clinic says itself.</summary>
    public static string OwnPolicy => "clinic-policy";

    /// <summary>A kebab-case id.</summary>
    /// <param name="reserved">Ids that the rules use themselves.</param>
    public static Format<string> Id(params string[] reserved) => new(Text(
        "kebab-case id", IdPattern, at => IdOf(at, reserved), AsItIs, LongestId));

    /// <summary>The id of a rule: a prefix and a kebab-case id.</summary>
    /// <param name="prefix">The prefix, such as "fasting.".</param>
    /// <param name="reserved">What may not follow the prefix, because the rules use it themselves.</param>
    public static Format<string> RuleId(string prefix, string[] reserved) => new(Text(
        "rule id", "^" + prefix.Replace(".", "\\.") + IdBody,
        at =>
        {
            string value = at.String(prefix.Length + LongestId) ?? "";
            bool isRule = value.StartsWith(prefix, StringComparison.Ordinal) && IsId(value.Substring(prefix.Length));
            if (value.Length > 0 && (!isRule || reserved.Contains(value.Substring(prefix.Length), StringComparer.Ordinal)))
            {
                at.Report(
                    ProblemCodes.Invalid, isRule ? "the reserved rule id " + Problem.Quote(value) : "a string that is no rule id",
                    "\"" + prefix + "\" and a kebab-case id of its own");
                return null;
            }

            return isRule ? value : null;
        },
        AsItIs, prefix.Length + LongestId));

    /// <summary>A text without space at its ends, in which every character can be seen.</summary>
    public static Format<string> Name(int longest) => new(Text(
        "text", "^\\S(?:[^\\u0000-\\u001F]*\\S)?$", at => NameOf(at, longest), AsItIs, longest));

    /// <summary>A whole number.</summary>
    public static Format<int> Int(int from, int to, string unit) => new(new ScalarFormat(
        "integer", unit, at => at.Int(from, to), static (json, value) => json.WriteNumberValue((int)value),
        (schema, _) => WriteBounds(schema, from, to)));

    /// <summary>A number that is kept exactly.</summary>
    public static Format<decimal> Decimal(decimal from, decimal to, int maxScale, string unit) => new(new ScalarFormat(
        "number", unit, at => at.Decimal(from, to, maxScale),
        static (json, value) => json.WriteNumberValue(Normal((decimal)value)), (schema, _) => WriteBounds(schema, from, to)));

    /// <summary>Elapsed time.</summary>
    public static Format<Duration> Elapsed(Duration from, Duration to) => new(Text(
        "elapsed time, ISO 8601",
        (from > Duration.Zero ? "^PT(?=.*[1-9])" : "^PT(?=[0-9])") + "(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\\.[0-9]{1,9})?S)?$",
        at => at.Duration(from, to), static elapsed => IsoDuration.Format((Duration)elapsed)));

    /// <summary>Elapsed time of at most a year.</summary>
    public static Format<Duration> UpToAYear { get; } = Elapsed(Duration.Zero, Duration.FromHours(8784));

    /// <summary>Elapsed time above zero, of at most a year.</summary>
    public static Format<Duration> SomeUpToAYear { get; } = Elapsed(Duration.FromSeconds(1), Duration.FromHours(8784));

    /// <summary>A value of an enum by its kebab-case name.</summary>
    public static Format<T> Enum<T>()
        where T : struct, Enum => new(new EnumFormat(typeof(T), EnumNames.Of(typeof(T)), areKin: typeof(T) == typeof(Instrument)));

    /// <summary>A value of an enum by its kebab-case name, but for some that are not allowed.</summary>
    public static Format<T> EnumBut<T>(params T[] except)
        where T : struct, Enum =>
            new(new EnumFormat(typeof(T), [.. EnumNames.Of(typeof(T)).Except(except.Cast<Enum>().Select(EnumNames.Of))]));

    /// <summary>A flag that tells one case of an object from the others, and is always set.</summary>
    /// <param name="otherwise">What to write instead of <c>false</c>.</param>
    public static Format<bool> Set(string otherwise) => new(new ScalarFormat(
        "boolean", "always true",
        at =>
        {
            bool? isSet = at.Bool();
            if (isSet == false)
            {
                at.Report(ProblemCodes.Invalid, "false", "true, or " + otherwise);
            }

            return isSet == true ? true : null;
        },
        static (json, value) => json.WriteBooleanValue((bool)value), static (schema, _) => schema.WriteBoolean("const", true)));

    /// <summary>A flag that stands as one word where it is set, and is left out otherwise.</summary>
    /// <param name="name">The word.</param>
    public static Format<bool> OneName(string name) => new(new ScalarFormat(
        "string", "one of a list", at => at.Name([name]) is null ? null : true, (json, _) => json.WriteStringValue(name),
        (schema, orNull) => Schema.WriteNames(schema, [name], orNull)));

    /// <summary>A list whose items have no names of their own.</summary>
    public static Format<ImmutableArray<T>> List<T>(Format<T> item, int least, int most) =>
        new ListFormat<T>(item, least, most, areDistinct: false);

    /// <summary>A list of texts of which none stands twice.</summary>
    public static Format<ImmutableArray<T>> Distinct<T>(Format<T> item, int least, int most) =>
        new ListFormat<T>(item, least, most, areDistinct: true);

    /// <summary>A list whose items have names that name no other item, case ignored.</summary>
    public static Format<ImmutableArray<T>> Named<T>(Format<T> item, int least, int most, params string[] names) =>
        new ListFormat<T>(item, least, most, areDistinct: false, names);

    /// <summary>The members that say where a parameter comes from.</summary>
    public static (Member<Provenance> Provenance, Member<ImmutableArray<string>> Citations) Sourced<T>(
        this ObjectFormat<T> o, Func<T, object?> provenance, Func<T, object?> citations) =>
        (o.Default("provenance", provenance, Provenance, Tables.Provenance.ClinicPolicy, "Who says so."),
            o.Default(
                "citations", citations, Citations, [OwnPolicy],
                "Where it stands: ids of this policy's own sources, or clinic-policy."));

    /// <summary>What a source advises, and the grade it gives its evidence; the
    /// grade has to be there where the item is an overlay's.</summary>
    public static (Member<string?> Advice, Member<EvidenceGrade?> Evidence) Advised<T>(
        this ObjectFormat<T> o, Func<T, object?> advice, Func<T, object?> evidence, bool isRequired) =>
        (o.Optional("advice", advice, Name(200), "What the source advises, as the end of a sentence, such as \"avoid\"."),
            o.Maybe("evidence", evidence, Evidence,
                isRequired
                ? "The grade the source gives its evidence, or not-graded."
                : "The grade the source gives its evidence, or not-graded; left out, the policy does not say.",
                isRequired));

    /// <summary>The members of an amount that is not negative: how much, and in which currency.</summary>
    /// <param name="o">The object they stand in.</param>
    /// <param name="money">Its amount.</param>
    public static (Member<decimal> Amount, Member<string> Currency) Priced<T>(this ObjectFormat<T> o, Func<T, Money> money)
    {
        var amount = o.Required("amount", owner => money(owner).Amount, new Format<decimal>(Text(
                "currency units", "^[0-9]{1,9}(?:\\.[0-9]{1,4})?$",
                static at =>
                    at.Parsed<decimal>(
                        TryAmount, ProblemCodes.NotAnAmount,
                        "an amount as a string such as \"100.00\", not negative, of at most 4 decimals"),
                static value => Normal((decimal)value).ToString("0.00##########################", CultureInfo.InvariantCulture))),
            "The amount in the currency's main unit.");
        var currency = o.Required("currency", owner => money(owner).Currency, new Format<string>(Text(
                "ISO 4217 code", "^[A-Z]{3}$", Currency, AsItIs)),
            "The currency; one policy has one.");
        o.Check(v =>
        {
            if (v.Has(amount) && v.Has(currency) && Clinic.Money.Of(v.Of(amount), v.Of(currency)) is var given && given.Payable() != given)
            {
                v.Report(
                    amount, ProblemCodes.NotAnAmount, "an amount that cannot be paid",
                    $"at most the decimals of {given.Currency}, such as {given.Payable()}");
            }
        });
        return (amount, currency);
    }

    /// <summary>The members that say where an item of an overlay comes from, which nothing is assumed of.</summary>
    public static (Member<Provenance> Provenance, Member<ImmutableArray<string>> Citations) FromLiterature<T>(
        this ObjectFormat<T> o, Func<T, object?> provenance, Func<T, object?> citations) =>
        (o.Default(
            "provenance", provenance, EnumBut(Tables.Provenance.Published, Tables.Provenance.Inferred), Tables.Provenance.Literature,
            "Who says so."),
            o.Required(
                "citations", citations, Citations,
                "Where it stands: ids of the package's source register, of this overlay's own sources, or clinic-policy."));

    private static ScalarFormat Text(
        string unit, string pattern, Func<LocatedValue, object?> read, Func<object, string> write, int? longest = null) =>
        new("string", unit, read, Writing(write), Matching(pattern, longest));

    private static Action<DocumentWriter, object> Writing(Func<object, string> write) =>
        (json, value) => json.WriteStringValue(write(value));

    private static Action<Utf8JsonWriter, bool> Matching(string pattern, int? longest) => (schema, _) =>
    {
        schema.WriteString("pattern", pattern);
        if (longest is { } length)
        {
            schema.WriteNumber("maxLength", length);
        }
    };

    private static string AsItIs(object text) => (string)text;

    private static ObjectFormat<Money> CreateMoney()
    {
        var o = new ObjectFormat<Money>();
        var (amount, currency) = o.Priced(static money => money);
        return o.Makes(v => Clinic.Money.Of(v.Of(amount), v.Of(currency)));
    }

    private static Period? SomePeriod(LocatedValue at)
    {
        Period? value = at.Period();
        bool isNothing = value?.Equals(NodaTime.Period.Zero) == true;
        if (value is null || (!isNothing && CalendarPeriods.IsShort(value)))
        {
            return value;
        }

        at.Report(
            ProblemCodes.OutOfRange, isNothing ? "a period of nothing" : "a longer period", "a period above zero, of at most 100 years");
        return null;
    }

    private static bool TryAmount(string text, out decimal amount)
    {
        amount = 0;
        int point = text.IndexOf('.');
        int decimals = point < 0 ? 0 : text.Length - point - 1;
        return (point < 0 ? text.Length : point) is >= 1 and <= 9 && (point < 0 || decimals is >= 1 and <= 4)
            && text.All(letter => letter is (>= '0' and <= '9') or '.')
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
    }

    private static string? Currency(LocatedValue at)
    {
        string? value = at.String(1000);
        if (value is null || (value.Length == 3 && value.All(letter => letter is >= 'A' and <= 'Z')))
        {
            return value;
        }

        at.Report(ProblemCodes.Invalid, "a string that is no currency code", "three capital letters of ISO 4217, such as USD");
        return null;
    }

    private static string? IdOf(LocatedValue at, string[] reserved)
    {
        string? value = at.String(LongestId);
        if (value is null)
        {
            return null;
        }

        if (reserved.Contains(value, StringComparer.Ordinal))
        {
            at.Report(ProblemCodes.Invalid, "the reserved id " + Problem.Quote(value), "an id that the rules do not use themselves");
            return null;
        }

        if (IsId(value))
        {
            return value;
        }

        at.Report(ProblemCodes.Invalid, "a string that is no id", AllowedId);
        return null;
    }

    /// <summary>What a kebab-case id may be.</summary>
    public const string AllowedId = "a kebab-case id: small letters, digits and hyphens inside";

    /// <summary>Whether a text is a kebab-case id.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= LongestId && text[0] != '-' && text[text.Length - 1] != '-'
        && text.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    /// <summary>A text that has to be a kebab-case id.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string CheckedId(string text, string parameter) => IsId(text)
        ? text
        : throw new ArgumentException("An id has small letters, digits and hyphens inside.", parameter);

    private static string? NameOf(LocatedValue at, int longest)
    {
        string? value = at.String(longest);
        if (value is null || (!char.IsWhiteSpace(value[0]) && !char.IsWhiteSpace(value[value.Length - 1])))
        {
            return value;
        }

        at.Report(
            ProblemCodes.Invalid, "a string with space at an end",
            "a text of one line without space at its ends");
        return null;
    }

    /// <summary>A number without zeros at its end, so that equal numbers are written alike.</summary>
    internal static decimal Normal(decimal value) => value / 1.0000000000000000000000000000m;

    private static void WriteBounds(Utf8JsonWriter schema, decimal from, decimal to)
    {
        schema.WriteNumber("minimum", from);
        schema.WriteNumber("maximum", to);
    }
}
