using System.Numerics;
using NodaTime;

namespace Infusion.Rules.Reference;

/// <summary>Section 5: response, judged after the third four-hour or the fourth one-hour session.</summary>
public static class ResponseReference
{
    public enum Instrument { PainNrs, Phq9, Gad7, Madrs, Pcl5, Hit6 }

    /// <summary>From least to most cautious (the rulebook gives no order for these).</summary>
    public enum Outcome { NotYetEvaluable, Responder, CriterionNotSet, NotEvaluable, ClinicianReview, LikelyNonResponder }

    public enum Phq9Band { Minimal, Mild, Moderate, ModeratelySevere, Severe }

    public enum BookingWarning { None, ContinuationNotRecommended, ContinuationOverridden }

    public sealed record Facts(
        ProtocolReference.Protocol Protocol, int? CompletedSessions, Instrument Instrument, decimal? Baseline, decimal? Current);

    /// <param name="Outcome">The verdict of this instrument.</param>
    /// <param name="Drop">Baseline minus current: negative when worse.</param>
    /// <param name="PercentDrop">The drop in percent to two decimals, half away from zero; null with a baseline of zero.</param>
    /// <param name="Worsened">The current score is above the baseline.</param>
    /// <param name="Substantial">A pain drop of at least half.</param>
    /// <param name="Remission">The current score is in the instrument's remission range.</param>
    public sealed record Result(Outcome Outcome, decimal Drop, decimal? PercentDrop, bool Worsened, bool Substantial, bool Remission);

    public sealed record InstrumentVerdict(Outcome Outcome, bool IsPrimary);

    public sealed record Score(Instant TakenAt, decimal Points);

    public sealed record Session(Instant Start, Instant End, bool Aborted);

    public sealed record PickedScore(Score? Score, bool WithinResidualEffects);

    // ---- scores ----

    /// <summary>Whether a score can exist: whole numbers, except that a pain rating may have decimals.</summary>
    public static bool IsValid(Instrument instrument, decimal score)
    {
        if (instrument != Instrument.PainNrs)
        {
            if (score != decimal.Truncate(score))
                return false;
        }

        return instrument switch
        {
            Instrument.PainNrs => score is >= 0 and <= 10,
            Instrument.Phq9 => score is >= 0 and <= 27,
            Instrument.Gad7 => score is >= 0 and <= 21,
            Instrument.Madrs => score is >= 0 and <= 60,
            Instrument.Pcl5 => score is >= 0 and <= 80,
            Instrument.Hit6 => score is >= 36 and <= 78,
            _ => false,
        };
    }

    public static Phq9Band Phq9BandOf(int score)
    {
        if (score <= 4)
            return Phq9Band.Minimal;

        if (score <= 9)
            return Phq9Band.Mild;

        if (score <= 14)
            return Phq9Band.Moderate;

        if (score <= 19)
            return Phq9Band.ModeratelySevere;

        return Phq9Band.Severe;
    }

    /// <summary>The baseline: the last score at or before the start of the series' first completed infusion.</summary>
    public static PickedScore Baseline(IEnumerable<Score> scores, IEnumerable<Session> series)
    {
        var first = series.Where(s => !s.Aborted).OrderBy(s => ClinicClock.UnixNanoseconds(s.Start)).FirstOrDefault();
        if (first is null)
            return new PickedScore(null, false);

        Score? last = null;
        foreach (var score in scores.OrderBy(s => ClinicClock.UnixNanoseconds(s.TakenAt)))
        {
            if (ClinicClock.ElapsedNanoseconds(score.TakenAt, first.Start) >= 0)
                last = score;
        }

        return new PickedScore(last, false);
    }

    /// <summary>The current score: the last after the evaluating session's end
    /// and before the next start, flagged before end + 4 h.</summary>
    public static PickedScore Current(IEnumerable<Score> scores, Session evaluating, Instant? nextStart)
    {
        Score? last = null;
        foreach (var score in scores.OrderBy(s => ClinicClock.UnixNanoseconds(s.TakenAt)))
        {
            if (ClinicClock.ElapsedNanoseconds(evaluating.End, score.TakenAt) <= 0)
                continue;

            if (nextStart is { } next && ClinicClock.ElapsedNanoseconds(score.TakenAt, next) <= 0)
                continue;

            last = score;
        }

        if (last is null)
            return new PickedScore(null, false);

        return new PickedScore(last, ClinicClock.ElapsedNanoseconds(evaluating.End, last.TakenAt) < ClinicClock.Hours(4));
    }

    /// <summary>How long after the evaluating session's end a score is judged by, inclusive.</summary>
    public static Duration EvaluationWindow => Duration.FromDays(7);

    /// <summary>Aborted sessions do not count.</summary>
    public static int CompletedSessions(IEnumerable<Session> series) => series.Count(s => !s.Aborted);

    // ---- one instrument ----

    /// <summary>The drop in percent that counts as a response; null where neither page nor literature default gives one.</summary>
    public static int? ThresholdPercent(Instrument instrument) => instrument switch
    {
        Instrument.PainNrs => 30,
        Instrument.Phq9 => 50,
        Instrument.Gad7 => 50,
        Instrument.Madrs => 50,
        _ => null,
    };

    /// <summary>(baseline - current) * 100 >= threshold * baseline, on whole numbers.</summary>
    public static bool DropsByAtLeast(decimal baseline, decimal current, int thresholdPercent)
    {
        var (before, after) = OnOneScale(baseline, current);
        return (before - after) * 100 >= thresholdPercent * before;
    }

