using System.Collections.Immutable;

namespace Infusion.Rules.Verification;

/// <summary>The findings on the policy that ships with the library which were reviewed and stand.</summary>
public static class AcceptedFindings
{
    /// <summary>The reviewed findings on the published policy.</summary>
    public static ImmutableArray<AcceptedFinding> Published =>
    [
        new(CheckCode.DeadFact, "visit.vital-signs", "visit.phase",
            "The page takes the vital signs in every part of a visit, so the part decides nothing; a policy may leave a part out."),
        new(CheckCode.NotMonotone, "fasting.intake", "fasting.elapsed",
            "Before the appointment the window decides; after it, what met its window before a start that late is for a clinician, which "
            + "is less than a violation."),
        new(CheckCode.NotMonotone, "response.instrument", "response.since-end",
            "A score too soon is a trend, one in the evaluation window has a verdict, and a first one after it goes to a clinician, "
            + "which is less than a verdict."),
        new(CheckCode.NotMonotone, "response.maintenance", "response.since-maintenance for ResponseLost",
            "A score too soon after a maintenance session says nothing, one in the evaluation window may show a lost response, and a later "
            + "one may be an effect worn off."),
    ];
}
