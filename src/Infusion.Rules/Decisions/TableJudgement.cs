using System.Collections.Immutable;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Decisions;

/// <summary>A matter that is one row of a table.</summary>
/// <typeparam name="TSubject">What it is about.</typeparam>
internal sealed class TableJudgement<TSubject> : Judgement<TSubject>
{
    private const int MostFacts = 80;

    private readonly Fact[] _facts;
    private readonly Reader<TSubject>[] _readers;
    private readonly ulong _several;

    /// <summary>Finds how each fact of a table is read.</summary>
    /// <param name="table">The table; every fact has a reading of this subject.</param>
    /// <param name="id">The stable id of the decision; the table's by default.</param>
    /// <param name="inputs">The slots, where several judgements share them; by default the table's own inputs.</param>
    /// <param name="readAs">Facts that this judgement reads in another way, by their ids.</param>
    /// <exception cref="ArgumentException">A fact of the table cannot be read from this subject.</exception>
    public TableJudgement(DecisionTable table, string? id = null, ImmutableArray<Input>? inputs = null, params ImmutableArray<Fact> readAs)
        : base(id ?? table.Id, table, inputs ?? InputsOf([.. readAs, .. table.Facts]))
    {
        _facts = [.. table.Facts.Select(fact => readAs.FirstOrDefault(other => other.Id == fact.Id) ?? fact)];
        _readers =
        [
            .. _facts.Select(
                (fact, place) =>
                    IsCompared(place) ? ReadingOf(fact).For(input => Inputs.IndexOf(input)) : static (_, ref _) => FactValue.Unknown),
        ];
        for (int slot = 0; slot < Inputs.Length; slot++)
        {
            _several |= FactsReading(Inputs[slot]).Skip(1).Any() ? 1UL << slot : 0;
        }

        if (_readers.Length > MostFacts || Inputs.Length > 64)
        {
            throw new ArgumentException($"The table '{table.Id}' has more facts than are read at once.", nameof(table));
        }
    }

    /// <summary>Names the subject at the beginning of a question, where it is one of several; by default it has no name.</summary>
    public Func<TSubject, string?> Names { get; init; } = static _ => null;

    /// <summary>The inputs of a table's facts, each once, in the order of the facts.</summary>
    public static ImmutableArray<Input> InputsOf(params IEnumerable<DecisionTable> tables) =>
        InputsOf(tables.SelectMany(table => table.Facts));

    private static ImmutableArray<Input> InputsOf(IEnumerable<Fact> facts) =>
        [.. facts.SelectMany(fact => fact.ReadBy?.Inputs ?? []).Distinct()];

    protected override OutcomeSet DecideOnce(TSubject subject, ref Asking asking) => DecideRow(subject, ref asking);

    protected override Trace TraceOnce(TSubject subject, ref Asking asking)
    {
        TracedRow row = TraceRow(subject, ref asking);
        Asking asked = asking;
        if (asking.Kept is { IsBrief: true })
        {
            return Decisions.Trace.Of(row, []);
        }

        return Decisions.Trace.Of(
            row,
            [
                .. Table.Questions(row.Values.AsSpan()).SelectMany(question => Asked(question, subject, asked))
                    .GroupBy(static question => question.Ask).Select(static alike => alike.First()),
            ]);
    }

    /// <summary>The trace of one row, open inputs as widely as they are.</summary>
    internal Trace TraceWide(TSubject subject, ref Asking asking) => TraceOnce(subject, ref asking);

    /// <summary>Judges one row, open inputs as widely as they are.</summary>
    internal OutcomeSet DecideRow(TSubject subject, ref Asking asking)
    {
        // A table has at most so many facts, and zeroing a row for all of them would cost more than reading few.
        Span<FactValue> row = stackalloc FactValue[_readers.Length];
        Read(subject, ref asking, row);
        return Table.Decide(row);
    }

    /// <summary>The same, with the row.</summary>
    internal TracedRow TraceRow(TSubject subject, ref Asking asking)
    {
        var row = new FactValue[_readers.Length];
        Read(subject, ref asking, row);
        return new(Table, [.. row], Table.Decide(row));
    }

    internal override IEnumerable<Fact> Links => _facts.Where((fact, place) => IsCompared(place) && fact.LinkedTable is not null);

    internal override Fact? FactReading(Input input) => FactsReading(input).Select(fact => _facts[fact]).FirstOrDefault();

