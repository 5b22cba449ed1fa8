using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Eligibility;

/// <summary>A screening criterion of a policy: what it asks, and what an applying answer leads to.</summary>
/// <remarks>The published policy has none: the page names no contraindication. Compared by value, immutable.</remarks>
public sealed record ScreenCriterion
{
    /// <summary>Creates a criterion.</summary>
    /// <param name="id">The kebab-case id; its rule is <c>eligibility.screen.ID</c>.</param>
    /// <param name="name">What it looks for, as a noun phrase, such as "systolic blood pressure".</param>
    /// <param name="question">What to ask a person.</param>
    /// <param name="asks">What kind of answer it takes, and which of them make it apply.</param>
    /// <param name="effect">What an applying answer leads to.</param>
    /// <param name="provenance">Where the criterion comes from.</param>
    /// <param name="citations">Ids in the source register; at least one.</param>
    /// <exception cref="ArgumentException">The id is not kebab-case, a text is
    /// blank, nothing is cited, or a bound has more decimal places than
    /// the number keeps.</exception>
    public ScreenCriterion(
        string id, string name, string question, ScreenAsk asks, ScreenEffect effect, Provenance provenance, IEnumerable<string> citations)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(asks);
        ArgumentNullException.ThrowIfNull(citations);
        (Id, Name, Question, Asks, Effect, Provenance, Citations) = (id, name, question, asks, effect, provenance, [.. citations]);
        if (!ListedCondition.IsKebabCase(id) || string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(question) || Citations.IsEmpty)
        {
            throw new ArgumentException($"The criterion '{id}' needs a kebab-case id, a name, a question and a citation.", nameof(id));
        }

        (Fact, Applies) = Compile();
    }

    /// <summary>The kebab-case id.</summary>
    public string Id { get; }

    /// <summary>What it looks for, as a noun phrase.</summary>
    public string Name { get; }

    /// <summary>What to ask a person.</summary>
    public string Question { get; }

    /// <summary>What kind of answer it takes, and which of them make it apply.</summary>
    public ScreenAsk Asks { get; }

    /// <summary>What an applying answer leads to.</summary>
    public ScreenEffect Effect { get; }

    /// <summary>Where the criterion comes from.</summary>
    public Provenance Provenance { get; }

    /// <summary>Ids in the source register.</summary>
    public ImmutableArray<string> Citations { get; }

    /// <summary>What its source advises, as the end of a sentence; <c>null</c> when the policy does not say.</summary>
    public string? Advice { get; init; }

    /// <summary>How sure its source is; <c>null</c> when the policy does not say.</summary>
    public EvidenceGrade? Evidence { get; init; }

    /// <summary>How certain its source calls the evidence; <c>null</c> when the policy does not say.</summary>
    public EvidenceCertainty? Certainty { get; init; }

    /// <summary>The id of the fact it is answered by.</summary>
    internal string FactId => $"eligibility.screen.{Id}";

    /// <summary>The fact it is answered by.</summary>
    internal Fact Fact { get; }

    /// <summary>When it applies: the only place this is written.</summary>
    internal Condition Applies { get; }

    /// <inheritdoc/>
    public bool Equals(ScreenCriterion? other) =>
        other is not null && Id == other.Id && Name == other.Name && Question == other.Question && Asks == other.Asks
            && Effect == other.Effect && Advice == other.Advice && Evidence == other.Evidence && Certainty == other.Certainty
            && Provenance == other.Provenance && Citations.SequenceEqual(other.Citations);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Writes the id, what it asks and the effect.</summary>
    /// <returns>"systolic: at least 160 mmHg: ClinicianReview".</returns>
    public override string ToString() => $"{Id}: {Asks}: {Effect}";

    /// <summary>The criterion as the subject of a sentence.</summary>
    internal string Subject => char.ToUpperInvariant(Name[0]) + Name.Substring(1) + (Asks is ScreenAsk.YesNo ? "" : $" {Asks}");

    private (Fact Fact, Condition Applies) Compile()
    {
        switch (Asks)
        {
            case ScreenAsk.Number number:
                Fact<decimal> value = EligibilityFacts.Number(
                    Id, Fact.Number(FactId, Name, Question, number.Unit, number.Minimum, number.Maximum, number.Scale));
                value = number is { Below: not null, AtLeast: not null } ? value.FromBothSides() : value;
                return (value, (number.Below, number.AtLeast) switch
                {
                    ({ } below, { } atLeast) => value.LessThan(below) | value.AtLeast(atLeast),
                    ({ } below, null) => value.LessThan(below),
                    (null, { } atLeast) => value.AtLeast(atLeast),
                    _ => throw new InvalidOperationException("A number has a bound."),
                });
            case ScreenAsk.WithinMonths within:
                Fact<int> months = EligibilityFacts.MonthsAgo(Id, Fact.LookBack(FactId, Name, Question, "months"));
                return (months, months.AtMost(within.Months));
            case ScreenAsk.WithinDays within:
                Fact<int> days = EligibilityFacts.DaysAgo(Id, Fact.LookBack(FactId, Name, Question, "days"));
                return (days, days.AtMost(within.Days));
            case ScreenAsk.YesNo:
                Fact<bool> claim = EligibilityFacts.Claim(Id, Fact.YesNo(FactId, Name, Question));
                return (claim, claim.Is(true));
            default:
                throw new InvalidOperationException("There is no other kind of question.");
        }
    }
}
