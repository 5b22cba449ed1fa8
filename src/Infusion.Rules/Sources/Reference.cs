namespace Infusion.Rules.Sources;

/// <summary>A work outside the page that a rule or default cites.</summary>
/// <remarks>Equal when every member is equal. Immutable and thread-safe.</remarks>
public sealed record Reference
{
    /// <summary>Makes a reference from its parts.</summary>
    /// <param name="id">The citation id in kebab-case, such as <c>dworkin-2008</c>.</param>
    /// <param name="citation">How to find the work, and the facts taken from it.</param>
    /// <param name="verified">Where those facts were read.</param>
    /// <exception cref="ArgumentException">A text is blank, or <paramref name="verified"/> is not defined.</exception>
    public Reference(string id, string citation, VerifiedIn verified)
    {
        Id = Text.Required(id, nameof(id));
        Citation = Text.Required(citation, nameof(citation));
        Verified = verified is VerifiedIn.Primary or VerifiedIn.Secondary
            ? verified
            : throw new ArgumentException($"Reference {id} was read neither in a primary nor in a secondary source.", nameof(verified));
    }

    /// <summary>The citation id in kebab-case, such as <c>dworkin-2008</c>.</summary>
    public string Id { get; }

    /// <summary>How to find the work, and the facts taken from it.</summary>
    public string Citation { get; }

    /// <summary>Where the facts taken from the work were read.</summary>
    public VerifiedIn Verified { get; }

    /// <summary>Writes the id and the citation.</summary>
    /// <returns>One line of invariant text.</returns>
    public override string ToString() => $"{Id}: {Citation}";
}
