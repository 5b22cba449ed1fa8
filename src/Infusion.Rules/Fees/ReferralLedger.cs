using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Fees;

/// <summary>Every referral credit and what became of it, as a pure function of what happened, in order.</summary>
/// <remarks>Earned = applied + forfeited + open, for every person and in sum. A credit of which it is not known when it was earned is
/// open, and one of which it is not known whether it was is none yet; a visit either may go against is not settled.
/// Immutable and thread-safe; compared by value.</remarks>
public sealed record ReferralLedger
{
    private readonly Money _nothing;

    private ReferralLedger(
        Money nothing, ImmutableArray<ReferralCredit> credits, ImmutableArray<CreditedVisit> visits, ImmutableArray<Question> questions)
    {
        (_nothing, Credits, Visits, Questions) = (nothing, credits, visits, questions);
    }

    /// <summary>The credits in the order in which they were earned.</summary>
    public ImmutableArray<ReferralCredit> Credits { get; }

    /// <summary>The visits in the order in which they started.</summary>
    public ImmutableArray<CreditedVisit> Visits { get; }

    /// <summary>What to ask where it matters to a visit: when a credit was earned, or whether it was.</summary>
    public ImmutableArray<Question> Questions { get; }

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

        ImmutableArray<Question> questions = state.Settle();
        return new(state.Nothing, [.. state.Credits], [.. state.Visits], questions);
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
        private readonly Dictionary<string, List<LedgerEntry.Referred>> _referrals = new(StringComparer.Ordinal);
        private readonly List<Unsettled> _unsettled = [];

        // Of whom a credit is earned, and of whom one may be.
        private readonly HashSet<string> _credited = new(StringComparer.Ordinal);
        private readonly HashSet<string> _doubtful = new(StringComparer.Ordinal);

        // For each person the places of the credits that a visit may spend, in the order in which they were earned.
        private readonly Dictionary<string, Queue<int>> _open = new(StringComparer.Ordinal);

        public List<ReferralCredit> Credits { get; } = [];

        public List<CreditedVisit> Visits { get; } = [];

        // Credits earned under an earlier version keep their currency where the present one publishes no amount.
        public Money Nothing => rules.HasCurrency || Credits.Count == 0 ? rules.Nothing : Credits[0].Amount.Zero();

        public void Add(LedgerEntry entry)
        {
            switch (entry)
            {
                case LedgerEntry.Referred referred:
                    Of(_referrals, Id(referred.Friend)).Add(referred with { Referrer = Id(referred.Referrer) });
                    break;
                case LedgerEntry.Scheduled scheduled:
                    Earn(Id(scheduled.Person), scheduled);
                    break;
                case LedgerEntry.VisitStarted visit:
                    Visit(visit);
                    break;
                default:
                    // A cancellation changes nothing: credits once earned are kept.
                    break;
            }
        }

        // What is not known of credits leaves open the visits they may go against, and is asked where there is one.
        public ImmutableArray<Question> Settle()
        {
            var asked = new List<Question>();
            var open = new HashSet<int>();
            var openFrom = new Dictionary<string, int>(StringComparer.Ordinal);
            var priced = new Dictionary<string, List<int>>(StringComparer.Ordinal);
            for (int place = 0; place < Visits.Count; place++)
            {
                if (Visits[place].Price is not { IsZero: true })
                {
                    Of(priced, Visits[place].Person).Add(place);
                }
            }

            foreach (Unsettled credit in _unsettled)
            {
                List<int> places = Of(priced, credit.Referrer);
                int found = places.BinarySearch(credit.From);
                int at = found >= 0 ? found : ~found;
                if (at == places.Count)
                {
                    continue;
                }

                asked.AddRange(credit.Questions);
                if (credit.IsWhenKnown && credit.Rules.Policy.Referral is { Stacking: CreditStacking.AllAtNextVisit })
                {
                    open.Add(places[at]);
                }
                else
                {
                    openFrom[credit.Referrer] = openFrom.TryGetValue(credit.Referrer, out int from) ? Math.Min(from, at) : at;
                }
            }

            foreach (KeyValuePair<string, int> one in openFrom)
            {
                open.UnionWith(priced[one.Key].Skip(one.Value));
            }

            foreach (int place in open)
            {
                Visits[place] = Visits[place] with { IsSettled = false };
            }

            return [.. asked.Distinct()];
        }

