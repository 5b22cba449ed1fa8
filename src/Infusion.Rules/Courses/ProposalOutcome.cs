namespace Infusion.Rules.Courses;

/// <summary>Whether dates are proposed for the sessions that an induction still needs, or why none are.</summary>
public enum ProposalOutcome
{
    /// <summary>Dates and times are proposed.</summary>
    Proposed,

    /// <summary>Every session that is still needed is booked.</summary>
    NothingOutstanding,

    /// <summary>The course is in maintenance: see <see cref="InductionProposal.Maintenance"/>.</summary>
    InMaintenance,

    /// <summary>The course does not allow an infusion now.</summary>
    NotAllowed,

    /// <summary>The protocol is not known, or a clinician has yet to choose it.</summary>
    ProtocolNotKnown,

    /// <summary>Something the dates rest on is not known: see <see cref="InductionProposal.Questions"/>.</summary>
    NeedsInformation,

    /// <summary>The record contradicts itself, and the dates depend on which of two places is right.</summary>
    Contradicted,

    /// <summary>No dates keep to every limit: see <see cref="InductionProposal.Limits"/>.</summary>
    NoDates,
}
