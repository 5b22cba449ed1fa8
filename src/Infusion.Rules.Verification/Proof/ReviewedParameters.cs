using System.Collections.Immutable;

namespace Infusion.Rules.Verification.Proof;

/// <summary>What every value of the library's policy format is judged by. A test changes each and requires a report.</summary>
internal static class ReviewedParameters
{
    public static ImmutableArray<ParameterRule> Rules =>
    [
        new("format", ParameterBasis.Identity),
        new("$schema", ParameterBasis.Identity),
        new("id", ParameterBasis.Identity),
        new("version", ParameterBasis.Identity),
        new("name", ParameterBasis.Identity),
        Without("timeZone", ChangeAxis.Schedule, "Every date and every clock time is read in it, in no condition and no term."),

        // Where a rule carries it, the tables show it as well; not every value's citation reaches a rule.
        Text("*.citations*", "It says where a value comes from."),

        // Derived facts and details beside a decision, which no table holds.
        Without("eligibility.conditions*.aliases*", ChangeAxis.Caution, "It decides what a stated condition is read as."),
        Without("eligibility.conditions*.name", ChangeAxis.Caution, "It decides what a stated condition is read as."),
        Without("eligibility.conditions*.category", ChangeAxis.Caution, "It decides which protocol a condition leads to."),
        Text("eligibility.conditions*.isAlsoListedUnderOther", "It is a note beside the decision."),
        Text("eligibility.conditions*.isListedBySyndromeName", "It is a note beside the decision."),
        Without("continuity.interactions*.aliases*", ChangeAxis.Caution, "It decides which medicines bring an alert."),
        Without("continuity.holds*.aliases*", ChangeAxis.Caution, "It decides which medicines a hold is of."),
        Without("fasting.kinds*.guidelineKind", ChangeAxis.Caution, "It decides which minimum of the guideline is shown beside an intake."),
        Without("fasting.foods*", ChangeAxis.Caution, "It decides what an intake counts as."),
        Without("visits.sideEffects*.aliases*", ChangeAxis.Caution, "It decides what an effect is read as."),
        Text("response.criteria*.remission.name", "It is the name of a definition."),
        Text("response.rates*", "Published rates are information, never in a decision."),
        Without("fees.noticeUnit", ChangeAxis.PatientCost, "It decides how notice is counted."),
        Without("fees.calendar*", ChangeAxis.PatientCost, "It decides how notice is counted."),
        Without("fees.missCount*", ChangeAxis.PatientCost, "It decides which misses are counted."),

        // In a condition, a term or a sentence.
        new("eligibility.*", ParameterBasis.Tables),
        new("continuity.*", ParameterBasis.Tables),
        new("protocols.*", ParameterBasis.Tables),
        new("fasting.*", ParameterBasis.Tables),
        new("visits.*", ParameterBasis.Tables),
        new("response.*", ParameterBasis.Tables),
        new("maintenance.*", ParameterBasis.Tables),
        new("fees.*", ParameterBasis.Tables),
    ];

    private static ParameterRule Without(string pattern, ChangeAxis axis, string reason) =>
        new(pattern, ParameterBasis.Declared, axis, ChangeClass.Incomparable, reason);

    private static ParameterRule Text(string pattern, string reason) =>
        new(pattern, ParameterBasis.Declared, ChangeAxis.Wording, ChangeClass.Incomparable, reason);
}