    /// <summary>Remission under the default definitions: PHQ-9 and GAD-7 below 5, MADRS at most the cut-off (10).</summary>
    public static bool IsRemission(Instrument instrument, decimal current, int madrsAtMost = 10) => instrument switch
    {
        Instrument.Phq9 => current < 5,
        Instrument.Gad7 => current < 5,
        Instrument.Madrs => current <= madrsAtMost,
        _ => false,
    };

    public static Result Judge(Facts facts)
    {
        var baseline = Completions.Known(facts.Baseline, nameof(facts.Baseline));
        var current = Completions.Known(facts.Current, nameof(facts.Current));
        if (!IsValid(facts.Instrument, baseline))
            throw new ArgumentOutOfRangeException(nameof(facts), "The baseline is outside the instrument's range.");

        if (!IsValid(facts.Instrument, current))
            throw new ArgumentOutOfRangeException(nameof(facts), "The current score is outside the instrument's range.");

        var substantial = facts.Instrument == Instrument.PainNrs && baseline > 0 && DropsByAtLeast(baseline, current, 50);
        return new Result(
            OutcomeOf(facts, baseline, current),
            baseline - current,
            baseline == 0 ? null : PercentDrop(baseline, current),
            current > baseline,
            substantial,
            IsRemission(facts.Instrument, current));
    }

    /// <summary>The outcomes while sessions or scores are unknown, over the score values given.</summary>
    public static IReadOnlySet<Outcome> Possible(Facts partial, IReadOnlyList<decimal> scoreValues) => Completions.Possible(
        partial,
        f => Judge(f).Outcome,
        f => Completions.Fill(f, f.CompletedSessions, [0, 1, 2, 3, 4, 5], v => f with { CompletedSessions = v }),
        f => Completions.Fill(f, f.Baseline, scoreValues, v => f with { Baseline = v }),
        f => Completions.Fill(f, f.Current, scoreValues, v => f with { Current = v }));

    // ---- several instruments, several conditions ----

    /// <summary>One condition: its primary instrument decides; without one, the instruments that could be judged must agree.</summary>
    public static Outcome OfCondition(IReadOnlyList<InstrumentVerdict> instruments)
    {
        foreach (var instrument in instruments)
        {
            if (instrument.IsPrimary)
                return instrument.Outcome;
        }

        return Agree(instruments.Select(i => i.Outcome).ToList());
    }

    /// <summary>
    /// The course: conditions that disagree need a clinician, and one that responds keeps the course from being a likely
    /// non-responder. Conditions that could not be judged neither make nor prevent an answer.
    /// </summary>
    public static Outcome Overall(IReadOnlyList<Outcome> conditions) => Agree(conditions);

    /// <summary>The first verdict is kept beside the one recomputed after each later induction session.</summary>
    public static (Outcome? First, Outcome? Latest) FirstAndLatest(IReadOnlyList<Outcome> afterEachSession)
    {
        var verdicts = afterEachSession.Where(o => o != Outcome.NotYetEvaluable).ToList();
        return verdicts.Count == 0 ? (null, null) : (verdicts[0], verdicts[^1]);
    }

    /// <summary>Booking on is never refused: a likely non-responder's booking is a warning a clinician's reason overrides.</summary>
    public static BookingWarning BookAnother(Outcome verdict, bool clinicianReason)
    {
        if (verdict != Outcome.LikelyNonResponder)
            return BookingWarning.None;

        return clinicianReason ? BookingWarning.ContinuationOverridden : BookingWarning.ContinuationNotRecommended;
    }

    private static Outcome OutcomeOf(Facts facts, decimal baseline, decimal current)
    {
        var point = ProtocolReference.EvaluationPoint(facts.Protocol);

        // Without a published evaluation point there is none to reach.
        if (point is null)
            return Outcome.NotYetEvaluable;

        if (Completions.Known(facts.CompletedSessions, nameof(facts.CompletedSessions)) < point.Value)
            return Outcome.NotYetEvaluable;

        var threshold = ThresholdPercent(facts.Instrument);
        if (threshold is null)
            return Outcome.CriterionNotSet;

        if (baseline == 0)
            return Outcome.NotEvaluable;

        if (DropsByAtLeast(baseline, current, threshold.Value))
            return Outcome.Responder;

        return Outcome.LikelyNonResponder;
    }

    private static Outcome Agree(IReadOnlyList<Outcome> outcomes)
    {
        var anyResponds = outcomes.Contains(Outcome.Responder);
        var anyDoesNot = outcomes.Contains(Outcome.LikelyNonResponder);
        if (outcomes.Contains(Outcome.ClinicianReview))
            return Outcome.ClinicianReview;

        if (anyResponds && anyDoesNot)
            return Outcome.ClinicianReview;

        if (anyResponds)
            return Outcome.Responder;

        if (anyDoesNot)
            return Outcome.LikelyNonResponder;

        if (outcomes.Contains(Outcome.NotEvaluable))
            return Outcome.NotEvaluable;

        if (outcomes.Contains(Outcome.CriterionNotSet))
            return Outcome.CriterionNotSet;

        return Outcome.NotYetEvaluable;
    }

    private static decimal PercentDrop(decimal baseline, decimal current)
    {
        var (before, after) = OnOneScale(baseline, current);
        var hundredths = BigInteger.DivRem((before - after) * 10_000, before, out var rest);
        if (BigInteger.Abs(rest) * 2 >= before)
            hundredths += before >= after ? 1 : -1;

        return (decimal)hundredths / 100;
    }

    /// <summary>Both scores as whole numbers of the same small unit.</summary>
    private static (BigInteger Before, BigInteger After) OnOneScale(decimal baseline, decimal current)
    {
        var unit = 1m;
        while (baseline * unit != decimal.Truncate(baseline * unit) || current * unit != decimal.Truncate(current * unit))
            unit *= 10;

        return (new BigInteger(baseline * unit), new BigInteger(current * unit));
    }
}
