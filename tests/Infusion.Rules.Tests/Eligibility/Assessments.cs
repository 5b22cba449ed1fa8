using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Records;

namespace Infusion.Rules.Tests.Eligibility;

/// <summary>Asks the room about a patient of whom nothing but the assessment is on record.</summary>
internal static class Assessments
{
    public static Decision<EligibilityOutcome> Decide(this EligibilityRules rules, Assessment assessment) =>
        rules.Decide(new Applicant { Assessment = assessment });

    public static Decision<EligibilityFinding> DecideFindings(this EligibilityRules rules, Assessment assessment) =>
        rules.DecideFindings(new Applicant { Assessment = assessment });

    public static ImmutableArray<Decision<ConditionOutcome>> DecideConditions(this EligibilityRules rules, Assessment assessment) =>
        rules.DecideConditions(new Applicant { Assessment = assessment });

    public static ImmutableArray<ConditionCategory> Categories(this EligibilityRules rules, Assessment assessment) =>
        rules.Categories(new Applicant { Assessment = assessment });

    public static Decision<BookingOutcome> DecideBooking(this EligibilityRules rules, Assessment assessment, bool? held) =>
        rules.DecideBooking(new Applicant { Assessment = assessment, Consultation = new() { Held = held } });
}
