using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;

namespace Infusion.Rules.Tool.Writing;

/// <summary>How an answer is written, and the JSON it becomes; what is allowed in a policy only the library knows.</summary>
/// <param name="Allowed">Answers of the shape, for the person asked.</param>
/// <param name="Read">The answer as JSON; <c>null</c> when it is none of the shape.</param>
internal sealed partial record Shape(string Allowed, Func<string, JsonNode?> Read)
{
    private const RegexOptions Blind = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const string Midnight = "00:00";

    /// <summary>Any text.</summary>
    public static Shape Text { get; } = new("your own words", text => text);

    /// <summary>A kebab-case id, made of words.</summary>
    public static Shape Id { get; } = new(
        "a short name of letters, digits and hyphens", text => Kebab(text) is { Length: > 0 } id ? id : null);

    /// <summary>The id of a kind of food or drink.</summary>
    public static Shape Kind { get; } =
        Id with { Allowed = "a short name such as solid, light-meal, non-clear-liquid, clear-liquid or alcohol" };

    /// <summary>Something with a name, and an id made of it.</summary>
    public static Shape Named { get; } = new(
        "its name",
        text => Kebab(text) is { Length: > 0 } id ? new JsonObject { ["id"] = id, ["name"] = text } : null);

    /// <summary>Names, as objects of a list.</summary>
    public static Shape Names { get; } = new(
        "names with commas between", text => Listed(text, name => new JsonObject { ["name"] = name }));

    /// <summary>A time zone by its id, or by its city.</summary>
    public static Shape Zone { get; } = new("a place such as America/New_York, or its city such as Denver", text =>
        DateTimeZoneProviders.Tzdb.Ids.FirstOrDefault(id => id.Contains('/') && string.Equals(
            id[(id.LastIndexOf('/') + 1)..], text.Replace(' ', '_'), StringComparison.OrdinalIgnoreCase)) ?? text);

    /// <summary>Elapsed time.</summary>
    public static Shape Elapsed { get; } = new("a time such as 6 hours, 90 minutes or 1 h 30 min", text => ElapsedOf(text));

    /// <summary>Months, weeks or days of the calendar.</summary>
    public static Shape Period { get; } = new("a time such as 1 month, 6 weeks or 10 days", text => PeriodOf(text));

    /// <summary>A whole number.</summary>
    public static Shape Count { get; } = new("a whole number", text => WholeOf(text) is { } number ? number : null);

    /// <summary>A number or a range of numbers.</summary>
    public static Shape CountOrRange { get; } = new("a number such as 6, or a range such as 4 to 6", text =>
        Range().Match(text) is not { Success: true } match || WholeOf(match.Groups["low"].Value) is not { } low ? null
        : !match.Groups["high"].Success ? low
        : WholeOf(match.Groups["high"].Value) is { } high ? new JsonObject { ["minimum"] = low, ["maximum"] = high }
        : null);

    /// <summary>A share in percent.</summary>
    public static Shape Percent { get; } = new("a percentage such as 50 %", text => PercentOf(text) is { } percent ? percent : null);

    /// <summary>An amount of money.</summary>
    public static Shape Money { get; } = new("an amount with its currency, such as 75 USD or 49.50 EUR", MoneyOf);

    /// <summary>An amount of money, a share of the price, an amount that is not published, or the deposit; owed, or one that may be
    /// charged.</summary>
    public static Shape Charge { get; } = new(
        "an amount such as 75 USD, a share of the price such as 50 %, \"the deposit\", or \"amount not published\"; \"may be 75 USD\" "
        + "where you may charge it and need not", ChargeOf);

    /// <summary>A notice: a length of time, or up to a clock time of the day before.</summary>
    public static Shape Notice { get; } = new("a time such as 24 hours, or a clock time such as 12:00 the day before", text =>
        ElapsedOf(text) is { } elapsed ? elapsed
        : LimitOf(text) is { } limit && limit["until"] is { } by && limit["daysBefore"] is { } days && limit.Count == 2
            ? new JsonObject { ["by"] = by.DeepClone(), ["daysBefore"] = days.DeepClone() }
        : null);

