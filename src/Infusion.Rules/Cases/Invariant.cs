using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Cases;

/// <summary>A statement over one decision that is to hold in every version of a policy.</summary>
/// <remarks>It speaks of every case that meets <see cref="When"/>: none of <see cref="Never"/> comes of it, or one of
/// <see cref="Always"/> does. Compared by value. Immutable and thread-safe.</remarks>
public sealed record Invariant
{
    /// <summary>The id, by which reports name it.</summary>
    public required string Id { get; init; }

    /// <summary>What it states, as the clinic says it.</summary>
    public required string Says { get; init; }

    /// <summary>The id of the decision it is about.</summary>
    public required string Decision { get; init; }

    /// <summary>The cases it speaks of, by facts of that decision.</summary>
    public Condition When { get; init; } = Condition.Always;

    /// <summary>The outcomes of which none may come; empty where it says what has to come.</summary>
    public ImmutableArray<string> Never { get => field.OrEmpty(); init; }

    /// <summary>The outcomes of which one has to come; empty where it says what may not come.</summary>
    public ImmutableArray<string> Always { get => field.OrEmpty(); init; }

    /// <inheritdoc/>
    public bool Equals(Invariant? other) =>
        other is not null && Id == other.Id && Says == other.Says && Decision == other.Decision && When == other.When
        && Never.SequenceEqual(other.Never) && Always.SequenceEqual(other.Always);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Writes the id and the sentence.</summary>
    /// <returns>"minimum-recovery: Nobody is released within 60 minutes of the infusion's end".</returns>
    public override string ToString() => $"{Id}: {Says}";
}
