using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using Infusion.Rules.Visits;
using NodaTime;

namespace Infusion.Rules.Courses;

/// <summary>The rooms of one policy version, which a course is judged by.</summary>
internal sealed record Rooms(
    EligibilityRules Eligibility,
    ContinuityRules Continuity,
    ProtocolRules Protocols,
    FastingRules Fasting,
    VisitRules Visits,
    ResponseRules Response,
    MaintenanceRules Maintenance,
    FeeRules Fees,
    CourseRules Course,
    DateTimeZone TimeZone,
    PolicyVersion Version,
    Func<string, string> PathOf)
{
    // The dates of the first and the last hours of time are on no calendar everywhere.
    private static readonly Instant _first = Instant.MinValue + Duration.FromDays(2);
    private static readonly Instant _last = Instant.MaxValue - Duration.FromDays(2);

    /// <summary>The clinic-local date of an instant.</summary>
    public LocalDate DateOf(Instant instant) => Instant.Max(_first, Instant.Min(_last, instant)).InZone(TimeZone).Date;
}
