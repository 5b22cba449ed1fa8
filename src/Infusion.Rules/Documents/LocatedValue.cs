using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Documents;

/// <summary>Reads text of a type's own; false when the text is not one.</summary>
internal delegate bool TextParser<T>(string text, out T value);

/// <summary>One value of a document, read as what it should be.</summary>
/// <remarks>
/// Every reading returns null when the value cannot be read so, and has then reported one problem, located at the value. An absent
/// value (and the default) is null to every reading and reports nothing: that it is missing is the object's to say.
/// Problems name kinds, bounds and paths, never the value; only a slip in a word of a closed list is quoted.
/// </remarks>
internal readonly struct LocatedValue
{
    private readonly LocatedNode? _node;
    private readonly ProblemList? _problems;
    private readonly bool _mayBeLeftOut;

    public LocatedValue(LocatedNode? node, ProblemList problems) => (_node, _problems) = (node, problems);

    private LocatedValue(LocatedValue value) => (_node, _problems, _mayBeLeftOut) = (value._node, value._problems, true);

    /// <summary>The same value, which may also be left out; what is wrong with its kind says so.</summary>
    public LocatedValue OrLeftOut => new(this);

    /// <summary>Whether nothing is there to read; a value already reported as unreadable is absent too.</summary>
    public bool IsAbsent => _node is null || _node.Kind == LocatedKind.Faulty;

    /// <summary>Whether the value is of a kind, for values that may be of several.</summary>
    public bool Is(LocatedKind kind) => _node?.Kind == kind;

    /// <summary>The clock of the document's times that carry no offset; null where each has to carry one.</summary>
    public DateTimeZone? Zone => _problems?.Zone;

    /// <summary>The text of a string; null for any other value. Reports nothing.</summary>
    public string? TextOrNull => Is(LocatedKind.String) ? _node!.Text : null;

    /// <summary>The items of a list; none for any other value. Reports nothing.</summary>
    public LocatedValue[] Items => Inner(LocatedKind.Array);

    /// <summary>The values of an object's properties; none for any other value. Reports nothing.</summary>
    public LocatedValue[] Members => Inner(LocatedKind.Object);

    /// <summary>The texts that a property of a list's items has. Reports nothing.</summary>
    public List<string> TextsOf(string name)
    {
        List<string> texts = [];
        foreach (LocatedValue item in Items)
        {
            if (item.Member(name).TextOrNull is { } text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    /// <summary>The name of the property the value is of; null for an item of a list.</summary>
    public string? PropertyName => _node?.Name;

    /// <summary>A property of an object, the first of its name; absent when there is none. Reports nothing.</summary>
    public LocatedValue Member(string name) => NodeOf(name) is { } node ? new(node, _problems!) : default;

    /// <summary>The path in the document; empty for what is absent.</summary>
    public string Path => _node?.Path() ?? "";

    /// <summary>Whether it is a certain whole number. Reports nothing.</summary>
    public bool IsNumber(int number) => Is(LocatedKind.Number)
        && ExactNumber.Read(_node!.Text, out decimal value, out _) == ExactNumber.Fit.Exact && value == number;

    /// <summary>Whether an object has a property, readable or not. Reports nothing.</summary>
    public bool HasMember(string name) => NodeOf(name) is not null;

    /// <summary>Goes through every value inside this one, in the order of the document.</summary>
    public void Visit(Action<LocatedValue> visit)
    {
        for (int place = 0; place < (_node?.Children.Count ?? 0); place++)
        {
            var inner = new LocatedValue(_node!.Children[place], _problems!);
            visit(inner);
            inner.Visit(visit);
        }
    }

    /// <summary>Reports a problem located at the value; nothing when it is absent.</summary>
    /// <param name="code">One of <see cref="ProblemCodes"/>.</param>
    /// <param name="found">What was found, without any value of a patient.</param>
    /// <param name="allowed">What is allowed.</param>
    /// <param name="nearest">The nearest valid name, or null.</param>
    public void Report(string code, string found, string allowed, string? nearest = null)
    {
        if (!IsAbsent)
        {
            _problems!.Add(code, _node!.Path(), _node.Offset, found, allowed, nearest);
        }
    }

    /// <summary>Reports that the property has a name that means nothing there.</summary>
    /// <param name="allowed">The properties that are allowed.</param>
    /// <param name="nearest">The nearest of them, or null.</param>
    public void ReportProperty(string allowed, string? nearest) => _problems!.Add(
        ProblemCodes.UnknownProperty, _node!.Path(), _node.NameOffset, "the property " + Problem.Quote(_node.Name!),
        "the properties " + allowed, nearest);

    /// <summary>Reports that the value is of another kind than it has to be; nothing when it is absent.</summary>
    /// <param name="allowed">What is allowed.</param>
    public void ReportKind(string allowed)
    {
        if (!IsAbsent)
        {
            Report(ProblemCodes.WrongType, _node!.Described(), _mayBeLeftOut ? allowed + ", or nothing: leave it out" : allowed);
        }
    }

    /// <summary>A yes or no: <c>true</c> or <c>false</c>.</summary>
    public bool? Bool() => TextOf(LocatedKind.Boolean, "true or false") is { } text ? text == "true" : null;

    /// <summary>A whole number within inclusive bounds.</summary>
    public int? Int(int from, int to) => (int?)Long(from, to);

    /// <summary>A whole number within inclusive bounds; <c>1.0</c> and <c>1e0</c> are whole.</summary>
    public long? Long(long from, long to) => (long?)Number(from, to, 0);

    /// <summary>A number within inclusive bounds, of at most so many decimals; trailing zeros do not count.</summary>
    public decimal? Decimal(decimal from, decimal to, int maxScale) => Number(from, to, maxScale);

    /// <summary>A text that is not empty, of one line and of characters that can be seen.</summary>
    /// <param name="maxLength">The most UTF-16 characters it may have.</param>
    public string? String(int maxLength = 1000)
    {
        if (TextOrNull is { Length: > 0 } given && given.Length <= maxLength)
        {
            return ShownText.IsSeen(given, out string unseen)
                ? given
                : Refuse(
                    ProblemCodes.Invalid, $"the character {unseen}, which cannot be seen",
                    "a text of one line, of characters that can be seen");
        }

        string allowed = FormattableString.Invariant($"a string of 1 to {maxLength} characters");
        return TextOf(LocatedKind.String, allowed) switch
        {
            null => null,
            "" => Refuse(ProblemCodes.OutOfRange, "an empty string", allowed),
            var text when text.Length > maxLength => Refuse(ProblemCodes.OutOfRange, "a longer string", allowed),
            var text => text,
        };
    }

    /// <summary>Whether it is a text; anything else is reported.</summary>
    /// <param name="allowed">What is allowed, of which texts are a part.</param>
    public bool IsText(string allowed) => IsOf(LocatedKind.String, allowed);

    /// <summary>A word of a closed list, compared exactly.</summary>
    /// <param name="names">The list.</param>
    /// <param name="areKin">Whether there are other words like them, so that only another spelling of one is taken for it.</param>
    public string? Name(IReadOnlyCollection<string> names, bool areKin = false)
    {
        if (Is(LocatedKind.String) && names.Contains(_node!.Text))
        {
            return _node.Text;
        }

        string allowed = "one of " + string.Join(", ", names);
        if (TextOf(LocatedKind.String, allowed) is not { } text)
        {
            return null;
        }

        string? nearest = areKin ? NearestName.Respelt(text, names) : NearestName.To(text, names);
        return Refuse(ProblemCodes.UnknownName, Problem.OtherWord(text, nearest), allowed, nearest);
    }

    /// <summary>A value of an enum, by its kebab-case name.</summary>
    public T? Enum<T>()
        where T : struct, Enum => Name(EnumNames.Of(typeof(T))) is { } name ? (T?)EnumNames.Find(typeof(T), name) : null;

    /// <summary>A calendar date, <c>2026-01-31</c>.</summary>
    public LocalDate? Date() => Parsed<LocalDate>(IsoTime.TryDate, ProblemCodes.NotADate, IsoTime.AllowedDate);

    /// <summary>A date and time on a clock, <c>2026-01-31T14:20</c>; seconds may be left out.</summary>
    /// <param name="zone">The clock's zone, when a time that its clocks skipped is to be refused.</param>
    public LocalDateTime? LocalDateTime(DateTimeZone? zone = null)
    {
        var time = Parsed<LocalDateTime>(IsoTime.TryLocal, ProblemCodes.NotATime, IsoTime.AllowedLocal);
        return time is { } local && zone is not null ? Shown(local, zone) : time;
    }

    /// <summary>A date and time that was read here, if the clocks of a zone showed it.</summary>
    /// <param name="local">The date and time.</param>
    /// <param name="zone">The clock's zone.</param>
    public LocalDateTime? Shown(LocalDateTime local, DateTimeZone zone)
    {
        if (zone.MapLocal(local).Count > 0)
        {
            return local;
        }

        Report(ProblemCodes.SkippedLocalTime, "a time that the clocks skipped", "a time that the clocks of " + zone.Id + " showed");
        return null;
    }

    /// <summary>An instant, <c>2026-01-31T14:20Z</c> or with an offset; seconds may be left out.</summary>
    public Instant? Instant() => Parsed<Instant>(IsoTime.TryInstant, ProblemCodes.NotATime, IsoTime.AllowedInstant);

    /// <summary>Elapsed time, <c>PT4H</c>; zero or more, never in days.</summary>
    public Duration? Duration() => Parsed<Duration>(IsoDuration.TryParse, ProblemCodes.NotADuration, IsoDuration.Allowed);

    /// <summary>Elapsed time within inclusive bounds.</summary>
    public Duration? Duration(Duration from, Duration to)
    {
        var duration = Duration();
        if (duration is not { } value || (value >= from && value <= to))
        {
            return duration;
        }

        Report(
            ProblemCodes.OutOfRange,
            value < from ? "a shorter duration" : "a longer duration",
            "a duration from " + IsoDuration.Format(from) + " to " + IsoDuration.Format(to));
        return null;
    }

    /// <summary>A calendar period, <c>P1M</c>, <c>P2W</c> or <c>P10D</c>; not normalised.</summary>
    public Period? Period()
    {
        if (TextOf(LocatedKind.String, IsoTime.AllowedPeriod) is not { } text)
        {
            return null;
        }

        if (IsoTime.TryPeriod(text, out Period period))
        {
            return period;
        }

        Report(ProblemCodes.NotAPeriod, NotOne(text), IsoTime.AllowedPeriod);
        return null;
    }

    /// <summary>A value that its own type reads from text.</summary>
    /// <param name="parser">The type's <c>TryParse</c>.</param>
    /// <param name="code">The code when the text is refused.</param>
    /// <param name="allowed">What the text may be.</param>
    public T? Parsed<T>(TextParser<T> parser, string code, string allowed)
        where T : struct
    {
        if (TextOf(LocatedKind.String, allowed) is not { } text)
        {
            return null;
        }

        if (parser(text, out T value))
        {
            return value;
        }

        Report(code, NotOne(text), allowed);
        return null;
    }

    /// <summary>An object, read member by member; null when anything in it is wrong.</summary>
    /// <param name="read">Reads the members. <see cref="ObjectReader.Done"/> is called for it if it did not.</param>
    /// <exception cref="InvalidOperationException"><paramref name="read"/> made
    /// nothing and reported nothing: an error in this library.</exception>
    public T? Object<T>(Func<ObjectReader, T?> read)
        where T : class
    {
        var members = Reader();
        T? value = members is null ? null : read(members);
        return members?.Done() == true ? value ?? throw MadeNothing : null;
    }

    /// <inheritdoc cref="Object{T}(Func{ObjectReader, T?})"/>
    public T? Object<T>(Func<ObjectReader, T?> read)
        where T : struct
    {
        var members = Reader();
        T? value = members is null ? null : read(members);
        return members?.Done() == true ? value ?? throw MadeNothing : null;
    }

    /// <summary>A list, each item read alike; null when any item is wrong.</summary>
    /// <param name="item">Reads an item.</param>
    /// <param name="least">The fewest items, inclusive.</param>
    /// <param name="most">The most items, inclusive.</param>
    public ImmutableArray<T>? Array<T>(Func<LocatedValue, T?> item, int least = 0, int most = int.MaxValue)
        where T : class => All(item, least, most) is { } read ? Listed<T>(read) : null;

    /// <inheritdoc cref="Array{T}(Func{LocatedValue, T?}, int, int)"/>
    public ImmutableArray<T>? Array<T>(Func<LocatedValue, T?> item, int least = 0, int most = int.MaxValue)
        where T : struct => All(value => item(value), least, most) is { } read ? Listed<T>(read) : null;

    /// <summary>A list of objects, each read alike; null when any is wrong.</summary>
    public ImmutableArray<T>? Objects<T>(Func<ObjectReader, T?> read, int least = 0, int most = int.MaxValue)
        where T : class => Array<T>(item => item.Object(read), least, most);

    /// <inheritdoc cref="Objects{T}(Func{ObjectReader, T?}, int, int)"/>
    public ImmutableArray<T>? Objects<T>(Func<ObjectReader, T?> read, int least = 0, int most = int.MaxValue)
        where T : struct => Array<T>(item => item.Object(read), least, most);

    private static InvalidOperationException MadeNothing => new("A reader made nothing of a valid value and reported no problem.");

    private static string NotOne(string text) => text.Length == 0 ? "an empty string" : "a string that is not one";

    private LocatedValue[] Inner(LocatedKind kind)
    {
        var inner = new LocatedValue[Is(kind) ? _node!.Children.Count : 0];
        for (int place = 0; place < inner.Length; place++)
        {
            inner[place] = new(_node!.Children[place], _problems!);
        }

        return inner;
    }

    private LocatedNode? NodeOf(string name) => Is(LocatedKind.Object) ? _node!.Child(name) : null;

    private ObjectReader? Reader() => IsOf(LocatedKind.Object, "an object") ? new ObjectReader(_node!, _problems!) : null;

    /// <summary>A list, each item read by a function; null when any item is wrong.</summary>
    internal object[]? All(Func<LocatedValue, object?> item, int least, int most)
    {
        if (!Is(LocatedKind.Array) && !IsOf(LocatedKind.Array, Sized(least, most)))
        {
            return null;
        }

        int before = _problems!.Count;
        LocatedValue[] items = Items;
        if (items.Length < least || items.Length > most)
        {
            Report(
                ProblemCodes.OutOfRange,
                items.Length == 0 ? "an empty list" : items.Length.ToString(CultureInfo.InvariantCulture) + " items", Sized(least, most));
        }

        var values = new object[items.Length];
        bool areAllRead = true;
        for (int place = 0; place < items.Length; place++)
        {
            values[place] = item(items[place])!;
            areAllRead &= values[place] is not null;
        }

        return !_problems.IsCleanSince(before) ? null : areAllRead ? values : throw MadeNothing;
    }

    /// <summary>What was read of a list, in the type of its items.</summary>
    internal static ImmutableArray<T> Listed<T>(object[] read)
    {
        var list = new T[read.Length];
        for (int place = 0; place < list.Length; place++)
        {
            list[place] = (T)read[place];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(list);
    }

    private static string Sized(int least, int most) => least == 0 && most == int.MaxValue ? "a list"
        : most == int.MaxValue ? FormattableString.Invariant($"a list of {least} or more items")
        : FormattableString.Invariant($"a list of {least} to {most} items");

    private decimal? Number(decimal from, decimal to, int maxScale)
    {
        if (IsAbsent || (!Is(LocatedKind.Number) && !IsOf(LocatedKind.Number, AllowedNumber(from, to, maxScale))))
        {
            return null;
        }

        var fit = ExactNumber.Read(_node!.Text, out decimal value, out bool isNegative);
        if (fit == ExactNumber.Fit.TooPrecise || ((decimal.GetBits(value)[3] >> 16) & 0xFF) > maxScale)
        {
            Report(
                ProblemCodes.TooPrecise, maxScale == 0 ? "a number with a fraction" : "a number with more decimals",
                AllowedNumber(from, to, maxScale));
            return null;
        }

        if (fit == ExactNumber.Fit.TooLarge || value < from || value > to)
        {
            bool isBelow = fit == ExactNumber.Fit.TooLarge ? isNegative : value < from;
            Report(ProblemCodes.OutOfRange, isBelow ? "a lower number" : "a higher number", AllowedNumber(from, to, maxScale));
            return null;
        }

        return value;
    }

    private static string AllowedNumber(decimal from, decimal to, int maxScale) => maxScale == 0
        ? FormattableString.Invariant($"a whole number from {from} to {to}")
        : FormattableString.Invariant($"a number from {from} to {to} with at most {maxScale} decimals");

    private string? TextOf(LocatedKind kind, string allowed) => IsOf(kind, allowed) ? _node!.Text : null;

    private bool IsOf(LocatedKind kind, string allowed)
    {
        if (IsAbsent || _node!.Kind == kind)
        {
            return !IsAbsent;
        }

        ReportKind(allowed);
        return false;
    }

    private string? Refuse(string code, string found, string allowed, string? nearest = null)
    {
        Report(code, found, allowed, nearest);
        return null;
    }
}
