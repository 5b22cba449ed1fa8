using System.Collections.Immutable;
using NodaTime;

namespace Infusion.Rules.Tables;

/// <summary>Reads the value of one fact from a subject.</summary>
internal delegate FactValue Reader<in TSubject>(TSubject subject, ref Asking asking);

/// <summary>How a fact is read: from which inputs, by one pure function of them.</summary>
/// <remarks>A reading takes inputs, the instant asked and names that are bound
/// when the rules are built; never a parameter of the policy.</remarks>
/// <param name="inputs">The inputs it reads.</param>
internal abstract class FactReading(Input[] inputs)
{
    /// <summary>The inputs the fact is read from.</summary>
    public IReadOnlyList<Input> Inputs => inputs;
}

/// <summary>How a fact is read from a subject.</summary>
/// <typeparam name="TSubject">What the judgement is about.</typeparam>
/// <param name="inputs">The inputs it reads.</param>
/// <param name="make">Makes the reader for a judgement, which says the slot of each input.</param>
internal sealed class FactReading<TSubject>(Input[] inputs, Func<Func<Input, int>, Reader<TSubject>> make) : FactReading(inputs)
{
    /// <summary>The instants within bounds at which a fact that does not run one way turns.</summary>
    public required Func<Moment, IEnumerable<Instant>> Turns { get; init; }

    /// <summary>The reader for a judgement.</summary>
    /// <param name="slotOf">The slot of each input in that judgement.</param>
    public Reader<TSubject> For(Func<Input, int> slotOf) => make(slotOf);
}

/// <summary>The ways in which facts are read. The kernel lifts unknown values,
/// bounds and doubtful times through the function of a fact here,
/// and nowhere else.</summary>
internal static class Readings
{
    /// <summary>Reads yes or no.</summary>
    public static Fact<bool> From<TSubject>(this Fact<bool> fact, Input<TSubject, bool?> input) =>
        fact.Reading<TSubject>([input], _ => Claim(input.Get));

    /// <summary>Reads a whole number.</summary>
    public static Fact<int> From<TSubject>(this Fact<int> fact, Input<TSubject, int?> input) =>
        fact.Reading<TSubject>([input], _ => Count(input.Get));

    /// <summary>Reads one of an enum's values; one that is not known is tried in turn where the input says so.</summary>
    public static Fact<TChoice> From<TSubject, TChoice>(this Fact<TChoice> fact, Input<TSubject, TChoice?> input)
        where TChoice : struct, Enum
    {
        Func<TSubject, TChoice?> get = input.Get;
        bool isTried = input.Tried.Length > 0;
        return fact.Reading<TSubject>([input], slotOf =>
        {
            int slot = slotOf(input);
            return (subject, ref asking) =>
            {
                if (get(subject) is { } choice)
                {
                    return fact.Value(choice);
                }

                if (isTried && asking.Given?[slot] is TChoice tried)
                {
                    return fact.Value(tried);
                }

                asking.Open |= isTried ? 1UL << slot : 0;
                return FactValue.Unknown;
            };
        });
    }

    /// <summary>Reads a name that the rules resolve.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="input">Where the name stands.</param>
    /// <param name="placeOf">The place of a name among the fact's names; -1 when it cannot be told which is meant.</param>
    public static Fact<string> From<TSubject, TName>(this Fact<string> fact, Input<TSubject, TName?> input, Func<TName, int> placeOf)
        where TName : struct
    {
        Func<TSubject, TName?> get = input.Get;
        return fact.Reading<TSubject>([input], _ => (subject, ref _) =>
            get(subject) is { } name && placeOf(name) is >= 0 and var place ? FactValue.Exactly(place) : FactValue.Unknown);
    }

