using Infusion.Rules.Clinic;
using Infusion.Rules.Reference;
using Infusion.Rules.Tables;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.Reference.Cells.CellReference;

namespace Infusion.Rules.Tests.Reference.Cells;

/// <summary>Section 4 of the reference model, read cell by cell.</summary>
internal static class VisitCells
{
    public static IEnumerable<CellReference> All(InfusionRules rules, ReferencePolicy policy)
    {
        VisitRules room = rules.Visits;
        yield return new(room.ArrivalTable, row => Bit(
            VisitReference.LateBy(Anchor - Elapsed(room.ArrivalTable, 1, row), Anchor, (int)row[0], policy) > Duration.Zero
                ? ArrivalOutcome.Late
                : ArrivalOutcome.OnTime));
        yield return new(room.SideEffectTable, row => Bit((SideEffectOutcome)(int)VisitReference.JudgeSideEffect(
            Name(room.SideEffectTable, 0, row) != "unlisted", row[1] == 1 ? Anchor : null,
            Anchor + Elapsed(room.SideEffectTable, 2, row))));
        yield return new(room.CriteriaTable, row => Bit((CriteriaOutcome)(int)VisitReference.JudgeCriteria(
            row[0] == 1 && (policy.DischargePoints is not { } points || row[1] >= points), row[2] == 1, row[3] != (int)ClinicianRole.Other, row[4] >= 0, row[5] >= 0, row[6] == 1)));
        yield return new(room.EffectHoldTable, row => Bit((EffectHold)(int)VisitReference.HoldsFor(
            Name(room.EffectHoldTable, 0, row) != "unlisted", row[1] == 1, row[2] == 1, row[3] == 1 ? Anchor : null,
            Anchor + Elapsed(room.EffectHoldTable, 4, row))));
        yield return new(room.SignsAfterTable, row => Bit(row.Contains(0) ? SignsHold.NotRecorded : SignsHold.Recorded));
        yield return new(room.InfusionTable, row => EndsBeforeStart(row[2]) ? null : Bits((
            row[1] == 0 && ProtocolOf(policy, Name(room.InfusionTable, 0, row))?.PlannedMinutes is { } planned
                && VisitReference.IsShorterThanHalf(Elapsed(room.InfusionTable, 2, row), Duration.FromMinutes(planned)),
            InfusionFinding.ShorterThanHalf)));
        yield return new(room.ReleaseTable, row =>
        {
            (VisitReference.ReleaseResult held, VisitReference.HomeResult home) = Release(policy, room.ReleaseTable, row);
            return EndsBeforeStart(row[5]) ? null : Bit((ReleaseOutcome)(int)(
                home.Holds && held.Outcome == VisitReference.Release.Release ? VisitReference.Release.Hold : held.Outcome));
        });
        yield return new(room.ReleaseFindingsTable, row =>
        {
            (VisitReference.ReleaseResult held, VisitReference.HomeResult home) = Release(policy, room.ReleaseFindingsTable, row);
            return EndsBeforeStart(row[5]) ? null : Bits(
                (held.MinimumRecovery, ReleaseFinding.MinimumRecovery),
                (held.CriteriaNotMet, ReleaseFinding.CriteriaNotMet),
                (held.SideEffectForClinician, ReleaseFinding.SideEffectForClinician),
                (held.VitalSignsNotRecorded, ReleaseFinding.VitalSignsNotRecorded),
                (home.RideNotArranged, ReleaseFinding.RideNotArranged),
                (home.TaxiNotAccepted, ReleaseFinding.TaxiNotAccepted),
                (home.NoEscort, ReleaseFinding.NoEscort),
                (home.EscortTooYoung, ReleaseFinding.EscortTooYoung),
                (home.EscortDoesNotStay, ReleaseFinding.EscortDoesNotStay),
                (home.Unaccompanied, ReleaseFinding.Unaccompanied));
        });
        yield return new(room.ResidualEffectsTable, row => Bit(
            Anchor + Elapsed(room.ResidualEffectsTable, 0, row) < VisitReference.ResidualEffectsUntil(Anchor)
                ? ResidualEffectsOutcome.Possible
                : ResidualEffectsOutcome.PublishedTimePassed));
        yield return new(room.DrivingTable, row => EndsBeforeStart(row[2]) ? null : Bit(VisitReference.IsDrivingRestricted(
            policy.NoDriving, Elapsed(room.DrivingTable, 0, row), Elapsed(room.DrivingTable, 1, row))
            ? DrivingOutcome.Restricted : DrivingOutcome.RestrictionElapsed));
        yield return new(room.InboundRideTable, row => IsRideNeeded(policy, room.InboundRideTable, row) is not { } needed ? null : Bit(
            needed ? InboundRideOutcome.InboundRideNeeded : InboundRideOutcome.NotNeeded));

        // What is stated, and to be decided by one answer alone.
        yield return new(Table("visit.checklist"), row => Bits(
            [.. policy.Checklist.Select((item, place) => (row[place] == 0, Parsed<ChecklistItem>(item)))]));
        yield return new(Table("visit.vital-signs"), row => Bits([
            .. policy.VitalSigns.Select((sign, place) => (
                policy.VitalSignPhases.Contains(Name(Table("visit.vital-signs"), 0, row).ToLowerInvariant()) && row[place + 1] == 0,
                Parsed<VitalSign>(sign)))]));
        yield return new(Table("visit.blood-pressure"), row => Bit(
            policy.BloodPressureAbove is not { } limit ? BloodPressureOutcome.NotPublished
            : row[0] > limit.Systolic || row[1] > limit.Diastolic ? BloodPressureOutcome.AboveClinicLimit
            : BloodPressureOutcome.WithinClinicLimit));
        yield return new(Table("visit.conduct"), row => Bits(
            (row[0] == 0, ConductFinding.AccommodationsNotOffered), (row[1] == 1, ConductFinding.WalkedDuringInfusion),
            (row[2] == 0, ConductFinding.NoClinicianAvailable), (row[3] == 0, ConductFinding.NoResponsiblePhysician)));
        bool waits = policy.NeedsEscort is { StaysDuringVisit: true };
        yield return new(Table("visit.start"), row => Bit(
            !waits ? StartOutcome.NotPublished : row[0] == 1 ? StartOutcome.Ready : StartOutcome.Wait));
        yield return new(Table("visit.start-findings"), row => Bits(
            (!waits, StartFinding.NotPublished), (waits && row[0] == 0, StartFinding.EscortNotThere)));

        DecisionTable Table(string id) => rules.Tables.Single(table => table.Id == id);
    }

