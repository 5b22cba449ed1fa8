using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Reference;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.Reference.Cells.CellReference;

namespace Infusion.Rules.Tests.Reference.Cells;

/// <summary>Sections 1 and 1b of the reference model, read cell by cell.</summary>
internal static class EligibilityCells
{
    public static IEnumerable<CellReference> All(InfusionRules rules, ReferencePolicy policy)
    {
        EligibilityRules room = rules.Eligibility;
        ContinuityRules care = rules.Continuity;
        yield return new(room.ConditionTable, row => Bit(EligibilityReference.Judge(
            policy.Conditions.GetValueOrDefault(Name(room.ConditionTable, 0, row)), row[1] > policy.ChronicAfterMonths, row[2] == 1) switch
        {
            EligibilityReference.Listing.Listed => ConditionOutcome.Listed,
            EligibilityReference.Listing.Remission => ConditionOutcome.NoActiveIndication,
            _ => ConditionOutcome.NotListed,
        }));
        int contradicted = Place(room.CandidacyTable, "eligibility.active-and-in-remission");
        yield return new(room.CandidacyTable, row => row[contradicted] == 1 ? null : Bit((EligibilityOutcome)(int)EligibilityReference.Candidacy(new(
            Name(room.CandidacyTable, 0, row) == nameof(ConditionOutcome.Listed),
            IsAny(policy, room.CandidacyTable, row, EligibilityReference.ScreenEffect.Review),
            IsAny(policy, room.CandidacyTable, row, EligibilityReference.ScreenEffect.Exclude), Word(row[1], row[2]), row[3] == 1)).Outcome));
        yield return new(room.FindingsTable, row =>
        {
            bool isExcluded = IsAny(policy, room.FindingsTable, row, EligibilityReference.ScreenEffect.Exclude);
            bool isCandidate = Word(row[1], row[2]) == EligibilityReference.Verdict.Candidate;
            return Bits(
                (EligibilityReference.PriorTherapyNotDocumented(row[0] == 1), EligibilityFinding.PriorTherapyNotDocumented),
                (IsAny(policy, room.FindingsTable, row, EligibilityReference.ScreenEffect.Inform), EligibilityFinding.ScreenInforms),
                (
                    row[1] != (int)PhysicianVerdict.NotRecorded && !ConsultationReference.MayHold(Role(row[2])),
                    EligibilityFinding.VerdictRoleNotAccepted),
                (isCandidate && isExcluded, EligibilityFinding.VerdictAgainstExclusion),
                (
                    isCandidate && IsAny(policy, room.FindingsTable, row, EligibilityReference.ScreenEffect.Review),
                    EligibilityFinding.VerdictAgainstReview),
                (isCandidate && isExcluded && row[3] == 0, EligibilityFinding.ReasonNotRecorded));
        });
        yield return new(rules.Tables.Single(table => table.Id == "consultation.call"), _ => Bits(
            (true, ConsultationCharge.SlotPriceOnly), (ConsultationReference.OverrunCharge == 0, ConsultationCharge.OverrunNotCharged)));
        yield return new(rules.Tables.Single(table => table.Id == "continuity.interaction"), _ => Bit(ContinuityFinding.NotPublished));
        yield return new(rules.Tables.Single(table => table.Id == "continuity.statements"), _ => Bits(
        [
            .. policy.ContinuityStatements.Select(said => (
                true, Enum.Parse<ContinuityStatement>(said.Replace("-", "", StringComparison.Ordinal), ignoreCase: true))),
            (policy.Holds.Count > 0, ContinuityStatement.MedicineHeld),
        ]));
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
        yield return new(care.ChangeTable,
            row => Bit(Enum.Parse<MedicationChangeOutcome>(Change(policy, care.ChangeTable, row).Outcome.ToString())));
        yield return new(
            care.ChangeFindingsTable,
            row => Bits((
                Change(policy, care.ChangeFindingsTable, row).ChangedBeforeMaintenance, ContinuityFinding.ChangedBeforeMaintenance)));
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

    private static ContinuityReference.Result Change(ReferencePolicy policy, DecisionTable table, long[] row)
    {
        int medicine = Place(table, "continuity.held-medicine");
        ReferencePolicy.Hold? hold = medicine < 0 ? null : policy.Holds.FirstOrDefault(one => one.Id == Name(table, medicine, row));
        return ContinuityReference.MedicationChange(new(
            row[0] == 1, row[1] == 1, row[2] == 1, row[3] == 1, row[4] == 1, hold is not null && row[Place(table, "continuity.only-paused")] == 1
            && ContinuityReference.IsWithin(
                hold, Duration.FromNanoseconds(row[Place(table, "continuity.paused-before")]),
                Duration.FromNanoseconds(row[Place(table, "continuity.paused-clock")]))));
    }

    private static bool IsAny(ReferencePolicy policy, DecisionTable table, long[] row, EligibilityReference.ScreenEffect effect) =>
        policy.Screens.Any(screen =>
        {
            int place = Place(table, $"eligibility.screen.{screen.Id}");
            return screen.Effect == effect && (table.Facts[place].Kind switch
            {
                FactKind.YesNo => row[place] == 1,
                FactKind.LookBack => EligibilityReference.Applies(screen, row[place] == Fact.Never ? null : row[place]),
                _ => EligibilityReference.Applies(screen, row[place] / (decimal)Math.Pow(10, screen.Scale)),
            });
        });
}
