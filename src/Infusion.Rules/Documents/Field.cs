using Infusion.Rules.Tables;

namespace Infusion.Rules.Documents;

/// <summary>One field of a record's entry: declared once, it is read, written, described, compared, shown and asked for.</summary>
/// <typeparam name="TOwner">The entry.</typeparam>
internal interface IField<TOwner>
{
    /// <summary>The name in a document.</summary>
    string Name { get; }

    /// <summary>What to ask a person to learn it.</summary>
    string Ask { get; }

    /// <summary>Adds it to the format of its entry.</summary>
    Member AddTo(ObjectFormat<TOwner> format);

    /// <summary>The entry with the field set to what was read.</summary>
    TOwner Set(TOwner owner, object? value);

    /// <summary>Whether two entries have it alike.</summary>
    bool AreEqual(TOwner one, TOwner other);

    /// <summary>Whether anything is known of it.</summary>
    bool IsKnown(TOwner owner);
}

/// <summary>One field of a record's entry, with its type.</summary>
/// <typeparam name="TOwner">The entry.</typeparam>
/// <typeparam name="TValue">The type of its property; nullable where it may be unknown.</typeparam>
internal sealed class Field<TOwner, TValue> : Input<TOwner, TValue>, IField<TOwner>
{
    private readonly Func<ObjectFormat<TOwner>, Member> _add;
    private readonly Func<TOwner, TValue, TOwner> _set;
    private readonly Func<TValue, TValue, bool>? _areEqual;

    internal Field(
        string entry, string name, string ask, Func<TOwner, TValue> get, Func<TOwner, TValue, TOwner> set, Func<ObjectFormat<TOwner>,
        Member> add,
        Func<TValue, TValue, bool>? areEqual = null)
        : base($"{entry}.{name}", get) => (Name, Ask, _set, _add, _areEqual) = (name, ask, set, add, areEqual);

    public string Name { get; }

    public string Ask { get; }

    public Member AddTo(ObjectFormat<TOwner> format) => _add(format);

    public TOwner Set(TOwner owner, object? value) => _set(owner, (TValue)value!);

    public bool AreEqual(TOwner one, TOwner other) => AreAlike(Get(one), Get(other));

    public bool IsKnown(TOwner owner) => Get(owner) is { } value && !AreAlike(value, default!);

    private bool AreAlike(TValue one, TValue other) => _areEqual?.Invoke(one, other) ?? EqualityComparer<TValue>.Default.Equals(one, other);
}
