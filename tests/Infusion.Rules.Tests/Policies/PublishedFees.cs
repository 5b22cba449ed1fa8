using Infusion.Rules.Clinic;
using Infusion.Rules.Fees;

namespace Infusion.Rules.Policies.BuiltIn;

/// <summary>Fees and credits as the clinic's page publishes them: one fee and one credit, and nothing else.</summary>
internal static class PublishedFees
{
    public static FeePolicy Policy => new()
    {
        FastingCancellation = Money.Usd(100),
        RescheduleDays = 1,
        Referral = new() { Credit = Money.Usd(25) },
        Payment = [PaymentNote.SelfPay, PaymentNote.VisitDocumentation],
    };
}
