using System.Collections.Immutable;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Response;

/// <summary>The response in one series: the first verdict, and the latest one.</summary>
/// <remarks>The verdict is recomputed after each later session of the induction; the first stays on record. Immutable and thread-safe.</remarks>
public sealed class ResponseDecision
{
    internal ResponseDecision(ResponseRules rules, ResponseFacts facts)
    {
        int completed = facts.Sessions.Count(session => session.Result == SessionResult.Completed);
        (CompletedSessions, AbortedSessions) = (completed, facts.Sessions.Length - completed);
        int first = completed;
        int last = completed;
        if (facts.Protocol is { } protocol && rules.PointOf(protocol) is { AfterSessions: { } after } point && completed >= after)
        {
            first = after;
            last = Math.Max(after, Math.Min(completed, point.InductionSessions ?? completed));
        }

        Evaluations = [.. Enumerable.Range(first, last - first + 1).Select(session => new ResponseEvaluation(rules, facts, session))];
    }

    /// <summary>The completed sessions of the series.</summary>
    public int CompletedSessions { get; }

    /// <summary>The aborted sessions of the series, which do not count.</summary>
    public int AbortedSessions { get; }

    /// <summary>Every evaluation, the first at the evaluation point; one, a trend, while that is not reached.</summary>
    public ImmutableArray<ResponseEvaluation> Evaluations { get; }

    /// <summary>The evaluation at the evaluation point, which is kept.</summary>
    public ResponseEvaluation First => Evaluations[0];

    /// <summary>The evaluation after the latest session of the induction.</summary>
    public ResponseEvaluation Latest => Evaluations[Evaluations.Length - 1];

    /// <summary>The latest verdict, as other rooms take it in.</summary>
    public Verdict Verdict => Latest.Verdict;

    /// <summary>Whether the facts settle the latest verdict.</summary>
    public DecisionStatus Status => Latest.Status;

    /// <summary>The latest outcome; while information is missing, the most cautious of the possible ones.</summary>
    public ResponseOutcome Outcome => Latest.Outcome;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<ResponseOutcome> Possible => Latest.Possible;

    /// <summary>The conditions of the latest evaluation.</summary>
    public ImmutableArray<ConditionDecision> Conditions => Latest.Conditions;

    /// <summary>Why.</summary>
    public Explanation Explanation => Latest.Explanation;

    /// <summary>What to ask next; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => Latest.Questions;

    /// <summary>The latest evaluation as data, with the first outcome beside it.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument()
    {
        DecisionDocument document = Latest.ToDocument();
        return document with
        {
            Values =
            [
                .. document.Values,
                new("response.aborted-sessions", FormattableString.Invariant($"{AbortedSessions}"), AbortedSessions > 0 ? "response.aborted-not-counted" : null),
                new("response.first-verdict", string.Join(" or ", First.Possible), null),
            ],
        };
    }

    /// <summary>Writes the latest evaluation.</summary>
    /// <returns>"after 3 sessions: Responder".</returns>
    public override string ToString() => Latest.ToString();
}
