using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using NodaTime;

namespace Infusion.Rules.Documents;

/// <summary>The fields of one kind of entry, each declared once beside its property.</summary>
/// <remarks>
/// <code>
/// private static EntryFields&lt;Visit&gt; Of { get; } = new("visit", () =&gt; new());
/// internal static Field&lt;Visit, bool?&gt; RideIsTaxi { get; } =
/// Of.Maybe("rideIsTaxi", Formats.Flag, "Is the ride a taxi or a ride-share?",
///     visit =&gt; visit.RideIsTaxi, (visit, value) =&gt; visit with { RideIsTaxi = value });
/// </code>
/// From the fields come reading, writing, schema, equality, text, and where a question's answer goes.
/// </remarks>
/// <typeparam name="T">The entry.</typeparam>
/// <param name="entry">What paths call the entry.</param>
/// <param name="blank">Makes an entry of which nothing is known.</param>
internal sealed class EntryFields<T>(string entry, Func<T> blank)
    where T : class
{
    private readonly string _entry = entry;
    private readonly List<IField<T>> _fields = [];
    private readonly List<Rule> _rules = [];
    private readonly List<Action<T, LocatedValue>> _checks = [];
    private ObjectFormat<T>? _format;

    /// <summary>The fields in their canonical order.</summary>
    public IReadOnlyList<IField<T>> All => _fields;

    /// <summary>How an entry stands in a document.</summary>
    public ObjectFormat<T> Format => _format ??= Build();

    /// <summary>A field that has to be given.</summary>
    public Field<T, V> Required<V>(string name, Format<V> format, string ask, Func<T, V> get, Func<T, V, T> set) =>
        Add(new Field<T, V>(_entry, name, ask, get, set, o => o.Required(name, owner => get(owner), format, ask)));

    /// <summary>A field of a value type that may be left out: it is then not known.</summary>
    /// <remarks>One that a document has to give may still be unknown of an entry that an app makes.</remarks>
    public Field<T, V?> Maybe<V>(string name, Format<V> format, string ask, Func<T, V?> get, Func<T, V?, T> set, bool isRequired = false)
        where V : struct =>
        Add(new Field<T, V?>(_entry, name, ask, get, set, o => o.Maybe(name, owner => get(owner), format, ask, isRequired)));

    /// <summary>A field of a class that may be left out: it is then not known.</summary>
    public Field<T, V?> Optional<V>(string name, Format<V> format, string ask, Func<T, V?> get, Func<T, V?, T> set)
        where V : class =>
        Add(new Field<T, V?>(_entry, name, ask, get, set, o => o.Optional(name, owner => get(owner), format, ask)));

    /// <summary>A field that means something when it is left out.</summary>
    public Field<T, V> Default<V>(string name, Format<V> format, V otherwise, string ask, Func<T, V> get, Func<T, V, T> set) =>
        Add(new Field<T, V>(_entry, name, ask, get, set, o => o.Default(name, owner => get(owner), format, otherwise, ask)));

    /// <summary>When a statement was said: it speaks of nothing later. Named as the statement with "SaidAt" after it.</summary>
    /// <param name="statement">The field that holds the statement.</param>
    /// <param name="get">Gets the instant.</param>
    /// <param name="set">Sets the instant.</param>
    public Field<T, Instant?> SaidAt(IField<T> statement, Func<T, Instant?> get, Func<T, Instant?, T> set) =>
        Maybe(statement.Name + "SaidAt", RecordFormats.At, "When was it said? " + statement.Ask, get, set);

    /// <summary>A list; left out, it holds nothing.</summary>
    public Field<T, ImmutableArray<V>> List<V>(
        string name, Format<ImmutableArray<V>> format, string ask, Func<T, ImmutableArray<V>> get, Func<T, ImmutableArray<V>, T> set) =>
        Add(
            new Field<T, ImmutableArray<V>>(
                _entry, name, ask, get, set, o => o.Default(name, owner => get(owner), format, [], ask), AreAlike));

    /// <summary>Whether a list is everything; left out, it may lack something. A list that is <c>null</c> cannot be.</summary>
    public Field<T, ListCompleteness> Completeness<V>(
        string name, Field<T, ImmutableArray<V>> list, string ask, Func<T, ListCompleteness> get, Func<T, ListCompleteness, T> set)
    {
        Check((owner, at) =>
        {
            if (get(owner) == ListCompleteness.Complete && at.Member(list.Name).Is(LocatedKind.Null))
            {
                const string Allowed = "a list, empty where there is nothing, or no mark that it is complete";
                at.Member(list.Name).Report(ProblemCodes.Contradiction, $"no list, which {name} calls complete", Allowed);
                at.Member(name).Report(ProblemCodes.Contradiction, $"a mark that {list.Name} is complete, which is no list", Allowed);
            }
        });
        return Default(name, RecordFormats.Completeness, ListCompleteness.Partial, ask, get, set);
    }

    /// <summary>A part of the entry, whose fields stand among the entry's own.</summary>
    /// <param name="part">The fields of the part.</param>
    /// <param name="get">Gets the part.</param>
    /// <param name="set">Sets the part.</param>
    /// <param name="required">The names of those that have to be given here, where others may do without.</param>
    public Field<T, V> Include<V>(EntryFields<V> part, Func<T, V> get, Func<T, V, T> set, params string[] required)
        where V : class
    {
        _fields.AddRange(part._fields.Select(field => new IncludedField<T, V>(field, get, set, required.Contains(field.Name))));
        foreach (EntryFields<V>.Rule rule in part._rules)
        {
            _rules.Add(new(_fields.First(field => field.Name == rule.At.Name), rule.Code, rule.Found, owner => rule.Allowed(get(owner))));
        }

        return new(
            "record", part._entry, "", get, set, static _ => throw new InvalidOperationException("A part has no member of its own."));
    }

    /// <summary>Refuses an entry whose fields do not fit together.</summary>
    /// <param name="at">The field that is to blame.</param>
    /// <param name="holds">Whether they fit.</param>
    /// <param name="found">What was found.</param>
    /// <param name="allowed">What is allowed.</param>
    public void Holds(IField<T> at, Func<T, bool> holds, string found, string allowed) =>
        Holds(at, ProblemCodes.Contradiction, found, entry => holds(entry) ? null : allowed);

    /// <summary>Refuses an entry whose fields do not fit together.</summary>
    /// <param name="at">The field that is to blame.</param>
    /// <param name="code">What kind of problem it is.</param>
    /// <param name="found">What was found.</param>
    /// <param name="allowed">What would be allowed instead; <c>null</c> when they fit.</param>
    public void Holds(IField<T> at, string code, string found, Func<T, string?> allowed) => _rules.Add(new(at, code, found, allowed));

    /// <summary>Checks an entry in its document, where what is wrong is to be reported deeper than at a field.</summary>
    /// <param name="check">Gets the entry and where it stands; reports what is wrong.</param>
    public void Check(Action<T, LocatedValue> check) => _checks.Add(check);

    /// <summary>Whether two entries have every field alike.</summary>
    public bool AreEqual(T one, T? other)
    {
        if (other is null || ReferenceEquals(one, other))
        {
            return other is not null;
        }

        foreach (IField<T> field in _fields)
        {
            if (!field.AreEqual(one, other))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Says which fields are known, never their values.</summary>
    public string Known(T owner)
    {
        string[] known = [.. _fields.Where(field => field.IsKnown(owner)).Select(field => field.Name)];
        return $"{_entry}: {(known.Length == 0 ? "nothing known" : string.Join(", ", known))}";
    }

    // No list is an empty one.
    private static bool AreAlike<V>(ImmutableArray<V> one, ImmutableArray<V> other) =>
        one.IsDefaultOrEmpty ? other.IsDefaultOrEmpty : !other.IsDefaultOrEmpty && one.SequenceEqual(other);

    private Field<T, V> Add<V>(Field<T, V> field)
    {
        _fields.Add(field);
        return field;
    }

    private ObjectFormat<T> Build()
    {
        var format = new ObjectFormat<T>();
        format.IsOfPatient();
        (IField<T> Field, Member Member)[] members = [.. _fields.Select(field => (field, field.AddTo(format)))];
        T Make(Values values)
        {
            T owner = blank();
            foreach ((IField<T> field, Member member) in members)
            {
                owner = values.IsGiven(member) ? field.Set(owner, values.Of(member)) : owner;
            }

            return owner;
        }

        format.Check(values =>
        {
            if (_rules.Count + _checks.Count > 0 && values.HasAll)
            {
                T owner = Make(values);
                values.Made = owner;
                foreach (Action<T, LocatedValue> check in _checks)
                {
                    check(owner, values.Whole);
                }

                foreach (Rule rule in _rules)
                {
                    if (rule.Allowed(owner) is { } allowed)
                    {
                        values.Report(members.First(one => one.Field == rule.At).Member, rule.Code, rule.Found, allowed);
                    }
                }
            }
        });
        return format.Makes(values => (T?)values.Made ?? Make(values));
    }

    private sealed record Rule(IField<T> At, string Code, string Found, Func<T, string?> Allowed);
}
