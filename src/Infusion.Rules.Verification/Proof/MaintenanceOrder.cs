using Infusion.Rules.Clinic;
using Infusion.Rules.Maintenance;
using Infusion.Rules.Response;
using NodaTime;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Finds maintenance dates that contradict each other.</summary>
internal static class MaintenanceOrder
{
    private const string Recommended = "maintenance.recommended";

    public static IEnumerable<CheckFinding> Of(MaintenancePolicy policy, ResponsePolicy? response) =>
        Ordinals(policy).Concat(Reliefs(policy)).Concat(Boosters(policy)).Concat(AYear(policy)).Concat(Evaluations(policy, response));

    private static IEnumerable<CheckFinding> Ordinals(MaintenancePolicy policy)
    {
        for (int place = 0; place < policy.OrdinalIntervals.Length; place++)
        {
            if (!policy.IsInWindow(policy.OrdinalIntervals[place]))
            {
                string interval = Wording.Of(policy.OrdinalIntervals[place]);
                yield return CheckFinding.Of(
                    CheckCode.OutsideWindow, Recommended, FormattableString.Invariant($"maintenance.ordinalIntervals[{place}]"),
                    FormattableString.Invariant($"The interval before maintenance infusion {place + 1}, {interval}, ")
                    + $"can fall outside the window of {Wording.Of(policy.Earliest!)} to "
                    + (policy.Latest is { } latest ? Wording.Of(latest) : "any time"),
                    ("maintenance infusion", FormattableString.Invariant($"{place + 1}")), ("its interval", interval));
            }
        }
    }

    private static IEnumerable<CheckFinding> Reliefs(MaintenancePolicy policy)
    {
        ReliefInterval[] rows = [.. policy.ReliefIntervals.OrderBy(static row => row.FromDays)];
        for (int place = 1; place < rows.Length; place++)
        {
            if (NeverAfter(rows[place].Interval, rows[place - 1].Interval) && !NeverAfter(rows[place - 1].Interval, rows[place].Interval))
            {
                int at = policy.ReliefIntervals.IndexOf(rows[place]);
                yield return CheckFinding.Of(
                    CheckCode.ReversedSteps, Recommended, FormattableString.Invariant($"maintenance.reliefIntervals[{at}].interval"),
                    FormattableString.Invariant($"Longer relief gives an earlier date: from {rows[place].FromDays} days of relief ")
                    + $"{Wording.Of(rows[place].Interval)}, and below that {Wording.Of(rows[place - 1].Interval)}",
                    ("days of relief", FormattableString.Invariant($"{rows[place].FromDays}")),
                    ("the interval", Wording.Of(rows[place].Interval)));
            }
        }
    }

    private static IEnumerable<CheckFinding> Boosters(MaintenancePolicy policy)
    {
        if (policy is { Booster: { } booster, Latest: { } latest } && !NeverAfter(booster.Within, latest))
        {
            yield return CheckFinding.Of(
                CheckCode.OutsideWindow, "maintenance.findings", "maintenance.booster.within",
                $"A booster may last {Wording.Of(booster.Within)}, beyond the date of the next one, "
                + $"{Wording.Of(latest)} later at the latest",
                ("the end of a booster", $"{Wording.Of(booster.Within)} after its begin"),
                ("the next one", $"{Wording.Of(latest)} later at the latest"));
        }
    }

    // Whoever comes as late as the window allows still comes so often.
    private static IEnumerable<CheckFinding> AYear(MaintenancePolicy policy)
    {
        if (policy is not { MaximumPerYear: { } most, Latest: { } latest })
        {
            yield break;
        }

        int fewest = Enumerable.Range(0, 731).Min(day => Given(new LocalDate(2027, 1, 1).PlusDays(day), latest))
            * (policy.Booster?.Sessions ?? 1);
        if (fewest > most)
        {
            yield return CheckFinding.Of(
                CheckCode.NoSchedule, "maintenance.findings", "maintenance.maximumPerYear",
                $"Nobody keeps to both: with {Wording.Of(latest)} between infusions at the latest "
                + FormattableString.Invariant($"a year has {fewest} at least, and the most is {most}"),
                ("infusions in a year, each as late as allowed", FormattableString.Invariant($"{fewest}")));
        }
    }

    private static IEnumerable<CheckFinding> Evaluations(MaintenancePolicy policy, ResponsePolicy? response) =>
        from criterion in policy.Latest is null ? [] : response?.Criteria ?? []
        let days = Period.FromDays((int)criterion.EvaluationWindow.TotalDays)
        where criterion.EvaluationWindow > Duration.FromDays(1) && !NeverAfter(days, policy.Latest!)
        select CheckFinding.Of(
            CheckCode.OutsideWindow, "response.findings",
            $"response.criteria[{ResponseOrder.Kebab(criterion.Instrument)}].evaluationWindow",
            $"A score counts up to {Wording.Of(days)} after the induction, when maintenance, {Wording.Of(policy.Latest!)} after it at "
            + "the latest, has begun",
            ("a score that counts", $"{Wording.Of(days)} after the induction"));

    /// <summary>How many dates so far apart a year from a date has.</summary>
    public static int Given(LocalDate first, Period apart)
    {
        int given = 0;
        for (LocalDate date = first; date < first.PlusMonths(12); date += apart)
        {
            given++;
        }

        return given;
    }

    private static bool NeverAfter(Period first, Period second) => new MaintenancePolicy { Latest = second }.IsInWindow(first);
}
