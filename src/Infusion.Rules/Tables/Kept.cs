using NodaTime;

namespace Infusion.Rules.Tables;

/// <summary>What is made once for all documents of a review, however many of them need it.</summary>
/// <remarks>Lives as long as those documents are being made, on one thread.</remarks>
internal sealed class Kept
{
    private readonly Dictionary<(object Maker, object About, Instant At), object> _made = [];

    /// <summary>Whether only what the decisions come to is wanted, and neither words nor questions.</summary>
    public bool IsBrief { get; init; }

    /// <summary>Everything of a kind that was made.</summary>
    public IEnumerable<T> Made<T>() => _made.Values.OfType<T>();

    /// <summary>What was made before, or else is made now.</summary>
    /// <param name="maker">What makes it.</param>
    /// <param name="about">What it is about; of equal things the same is made.</param>
    /// <param name="at">The instant it is made for.</param>
    /// <param name="make">Makes it.</param>
    public T Once<T>(object maker, object about, Instant at, Func<T> make)
        where T : class
    {
        if (!_made.TryGetValue((maker, about, at), out object? made))
        {
            made = make();
            _made.Add((maker, about, at), made);
        }

        return (T)made;
    }
}
