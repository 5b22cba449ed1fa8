using Infusion.Rules.Continuity;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using Infusion.Rules.Visits;
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
        EligibilityFacts patient = HotDecisions.Patient;
        MedicationChangeFacts change = HotDecisions.Change;
        ProtocolFacts conditions = HotDecisions.Conditions;
        FastingFacts fast = HotDecisions.Fast;
        VisitFacts visit = HotDecisions.Visit;
        InstrumentFacts scores = HotDecisions.Scores;
        MaintenanceFacts maintenance = HotDecisions.Maintenance;
        FeeFacts fee = HotDecisions.Fee(rules);
        return name switch
        {
            "eligibility" => (() => rules.Eligibility.Decide(patient).Verdict.IsDetermined, true),
            "continuity" => (() => rules.Continuity.Change(change).Verdict.IsDetermined, true),
            "protocol" => (() => rules.Protocols.Choose(conditions).Verdict.IsDetermined, true),
            "fasting plan" => (() => rules.Fasting.Plan(fast).Verdict.IsDetermined, true),
            "fasting at start" => (() => rules.Fasting.AtStart(fast).Verdict.IsDetermined, true),
            "arrival" => (() => rules.Visits.Arrival(visit).Verdict.IsDetermined, true),
            "release" => (() => rules.Visits.Release(visit, now).Verdict.IsDetermined, true),
            "driving" => (() => rules.Visits.Driving(visit, now).Verdict.IsDetermined, true),
            "response" => (() => rules.Response.JudgeInstrument(scores).Verdict.IsDetermined, true),
            "maintenance" => (() => rules.Maintenance.On(maintenance).Verdict.IsDetermined, true),
            _ => (() => rules.Fees.Cancellation(fee).Verdict.IsDetermined, true),
        };
    }
}
