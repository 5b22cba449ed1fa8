using Infusion.Rules.Clinic;
using Infusion.Rules.Protocols;
using Infusion.Rules.Response;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Finds scores that nothing judges, and bands that contradict each other.</summary>
internal static class ResponseOrder
{
    public static IEnumerable<CheckFinding> Of(ResponsePolicy response, ProtocolPolicy? protocols) =>
        Primary(response).Concat(Bands(response)).Concat(Substantial(response)).Concat(Recalls(response, protocols));

    private static IEnumerable<CheckFinding> Primary(ResponsePolicy response) =>
        from primary in response.PrimaryInstruments
        where response.Criteria.All(criterion => criterion.Instrument != primary.Instrument)
        let name = $"{Kebab(primary.Category)}"
        select CheckFinding.Of(
            CheckCode.NoCriterion, "response.condition", $"response.primaryInstruments[{name}].instrument",
            $"The {Name(primary.Instrument)} decides for {NameWords.Of(name)}, and no criterion says what a response on it is",
            ("the instrument", Name(primary.Instrument)), ("its criterion", "none"));

    // The enum is in the order of severity.
    private static IEnumerable<CheckFinding> Bands(ResponsePolicy response)
    {
        SeverityBand[] bands = [.. response.Phq9Bands.OrderBy(static band => band.Lowest)];
        int place = Enumerable.Range(1, Math.Max(0, bands.Length - 1)).FirstOrDefault(at => bands[at].Severity < bands[at - 1].Severity);
        if (place > 0)
        {
            yield return CheckFinding.Of(
                CheckCode.ReversedSteps, "response.phq-9-severity", $"response.phq9Bands[{Kebab(bands[place].Severity)}].lowest",
                FormattableString.Invariant($"A higher score is called less severe: {bands[place - 1].Highest} is ")
                + FormattableString.Invariant($"{Words(bands[place - 1])}, and {bands[place].Lowest} {Words(bands[place])}"),
                ("a lower score", FormattableString.Invariant($"{bands[place - 1].Highest}")),
                ("a higher one", FormattableString.Invariant($"{bands[place].Lowest}")));
        }

        if (response.Criteria.FirstOrDefault(static one => one.Instrument == Instrument.Phq9)?.Remission is not { } remission)
        {
            yield break;
        }

        decimal highest = remission.IncludesCutOff ? remission.CutOff : Math.Ceiling(remission.CutOff) - 1;
        foreach (SeverityBand band in bands.Where(band => band.Severity is >= Phq9Severity.Moderate and <= Phq9Severity.Severe
            && band.Lowest <= highest).Take(place > 0 ? 0 : 1))
        {
            yield return CheckFinding.Of(
                CheckCode.ReversedSteps, "response.phq-9-severity", "response.criteria[phq-9].remission.cutOff",
                FormattableString.Invariant($"{remission.Name} is called remission, and a score of {band.Lowest} {Words(band)}"),
                ("PHQ-9 score", FormattableString.Invariant($"{band.Lowest}")));
        }
    }

    private static IEnumerable<CheckFinding> Substantial(ResponsePolicy response) =>
        from criterion in response.Criteria
        where criterion.SubstantialPercent == criterion.ResponsePercent
        let percent = FormattableString.Invariant($"{criterion.ResponsePercent:0.####} %")
        select CheckFinding.Of(
            CheckCode.IdleLimit, "response.instrument", $"response.criteria[{Kebab(criterion.Instrument)}].substantialPercent",
            $"Every response on the {Name(criterion.Instrument)} is a substantial one: both begin at {percent}",
            ("drop from the baseline", percent));

    // The last score that counts is this long after the first infusion; one that asks about more time is flagged whenever it is taken.
    private static IEnumerable<CheckFinding> Recalls(ResponsePolicy response, ProtocolPolicy? protocols)
    {
        InfusionProtocol[] judged = [.. (protocols?.Protocols ?? []).Where(static one => one.EvaluateAfterSessions is not null)];
        if (judged.Length == 0 || judged.Any(static one => one.WindowDays is null))
        {
            return [];
        }

        Duration window = Duration.FromDays(judged.Max(static one => one.WindowDays!.Value));
        return from criterion in response.Criteria
               where criterion.RecallPeriod > window + criterion.EvaluationWindow
               select CheckFinding.Of(
                   CheckCode.NoSchedule, "response.findings", $"response.criteria[{Kebab(criterion.Instrument)}].recallPeriod",
                   $"The {Name(criterion.Instrument)} asks about {Wording.Of(criterion.RecallPeriod!.Value)}, and no score that counts "
                   + $"is taken so long after the first infusion: the last is after {Wording.Of(window + criterion.EvaluationWindow)}",
                   ("the last score", Wording.Of(window + criterion.EvaluationWindow)),
                   ("what it asks about", Wording.Of(criterion.RecallPeriod!.Value)));
    }

    private static string Name(Instrument instrument) => NameWords.Of(instrument.ToString());

    private static string Words(SeverityBand band) => ReportText.Words(band.Severity.ToString());

    /// <summary>A name as a policy writes it: "Phq9" as "phq-9".</summary>
    public static string Kebab(Enum value)
    {
        string words = ReportText.Words(value.ToString()).Replace(' ', '-');
        int digit = words.IndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        return digit > 0 && words[digit - 1] != '-' ? words.Insert(digit, "-") : words;
    }
}
