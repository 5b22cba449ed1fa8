using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Response;

namespace Infusion.Rules.Policies.Reading;

/// <summary>The section <c>response</c>: scores, thresholds and remission.</summary>
internal static class ResponseSection
{
    public static ObjectFormat<ResponsePolicy> Create()
    {
        var o = new ObjectFormat<ResponsePolicy>();
        var criteria = o.Default("criteria", p => p.Criteria, Formats.Named(Criterion(), 0, 6, "instrument"), [],
            "The thresholds, each instrument at most once; without one the change is reported and not judged.");
        var primary = o.Default("primaryInstruments", p => p.PrimaryInstruments, Formats.Named(Primary(), 0, 3, "category"), [],
            "The instrument that decides for a group of conditions when several are scored.");
        var bands = o.Default("phq9Bands", p => p.Phq9Bands, Formats.Named(Band(), 1, 5, "severity"), [],
            "The severity bands of the PHQ-9, which cover 0 to 27, each score once; left out, not published.");
        var rates = o.Default(
            "rates", p => p.Rates, Formats.Named(Rate(), 0, 50, "id"), [], "The rates the page quotes, for information only.");
        o.States(p => p.Stated);
        o.Check(v =>
        {
            if (v.Has(bands) && !v.Of(bands).IsEmpty && !ResponsePolicy.HaveEachScoreOnce(v.Of(bands)))
            {
                v.Report(bands, ProblemCodes.Contradiction, "bands with a gap or an overlap", "bands that cover 0 to 27, each score once");
            }
        });
        return o.Makes(v => new()
        {
            Criteria = v.Of(criteria),
            PrimaryInstruments = v.Of(primary),
            Phq9Bands = v.Of(bands),
            Rates = v.Of(rates),
            Stated = v.Stated,
        });
    }

    private static ObjectFormat<ResponseCriterion> Criterion()
    {
        var o = new ObjectFormat<ResponseCriterion>();
        var instrument = o.Required("instrument", one => one.Instrument, Formats.Enum<Instrument>(), "The instrument.");
        var response = o.Required(
            "responsePercent", one => one.ResponsePercent, Formats.Decimal(0.0001m, 100, 4, "percent of the baseline"),
            "The drop from baseline that is a response, inclusive.");
        var substantial = o.Maybe(
            "substantialPercent", one => one.SubstantialPercent, Formats.Decimal(0.0001m, 100, 4, "percent of the baseline"),
            "The drop that is a substantial response, inclusive.");
        var remission = o.Optional(
            "remission", one => one.Remission, Remission(), "What is called remission; left out, the policy does not say.");
        o.States(one => one.Stated);
        var window = o.Default(
            "evaluationWindow", one => one.EvaluationWindow, Formats.SomeUpToAYear, ResponseCriterion.UsualWindow,
            "How long after the evaluating session's end a score is judged by, inclusive.");
        var recall = o.Maybe(
            "recallPeriod", one => one.RecallPeriod, Formats.SomeUpToAYear,
            "The time before it that a score asks about; a score whose time reaches back before the first infusion is flagged. Left out, "
            + "not published.");
        var (provenance, citations) = o.Sourced(one => one.Provenance, one => one.Citations);
        o.Holds(
            substantial, response, v => v.Of(substantial) is null || v.Of(substantial) >= v.Of(response),
            "a substantial response below a response", "at least responsePercent");
        o.Check(v =>
        {
            if (!v.Has(instrument) || !v.Has(remission) || v.Of(remission) is not { } definition)
            {
                return;
            }

            LocatedValue at = v.At(remission);
            (int low, int high) = (Score.Minimum(v.Of(instrument)), Score.Maximum(v.Of(instrument)));
            if (definition.CutOff < low || definition.CutOff > high)
            {
                at.Member("cutOff").Report(
                    ProblemCodes.OutOfRange, "a cut-off outside the instrument's scores",
                    FormattableString.Invariant($"from {low} to {high}"));
            }
            else if (definition.IncludesCutOff && !Score.IsWhole(v.Of(instrument)))
            {
                at.Member("includesCutOff").Report(
                    ProblemCodes.Contradiction, "a cut-off that is included, on averaged scores", "false: remission below a score");
            }
        });
        return o.Makes(v => new()
        {
            Instrument = v.Of(instrument),
            ResponsePercent = v.Of(response),
            SubstantialPercent = v.Of(substantial),
            Remission = v.Of(remission),
            EvaluationWindow = v.Of(window),
            RecallPeriod = v.Of(recall),
            Stated = v.Stated,
            Provenance = v.Of(provenance),
            Citations = v.Of(citations),
        });
    }