    /// <summary>Reads the outcome of another judgement: a set while it is open.</summary>
    public static Fact<string> From<TSubject>(this Fact<string> fact, LinkedInput<TSubject> input) =>
        fact.Reading<TSubject>([input], slotOf =>
    {
        int slot = slotOf(input);
        OutcomesOf<TSubject> judge = input.Outcomes;
        return (subject, ref asking) =>
        {
            if (asking.Given?[slot] is int tried)
            {
                return FactValue.Exactly(tried);
            }

            OutcomeSet? judged = asking.Given?[slot] is EarlierAnswer earlier ? earlier.Outcomes : judge(subject, in asking);
            FactValue value = FactValue.Of(judged);
            asking.Open |= value.IsExact || value.IsUnknown ? 0 : 1UL << slot;
            return value;
        };
    });

    /// <summary>Reads the elapsed time from one moment to another; it falls with the first and rises with the second.</summary>
    public static Fact<Duration> Between<TSubject>(this Fact<Duration> fact, Input<TSubject, Moment?> from, Input<TSubject, Moment?> to) =>
        fact.Reading<TSubject>([from, to], slotOf =>
        {
            (int first, int second) = (slotOf(from), slotOf(to));
            (Func<TSubject, Moment?> start, Func<TSubject, Moment?> end) = (from.Get, to.Get);
            return (subject, ref asking) =>
                TryGet(start, first, subject, ref asking, out Moment begun) && TryGet(end, second, subject, ref asking, out Moment ended)
                ? begun.ElapsedTo(in ended)
                : FactValue.Unknown;
        });

    /// <summary>Reads the elapsed time from one moment to the earlier of two others.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="from">The moment it counts from; it falls with it.</param>
    /// <param name="to">The one; while it is not known, any time up to the other is possible.</param>
    /// <param name="orTo">The other; where it is not given, the one alone counts.</param>
    public static Fact<Duration> BetweenEarlier<TSubject>(
        this Fact<Duration> fact, Input<TSubject, Moment?> from, Input<TSubject, Moment?> to, Input<TSubject, Moment?> orTo) =>
        fact.Reading<TSubject>([from, to, orTo], slotOf =>
        {
            (int start, int first, int second) = (slotOf(from), slotOf(to), slotOf(orTo));
            (Func<TSubject, Moment?> begin, Func<TSubject, Moment?> one, Func<TSubject, Moment?> other) = (from.Get, to.Get, orTo.Get);
            return (subject, ref asking) =>
            {
                bool isKnown = TryGet(one, first, subject, ref asking, out Moment ended);
                bool isEither = TryGet(other, second, subject, ref asking, out Moment otherwise);
                if (!TryGet(begin, start, subject, ref asking, out Moment begun) || !(isKnown || isEither))
                {
                    return FactValue.Unknown;
                }

                FactValue alone = isKnown ? begun.ElapsedTo(in ended) : FactValue.Between(fact.Minimum, fact.Maximum);
                FactValue beside = isEither ? begun.ElapsedTo(in otherwise) : alone;
                return FactValue.Between(Math.Min(alone.Low, beside.Low), Math.Min(alone.High, beside.High));
            };
        });

    /// <summary>Reads the elapsed time from a moment to the instant asked.</summary>
    public static Fact<Duration> Since<TSubject>(this Fact<Duration> fact, Input<TSubject, Moment?> from) =>
        fact.Reading<TSubject>([from], slotOf =>
    {
        int slot = slotOf(from);
        Func<TSubject, Moment?> start = from.Get;
        return (subject, ref asking) => TryGet(start, slot, subject, ref asking, out Moment begun)
            ? begun.ElapsedTo(Moment.At(asking.At))
            : FactValue.Unknown;
    });

    /// <summary>Reads the time of day of a moment; of one that may be on two dates nothing is known.</summary>
    public static Fact<Duration> WithinADay<TSubject>(this Fact<Duration> fact, Input<TSubject, Moment?> input, DateTimeZone zone) =>
        fact.Reading<TSubject>([input], slotOf =>
        {
            int slot = slotOf(input);
            Func<TSubject, Moment?> get = input.Get;
            return (subject, ref asking) =>
            {
                if (!TryGet(get, slot, subject, ref asking, out Moment at))
                {
                    return FactValue.Unknown;
                }

                (LocalDateTime from, LocalDateTime to) = (at.Earliest.InZone(zone).LocalDateTime, at.Latest.InZone(zone).LocalDateTime);
                return from.Date == to.Date && from <= to ? FactValue.Between(from.NanosecondOfDay, to.NanosecondOfDay) : FactValue.Unknown;
            };
        }, bounds => Midnights(bounds, zone));

