using Infusion.Rules.Clinic;

namespace Infusion.Rules.Fees;

/// <summary>Credits in sum: earned = applied + forfeited + open.</summary>
/// <param name="Earned">What was earned.</param>
/// <param name="Applied">What prices were lowered by.</param>
/// <param name="Forfeited">What was left over at visits.</param>
/// <param name="Open">What is still to be spent.</param>
public readonly record struct ReferralBalance(Money Earned, Money Applied, Money Forfeited, Money Open)
{
    /// <summary>Writes the four sums.</summary>
    /// <returns>"50.00 USD earned = 25.00 USD applied + 0.00 USD forfeited + 25.00 USD open".</returns>
    public override string ToString() => $"{Earned} earned = {Applied} applied + {Forfeited} forfeited + {Open} open";
}
