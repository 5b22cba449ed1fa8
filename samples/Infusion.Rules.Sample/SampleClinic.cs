using Infusion.Rules.Decisions;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Policies;

namespace Infusion.Rules.Sample;

/// <summary>The published policy with a few screening questions, as a clinic would add its own.</summary>
/// <remarks>The page names no contraindication, so the built-in policy asks none.</remarks>
internal static class SampleClinic
{
    public static InfusionRules Rules => new(Policy);

    private static ClinicPolicy Policy
    {
        get
        {
            ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
            return published with
            {
                Version = published.Version + "-with-sample-screens",
                Eligibility = published.Eligibility with
                {
                    Screens =
                    [
                        Review("uncontrolled-cardiovascular-disease", "poorly controlled cardiovascular disease", "Is there a heart or blood-pressure disease that is poorly controlled?", "cohen-2018"),
                        Review("pregnancy", "pregnancy", "Is the patient pregnant?", "cohen-2018"),
                        Review("active-psychosis", "active psychosis", "Is there an active psychosis?", "cohen-2018"),
                        Review("ketamine-hypersensitivity", "hypersensitivity to ketamine", "Has there been a hypersensitivity to ketamine?", "ketalar-label"),
                    ],
                },
            };
        }
    }

    private static ScreenCriterion Review(string id, string name, string question, string source) =>
        new(id, name, question, new ScreenAsk.YesNo(), ScreenEffect.ClinicianReview, Provenance.Literature, [source]);
}
