using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Fees;

/// <summary>The fee decision of one appointment on a statement of charges.</summary>
/// <param name="Appointment">The appointment's id; on a statement each has one fee decision at most.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Amount">What it adds, as <see cref="FeeRules.AmountOf"/> says; <c>null</c> when that is not known.</param>
public sealed record StatementFee(string Appointment, Decision<CancellationFeeOutcome> Decision, Money? Amount)
{
    /// <summary>Writes the decision.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"fee: {Decision}";
}
