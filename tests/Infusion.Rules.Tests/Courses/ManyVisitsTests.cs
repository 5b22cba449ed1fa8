using System.Diagnostics;
using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>As many visits as a record can hold.</summary>
public sealed class ManyVisitsTests
{
    [Fact]
    public void Ten_thousand_visits_take_no_longer_than_ten_times_a_thousand_would_with_room_to_spare()
    {
        _ = Measured(500);
        TimeSpan thousand = Measured(1_000);
        TimeSpan tenThousand = Measured(10_000);

        // Twenty-five times where time grows as sorting does; a hundred times where it grows as the square.
        Assert.True(
            tenThousand < (thousand * 25) + TimeSpan.FromSeconds(1),
            $"{tenThousand.TotalMilliseconds:0} ms for 10,000 visits, {thousand.TotalMilliseconds:0} ms for 1,000");
    }

    private static TimeSpan Measured(int visits)
    {
        PatientRecord record = Of(visits);
        long start = Stopwatch.GetTimestamp();
        CourseReview review = InfusionRules.Published.Review(record);
        Assert.Equal(visits, review.Visits.Length);
        Assert.NotEmpty(review.NextSteps);
        Assert.NotEmpty(review.Questions);
        return Stopwatch.GetElapsedTime(start);
    }

    // An infusion a week; every tenth was cancelled, of every eleventh no end is on record, before each there is a score.
    private static PatientRecord Of(int visits)
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
