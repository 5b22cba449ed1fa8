using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Fees;

/// <summary>Every referral credit and what became of it, as a pure function of what happened, in order.</summary>
/// <remarks>Earned = applied + forfeited + open, for every person and in sum. Immutable and thread-safe; compared by value.</remarks>
public sealed record ReferralLedger
{
    private readonly Money _nothing;

    private ReferralLedger(Money nothing, ImmutableArray<ReferralCredit> credits, ImmutableArray<CreditedVisit> visits)
    {
        (_nothing, Credits, Visits) = (nothing, credits, visits);
    }

    /// <summary>The credits in the order in which they were earned.</summary>
    public ImmutableArray<ReferralCredit> Credits { get; }

    /// <summary>The visits in the order in which they started.</summary>
    public ImmutableArray<CreditedVisit> Visits { get; }

    /// <summary>All credits in sum.</summary>
    public ReferralBalance Total => Sum(Credits);

    /// <summary>One person's credits in sum.</summary>
    /// <param name="person">The referrer.</param>
    /// <returns>The sums; zeros for a person without credits.</returns>
    public ReferralBalance Of(string person) => Sum(Credits.Where(credit => credit.Referrer == person));

    /// <inheritdoc/>
    public bool Equals(ReferralLedger? other) =>
        other is not null && _nothing == other._nothing && Credits.SequenceEqual(other.Credits) && Visits.SequenceEqual(other.Visits);

    /// <inheritdoc/>
    public override int GetHashCode() => Credits.Length;

    /// <summary>Writes the sums.</summary>
    /// <returns>The text of <see cref="Total"/>.</returns>
    public override string ToString() => Total.ToString();

    internal static ReferralLedger Play(FeeRules rules, IEnumerable<LedgerEntry> entries)
    {
        var state = new State(rules);
        foreach (LedgerEntry entry in entries)
        {
            state.Add(entry ?? throw new ArgumentException("A ledger entry is missing.", nameof(entries)));
        }

        return new(rules.Nothing, [.. state.Credits], [.. state.Visits]);
    }

    private ReferralBalance Sum(IEnumerable<ReferralCredit> credits)
    {
        var sum = new ReferralBalance(_nothing, _nothing, _nothing, _nothing);
        foreach (ReferralCredit credit in credits)
        {
            sum = new(sum.Earned + credit.Amount, sum.Applied + credit.Applied, sum.Forfeited + credit.Forfeited, sum.Open + credit.Open);
        }

        return sum;
    }

    private sealed class State(FeeRules rules)
    {
        private readonly List<(string Referrer, string Friend)> _referrals = [];

        public List<ReferralCredit> Credits { get; } = [];

        public List<CreditedVisit> Visits { get; } = [];

        public void Add(LedgerEntry entry)
        {
            switch (entry)
            {
                case LedgerEntry.Referred referred:
                    _referrals.Add((Id(referred.Referrer), Id(referred.Friend)));
                    break;
                case LedgerEntry.Scheduled scheduled:
                    Earn(Id(scheduled.Person), scheduled.Booking);
                    break;
                case LedgerEntry.VisitStarted visit:
                    Visit(visit);
                    break;
                default:
                    // A cancellation changes nothing: credits once earned are kept.
                    break;
            }
        }

        private void Earn(string friend, FriendBooking booking)
        {
            bool isFirst = true;
            foreach ((string referrer, string _) in _referrals.Where(referral => referral.Friend == friend))
            {
                Decision<ReferralOutcome> decision = rules.DecideReferral(new()
                {
                    Referral = new() { Friend = friend, Booking = booking },
                    IsSelf = referrer == friend,
                    IsFirst = isFirst,
                    IsCredited = Credits.Exists(credit => credit.Friend == friend),
                });
                if (decision.Outcome == ReferralOutcome.Earned)
                {
                    Credits.Add(new(referrer, friend, rules.Policy.Referral.Credit));
                }

                // Referring oneself is no referral, so it takes nobody's place as the first.
                isFirst = isFirst && referrer == friend;
            }
        }

        private void Visit(LedgerEntry.VisitStarted visit)
        {
            Money? price = visit.Price is { } known ? FeePolicy.NotNegative(known, nameof(visit)) : null;
            Money applied = rules.Nothing;
            Money forfeited = rules.Nothing;
            int place = 0;
            for (int index = 0; index < Credits.Count; index++)
            {
                ReferralCredit credit = Credits[index];
                if (credit.Referrer != visit.Person || !credit.IsOpen)
                {
                    continue;
                }

                place++;
                if (price is { } toPay && rules.UseOf(price, place) == CreditUse.Spent)
                {
                    Credits[index] = credit.SpendAt(Id(visit.Appointment), toPay - applied);
                    applied += Credits[index].Applied;
                    forfeited += Credits[index].Forfeited;
                }
            }

            Visits.Add(new(Id(visit.Person), Id(visit.Appointment), price, applied, forfeited));
        }

        private static string Id(string id) =>
            string.IsNullOrEmpty(id)
                ? throw new ArgumentException("A person and an appointment of the ledger need an id.", nameof(id))
                : id;
    }
}
