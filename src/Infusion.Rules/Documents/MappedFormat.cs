namespace Infusion.Rules.Documents;

/// <summary>A value that stands as another one does.</summary>
/// <param name="inner">How the other one stands.</param>
/// <param name="to">Makes the value of it; never fails on what <paramref name="inner"/> reads.</param>
/// <param name="from">The other one of the value.</param>
internal sealed class MappedFormat<TInner, T>(Format<TInner> inner, Func<TInner, T> to, Func<T, TInner> from) : Format<T>(inner)
    where TInner : notnull
{
    public override object? Read(LocatedValue at) => inner.Read(at) is { } read ? to((TInner)read) : null;

    public override IEnumerable<string> Unstated(object value) => inner.Unstated(from((T)value));

    public override void Write(DocumentWriter json, object value) => inner.Write(json, from((T)value));

    public override bool IsNothing(object? value) => value is null;
}
