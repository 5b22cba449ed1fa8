using Infusion.Rules.Clinic;

namespace Infusion.Rules.Fees;

/// <summary>A visit that started, and the credits spent on it.</summary>
/// <param name="Person">Whose visit it is.</param>
/// <param name="Appointment">The appointment's id.</param>
/// <param name="Price">The visit's price; <c>null</c> when it is not known.</param>
/// <param name="Applied">What credits lowered the price by.</param>
/// <param name="Forfeited">What was left over of the credits spent here.</param>
public sealed record CreditedVisit(string Person, string Appointment, Money? Price, Money Applied, Money Forfeited)
{
    /// <summary>Whether no further credit may go against it; <c>false</c> while it
    /// is not known when one was earned, or whether it was.</summary>
    public bool IsSettled { get; init; } = true;

    /// <summary>What is left to pay for the visit, never below zero; <c>null</c>
    /// when the price is not known, and while the visit is not settled.</summary>
    public Money? Due => IsSettled && Price is { } price ? price - Applied : null;

    /// <summary>Writes the amounts, without the person.</summary>
    /// <returns>"visit: 25.00 USD applied, 0.00 USD forfeited".</returns>
    public override string ToString() => $"visit: {Applied} applied, {Forfeited} forfeited";
}
