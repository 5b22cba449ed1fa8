namespace Infusion.Rules.Verification;

/// <summary>Numbers that look random and are the same each time, on every framework.</summary>
/// <remarks>SplitMix64, by Steele, Lea and Flood.</remarks>
/// <param name="seed">Which numbers.</param>
internal sealed class Draws(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next number, from 0 to below a bound.</summary>
    /// <param name="below">The bound, at least 1.</param>
    public int Next(int below)
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return (int)((mixed ^ (mixed >> 31)) % (ulong)below);
        }
    }

    /// <summary>One of several; <c>default</c> of none.</summary>
    /// <param name="items">The items.</param>
    public T? Of<T>(IReadOnlyList<T> items) => items.Count == 0 ? default : items[Next(items.Count)];
}
