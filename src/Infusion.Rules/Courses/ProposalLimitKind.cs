namespace Infusion.Rules.Courses;

/// <summary>What can stand in the way of a date.</summary>
public enum ProposalLimitKind
{
    /// <summary>The visit does not fit into the opening hours.</summary>
    OpeningHours,

    /// <summary>The clinic is closed on the date.</summary>
    ClosedDate,

    /// <summary>Another visit of the patient is on the date.</summary>
    Booking,

    /// <summary>The way to the clinic, to this visit or the next one booked, may fall into a driving restriction, and there is no
    /// ride.</summary>
    Ride,

    /// <summary>A rule of the protocol about the dates of its sessions.</summary>
    Protocol,
}
