using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Tables;

/// <summary>One column of a decision table: something that is known of a patient, or not yet.</summary>
/// <remarks>
/// <para>Every value is a <see cref="long"/> code in a declared unit: no = 0 and yes = 1; a choice is its position in
/// <see cref="Names"/>; a number is scaled by <see cref="Scale"/>; elapsed time is in nanoseconds; a look-back counts calendar units,
/// with <see cref="Never"/> for an event that did not happen.</para>
/// <para>Facts are compared by reference inside a table and by <see cref="Id"/> across tables. Immutable and thread-safe.</para>
/// </remarks>
public abstract class Fact
{
    private protected Fact(string id, FactKind kind, string name, string question, string unit, long minimum, long maximum)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(question);
        (Id, Kind, Name, Question, Unit, Minimum, Maximum) = (id, kind, name, question, unit, minimum, maximum);
    }

    /// <summary>The code of an event that never happened.</summary>
    public static long Never => long.MaxValue;

    /// <summary>The stable dotted id, such as <c>fasting.elapsed</c>.</summary>
    public string Id { get; }

    /// <summary>What the values are.</summary>
    public FactKind Kind { get; }

    /// <summary>The fact as a noun phrase, for explanations.</summary>
    public string Name { get; }

    /// <summary>What to ask a person to learn it.</summary>
    public string Question { get; }

    /// <summary>The unit of the values; empty where they have none.</summary>
    public string Unit { get; }

    /// <summary>The lowest code, inclusive.</summary>
    public long Minimum { get; }

    /// <summary>The highest code, inclusive; for a look-back, <see cref="Never"/>.</summary>
    public long Maximum { get; }

    /// <summary>The names of a choice in code order; empty for other kinds.</summary>
    public ImmutableArray<string> Names { get; private protected init; } = [];

    /// <summary>The name that stands for everything a list of names does not have; <c>null</c> when the list is closed.</summary>
    /// <remarks>Under another policy version, a name that version does not list is read as this one.</remarks>
    public string? Other { get; private protected init; }

    /// <summary>How many decimal places a number keeps; 0 for other kinds.</summary>
    public int Scale { get; private protected init; }

    /// <summary>The id of the table whose outcome this fact is; <c>null</c> when it is asked or measured.</summary>
    public string? LinkedTable { get; private protected init; }

    /// <summary>The calendar limits between its names, in their order: a date
    /// beyond none of them is the first name, one beyond all the last. Empty for
    /// other facts.</summary>
    public ImmutableArray<CalendarCut> Cuts { get; private protected set; } = [];

    /// <summary>The period of the policy whose end is compared with
    /// <see cref="Cuts"/>; <c>null</c> where a date of the record is.</summary>
    public Period? Span { get; private protected set; }

    /// <summary>What of the policy it is read with beside names and calendar limits,
    /// such as the time zone; <c>null</c> for a fact that needs nothing.</summary>
    /// <remarks>Where two versions differ in it, no value of one says what the other reads.</remarks>
    public string? ReadWith { get; private protected set; }

    /// <summary>The ids of the tables whose decisions it is taken from where a record is reviewed and does not state it, or that say
    /// which of the outcomes it is linked to count; empty for other facts.</summary>
    /// <remarks>What those decisions make of it is not in the table, so where two versions
    /// of one differ, no value of one says what the other reads.</remarks>
    public ImmutableArray<string> TakenFrom { get; private protected set; } = [];

    /// <summary>Of the tables it is taken from, those whose decision it follows in what is known: what they leave open it leaves
    /// open.</summary>
    internal ImmutableArray<string> OpenWith { get; private protected set; } = [];

    /// <summary>Of the tables it is taken from, those of which each finding that is possible leaves something of it open.</summary>
    internal ImmutableArray<string> Doubts { get; private protected set; } = [];

    /// <summary>The table of whose decision it is whether it comes to one outcome, where a record does not state it, and that outcome;
    /// <c>null</c> for every other fact.</summary>
    internal (string Table, string Outcome)? IsOutcome { get; private protected set; }

    /// <summary>The parameters of the policy that decide how it is read from a record, as paths in which <c>*</c> stands for any run of
    /// characters; empty for a fact that is read alike whatever they are.</summary>
    public ImmutableArray<string> Parameters { get; private protected set; } = [];

    /// <summary>The names that a record may have for its values, as the policy lists them; empty where a value has but its own
    /// name.</summary>
    public ImmutableArray<string> Said { get; private protected set; } = [];

    /// <summary>Of the outcomes it is linked to, the one it has where there is nothing to judge, whatever their table comes to;
    /// <c>null</c> where it is then unknown.</summary>
    public string? Unjudged => ReadBy?.Inputs.Select(static input => input.Otherwise).FirstOrDefault(static one => one is not null)
        is { IsDetermined: true } otherwise ? Names[otherwise.MostCautious] : null;

    /// <summary>Of the outcomes it is linked to, how it comes from those of several items; <c>null</c> where it is of one.</summary>
    internal Fold? Folds => ReadBy?.Inputs.Select(static input => input.Folds).FirstOrDefault(static one => one is not null);

    /// <summary>The table whose own outcome for the items before it is, where a list is joined two by two; <c>null</c> for every other
    /// fact.</summary>
    internal string? SoFarOf { get; private protected set; }

    /// <summary>The fields of a record it is read from; empty for a fact that only a table case gives.</summary>
    public ImmutableArray<string> Fields => ReadBy is null ? [] : [.. ReadBy.Inputs.Select(input => input.Path)];

    /// <summary>How it is read from a record; <c>null</c> for a fact that only a table case gives.</summary>
    internal FactReading? ReadBy { get; private protected set; }

    /// <summary>Whether greater and smaller mean something.</summary>
    public bool IsOrdered => Kind is not (FactKind.YesNo or FactKind.Choice);

    /// <summary>Whether rules are meant to ask of it from both sides, such as of a time before and after an appointment, or of an age from
    /// 18 up to 75. Of every other fact a check finds an outcome that turns back as it grows.</summary>
    public bool HasTwoSides { get; private protected set; }

    /// <summary>Whether an elapsed time is a time on the clinic's clock, counted from midnight of a date.</summary>
    public bool IsClock { get; private protected init; }

    /// <summary>The name of the type that <see cref="Names"/> are of, under which they have their words; <c>null</c> where a policy names
    /// them.</summary>
    internal string? NamesOf { get; private protected init; }

    /// <summary>The fact that says on which scale its values are, such as the instrument of a score; <c>null</c> where there is but
    /// one.</summary>
    internal Fact? ScaledBy { get; private protected set; }

    /// <summary>The values that the scale of a code of <see cref="ScaledBy"/> has, in their order.</summary>
    private protected Func<long, ImmutableArray<FactValue>>? ValuesOn { get; set; }

    /// <summary>The points of a first and a later score that come to a code on a scale; <c>null</c> where none are found.</summary>
    internal Func<long, long, (decimal First, decimal Later)?>? ScoresOf { get; private protected set; }

    /// <summary>Of the values of one scale within bounds, the one nearest to another; <c>null</c> where there is none.</summary>
    /// <param name="scale">A code of <see cref="ScaledBy"/>.</param>
    /// <param name="low">The lowest code, inclusive.</param>
    /// <param name="high">The highest code, inclusive.</param>
    /// <param name="wanted">The code it is to be near to; of two that are as near, the lower one is taken.</param>
    internal long? NearestOn(long scale, long low, long high, long wanted)
    {
        ImmutableArray<FactValue> values = ValuesOn!(scale);
        wanted = Math.Min(Math.Max(wanted, low), high);
        (int first, int end) = (0, values.Length);
        while (first < end)
        {
            int middle = (first + end) / 2;
            (first, end) = values[middle].Low <= wanted ? (middle + 1, end) : (first, middle);
        }

        long? below = first > 0 && values[first - 1].High >= low ? Math.Min(values[first - 1].High, wanted) : null;
        long? above = first < values.Length && values[first].Low <= high ? values[first].Low : null;
        return below is null || (above is { } next && next - wanted < wanted - below) ? above : below;
    }

    /// <summary>What a name in a record is read as.</summary>
    /// <param name="said">The name, as a record says it.</param>
    /// <returns>The code; <c>null</c> where it cannot be told, such as for a name that is nearly one of the policy's.</returns>
    public long? Read(string said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return ReadSaid is { } read && !string.IsNullOrWhiteSpace(SeenText.Of(said)) && read(said) is >= 0 and var place ? place : null;
    }

    internal Func<string, int>? ReadSaid { get; private protected set; }

    /// <summary>Declares a yes/no fact.</summary>
    /// <param name="id">The stable id.</param>
    /// <param name="name">The fact as a noun phrase.</param>
    /// <param name="question">What to ask.</param>
    /// <returns>The fact.</returns>
    public static Fact<bool> YesNo(string id, string name, string question) =>
        new(id, FactKind.YesNo, name, question, "", 0, 1, value => value ? 1 : 0);

    /// <summary>Declares a fact that is one of an enum's values.</summary>
    /// <typeparam name="TChoice">An enum with values 0, 1, 2 and so on.</typeparam>
    /// <param name="id">The stable id.</param>
    /// <param name="name">The fact as a noun phrase.</param>
    /// <param name="question">What to ask.</param>
    /// <param name="linkedTable">The table whose outcome this is, or <c>null</c>.</param>
    /// <returns>The fact.</returns>
    public static Fact<TChoice> Choice<TChoice>(string id, string name, string question, string? linkedTable = null)
        where TChoice : struct, Enum
    {
        ImmutableArray<string> names = OrdinalNames.Of(typeof(TChoice));
        return new(id, FactKind.Choice, name, question, "", 0, names.Length - 1, OrdinalNames.Ordinal)
        {
            Names = names,
            NamesOf = typeof(TChoice).Name,
            LinkedTable = linkedTable,
        };
    }

    /// <summary>Declares a fact that is one of the names a policy lists.</summary>
    /// <param name="id">The stable id.</param>
    /// <param name="name">The fact as a noun phrase.</param>
    /// <param name="question">What to ask.</param>
    /// <param name="names">The names in code order; not empty, no name twice.</param>
    /// <param name="other">The one of the names that stands for everything not listed; <c>null</c> when the list is closed.</param>
    /// <returns>The fact; comparing it with a name that is not listed throws <see cref="ArgumentException"/>.</returns>
    /// <exception cref="ArgumentException">There is no name, one stands twice, or the other is none of them.</exception>
    public static Fact<string> Named(string id, string name, string question, IEnumerable<string> names, string? other = null)
    {
        ImmutableArray<string> list = [.. names];
        if (list.IsEmpty || list.Distinct(StringComparer.Ordinal).Count() != list.Length)
        {
            throw new ArgumentException($"The fact '{id}' needs at least one name, and each name once.", nameof(names));
        }

        if (other is not null && !list.Contains(other))
        {
            throw new ArgumentException($"The fact '{id}' has no name '{other}'.", nameof(other));
        }

        return new(id, FactKind.Choice, name, question, "", 0, list.Length - 1, value => list.IndexOf(value) is >= 0 and var index
            ? index
            : throw new ArgumentException($"The fact '{id}' has no value '{value}'.", nameof(value)))
        {
            Names = list,
            Other = other,
        };
    }

    /// <summary>Declares a fact that is the outcome of another table, so that effects of a change there are followed here.</summary>
    /// <param name="id">The stable id.</param>
    /// <param name="name">The fact as a noun phrase.</param>
    /// <param name="question">What to ask.</param>
    /// <param name="upstream">The table whose outcome it is; its outcomes are the names.</param>
    /// <returns>The fact; its value comes from <see cref="FactValue.Of(OutcomeSet?)"/>.</returns>
    public static Fact<string> Linked(string id, string name, string question, DecisionTable upstream)
    {
        ArgumentNullException.ThrowIfNull(upstream);
        ImmutableArray<string> names = upstream.Outcomes;
        return new(id, FactKind.Choice, name, question, "", 0, names.Length - 1, value => names.IndexOf(value) is >= 0 and var index
            ? index
            : throw new ArgumentException($"The table '{upstream.Id}' has no outcome '{value}'.", nameof(value)))
        {
            Names = names,
            NamesOf = upstream.OutcomesOf,
            LinkedTable = upstream.Id,
        };
    }

    /// <summary>Declares a whole-number fact.</summary>
    /// <param name="id">The stable id.</param>
    /// <param name="name">The fact as a noun phrase.</param>
    /// <param name="question">What to ask.</param>
    /// <param name="unit">The unit, such as "sessions".</param>
    /// <param name="minimum">The lowest value, inclusive.</param>
    /// <param name="maximum">The highest value, inclusive.</param>
    /// <returns>The fact.</returns>
    public static Fact<int> Count(string id, string name, string question, string unit, int minimum, int maximum) =>
        new(id, FactKind.Count, name, question, unit, minimum, maximum, value => value);

    /// <summary>Declares a decimal fact.</summary>
    /// <param name="id">The stable id.</param>
    /// <param name="name">The fact as a noun phrase.</param>
    /// <param name="question">What to ask.</param>
    /// <param name="unit">The unit, such as "percent".</param>
    /// <param name="minimum">The lowest value, inclusive.</param>
    /// <param name="maximum">The highest value, inclusive.</param>
    /// <param name="scale">How many decimal places are kept, 0 to 6; a finer value is refused.</param>
    /// <returns>The fact.</returns>
    /// <exception cref="ArgumentException">A bound is finer than is kept or has too many digits, or the scale is outside its
    /// range.</exception>
    public static Fact<decimal> Number(
        string id, string name, string question, string unit, decimal minimum, decimal maximum, int scale) =>
        new(
            id, FactKind.Number, name, question, unit, Scaled(id, minimum, scale), Scaled(id, maximum, scale),
            value => Scaled(id, value, scale))
        {
            Scale = scale,
        };

    /// <summary>Declares elapsed time to a named anchor.</summary>
    /// <param name="id">The stable id.</param>
    /// <param name="name">The fact as a noun phrase that names the anchor.</param>
    /// <param name="question">What to ask.</param>
    /// <returns>The fact, in nanoseconds; negative before the anchor.</returns>
    public static Fact<Duration> Elapsed(string id, string name, string question) =>
        new(id, FactKind.Elapsed, name, question, "elapsed time", -SaturatedLimit, SaturatedLimit, Nanoseconds);

    /// <summary>Declares a time on the clinic's clock, counted from midnight of a named date.</summary>
    /// <param name="id">The stable id.</param>
    /// <param name="name">The fact as a noun phrase.</param>
    /// <param name="question">What to ask.</param>
    /// <returns>The fact, in nanoseconds since that midnight; negative on the days before.</returns>
    internal static Fact<Duration> Clock(string id, string name, string question) =>
        new(id, FactKind.Elapsed, name, question, "clinic's clock", -SaturatedLimit, SaturatedLimit, Nanoseconds) { IsClock = true };

    /// <summary>Declares how many calendar units ago an event happened, with "never" as a value of its own.</summary>
    /// <param name="id">The stable id.</param>
    /// <param name="name">The fact as a noun phrase.</param>
    /// <param name="question">What to ask.</param>
    /// <param name="unit">The calendar unit, such as "months".</param>
    /// <returns>The fact; an event that never happened satisfies every "more than".</returns>
    public static Fact<int> LookBack(string id, string name, string question, string unit) =>
        new(id, FactKind.LookBack, name, question, unit, 0, Never, value => value);

    /// <summary>Writes a code as a person reads it, in invariant English.</summary>
    /// <param name="code">A code of this fact.</param>
    /// <returns>"yes", "2 h 30 min", "clear-liquid", "30 percent", "more than 3 months, at most 4 months".</returns>
    public string Format(long code) => Kind switch
    {
        FactKind.YesNo => code == 0 ? "no" : "yes",
        FactKind.Choice => code >= 0 && code < Names.Length ? Names[(int)code] : code.ToString(CultureInfo.InvariantCulture),
        FactKind.Elapsed => IsClock ? FormatClock(code) : FormatElapsed(code),
        FactKind.LookBack when code == Never => "never",
        FactKind.Number => WithUnit(Unscaled(code).ToString(CultureInfo.InvariantCulture)),
        _ when CountsBegunMonths && code > 0 => FormatBetween(code, code),
        _ => WithUnit(code.ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>Values from one code to another, both inclusive, as they are told to a person: names in words, a share of a hundred to one
    /// decimal place and never more than it is.</summary>
    /// <param name="low">The lowest code.</param>
    /// <param name="high">The highest code.</param>
    /// <returns>"clear liquid", "fast met", "between 2 h and 3 h".</returns>
    public string Tell(long low, long high) => Kind switch
    {
        FactKind.Choice when low == high => Tell(low),
        _ when !IsPercent => FormatBetween(low, high),
        _ when low == high => Percent(low, isUp: false),
        _ => $"between {Percent(low, isUp: false)} and {Percent(high, isUp: true)}",
    };

    /// <summary>How far two codes lie apart, as it is told to a person; of a share of a hundred rounded as asked.</summary>
    internal string TellDistance(long distance, bool isUp) => IsPercent ? Percent(distance, isUp)
        : IsClock ? FormatElapsed(distance)
        : FormatLimit(distance);

    /// <summary>A limit as it is told to a person.</summary>
    internal string TellLimit(long limit) => IsPercent ? Percent(limit, isUp: false) : FormatLimit(limit);

    private string Tell(long code) => code < 0 || code >= Names.Length ? Format(code)
        : NamesOf is { } type ? OutcomeWords.Says(type, Names[(int)code])
        : NameWords.Of(Names[(int)code]);

    private bool IsPercent => Kind == FactKind.Number && Unit == "percent";

    private string Percent(long code, bool isUp)
    {
        decimal tenths = Unscaled(code) * 10;
        return ((isUp ? decimal.Ceiling(tenths) : decimal.Floor(tenths)) / 10).ToString("0.#", CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>Whether the values are months counted as they begin: 4 is more than 3 months and at most 4.</summary>
    public bool CountsBegunMonths => Kind is FactKind.Count or FactKind.LookBack && Unit == "months";

    /// <summary>The limit a clinic names, of which a code is the first beyond:
    /// 2 h where "more than 2 h" begins, 3 months where "more than 3 months"
    /// does; where "at least" begins, the code itself.</summary>
    /// <param name="code">The first code with another answer.</param>
    /// <returns>The limit's code, at most one below.</returns>
    public long LimitBefore(long code) =>
        (CountsBegunMonths && code > 0 && code != Never) || (Kind == FactKind.Elapsed && code % NodaConstants.NanosecondsPerSecond == 1)
            ? code - 1
            : code;

    /// <summary>Writes a limit as a person reads it.</summary>
    /// <param name="limit">A limit's code, as <see cref="LimitBefore"/> gives it.</param>
    /// <returns>"2 h", "3 months"; for other facts as <see cref="Format"/>.</returns>
    public string FormatLimit(long limit) => CountsBegunMonths && limit != Never
        ? WithUnit(limit.ToString(CultureInfo.InvariantCulture))
        : Format(limit);

    /// <summary>The fact compared with a code; the code and the order are checked.</summary>
    private protected Condition.Comparison Compare(Comparator comparator, long code) => comparator == Comparator.Is || IsOrdered
        ? new Condition.Comparison(this, comparator, InRange(code))
        : throw new InvalidOperationException($"The fact '{Id}' has no order, so it cannot be compared with '{comparator}'.");

    /// <summary>The code of a value, if the fact can have it.</summary>
    private protected long InRange(long value) => value >= Minimum && value <= Maximum
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), $"The value is outside the range of the fact '{Id}'.");

    /// <summary>Values from one code to another, both inclusive, as text.</summary>
    internal string FormatBetween(long low, long high) => !CountsBegunMonths || low == Never
        ? low == high ? Format(low) : $"between {Format(low)} and {Format(high)}"
        : (low > 1, high != Never && high != Maximum) switch
        {
            (true, true) => $"more than {FormatLimit(low - 1)}, at most {FormatLimit(high)}",
            (true, false) => $"more than {FormatLimit(low - 1)}",
            _ => $"at most {FormatLimit(high)}",
        };

    /// <summary>Says the id, for debugging.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Id;

    /// <summary>Elapsed time in nanoseconds, saturated so that it fits a code.</summary>
    internal static long Nanoseconds(Duration elapsed) =>
        elapsed.Days is > -MostDays and < MostDays ? elapsed.ToInt64Nanoseconds()
        : elapsed >= LongestElapsed ? SaturatedLimit : elapsed <= -LongestElapsed ? -SaturatedLimit : elapsed.ToInt64Nanoseconds();

    /// <summary>Elapsed time as "1 h 30 min 5 s", at most to the nanosecond; the
    /// one beside a whole second as "just over" or "just under" it.</summary>
    internal static string FormatElapsed(long nanoseconds)
    {
        if (nanoseconds == 0)
        {
            return "0 min";
        }

        if (nanoseconds is > NodaConstants.NanosecondsPerSecond - 2 and < long.MaxValue - 2)
        {
            switch (nanoseconds % NodaConstants.NanosecondsPerSecond)
            {
                case 1:
                    return "just over " + FormatElapsed(nanoseconds - 1);
                case NodaConstants.NanosecondsPerSecond - 1:
                    return "just under " + FormatElapsed(nanoseconds + 1);
            }
        }

        var text = new StringBuilder(nanoseconds < 0 ? "-" : "");
        long rest = Math.Abs(Math.Max(nanoseconds, -long.MaxValue));
        foreach ((long size, string unit) in ElapsedUnits)
        {
            if (rest >= size)
            {
                text.Append(text.Length > 0 && text[text.Length - 1] != '-' ? " " : "")
                    .Append((rest / size).ToString(CultureInfo.InvariantCulture)).Append(' ').Append(unit);
                rest %= size;
            }
        }

        return text.ToString();
    }

    /// <summary>A time counted from midnight of a date, as "20:00 on the day before".</summary>
    internal static string FormatClock(long nanoseconds)
    {
        long days = nanoseconds / NodaConstants.NanosecondsPerDay;
        if (nanoseconds % NodaConstants.NanosecondsPerDay is < 0 and var rest)
        {
            (days, nanoseconds) = (days - 1, rest + NodaConstants.NanosecondsPerDay);
        }

        LocalTime time = LocalTime.FromNanosecondsSinceMidnight(nanoseconds % NodaConstants.NanosecondsPerDay);
        string clock = FormattableString.Invariant($"{time.Hour:00}:{time.Minute:00}")
            + (time.Second == 0 ? "" : FormattableString.Invariant($":{time.Second:00}"));
        return days switch
        {
            -1 => clock + " on the day before",
            0 => clock,
            1 => clock + " on the next day",
            < 0 => FormattableString.Invariant($"{clock}, {-days} days before"),
            _ => FormattableString.Invariant($"{clock}, {days} days later"),
        };
    }

    // Well inside what a code holds, so that the usual case needs no comparison of durations.
    private const int MostDays = 100_000;

    private static Duration LongestElapsed => Duration.FromNanoseconds(SaturatedLimit);

    // Codes at the very ends stay free, so that a cut point just above a value always exists.
    private static long SaturatedLimit => long.MaxValue - 1;

    private static (long Size, string Unit)[] ElapsedUnits =>
    [
        (NodaConstants.NanosecondsPerHour, "h"),
        (NodaConstants.NanosecondsPerMinute, "min"),
        (NodaConstants.NanosecondsPerSecond, "s"),
        (1, "ns"),
    ];

    private static long Scaled(string id, decimal value, int scale)
    {
        if (Math.Abs(value) > long.MaxValue / 10_000_000 || scale is < 0 or > 6)
        {
            throw new ArgumentOutOfRangeException(
                nameof(value), $"The fact '{id}' keeps no number of so many digits, nor more than 6 decimal places.");
        }

        decimal scaled = value;
        for (int place = 0; place < scale; place++)
        {
            scaled *= 10;
        }

        return decimal.Truncate(scaled) == scaled
            ? decimal.ToInt64(scaled)
            : throw new ArgumentException($"The fact '{id}' keeps {scale} decimal places; a finer value is refused.", nameof(value));
    }

    /// <summary>Whether a number is inside the range and no finer than is kept.</summary>
    internal bool Keeps(decimal number) =>
        decimal.Round(number, Scale) == number && number >= Unscaled(Minimum) && number <= Unscaled(Maximum);

    private decimal Unscaled(long code)
    {
        decimal value = code;
        for (int place = 0; place < Scale; place++)
        {
            value /= 10;
        }

        return value;
    }

    private string WithUnit(string number) => Unit.Length == 0 ? number
        : number == "1" && Unit.Length > 2 && Unit[Unit.Length - 1] == 's' ? $"1 {Unit.Substring(0, Unit.Length - 1)}"
        : $"{number} {Unit}";
}
