namespace Infusion.Rules.Reference;

/// <summary>Section 1: the consultation, and whether an infusion can be booked after it.</summary>
public static class ConsultationReference
{
    public const int SlotMinutes = 15;
    public const decimal Price = 0.00m;
    public const decimal OverrunCharge = 0.00m;

    public enum Professional { Physician, OtherClinician }

    public enum Booking { Accepted, Rejected }

    public enum RejectionReason { NoConsultation, NotCandidate, NoPhysicianVerdict }

    public enum Change { None, PotentialDisqualification }

    public sealed record BookingFacts(
        bool? ConsultationRecorded, EligibilityReference.CandidacyFacts Candidacy, Change MedicationChange = Change.None);

    public sealed record BookingResult(
        Booking Booking, RejectionReason? Reason, bool WarnsOfDisqualification, bool FlaggedAgainstExclusion);

    /// <summary>The specific sentence wins over the general one: the call is with a physician.</summary>
    public static bool MayHold(Professional professional) => professional == Professional.Physician;

    /// <summary>A verdict can be recorded once history, medications and appropriateness all are.</summary>
    public static bool CanRecordVerdict(bool history, bool medications, bool appropriateness) => history && medications && appropriateness;

    /// <summary>An infusion is booked on a physician's verdict Candidate and on nothing less.</summary>
    public static BookingResult Book(BookingFacts facts)
    {
        // A warning rides along with either answer; it never makes one.
        var warns = facts.MedicationChange == Change.PotentialDisqualification;

        if (!Completions.Known(facts.ConsultationRecorded, nameof(facts.ConsultationRecorded)))
            return new BookingResult(Booking.Rejected, RejectionReason.NoConsultation, warns, false);

        var candidacy = EligibilityReference.Candidacy(facts.Candidacy);
        if (candidacy.Outcome == EligibilityReference.Outcome.NotCandidate)
            return new BookingResult(Booking.Rejected, RejectionReason.NotCandidate, warns, false);

        // A computed Candidate, or a review still open, is not a physician's word.
        if (facts.Candidacy.PhysicianVerdict == EligibilityReference.Verdict.None)
            return new BookingResult(Booking.Rejected, RejectionReason.NoPhysicianVerdict, warns, false);

        return new BookingResult(Booking.Accepted, null, warns, candidacy.FlaggedAgainstExclusion);
    }

    /// <summary>The same from where the patient stands and whose word it is; a word that does not count is none.</summary>
    public static RejectionReason? Refusal(
        bool consultationHeld, EligibilityReference.Outcome candidacy, EligibilityReference.Verdict physicianVerdict)
    {
        if (!consultationHeld)
            return RejectionReason.NoConsultation;

        if (candidacy == EligibilityReference.Outcome.NotCandidate || physicianVerdict == EligibilityReference.Verdict.NotCandidate)
            return RejectionReason.NotCandidate;

        return physicianVerdict == EligibilityReference.Verdict.Candidate ? null : RejectionReason.NoPhysicianVerdict;
    }

    /// <summary>Every answer some completion of the unknown facts gives.</summary>
    public static IReadOnlySet<BookingResult> Possible(BookingFacts partial) => Completions.Possible(
        partial,
        Book,
        f => Completions.Fill(f, f.ConsultationRecorded, v => f with { ConsultationRecorded = v }),
        f => EligibilityReference.Complete(f.Candidacy).Select(c => f with { Candidacy = c }));
}
