using Infusion.Rules.Reference;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using NodaTime;
using static Infusion.Rules.Tests.Reference.Cells.CellReference;

namespace Infusion.Rules.Tests.Reference.Cells;

/// <summary>Section 5 of the reference model, read cell by cell: each cell stands for scores that lie in it.</summary>
internal static class ResponseCells
{
    public static IEnumerable<CellReference> All(InfusionRules rules, ReferencePolicy policy)
    {
        ResponseRules room = rules.Response;
        yield return new(room.EvaluationTable, row => Bit(
            ProtocolCells.Protocol(room.EvaluationTable, row, policy).EvaluationPoint is not { } point ? EvaluationStatus.NotPublished
            : row[1] >= point ? EvaluationStatus.Reached
            : EvaluationStatus.NotReached));
        yield return new(
            room.InstrumentTable, row => Bit(Enum.Parse<ResponseOutcome>(Judge(room.InstrumentTable, row, policy).ToString())), HasScores: true);

        // Each finding reads facts that no other finding reads, so each is asked of its own scores.
        yield return new(room.FindingTable, row =>
        {
            var instrument = (ResponseReference.Instrument)(int)row[0];
            (decimal before, decimal after) = Scores(instrument, row[1] == 1, row[2]);
            decimal current = row[4] / 1_000_000m;
            return Bits(
                (ResponseReference.IsSubstantial(instrument, before, after, policy), ResponseFinding.Substantial),
                (
                    policy.Criteria.TryGetValue(instrument, out ReferencePolicy.Criterion? criterion) && criterion.Recall is { } recall
                        && Elapsed(room.FindingTable, 6, row) < recall,
                    ResponseFinding.RecallBeforeTreatment),
                (ResponseReference.IsRemission(instrument, current, policy), ResponseFinding.Remission),
                (
                    ResponseReference.Judge(
                        new(
                            ProtocolReference.Protocol.FourHour, 3, ResponseReference.Instrument.PainNrs, 5,
                            5 - Math.Sign(row[3]), ResponseReference.ResidualEffects)).Worsened,
                    ResponseFinding.Worsened),
                (policy.Criteria.Count > 0 && Elapsed(room.FindingTable, 5, row) > ResponseReference.WindowOf(instrument, policy), ResponseFinding.AfterEvaluationWindow),
                (ResponseReference.CompletedSessions([new(Anchor, Anchor, row[7] > 0)]) == 0, ResponseFinding.AbortedSessionNotCounted));
        }, HasScores: true);

        // None of these clinics names a primary instrument.
        yield return new(rules.Tables.Single(table => table.Id == "response.standing"), _ => Bit(InstrumentStanding.Equal));
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
                (LosesResponse(room.MaintenanceTable, row, instrument, before, after, policy), ResponseFinding.ResponseLost),
                (row[3] < 0, ResponseFinding.Worsened));
        }, HasScores: true);
        yield return new(room.LatestTable, row => Bits(
            (ResponseReference.IsWorse(0, -Math.Sign(row[0])), ResponseFinding.Worsened)));
        yield return new(room.Item9Table, row => Bits(
            (ResponseReference.NeedsClinician((int)row[0]), ResponseFinding.Item9AboveZero)));
        yield return new(room.SeverityTable, row => Bit((Phq9Severity)(int)ResponseReference.Phq9BandOf((int)row[0], policy)));
    }

    private static bool LosesResponse(
        DecisionTable table, long[] row, ResponseReference.Instrument instrument, decimal before, decimal after,
        ReferencePolicy policy)
    {
        Duration since = Elapsed(table, 4, row);
        return Name(table, 1, row) == nameof(ResponseOutcome.Responder)
            && since >= ResponseReference.ResidualEffects && since <= ResponseReference.WindowOf(instrument, policy)
            && ResponseReference.ThresholdPercent(instrument, policy) is { } threshold
            && !ResponseReference.DropsByAtLeast(before, after, threshold);
    }

    private static ResponseReference.Outcome Judge(DecisionTable table, long[] row, ReferencePolicy policy)
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
        return ResponseReference.Judge(new(protocol, sessions, instrument, before, after, Elapsed(table, 4, row)), policy).Outcome;
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
        decimal after = before * (1_000_000 - percentCode) / 1_000_000;
        return percentCode == 500_000 && isHit6 ? (78, 39)
            : percentCode < 0 ? isHit6 ? (60, 61) : (before - 1, before)
            : ResponseReference.IsValid(instrument, after) ? (before, after)
            : throw new ArgumentOutOfRangeException(nameof(percentCode), "A cell without scores: the thresholds have changed.");
    }

    private static ResponseOutcome Joined(DecisionTable table, long[] row) => Enum.Parse<ResponseOutcome>(ResponseReference.Overall(
        [.. Enumerable.Range(0, 2).Select(fact => Enum.Parse<ResponseReference.Outcome>(Name(table, fact, row)))]).ToString());
}
