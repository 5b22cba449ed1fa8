using Infusion.Rules.Clinic;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Fees;

/// <summary>One line of a statement of charges.</summary>
/// <param name="Kind">What the line is.</param>
/// <param name="Appointment">The appointment's id.</param>
/// <param name="Amount">The amount, negative for a credit; <c>null</c> when it is not published and was not given, and of a fee that is
/// not settled. What the clinic only may charge is in no sum.</param>
/// <param name="Rule">The rule the line rests on, with its citations.</param>
public sealed record StatementLine(StatementLineKind Kind, string Appointment, Money? Amount, Rule Rule)
{
    /// <summary>What is to be paid in another currency than the policy's, which no sum takes up; <c>null</c> when it is not.</summary>
    public Money? InOtherCurrency { get; init; }

    /// <summary>Whether the amount is published or given, as far as it is known; otherwise it is <c>null</c> for good.</summary>
    public bool IsAmountPublished { get; init; } = true;

    /// <summary>The amount as text; "NotPublished" for a price or a fee that is neither
    /// published nor given, "NotKnown" for a fee or a credit that is not settled.</summary>
    public string AmountText =>
        Amount?.ToString() ?? (
            InOtherCurrency is { } other ? $"{other}, which is not the policy's currency"
            : IsAmountPublished ? "NotKnown"
            : "NotPublished");

    /// <summary>Writes kind, amount, rule and citation.</summary>
    /// <returns>"Fee: 100.00 USD [fee.fasting-cancellation, R50]".</returns>
    public override string ToString() => $"{Kind}: {AmountText} {Rule.Source}";
}