    private static ObjectFormat<RemissionDefinition> Remission()
    {
        var o = new ObjectFormat<RemissionDefinition>();
        var name = o.Required("name", one => one.Name, Formats.Name(100), "The definition's name, such as \"PHQ-9 below 5\".");
        var cutOff = o.Required("cutOff", one => one.CutOff, Formats.Decimal(0, 100, 6, "points of the instrument"), "The cut-off.");
        var includes = o.Required("includesCutOff", one => one.IncludesCutOff, Formats.Flag, "Whether the cut-off itself is remission.");
        return o.Makes(v => new(v.Of(name), v.Of(cutOff), v.Of(includes)));
    }

    private static ObjectFormat<PrimaryInstrument> Primary()
    {
        var o = new ObjectFormat<PrimaryInstrument>();
        var category = o.Required("category", one => one.Category, Formats.Enum<ConditionCategory>(), "The group of conditions.");
        var instrument = o.Required("instrument", one => one.Instrument, Formats.Enum<Instrument>(), "The instrument that decides.");
        return o.Makes(v => new(v.Of(category), v.Of(instrument)));
    }

    private static ObjectFormat<SeverityBand> Band()
    {
        var o = new ObjectFormat<SeverityBand>();
        var severity = o.Required("severity", band => band.Severity, Formats.EnumBut(Phq9Severity.NotPublished), "The band's name.");
        var lowest = o.Required(
            "lowest", band => band.Lowest, Formats.Int(0, ResponsePolicy.HighestPhq9, "points"), "The lowest score, inclusive.");
        var highest = o.Required(
            "highest", band => band.Highest, Formats.Int(0, ResponsePolicy.HighestPhq9, "points"), "The highest score, inclusive.");
        o.Holds(highest, lowest, v => v.Of(highest) >= v.Of(lowest), "a band that is empty", "at least lowest");
        return o.Makes(v => new(v.Of(severity), v.Of(lowest), v.Of(highest)));
    }

    private static ObjectFormat<PublishedRate> Rate()
    {
        var o = new ObjectFormat<PublishedRate>();
        var id = o.Required(
            "id", rate => rate.Id, Formats.RuleId("response.rate.", []), "The stable id, such as response.rate.two-thirds.");
        var says = o.Required("says", rate => rate.Says, Formats.Name(300), "What the rate is of, as one sentence.");
        var low = o.Required(
            "lowNumerator", rate => rate.LowNumerator, Formats.Int(0, 1_000_000, "parts of denominator"),
            "The numerator of the lower bound.");
        var high = o.Required(
            "highNumerator", rate => rate.HighNumerator, Formats.Int(0, 1_000_000, "parts of denominator"),
            "The numerator of the upper bound, inclusive; that of the lower one for a single rate.");
        var denominator = o.Required(
            "denominator", rate => rate.Denominator, Formats.Int(1, 1_000_000, "parts"), "The denominator of both bounds.");
        var (provenance, citations) = o.Sourced(rate => rate.Provenance, rate => rate.Citations);
        o.Holds(high, low, v => v.Of(high) >= v.Of(low), "an upper bound below the lower one", "at least lowNumerator");
        o.Holds(high, denominator, v => v.Of(high) <= v.Of(denominator), "a rate above the whole", "at most denominator");
        return o.Makes(v => new(v.Of(id), v.Of(says), v.Of(low), v.Of(high), v.Of(denominator), v.Of(provenance), v.Of(citations)));
    }
}
