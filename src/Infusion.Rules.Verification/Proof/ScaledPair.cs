namespace Infusion.Rules.Verification.Proof;

/// <summary>Two facts of a table of which one says on which scale the other is: which of their values go together, since no score has
/// the others.</summary>
/// <param name="facts">The facts of the table.</param>
/// <param name="fact">The place of the fact that is on a scale.</param>
/// <param name="scale">The place of the fact that says which.</param>
internal sealed class ScaledPair(IReadOnlyList<JointFact> facts, int fact, int scale)
{
    private readonly Dictionary<(bool IsOld, int Value, int On), long?> _shown = [];

    /// <summary>The place of the fact that is on a scale.</summary>
    public int Fact => fact;

    /// <summary>The place of the fact that says which.</summary>
    public int Scale => scale;

    /// <summary>Whether a score has both values. Nothing is known of a score whose scale is not.</summary>
    /// <param name="value">The coordinate of the fact; -1 for none.</param>
    /// <param name="on">The coordinate of the scale; -1 for none, which may be any.</param>
    public bool CanBe(int value, int on) => !IsKnown(fact, value)
        || (on < facts[scale].Known.Length && Shown(isOld: true, value, on) is not null && Shown(isOld: false, value, on) is not null);

    /// <summary>A value of the scale that shows the coordinate; <c>null</c> where there is none.</summary>
    public long? Shown(bool isOld, int value, int on)
    {
        if (!IsKnown(fact, value))
        {
            return null;
        }

        if (!_shown.TryGetValue((isOld, value, on), out long? shown))
        {
            (long low, long high) = facts[fact].SpanOf(isOld, value);
            shown = Nearest(isOld, on, low, high, facts[fact].ValueOf(isOld, value).Low);
            _shown.Add((isOld, value, on), shown);
        }

        return shown;
    }

    /// <summary>Of the values of the scale within bounds, the one nearest to another; <c>null</c> where there is none.</summary>
    public long? Nearest(bool isOld, int on, long low, long high, long wanted)
    {
        (long first, long last) = IsKnown(scale, on) ? facts[scale].SpanOf(isOld, on) : (0, facts[scale].Either.Maximum);
        for (long code = first; code <= last; code++)
        {
            if (facts[fact].Either.NearestOn(code, low, high, wanted) is { } nearest)
            {
                return nearest;
            }
        }

        return null;
    }

    private bool IsKnown(int place, int coordinate) => coordinate >= 0 && coordinate < facts[place].Known.Length;
}
