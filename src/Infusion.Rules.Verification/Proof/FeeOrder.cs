using Infusion.Rules.Clinic;
using Infusion.Rules.Fees;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Finds charges that reward what they are there to prevent: the later or worse miss is the cheaper one.</summary>
/// <remarks>A flat amount and a share of the price have no order, since the price is not known.</remarks>
internal static class FeeOrder
{
    private const string Fee = "fee.cancellation";

    public static IEnumerable<CheckFinding> Of(FeePolicy fees) =>
        Tiers(fees).Concat(NoShows(fees)).Concat(Grace(fees)).Concat(Repeats(fees));

    private static IEnumerable<CheckFinding> Tiers(FeePolicy fees)
    {
        for (int place = 0; place < fees.NoticeTiers.Length; place++)
        {
            NoticeTier shorter = fees.NoticeTiers[place];
            if (fees.NoticeTiers.FirstOrDefault(tier => tier.Notice.IsLongerThan(shorter.Notice)
                && IsCheaper(fees, shorter.Charge, tier.Charge)) is { } longer)
            {
                yield return CheckFinding.Of(
                    CheckCode.ReversedSteps, Fee, FormattableString.Invariant($"fees.noticeTiers[{place}].charge"),
                    $"Shorter notice costs less: \"{shorter}\" beside \"{longer}\"",
                    ("the cancellation with less notice", $"{shorter}"), ("the one with more", $"{longer}"));
            }
        }
    }

    private static IEnumerable<CheckFinding> NoShows(FeePolicy fees)
    {
        if (fees.NoShow is not { } noShow)
        {
            yield break;
        }

        foreach ((string what, FeeCharge charge) in fees.NoticeTiers.Select(static tier => ("a late cancellation", tier.Charge))
            .Concat(fees.ReasonCharges.Where(static row => row.Reason == CancellationReason.LateArrival)
                .Select(static row => ("a late arrival", row.Charge)))
            .Where(miss => IsCheaper(fees, noShow, miss.Charge)).Take(1))
        {
            yield return CheckFinding.Of(
                CheckCode.CheaperMiss, Fee, "fees.noShow",
                $"A no-show costs {noShow}, less than {what}, {charge}: who says nothing pays less",
                ("a no-show", $"{noShow}"), (what, $"{charge}"));
        }
    }

    private static IEnumerable<CheckFinding> Grace(FeePolicy fees)
    {
        if (fees.GraceMisses > 0 && fees.GraceFor.Contains(MissKind.NoShow) && !fees.GraceFor.Contains(MissKind.LateCancellation)
            && !fees.NoticeTiers.IsEmpty)
        {
            yield return CheckFinding.Of(
                CheckCode.CheaperMiss, Fee, "fees.graceFor",
                "A first no-show passes without a charge, and a first late cancellation does not: who says nothing pays less",
                ("a first no-show", "no charge"), ("a first late cancellation", $"{fees.NoticeTiers[0].Charge}"));
        }
    }

    private static IEnumerable<CheckFinding> Repeats(FeePolicy fees)
    {
        if (fees.Repeat is not { } repeat)
        {
            yield break;
        }

        FeeCharge[] firsts = [.. fees.NoticeTiers.Select(static tier => tier.Charge)
            .Concat(fees.ReasonCharges.Select(static row => row.Charge)).Concat(fees.NoShow is { } noShow ? [noShow] : [])];
        if (Array.Find(firsts, first => IsCheaper(fees, repeat.Charge, first)) is { } dearer)
        {
            yield return CheckFinding.Of(
                CheckCode.CheaperMiss, Fee, "fees.repeat.charge",
                FormattableString.Invariant($"From miss {repeat.FromMiss} on a miss costs {repeat.Charge}, ")
                + $"less than an earlier one, {dearer}",
                ("an earlier miss", $"{dearer}"), ("a repeated one", $"{repeat.Charge}"));
        }
        else if (firsts.Length > 0 && firsts.All(first => first.Equals(repeat.Charge)))
        {
            yield return CheckFinding.Of(
                CheckCode.IdleLimit, Fee, "fees.repeat",
                $"The charge for repeated misses, {repeat.Charge}, changes nothing: every miss costs as much",
                ("an earlier miss", $"{firsts[0]}"), ("a repeated one", $"{repeat.Charge}"));
        }
    }

    // What the clinic may charge and need not can be nothing, so it is cheaper than none that it may leave out as well.
    private static bool IsCheaper(FeePolicy fees, FeeCharge one, FeeCharge other) => (!other.IsPermitted || one.IsPermitted)
        && (Sized(fees, one), Sized(fees, other)) switch
        {
            (FeeCharge.Flat lower, FeeCharge.Flat higher) => lower.Amount.Amount < higher.Amount.Amount,
            (FeeCharge.PercentOfPrice lower, FeeCharge.PercentOfPrice higher) => lower.Percent < higher.Percent,
            (FeeCharge.Flat { Amount.IsZero: true }, FeeCharge.PercentOfPrice { Percent: > 0 }) => true,
            (FeeCharge.PercentOfPrice { Percent: 0 }, FeeCharge.Flat { Amount.IsZero: false }) => true,
            _ => false,
        };

    private static FeeCharge Sized(FeePolicy fees, FeeCharge charge) =>
        charge is FeeCharge.Deposit && fees.Deposit is { } deposit ? deposit : charge;
}
