using Infusion.Rules.Clinic;
using Infusion.Rules.Reference;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.Reference.Cells.CellReference;

namespace Infusion.Rules.Tests.Reference.Cells;

/// <summary>Section 4 of the reference model, read cell by cell.</summary>
internal static class VisitCells
{
    public static IEnumerable<CellReference> All(InfusionRules rules)
    {
        VisitRules room = rules.Visits;
        yield return new(room.ArrivalTable, row => Bit(
            VisitReference.LateBy(Anchor - Elapsed(room.ArrivalTable, 1, row), Anchor, (int)row[0]) > Duration.Zero
                ? ArrivalOutcome.Late
                : ArrivalOutcome.OnTime));
        yield return new(room.SideEffectTable, row => Bit((SideEffectOutcome)(int)VisitReference.JudgeSideEffect(
            Name(room.SideEffectTable, 0, row) != "unlisted", row[1] == 1 ? Anchor : null,
            Anchor + Elapsed(room.SideEffectTable, 2, row))));
        yield return new(room.CriteriaTable, row => Bit((CriteriaOutcome)(int)VisitReference.JudgeCriteria(
            row[0] == 1, row[2] == 1, row[3] != (int)ClinicianRole.Other, row[4] >= 0, row[5] >= 0, row[6] == 1)));
        yield return new(room.EffectHoldTable, row => Bit((EffectHold)(int)VisitReference.HoldsFor(
            Name(room.EffectHoldTable, 0, row) != "unlisted", row[1] == 1, row[2] == 1, row[3] == 1 ? Anchor : null,
            Anchor + Elapsed(room.EffectHoldTable, 4, row))));
        yield return new(room.SignsAfterTable, row => Bit(row.Contains(0) ? SignsHold.NotRecorded : SignsHold.Recorded));
        yield return new(room.InfusionTable, row => EndsBeforeStart(row[2]) ? null : Bits((
            row[1] == 0 && row[0] < 2
                && VisitReference.IsShorterThanHalf(Elapsed(room.InfusionTable, 2, row), Duration.FromHours(row[0] == 0 ? 4 : 1)),
            InfusionFinding.ShorterThanHalf)));
        yield return new(room.ReleaseTable, row => EndsBeforeStart(row[5]) ? null
            : Bit((ReleaseOutcome)(int)Release(Elapsed(room.ReleaseTable, 0, row), row).Outcome));
        yield return new(room.ReleaseFindingsTable, row =>
        {
            VisitReference.ReleaseResult held = Release(Elapsed(room.ReleaseFindingsTable, 0, row), row);
            return EndsBeforeStart(row[5]) ? null : Bits(
                (held.MinimumRecovery, ReleaseFinding.MinimumRecovery),
                (held.CriteriaNotMet, ReleaseFinding.CriteriaNotMet),
                (held.SideEffectForClinician, ReleaseFinding.SideEffectForClinician),
                (held.VitalSignsNotRecorded, ReleaseFinding.VitalSignsNotRecorded),
                (held.RideNotArranged, ReleaseFinding.RideNotArranged),
                (VisitReference.AdvisesCompany(row[4] == 1), ReleaseFinding.Unaccompanied));
        });
        yield return new(room.ResidualEffectsTable, row => Bit(
            Anchor + Elapsed(room.ResidualEffectsTable, 0, row) < VisitReference.ResidualEffectsUntil(Anchor)
                ? ResidualEffectsOutcome.Possible
                : ResidualEffectsOutcome.PublishedTimePassed));
        yield return new(room.DrivingTable, row => EndsBeforeStart(row[2]) ? null
            : Bit((DrivingOutcome)(int)VisitReference.JudgeDriving(Anchor, Anchor + Elapsed(room.DrivingTable, 0, row))));
        yield return new(room.InboundRideTable, row => row[6] < 0 ? null : Bit(
            VisitReference.JudgeInboundRide(
                row[0] == 1 && row[1] == 0 ? Anchor : null,
                row[0] == 1 && row[1] != 0 ? Anchor + Duration.FromHours(row[1] == 1 ? 4 : 1) : null,
                Anchor + Elapsed(room.InboundRideTable, 4, row) - Elapsed(room.InboundRideTable, 5, row),
                row[2] == 1 ? Anchor + Elapsed(room.InboundRideTable, 4, row) : null,
                VisitReference.RequiredArrival(Anchor + Elapsed(room.InboundRideTable, 4, row), (int)row[3])) is { Needed: true }
                ? InboundRideOutcome.InboundRideNeeded
                : InboundRideOutcome.NotNeeded));
    }

    private static bool EndsBeforeStart(long length) => length < 0;

    private static VisitReference.ReleaseResult Release(Duration sinceEnd, long[] row) =>
        VisitReference.JudgeRelease(Anchor, Anchor + sinceEnd, row[1] != (int)CriteriaOutcome.NotMet, row[3] == 1,
            row[2] == (int)EffectHold.ForClinician, row[6] == (int)SignsHold.NotRecorded);
}
