using System.Collections.Immutable;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>A policy in which one value, or a few, are not what they were.</summary>
/// <remarks>Compared by reference. Immutable and thread-safe.</remarks>
public sealed class PolicyMutant
{
    /// <summary>What was changed; one edit of a single mutant.</summary>
    public required ImmutableArray<PolicyEdit> Edits { get => field.OrEmpty(); init; }

    /// <summary>The policy; its sections may still not fit together, which <see cref="InfusionRules"/> then refuses.</summary>
    public required ClinicPolicy Policy { get; init; }

    /// <summary>Whether only names, sources and words were changed, which no decision rests on.</summary>
    public bool IsOfWords => Edits.All(edit => edit.IsOfWords);

    /// <summary>Writes the edits.</summary>
    /// <returns>"fasting.kinds[clear-liquid].limits[0].before: PT2H -> PT1H59M".</returns>
    public override string ToString() => string.Join("; ", Edits);
}
