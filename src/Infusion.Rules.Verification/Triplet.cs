using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>The values just below, at and just above a boundary that moved, in both versions.</summary>
public sealed class Triplet
{
    /// <summary>The id of the fact whose boundary it is.</summary>
    public required string Fact { get; init; }

    /// <summary>The fact as a noun phrase.</summary>
    public required string Name { get; init; }

    /// <summary>The boundary as text.</summary>
    public required string Boundary { get; init; }

    /// <summary>The boundary as a code of the fact.</summary>
    public required long BoundaryCode { get; init; }

    /// <summary>The other known facts, the same for all three.</summary>
    public required ImmutableArray<WitnessFact> Context { get => field.OrEmpty(); init; }

    /// <summary>Just below, at, and just above; two where the fact's range ends.</summary>
    public required ImmutableArray<TripletPoint> Points { get => field.OrEmpty(); init; }

    /// <summary>Writes the fact and the boundary.</summary>
    /// <returns>"fasting.elapsed at 2 h".</returns>
    public override string ToString() => $"{Fact} at {Boundary}";
}
