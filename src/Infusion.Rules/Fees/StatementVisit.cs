using Infusion.Rules.Clinic;

namespace Infusion.Rules.Fees;

/// <summary>A visit on a statement of charges.</summary>
/// <param name="Appointment">The appointment's id.</param>
/// <param name="Price">The price the clinic asks; <c>null</c> when it is not given, since none is published (R73).</param>
/// <param name="Credit">The referral credits spent on the visit, not more than its price; <c>null</c> for none.</param>
public sealed record StatementVisit(string Appointment, Money? Price, Money? Credit = null)
{
    /// <summary>Whether no further credit may go against it; otherwise what is credited is not known.</summary>
    public bool IsSettled { get; init; } = true;

    /// <summary>A visit of a ledger, with the credits spent on it.</summary>
    /// <param name="visit">The visit.</param>
    /// <returns>The visit on the statement.</returns>
    public static StatementVisit Of(CreditedVisit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return new(visit.Appointment, visit.Price, visit.Applied.IsZero ? null : visit.Applied) { IsSettled = visit.IsSettled };
    }

    /// <summary>Says which amounts are given.</summary>
    /// <returns>"visit with price and credit".</returns>
    public override string ToString() => (Price, Credit) switch
    {
        (null, _) => "visit without price",
        (_, null) => "visit with price",
        _ => "visit with price and credit",
    };
}
