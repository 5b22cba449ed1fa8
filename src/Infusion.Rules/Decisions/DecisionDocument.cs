using System.Collections.Immutable;
using Infusion.Rules.Tables;
using Infusion.Rules.Words;

namespace Infusion.Rules.Decisions;

/// <summary>A decision as data: what was decided, why, what is still to ask, under which policy. Serialises and reads back.</summary>
/// <remarks>Ids and numbers let an app localise; texts are invariant English. Lists are empty, never <c>null</c>. Value-equal.</remarks>
public sealed record DecisionDocument
{
    /// <summary>The document format; this library writes 1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The decision's stable id, such as <c>fasting.plan</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>What it is about, such as the visit's id; <c>null</c> where there is but one thing it can be about.</summary>
    public string? Subject { get; init; }

    /// <summary>The instant it was judged at, in ISO 8601 and UTC as every instant
    /// of a document; <c>null</c> where no instant plays a part.</summary>
    public string? At { get; init; }

    /// <summary>The policy's id.</summary>
    public required string Policy { get; init; }

    /// <summary>The policy's version.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>The hash of the policy's content, 64 hexadecimal digits; <c>null</c> when it was built by no policy document.</summary>
    public string? PolicyHash { get; init; }

    /// <summary>The version of the time-zone data.</summary>
    public required string TimeZones { get; init; }

    /// <summary>What is decided, as a person names it: "Fast before the appointment".</summary>
    public string Title { get; init; } = "";

    /// <summary>What is so, as a person reads it: "fast not met". Of an open decision that it is not known yet; of rules that collect every
    /// finding, those that are certain.</summary>
    public string Says { get; init; } = "";

    /// <summary>What the outcome asks of who reads it; of an open decision what is certain already.</summary>
    public Attention Attention { get; init; }

    /// <summary>How far the decision could be made.</summary>
    public required DecisionStatus Status { get; init; }

    /// <summary>The outcome; while information is missing, the most cautious of the possible ones.</summary>
    public required string Outcome { get; init; }

    /// <summary>Every outcome still possible, from the least to the most cautious.</summary>
    public ImmutableArray<string> Possible { get => field.OrEmpty(); init; }

    /// <summary>The decision in one line of at most 140 characters.</summary>
    public required string Summary { get; init; }

    /// <summary>The rules that decide.</summary>
    public ImmutableArray<RuleDocument> Rules { get => field.OrEmpty(); init; }

    /// <summary>The causal facts.</summary>
    public ImmutableArray<FactDocument> Facts { get => field.OrEmpty(); init; }

    /// <summary>The dates, amounts and other values the decision carries.</summary>
    public ImmutableArray<ValueDocument> Values { get => field.OrEmpty(); init; }

    /// <summary>What to ask next, in order.</summary>
    public ImmutableArray<Question> Questions { get => field.OrEmpty(); init; }

    /// <summary>The decisions it is made of, such as one for each intake.</summary>
    public ImmutableArray<DecisionDocument> Parts { get => field.OrEmpty(); init; }

    /// <summary>Builds the document of one table's decision.</summary>
    /// <param name="decision">The decision's id; by default the table's.</param>
    /// <param name="table">The table.</param>
    /// <param name="row">One value for each fact.</param>
    /// <param name="version">The policy the decision was made under.</param>
    /// <returns>The document.</returns>
    internal static DecisionDocument Of(DecisionTable table, ReadOnlySpan<FactValue> row, PolicyVersion version, string? decision = null)
    {
        OutcomeSet outcomes = table.Decide(row);
        Explanation explanation = table.Explain(row);
        ImmutableArray<Question> questions = table.Questions(row);
        return new()
        {
            Decision = decision ?? table.Id,
            Policy = version.Policy,
            PolicyVersion = version.Version,
            PolicyHash = version.ContentHash,
            TimeZones = version.TimeZones,
            Title = DecisionWords.TitleOf(decision ?? table.Id),
            Says = table.Says(outcomes, explanation.Rules),
            Attention = table.AttentionTo(outcomes),
            Status = StatusOf(outcomes),
            Outcome = table.HitPolicy == HitPolicy.Collect ? explanation.Outcome : table.NameOf(outcomes.MostCautious),
            Possible = [.. table.Outcomes.Where((_, outcome) => outcomes.Allows(outcome))],
            Summary = outcomes.IsDetermined || outcomes.IsInvalid ? explanation.Summary : Explanation.Open(explanation.Says, questions),
            Rules = [.. explanation.Rules.Select(RuleDocument.Of)],
            Facts = [.. explanation.Lines.Select(FactDocument.Of)],
            Questions = questions,
        };
    }

    /// <summary>What the decision came to, for a fact that is its outcome.</summary>
    /// <param name="link">The fact.</param>
    /// <param name="version">The policy that is now decided under; another version of the same policy will do.</param>
    /// <param name="subject">What is now decided about; <c>null</c> where that has no name.</param>
    /// <exception cref="ArgumentException">The decision is of another policy or about another
    /// subject, its outcomes are not the fact's, or it contradicts itself.</exception>
    internal EarlierAnswer AnswerTo(Fact link, PolicyVersion version, string? subject)
    {
        if (Policy != version.Policy)
        {
            throw new ArgumentException(
                $"The stored decision '{Decision}' was made under the policy '{Policy}', not under '{version.Policy}'.");
        }

        if (Subject is not null && subject is not null && Subject != subject)
        {
            throw new ArgumentException($"The stored decision '{Decision}' is about another subject.");
        }

        int[] places = [.. Possible.Select(name => link.Names.IndexOf(name) is >= 0 and var place ? place
            : throw new ArgumentException(
                $"The stored decision '{Decision}' has an outcome that is none of this policy's, {string.Join(", ", link.Names)}."))];
        OutcomeSet outcomes = places.Length == 0
            ? OutcomeSet.Invalid
            : OutcomeSet.OneOf(places.Aggregate(0UL, static (set, place) => set | (1UL << place)));
        return StatusOf(outcomes) == Status && (outcomes.IsInvalid || link.Names[outcomes.MostCautious] == Outcome)
            ? new(outcomes, Questions)
            : throw new ArgumentException(
                $"The stored decision '{Decision}' contradicts itself: its status, its outcome and its possible outcomes do not fit.");
    }

    /// <summary>How far outcomes are settled.</summary>
    internal static DecisionStatus StatusOf(OutcomeSet outcomes) =>
        outcomes.IsInvalid ? DecisionStatus.Invalid : outcomes.IsDetermined ? DecisionStatus.Determined : DecisionStatus.NeedsInformation;

    /// <inheritdoc/>
    public bool Equals(DecisionDocument? other) =>
        other is not null
            && Format == other.Format && Decision == other.Decision && Subject == other.Subject && At == other.At && Policy == other.Policy
            && PolicyVersion == other.PolicyVersion && PolicyHash == other.PolicyHash && TimeZones == other.TimeZones
            && Status == other.Status && Outcome == other.Outcome
        && Summary == other.Summary && Possible.SequenceEqual(other.Possible) && Rules.SequenceEqual(other.Rules)
        && Facts.SequenceEqual(other.Facts) && Values.SequenceEqual(other.Values) && Questions.SequenceEqual(other.Questions)
        && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Decision + Outcome);

    /// <summary>Writes the summary.</summary>
    /// <returns>The summary.</returns>
    public override string ToString() => Summary;
}
