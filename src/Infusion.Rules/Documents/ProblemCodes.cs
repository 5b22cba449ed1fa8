namespace Infusion.Rules.Documents;

/// <summary>The codes a <see cref="Problem"/> can carry; none is ever renamed.</summary>
public static class ProblemCodes
{
    /// <summary>The text is not JSON.</summary>
    public static string Syntax => "syntax";

    /// <summary>The bytes are not UTF-8.</summary>
    public static string NotUtf8 => "not-utf8";

    /// <summary>A text has half of a surrogate pair, which is no character.</summary>
    public static string LoneSurrogate => "lone-surrogate";

    /// <summary>The document has more bytes than a document may have.</summary>
    public static string TooLarge => "too-large";

    /// <summary>The document nests deeper than a document may nest.</summary>
    public static string TooDeep => "too-deep";

    /// <summary>There are more problems than are listed.</summary>
    public static string TooMany => "too-many";

    /// <summary>The document says it has a newer format than this library reads.</summary>
    public static string NewerFormat => "newer-format";

    /// <summary>The document says it has a format that no released library reads.</summary>
    public static string UnreleasedFormat => "unreleased-format";

    /// <summary>A property has a name that means nothing there.</summary>
    public static string UnknownProperty => "unknown-property";

    /// <summary>A property is given more than once.</summary>
    public static string DuplicateProperty => "duplicate-property";

    /// <summary>A property that must be given is not.</summary>
    public static string MissingProperty => "missing-property";

    /// <summary>A value is of another JSON kind.</summary>
    public static string WrongType => "wrong-type";

    /// <summary>A number, a text or a list is outside its bounds.</summary>
    public static string OutOfRange => "out-of-range";

    /// <summary>A number has more decimals than are read, or a fraction where a whole number belongs.</summary>
    public static string TooPrecise => "too-precise";

    /// <summary>A word is not one of the closed list it must come from.</summary>
    public static string UnknownName => "unknown-name";

    /// <summary>A text is not an ISO 8601 calendar date.</summary>
    public static string NotADate => "not-a-date";

    /// <summary>A text is not an ISO 8601 time of the kind asked for.</summary>
    public static string NotATime => "not-a-time";

    /// <summary>A local time never was: the clocks skipped it.</summary>
    public static string SkippedLocalTime => "skipped-local-time";

    /// <summary>A time has an offset that the clinic's time zone does not have then.</summary>
    public static string WrongOffset => "wrong-offset";

    /// <summary>A text is not an ISO 8601 duration of hours, minutes and seconds.</summary>
    public static string NotADuration => "not-a-duration";

    /// <summary>A text is not an ISO 8601 period of years, months, weeks and days.</summary>
    public static string NotAPeriod => "not-a-period";

    /// <summary>A text is not a clock time.</summary>
    public static string NotAClockTime => "not-a-clock-time";

    /// <summary>A text is not an amount of money.</summary>
    public static string NotAnAmount => "not-an-amount";

    /// <summary>A name or id stands for two things.</summary>
    public static string DuplicateName => "duplicate-name";

    /// <summary>Two values that are right on their own cannot both hold.</summary>
    public static string Contradiction => "contradiction";

    /// <summary>A value is well-formed, and its own type refuses it.</summary>
    public static string Invalid => "invalid";
}
