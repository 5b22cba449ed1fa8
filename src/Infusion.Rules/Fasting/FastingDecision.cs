using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Fasting;

/// <summary>What the clinic's fasting rules say before one appointment.</summary>
/// <remarks>
/// <para>A small value that allocates nothing on complete facts; the parts, the explanation and the document are computed when read.</para>
/// <para><c>default</c> was made by no rules: it <see cref="IsDefault"/> and its members throw. Equality is by facts and outcome.</para>
/// </remarks>
public readonly record struct FastingDecision
{
    private readonly FastingRules? _rules;
    private readonly FastingFacts _facts;

    internal FastingDecision(FastingRules rules, FastingFacts facts, FastingBasis basis, Verdict verdict)
    {
        (_rules, _facts, Basis, Verdict) = (rules, facts, basis, verdict);
    }

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>What it was judged against.</summary>
    public FastingBasis Basis { get; }

    /// <summary>The possible and the certain outcomes, as other rooms take them in.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public FastingOutcome Outcome => (FastingOutcome)Verdict.MostCautious;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<FastingOutcome> Possible => Outcomes(Verdict);

    /// <summary>Each recorded intake and what is said of it, in the order of the record.</summary>
    public ImmutableArray<IntakeDecision> Intakes
    {
        get
        {
            (FastingRules rules, FastingFacts facts, FastingBasis basis) = (Rules, _facts, Basis);
            return [.. facts.Intakes.Where(intake => intake.NoneSince is null)
                .Select(intake => new IntakeDecision(rules, facts, basis, intake))];
        }
    }

    /// <summary>What follows for certain; empty while it depends on what is not known.</summary>
    public ImmutableArray<FastingFinding> Findings => Rules.ViolationTable.Decide([FactValue.Of(Verdict)]).Has((int)FastingFinding.CancellationPermitted)
        ? [FastingFinding.CancellationPermitted]
        : [];

    /// <summary>The earliest appointment for which every recorded intake meets the clinic's windows; arithmetic only.</summary>
    /// <remarks>The page's own remedy is another day. <c>null</c> when a recorded intake has no kind or time, or none is recorded. Where a
    /// time is not exact, it is counted from the latest it may have been.</remarks>
    public Instant? EarliestAppointment => Rules.EarliestAppointment(_facts);

    /// <summary>The rules that make the outcome, in declared order; empty while it depends on what is not known.</summary>
    /// <remarks>Of an appointment for which nothing was taken, too, it is empty.</remarks>
    public ImmutableArray<Rule> DecidingRules => Rules.Deciding(_facts, Basis, Verdict);

    /// <summary>What to ask next, in order; empty when the decision is determined.</summary>
    public ImmutableArray<Question> Questions => IsDefault ? throw Meaningless()
        : Status == DecisionStatus.NeedsInformation ? [.. Intakes.SelectMany(intake => intake.Questions).Concat(MissingList()).Distinct()]
        : [];

    private FastingRules Rules => _rules ?? throw Meaningless();

    /// <summary>The decision as data.</summary>
    /// <returns>The document, with one part for each intake, and one for what a violation permits.</returns>
    public DecisionDocument ToDocument()
    {
        PolicyVersion version = Rules.Version;
        ImmutableArray<IntakeDecision> intakes = Intakes;
        FastingOutcome outcome = Outcome;
        DecisionDocument[] parts = [.. intakes.Select(intake => intake.ToDocument())];
        DecisionDocument? deciding = parts.FirstOrDefault(part => part.Outcome == outcome.ToString());
        return new()
        {
            Decision = Basis == FastingBasis.Plan ? "fasting.plan" : "fasting.at-start",
            Policy = version.Policy,
            PolicyVersion = version.Version,
            PolicyHash = version.ContentHash,
            TimeZones = version.TimeZones,
            Status = Status,
            Outcome = outcome.ToString(),
            Possible = [.. Possible.Select(possible => possible.ToString())],
            Summary = deciding?.Summary ?? (intakes.IsEmpty && Status == DecisionStatus.Determined
                ? "Compliant: asked, and nothing was taken [fasting.compliant, R46]"
                : $"{string.Join(" or ", Possible)}: what was eaten and drunk is not all on record [fasting.compliant, R46]"),
            Rules = deciding?.Rules ?? [],
            Facts = deciding?.Facts ?? [],
            Questions = Questions,
            Values = EarliestAppointment is { } earliest && outcome != FastingOutcome.Compliant
                ? [new("fasting.earliest-appointment", InstantPattern.ExtendedIso.Format(earliest), "fasting.violation")]
                : [],
            Parts = [.. parts, .. Findings.IsEmpty ? (DecisionDocument[])[] : [DecisionDocument.Of(Rules.ViolationTable, [FactValue.Of(Verdict)], version)]],
        };
    }

    /// <summary>Equality by facts and outcome, under the same rules.</summary>
    /// <param name="other">The other decision.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(FastingDecision other) =>
        ReferenceEquals(_rules, other._rules) && Basis == other.Basis && Verdict == other.Verdict && Equals(_facts, other._facts);

    /// <inheritdoc/>
    public override int GetHashCode() => Verdict.GetHashCode();

    /// <summary>Writes the basis and the possible outcomes.</summary>
    /// <returns>"Plan: Violation".</returns>
    public override string ToString() => IsDefault ? "no decision" : $"{Basis}: {string.Join(" or ", Possible)}";

    internal static ImmutableArray<FastingOutcome> Outcomes(Verdict verdict) =>
        [.. new[] { FastingOutcome.Compliant, FastingOutcome.ClinicianDecision, FastingOutcome.Violation }
            .Where(outcome => verdict.Allows((int)outcome))];

    private static InvalidOperationException Meaningless() => new("The default fasting decision was made by no rules.");

    private IEnumerable<Question> MissingList() => _facts.Completeness == Clinic.ListCompleteness.Partial
        ? [new("fasting.complete", "Is this everything that was eaten and drunk?", "", ["no", "yes"], Intakes.All(intake => intake.Status == DecisionStatus.Determined))]
        : [];
}
