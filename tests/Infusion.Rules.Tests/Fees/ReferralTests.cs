using FsCheck.Xunit;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies.BuiltIn;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Fees;

/// <summary>Scenarios S19 and S20, and the law that every credit is accounted for.</summary>
public class ReferralTests
{
    private static FeePolicy OnePerVisit =>
        PublishedFees.Policy with { Referral = new() { Credit = Money.Usd(25), Stacking = CreditStacking.OnePerVisit } };

    [Theory]
    [InlineData(400, 1, 375, 25, 0, 0)]
    [InlineData(20, 1, 0, 20, 5, 0)]
    [InlineData(25, 1, 0, 25, 0, 0)]
    [InlineData(0, 1, 0, 0, 0, 25)]
    [InlineData(400, 2, 350, 50, 0, 0)]
    [InlineData(30, 2, 0, 30, 20, 0)]
    public void S19_all_open_credits_go_to_the_next_priced_visit(int price, int friends, int due, int applied, int forfeited, int open)
    {
        ReferralLedger ledger = FeeTests.Rules.Ledger([.. Credits(friends), Visit("v1", price)]);
        Assert.Equal(Money.Usd(due), ledger.Visits.Single().Due);
        Assert.Equal(
            new ReferralBalance(Money.Usd(25 * friends), Money.Usd(applied), Money.Usd(forfeited), Money.Usd(open)),
            ledger.Of("ann"));
    }

    [Fact]
    public void S19_a_visit_without_a_price_leaves_the_credit_for_the_next_one()
    {
        ReferralLedger ledger = FeeTests.Rules.Ledger(
            [.. Credits(1), Visit("call", 0), new LedgerEntry.VisitStarted("ann", "unpriced", null), Visit("v1", 400)]);
        Assert.Equal([Money.Usd(0), null, Money.Usd(375)], ledger.Visits.Select(visit => visit.Due));
    }

    [Fact]
    public void S19_one_per_visit_leaves_the_others_open()
    {
        ReferralLedger ledger = FeeTests.With(OnePerVisit).Ledger([.. Credits(2), Visit("v1", 400)]);
        Assert.Equal(Money.Usd(375), ledger.Visits.Single().Due);
        Assert.Equal(Money.Usd(25), ledger.Of("ann").Open);
    }

    [Fact]
    public void S19_a_fee_is_never_lowered_by_a_credit()
    {
        DecisionTable table = FeeTests.Rules.CreditUseTable;
        foreach (FactValue[] row in table.Partition.Rows(withUnknown: true).Where(row => row[0] == FactValue.Exactly((int)ChargeKind.Fee)))
        {
            Assert.Equal(OutcomeSet.Exactly((int)CreditUse.StaysOpen), table.Decide(row));
        }
    }

