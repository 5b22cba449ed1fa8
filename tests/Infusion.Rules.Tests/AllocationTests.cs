using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Tests;

/// <summary>The hot decision of every room on complete facts costs the garbage collector nothing.</summary>
public class AllocationTests
{
    [Theory]
    [InlineData("eligibility")]
    [InlineData("continuity")]
    [InlineData("protocol")]
    [InlineData("fasting plan")]
    [InlineData("fasting at start")]
    [InlineData("arrival")]
    [InlineData("release")]
    [InlineData("driving")]
    [InlineData("response")]
    [InlineData("maintenance")]
    [InlineData("fee")]
    public void A_decision_on_complete_facts_allocates_nothing(string decision)
    {
        (Func<bool> isDetermined, bool expected) = Decision(decision);
        Assert.Equal(expected, isDetermined());
        Assert.Equal(0, Allocation.Of(isDetermined));
    }

    // The facts are built once, so that what is measured is the decision alone.
    private static (Func<bool> IsDetermined, bool Expected) Decision(string name)
    {
        InfusionRules rules = InfusionRules.Published;
        Instant now = HotDecisions.Appointment + Duration.FromHours(6);
        Applicant patient = HotDecisions.Patient;
        Care care = HotDecisions.Care;
        ConditionGroups conditions = HotDecisions.Conditions;
        Visit fast = HotDecisions.Fast;
        Visit visit = HotDecisions.Visit;
        VisitInCourse course = HotDecisions.Course;
        ScoredInstrument scores = HotDecisions.Scores;
        MaintenanceInCourse maintenance = HotDecisions.Maintenance;
        Visit fee = HotDecisions.Cancelled;
        return name switch
        {
            "eligibility" => (() => rules.Eligibility.Decide(patient).Outcomes.IsDetermined, true),
            "continuity" => (() => rules.Continuity.Decide(care).Outcomes.IsDetermined, true),
            "protocol" => (() => rules.Protocols.Decide(conditions).Outcomes.IsDetermined, true),
            "fasting plan" => (() => rules.Fasting.DecidePlan(fast).Outcomes.IsDetermined, true),
            "fasting at start" => (() => rules.Fasting.DecideAtStart(fast).Outcomes.IsDetermined, true),
            "arrival" => (() => rules.Visits.DecideArrival(course).Outcomes.IsDetermined, true),
            "release" => (() => rules.Visits.DecideRelease(visit, now).Outcomes.IsDetermined, true),
            "driving" => (() => rules.Visits.DecideDriving(visit, now).Outcomes.IsDetermined, true),
            "response" => (() => rules.Response.DecideInstrument(scores).Outcomes.IsDetermined, true),
            "maintenance" => (() => rules.Maintenance.Decide(maintenance).Outcomes.IsDetermined, true),
            _ => (() => rules.Fees.DecideCancellation(fee).Outcomes.IsDetermined, true),
        };
    }
}