    private static TEnum Parsed<TEnum>(string name)
        where TEnum : struct, Enum => Enum.Parse<TEnum>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static ProtocolReference.Protocol? ProtocolOf(ReferencePolicy policy, string name) =>
        policy.Protocols.FirstOrDefault(one => one.Id == name);

    // The way lies so long after the end on record, or after the start of an infusion that is planned to run for some time.
    private static bool? IsRideNeeded(ReferencePolicy policy, DecisionTable table, long[] row)
    {
        if (row[Place(table, "visit.departure-to-arrival")] < 0)
            return null;

        if (row[0] == 0)
            return false;

        int clock = Place(table, "visit.travel-clock"), clockFromNow = Place(table, "visit.travel-clock-from-now");
        Duration lead = row[2] == 1 ? Duration.Zero : row[3] == 0 ? policy.FirstArrivalLead : policy.LaterArrivalLead;
        Duration since = Elapsed(table, Place(table, "visit.way-since-infusion"), row) - lead;
        Duration ahead = Elapsed(table, Place(table, "visit.way-from-now"), row) - lead;
        Duration clockSince = clock < 0 ? default : Elapsed(table, clock, row);
        Duration clockAhead = clockFromNow < 0 ? default : Elapsed(table, clockFromNow, row);
        if (ProtocolOf(policy, Name(table, 1, row)) is not { } planned)
            return VisitReference.IsDrivingRestricted(policy.NoDriving, since, clockSince);

        // An end that is only planned is not before now.
        return VisitReference.IsDrivingRestricted(
            policy.NoDriving, since - Duration.FromMinutes(planned.PlannedMinutes!.Value), clockSince)
            || VisitReference.IsDrivingRestricted(policy.NoDriving, ahead, clockAhead);
    }

    private static bool EndsBeforeStart(long length) => length < 0;

    private static (VisitReference.ReleaseResult Held, VisitReference.HomeResult Home) Release(
        ReferencePolicy policy, DecisionTable table, long[] row)
    {
        int age = Place(table, "visit.escort-age"), protocol = Place(table, "visit.protocol");
        VisitReference.Home home = new(
            true, row[4] == 1, Flag(row, Place(table, "visit.ride-is-taxi"), false), age < 0 ? 0 : (int)row[age],
            Flag(row, Place(table, "visit.escort-stays"), true));
        VisitReference.Recovery recovery = VisitReference.RecoveryOf(
            policy, protocol < 0 ? null : ProtocolOf(policy, Name(table, protocol, row)), Elapsed(table, 5, row), row[4] == 1);
        return (
            VisitReference.JudgeRelease(
                Anchor, Anchor + Elapsed(table, 0, row), row[1] != (int)CriteriaOutcome.NotMet, row[3] == 1,
                row[2] == (int)EffectHold.ForClinician, row[6] == (int)SignsHold.NotRecorded, recovery),
            VisitReference.JudgeHome(home with { RideArranged = row[3] == 1 }, policy));
    }
}
