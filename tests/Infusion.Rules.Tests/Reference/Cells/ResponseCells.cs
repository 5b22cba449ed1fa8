using Infusion.Rules.Reference;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.Reference.Cells.CellReference;

namespace Infusion.Rules.Tests.Reference.Cells;

/// <summary>Section 5 of the reference model, read cell by cell: each cell stands for scores that lie in it.</summary>
internal static class ResponseCells
{
    public static IEnumerable<CellReference> All(InfusionRules rules)
    {
        ResponseRules room = rules.Response;
        yield return new(room.EvaluationTable, row => Bit(
            row[1] >= ProtocolReference.EvaluationPoint(ProtocolCells.Protocol(room.EvaluationTable, row))
                ? EvaluationStatus.Reached
                : EvaluationStatus.NotReached));
        yield return new(
            room.InstrumentTable, row => Bit(Enum.Parse<ResponseOutcome>(Judge(room.InstrumentTable, row).ToString())), HasScores: true);

        // Each finding reads facts that no other finding reads, so each is asked of its own scores.
        yield return new(room.FindingTable, row =>
        {
            var instrument = (ResponseReference.Instrument)(int)row[0];
            (decimal before, decimal after) = Scores(instrument, row[1] == 1, row[2]);
            decimal current = row[4] / 1_000_000m;
            return Bits(
                (
                    instrument == ResponseReference.Instrument.PainNrs && before > 0 && ResponseReference.DropsByAtLeast(before, after, 50),
                    ResponseFinding.Substantial),
                (ResponseReference.IsRemission(instrument, current), ResponseFinding.Remission),
                (
                    ResponseReference.Judge(
                        new(
                            ProtocolReference.Protocol.FourHour, 3, ResponseReference.Instrument.PainNrs, 5,
                            5 - Math.Sign(row[3]), ResponseReference.ResidualEffects)).Worsened,
                    ResponseFinding.Worsened),
                (Elapsed(room.FindingTable, 5, row) > ResponseReference.EvaluationWindow, ResponseFinding.AfterEvaluationWindow),
                (ResponseReference.CompletedSessions([new(Anchor, Anchor, row[7] > 0)]) == 0, ResponseFinding.AbortedSessionNotCounted));
        }, HasScores: true);
        yield return new(room.ConditionTable, row => Bit(Joined(room.ConditionTable, row)));
        yield return new(room.CourseTable, row => Bit(Joined(room.CourseTable, row)));
        yield return new(room.ContinuationTable, row => Bit(ResponseReference.BookAnother(
            Enum.Parse<ResponseReference.Outcome>(Name(room.ContinuationTable, 0, row)), row[1] == 1) switch
        {
            ResponseReference.BookingWarning.ContinuationNotRecommended => ContinuationOutcome.ContinuationNotRecommended,
            ResponseReference.BookingWarning.ContinuationOverridden => ContinuationOutcome.Overridden,
            _ => ContinuationOutcome.NoWarning,
        }));
        yield return new(room.FinalityTable, row => Bit(Enum.Parse<ResponseFinality>((row.AsSpan(2, 6).Contains(1)
            ? ResponseReference.FinalityOf(Elapsed(room.FinalityTable, 1, row), row[0] == 1, row[8] == 1)
            : ResponseReference.Finality.Standing).ToString())));

        // The drop in percent and that in points are asked of their own scores, as above.
        yield return new(room.MaintenanceTable, row =>
        {
            var instrument = (ResponseReference.Instrument)(int)row[0];
            (decimal before, decimal after) = Scores(instrument, false, row[2]);
            return Bits(
                (LosesResponse(room.MaintenanceTable, row, instrument, before, after), ResponseFinding.ResponseLost),
                (row[3] < 0, ResponseFinding.Worsened));
        }, HasScores: true);
        yield return new(room.LatestTable, row => Bits(
            (ResponseReference.IsWorse(0, -Math.Sign(row[0])), ResponseFinding.Worsened)));
        yield return new(room.Item9Table, row => Bits(
            (ResponseReference.NeedsClinician((int)row[0]), ResponseFinding.Item9AboveZero)));
        yield return new(room.SeverityTable, row => Bit((Phq9Severity)(int)ResponseReference.Phq9BandOf((int)row[0])));
    }

    private static bool LosesResponse(
        DecisionTable table, long[] row, ResponseReference.Instrument instrument, decimal before, decimal after)
    {
        Duration since = Elapsed(table, 4, row);
        return Name(table, 1, row) == nameof(ResponseOutcome.Responder)
            && since >= ResponseReference.ResidualEffects && since <= ResponseReference.EvaluationWindow
            && ResponseReference.ThresholdPercent(instrument) is { } threshold
            && !ResponseReference.DropsByAtLeast(before, after, threshold);
    }

    private static ResponseReference.Outcome Judge(DecisionTable table, long[] row)
    {
        var instrument = (ResponseReference.Instrument)(int)row[0];
        (decimal before, decimal after) = Scores(instrument, row[2] == 1, row[3]);
        (ProtocolReference.Protocol protocol, int sessions) = Name(table, 1, row) switch
        {
            // Without a range of sessions an evaluation that has begun is over.
            nameof(EvaluationStatus.Begun) or nameof(EvaluationStatus.Reached) => (ProtocolReference.Protocol.FourHour, 3),
            nameof(EvaluationStatus.NotReached) => (ProtocolReference.Protocol.FourHour, 2),
            _ => (ProtocolReference.Protocol.NotPublished, 9),
        };
        return ResponseReference.Judge(new(protocol, sessions, instrument, before, after, Elapsed(table, 4, row))).Outcome;
    }

    // Scores exactly at the lower bound of the cell: 50 percent, 30 percent, or worse than before. HIT-6 has no score of zero.
    private static (decimal Before, decimal After) Scores(ResponseReference.Instrument instrument, bool baselineIsZero, long percentCode)
    {
        bool isHit6 = instrument == ResponseReference.Instrument.Hit6;
        if (baselineIsZero)
        {
            return isHit6 ? (36, 36) : (0, 0);
        }

        decimal before = instrument == ResponseReference.Instrument.PainNrs ? 10 : isHit6 ? 60 : 20;
        return percentCode switch
        {
            500_000 => isHit6 ? (78, 39) : (before, before / 2),
            300_000 => (before, before * 7 / 10),
            < 0 => isHit6 ? (60, 61) : (before - 1, before),
            _ => throw new ArgumentOutOfRangeException(nameof(percentCode), "A cell without scores: the thresholds have changed."),
        };
    }

    private static ResponseOutcome Joined(DecisionTable table, long[] row) => Enum.Parse<ResponseOutcome>(ResponseReference.Overall(
        [.. Enumerable.Range(0, 2).Select(fact => Enum.Parse<ResponseReference.Outcome>(Name(table, fact, row)))]).ToString());
}
