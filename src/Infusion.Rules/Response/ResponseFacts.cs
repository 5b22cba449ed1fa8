using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Response;

/// <summary>What the rules of response ask, each fact with the fields it is read from.</summary>
internal static class ResponseFacts
{
    private static Input<ScoredInstrument, StatedName?> ProtocolOfSeries { get; } = new(
        PatientRecord.Fields.Protocol.Path, static scored => scored.Protocol);

    private static Input<ScoredInstrument, int?> CompletedSessions { get; } = new(
        PatientRecord.Fields.Visits.Path, static scored => scored.CompletedSessions);

    private static Input<ScoredInstrument, int?> AbortedSessions { get; } = new(
        PatientRecord.Fields.Visits.Path, static scored => scored.AbortedSessions);

    private static Input<ScoredInstrument, Moment?> SessionEnd { get; } = new(Visit.Fields.End.Path, static scored => scored.SessionEnd)
    {
        Asks = Visit.Fields.End.Ask,
    };

    private static Input<ScoredInstrument, Moment?> FirstStart { get; } = new(Visit.Fields.Start.Path, static scored => scored.FirstStart)
    {
        Asks = "When did the first infusion start?",
    };

    private static Input<ScoredInstrument, ConditionCategory?> Condition { get; } = new(
        ScoreEntry.Fields.Condition.Path, static scored => scored.Condition);

    private static Input<ScoredInstrument, Instrument?> ScoredOn { get; } = new(
        ScoreEntry.Fields.Instrument.Path, static scored => scored.Instrument);

    private static Input<ScoredInstrument, Score?> Baseline { get; } = new(ScoreEntry.Fields.Points.Path, static scored => scored.Baseline);

    private static Input<ScoredInstrument, Score?> CurrentScore { get; } = new(
        ScoreEntry.Fields.Points.Path, static scored => scored.Current);

    private static Input<ScoredInstrument, Moment?> CurrentAt { get; } = new(ScoreEntry.Fields.At.Path, static scored => scored.CurrentAt)
    {
        Asks = "When was the current score taken?",
    };


    private static Input<ScoredSeries, bool?> ReasonToContinue { get; } = new(
        PatientRecord.Fields.Words.Path, static series => series.HasReason);

    private static Input<VerdictGiven, Moment?> EvaluatingEnd { get; } = new(Visit.Fields.End.Path, static verdict => verdict.SessionEnd);

    private static Input<VerdictGiven, bool?> IsFollowed { get; } = new(Visit.Fields.Start.Path, static verdict => verdict.IsFollowed);

    private static Input<VerdictGiven, bool?> IsConfirmed { get; } = new(
        PatientRecord.Fields.Words.Path, static verdict => verdict.IsConfirmed);

    private static Input<VerdictGiven, bool?> IsScoredOn(Instrument instrument) => new(
        ScoreEntry.Fields.Instrument.Path, verdict => verdict.IsScoredOn(instrument));

    private static Input<Score, int?> Points { get; } = new(ScoreEntry.Fields.Points.Path, static score => decimal.ToInt32(score.Points));

    /// <summary>How many sessions of the series are completed.</summary>
    public static Fact<int> Completed { get; } =
        Fact.Count(
            "response.completed-sessions", "completed sessions of the series", "How many sessions of the series are completed?", "sessions",
            0, ScoredInstrument.MostSessions)
            .From(CompletedSessions).OfSeries();

    /// <summary>The instrument.</summary>
    public static Fact<Instrument> Instrument { get; } =
        Fact.Choice<Instrument>("response.instrument", "the instrument", "On which instrument is the condition scored?").From(ScoredOn);

    /// <summary>The condition.</summary>
    public static Fact<ConditionCategory> Category { get; } =
        Fact.Choice<ConditionCategory>("response.category", "the condition", "Which condition is it?").From(Condition);

    /// <summary>Whether the baseline is 0.</summary>
    public static Fact<bool> BaselineZero { get; } =
        Fact.YesNo("response.baseline-zero", "a baseline of 0", "What was the last score before the first infusion?")
            .By<ScoredInstrument, bool>(ScoreChange.BaselineZero, ScoredOn, Baseline);

