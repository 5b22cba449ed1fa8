using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Eligibility;

/// <summary>What a clinic can set about consultation and eligibility.</summary>
/// <remarks>Compared by value. Immutable and thread-safe.</remarks>
public sealed record EligibilityPolicy
{
    /// <summary>The conditions the clinic lists, no id, name or alias twice; empty when it publishes none.</summary>
    public ImmutableArray<ListedCondition> Conditions { get => field.OrEmpty(); init; }

    /// <summary>After how many calendar months a pain is chronic: later than onset plus these months, exactly then is not. <c>null</c> when
    /// not published.</summary>
    public int? ChronicMonths { get; init; }

    /// <summary>How the consultation is held; <c>null</c> when not published.</summary>
    public ConsultationMode? ConsultationMode { get; init; }

    /// <summary>How long the consultation is planned for; a longer one is never charged. <c>null</c> when not published.</summary>
    public Duration? ConsultationSlot { get; init; }

    /// <summary>What the consultation costs; <c>null</c> when not published.</summary>
    public Money? ConsultationPrice { get; init; }

    /// <summary>Whether failed earlier treatment is to be on record; what is missing is reported and stops nobody. <c>false</c> is not
    /// published.</summary>
    public bool AsksForPriorTherapy { get; init; }

    /// <summary>Whose verdict counts; empty when not published.</summary>
    public ImmutableArray<ClinicianRole> AcceptedRoles { get => field.OrEmpty(); init; }

    /// <summary>The screening criteria; empty when the clinic publishes none.</summary>
    public ImmutableArray<ScreenCriterion> Screens { get => field.OrEmpty(); init; }

    /// <summary>How the section's parameters are stated, for those that say more than their value.</summary>
    public StatedParameters Stated { get; init; } = StatedParameters.None;

    /// <inheritdoc/>
    public bool Equals(EligibilityPolicy? other) =>
        other is not null && ChronicMonths == other.ChronicMonths
            && ConsultationMode == other.ConsultationMode && ConsultationSlot == other.ConsultationSlot
            && ConsultationPrice == other.ConsultationPrice && AsksForPriorTherapy == other.AsksForPriorTherapy
        && Conditions.SequenceEqual(other.Conditions)
        && AcceptedRoles.SequenceEqual(other.AcceptedRoles) && Screens.SequenceEqual(other.Screens)
        && Stated == other.Stated;

    /// <inheritdoc/>
    public override int GetHashCode() => Conditions.Length;

    /// <summary>Writes the listed conditions and the number of criteria.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        string chronic = ChronicMonths is { } months ? FormattableString.Invariant($"chronic after {months} months; ") : "";
        return FormattableString.Invariant($"Eligibility: {string.Join("; ", Conditions)}; {chronic}{Screens.Length} criteria");
    }
}
