using Infusion.Rules.Eligibility;
using Infusion.Rules.Policies;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Finds screens that apply to everybody, alone or together, and screens that another one leaves nothing to.</summary>
internal static class ScreensOfAll
{
    private const string Candidacy = "eligibility.candidacy";

    public static IEnumerable<CheckFinding> Of(EligibilityPolicy eligibility)
    {
        foreach (ScreenCriterion screen in eligibility.Screens)
        {
            if (screen is { Asks: ScreenAsk.Number number } && Covers([number]))
            {
                yield return CheckFinding.Of(
                    CheckCode.AppliesToAll, Candidacy, PathOf(screen),
                    $"The screen {screen.Id}, {screen.Asks}, {Does(screen.Effect)} everybody",
                    (screen.Name, FormattableString.Invariant($"{number.Minimum} {number.Unit}")),
                    ("any other", FormattableString.Invariant($"up to {number.Maximum} {number.Unit}")));
            }
        }

        // Screens of one name and unit ask about one number, however many questions they are.
        foreach (ScreenCriterion[] alike in eligibility.Screens
            .Where(static screen => screen.Asks is ScreenAsk.Number number && !Covers([number]))
            .GroupBy(static screen => (screen.Name.ToUpperInvariant(), ((ScreenAsk.Number)screen.Asks).Unit, screen.Effect))
            .Select(static group => group.ToArray()).Where(static group => group.Length > 1))
        {
            if (Covers([.. alike.Select(static screen => (ScreenAsk.Number)screen.Asks)]))
            {
                yield return CheckFinding.Of(
                    CheckCode.AppliesToAll, Candidacy, PathOf(alike[alike.Length - 1]),
                    $"The screens {ReportText.Join([.. alike.Select(static screen => $"{screen.Id}, {screen.Asks}")])} together "
                    + $"{Do(alike[0].Effect)} everybody",
                    (alike[0].Name, "any"));
                continue;
            }

            foreach (ScreenCriterion screen in alike.Where(screen => alike.Any(other => other != screen && Implies(screen, other)
                && (!Implies(other, screen) || Array.IndexOf(alike, other) < Array.IndexOf(alike, screen)))))
            {
                ScreenCriterion wider = alike.First(other => other != screen && Implies(screen, other));
                yield return CheckFinding.Of(
                    CheckCode.IdleLimit, Candidacy, PathOf(screen),
                    $"The screen {screen.Id}, {screen.Asks}, holds nobody: {wider.Id}, {wider.Asks}, does the same to all of them",
                    (screen.Name, $"{screen.Asks}"));
            }
        }
    }

    /// <summary>The policy without a screen that applies to everybody; <c>null</c> for other findings.</summary>
    public static ClinicPolicy? Without(ClinicPolicy policy, CheckFinding finding) =>
        finding.Code == CheckCode.AppliesToAll && policy.Eligibility is { } eligibility
            ? policy with
            {
                Eligibility = eligibility with { Screens = [.. eligibility.Screens.Where(screen => PathOf(screen) != finding.Path)] },
            }
            : null;

    private static string PathOf(ScreenCriterion screen) => $"eligibility.screens[{screen.Id}]";

    // Below one number and at least the same or a lower one is every number.
    private static bool Covers(ScreenAsk.Number[] asks) =>
        asks.Any(static ask => ask.AtLeast <= ask.Minimum)
        || asks.Max(static ask => ask.Below) >= asks.Min(static ask => ask.AtLeast);

    private static bool Implies(ScreenCriterion one, ScreenCriterion other) =>
        (one.Asks, other.Asks) is (ScreenAsk.Number narrow, ScreenAsk.Number wide)
        && (narrow.Below is not { } below || below <= wide.Below) && (narrow.AtLeast is not { } atLeast || atLeast >= wide.AtLeast);

    private static string Does(ScreenEffect effect) => effect switch
    {
        ScreenEffect.Exclude => "excludes",
        ScreenEffect.ClinicianReview => "asks for a clinician's review of",
        _ => "tells the clinician of",
    };

    private static string Do(ScreenEffect effect) => effect switch
    {
        ScreenEffect.Exclude => "exclude",
        ScreenEffect.ClinicianReview => "ask for a clinician's review of",
        _ => "tell the clinician of",
    };
}
