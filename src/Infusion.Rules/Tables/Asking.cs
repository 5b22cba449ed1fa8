using NodaTime;

namespace Infusion.Rules.Tables;

/// <summary>One asking of a judgement: the instant it is asked for, and what its readers find out on the way.</summary>
/// <remarks>A mutable struct that is handed from reader to reader, so that an asking costs no allocation.</remarks>
/// <param name="at">The instant the judgement is asked for.</param>
internal struct Asking(Instant at)
{
    /// <summary>The instant the judgement is asked for.</summary>
    public readonly Instant At => at;

    /// <summary>What inputs are taken to be while a doubt is tried in turn, by their slot; <c>null</c> while none is.</summary>
    public object?[]? Given { get; set; }

    /// <summary>The slots of the inputs that have to be tried in turn: those with two readings or several outcomes.</summary>
    public ulong Open { get; set; }

    /// <summary>The slots of the inputs that are known between bounds only; tried in turn where several facts share one.</summary>
    public ulong Bounded { get; set; }

    /// <summary>The slots that somebody further out tries in turn.</summary>
    public ulong Shared { get; set; }

    /// <summary>Counts the rows that are judged; <c>null</c> where nobody asks.</summary>
    public RowCount? Count { get; set; }

    /// <summary>What was judged before for the same documents; <c>null</c> where only the outcome is asked for.</summary>
    public Kept? Kept { get; set; }

    /// <summary>An asking of another judgement on the way: nothing is taken to be anything, and nothing is found out yet.</summary>
    public readonly Asking Anew() => new(At) { Count = Count, Kept = Kept };

    /// <summary>The same asking with one input taken to be a value.</summary>
    public readonly Asking With(int slot, object value, int slots)
    {
        object?[] given = Given is { } some ? (object?[])some.Clone() : new object?[slots];
        given[slot] = value;
        return this with { Given = given, Open = 0, Bounded = 0 };
    }
}

/// <summary>Which rows of tables were judged, for tests.</summary>
internal sealed class RowCount
{
    /// <summary>Every row that was judged: its table, what it is about, and what its inputs were taken to be.</summary>
    public List<(DecisionTable Table, object About, object?[]? Given)> Rows { get; } = [];
}
