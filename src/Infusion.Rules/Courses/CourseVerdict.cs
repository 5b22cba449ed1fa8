namespace Infusion.Rules.Courses;

/// <summary>What the verdicts on the response mean for the course, from the least to the most cautious.</summary>
internal enum CourseVerdict
{
    /// <summary>A condition responds, and the verdict stands.</summary>
    Responds,

    /// <summary>No verdict stands that moves the course on.</summary>
    Undecided,

    /// <summary>A likely non-response stands.</summary>
    Unlikely,
}
