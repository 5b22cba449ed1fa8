using Infusion.Rules.Clinic;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Reference;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.Reference.Cells.CellReference;

namespace Infusion.Rules.Tests.Reference.Cells;

/// <summary>Sections 6 and 7 of the reference model, read cell by cell.</summary>
internal static class MaintenanceCells
{
    private static LocalDate LastInfusion => new(2026, 1, 31);

    public static IEnumerable<CellReference> All(InfusionRules rules, ReferencePolicy policy)
    {
        MaintenanceRules room = rules.Maintenance;
        FeeRules fees = rules.Fees;
        yield return new(room.StatusTable, row => Bit(row[0] == 0 ? MaintenanceOutcome.BeforeMaintenance : Status(policy, row).Status switch
        {
            MaintenanceReference.Status.NotYetDue => MaintenanceOutcome.NotYetDue,
            MaintenanceReference.Status.InWindow => MaintenanceOutcome.InWindow,
            MaintenanceReference.Status.Due => MaintenanceOutcome.Due,
            _ => MaintenanceOutcome.DeferredWhileControlled,
        }));
        yield return new(room.FindingsTable, row => row[0] == 0 ? 0 : Bits(
            (row[3] != (int)ClinicianPlan.None && policy.Maintenance != ReferencePolicy.MaintenanceBy.Demand && MaintenanceReference.ByClinician(
                LastInfusion, Months(row[5]), Months(row[6])).OutsidePublishedRange,
                MaintenanceFinding.OutsidePublishedRange),
            (Status(policy, row).SymptomsBeforeWindow, MaintenanceFinding.SymptomsBeforeWindow),
            (
                !IsOnDemand(policy, row) && MaintenanceReference.NewInductionIsNotPublished(Status(policy, row)), MaintenanceFinding.InductionAfterLapseNotPublished)));
        yield return new(room.RecommendationTable, row => Bit(Enum.Parse<MaintenanceBasis>(MaintenanceReference.BasisOf(
            policy, row[0] == 1, (ClinicianPlan)(int)row[1] switch
            {
                ClinicianPlan.OneInterval => true,
                ClinicianPlan.Range => false,
                _ => null,
            },
            Name(room.RecommendationTable, 2, row), (int)row[4]).ToString())));
        DecisionTable fee = fees.CancellationTable;
        int lateness = Place(fee, "fee.lateness"), before = Place(fee, "fee.before-appointment");
        yield return new(fee, row => Bit(FeeReference.JudgeMiss(
            new(
                (FeeReference.Ending)(int)row[0], (FeeReference.Reason)(int)row[1], Name(fee, 2, row) == "Violation",
                Name(fee, 5, row) != FeeFacts.NoWaiver, Elapsed(fee, 3, row), before < 0 ? Duration.Zero : Elapsed(fee, before, row), (int)row[4],
                lateness < 0 ? Duration.Zero : Elapsed(fee, lateness, row), Flag(row, Place(fee, "fee.priced"), true)), policy) switch
        {
            FeeReference.FeeOutcome.Charged => CancellationFeeOutcome.Charged,
            FeeReference.FeeOutcome.NothingCancelled => CancellationFeeOutcome.NoFee,
            FeeReference.FeeOutcome.ReasonNotSupported => CancellationFeeOutcome.ReasonNotSupported,
            FeeReference.FeeOutcome.Waived => CancellationFeeOutcome.Waived,
            FeeReference.FeeOutcome.WithinGrace => CancellationFeeOutcome.WithinGrace,
            _ => CancellationFeeOutcome.NotPublished,
        }));
        yield return new(fees.RescheduleTable, row => Bit(
            !policy.AsksForAnotherDay ? RescheduleOutcome.NotPublished
            : FeeReference.JudgeReschedule(
                Anchor, Anchor + Duration.FromDays((int)Math.Max(row[0], -1000))) == FeeReference.RescheduleWarning.None
                ? RescheduleOutcome.AnotherDay
                : RescheduleOutcome.RescheduledSameDay));

        // None of these clinics asks for a payment in advance after missed visits.
        yield return new(rules.Tables.Single(table => table.Id == "fee.prepayment"), _ => Bit(PrepaymentOutcome.NotPublished));

        // The reference counts credits and does not name why there is none.
        yield return new(fees.ReferralTable, row => 1UL << Earned(row), outcome => outcome == (int)ReferralOutcome.Earned ? 1 : 0);
        yield return new(fees.CreditUseTable, row => Bit(
            row[0] == (int)ChargeKind.Visit
                && FeeReference.ApplyCredits([new(row[1] == 1 ? 400 : 0, row[2] == 1, 1)], onePerVisit: false).Open == 0
                ? CreditUse.Spent
                : CreditUse.StaysOpen));
    }

    // A clinician's interval is a window also where the clinic has none, which nobody can let lapse.
    private static bool IsOnDemand(ReferencePolicy policy, long[] row) =>
        policy.Maintenance == ReferencePolicy.MaintenanceBy.Demand && row[3] == (int)ClinicianPlan.None;

    private static MaintenanceReference.Result Status(ReferencePolicy policy, long[] row)
    {
        if (!IsOnDemand(policy, row))
        {
            return ByWindow(row);
        }

        bool isTooEarly = (MaintenancePosition)(int)row[1] == MaintenancePosition.Before;
        return new(MaintenanceReference.OnDemand(isTooEarly, row[2] == 1), 0, isTooEarly && row[2] == 1);
    }

    private static MaintenanceReference.Result ByWindow(
        long[] row) => MaintenanceReference.Judge(MaintenanceReference.Published(LastInfusion), new(
        (MaintenancePosition)(int)row[row[3] == (int)ClinicianPlan.None ? 1 : 4] switch
        {
            MaintenancePosition.Before => new(2026, 2, 27),
            MaintenancePosition.Within => new(2026, 4, 30),
            _ => new(2026, 5, 1),
        },
        row[2] == 1));

    // Months that end before, in or after the published window, where a date of a clinician's interval lies in relation to it.
    private static int Months(long position) => (MaintenancePosition)(int)position switch
    {
        MaintenancePosition.Before => 0,
        MaintenancePosition.Within => 2,
        _ => 4,
    };

    // The credits before and after what the friend schedules now.
    private static int Earned(long[] row)
    {
        string referrer = row[1] == 1 ? "friend" : "referrer";
        FeeReference.Referral[] recorded = row[2] == 1
            ? [new(referrer, "friend")]
            : [new("somebody else", "friend"), new(referrer, "friend")];
        HashSet<string> before = row[3] == 1 ? ["friend"] : [];
        HashSet<string> after = row[0] == (int)FriendBooking.Infusion ? ["friend"] : before;
        return FeeReference.CreditsEarned(referrer, recorded, after) - FeeReference.CreditsEarned(referrer, recorded, before);
    }
}
