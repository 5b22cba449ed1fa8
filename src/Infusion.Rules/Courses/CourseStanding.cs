using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Courses;

/// <summary>What the stage of a course and its next steps rest on; what is <c>null</c> is not known.</summary>
/// <remarks>Compared by its values, so that two reviews of equal records decide alike.</remarks>
internal sealed record CourseStanding
{
    /// <summary>Whether an infusion can be booked after the consultation.</summary>
    public required Decision<BookingOutcome> Booking { get; init; }

    /// <summary>Whether the patient has declined to go on.</summary>
    public bool? HasDeclined { get; init; }

    /// <summary>Whether a consultation was held.</summary>
    public bool? IsConsulted { get; init; }

    /// <summary>Whether an infusion is completed.</summary>
    public bool? HasCompleted { get; init; }

    /// <summary>Whether a clinician has said that the course is in maintenance.</summary>
    public bool? IsInMaintenance { get; init; }

    /// <summary>Whether a clinician has recorded a reason to go on against the recommendation.</summary>
    public bool? HasReasonToContinue { get; init; }

    /// <summary>Whether an infusion is booked that lies ahead.</summary>
    public bool? IsBooked { get; init; }

    /// <summary>Whether an appointment has passed without a word about it.</summary>
    public bool? IsUnexplained { get; init; }

    /// <summary>Whether an infusion is running.</summary>
    public bool? IsRunning { get; init; }

    /// <summary>Whether an infusion has ended today and the patient has not left.</summary>
    public bool? IsRecovering { get; init; }

    /// <summary>The verdict on the latest series; <c>null</c> before one.</summary>
    public Decision<ResponseOutcome>? Response { get; init; }

    /// <summary>The verdicts on its conditions, in every way in which sessions without an end on record may have gone.</summary>
    public ImmutableArray<ImmutableArray<Decision<ResponseOutcome>>> Conditions { get => field.OrEmpty(); init; }

    /// <summary>Whether the verdict stands; <c>null</c> before one.</summary>
    public Decision<ResponseFinality>? Finality { get; init; }

    /// <summary>The verdicts on conditions that the latest series is not for, each of the latest series that was. They stand, as another
    /// infusion has begun since.</summary>
    public ImmutableArray<EarlierVerdict> Earlier { get => field.OrEmpty(); init; }

    /// <summary>How far the induction of the latest series is; <c>null</c> before one.</summary>
    public Decision<InductionOutcome>? Induction { get; init; }

    /// <summary>Whether something of the latest scores goes to a clinician.</summary>
    public bool? HasScoreForClinician { get; init; }

    /// <summary>The verdict on the condition that responds best: certainly a response where one certainly responds; before a first infusion
    /// there is none yet.</summary>
    public OutcomeSet BestCondition => OutcomeSet.OneOf(Conditions.IsEmpty ? _notYet : PossiblyBest(Conditions));

    /// <summary>The same of the conditions that earlier series treated; without one there is no verdict.</summary>
    public OutcomeSet BestEarlier
    {
        get
        {
            ulong[] possible = [.. Earlier.Select(static earlier => PossiblyBest(earlier.Conditions))];
            return OutcomeSet.OneOf(
                possible.Length == 0 ? _notYet
                : possible.Contains(_responder) ? _responder
                : possible.Aggregate(static (one, other) => one | other));
        }
    }

    /// <summary>Whether one of those responds.</summary>
    public bool? HasEarlierResponse => BestEarlier.Allows((int)ResponseOutcome.Responder)
        ? BestEarlier.IsDetermined ? true : null
        : false;

    /// <summary>Whether the response cannot be judged yet for want of a score or another fact.</summary>
    public bool? IsResponseOpen => Response is { } response ? response.Status == DecisionStatus.NeedsInformation : false;

    private static readonly ulong _responder = OutcomeSet.Exactly((int)ResponseOutcome.Responder).Possible;
    private static readonly ulong _notYet = OutcomeSet.Exactly((int)ResponseOutcome.NotYetEvaluable).Possible;

    private static ulong PossiblyBest(ImmutableArray<ImmutableArray<Decision<ResponseOutcome>>> ways) =>
        ways.Aggregate(0UL, static (possible, way) => possible | PossiblyBest(way));

    private static ulong PossiblyBest(ImmutableArray<Decision<ResponseOutcome>> conditions) =>
        conditions.Any(static one => one.Outcomes.IsDetermined && one.Outcome == ResponseOutcome.Responder)
            ? _responder
            : conditions.Aggregate(0UL, static (possible, one) => possible | one.Outcomes.Possible);

    public bool Equals(CourseStanding? other) => other is not null && Booking == other.Booking && HasDeclined == other.HasDeclined
        && IsConsulted == other.IsConsulted
        && HasCompleted == other.HasCompleted && IsInMaintenance == other.IsInMaintenance && IsBooked == other.IsBooked
        && HasReasonToContinue == other.HasReasonToContinue && IsUnexplained == other.IsUnexplained && IsRunning == other.IsRunning
        && IsRecovering == other.IsRecovering && Response == other.Response
        && EarlierVerdict.AreEqual(Conditions, other.Conditions) && Earlier.SequenceEqual(other.Earlier)
        && Finality == other.Finality && Induction == other.Induction && HasScoreForClinician == other.HasScoreForClinician;

    public override int GetHashCode() => Booking.GetHashCode();
}

/// <summary>The verdicts of an earlier series on conditions that no later one is for.</summary>
/// <param name="Response">The verdict on that series as a whole, which asks where they are open.</param>
/// <param name="Conditions">The verdicts, in every way in which its sessions without an end on record may have gone.</param>
internal sealed record EarlierVerdict(
    Decision<ResponseOutcome> Response, ImmutableArray<ImmutableArray<Decision<ResponseOutcome>>> Conditions)
{
    public static bool AreEqual(
        ImmutableArray<ImmutableArray<Decision<ResponseOutcome>>> ways, ImmutableArray<ImmutableArray<Decision<ResponseOutcome>>> others) =>
        ways.Length == others.Length && ways.Zip(others, static (one, another) => one.SequenceEqual(another)).All(static isSame => isSame);

    public bool Equals(EarlierVerdict? other) =>
        other is not null && Response == other.Response && AreEqual(Conditions, other.Conditions);

    public override int GetHashCode() => Conditions.Length;
}