    /// <summary>The drop in percent of the baseline.</summary>
    public static Fact<decimal> PercentDrop { get; } =
        Fact.Number("response.percent-drop", "drop from baseline",
            "What are the scores before the first infusion and after the evaluating session?",
            "percent", ScoreChange.LowestPercent, 100, ScoreChange.PercentPlaces).By<ScoredInstrument, decimal>(ScoreChange.Percent,
            ScoredOn, Baseline, CurrentScore).OnScaleOf(Instrument, ScoreChange.Percent);

    /// <summary>The drop in points.</summary>
    public static Fact<decimal> PointDrop { get; } =
        Fact.Number("response.point-drop", "drop from baseline in points",
            "What are the scores before the first infusion and after the evaluating session?",
            "points", -80, 80, ScoreChange.PointPlaces).By<ScoredInstrument, decimal>(ScoreChange.Points, ScoredOn, Baseline, CurrentScore)
            .OnScaleOf(Instrument, ScoreChange.Points);

    /// <summary>The current score.</summary>
    public static Fact<decimal> Current { get; } =
        Fact.Number(
            "response.current", "current score", "What is the score after the evaluating session?", "points", 0, 80,
            ScoreChange.PointPlaces)
            .By<ScoredInstrument, decimal>(ScoreChange.Current, ScoredOn, CurrentScore)
            .OnScaleOf(Instrument, ScoreChange.Current);

    /// <summary>How long after the evaluating session the current score was taken.</summary>
    public static Fact<Duration> SinceEnd { get; } =
        Fact.Elapsed("response.since-end", "time from the end of the evaluating session to the score", "When was the current score taken?")
            .FromBothSides().Between(SessionEnd, CurrentAt);

    /// <summary>How long after the start of the first infusion the current score was taken.</summary>
    public static Fact<Duration> SinceFirstStart { get; } =
        Fact.Elapsed(
            "response.since-first-start", "time from the start of the first infusion to the score", "When was the current score taken?")
            .Between(FirstStart, CurrentAt);

    /// <summary>The instrument of a score in maintenance.</summary>
    public static Fact<Instrument> InstrumentInMaintenance { get; } =
        Fact.Choice<Instrument>(
            "response.maintenance-instrument", "the instrument", "On which instrument is the score after the maintenance session?")
            .From(InMaintenance(ScoredOn));

    /// <summary>The drop in percent from the baseline to a score in maintenance.</summary>
    public static Fact<decimal> PercentDropInMaintenance { get; } =
        Fact.Number(
            "response.maintenance-percent-drop", "drop from baseline in maintenance",
            "What are the scores before the first infusion and after the maintenance session?",
            "percent", ScoreChange.LowestPercent, 100, ScoreChange.PercentPlaces)
            .By<ScoreInMaintenance, decimal>(
                static score => ScoreChange.Percent(score.After), InMaintenance(ScoredOn), InMaintenance(Baseline),
                InMaintenance(CurrentScore))
            .OnScaleOf(InstrumentInMaintenance, ScoreChange.Percent);

    /// <summary>The drop in points from the baseline to a score in maintenance.</summary>
    public static Fact<decimal> PointDropInMaintenance { get; } =
        Fact.Number(
            "response.maintenance-point-drop", "drop from baseline in points in maintenance",
            "What are the scores before the first infusion and after the maintenance session?",
            "points", -80, 80, ScoreChange.PointPlaces)
            .By<ScoreInMaintenance, decimal>(
                static score => ScoreChange.Points(score.After), InMaintenance(ScoredOn), InMaintenance(Baseline),
                InMaintenance(CurrentScore))
            .OnScaleOf(InstrumentInMaintenance, ScoreChange.Points);

    /// <summary>How long after a maintenance session a score was taken.</summary>
    public static Fact<Duration> SinceMaintenance { get; } =
        Fact.Elapsed(
            "response.since-maintenance", "time from the end of the maintenance session to the score",
            "When was the score after the maintenance session taken?")
            .FromBothSides().Between(InMaintenance(SessionEnd), InMaintenance(CurrentAt));

