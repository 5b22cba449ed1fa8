namespace Infusion.Rules.Sources;

/// <summary>A reading of a conflict that was not chosen.</summary>
/// <remarks>Equal when every member is equal. Immutable and thread-safe.</remarks>
public sealed record ConflictAlternative
{
    /// <summary>Makes an alternative from its parts.</summary>
    /// <param name="reading">The other reading.</param>
    /// <param name="parameter">The dotted path of the policy parameter that selects it; null when no policy can.</param>
    /// <param name="effect">What would change under this reading.</param>
    /// <exception cref="ArgumentException">A text is blank.</exception>
    public ConflictAlternative(string reading, string? parameter, string effect)
    {
        Reading = Text.Required(reading, nameof(reading));
        Parameter = parameter is null ? null : Text.Required(parameter, nameof(parameter));
        Effect = Text.Required(effect, nameof(effect));
    }

    /// <summary>The other reading.</summary>
    public string Reading { get; }

    /// <summary>The dotted path of the policy parameter that selects it; null when no policy can.</summary>
    public string? Parameter { get; }

    /// <summary>What would change under this reading.</summary>
    public string Effect { get; }

    /// <summary>Writes the reading and, when there is one, its policy parameter.</summary>
    /// <returns>One line of invariant text.</returns>
    public override string ToString() => Parameter is null ? Reading : $"{Reading} ({Parameter})";
}
