using Infusion.Rules.Courses;
using Infusion.Rules.Records;

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
        CourseReview review = InfusionRules.Published.Review(LongRecord.Of(10_000));
        Assert.Equal(10_000, review.Visits.Length);
        Assert.NotEmpty(review.NextSteps);
    }

    private static long Allocated(int visits)
    {
        PatientRecord record = LongRecord.Of(visits);
        long before = GC.GetAllocatedBytesForCurrentThread();
        CourseReview review = InfusionRules.Published.Review(record);
        Assert.Equal(visits, review.Visits.Length);
        Assert.NotEmpty(review.NextSteps);
        Assert.NotEmpty(review.Questions);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
