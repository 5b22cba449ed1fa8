using Infusion.Rules.Clinic;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Reference;
using NodaTime;
using static Infusion.Rules.Tests.Reference.Cells.CellReference;

namespace Infusion.Rules.Tests.Reference.Cells;

/// <summary>Sections 6 and 7 of the reference model, read cell by cell.</summary>
internal static class MaintenanceCells
{
    private static LocalDate LastInfusion => new(2026, 1, 31);

    public static IEnumerable<CellReference> All(InfusionRules rules)
    {
        MaintenanceRules room = rules.Maintenance;
        FeeRules fees = rules.Fees;
        yield return new(room.StatusTable, row => Bit(row[0] == 0 ? MaintenanceOutcome.BeforeMaintenance : Status(row).Status switch
        {
            MaintenanceReference.Status.NotYetDue => MaintenanceOutcome.NotYetDue,
            MaintenanceReference.Status.InWindow => MaintenanceOutcome.InWindow,
            MaintenanceReference.Status.Due => MaintenanceOutcome.Due,
            _ => MaintenanceOutcome.DeferredWhileControlled,
        }));
        yield return new(room.FindingsTable, row => row[0] == 0 ? 0 : Bits(
            (row[3] != (int)ClinicianPlan.None && MaintenanceReference.ByClinician(
                LastInfusion, Months(row[5]), Months(row[6])).OutsidePublishedRange,
                MaintenanceFinding.OutsidePublishedRange),
            (Status(row).SymptomsBeforeWindow, MaintenanceFinding.SymptomsBeforeWindow),
            (MaintenanceReference.NewInductionIsNotPublished(Status(row)), MaintenanceFinding.InductionAfterLapseNotPublished)));
        yield return new(room.RecommendationTable, row =>
        {
            var plan = (ClinicianPlan)(int)row[1];
            MaintenanceReference.Window? window = row[0] == 0 ? MaintenanceReference.Published(LastInfusion, inMaintenance: false)
                : plan == ClinicianPlan.OneInterval ? MaintenanceReference.ByClinician(LastInfusion, 2)
                : plan == ClinicianPlan.Range ? MaintenanceReference.ByClinician(LastInfusion, 1, 2)
                : MaintenanceReference.Published(LastInfusion);
            return Bit(window is null ? MaintenanceBasis.BeforeMaintenance
                : window.Recommended is not null ? MaintenanceBasis.ClinicianInterval
                : window == MaintenanceReference.Published(LastInfusion) ? MaintenanceBasis.NotPublished
                : MaintenanceBasis.ClinicianRange);
        });
        yield return new(fees.CancellationTable, row => Bit(FeeReference.JudgeFee(new(
            (FeeReference.Ending)(int)row[0],
            row[1] == (int)CancellationReason.FastingViolation ? FeeReference.Reason.FastingViolation : FeeReference.Reason.AnythingElse,
            Name(fees.CancellationTable, 2, row) == "Violation",
            Name(fees.CancellationTable, 5, row) != FeeFacts.NoWaiver)).Outcome switch
        {
            FeeReference.FeeOutcome.Charged => CancellationFeeOutcome.Charged,
            FeeReference.FeeOutcome.NothingCancelled => CancellationFeeOutcome.NoFee,
            FeeReference.FeeOutcome.ReasonNotSupported => CancellationFeeOutcome.ReasonNotSupported,
            FeeReference.FeeOutcome.Waived => CancellationFeeOutcome.Waived,
            _ => CancellationFeeOutcome.NotPublished,
        }));
        yield return new(fees.RescheduleTable, row => Bit(
            FeeReference.JudgeReschedule(
                Anchor, Anchor + Duration.FromDays((int)Math.Max(row[0], -1000))) == FeeReference.RescheduleWarning.None
                ? RescheduleOutcome.AnotherDay
                : RescheduleOutcome.RescheduledSameDay));

        // The reference counts credits and does not name why there is none.
        yield return new(fees.ReferralTable, row => 1UL << Earned(row), outcome => outcome == (int)ReferralOutcome.Earned ? 1 : 0);
        yield return new(fees.CreditUseTable, row => Bit(
            row[0] == (int)ChargeKind.Visit
                && FeeReference.ApplyCredits([new(row[1] == 1 ? 400 : 0, row[2] == 1, 1)], onePerVisit: false).Open == 0
                ? CreditUse.Spent
                : CreditUse.StaysOpen));
    }

    private static MaintenanceReference.Result Status(
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
