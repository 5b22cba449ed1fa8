using Infusion.Rules.Clinic;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>An infusion a week; every tenth was cancelled, of every eleventh no end is on record, before each there is a score, and with
/// every tenth a friend was referred.</summary>
/// <remarks>The tests count what its review allocates, and the benchmark times it.</remarks>
internal static class LongRecord
{
    /// <summary>The record of as many visits.</summary>
    public static PatientRecord Of(int visits)
    {
        Instant first = Instant.FromUtc(1900, 1, 1, 15, 0);
        return new()
        {
            Id = "long",
            AsOf = first + Duration.FromDays((visits * 7) + 1),
            Protocol = ProtocolId.FourHour,
            Eligibility = new() { Verdict = PhysicianVerdict.Candidate, Conditions = [StatedCondition.Present("fibromyalgia")] },
            Visits = [.. Enumerable.Range(0, visits).Select(place => VisitOf(place, first + Duration.FromDays(place * 7)))],
            Scores =
            [
                .. Enumerable.Range(0, visits).Select(place => ScoreEntry.Of(
                    ConditionCategory.Pain, Score.Of(Instrument.PainNrs, 1 + (place % 9)), first + Duration.FromDays((place * 7) - 1))),
            ],
            Referrals =
            [
                .. Enumerable.Range(0, visits / 10).Select(place => new Referral
                {
                    Friend = FormattableString.Invariant($"friend-{place}"), Booking = FriendBooking.Infusion,
                    ScheduledAt = first + Duration.FromDays(place * 70), IsReferredBefore = false,
                }),
            ],
        };
    }

    private static Visit VisitOf(int place, Instant at)
    {
        Visit visit = new() { Entry = FormattableString.Invariant($"visit-{place}"), Appointment = at, Price = Money.Usd(400) };
        return place % 10 == 9
            ? visit with { Cancellation = new() { By = AppointmentEnd.ClinicCancelled, At = at - Duration.FromHours(1) } }
            : visit with { Start = at, End = place % 11 == 10 ? null : at + Duration.FromHours(4) };
    }
}
