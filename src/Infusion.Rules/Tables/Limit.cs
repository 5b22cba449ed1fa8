namespace Infusion.Rules.Tables;

/// <summary>The limit that a value keeps or misses, as a person names it: what is needed, and what is to spare or short.</summary>
/// <param name="fact">The fact.</param>
/// <param name="cut">The first code on the upper side.</param>
/// <param name="isBefore">Whether the limit is named by the value before the cut: "at most" and "more than" instead of "below" and "at
/// least".</param>
/// <param name="value">The value.</param>
/// <param name="isMissed">Whether the other side is the one that is needed.</param>
internal readonly struct Limit(Fact fact, long cut, bool isBefore, long value, bool isMissed)
{
    /// <summary>The limit as it is named.</summary>
    public long Code => isBefore ? cut - 1 : cut;

    /// <summary>"at least 4 h", "at most 159 mmHg", "by 20:00 on the day before".</summary>
    public string Says => $"{Sign} {fact.TellLimit(Code)}";

    /// <summary>"9 h to spare", "1 h 10 min short", "exactly at it".</summary>
    public string Margin
    {
        get
        {
            decimal apart = Math.Abs((decimal)Code - value);
            long distance = apart > long.MaxValue ? long.MaxValue : (long)apart;
            return fact.CountsBegunMonths ? OfMonths(distance)
                : (distance, isMissed) switch
                {
                    (0, false) => "exactly at it",
                    (0, true) => "exactly at it, which does not keep it",
                    (_, false) => $"{fact.TellDistance(distance, isUp: false)} to spare",
                    _ when fact.IsClock => $"{fact.TellDistance(distance, isUp: true)} too {(IsAbove ? "late" : "early")}",
                    _ => $"{fact.TellDistance(distance, isUp: true)} {(IsAbove ? "too much" : "short")}",
                };
        }
    }

    private bool IsAbove => value >= cut;

    // The side that is needed.
    private bool IsUpper => IsAbove != isMissed;

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
    private string OfMonths(long distance) => (IsAbove, isMissed) switch
    {
        (true, false) => distance <= 1 ? $"up to {fact.FormatLimit(1)} to spare" : $"more than {fact.FormatLimit(distance - 1)} to spare",
        (true, true) => distance <= 1 ? $"up to {fact.FormatLimit(1)} too much" : $"more than {fact.FormatLimit(distance - 1)} too much",
        (false, false) => distance == 0 ? "not beyond it" : $"at least {fact.FormatLimit(distance)} to spare",
        (false, true) => distance == 0 ? "not beyond it" : $"at least {fact.FormatLimit(distance)} short",
    };
}
