using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Response;

/// <summary>One infusion of a series, which began.</summary>
/// <remarks>Equality is by value. Immutable and thread-safe.</remarks>
public sealed record InfusionSession
{
    private InfusionSession(Moment start, Moment end, SessionResult? result)
    {
        if (end.Latest < start.Earliest)
        {
            throw new ArgumentException("An infusion does not end before it starts.", nameof(end));
        }

        (Start, End, Result) = (start, end, result);
    }

    /// <summary>When it began.</summary>
    public Moment Start { get; }

    /// <summary>When it ended, or was broken off; of one whose end nobody recorded, from its start to the first sign that it was
    /// over.</summary>
    public Moment End { get; }

    /// <summary>Whether it was completed; <c>null</c> while no end is on record, or nobody has said whether one that was short
    /// counts.</summary>
    public SessionResult? Result { get; private init; }

    /// <summary>What a clinician has recorded of its place in the series; <c>null</c> where it follows from the count.</summary>
    public SeriesMark? Mark { get; init; }

    /// <summary>An infusion that was given to its end.</summary>
    /// <param name="start">When it began.</param>
    /// <param name="end">When it ended.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ArgumentException">The end is before the start.</exception>
    public static InfusionSession Completed(Moment start, Moment end) => new(start, end, SessionResult.Completed);

    /// <summary>An infusion that was broken off.</summary>
    /// <param name="start">When it began.</param>
    /// <param name="aborted">When it was broken off.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ArgumentException">It was broken off before it began.</exception>
    public static InfusionSession Aborted(Moment start, Moment aborted) => new(start, aborted, SessionResult.Aborted);

    /// <summary>An infusion of which no end is on record.</summary>
    /// <param name="start">When it began.</param>
    /// <param name="until">The latest it may have ended: the first sign that it was over, or the instant of judging.</param>
    /// <returns>The session.</returns>
    public static InfusionSession Open(Moment start, Instant until) =>
        new(start, Moment.Between(start.Earliest, Instant.Max(start.Earliest, until)), null);

    /// <summary>An infusion of which the end is on record, and perhaps not whether it counts.</summary>
    internal static InfusionSession Ended(Moment start, Moment end, SessionResult? result) => new(start, end, result);

    /// <summary>A booked infusion as it will be if it is given at its appointment; how long it takes decides nothing here.</summary>
    internal static InfusionSession AsPlanned(Visit visit) =>
        Completed(visit.Appointment.GetValueOrDefault(), visit.Appointment.GetValueOrDefault()) with { Mark = visit.Series };

    /// <summary>Writes the result.</summary>
    /// <returns>"Completed session".</returns>
    public override string ToString() => Result is { } result ? $"{result} session" : "open session";

    /// <summary>The same with its result taken to be known.</summary>
    internal InfusionSession As(SessionResult result) => Result is null ? this with { Result = result } : this;
}
