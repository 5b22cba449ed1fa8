using System.Collections.Immutable;

namespace Infusion.Rules.Documents;

/// <summary>A value that stands alone, or a list of such values; a list of one is written alone.</summary>
/// <typeparam name="T">The type of a value.</typeparam>
internal sealed class OneOrListFormat<T> : AloneOrFullFormat<ImmutableArray<T>>
{
    private readonly Format<T> _item;
    private readonly Format<ImmutableArray<T>> _many;

    /// <summary>A value, or a list.</summary>
    /// <param name="item">How a value stands.</param>
    /// <param name="most">The most values, inclusive.</param>
    public OneOrListFormat(Format<T> item, int most)
        : this(item, Formats.List(item, 1, most))
    {
    }

    private OneOrListFormat(Format<T> item, Format<ImmutableArray<T>> many)
        : base(item, many) => (_item, _many) = (item, many);

    public override object? Read(LocatedValue at) => at.Is(LocatedKind.Array) ? _many.Read(at)
        : _item.TryRead(at, out T one) ? ImmutableArray.Create(one)
        : null;

    public override bool IsNothing(object? value) => _many.IsNothing(value);

    protected override object? AloneOf(ImmutableArray<T> value) => value.Length == 1 ? value[0] : null;
}
