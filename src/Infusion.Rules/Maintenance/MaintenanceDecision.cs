using System.Collections.Immutable;
using System.Globalization;
using Infusion.Rules.Decisions;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Maintenance;

/// <summary>What the clinic's maintenance rules say of one date for one patient.</summary>
/// <remarks>
/// <para>A small value that allocates nothing on complete facts; window, findings, explanation and document are computed when read.</para>
/// <para><c>default</c> was made by no rules: it <see cref="IsDefault"/> and its members throw. Equality is by facts and outcome.</para>
/// </remarks>
public readonly record struct MaintenanceDecision
{
    private readonly MaintenanceRules? _rules;
    private readonly MaintenanceFacts _facts;

    internal MaintenanceDecision(MaintenanceRules rules, MaintenanceFacts facts, Verdict verdict, Verdict findings)
    {
        (_rules, _facts, Verdict, FindingsVerdict) = (rules, facts, verdict, findings);
    }

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public MaintenanceOutcome Outcome => (MaintenanceOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<MaintenanceOutcome> Possible
    {
        get
        {
            Verdict verdict = Verdict;
            return [.. Enumerable.Range(0, Rules.StatusTable.Outcomes.Length).Where(verdict.Allows).Select(outcome => (MaintenanceOutcome)outcome)];
        }
    }

    /// <summary>The possible and the certain findings, as bits by <see cref="MaintenanceFinding"/>.</summary>
    public Verdict FindingsVerdict { get; }

    /// <summary>What the clinician is told for certain, from the least to the most cautious.</summary>
    public ImmutableArray<MaintenanceFinding> Findings
    {
        get
        {
            Verdict findings = FindingsVerdict;
            return [.. Enumerable.Range(0, Rules.FindingsTable.Outcomes.Length).Where(findings.Has).Select(finding => (MaintenanceFinding)finding)];
        }
    }

    /// <summary>The dates on which the next infusion fits: the clinician's when an interval is on file, otherwise the policy's.</summary>
    /// <remarks><c>null</c> unless the course is in maintenance, while the anchor is not known, and where maintenance is on demand and no interval is on file.</remarks>
    public MaintenanceWindow? Window => _facts.IsInMaintenance == true ? Rules.WindowOf(_facts) : null;

    /// <summary>How many days before the window's first date; <c>null</c> unless the date is certainly before it.</summary>
    public int? DaysEarly => Verdict.Has((int)MaintenanceOutcome.NotYetDue) && (Window?.Earliest ?? Rules.OnDemandFrom(_facts)) is { } first && _facts.On is { } date
        ? Period.DaysBetween(date, first)
        : null;

    /// <summary>The recommended date, where there is one.</summary>
    public MaintenanceRecommendation Recommendation => Rules.Recommend(_facts);

    /// <summary>Why.</summary>
    public Explanation Explanation => Rules.StatusTable.Explain(StatusRow());

    /// <summary>The rules that make the outcome, in declared order; empty while it depends on what is not known.</summary>
    public ImmutableArray<Rule> DecidingRules => Rules.StatusTable.Deciding(StatusRow());

    /// <summary>What to ask next, in order; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => Rules.StatusTable.Questions(StatusRow());

    private MaintenanceRules Rules => _rules ?? throw new InvalidOperationException("The default maintenance decision was made by no rules.");

    /// <summary>The decision as data.</summary>
    /// <returns>The document, with the findings and the recommendation as its parts.</returns>
    public DecisionDocument ToDocument() => DecisionDocument.Of(Rules.StatusTable, StatusRow(), Rules.Version) with
    {
        Values = [.. Values(Explanation.Rules.FirstOrDefault()?.Id)],
        Parts = [DecisionDocument.Of(Rules.FindingsTable, FindingsRow(), Rules.Version), Recommendation.ToDocument()],
    };

    /// <summary>Equality by facts and outcome, under the same rules.</summary>
    /// <param name="other">The other decision.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(MaintenanceDecision other) =>
        ReferenceEquals(_rules, other._rules) && Verdict == other.Verdict && FindingsVerdict == other.FindingsVerdict && Equals(_facts, other._facts);

    /// <inheritdoc/>
    public override int GetHashCode() => Verdict.GetHashCode();

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"NotYetDue" or "DeferredWhileControlled or Due".</returns>
    public override string ToString() => IsDefault ? "no decision" : string.Join(" or ", Possible);

    internal static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);

    private IEnumerable<ValueDocument> Values(string? rule)
    {
        if (Window is { } window)
        {
            yield return new("maintenance.earliest", Text(window.Earliest), rule);
            yield return new("maintenance.latest", Text(window.Latest), rule);
        }

        if (DaysEarly is { } days)
        {
            yield return new("maintenance.days-early", days.ToString(CultureInfo.InvariantCulture), rule);
        }
    }

    private FactValue[] StatusRow()
    {
        var row = new FactValue[Rules.StatusTable.Facts.Length];
        Rules.FillStatus(row, _facts);
        return row;
    }

    private FactValue[] FindingsRow()
    {
        var row = new FactValue[Rules.FindingsTable.Facts.Length];
        Rules.FillFindings(row, _facts);
        return row;
    }
}