    /// <summary>The drop in points from the baseline to the latest score.</summary>
    public static Fact<decimal> PointDropToLatest { get; } =
        Fact.Number(
            "response.latest-point-drop", "drop from baseline to the latest score", "What was the last score before the first infusion?",
            "points", -80, 80, ScoreChange.PointPlaces)
            .By<ScoredInstrument, decimal>(ScoreChange.Points, ScoredOn, Baseline, CurrentScore).OfSeries();

    /// <summary>The last answer given to item 9 of the PHQ-9.</summary>
    public static Fact<int> Item9 { get; } =
        Fact.Count("response.item-9", "answer to item 9 of the PHQ-9", ScoreEntry.Fields.Item9.Ask, "points", 0, 3)
            .From(ScoreEntry.Fields.Item9);

    /// <summary>How long after the evaluating session the verdict is asked for.</summary>
    public static Fact<Duration> SinceEvaluation { get; } =
        Fact.Elapsed("response.since-evaluation", "time since the end of the evaluating session", "When did the evaluating session end?")
            .Since(EvaluatingEnd);

    /// <summary>Whether another infusion has begun since the evaluating session.</summary>
    public static Fact<bool> Followed { get; } =
        Fact.YesNo("response.followed", "an infusion after the evaluating session", "Has another infusion begun since?").From(IsFollowed);

    /// <summary>Whether a clinician has confirmed the verdict.</summary>
    public static Fact<bool> Confirmed { get; } =
        Fact.YesNo("response.confirmed", "a clinician's confirmation of the verdict", "Has a clinician confirmed the verdict?")
            .From(IsConfirmed);

    /// <summary>How many sessions of the series were aborted.</summary>
    public static Fact<int> Aborted { get; } =
        Fact.Count(
            "response.aborted-sessions", "aborted sessions of the series", "How many sessions of the series were aborted?", "sessions", 0,
            ScoredInstrument.MostSessions)
            .From(AbortedSessions);

    /// <summary>Whether a clinician has recorded a reason for going on.</summary>
    public static Fact<bool> ClinicianReason { get; } =
        Fact.YesNo("response.clinician-reason", "a clinician's reason for going on", "Has a clinician recorded a reason for going on?")
            .From(ReasonToContinue);

    /// <summary>A score on the PHQ-9.</summary>
    public static Fact<int> Phq9 { get; } = Fact.Count("response.phq-9", "PHQ-9 score", "What is the PHQ-9 score?", "points", 0, 27)
        .From(Points);

    /// <summary>Whether a score on an instrument may still come.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="name">The instrument as it is called in a sentence.</param>
    public static Fact<bool> IsScored(Instrument instrument, string name) =>
        Fact.YesNo($"response.scored.{Wording.Kebab(instrument.ToString())}", $"a score on {name}", $"Is there a score on {name}?")
            .From(IsScoredOn(instrument));

    /// <summary>The protocol of the series.</summary>
    /// <param name="protocols">The policy's protocols.</param>
    /// <param name="names">Their names.</param>
    public static Fact<string> Protocol(IEnumerable<ProtocolId> protocols, NameIndex names) =>
        Fact.Named(
            "response.protocol", "the protocol of the series", "Which protocol are the infusions given on?",
            protocols.Select(protocol => protocol.Name).DefaultIfEmpty("none published"))
            .From(ProtocolOfSeries, names.Find).OfProtocol();

    private static Input<ScoreInMaintenance, TValue> InMaintenance<TValue>(Input<ScoredInstrument, TValue> input) =>
        input.In<ScoreInMaintenance>(static score => score.After);

    private static Fact<decimal> OnScaleOf(this Fact<decimal> fact, Fact<Instrument> instrument, Func<ScoredInstrument, FactValue> read) =>
        fact.On(instrument, one => ScoreChange.ValuesOn(one, read), (one, code) => ScoreChange.ScoresOf(one, read, code));
}
