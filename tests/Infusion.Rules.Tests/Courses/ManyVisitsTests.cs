using Infusion.Rules.Clinic;
using Infusion.Rules.Courses;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Tests.Courses;

/// <summary>As many visits as a record can hold.</summary>
public sealed class ManyVisitsTests
{
    [Fact]
    public void What_a_review_allocates_grows_as_the_visits_do()
    {
        _ = Allocated(500);
        long thousand = Allocated(1_000);
        long fourThousand = Allocated(4_000);

        // Four times, with room for sorting; sixteen times where every visit looks at every other.
        Assert.True(fourThousand < thousand * 5, $"{fourThousand} B for 4,000 visits, {thousand} B for 1,000");
    }

    [Fact]
    public void As_many_visits_as_a_record_can_hold_are_reviewed()
    {
        CourseReview review = InfusionRules.Published.Review(Of(10_000));
        Assert.Equal(10_000, review.Visits.Length);
        Assert.NotEmpty(review.NextSteps);
    }

    private static long Allocated(int visits)
    {
        PatientRecord record = Of(visits);
        long before = GC.GetAllocatedBytesForCurrentThread();
        CourseReview review = InfusionRules.Published.Review(record);
        Assert.Equal(visits, review.Visits.Length);
        Assert.NotEmpty(review.NextSteps);
        Assert.NotEmpty(review.Questions);
        return GC.GetAllocatedBytesForCurrentThread() - before;
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
