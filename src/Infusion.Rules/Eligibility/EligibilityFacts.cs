using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using NodaTime;

namespace Infusion.Rules.Eligibility;

/// <summary>What is known of a patient who may become a candidate.</summary>
public sealed record EligibilityFacts
{
    /// <summary>The clinic-local date the patient is judged on.</summary>
    public required LocalDate ReferenceDate { get; init; }

    /// <summary>The stated conditions.</summary>
    public ImmutableArray<StatedCondition> Conditions { get; init; } = [];

    /// <summary>Whether <see cref="Conditions"/> is everything. A partial list leaves room for one condition nobody recorded.</summary>
    public ListCompleteness Completeness { get; init; }

    /// <summary>The answers to the policy's screening criteria; <c>null</c> when none is answered.</summary>
    public ScreenAnswers? Screens { get; init; }

    /// <summary>Whether failed first- and second-line treatment is on record; <c>null</c> when not known.</summary>
    public bool? IsPriorTherapyDocumented { get; init; }

    /// <summary>The verdict of the consultation; <c>null</c> when it is not known whether there is one.</summary>
    /// <remarks>The verdict is the clinic's own record, so nothing recorded is a known value and the default.</remarks>
    public PhysicianVerdict? Verdict { get; init; } = PhysicianVerdict.NotRecorded;

    /// <summary>Who recorded the verdict; <c>null</c> when not known.</summary>
    public ClinicianRole? VerdictRole { get; init; }

    /// <summary>Whether the verdict has a reason on record; <c>null</c> when not known.</summary>
    public bool? HasVerdictReason { get; init; }

    /// <inheritdoc/>
    public bool Equals(EligibilityFacts? other) =>
        other is not null && ReferenceDate == other.ReferenceDate && Completeness == other.Completeness && Equals(Screens, other.Screens)
        && IsPriorTherapyDocumented == other.IsPriorTherapyDocumented && Verdict == other.Verdict && VerdictRole == other.VerdictRole
        && HasVerdictReason == other.HasVerdictReason && Conditions.SequenceEqual(other.Conditions);

    /// <inheritdoc/>
    public override int GetHashCode() => Conditions.Length;

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"eligibility facts: {Conditions.Length} condition(s), list {(Completeness == ListCompleteness.Complete ? "complete" : "partial")}, ")
        + $"{Known(Screens is not null, "screens")}, {Known(IsPriorTherapyDocumented is not null, "prior therapy")}, {Known(Verdict is not null, "verdict")}, "
        + $"{Known(VerdictRole is not null, "role")}, {Known(HasVerdictReason is not null, "reason")}";

    private static string Known(bool isKnown, string what) => isKnown ? what : $"{what} unknown";
}