    /// <summary>Yes or no.</summary>
    public static Shape YesNo { get; } = new("yes or no", text => text.ToLowerInvariant() switch
    {
        "y" or "yes" => true,
        "n" or "no" => false,
        _ => null,
    });

    /// <summary>A person who comes along, of any age or of one at least.</summary>
    public static Shape Company { get; } = new("yes, or from which age in years, such as 18", text =>
        text.Equals("yes", StringComparison.OrdinalIgnoreCase) ? new JsonObject()
        : WholeOf(text) is { } age ? new JsonObject { ["minimumAge"] = age }
        : null);

    /// <summary>A blood pressure.</summary>
    public static Shape Pressure { get; } = new("two numbers such as 180/110", text =>
        text.Split('/') is [var high, var low] && WholeOf(high) is { } systolic && WholeOf(low) is { } diastolic
            ? new JsonObject { ["systolic"] = systolic, ["diastolic"] = diastolic }
            : null);

    /// <summary>How long driving waits: hours, or a clock time of the next day.</summary>
    public static Shape Driving { get; } = new(
        "hours such as 24 hours, or the next day: next day 08:00, next day after 12 hours, next day 08:00 after 12 hours", DrivingOf);

    /// <summary>Until when something may be taken: several limits, each for all sessions or for some.</summary>
    public static Shape Limits { get; } = new(
        "6 hours before; 24 hours before and after; midnight; 20:00 the day before. By half-day: midnight if before 12:00; 08:00 if from "
        + "12:00",
        text => Listed(text, LimitOf, ';'));

    /// <summary>A medicine with the time before an appointment from which it is held.</summary>
    public static Shape Hold { get; } = new(
        "its name and from when, such as stimulants: 12 hours before; stimulants: midnight; stimulants: 20:00 the day before", text =>
            text.IndexOf(':') is > 0 and var colon && Kebab(text[..colon]) is { Length: > 0 } id
            && LimitOf(text[(colon + 1)..].Trim()) is { } limit
                ? new JsonObject([new("id", id), new("medicine", text[..colon].Trim()), .. Parts(limit)])
                : null);

    /// <summary>Days of the week.</summary>
    public static Shape Weekdays { get; } = new("days such as Monday, Wednesday, or Monday to Friday", WeekdaysOf);

    /// <summary>One name of a closed list of the library.</summary>
    public static Shape OneOf<T>()
        where T : struct, Enum => new(string.Join(", ", NamesOf<T>()), text => Kebab(text));

    /// <summary>Several names of a closed list of the library.</summary>
    /// <param name="only">Those that may be said; left out, all.</param>
    public static Shape SomeOf<T>(params T[] only)
        where T : struct, Enum => new(
            string.Join(", ", only.Length == 0 ? NamesOf<T>() : only.Select(static one => NameOf(one.ToString())))
                + "; several with commas between",
            text => Listed(text, one => Kebab(one)));

    /// <summary>Names of a closed list of the library, each an object of its own.</summary>
    /// <param name="member">The member of the object that has the name.</param>
    public static Shape SomeOf<T>(string member)
        where T : struct, Enum => SomeOf<T>() with { Read = text => Listed(text, one => new JsonObject { [member] = Kebab(one) }) };

    /// <summary>Words as a kebab-case id: "Our Clinic" as "our-clinic".</summary>
    public static string Kebab(string text)
    {
        string id = NotOfId().Replace(text.ToLowerInvariant(), "-").Trim('-');
        return id.Length <= 60 ? id : id[..60].Trim('-');
    }

    private static IEnumerable<string> NamesOf<T>()
        where T : struct, Enum =>
            Enum.GetNames<T>().Where(name => name is not ("NotPublished" or "None")).Select(NameOf);

    private static string NameOf(string declared) => WordStart().Replace(declared, "-").ToLowerInvariant();

