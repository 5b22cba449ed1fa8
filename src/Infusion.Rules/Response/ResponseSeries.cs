using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Response;

/// <summary>One series of infusions on one protocol, and the scores on record.</summary>
/// <remarks>Plain data, value-equal. Immutable and thread-safe.</remarks>
public sealed record ResponseSeries
{
    /// <summary>The protocol of the series, as the policy or a person names it; <c>null</c> when not known.</summary>
    public StatedName? Protocol { get; init; }

    /// <summary>The sessions of the series, in any order; those beyond its induction are maintenance and change no verdict.</summary>
    public ImmutableArray<InfusionSession> Sessions { get => field.OrEmpty(); init; }

    /// <summary>When the infusions of other series began: a score from then on says nothing of the sessions before.</summary>
    public ImmutableArray<Moment> OtherStarts { get => field.OrEmpty(); init; }

    /// <summary>What was said while this series was the latest: a confirmation of its verdict, a reason to go on against it. A word counts
    /// when a clinician said it, and speaks of no score that is later.</summary>
    public ImmutableArray<ClinicianWord> Words
    {
        get => field.OrEmpty();
        init => (field, WordsInForce) = (value, value.InForce());
    }

    /// <summary>Those of <see cref="Words"/> that are not voided.</summary>
    internal ImmutableArray<ClinicianWord> WordsInForce { get => field.OrEmpty(); private init; }

    /// <summary>The conditions that are treated; those of the scores are, too.</summary>
    public ImmutableArray<ConditionCategory> Conditions { get => field.OrEmpty(); init; }

    /// <summary>The scores, of any condition and instrument, in any order.</summary>
    public ImmutableArray<ScoreEntry> Scores
    {
        get => field.OrEmpty();
        init => (field, ScoresInForce) = (value, value.InForce());
    }

    /// <summary>Those of <see cref="Scores"/> that are not voided.</summary>
    internal ImmutableArray<ScoreEntry> ScoresInForce { get => field.OrEmpty(); private init; }

    /// <summary>How many sessions are completed; aborted ones do not count.</summary>
    public int CompletedSessions => Sessions.Count(session => session.Result == SessionResult.Completed);

    /// <summary>How many sessions were aborted.</summary>
    public int AbortedSessions => Sessions.Count(session => session.Result == SessionResult.Aborted);

    /// <inheritdoc/>
    public bool Equals(ResponseSeries? other) => other is not null && Protocol == other.Protocol && Sessions.SequenceEqual(other.Sessions)
        && OtherStarts.SequenceEqual(other.OtherStarts) && Words.SequenceEqual(other.Words)
        && Conditions.SequenceEqual(other.Conditions) && Scores.SequenceEqual(other.Scores);

    /// <inheritdoc/>
    public override int GetHashCode() => Sessions.Length;

    /// <summary>Says how much is known, never the values.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"series: protocol {(Protocol is null ? "unknown" : "known")}, {Sessions.Length} session(s), {Scores.Length} score(s)");
}