    /// <summary>Reads a code that rises with one moment.</summary>
    public static Fact<T> Rising<TSubject, T>(this Fact<T> fact, Input<TSubject, Moment?> input, Func<Instant, long> code)
        where T : notnull => fact.Reading<TSubject>([input], slotOf =>
        {
            int slot = slotOf(input);
            Func<TSubject, Moment?> get = input.Get;
            return (subject, ref asking) => TryGet(get, slot, subject, ref asking, out Moment at)
                ? FactValue.Between(code(at.Earliest), code(at.Latest))
                : FactValue.Unknown;
        });

    /// <summary>Reads a code that falls with the first of two moments and rises with the second.</summary>
    public static Fact<T> Between<TSubject, T>(
        this Fact<T> fact, Input<TSubject, Moment?> from, Input<TSubject, Moment?> to, Func<Instant, Instant, long> code)
        where T : notnull => fact.Between(from, to, (TSubject _, Instant begun, Instant ended) => FactValue.Exactly(code(begun, ended)));

    /// <summary>Reads a code that falls with the first of two moments and rises with the second, and that the subject moves.</summary>
    public static Fact<T> Between<TSubject, T>(
        this Fact<T> fact, Input<TSubject, Moment?> from, Input<TSubject, Moment?> to, Func<TSubject, Instant, Instant, FactValue> code)
        where T : notnull => fact.Reading<TSubject>([from, to], slotOf =>
        {
            (int first, int second) = (slotOf(from), slotOf(to));
            (Func<TSubject, Moment?> start, Func<TSubject, Moment?> end) = (from.Get, to.Get);
            return (subject, ref asking) =>
                TryGet(start, first, subject, ref asking, out Moment begun) && TryGet(end, second, subject, ref asking, out Moment ended)
                ? FactValue.Between(code(subject, begun.Latest, ended.Earliest).Low, code(subject, begun.Earliest, ended.Latest).High)
                : FactValue.Unknown;
        });

    /// <summary>Reads a code that falls with a moment, up to the instant asked.</summary>
    public static Fact<T> Since<TSubject, T>(this Fact<T> fact, Input<TSubject, Moment?> from, Func<Instant, Instant, long> code)
        where T : notnull => fact.Reading<TSubject>([from], slotOf =>
        {
            int slot = slotOf(from);
            Func<TSubject, Moment?> start = from.Get;
            return (subject, ref asking) => TryGet(start, slot, subject, ref asking, out Moment begun)
                ? FactValue.Between(code(begun.Latest, asking.At), code(begun.Earliest, asking.At))
                : FactValue.Unknown;
        });

    /// <summary>Reads the elapsed time from the instant asked to a moment.</summary>
    public static Fact<Duration> Until<TSubject>(this Fact<Duration> fact, Input<TSubject, Moment?> to) =>
        fact.Until(to, static (_, now, end) => FactValue.Exactly(Fact.Nanoseconds(end - now)));

    /// <summary>Reads a code that rises with a moment, from the instant asked, and that the subject moves.</summary>
    public static Fact<T> Until<TSubject, T>(
        this Fact<T> fact, Input<TSubject, Moment?> to, Func<TSubject, Instant, Instant, FactValue> code)
        where T : notnull => fact.Reading<TSubject>([to], slotOf =>
        {
            int slot = slotOf(to);
            Func<TSubject, Moment?> end = to.Get;
            return (subject, ref asking) => TryGet(end, slot, subject, ref asking, out Moment ended)
                ? FactValue.Between(code(subject, asking.At, ended.Earliest).Low, code(subject, asking.At, ended.Latest).High)
                : FactValue.Unknown;
        });

