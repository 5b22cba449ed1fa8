using Infusion.Rules.Clinic;

namespace Infusion.Rules.Courses;

// One visit by its id.
public sealed partial class CourseReview
{
    /// <summary>The review of one visit.</summary>
    /// <param name="visit">The id of the visit.</param>
    /// <returns>The review; <c>null</c> where the record has no such visit at this instant, or it was taken back.</returns>
    public VisitReview? Find(string visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return Visits.FirstOrDefault(one => one.Visit.Id == visit);
    }

    /// <summary>The id of the visit that was probably meant by one that is nearly it.</summary>
    /// <param name="visit">The id, as it was written.</param>
    /// <returns>The id; <c>null</c> where no visit's is near.</returns>
    public string? MeantVisit(string visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return NearestName.To(visit, Visits.Select(static one => one.Visit.Id));
    }
}