    internal override object OpenValue(TSubject subject, int slot, in Asking asking) => Inputs[slot] switch
    {
        Input<TSubject, Moment?> moment => moment.Get(subject)!.Value,
        LinkedInput<TSubject> linked =>
            asking.Given?[slot] is EarlierAnswer earlier ? earlier.Outcomes : linked.Outcomes(subject, in asking)!.Value,
        { Tried.Length: > 0 } tried => tried.Tried,
        var other => throw new InvalidOperationException($"The input '{other}' is never open."),
    };

    internal override void AddChanges(TSubject subject, int slot, Moment bounds, Asking asking, SortedSet<Instant> changes)
    {
        foreach (int fact in FactsReading(Inputs[slot]))
        {
            FactValue At(Instant instant)
            {
                Asking tried = asking.With(slot, Moment.At(instant), Inputs.Length);
                return _readers[fact](subject, ref tried);
            }

            changes.UnionWith(ReadingOf(_facts[fact]).Turns(bounds).Where(turn => turn > bounds.Earliest && turn <= bounds.Latest));
            foreach (long cut in Table.CutsOf(fact))
            {
                AddChange(bounds, instant => At(instant).Low >= cut, changes);
                AddChange(bounds, instant => At(instant).High >= cut, changes);
            }
        }
    }

    // Nobody can answer what another judgement comes to; what that one leaves to ask is asked in its stead.
    private ImmutableArray<Question> Asked(Question question, TSubject subject, Asking asking) =>
        _facts.First(fact => fact.Id == question.Fact).ReadBy!.Inputs is { Count: 1 } inputs
            && inputs[0] is LinkedInput<TSubject> linked && Behind(linked, subject, asking) is { IsEmpty: false } behind
            ? [.. behind.Select(asked => asked with { CanSettle = asked.CanSettle && question.CanSettle })]
            : [.. ByInput(question, subject, asking).Select(asked => Names(subject) is { } name
                ? asked with { Ask = $"{name}: {char.ToLowerInvariant(asked.Ask[0])}{asked.Ask.Substring(1)}" }
                : asked)];

    // A time between two others is asked for by the one of them that is not known.
    private Question[] ByInput(Question question, TSubject subject, Asking asking)
    {
        Input<TSubject, Moment?>[] open =
        [
            .. _facts.First(fact => fact.Id == question.Fact).ReadBy!.Inputs.OfType<Input<TSubject, Moment?>>()
                .Where(input => ((asking.Given?[Inputs.IndexOf(input)] as Moment?) ?? input.Get(subject)) is not { IsExact: true }),
        ];
        Question[] asked =
        [
            .. open.Where(static input => input.Asks is not null)
                .Select(input => question with { Ask = input.Asks!, Path = input.Path }),
        ];
        return asked.Length > 0 ? asked
            : open.Length > 0 ? [question with { Path = open[0].Path }]
            : [question];
    }

    private ImmutableArray<Question> Behind(LinkedInput<TSubject> linked, TSubject subject, Asking asking) =>
        asking.Given?[Inputs.IndexOf(linked)] is EarlierAnswer earlier ? earlier.Questions : linked.Questions(subject, in asking);

    private IEnumerable<int> FactsReading(Input input) =>
        Enumerable.Range(0, _facts.Length).Where(fact => IsCompared(fact) && _facts[fact].ReadBy!.Inputs.Contains(input));

    // A fact that no rule of this policy compares is not read: it decides nothing, and the clinic's clock is slow to read.
    private bool IsCompared(int fact) => !Table.CutsOf(fact).IsEmpty;

    private void Read(TSubject subject, ref Asking asking, Span<FactValue> row)
    {
        Reader<TSubject>[] readers = _readers;
        for (int fact = 0; fact < readers.Length; fact++)
        {
            row[fact] = readers[fact](subject, ref asking);
        }

        asking.Open |= asking.Bounded & _several;
        if (asking.Count is { } count)
        {
            count.Rows.Add((Table, subject!, asking.Given));
        }
    }

    private static FactReading<TSubject> ReadingOf(Fact fact) => fact.ReadBy as FactReading<TSubject>
        ?? throw new ArgumentException($"The fact '{fact.Id}' is not read from a {typeof(TSubject).Name}.", nameof(fact));

    // INVARIANT: a fact runs one way with each moment it reads, so a comparison turns at most once between the bounds; halving finds where.
    private static void AddChange(Moment bounds, Func<Instant, bool> holds, SortedSet<Instant> changes)
    {
        (Instant low, Instant high) = (bounds.Earliest, bounds.Latest);
        bool atEnd = holds(high);
        if (holds(low) == atEnd)
        {
            return;
        }

        while (high - low > Duration.Epsilon)
        {
            Instant middle = low + ((high - low) / 2);
            (low, high) = holds(middle) == atEnd ? (low, middle) : (middle, high);
        }

        changes.Add(high);
    }
}
