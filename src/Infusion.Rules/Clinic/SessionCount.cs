namespace Infusion.Rules.Clinic;

/// <summary>How many completed sessions: a number, a range, or so many and more.</summary>
/// <remarks><c>default</c> is no session at all: it <see cref="IsDefault"/> and rules refuse it. Equality is by both bounds. Immutable and
/// thread-safe.</remarks>
public readonly record struct SessionCount
{
    private SessionCount(int minimum, int? maximum) => (Minimum, Maximum) = (minimum, maximum);

    /// <summary>The fewest sessions, inclusive; at least 1.</summary>
    public int Minimum { get; }

    /// <summary>The most sessions, inclusive; <c>null</c> where there is no most.</summary>
    public int? Maximum { get; }

    /// <summary>Whether it is a range with a most, of which one more session is too many. An exact number says how many there are, and
    /// later sessions are maintenance.</summary>
    internal bool HasMost => Maximum > Minimum;

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => Minimum == 0;

    /// <summary>A fixed number of sessions.</summary>
    /// <param name="sessions">The number, 1 to 365.</param>
    /// <returns>The count.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside 1 to 365.</exception>
    public static SessionCount Exactly(int sessions) => Between(sessions, sessions);

    /// <summary>A range of sessions.</summary>
    /// <param name="minimum">The fewest, inclusive; at least 1.</param>
    /// <param name="maximum">The most, inclusive; at most 365.</param>
    /// <returns>The count.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A bound is outside 1 to 365, or the bounds are the wrong way round.</exception>
    public static SessionCount Between(int minimum, int maximum) =>
        minimum is < 1 or > 365 ? throw new ArgumentOutOfRangeException(nameof(minimum), "A number of sessions is 1 to 365.")
        : maximum < minimum || maximum > 365
            ? throw new ArgumentOutOfRangeException(nameof(maximum), "The most sessions are at least the fewest, and at most 365.")
            : new(minimum, maximum);

    /// <summary>So many sessions and any number more.</summary>
    /// <param name="minimum">The fewest, inclusive; 1 to 365.</param>
    /// <returns>The count.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside 1 to 365.</exception>
    public static SessionCount AtLeast(int minimum) => minimum is >= 1 and <= 365
        ? new(minimum, null)
        : throw new ArgumentOutOfRangeException(nameof(minimum), "A number of sessions is 1 to 365.");

    /// <summary>Writes the number or the range.</summary>
    /// <returns>"3", "6 to 8" or "6 or more".</returns>
    public override string ToString() => Minimum == Maximum
        ? FormattableString.Invariant($"{Minimum}")
        : Maximum is { } most ? FormattableString.Invariant($"{Minimum} to {most}")
        : FormattableString.Invariant($"{Minimum} or more");
}
