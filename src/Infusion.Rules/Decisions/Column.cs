namespace Infusion.Rules.Decisions;

/// <summary>One fact of many cases, one after the other.</summary>
/// <param name="capacity">How many cases are expected; more may come.</param>
internal sealed class Column<T>(int capacity)
{
    private T[] _values = new T[capacity];

    public int Count { get; private set; }

    /// <summary>The fact of one case.</summary>
    public T this[int index] => _values[index];

    public void Add(T value)
    {
        if (Count == _values.Length)
        {
            Array.Resize(ref _values, Math.Max(16, Count * 2));
        }

        _values[Count++] = value;
    }

    /// <summary>The facts of some of the cases.</summary>
    public ReadOnlySpan<T> Slice(int from, int count) => _values.AsSpan(from, count);
}
