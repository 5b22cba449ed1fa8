using Infusion.Rules.Clinic;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Policies.BuiltIn;

/// <summary>Response as the page describes it, with thresholds from the literature where the page defines none.</summary>
internal static class PublishedResponse
{
    public static ResponsePolicy Policy => new()
    {
        Criteria =
        [
            new()
            {
                Instrument = Instrument.PainNrs,
                ResponsePercent = 30,
                SubstantialPercent = 50,
                Provenance = Provenance.Literature,
                Citations = ["dworkin-2008", "farrar-2001", "C3"],
            },
            Halved(Instrument.Phq9, new("PHQ-9 below 5", 5, IncludesCutOff: false), null, "hedis-drr-e"),

            // Half of these two is a convention without a source of its own; what is called remission has one.
            Halved(
                Instrument.Gad7, new("GAD-7 below 5", 5, IncludesCutOff: false), new(Provenance.Inferred, ["spitzer-2006", "hedis-drr-e"])),
            Halved(Instrument.Madrs, new("MADRS below 10", 10, IncludesCutOff: false), new(Provenance.Literature, ["hawley-2002"])),
        ],
        Stated = StatedParameters.None.With("phq9Bands", new(Provenance.Literature, ["kroenke-2001"])),
        Phq9Bands =
        [
            new(Phq9Severity.Minimal, 0, 4),
            new(Phq9Severity.Mild, 5, 9),
            new(Phq9Severity.Moderate, 10, 14),
            new(Phq9Severity.ModeratelySevere, 15, 19),
            new(Phq9Severity.Severe, 20, 27),
        ],
        Rates =
        [
            new(
                "response.rate.two-thirds", "About two thirds are said to have a meaningful response", 2, 2, 3, Provenance.Published,
                ["R06", "C1"]),
            new("response.rate.improvement", "About 70 percent are said to improve", 70, 70, 100, Provenance.Published, ["R37", "C1"]),
            new(
                "response.rate.remission", "10 to 30 percent are said to come to remission with continued treatment", 10, 30, 100,
                Provenance.Published, ["R37", "C1"]),
        ],
    };

    private static ResponseCriterion Halved(
        Instrument instrument, RemissionDefinition remission, StatedBasis? remissionFrom, params string[] citations) => new()
        {
            Instrument = instrument,
            ResponsePercent = 50,
            Remission = remission,
            Stated = StatedParameters.None.With("remission", remissionFrom),
            Provenance = citations.Length == 0 ? Provenance.Inferred : Provenance.Literature,
            Citations = [.. citations, "C3"],
        };
}
