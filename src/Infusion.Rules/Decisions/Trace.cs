using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Decisions;

/// <summary>One row of a table that was judged.</summary>
/// <param name="Table">The table.</param>
/// <param name="Values">One value for each fact of the table.</param>
/// <param name="Outcomes">What the table says of it.</param>
internal sealed record TracedRow(DecisionTable Table, ImmutableArray<FactValue> Values, OutcomeSet Outcomes);

/// <summary>One item of a list that was judged.</summary>
/// <param name="Item">The item.</param>
/// <param name="Trace">How it was judged.</param>
internal sealed record TracedItem(object Item, Trace Trace);

/// <summary>How a matter was judged: every row, what they come to, and what is left to ask.</summary>
/// <param name="outcomes">What the rows come to together.</param>
/// <param name="rows">The rows.</param>
/// <param name="questions">What to ask, in order.</param>
/// <param name="items">The items of a list, each with its own rows.</param>
/// <param name="isOneEnough">Whether one row that has the outcome forces it; otherwise all of them do together.</param>
internal sealed class Trace(
    OutcomeSet outcomes, ImmutableArray<TracedRow> rows, ImmutableArray<Question> questions, ImmutableArray<TracedItem> items,
    bool isOneEnough)
{
    /// <summary>What the rows come to together.</summary>
    public OutcomeSet Outcomes => outcomes;

    /// <summary>The rows.</summary>
    public ImmutableArray<TracedRow> Rows => rows;

    /// <summary>The items of a list, each with its own rows; empty for a matter that is no list.</summary>
    public ImmutableArray<TracedItem> Items => items;

    /// <summary>What is reported in the stead of this trace, where another table kept the matter out.</summary>
    public Trace? Instead { get; init; }

    /// <summary>What to ask, in order; empty when the matter is settled.</summary>
    public ImmutableArray<Question> Questions => outcomes.IsDetermined || outcomes.IsInvalid ? [] : questions;

    /// <summary>A row with the outcome that is reported, the most cautious of the possible ones; <c>null</c> where no row has it.</summary>
    public TracedRow? Decisive =>
        rows.FirstOrDefault(row => row.Outcomes.MostCautious == outcomes.MostCautious && row.Outcomes.IsDetermined)
        ?? rows.FirstOrDefault(row => row.Outcomes.MostCautious == outcomes.MostCautious);

    /// <summary>The rows that force a settled outcome together, the decisive one first.</summary>
    public IEnumerable<TracedRow> Sufficient => Decisive is not { } decisive ? []
        : isOneEnough ? [decisive]
        : [decisive, .. rows.Where(row => row != decisive)];

    /// <summary>The trace of one row.</summary>
    public static Trace Of(TracedRow row) => Of(row, row.Table.Questions(row.Values.AsSpan()));

    /// <summary>The trace of one row, with what it leaves to ask.</summary>
    public static Trace Of(TracedRow row, ImmutableArray<Question> questions) => new(row.Outcomes, [row], questions, [], isOneEnough: true);

    /// <summary>This trace with other outcomes, where more than its rows speaks, and with what that leaves to ask.</summary>
    public Trace As(OutcomeSet others, ImmutableArray<Question> more) => new(
        others, rows, [.. questions.Concat(more.Where(one => questions.All(asked => asked.Ask != one.Ask)))], items, isOneEnough);

    /// <summary>This trace or another, when it is not known which is right.</summary>
    /// <param name="other">The other; its items are the same ones.</param>
    /// <param name="either">What two answers come to of which one is right.</param>
    public Trace Or(Trace other, Func<OutcomeSet, OutcomeSet, OutcomeSet> either) => new(
        either(outcomes, other.Outcomes),
        [.. rows, .. other.Rows],
        [.. questions.Concat(other.Questions).Distinct()],
        [.. items.Zip(other.Items, (mine, its) => mine with { Trace = mine.Trace.Or(its.Trace, either) })],
        isOneEnough: false)
    { Instead = Instead is { } mine && other.Instead is { } its ? mine.Or(its, either) : null };

    /// <summary>This trace with the questions of one that leaves open what was tried here; so for each item.</summary>
    public Trace AskingAs(Trace wider) => new(
        outcomes,
        rows,
        wider.Questions,
        [.. items.Zip(wider.Items, static (mine, its) => mine with { Trace = mine.Trace.AskingAs(its.Trace) })],
        isOneEnough)
    { Instead = Instead };

    /// <summary>This trace with a question before its others, where it is open.</summary>
    public Trace AskingFirst(Question first) => outcomes.IsDetermined || outcomes.IsInvalid
        ? this
        : new(outcomes, rows, [first, .. questions], items, isOneEnough) { Instead = Instead };

    /// <summary>This trace with the questions about what was tried in turn, where the answers differ.</summary>
    public Trace Asking(ImmutableArray<Question> tried) => outcomes.IsDetermined || outcomes.IsInvalid
        ? this
        : new(
            outcomes,
            rows,
            [.. questions, .. tried.Where(question => questions.All(asked => asked.Fact != question.Fact))],
            [.. items.Select(item => item.Trace.Questions.IsEmpty ? item with { Trace = item.Trace.Asking(tried) } : item)],
            isOneEnough)
        { Instead = Instead };
}
