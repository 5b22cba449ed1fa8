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
    public static IEnumerable<CellReference> All(InfusionRules rules, ReferencePolicy policy)
    {
        ProtocolRules room = rules.Protocols;
        FastingRules fasting = rules.Fasting;
        yield return new(room.ChoiceTable, row => Bit(ProtocolReference.Recommend(
            new(row[0] == 1, row[1] == 1, row[2] == 1), policy) switch
        {
            { Protocol.Id: "not-published" } => ProtocolChoiceOutcome.NotPublished,
            { RequiresClinicianChoice: true } => ProtocolChoiceOutcome.RequiresClinicianChoice,
            _ => ProtocolChoiceOutcome.Named,
        }));
        yield return new(room.RouteTable, row => Bit((RouteOutcome)(int)ProtocolReference.JudgeRoute(
            Enum.TryParse(Name(room.RouteTable, 0, row), out ProtocolReference.Route route) ? route : ProtocolReference.Route.Oral)));
        // None of these clinics states course weeks, or what may be taken during and after an infusion: the reader refuses a file that does.
        yield return new(rules.Tables.Single(table => table.Id == "protocol.course-week"), _ => Bit(CourseWeekOutcome.NotPublished));
        yield return new(rules.Tables.Single(table => table.Id == "fasting.during-and-after"), _ => Bit(DuringAndAfterOutcome.NotPublished));
        int inSevenDays = Place(room.SessionTable, "protocol.sessions-in-seven-days");
        int mayGoOn = Place(room.SessionTable, "protocol.may-go-on");
        yield return new(room.SessionTable, row => Bits(
        [
            .. ProtocolReference.SessionWarnings(Protocol(room.SessionTable, row, policy), new(
                (int)row[1], (int)row[2], row[3] == Fact.Never ? null : (int)Math.Min(row[3], int.MaxValue),
                (IsoDayOfWeek)(int)(row[4] + 1), inSevenDays < 0 ? 1 : (int)row[inSevenDays], Flag(row, mayGoOn, true)))
                .Select(warning => (true, Enum.Parse<SessionFinding>(warning.ToString()))),
        ]));
        yield return new(room.InductionTable, row => Bit(Enum.Parse<InductionOutcome>(
            ProtocolReference.InductionOf(Protocol(room.InductionTable, row, policy), (int)row[1]).ToString())));
        yield return new(fasting.IntakeTable, row => Bit(FastingReference.Judge(
            FastingReference.RuleOf(Name(fasting.IntakeTable, 0, row), policy), Elapsed(fasting.IntakeTable, 1, row),
            Clock(fasting.IntakeTable, 2, row), Session(row[3]), (FastingBasis)(int)row[4] == FastingBasis.AtStart
                ? Elapsed(fasting.IntakeTable, 5, row) : null) switch
        {
            FastingReference.Verdict.Violation => FastingOutcome.Violation,
            FastingReference.Verdict.ClinicianDecision => FastingOutcome.ClinicianDecision,
            _ => FastingOutcome.Compliant,
        }));
        yield return new(fasting.TimingTable, row =>
        {
            bool isAfterToo = FastingReference.HasLimitAfter(FastingReference.RuleOf(Name(fasting.TimingTable, 0, row), policy));
            return Bit((FastingBasis)(int)row[2] switch
            {
                FastingBasis.AtStart => row[3] < 0 && !isAfterToo ? IntakeTiming.AfterStart : IntakeTiming.Counts,
                FastingBasis.Plan => row[1] < 0 && !isAfterToo ? IntakeTiming.AfterAppointment : IntakeTiming.Counts,
                _ => row[1] < 0 && !isAfterToo ? IntakeTiming.AfterAppointment
                    : row[4] < 0 || row[5] < 0 ? IntakeTiming.AfterCancellation
                    : IntakeTiming.Counts,
            });
        });
        yield return new(fasting.ViolationTable, row => Bits((
            FastingReference.CancellationPermitted(
                Enum.Parse<FastingReference.Verdict>(Name(fasting.ViolationTable, 0, row)), infusionWasGiven: row[1] == 1),
            FastingFinding.CancellationPermitted)));
        yield return new(fasting.AsaTable, row => Bit(policy.Asa.Count == 0 ? AsaOutcome.NotPublished : FastingReference.AsaAdvisory(
            (FastingReference.AsaKind)(int)row[0], Anchor - Elapsed(fasting.AsaTable, 1, row), Anchor, policy) switch
        {
            { MeetsMinimum: true } => AsaOutcome.Met,
            { MoreMayBeNeeded: true } => AsaOutcome.MoreTimeMayBeNeeded,
            _ => AsaOutcome.Short,
        }));
    }

    // The ends of a clock are centuries away from midnight.
    private static Duration Clock(DecisionTable table, int fact, long[] row) =>
        row[fact] == table.Facts[fact].Minimum ? Duration.FromDays(-9)
        : row[fact] == table.Facts[fact].Maximum ? Duration.FromDays(9)
        : Duration.FromNanoseconds(row[fact]);

    // What lies after the day is as its last instant.
    private static LocalTime? Session(long code) =>
        code < 0 ? null : LocalTime.FromNanosecondsSinceMidnight(Math.Min(code, NodaConstants.NanosecondsPerDay - 1));

    /// <summary>A kind of the published list.</summary>
    public static FastingReference.Kind Kind(string name) => name switch
    {
        "solid" => FastingReference.Kind.Solid,
        "non-clear-liquid" => FastingReference.Kind.NonClearLiquid,
        "clear-liquid" => FastingReference.Kind.ClearLiquid,
        IntakeKind.OralMedicine => FastingReference.Kind.MedicineWithSip,
        _ => FastingReference.Kind.Unlisted,
    };

    public static ProtocolReference.Protocol Protocol(DecisionTable table, long[] row, ReferencePolicy policy) =>
        policy.Protocols.Single(one => one.Id == Name(table, 0, row));
}
