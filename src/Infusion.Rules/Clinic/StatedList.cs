using System.Collections.Immutable;

namespace Infusion.Rules.Clinic;

/// <summary>Holds a policy's lists to what a clinic states: what is not published is left out, and never an item.</summary>
internal static class StatedList
{
    /// <summary>The same items.</summary>
    /// <param name="items">What the clinic states.</param>
    /// <param name="not">The member that stands for what it does not.</param>
    /// <param name="name">The list, for the message.</param>
    /// <exception cref="ArgumentException">What is not published stands among them.</exception>
    public static ImmutableArray<T> Of<T>(ImmutableArray<T> items, T not, string name)
        where T : struct => !items.IsDefault && items.Contains(not)
            ? throw new ArgumentException("What is not published is left out of the list.", name)
            : items;
}
