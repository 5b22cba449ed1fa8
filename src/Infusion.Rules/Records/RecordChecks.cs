using System.Collections.Immutable;
using Infusion.Rules.Documents;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>What of a record does not fit together across its entries, each
/// reported where it stands. What is voided is not looked at.</summary>
internal static class RecordChecks
{
    /// <summary>Reports what does not fit together.</summary>
    public static void Check(PatientRecord record, LocatedValue document)
    {
        if (record.Eligibility is { } assessment)
        {
            CheckDates(record, assessment, document.Member("eligibility"));
        }

        CheckFriends(document.Member("referrals"), record.Referrals);
    }

    // What has happened has happened by the date it is judged on.
    private static void CheckDates(PatientRecord record, Assessment assessment, LocatedValue at)
    {
        // Without the clinic's clock, the latest date it may show: nothing is refused that one clinic may have written.
        LocalDate today = record.AsOf.InZone(at.Zone ?? DateTimeZone.ForOffset(Offset.FromHours(14))).Date;
        LocalDate on = assessment.On ?? today;
        foreach ((LocatedValue condition, StatedCondition stated) in InForce(at.Member("conditions"), assessment.Conditions))
        {
            Require(
                First(condition.Member("onset")), stated.Onset?.Start, on, "a date after the date it is judged on",
                "a date up to the date it is judged on");
        }

        foreach (LocatedValue answer in at.Member("screens").Members)
        {
            LocalDate? happened = assessment.Screens?.Find(answer.PropertyName!) is ScreenAnswer.Happened last ? last.Days.Start : null;
            Require(First(answer), happened, on, "a date after the date it is judged on", "a date up to the date it is judged on");
        }
    }

    // One credit for a referred person: a second referral of the same one takes the place of a voided one only.
    private static void CheckFriends(LocatedValue at, ImmutableArray<Referral> referrals)
    {
        var friends = new Dictionary<string, LocatedValue>(StringComparer.OrdinalIgnoreCase);
        foreach ((LocatedValue referral, Referral one) in InForce(at, referrals))
        {
            LocatedValue friend = referral.Member("friend");
            if (friends.TryGetValue(one.Friend, out LocatedValue first))
            {
                friend.Report(ProblemCodes.DuplicateName, "the name of " + first.Path + " again", "each name once");
            }
            else
            {
                friends.Add(one.Friend, friend);
            }
        }
    }

    private static IEnumerable<(LocatedValue At, T Entry)> InForce<T>(LocatedValue list, ImmutableArray<T> entries)
        where T : class, IEntry =>
        list.Items.Zip(entries, static (at, entry) => (at, entry)).Where(static one => one.entry.InForce() is not null);

    private static LocatedValue First(LocatedValue days) => days.Is(LocatedKind.Object) ? days.Member("from") : days;

    private static void Require(LocatedValue at, LocalDate? date, LocalDate last, string found, string allowed)
    {
        if (date > last)
        {
            at.Report(ProblemCodes.Contradiction, found, allowed);
        }
    }
}
