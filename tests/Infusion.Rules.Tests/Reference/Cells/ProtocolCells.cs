using Infusion.Rules.Fasting;
using Infusion.Rules.Protocols;
using Infusion.Rules.Reference;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.Reference.Cells.CellReference;

namespace Infusion.Rules.Tests.Reference.Cells;

/// <summary>Sections 2 and 3 of the reference model, read cell by cell.</summary>
internal static class ProtocolCells
{
    public static IEnumerable<CellReference> All(InfusionRules rules)
    {
        ProtocolRules room = rules.Protocols;
        FastingRules fasting = rules.Fasting;
        yield return new(room.ChoiceTable, row => Bit(ProtocolReference.Recommend(new(row[0] == 1, row[1] == 1, row[2] == 1)) switch
        {
            { Protocol: ProtocolReference.Protocol.NotPublished } => ProtocolChoiceOutcome.NotPublished,
            { RequiresClinicianChoice: true } => ProtocolChoiceOutcome.RequiresClinicianChoice,
            _ => ProtocolChoiceOutcome.Named,
        }));
        yield return new(room.RouteTable, row => Bit((RouteOutcome)(int)ProtocolReference.JudgeRoute(
            Enum.TryParse(Name(room.RouteTable, 0, row), out ProtocolReference.Route route) ? route : ProtocolReference.Route.Oral)));
        yield return new(room.SessionTable, row =>
        {
            IReadOnlySet<ProtocolReference.Warning> warnings = ProtocolReference.SessionWarnings(
                Protocol(room.SessionTable, row), (int)row[1], (int)row[2],
                row[3] == Fact.Never ? null : (int)Math.Min(row[3], int.MaxValue));
            return Bits(
                (warnings.Contains(ProtocolReference.Warning.SameDate), SessionFinding.SameDate),
                (warnings.Contains(ProtocolReference.Warning.OutsideFirstWeek), SessionFinding.OutsideFirstWeek));
        });
        yield return new(room.InductionTable,
            row => Bit(ProtocolReference.InductionOf(Protocol(room.InductionTable, row), (int)row[1]) switch
            {
                ProtocolReference.Induction.Complete => InductionOutcome.Complete,
                ProtocolReference.Induction.InProgress => InductionOutcome.InProgress,
                _ => InductionOutcome.NotPublished,
            }));
        yield return new(fasting.IntakeTable, row => Bit(IntakeVerdict(
            Kind(Name(fasting.IntakeTable, 0, row)), Elapsed(fasting.IntakeTable, 1, row), (FastingBasis)(int)row[4],
            Elapsed(fasting.IntakeTable, 5, row)) switch
        {
            FastingReference.Verdict.Violation => FastingOutcome.Violation,
            FastingReference.Verdict.ClinicianDecision => FastingOutcome.ClinicianDecision,
            _ => FastingOutcome.Compliant,
        }));
        yield return new(fasting.TimingTable, row => Bit((FastingBasis)(int)row[2] switch
        {
            FastingBasis.AtStart => row[3] < 0 ? IntakeTiming.AfterStart : IntakeTiming.Counts,
            FastingBasis.Plan => row[1] < 0 ? IntakeTiming.AfterAppointment : IntakeTiming.Counts,
            _ => row[1] < 0 ? IntakeTiming.AfterAppointment
                : row[4] < 0 || row[5] < 0 ? IntakeTiming.AfterCancellation
                : IntakeTiming.Counts,
        }));
        yield return new(fasting.ViolationTable, row => Bits((
            FastingReference.CancellationPermitted(
                Enum.Parse<FastingReference.Verdict>(Name(fasting.ViolationTable, 0, row)), infusionWasGiven: row[1] == 1),
            FastingFinding.CancellationPermitted)));
        yield return new(fasting.AsaTable, row => Bit(FastingReference.AsaAdvisory(
            (FastingReference.AsaKind)(int)row[0], Anchor - Elapsed(fasting.AsaTable, 1, row), Anchor) switch
        {
            { MeetsMinimum: true } => AsaOutcome.Met,
            { MoreMayBeNeeded: true } => AsaOutcome.MoreTimeMayBeNeeded,
            _ => AsaOutcome.Short,
        }));
    }

    // A cell names two distances, to the anchor and to the actual start, not all of which one history can have together.
    private static FastingReference.Verdict IntakeVerdict(
        FastingReference.Kind kind, Duration toAnchor, FastingBasis basis, Duration toStart) =>
        basis == FastingBasis.AtStart && toAnchor < Duration.Zero && FastingReference.HasPublishedWindow(kind)
        ? toStart >= FastingReference.Window(kind)
            ? FastingReference.Verdict.ClinicianDecision
            : FastingReference.Verdict.Violation
        : FastingReference.Against(kind, Anchor - toAnchor, Anchor).Verdict;

    public static FastingReference.Kind Kind(string name) => name switch
    {
        "solid" => FastingReference.Kind.Solid,
        "non-clear-liquid" => FastingReference.Kind.NonClearLiquid,
        "clear-liquid" => FastingReference.Kind.ClearLiquid,
        IntakeKind.OralMedicine => FastingReference.Kind.MedicineWithSip,
        _ => FastingReference.Kind.Unlisted,
    };

    public static ProtocolReference.Protocol Protocol(DecisionTable table, long[] row) => Name(table, 0, row) switch
    {
        "four-hour" => ProtocolReference.Protocol.FourHour,
        "one-hour" => ProtocolReference.Protocol.OneHour,
        _ => ProtocolReference.Protocol.NotPublished,
    };
}