        private void Earn(string friend, LedgerEntry.Scheduled scheduled)
        {
            FeeRules earning = scheduled.Rules ?? rules;
            bool? isFirst = true;
            foreach (LedgerEntry.Referred referral in Of(_referrals, friend))
            {
                string referrer = referral.Referrer;
                isFirst = isFirst == true && !referral.IsOrderKnown ? null : isFirst;
                Decision<ReferralOutcome> decision = earning.DecideReferral(new()
                {
                    Referral = new() { Friend = friend, Booking = scheduled.Booking },
                    IsSelf = referrer == friend,
                    IsFirst = isFirst,
                    IsCredited = _credited.Contains(friend) ? true
                        : referral.IsOrderKnown && !_doubtful.Contains(friend) ? false
                        : null,
                });
                if (decision is { Status: DecisionStatus.Determined, Outcome: ReferralOutcome.Earned })
                {
                    if (scheduled.IsWhenKnown)
                    {
                        Of(_open, referrer).Enqueue(Credits.Count);
                    }
                    else
                    {
                        Doubt(friend, new(earning, referrer, 0, IsWhenKnown: false, [When(friend)]));
                    }

                    _credited.Add(friend);
                    Credits.Add(new(referrer, friend, earning.Policy.Referral!.Credit) { IsWhenKnown = scheduled.IsWhenKnown });
                }
                else if (decision.Outcomes.Allows((int)ReferralOutcome.Earned))
                {
                    Doubt(friend, new(
                        earning, referrer, scheduled.IsWhenKnown ? Visits.Count : 0, scheduled.IsWhenKnown,
                        [.. decision.Questions, .. scheduled.IsWhenKnown ? (Question[])[] : [When(friend)]]));
                }

                // Referring oneself is no referral, so it takes nobody's place as the first.
                isFirst = referrer == friend ? isFirst : false;
            }
        }

        private void Doubt(string friend, Unsettled credit)
        {
            _doubtful.Add(friend);
            _unsettled.Add(credit);
        }

        private static Question When(string friend) =>
            new(Referral.Fields.ScheduledAt.Path, $"{friend}: {Referral.Fields.ScheduledAt.Ask.ToLowerInvariant()}", "", [], true);

        private void Visit(LedgerEntry.VisitStarted visit)
        {
            Money? price = visit.Price is { } known ? FeePolicy.NotNegative(known, nameof(visit)) : null;
            Money applied = Nothing;
            Money forfeited = Nothing;

            // INVARIANT: a credit that a visit does not spend keeps its place before all behind it, and none of those is spent either.
            Queue<int> credits = Of(_open, Id(visit.Person));
            for (int place = 1; price is { } toPay && credits.Count > 0
                && (visit.Rules ?? rules).UseOf(price, place) == CreditUse.Spent; place++)
            {
                int index = credits.Dequeue();
                Credits[index] = Credits[index].SpendAt(Id(visit.Appointment), toPay - applied);
                applied += Credits[index].Applied;
                forfeited += Credits[index].Forfeited;
            }

            Visits.Add(new(visit.Person, Id(visit.Appointment), price, applied, forfeited));
        }

        private static T Of<T>(Dictionary<string, T> byName, string name)
            where T : new()
        {
            if (!byName.TryGetValue(name, out T? named))
            {
                byName.Add(name, named = new());
            }

            return named;
        }

        private static string Id(string id) =>
            string.IsNullOrEmpty(id)
                ? throw new ArgumentException("A person and an appointment of the ledger need an id.", nameof(id))
                : id;

        // A credit that may go against visits, from one on.
        private sealed record Unsettled(
            FeeRules Rules, string Referrer, int From, bool IsWhenKnown, ImmutableArray<Question> Questions);
    }
}
