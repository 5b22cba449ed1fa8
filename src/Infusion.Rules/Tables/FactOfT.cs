using System.Collections.Immutable;

namespace Infusion.Rules.Tables;

/// <summary>A fact whose values have a type, so that only like is compared with like.</summary>
/// <typeparam name="T">The type of the values: <see cref="bool"/>, an enum, <see cref="string"/>, <see cref="int"/>,
/// <see cref="decimal"/> or <see cref="NodaTime.Duration"/>.</typeparam>
/// <example><c>kind.Is("clear-liquid") &amp; elapsed.LessThan(Duration.FromHours(2))</c></example>
public sealed class Fact<T> : Fact
    where T : notnull
{
    private readonly Func<T, long> _code;

    internal Fact(string id, FactKind kind, string name, string question, string unit, long minimum, long maximum, Func<T, long> code)
        : base(id, kind, name, question, unit, minimum, maximum) => _code = code;

    /// <summary>The same fact with the way it is read from a subject.</summary>
    internal Fact<T> Reading<TSubject>(
        Input[] inputs, Func<Func<Input, int>, Reader<TSubject>> make, Func<Moment, IEnumerable<NodaTime.Instant>>? turns = null)
    {
        var read = (Fact<T>)MemberwiseClone();
        read.ReadBy = new FactReading<TSubject>(inputs, make) { Turns = turns ?? (static _ => []) };
        return read;
    }

    /// <summary>The same fact, read with something of the policy that is no constant of a condition.</summary>
    /// <param name="what">What it is, written so that two that read differently are written differently.</param>
    internal Fact<T> With(string what)
    {
        var read = (Fact<T>)MemberwiseClone();
        read.ReadWith = what;
        return read;
    }

    /// <summary>The same fact, taken from the decisions of tables where a record is reviewed and does not state it, or where those
    /// say which of the outcomes it is linked to count.</summary>
    /// <param name="tables">The ids of the tables.</param>
    internal Fact<T> Taken(params string[] tables)
    {
        var read = (Fact<T>)MemberwiseClone();
        read.TakenFrom = [.. TakenFrom.Union(tables, StringComparer.Ordinal)];
        return read;
    }

    /// <summary>The same fact, taken from the decisions of tables, where what they leave open it leaves open and nothing else is made
    /// of it: of less it is not told more.</summary>
    /// <param name="tables">The ids of the tables.</param>
    internal Fact<T> KnownThrough(params string[] tables)
    {
        Fact<T> read = Taken(tables);
        read.OpenWith = [.. OpenWith, .. tables];
        return read;
    }

    /// <summary>The same fact, of which each finding of tables that is possible leaves something open, and does nothing else.</summary>
    /// <param name="tables">The ids of the tables, which collect findings.</param>
    internal Fact<T> DoubtedBy(params string[] tables)
    {
        Fact<T> read = Taken(tables);
        read.Doubts = [.. Doubts, .. tables];
        return read;
    }

    /// <summary>The same fact, as whether the decision of a table comes to one outcome.</summary>
    /// <param name="table">The id of the table.</param>
    /// <param name="outcome">The outcome for which it is yes.</param>
    internal Fact<T> YesWhen(string table, string outcome)
    {
        var read = (Fact<T>)MemberwiseClone();
        read.IsOutcome = (table, outcome);
        return read;
    }

    /// <summary>The same fact, as what a table came to for the items before.</summary>
    /// <param name="table">The id of the table.</param>
    internal Fact<T> SoFar(string table)
    {
        var read = (Fact<T>)MemberwiseClone();
        read.SoFarOf = table;
        return read;
    }

    /// <summary>The same fact, read by parameters of the policy that are no constant of a condition.</summary>
    /// <param name="parameters">Their paths.</param>
    internal Fact<T> Under(params string[] parameters)
    {
        var read = (Fact<T>)MemberwiseClone();
        read.Parameters = [.. parameters];
        return read;
    }

    /// <summary>The same fact with the names that a policy has for its values.</summary>
    /// <param name="names">The names, as the policy lists them.</param>
    /// <param name="placeOf">The code that any name is read as; -1 where it cannot be told.</param>
    internal Fact<T> Called(IEnumerable<string> names, Func<string, int> placeOf)
    {
        var called = (Fact<T>)MemberwiseClone();
        (called.Said, called.ReadSaid) = ([.. names.Distinct(StringComparer.OrdinalIgnoreCase)], placeOf);
        return called;
    }

    /// <summary>The same fact, of which rules are meant to ask from both sides.</summary>
    internal Fact<T> FromBothSides()
    {
        var read = (Fact<T>)MemberwiseClone();
        read.HasTwoSides = true;
        return read;
    }

    /// <summary>The same fact, whose values are on the scale that another fact names; while that is not known, neither is this.</summary>
    /// <param name="scale">The fact that names the scale.</param>
    /// <param name="values">The values that a scale has, in their order.</param>
    /// <param name="scores">The points of a first and a later score that come to a code.</param>
    internal Fact<T> On<TScale>(
        Fact<TScale> scale, Func<TScale, ImmutableArray<FactValue>> values,
        Func<TScale, long, (decimal First, decimal Later)?> scores)
        where TScale : struct, Enum
    {
        TScale[] scales = [.. Enumerable.Range(0, scale.Names.Length).Select(static place => (TScale)Enum.ToObject(typeof(TScale), place))];
        Lazy<ImmutableArray<FactValue>>[] known = [.. scales.Select(one => new Lazy<ImmutableArray<FactValue>>(() => values(one)))];
        var read = (Fact<T>)MemberwiseClone();
        (read.ScaledBy, read.ValuesOn) = (scale, place => known[place].Value);
        read.ScoresOf = (place, code) => scores(scales[place], code);
        return read;
    }

    /// <summary>The same fact with calendar limits between its names.</summary>
    internal Fact<T> CutAt(ImmutableArray<CalendarCut> cuts, NodaTime.Period? span)
    {
        var read = (Fact<T>)MemberwiseClone();
        (read.Cuts, read.Span) = (cuts, span);
        return read;
    }

    /// <summary>The known value as a code.</summary>
    /// <param name="value">A value of the fact.</param>
    /// <returns>The exact fact value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside the fact's range.</exception>
    public FactValue Value(T value) => FactValue.Exactly(InRange(_code(value)));

    /// <summary>A value known to lie between two bounds, both inclusive.</summary>
    /// <param name="low">The lowest possible value.</param>
    /// <param name="high">The highest possible value.</param>
    /// <returns>The partial fact value.</returns>
    public FactValue Between(T low, T high) => FactValue.Between(InRange(_code(low)), InRange(_code(high)));

    /// <summary>The fact equals a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public Condition Is(T value) => Compare(Comparator.Is, _code(value));

    /// <summary>The fact is anything but a value. An unknown fact does not satisfy it.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The condition.</returns>
    public Condition IsNot(T value) => !Is(value);

    /// <summary>The fact is one of several values.</summary>
    /// <param name="values">The values; none of them makes a condition that never holds.</param>
    /// <returns>The condition.</returns>
    public Condition IsOneOf(params T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var parts = new Condition[values.Length];
        for (int index = 0; index < parts.Length; index++)
        {
            parts[index] = Is(values[index]);
        }

        return new Condition.Any([.. parts]);
    }

    /// <summary>The event of a look-back never happened.</summary>
    /// <returns>The condition.</returns>
    /// <exception cref="InvalidOperationException">The fact is not a look-back.</exception>
    public Condition IsNever() => Kind == FactKind.LookBack
        ? new Condition.Comparison(this, Comparator.Is, Never)
        : throw new InvalidOperationException($"The fact '{Id}' is not a look-back and has no 'never'.");

    /// <summary>The fact is below a value; the value itself is excluded.</summary>
    /// <param name="value">The bound.</param>
    /// <returns>The condition.</returns>
    public Condition LessThan(T value) => Compare(Comparator.LessThan, _code(value));

    /// <summary>The fact is a value or below it.</summary>
    /// <param name="value">The bound, inclusive.</param>
    /// <returns>The condition.</returns>
    public Condition AtMost(T value) => Compare(Comparator.AtMost, _code(value));

    /// <summary>The fact is a value or above it.</summary>
    /// <param name="value">The bound, inclusive.</param>
    /// <returns>The condition.</returns>
    public Condition AtLeast(T value) => Compare(Comparator.AtLeast, _code(value));

    /// <summary>The fact is above a value; the value itself is excluded.</summary>
    /// <param name="value">The bound.</param>
    /// <returns>The condition.</returns>
    public Condition MoreThan(T value) => Compare(Comparator.MoreThan, _code(value));
}