    /// <summary>Reads how many calendar limits, counted from one date, another date is beyond.</summary>
    /// <param name="fact">The fact; it has one name more than there are limits.</param>
    /// <param name="from">The date the limits count from.</param>
    /// <param name="to">The date.</param>
    /// <param name="cuts">The limits in their order, from whatever date they are counted.</param>
    public static Fact<T> Beyond<TSubject, T>(
        this Fact<T> fact, Input<TSubject, LocalDate?> from, Input<TSubject, LocalDate?> to, ImmutableArray<CalendarCut> cuts)
        where T : notnull
    {
        (Func<TSubject, LocalDate?> start, Func<TSubject, LocalDate?> date) = (from.Get, to.Get);
        return fact.CutAt(cuts, span: null).By<TSubject, T>(
            subject => start(subject) is { } begin && date(subject) is { } end ? Passed(cuts, begin, end) : FactValue.Unknown, from, to);
    }

    /// <summary>Reads how many calendar limits another limit is beyond, all counted from one date.</summary>
    public static Fact<T> Beyond<TSubject, T>(
        this Fact<T> fact, Input<TSubject, LocalDate?> from, CalendarCut limit, ImmutableArray<CalendarCut> cuts)
        where T : notnull
    {
        Func<TSubject, LocalDate?> start = from.Get;
        return fact.CutAt(cuts, limit.Period).By<TSubject, T>(
            subject => start(subject) is { } begin ? Passed(cuts, begin, begin + limit.Period) : FactValue.Unknown, from);
    }

    /// <summary>Reads a value that no time is part of, by a function that says itself what an unknown input means.</summary>
    public static Fact<T> By<TSubject, T>(this Fact<T> fact, Func<TSubject, FactValue> read, params Input[] inputs)
        where T : notnull => fact.Reading<TSubject>(inputs, _ => (subject, ref _) => read(subject));

    private static FactValue Passed(ImmutableArray<CalendarCut> cuts, LocalDate start, LocalDate date)
    {
        int passed = 0;
        foreach (CalendarCut cut in cuts)
        {
            passed += cut.FirstBeyond(start) <= date ? 1 : 0;
        }

        return FactValue.Exactly(passed);
    }

    // The midnights within bounds of at most some weeks; beyond that a time of day says nothing.
    private static IEnumerable<Instant> Midnights(Moment bounds, DateTimeZone zone)
    {
        if (bounds.Latest - bounds.Earliest > Duration.FromDays(60))
        {
            yield break;
        }

        LocalDate last = bounds.Latest.InZone(zone).Date;
        for (LocalDate date = bounds.Earliest.InZone(zone).Date.PlusDays(1); date <= last; date = date.PlusDays(1))
        {
            yield return Moment.StartOf(date, zone);
        }
    }

    private static Reader<TSubject> Claim<TSubject>(Func<TSubject, bool?> get) => (subject, ref _) => FactValue.Of(get(subject));

    private static Reader<TSubject> Count<TSubject>(Func<TSubject, int?> get) => (subject, ref _) => FactValue.Of(get(subject));

    // A moment of two readings, or between bounds, is noted: whoever asks then tries it in turn.
    private static bool TryGet<TSubject>(Func<TSubject, Moment?> get, int slot, TSubject subject, ref Asking asking, out Moment moment)
    {
        if (asking.Given?[slot] is Moment tried)
        {
            moment = tried;
            return true;
        }

        Moment? read = get(subject);
        moment = read.GetValueOrDefault();
        if (read.HasValue && !moment.IsExact)
        {
            Note(moment.IsRepeatedTime, slot, ref asking);
        }

        return read.HasValue;
    }

    private static void Note(bool isTwice, int slot, ref Asking asking)
    {
        asking.Open |= isTwice ? 1UL << slot : 0;
        asking.Bounded |= isTwice ? 0 : 1UL << slot;
    }
}