    [Fact]
    public void S19_a_negative_price_or_another_currency_is_an_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FeeTests.Rules.Ledger([Visit("v1", -1)]));
        Assert.Throws<ArgumentException>(
            () => FeeTests.Rules.Ledger([.. Credits(1), new LedgerEntry.VisitStarted("ann", "v1", Money.Of(400, "EUR"))]));
        Assert.Throws<ArgumentException>(() => FeeTests.Rules.Ledger([new LedgerEntry.Referred("", "bob")]));
        Assert.Throws<ArgumentException>(() => FeeTests.Rules.Ledger([null!]));
    }

    [Theory]
    [InlineData(FriendBooking.Nothing, ReferralOutcome.NothingScheduled, 0)]
    [InlineData(FriendBooking.FreeCall, ReferralOutcome.FreeCallOnly, 0)]
    [InlineData(FriendBooking.Infusion, ReferralOutcome.Earned, 25)]
    public void S20_only_an_infusion_earns_the_credit(FriendBooking booking, ReferralOutcome outcome, int credit)
    {
        FeeRules rules = FeeTests.Rules;
        ReferralInCourse referral = new() { Referral = new() { Booking = booking }, IsSelf = false, IsFirst = true, IsCredited = false };
        Decision<ReferralOutcome> decision = rules.DecideReferral(referral);
        Assert.Equal(
            (DecisionStatus.Determined, outcome, Money.Usd(credit)), (decision.Status, decision.Outcome, rules.CreditOf(referral)));
        Assert.Equal(ReferralOutcome.SelfReferral, rules.DecideReferral(referral with { IsSelf = true }).Outcome);
    }

    [Fact]
    public void S20_the_free_call_counts_under_a_policy_that_says_so()
    {
        FeeRules rules = FeeTests.With(PublishedFees.Policy with { Referral = new() { Credit = Money.Usd(25), DoesFreeCallCount = true } });
        LedgerEntry[] entries = [new LedgerEntry.Referred("ann", "bob"), new LedgerEntry.Scheduled("bob", FriendBooking.FreeCall)];
        Assert.Equal(Money.Usd(25), rules.Ledger(entries).Of("ann").Open);
        Assert.Equal(Money.Usd(0), FeeTests.Rules.Ledger(entries).Of("ann").Open);
    }

    [Fact]
    public void S20_a_later_cancellation_takes_nothing_back_and_three_infusions_earn_once()
    {
        LedgerEntry booked = new LedgerEntry.Scheduled("bob", FriendBooking.Infusion);
        ReferralLedger ledger = FeeTests.Rules.Ledger(
            [new LedgerEntry.Referred("ann", "bob"), booked, new LedgerEntry.Cancelled("bob"), booked, booked]);
        Assert.Equal(Money.Usd(25), ledger.Of("ann").Open);
    }

    [Fact]
    public void S20_nobody_earns_by_referring_themselves_and_the_first_referrer_gets_the_credit()
    {
        ReferralLedger ledger = FeeTests.Rules.Ledger(
        [
            new LedgerEntry.Referred("bob", "bob"), new LedgerEntry.Referred("ann", "bob"), new LedgerEntry.Referred("cleo", "bob"),
            new LedgerEntry.Scheduled("bob", FriendBooking.Infusion),
        ]);
        Assert.Equal(("ann", 1), (ledger.Credits.Single().Referrer, ledger.Credits.Length));
    }

    [Property(MaxTest = 2000)]
    public void Earned_is_applied_and_forfeited_and_open_after_every_history(byte[] bytes, bool onePerVisit)
    {
        string[] people = ["ann", "bob", "cleo", "dan"];
        LedgerEntry[] entries = [.. bytes.Select((at, index) => Entry(people[at & 3], people[(at >> 2) & 3], at >> 4, index))];
        ReferralLedger ledger = (onePerVisit ? FeeTests.With(OnePerVisit) : FeeTests.Rules).Ledger(entries);
        foreach (ReferralBalance balance in people.Select(ledger.Of).Append(ledger.Total))
        {
            Assert.Equal(balance.Earned, balance.Applied + balance.Forfeited + balance.Open);
        }

        Assert.Equal(ledger.Total.Applied.Amount, ledger.Visits.Sum(visit => visit.Applied.Amount));
        Assert.Equal(ledger.Total.Forfeited.Amount, ledger.Visits.Sum(visit => visit.Forfeited.Amount));
        Assert.All(ledger.Visits, visit => Assert.True(visit.Due is null || visit.Due.Value.Amount >= 0));
        Assert.Equal(ledger.Credits.Length, ledger.Credits.Select(credit => credit.Friend).Distinct().Count());
        Assert.DoesNotContain(ledger.Credits, credit => credit.Friend == credit.Referrer);
    }

    private static LedgerEntry Entry(string one, string other, int kind, int index) => kind switch
    {
        < 5 => new LedgerEntry.Referred(one, other),
        < 9 => new LedgerEntry.Scheduled(one, FriendBooking.Infusion),
        9 => new LedgerEntry.Scheduled(one, FriendBooking.FreeCall),
        10 => new LedgerEntry.Cancelled(one),
        11 => new LedgerEntry.VisitStarted(one, $"v{index}", null),
        _ => new LedgerEntry.VisitStarted(one, $"v{index}", Money.Usd((kind - 12) * 15m)),
    };

    private static IEnumerable<LedgerEntry> Credits(int friends) => Enumerable.Range(0, friends).SelectMany<int, LedgerEntry>(friend =>
        [new LedgerEntry.Referred("ann", $"friend{friend}"), new LedgerEntry.Scheduled($"friend{friend}", FriendBooking.Infusion)]);

    private static LedgerEntry.VisitStarted Visit(string id, decimal price) => new("ann", id, Money.Usd(price));
}
