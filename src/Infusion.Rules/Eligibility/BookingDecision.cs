using System.Collections.Immutable;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Eligibility;

/// <summary>Whether an infusion can be booked, with the reason when it cannot.</summary>
/// <remarks><c>default</c> was made by no rules: it <see cref="IsDefault"/> and its members throw. Equality is by facts and outcome.</remarks>
public readonly record struct BookingDecision
{
    private readonly EligibilityRules? _rules;
    private readonly BookingFacts _facts;
    private readonly Verdict _warnings;

    internal BookingDecision(EligibilityRules rules, BookingFacts facts, EligibilityDecision eligibility, Verdict verdict, Verdict warnings) =>
        (_rules, _facts, Eligibility, Verdict, _warnings) = (rules, facts, eligibility, verdict, warnings);

    /// <summary>Whether this is the meaningless default value.</summary>
    public bool IsDefault => _rules is null;

    /// <summary>Where the patient stands, with every flag that is kept.</summary>
    public EligibilityDecision Eligibility { get; }

    /// <summary>The possible and the certain outcomes.</summary>
    public Verdict Verdict { get; }

    /// <summary>Whether the facts settle it.</summary>
    public DecisionStatus Status => DecisionDocument.StatusOf(Verdict);

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public BookingOutcome Outcome => (BookingOutcome)Verdict.MostCautious;

    /// <summary>Whether the booking is accepted for certain.</summary>
    public bool IsAccepted => Status == DecisionStatus.Determined && Outcome == BookingOutcome.Accepted;

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<BookingOutcome> Possible
    {
        get
        {
            var possible = ImmutableArray.CreateBuilder<BookingOutcome>();
            for (BookingOutcome outcome = 0; outcome <= BookingOutcome.RejectedNotCandidate; outcome++)
            {
                if (Verdict.Allows((int)outcome))
                {
                    possible.Add(outcome);
                }
            }

            return possible.ToImmutable();
        }
    }

    /// <summary>What is said for certain and rejects nothing.</summary>
    public ImmutableArray<BookingWarning> Warnings => _warnings.Has((int)BookingWarning.PotentialDisqualification)
        ? [BookingWarning.PotentialDisqualification]
        : [];

    /// <summary>What is said or may be, depending on what is not known.</summary>
    public ImmutableArray<BookingWarning> PossibleWarnings => _warnings.Allows((int)BookingWarning.PotentialDisqualification)
        ? [BookingWarning.PotentialDisqualification]
        : [];

    /// <summary>Why.</summary>
    public Explanation Explanation => Rules.BookingTable.Explain(Row());

    /// <summary>What to ask next, in order; empty when it is determined.</summary>
    public ImmutableArray<Question> Questions
    {
        get
        {
            if (Status != DecisionStatus.NeedsInformation)
            {
                return [];
            }

            ImmutableArray<Question> about = Eligibility.Questions;
            return [.. Rules.BookingTable.Questions(Row())
                .SelectMany(question => question.Fact == "consultation.candidacy" ? (IEnumerable<Question>)about : [question]).Distinct()];
        }
    }

    private EligibilityRules Rules => _rules ?? throw new InvalidOperationException("The default booking decision was made by no rules.");

    /// <summary>The decision as data.</summary>
    /// <returns>The document, with the eligibility decision and the warnings as parts.</returns>
    public DecisionDocument ToDocument()
    {
        EligibilityRules rules = Rules;
        return DecisionDocument.Of(rules.BookingTable, Row(), rules.Version) with
        {
            Status = Status,
            Outcome = Outcome.ToString(),
            Possible = [.. Possible.Select(possible => possible.ToString())],
            Questions = Questions,
            Parts = [Eligibility.ToDocument(), DecisionDocument.Of(rules.WarningsTable, [FactValue.Of(_facts.MedicationChange)], rules.Version)],
        };
    }

    /// <summary>Equality by facts and outcome, under the same rules.</summary>
    /// <param name="other">The other decision.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(BookingDecision other) =>
        ReferenceEquals(_rules, other._rules) && Verdict == other.Verdict && _warnings == other._warnings && Equals(_facts, other._facts);

    /// <inheritdoc/>
    public override int GetHashCode() => Verdict.GetHashCode();

    /// <summary>Writes the possible outcomes.</summary>
    /// <returns>"RejectedNoVerdict".</returns>
    public override string ToString() => IsDefault ? "no decision" : string.Join(" or ", Possible);

    private FactValue[] Row()
    {
        var row = new FactValue[4];
        EligibilityRules.FillBooking(row, _facts, _facts.Eligibility, FactValue.Of(Eligibility.Verdict));
        return row;
    }
}
