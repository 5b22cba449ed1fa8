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

        // Details beside a decision, which no table holds.
        Text("eligibility.conditions*.isAlsoListedUnderOther", "It is a note beside the decision."),
        Text("eligibility.conditions*.isListedBySyndromeName", "It is a note beside the decision."),
        Text("response.criteria*.remission.name", "It is the name of a definition."),
        Text("fasting.foods*", "It names what an intake is read as; what that changes the tables show, name by name."),
        Text("eligibility.conditions*.aliases*", "It names what a condition is read as; what that changes the tables show."),
        Text("visits.sideEffects*.aliases*", "It names what an effect is read as; what that changes the tables show."),
        Text("continuity.interactions*.aliases*", "It names what a medicine is read as; what that changes the tables show."),
        Text("continuity.holds*.aliases*", "It names what a medicine is read as; what that changes the tables show."),
        Text("response.rates*", "Published rates are information, never in a decision."),

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
