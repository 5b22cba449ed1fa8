using System.Collections.Immutable;
using System.Numerics;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>What came of one invariant in one version of a policy.</summary>
public sealed class InvariantResult
{
    /// <summary>The invariant's id.</summary>
    public required string Id { get; init; }

    /// <summary>What it states, as the clinic says it.</summary>
    public required string Says { get; init; }

    /// <summary>The id of the decision it is about.</summary>
    public required string Decision { get; init; }

    /// <summary>What it states of which cases, in the words of the rules.</summary>
    public required string Claim { get; init; }

    /// <summary>What came of it.</summary>
    public required InvariantStatus Status { get; init; }

    /// <summary>Why it is so, as a sentence.</summary>
    public required string Because { get; init; }

    /// <summary>The smallest case that breaks it: what is known of the patient, every other fact being as it may. Empty where it is not
    /// refuted, and where it is broken in every case.</summary>
    public ImmutableArray<WitnessFact> Witness { get => field.OrEmpty(); init; }

    /// <summary>The outcome of that case, by name; <c>null</c> where it has none or is not refuted.</summary>
    public string? Outcome { get; init; }

    /// <summary>How many combinations of values of the decision the answer covers.</summary>
    public required BigInteger CellsCovered { get; init; }

    /// <summary>How many cells were evaluated.</summary>
    public required long CellsEvaluated { get; init; }

    /// <summary>Writes the id, the status and the sentence.</summary>
    /// <returns>"minimum-recovery: Refuted. A patient 45 min after ...".</returns>
    public override string ToString() => $"{Id}: {Status}. {Because}";
}
