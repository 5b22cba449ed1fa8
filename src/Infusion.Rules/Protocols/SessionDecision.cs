using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Protocols;

/// <summary>What is remarkable about the day of one completed session; it counts whatever is found.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class SessionDecision
{
    private readonly ProtocolRules _rules;
    private readonly FactValue[] _row;

    internal SessionDecision(ProtocolRules rules, LocalDate date, int number, FactValue[] row)
    {
        (_rules, Date, Number, _row) = (rules, date, number, row);
        Verdict = rules.SessionTable.Decide(row);
    }

    /// <summary>The clinic-local date of the session's actual start.</summary>
    public LocalDate Date { get; }

    /// <summary>The session's place among the recorded ones of its series, 1 for the first.</summary>
    public int Number { get; }

    /// <summary>The possible and the certain findings.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle every finding.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The findings that are certain, in declared order.</summary>
    public ImmutableArray<SessionFinding> Findings => Where(finding => Verdict.Has((int)finding));

    /// <summary>The findings that are certain or possible, in declared order.</summary>
    public ImmutableArray<SessionFinding> Possible => Where(finding => Verdict.Allows((int)finding));

    /// <summary>Why.</summary>
    public Explanation Explanation => _rules.SessionTable.Explain(_row);

    /// <summary>What to ask; empty when the findings are determined.</summary>
    public ImmutableArray<Question> Questions => _rules.SessionTable.Questions(_row);

    /// <summary>The decision as data.</summary>
    /// <returns>The document.</returns>
    public DecisionDocument ToDocument() => DecisionDocument.Of(_rules.SessionTable, _row, _rules.Version);

    /// <summary>Writes the place of the session and its findings.</summary>
    /// <returns>"session 3: OutsideFirstWeek".</returns>
    public override string ToString() => FormattableString.Invariant($"session {Number}: {_rules.SessionTable.Describe(Verdict)}");

    private static ImmutableArray<SessionFinding> Where(Func<SessionFinding, bool> holds) =>
    [
        .. new[]
        {
            SessionFinding.SameDate, SessionFinding.OutsideFirstWeek, SessionFinding.BelowMinimumSpacing,
            SessionFinding.AboveMaximumSpacing, SessionFinding.NotConsecutive, SessionFinding.WeekdayNotPermitted,
            SessionFinding.AboveMaximumInSevenDays,
        }.Where(holds),
    ];
}
