using NodaTime;

namespace Infusion.Rules.Response;

/// <summary>An infusion of a series, from its actual start to its end.</summary>
/// <remarks>Compared by value. Immutable and thread-safe.</remarks>
public sealed record InfusionSession
{
    private InfusionSession(Instant start, Instant end, SessionResult result)
    {
        if (end < start)
        {
            throw new ArgumentException("An infusion does not end before it starts.", nameof(end));
        }

        (Start, End, Result) = (start, end, result);
    }

    /// <summary>The actual start.</summary>
    public Instant Start { get; }

    /// <summary>The actual end, or the instant it was broken off.</summary>
    public Instant End { get; }

    /// <summary>How it ended.</summary>
    public SessionResult Result { get; }

    /// <summary>An infusion that ran to its end.</summary>
    /// <param name="start">The actual start.</param>
    /// <param name="end">The actual end, not before the start.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ArgumentException">The end is before the start.</exception>
    public static InfusionSession Completed(Instant start, Instant end) => new(start, end, SessionResult.Completed);

    /// <summary>An infusion that was broken off.</summary>
    /// <param name="start">The actual start.</param>
    /// <param name="aborted">The instant it was broken off, not before the start.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ArgumentException">It was broken off before it started.</exception>
    public static InfusionSession Aborted(Instant start, Instant aborted) => new(start, aborted, SessionResult.Aborted);

    /// <summary>Writes how it ended, never when.</summary>
    /// <returns>"Completed session".</returns>
    public override string ToString() => $"{Result} session";
}
