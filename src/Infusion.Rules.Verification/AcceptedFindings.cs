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
            "What is taken after the appointment, while the clinic is late, goes to the clinician; the same taken shortly before it is a "
            + "violation."),
        new(CheckCode.NotMonotone, "response.instrument", "response.since-end",
            "A score too soon after an infusion is no verdict, and one after the evaluation window goes to the clinician; between the two "
            + "the threshold decides."),
    ];
}
