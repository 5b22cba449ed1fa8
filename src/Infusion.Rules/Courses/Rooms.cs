using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using Infusion.Rules.Visits;
using Infusion.Rules.Tables;
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
    PolicyVersion Version)
{
    /// <summary>The clinic-local date of an instant.</summary>
    public LocalDate DateOf(Instant instant) => instant.InZone(TimeZone).Date;

    /// <summary>Some time of a clinic-local date, from its first instant to its last; of one that the clocks skipped whole, the instant
    /// after it.</summary>
    public Moment During(LocalDate date)
    {
        Instant start = Moment.StartOf(date, TimeZone);
        return Moment.Between(start, Instant.Max(start, Moment.StartOf(date.PlusDays(1), TimeZone) - Duration.Epsilon));
    }
}