    private static JsonArray? Listed(string text, Func<string, JsonNode?> read, char between = ',')
    {
        JsonNode?[] items =
            [.. text.Split(between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(read)];
        return items.Length == 0 || items.Contains(null) ? null : new JsonArray(items);
    }

    private static int? WholeOf(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static decimal? PercentOf(string text) =>
        decimal.TryParse(
            text.Replace("percent", "", StringComparison.OrdinalIgnoreCase).TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out decimal percent)
            ? percent
            : null;

    private static JsonObject? MoneyOf(string text)
    {
        Match match = Amount().Match(text);
        return !match.Success ? null : new JsonObject
        {
            ["amount"] = match.Groups["amount"].Value is var amount && amount.Contains('.') ? amount : amount + ".00",
            ["currency"] = match.Groups["sign"].Value switch
            {
                "$" => "USD",
                "€" => "EUR",
                "£" => "GBP",
                _ => match.Groups["code"].Value.ToUpperInvariant(),
            },
        };
    }

    private static JsonObject? ChargeOf(string text)
    {
        Match match = ChargeText().Match(text);
        string amount = match.Groups["amount"].Value;
        JsonObject? charge = match.Groups["unpublished"].Success ? new() { ["amountNotPublished"] = true }
            : match.Groups["deposit"].Success ? new() { ["deposit"] = true }
            : PercentOf(amount) is { } percent && amount.Contains('%') ? new() { ["percentOfPrice"] = percent }
            : MoneyOf(amount);
        if (charge is not null && match.Groups["may"].Success)
        {
            charge["modality"] = "may";
        }

        return charge;
    }

    private static string? ElapsedOf(string text)
    {
        Match match = Hours().Match(text);
        return match.Groups is var part && (part["h"].Success || part["min"].Success)
            ? "PT" + (part["h"].Success ? part["h"].Value + "H" : "") + (part["min"].Success ? part["min"].Value + "M" : "")
            : null;
    }

    private static string? PeriodOf(string text)
    {
        Match match = Days().Match(text);
        return match.Success ? $"P{match.Groups["count"].Value}{char.ToUpperInvariant(match.Groups["unit"].Value[0])}" : null;
    }

    private static string? ClockOf(string text)
    {
        string time = text.Trim();
        if (time.Equals("midnight", StringComparison.OrdinalIgnoreCase))
        {
            return Midnight;
        }

        Match match = Clock().Match(time);
        int hour = match.Groups["hour"].Success ? int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture) : 12;
        bool isTwelve = match.Groups["half"].Success;
        hour = isTwelve ? (hour % 12) + (match.Groups["half"].Value[0] is 'p' or 'P' ? 12 : 0) : hour;
        string minute = match.Groups["minute"].Success ? match.Groups["minute"].Value : "00";
        return match.Success ? FormattableString.Invariant($"{hour:00}:{minute}") : null;
    }

    // The midnight of "the night before" is that of the appointment's own date or the one before it: nobody knows which.
    private static JsonObject? LimitOf(string text)
    {
        Match match = Limit().Match(text);
        bool isNight = match.Groups["day"].Success;
        JsonObject? limit = ElapsedOf(match.Groups["when"].Value) is { } elapsed && !isNight ? new() { ["before"] = elapsed }
            : !match.Groups["both"].Success && ClockOf(match.Groups["when"].Value) is { } clock && !(isNight && clock == Midnight)
                ? new() { ["until"] = clock }
            : null;
        if (limit is null)
        {
            return null;
        }

        foreach ((string group, string member) in new[] { ("from", "sessionsFrom"), ("to", "sessionsBefore") })
        {
            if (match.Groups[group].Success)
            {
                limit[member] = ClockOf(match.Groups[group].Value);
            }
        }

        if (match.Groups["both"].Success)
        {
            limit["after"] = limit["before"]!.DeepClone();
        }

        if (isNight)
        {
            limit["daysBefore"] = 1;
        }

        return limit;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Parts(JsonObject one) =>
        one.Select(static member => new KeyValuePair<string, JsonNode?>(member.Key, member.Value?.DeepClone()));

    private static JsonObject? DrivingOf(string text)
    {
        Match match = NextDay().Match(text);
        if (!match.Success)
        {
            return ElapsedOf(text) is { } after ? new() { ["after"] = after } : null;
        }

        var nextDay = new JsonObject();
        if (match.Groups["from"].Success)
        {
            nextDay["from"] = ClockOf(match.Groups["from"].Value);
        }

        if (match.Groups["minimum"].Success)
        {
            nextDay["minimum"] = ElapsedOf(match.Groups["minimum"].Value);
        }

        return nextDay.All(member => member.Value is not null) ? new() { ["nextDay"] = nextDay } : null;
    }

    private static JsonArray? WeekdaysOf(string text)
    {
        string[] days = [.. NamesOf<IsoDayOfWeek>()];
        return DayRange().Match(text) is { Success: true } range
            && PlaceOf(range.Groups["first"].Value) is >= 0 and var first && PlaceOf(range.Groups["last"].Value) is var last && last > first
            ? new JsonArray([.. days[first..(last + 1)].Select(day => (JsonNode?)day)])
            : Listed(text, one => PlaceOf(one) is >= 0 and var place ? days[place] : Kebab(one));

        int PlaceOf(string day) =>
            Array.FindIndex(days, name => day.Length >= 3 && name.StartsWith(day.TrimEnd('s'), StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z0-9])")]
    private static partial Regex WordStart();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotOfId();

    [GeneratedRegex(@"^(?<low>\d+)( *(-|–|to) *(?<high>\d+))?$", Blind)]
    private static partial Regex Range();

    [GeneratedRegex(@"^((?<sign>[$€£]) *(?<amount>\d+(\.\d+)?)|(?<amount>\d+(\.\d+)?) *((?<sign>[$€£])|(?<code>[a-z]{3})))$", Blind)]
    private static partial Regex Amount();

    [GeneratedRegex(
        "^((?<may>may) +(be|cost|be charged) +)?"
        + "((?<unpublished>(an +)?amount +(that +is +)?not +published)|(?<deposit>(the +)?deposit)|(?<amount>.+))$", Blind)]
    private static partial Regex ChargeText();

    [GeneratedRegex(@"^(PT)?((?<h>\d+) *h(ours?|rs?)?)? *(and *)?((?<min>\d+) *m(in(utes?|s)?)?)?$", Blind)]
    private static partial Regex Hours();

    [GeneratedRegex("^P?(?<count>[0-9]+) *(?<unit>d|w|m|y|days?|weeks?|months?|years?)$", Blind)]
    private static partial Regex Days();

    [GeneratedRegex("^((?<hour>[01]?[0-9]|2[0-3])(:(?<minute>[0-5][0-9])| *(?=[ap]m))( *(?<half>[ap])m)?|noon)$", Blind)]
    private static partial Regex Clock();

    [GeneratedRegex(
        "^(until +)?(?<when>.+?)( +(before +and +after(?<both>))|( +before( +the +appointment)?))?"
        + "( +(the +)?((day|evening|night) +before|previous +(day|evening|night))(?<day>))?"
        + "( +(if|for +appointments?|for +sessions?) +"
        + "((before +(?<to>[^ ]+( *[ap]m)?))|(from +(?<from>[^ ]+( *[ap]m)?)( +to +(?<to>[^ ]+))?)))?$", Blind)]
    private static partial Regex Limit();

    [GeneratedRegex(
        "^(the +)?next +(day|morning)( +(at +|from +)?(?<from>[0-9].*?|noon))?( +(after|at least|and at least) +(?<minimum>[0-9].*))?$",
        Blind)]
    private static partial Regex NextDay();

    [GeneratedRegex("^(?<first>[a-z]+) *(-|–|to|through) *(?<last>[a-z]+)$", Blind)]
    private static partial Regex DayRange();
}
