using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Reference;
using static Infusion.Rules.Tests.Reference.Cells.CellReference;

namespace Infusion.Rules.Tests.Reference.Cells;

/// <summary>Sections 1 and 1b of the reference model, read cell by cell.</summary>
internal static class EligibilityCells
{
    public static IEnumerable<CellReference> All(InfusionRules rules)
    {
        EligibilityRules room = rules.Eligibility;
        ContinuityRules care = rules.Continuity;
        yield return new(room.ConditionTable, row => Bit(EligibilityReference.Judge(new(
            Condition(Name(room.ConditionTable, 0, row)), row[1] > EligibilityReference.ChronicAfterMonths, row[2] == 1)).Listing switch
        {
            EligibilityReference.Listing.Listed => ConditionOutcome.Listed,
            EligibilityReference.Listing.Remission => ConditionOutcome.NoActiveIndication,
            _ => ConditionOutcome.NotListed,
        }));

        // The reference tells two kinds of screens apart; the published policy has neither.
        yield return new(room.CandidacyTable, row => row[4] == 1 ? null : Bit((EligibilityOutcome)(int)EligibilityReference.Candidacy(new(
            Name(room.CandidacyTable, 0, row) == nameof(ConditionOutcome.Listed), false, false, Word(row[1], row[2]),
            row[3] == 1)).Outcome));
        yield return new(room.FindingsTable, row => Bits(
            (EligibilityReference.PriorTherapyNotDocumented(row[0] == 1), EligibilityFinding.PriorTherapyNotDocumented),
            (
                row[1] != (int)PhysicianVerdict.NotRecorded && !ConsultationReference.MayHold(Role(row[2])),
                EligibilityFinding.VerdictRoleNotAccepted)));
        yield return new(room.SectionsTable, row => Bit(ConsultationReference.CanRecordVerdict(row[0] == 1, row[1] == 1, row[2] == 1)
            ? SectionsOutcome.VerdictMayBeRecorded
            : SectionsOutcome.SectionMissing));

        // The reference has one reason for "nobody whose word counts has said yes"; the library says which of three it is.
        yield return new(
            room.BookingTable,
            row => row[4] == 1 ? null : 1UL << Told(ConsultationReference.Refusal(row[0] == 1, (EligibilityReference.Outcome)(int)row[3], Word(row[1], row[2]))),
            outcome => (BookingOutcome)outcome switch
            {
                BookingOutcome.Accepted => Told(null),
                BookingOutcome.RejectedNoConsultation => Told(ConsultationReference.RejectionReason.NoConsultation),
                BookingOutcome.RejectedNotCandidate => Told(ConsultationReference.RejectionReason.NotCandidate),
                _ => Told(ConsultationReference.RejectionReason.NoPhysicianVerdict),
            });
        yield return new(room.WarningsTable, row => Bits((
            ConsultationReference.Book(new(false, Nobody, Name(room.WarningsTable, 0, row) == nameof(
                ContinuityReference.Outcome.PotentialDisqualification)
                ? ConsultationReference.Change.PotentialDisqualification
                : ConsultationReference.Change.None)).WarnsOfDisqualification,
            BookingWarning.PotentialDisqualification)));
        yield return new(care.ChangeTable, row => Bit(Enum.Parse<MedicationChangeOutcome>(Change(row).Outcome.ToString())));
        yield return new(
            care.ChangeFindingsTable, row => Bits((Change(row).ChangedBeforeMaintenance, ContinuityFinding.ChangedBeforeMaintenance)));
        yield return new(care.ProviderTable, row => Bits((
            ContinuityReference.NoManagingProviderOnFile(
                Name(care.ProviderTable, 0, row) == nameof(ProviderOnFile.OutsideProvider) ? 1 : 0),
            ContinuityFinding.NoManagingProvider)));
    }

    private static EligibilityReference.CandidacyFacts Nobody => new(null, null, null, null, null);

    private static int Told(ConsultationReference.RejectionReason? reason) => reason is { } known ? 1 + (int)known : 0;

    private static ConsultationReference.Professional Role(long role) =>
        role == (int)ClinicianRole.Physician
            ? ConsultationReference.Professional.Physician
            : ConsultationReference.Professional.OtherClinician;

    // Only a physician's word is a word.
    private static EligibilityReference.Verdict Word(long verdict, long role) =>
        !ConsultationReference.MayHold(Role(role)) ? EligibilityReference.Verdict.None : (PhysicianVerdict)verdict switch
        {
            PhysicianVerdict.Candidate => EligibilityReference.Verdict.Candidate,
            PhysicianVerdict.NotCandidate => EligibilityReference.Verdict.NotCandidate,
            _ => EligibilityReference.Verdict.None,
        };

    private static ContinuityReference.Result Change(long[] row) =>
        ContinuityReference.MedicationChange(new(row[0] == 1, row[1] == 1, row[2] == 1, row[3] == 1, row[4] == 1));

    private static EligibilityReference.Condition Condition(string id) => id switch
    {
        "crps" or "crps-type-1" => EligibilityReference.Condition.CrpsTypeI,
        "crps-type-2" => EligibilityReference.Condition.CrpsTypeII,
        "chronic-back-pain" => EligibilityReference.Condition.BackPain,
        "chronic-neck-pain" => EligibilityReference.Condition.NeckPain,
        "migraine" => EligibilityReference.Condition.Migraine,
        "fibromyalgia" => EligibilityReference.Condition.Fibromyalgia,
        "major-depression" => EligibilityReference.Condition.MajorDepression,
        "postpartum-depression" => EligibilityReference.Condition.PostpartumDepression,
        "anxiety" => EligibilityReference.Condition.Anxiety,
        "ptsd" => EligibilityReference.Condition.Ptsd,
        "cluster-headache" => EligibilityReference.Condition.ClusterHeadache,
        _ => EligibilityReference.Condition.AnythingElse,
    };
}
