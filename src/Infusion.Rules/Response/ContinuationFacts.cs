using Infusion.Rules.Decisions;

namespace Infusion.Rules.Response;

/// <summary>What is known when another session is booked; <c>null</c> is not known.</summary>
public sealed record ContinuationFacts
{
    /// <summary>The verdict on the course's response, from <see cref="ResponseDecision.Verdict"/>.</summary>
    public Verdict? Response { get; init; }

    /// <summary>A clinician has recorded a reason for going on.</summary>
    public bool? HasClinicianReason { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"continuation facts: response {(Response is null ? "unknown" : "known")}, clinician's reason {(HasClinicianReason is null ? "unknown" : "known")}";
}
