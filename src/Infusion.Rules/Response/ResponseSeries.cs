using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Records;

namespace Infusion.Rules.Response;

/// <summary>One series of infusions on one protocol, and the scores on record.</summary>
/// <remarks>Plain data, value-equal. Immutable and thread-safe.</remarks>
public sealed record ResponseSeries
{
    /// <summary>The protocol of the series, as the policy or a person names it; <c>null</c> when not known.</summary>
    public StatedName? Protocol { get; init; }

    /// <summary>The sessions of the series, completed and aborted, in any order. Maintenance sessions are not part of it.</summary>
    public ImmutableArray<InfusionSession> Sessions { get; init; } = [];

    /// <summary>The conditions that are treated; those of the scores are, too.</summary>
    public ImmutableArray<ConditionCategory> Conditions { get; init; } = [];

    /// <summary>The scores, of any condition and instrument, in any order; of two at one instant the later in the list counts.</summary>
    public ImmutableArray<ScoreEntry> Scores { get; init => (field, ScoresInForce) = (value, value.InForce()); } = [];

    /// <summary>Those of <see cref="Scores"/> that are not voided.</summary>
    internal ImmutableArray<ScoreEntry> ScoresInForce { get; private init; } = [];

    /// <summary>How many sessions are completed; aborted ones do not count.</summary>
    public int CompletedSessions => Sessions.Count(session => session.Result == SessionResult.Completed);

    /// <summary>How many sessions were aborted.</summary>
    public int AbortedSessions => Sessions.Length - CompletedSessions;

    /// <inheritdoc/>
    public bool Equals(ResponseSeries? other) => other is not null && Protocol == other.Protocol && Sessions.SequenceEqual(other.Sessions)
        && Conditions.SequenceEqual(other.Conditions) && Scores.SequenceEqual(other.Scores);

    /// <inheritdoc/>
    public override int GetHashCode() => Sessions.Length;

    /// <summary>Says how much is known, never the values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"series: protocol {(Protocol is null ? "unknown" : "known")}, {Sessions.Length} session(s), {Scores.Length} score(s)");
}
