using System.Collections.Immutable;

namespace Infusion.Rules.Sources;

/// <summary>One rule-like statement of the clinic's page, paraphrased.</summary>
/// <remarks>
/// A statement is either encoded by rules or left out for a reason, never both and never neither.
/// Equal when every member is equal, the rules in the same order. Immutable and thread-safe.
/// </remarks>
public sealed record Statement
{
    /// <summary>Makes a statement from its parts.</summary>
    /// <param name="id">The citation id, such as <c>R44</c> or <c>R56b</c>.</param>
    /// <param name="heading">The heading of the page's section that the statement stands under.</param>
    /// <param name="paraphrase">What the page says, in other words than the page's.</param>
    /// <param name="rules">The ids of the rules that encode it; empty when there is a reason.</param>
    /// <param name="reason">Why no rule encodes it; null when there are rules.</param>
    /// <exception cref="ArgumentException">A text is blank, or there are both rules and a reason, or neither.</exception>
    public Statement(string id, string heading, string paraphrase, ImmutableArray<string> rules, string? reason = null)
    {
        Id = Text.Required(id, nameof(id));
        Heading = Text.Required(heading, nameof(heading));
        Paraphrase = Text.Required(paraphrase, nameof(paraphrase));
        Rules = Text.Required(rules, nameof(rules));
        Reason = reason is null ? null : Text.Required(reason, nameof(reason));
        if (Rules.IsEmpty == (Reason is null))
        {
            throw new ArgumentException($"Statement {id} needs either rules or a reason why not.", nameof(reason));
        }
    }

    /// <summary>The citation id, such as <c>R44</c> or <c>R56b</c>.</summary>
    public string Id { get; }

    /// <summary>The heading of the page's section that the statement stands under.</summary>
    public string Heading { get; }

    /// <summary>What the page says, in other words than the page's.</summary>
    public string Paraphrase { get; }

    /// <summary>The ids of the rules that encode the statement; empty when there is a reason.</summary>
    public ImmutableArray<string> Rules { get; }

    /// <summary>Why no rule encodes the statement; null when there are rules.</summary>
    public string? Reason { get; }

    /// <summary>Says whether rules encode the statement.</summary>
    /// <returns>True when at least one rule does; false when a reason says why not.</returns>
    public bool IsEncoded() => !Rules.IsEmpty;

    /// <inheritdoc/>
    public bool Equals(Statement? other) =>
        other is not null
        && Id == other.Id
        && Heading == other.Heading
        && Paraphrase == other.Paraphrase
        && Rules.SequenceEqual(other.Rules, StringComparer.Ordinal)
        && Reason == other.Reason;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Writes the id and the paraphrase.</summary>
    /// <returns>One line of invariant text.</returns>
    public override string ToString() => $"{Id}: {Paraphrase}";
}
