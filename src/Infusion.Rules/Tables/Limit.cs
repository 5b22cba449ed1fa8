namespace Infusion.Rules.Tables;

/// <summary>The limit that a value keeps or misses, as a person names it: what is needed, and what is to spare or short.</summary>
/// <param name="fact">The fact.</param>
/// <param name="cut">The first code on the upper side.</param>
/// <param name="isBefore">Whether the limit is named by the value before the cut: "at most" and "more than" instead of "below" and "at
/// least".</param>
/// <param name="value">The value.</param>
/// <param name="isMissed">Whether the other side is the one that is needed; <c>null</c> where neither is.</param>
internal readonly struct Limit(Fact fact, long cut, bool isBefore, long value, bool? isMissed)
{
    /// <summary>The limit as it is named.</summary>
    public long Code => isBefore ? cut - 1 : cut;

    /// <summary>"4 h", "159 mmHg", "20:00 on the day before".</summary>
    public string Value => fact.TellLimit(Code);

    /// <summary>"at least 4 h needed", "at most 159 mmHg needed"; where neither side is needed, the one that the value is on: "at
    /// least 4 h".</summary>
    public string Says => $"{Sign} {Value}{(isMissed is null ? "" : " needed")}";

    /// <summary>"9 h to spare", "1 h 10 min short", "exactly at it".</summary>
    public string Margin
    {
        get
        {
            decimal apart = Math.Abs((decimal)Code - value);
            long distance = apart > long.MaxValue ? long.MaxValue : (long)apart;
            return fact.CountsBegunMonths ? OfMonths(distance) : distance == 0
                ? isMissed == true ? $"exactly at it, which is not {(IsUpper ? "more" : "less")}" : "exactly at it"
                : $"{fact.TellDistance(distance, isUp: isMissed == true)} {Way}";
        }
    }

    private string Way => (isMissed, IsAbove, fact.IsClock) switch
    {
        (false, _, _) => "to spare",
        (true, true, true) => "too late",
        (true, false, true) => "too early",
        (true, true, false) => "too much",
        (true, false, false) => "short",
        (_, true, true) => "later",
        (_, false, true) => "earlier",
        (_, true, false) => "above it",
        _ => "below it",
    };

    private bool IsAbove => value >= cut;

    // The side that is needed.
    private bool IsUpper => IsAbove != (isMissed == true);

    private string Sign => (IsUpper, isBefore, fact.IsClock) switch
    {
        (true, true, false) => "more than",
        (true, false, false) => "at least",
        (false, true, false) => "at most",
        (false, false, false) => "below",
        (true, true, true) => "after",
        (true, false, true) => "from",
        (false, true, true) => "by",
        (false, false, true) => "before",
    };

    // Of months only the begun ones are counted, so that their margin has two ends.
    private string OfMonths(long distance) => IsAbove
        ? distance <= 1 ? $"up to {fact.FormatLimit(1)} {Way}" : $"more than {fact.FormatLimit(distance - 1)} {Way}"
        : distance == 0 ? "not above it"
        : $"at least {fact.FormatLimit(distance)} {Way}";
}
