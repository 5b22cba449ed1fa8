namespace Infusion.Rules.Documents;

/// <summary>A field of a part of an entry, which stands among the entry's own.</summary>
/// <typeparam name="TOwner">The entry.</typeparam>
/// <typeparam name="TPart">The part.</typeparam>
/// <param name="inner">The field of the part.</param>
/// <param name="get">Gets the part.</param>
/// <param name="set">Sets the part.</param>
/// <param name="isRequired">Whether it has to be given.</param>
internal sealed class IncludedField<TOwner, TPart>(
    IField<TPart> inner, Func<TOwner, TPart> get, Func<TOwner, TPart, TOwner> set, bool isRequired) : IField<TOwner>
    where TPart : class
{
    public string Name => inner.Name;

    public string Ask => inner.Ask;

    public Member AddTo(ObjectFormat<TOwner> format) => format.Include(inner.AddTo(new ObjectFormat<TPart>()), get, isRequired);

    public TOwner Set(TOwner owner, object? value) => set(owner, inner.Set(get(owner), value));

    public bool AreEqual(TOwner one, TOwner other) => inner.AreEqual(get(one), get(other));

    public bool IsKnown(TOwner owner) => inner.IsKnown(get(owner));
}
