using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Protocols;

/// <summary>How far the induction of one series is, and what is remarkable about its days.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class InductionDecision
{
    private readonly ProtocolRules _rules;
    private readonly FactValue[] _row;
    private readonly ImmutableArray<LocalDate> _dates;
    private readonly InfusionProtocol? _protocol;

    internal InductionDecision(ProtocolRules rules, InductionFacts facts)
    {
        _rules = rules;
        FactValue protocol = rules.ProtocolValue(facts.Protocol);
        _protocol = facts.Protocol is { } id ? rules.Find(id) : null;
        _dates = [.. facts.CompletedDates.OrderBy(date => date)];
        _row = ProtocolRules.InductionRow(protocol, _dates.Length, facts.Completeness);
        Verdict = rules.InductionTable.Decide(_row);
        Completeness = facts.Completeness;
        Sessions =
        [
            .. _dates.Select((date, place) => new SessionDecision(
                rules, date, place + 1, rules.SessionRow(_protocol, protocol, _dates, place, facts.Completeness))),
        ];
    }

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public InductionOutcome Outcome => (InductionOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<InductionOutcome> Possible =>
    [
        .. new[] { InductionOutcome.Complete, InductionOutcome.MinimumReached, InductionOutcome.InProgress, InductionOutcome.NotPublished }
            .Where(outcome => Verdict.Allows((int)outcome)),
    ];

    /// <summary>How many completed sessions are on record; every one counts, whatever was found about its day.</summary>
    public int CompletedSessions => _dates.Length;

    /// <summary>Whether the dates were given as every one.</summary>
    public ListCompleteness Completeness { get; }

    /// <summary>The sessions in the order of their dates, with what was found about each day.</summary>
    public ImmutableArray<SessionDecision> Sessions { get; }

    /// <summary>The last clinic-local date inside the protocol's window, inclusive; <c>null</c> when not published, without a completed session,
    /// and when an earlier session may be missing from the record.</summary>
    public LocalDate? WindowEnd => _protocol?.WindowDays is { } days && !_dates.IsEmpty && Completeness == ListCompleteness.Complete
        ? _dates[0].PlusDays(days - 1)
        : null;

    /// <summary>How many sessions the induction needs at least, beyond those on record; <c>null</c> when not published.</summary>
    public int? SessionsOutstanding => _protocol?.InductionSessions is { } count ? Math.Max(0, count.Minimum - _dates.Length) : null;

    /// <summary>Why.</summary>
    public Explanation Explanation => _rules.InductionTable.Explain(_row);

    /// <summary>What to ask next, in order; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => _rules.InductionTable.Questions(_row);

    /// <summary>The decision as data, with one part for each session.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument() => DecisionDocument.Of(_rules.InductionTable, _row, _rules.Version) with
    {
        Values = WindowEnd is { } end
            ? [new("protocol.window-end", LocalDatePattern.Iso.Format(end), $"protocol.{_protocol?.Id}.window")]
            : [],
        Parts = [.. Sessions.Select(session => session.ToDocument())],
    };

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"Complete".</returns>
    public override string ToString() => string.Join(" or ", Possible);
}
