using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Fees;

/// <summary>What is known of one appointment, for its fee.</summary>
public sealed record FeeFacts
{
    /// <summary>What became of the appointment; <c>null</c> is not known.</summary>
    public AppointmentEnd? End { get; init; }

    /// <summary>The primary reason the clinic recorded; <c>null</c> is not known. Only the clinic's cancellations are judged by it.</summary>
    public CancellationReason? Reason { get; init; }

    /// <summary>The verdict of the fasting plan, never that at start; <c>null</c> is not known.</summary>
    public Verdict? FastingPlan { get; init; }

    /// <summary>The scheduled appointment, for policies that count notice; <c>null</c> is not known.</summary>
    public Moment? Appointment { get; init; }

    /// <summary>When the appointment was cancelled, for policies that count notice; <c>null</c> is not known.</summary>
    public Moment? CancelledAt { get; init; }

    /// <summary>When the patient arrived, for policies that charge for a late arrival; <c>null</c> is not known.</summary>
    public Moment? ArrivedAt { get; init; }

    /// <summary>How many earlier misses the patient has, for policies that count them; <c>null</c> is not known.</summary>
    public int? EarlierMisses { get; init; }

    /// <summary>The reason for which the clinic waived the fee; <c>null</c> when it did not.</summary>
    public string? Waiver { get; init; }

    /// <summary>The price of the visit, for fees that are a share of it; <c>null</c> when it is not given.</summary>
    public Money? VisitPrice { get; init; }

    /// <summary>Says which facts are known, never their values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => "fee facts: " + string.Join(", ", new[]
    {
        End is null ? null : "end",
        Reason is null ? null : "reason",
        FastingPlan is null ? null : "fasting plan",
        Appointment is null ? null : "appointment",
        CancelledAt is null ? null : "cancellation",
        ArrivedAt is null ? null : "arrival",
        EarlierMisses is null ? null : "earlier misses",
        Waiver is null ? null : "waiver",
        VisitPrice is null ? null : "price",
    }.Where(known => known is not null).DefaultIfEmpty("none"));
}
