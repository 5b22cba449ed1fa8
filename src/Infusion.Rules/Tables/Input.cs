using System.Collections.Immutable;

namespace Infusion.Rules.Tables;

/// <summary>One thing a record says that facts read, seen from the subject of a judgement.</summary>
/// <remarks>Facts that read the same input share the object: what is doubtful about it is then tried once for all of them.</remarks>
/// <param name="path">Where it stands in a record, such as <c>visit.rideIsTaxi</c>: the place where its answer goes.</param>
internal abstract class Input(string path)
{
    /// <summary>Where it stands in a record.</summary>
    public string Path => path;

    /// <summary>Everything it may be, where it is tried in turn while it is not known; empty for an input that is not.</summary>
    /// <remarks>For a choice that several judgements rest on together, such as
    /// a verdict that both the standing and the booking ask for.</remarks>
    public object[] Tried { get; init; } = [];

    /// <summary>What to ask where a fact that compares it with another time is open because of it;
    /// <c>null</c> for the fact's own question.</summary>
    public string? Asks { get; init; }

    /// <summary>For the outcome of another judgement, what it is where there is nothing to judge, which that judgement's table may not
    /// come to; <c>null</c> where nothing goes without saying.</summary>
    public OutcomeSet? Otherwise { get; init; }

    /// <summary>For the outcome of another judgement, how it comes from those of several items; <c>null</c> where it is of one.</summary>
    public Fold? Folds { get; init; }

    /// <summary>Writes the path.</summary>
    public override string ToString() => path;
}

/// <summary>One thing a record says, with its type; <c>null</c> is not known.</summary>
/// <typeparam name="TSubject">What a judgement is about, such as a visit.</typeparam>
/// <typeparam name="TValue">The type of the value, as the record has it.</typeparam>
/// <param name="path">Where it stands in a record.</param>
/// <param name="get">Gets it.</param>
internal class Input<TSubject, TValue>(string path, Func<TSubject, TValue> get) : Input(path)
{
    /// <summary>Gets it.</summary>
    public Func<TSubject, TValue> Get => get;

    /// <summary>The same thing, seen from a subject that holds this one.</summary>
    /// <param name="select">Finds this input's subject in the other.</param>
    public Input<TOuter, TValue> In<TOuter>(Func<TOuter, TSubject> select) => new(Path, outer => get(select(outer)))
    {
        Tried = Tried,
        Asks = Asks,
    };
}

/// <summary>The outcome of another judgement, as a linked fact reads it.</summary>
/// <typeparam name="TSubject">What the judgement with the linked fact is about.</typeparam>
/// <param name="path">The id of the other judgement.</param>
/// <param name="outcomes">Judges the other matter; <c>null</c> where there is nothing to judge.</param>
/// <param name="questions">What the other matter leaves to ask; nobody can answer what it comes to.</param>
internal sealed class LinkedInput<TSubject>(
    string path, OutcomesOf<TSubject> outcomes, QuestionsOf<TSubject> questions) : Input(path)
{
    /// <summary>The outcomes that are still possible, and those that are certain.</summary>
    public OutcomesOf<TSubject> Outcomes => outcomes;

    /// <summary>What the other matter leaves to ask; empty where there is nothing to judge.</summary>
    public QuestionsOf<TSubject> Questions => questions;
}

/// <summary>The outcomes of another judgement about the same subject; <c>null</c> where there is nothing to judge.</summary>
internal delegate OutcomeSet? OutcomesOf<in TSubject>(TSubject subject, in Asking asking);

/// <summary>What another judgement about the same subject leaves to ask; empty where there is nothing to judge.</summary>
internal delegate ImmutableArray<Question> QuestionsOf<in TSubject>(TSubject subject, in Asking asking);

/// <summary>What another judgement came to before, taken as it was stored instead of judging once more.</summary>
/// <param name="Outcomes">The outcomes that were possible, and those that were certain.</param>
/// <param name="Questions">What it left to ask.</param>
internal sealed record EarlierAnswer(OutcomeSet Outcomes, ImmutableArray<Question> Questions);
