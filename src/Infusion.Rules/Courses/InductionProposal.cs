using System.Collections.Immutable;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Courses;

/// <summary>The dates and times that are proposed for the sessions an induction still needs, or why there are none.</summary>
/// <remarks>Made by <see cref="CourseReview.Propose"/>. Compared by value. Immutable and thread-safe.</remarks>
public sealed record InductionProposal
{
    internal InductionProposal(ProposalOutcome outcome) => Outcome = outcome;

    /// <summary>Whether dates are proposed, or why none are.</summary>
    public ProposalOutcome Outcome { get; }

    /// <summary>The visits, earliest first; empty unless dates are proposed.</summary>
    public ImmutableArray<ProposedVisit> Visits { get => field.OrEmpty(); internal init; }

    /// <summary>The rules it rests on, with their citations: what allows the sessions and what their dates keep to, or what allows
    /// none.</summary>
    public ImmutableArray<Rule> Rules { get => field.OrEmpty(); internal init; }

    /// <summary>What has to be answered before dates are proposed.</summary>
    public ImmutableArray<OpenQuestion> Questions { get => field.OrEmpty(); internal init; }

    /// <summary>What stands in the way, where no dates keep to every limit: each limit that alone does, or else all that were
    /// met.</summary>
    public ImmutableArray<ProposalLimit> Limits { get => field.OrEmpty(); internal init; }

    /// <summary>The next maintenance infusion with the window of its dates, as among the next steps; <c>null</c> outside maintenance, and
    /// once it is booked.</summary>
    public NextStep? Maintenance { get; internal init; }

    /// <inheritdoc/>
    public bool Equals(InductionProposal? other) => other is not null && Outcome == other.Outcome && Visits.SequenceEqual(other.Visits)
        && Rules.SequenceEqual(other.Rules) && Questions.SequenceEqual(other.Questions) && Limits.SequenceEqual(other.Limits)
        && Maintenance == other.Maintenance;

    /// <inheritdoc/>
    public override int GetHashCode() => Outcome.GetHashCode();

    /// <summary>Writes the visits, or why there are none.</summary>
    /// <returns>"Proposed: 2026-06-15, 2026-06-15T14:00:00Z".</returns>
    public override string ToString() => Visits.IsEmpty ? Outcome.ToString() : $"{Outcome}: {string.Join("; ", Visits)}";
}
