using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using Infusion.Rules.Tests.Repository;

namespace Infusion.Rules.Verification.Tests;

/// <summary>What the numbers of a policy say against each other: each is found at its line, and its sound neighbour is clean.</summary>
public sealed class ContradictionTests
{
    private const string Usd = ", \"currency\": \"USD\"";

    [Theory]
    [InlineData("visits.recoveryVariants", """[{ "minimum": "PT30M", "infusionAtLeast": "PT2H" }]""", "visits.recoveryVariants[0].minimum")]
    [InlineData("visits.recoveryVariants", """[{ "minimum": "PT30M", "accompanied": false }]""", "visits.recoveryVariants[0].minimum")]
    [InlineData("visits.recoveryVariants", """[{ "planned": "PT1H", "infusionAtLeast": "PT2H" }]""", "visits.recoveryVariants[0].planned")]
    [InlineData("visits.recoveryVariants", """[{ "minimum": "PT2H", "infusionAtLeast": "PT2H" }]""", null)]
    [InlineData("visits.recoveryVariants", """[{ "minimum": "PT30M", "infusionBelow": "PT2H" }]""", null)]
    [InlineData("visits.recoveryVariants", """[{ "minimum": "PT30M", "accompanied": true }]""", null)]
    [InlineData("protocols.protocols[0].minimumRecovery", "\"PT30M\"", "protocols.protocols[four-hour].minimumRecovery")]
    [InlineData("protocols.protocols[0].plannedRecovery", "\"PT1H15M\"", "protocols.protocols[four-hour].plannedRecovery")]
    [InlineData("protocols.protocols[0].minimumRecovery", "\"PT1H\"", null)]
    [InlineData("protocols.protocols[1].minimumRecovery", "\"PT30M\"", null)]
    public void A_longer_infusion_that_is_released_earlier_is_found(string at, string value, string? path) =>
        Finds(CheckCode.EarlierRelease, at, value, path);

    [Theory]
    [InlineData("24", "50", "48", "100", "fees.noticeTiers[0].charge")]
    [InlineData("48", "100", "24", "50", "fees.noticeTiers[1].charge")]
    [InlineData("24", "100", "48", "100", null)]
    [InlineData("24", "100", "48", "50", null)]
    public void A_shorter_notice_that_costs_less_is_found(string one, string cost, string other, string costs, string? path) => Finds(
        CheckCode.ReversedSteps, "fees.noticeTiers",
        $$"""
        [{ "lessThan": "PT{{one}}H", "charge": { "amount": "{{cost}}.00"{{Usd}} } },
         { "lessThan": "PT{{other}}H", "charge": { "amount": "{{costs}}.00"{{Usd}} } }]
        """,
        path);

    [Theory]
    [InlineData("""{ "percentOfPrice": 20 }""", """{ "percentOfPrice": 50 }""", true)]
    [InlineData("""{ "percentOfPrice": 0 }""", """{ "amount": "1.00", "currency": "USD" }""", true)]
    [InlineData("""{ "deposit": true }""", """{ "amount": "80.00", "currency": "USD" }""", true)]
    [InlineData("""{ "deposit": true }""", """{ "amount": "60.00", "currency": "USD" }""", false)]
    [InlineData("""{ "percentOfPrice": 20 }""", """{ "amount": "80.00", "currency": "USD" }""", false)]
    [InlineData("""{ "amount": "20.00", "currency": "USD" }""", """{ "amount": "80.00", "currency": "USD", "modality": "may" }""", false)]
    public void Only_charges_that_have_an_order_are_compared(string shorter, string longer, bool isFound) => Finds(
        CheckCode.ReversedSteps, "fees.noticeTiers",
        $$"""[{ "lessThan": "PT24H", "charge": {{shorter}} }, { "lessThan": "PT48H", "charge": {{longer}} }]""",
        isFound ? "fees.noticeTiers[0].charge" : null, ("fees.deposit", """{ "amount": "70.00", "currency": "USD" }"""));

    [Theory]
    [InlineData("minimal", "mild", null)]
    [InlineData("mild", "minimal", "response.phq9Bands[minimal].lowest")]
    public void Bands_in_reverse_are_found_and_named_as_the_cause(string first, string second, string? path)
    {
        CheckFinding? found = Finds(
            CheckCode.ReversedSteps, "response.phq9Bands",
            $$"""
            [{ "severity": "{{first}}", "lowest": 0, "highest": 4 }, { "severity": "{{second}}", "lowest": 5, "highest": 9 },
             { "severity": "moderate", "lowest": 10, "highest": 14 }, { "severity": "severe", "lowest": 15, "highest": 27 }]
            """,
            path, alone: true);
        Assert.Equal(path is null, found is null);
    }

    [Theory]
    [InlineData(10, false, null)]
    [InlineData(10, true, "response.criteria[phq-9].remission.cutOff")]
    [InlineData(11, false, "response.criteria[phq-9].remission.cutOff")]
    public void Remission_that_the_bands_call_moderate_is_found(int cutOff, bool isIncluded, string? path) => Finds(
        CheckCode.ReversedSteps, "response.criteria[1].remission",
        $$"""{ "name": "own", "cutOff": {{cutOff}}, "includesCutOff": {{(isIncluded ? "true" : "false")}} }""", path);

    [Theory]
    [InlineData("P2M", "P1M", "maintenance.reliefIntervals[1].interval")]
    [InlineData("P1M", "P2M", null)]
    [InlineData("P2M", "P2M", null)]
    public void Longer_relief_with_an_earlier_date_is_found(string below, string from, string? path) => Finds(
        CheckCode.ReversedSteps, "maintenance.reliefIntervals",
        $$"""[{ "fromDays": 0, "interval": "{{below}}" }, { "fromDays": 30, "interval": "{{from}}" }]""", path);

    [Theory]
    [InlineData("\"noShow\": { \"amount\": \"25.00\"" + Usd + " }", "fees.noShow")]
    [InlineData("\"noShow\": { \"amount\": \"50.00\"" + Usd + " }", null)]
    [InlineData("\"graceMisses\": 1, \"graceFor\": [\"no-show\"], \"noShow\": { \"amount\": \"50.00\"" + Usd + " }", "fees.graceFor")]
    [InlineData("\"graceMisses\": 1, \"noShow\": { \"amount\": \"50.00\"" + Usd + " }", null)]
    [InlineData("\"repeat\": { \"fromMiss\": 2, \"charge\": { \"amount\": \"25.00\"" + Usd + " } }", "fees.repeat.charge")]
    [InlineData("\"repeat\": { \"fromMiss\": 2, \"charge\": { \"amount\": \"75.00\"" + Usd + " } }", null)]
    public void A_worse_miss_that_costs_less_is_found(string more, string? path) => Finds(
        CheckCode.CheaperMiss, "fees",
        $$"""{ "noticeTiers": [{ "lessThan": "PT24H", "charge": { "amount": "50.00"{{Usd}} } }], {{more}} }""", path);

    [Theory]
    [InlineData("40", "fees.noShow")]
    [InlineData("80", null)]
    public void A_no_show_that_costs_less_than_coming_late_is_found(string noShow, string? path) => Finds(
        CheckCode.CheaperMiss, "fees",
        $$"""
        { "noShow": { "amount": "{{noShow}}.00"{{Usd}} },
          "reasonCharges": [{ "reason": "late-arrival", "charge": { "amount": "80.00"{{Usd}} } }] }
        """,
        path);

    [Theory]
    [InlineData(
        "response.primaryInstruments",
        """[{ "category": "pain", "instrument": "pcl-5" }]""", "response.primaryInstruments[pain].instrument")]
    [InlineData("response.primaryInstruments", """[{ "category": "pain", "instrument": "pain-nrs" }]""", null)]
    public void A_score_that_decides_without_a_criterion_is_found(string at, string value, string? path) =>
        Finds(CheckCode.NoCriterion, at, value, path);

    [Theory]
    [InlineData("maintenance.ordinalIntervals", """["P1M", "P4M"]""", "maintenance.ordinalIntervals[1]")]
    [InlineData("maintenance.ordinalIntervals", """["P2W", "P3M"]""", "maintenance.ordinalIntervals[0]")]
    [InlineData("maintenance.ordinalIntervals", """["P1M", "P3M"]""", null)]
    [InlineData("maintenance.booster", """{ "sessions": 2, "within": "P4M" }""", "maintenance.booster.within")]
    [InlineData("maintenance.booster", """{ "sessions": 2, "within": "P1W" }""", null)]
    [InlineData("response.criteria[0].evaluationWindow", "\"PT2400H\"", "response.criteria[pain-nrs].evaluationWindow")]
    [InlineData("response.criteria[0].evaluationWindow", "\"PT1440H\"", null)]
    public void A_date_outside_its_window_is_found(string at, string value, string? path) =>
        Finds(CheckCode.OutsideWindow, at, value, path);

    // Three months at the latest are four in a year, or five from the first of them.
    [Theory]
    [InlineData("maintenance.maximumPerYear", "3", "maintenance.maximumPerYear")]
    [InlineData("maintenance.maximumPerYear", "4", null)]
    [InlineData("response.criteria[1].recallPeriod", "\"PT337H\"", "response.criteria[phq-9].recallPeriod")]
    [InlineData("response.criteria[1].recallPeriod", "\"PT336H\"", null)]
    public void A_schedule_that_nobody_keeps_is_found(string at, string value, string? path) => Finds(
        CheckCode.NoSchedule, at, value, path, ("protocols.protocols[1].evaluateAfterSessions", "null"));

    // What no dates can keep is refused when the file is read, at its path and line.
    [Theory]
    [InlineData("weeks", """[{ "weeks": 1, "sessions": 1 }]""", "$.protocols.protocols[0].weeks")]
    [InlineData("maximumInSevenDays", "1", "$.protocols.protocols[0].windowDays")]
    [InlineData("minimumSpacingDays", "7", "$.protocols.protocols[0].windowDays")]
    public void Sessions_that_no_dates_hold_are_refused_at_their_line(string property, string value, string path)
    {
        (string json, _) = Changed(("protocols.protocols[0]." + property, value));
        Assert.False(ClinicPolicy.TryParse(json, out _, out ImmutableArray<Problem> problems));
        Assert.Contains(problems, problem => problem.Path.StartsWith(path, StringComparison.Ordinal) && problem.Line > 1);
    }

    [Theory]
    [InlineData("""{ "after": "PT30M" }""", "visits.driving.after")]
    [InlineData("""{ "after": "PT3H59M" }""", "visits.driving.after")]
    [InlineData("""{ "after": "PT4H" }""", null)]
    public void Driving_before_the_release_or_the_end_of_effects_is_found(string driving, string? path) =>
        Finds(CheckCode.ReversedTimes, "visits.driving", driving, path);

    [Theory]
    [InlineData("\"PT2H1M\"", "visits.usualOnset")]
    [InlineData("\"PT2H\"", null)]
    public void Effects_that_begin_after_the_release_are_found(string onset, string? path) =>
        Finds(CheckCode.ReversedTimes, "visits.usualOnset", onset, path);

    [Theory]
    [InlineData("visits.residualEffects", "\"PT1H\"", "visits.residualEffects")]
    [InlineData("visits.residualEffects", "\"PT1H1M\"", null)]
    [InlineData("visits.vitalSignInterval", "\"PT5H31M\"", "visits.vitalSignInterval")]
    [InlineData("visits.vitalSignInterval", "\"PT5H30M\"", null)]
    [InlineData("visits.driving", """{ "nextDay": { "from": "09:00", "minimum": "PT9H" } }""", "visits.driving.nextDay.minimum")]
    [InlineData("visits.driving", """{ "nextDay": { "from": "09:00", "minimum": "PT33H" } }""", "visits.driving.nextDay.from")]
    [InlineData("visits.driving", """{ "nextDay": { "from": "09:00", "minimum": "PT18H" } }""", null)]
    [InlineData("response.criteria[0].substantialPercent", "30", "response.criteria[pain-nrs].substantialPercent")]
    [InlineData("response.criteria[0].substantialPercent", "31", null)]
    [InlineData(
        "visits.recoveryVariants",
        """[{ "minimum": "PT2H", "infusionAtLeast": "PT2H" }, { "minimum": "PT2H", "infusionAtLeast": "PT3H" }]""",
        "visits.recoveryVariants[1]")]
    [InlineData(
        "visits.recoveryVariants",
        """[{ "minimum": "PT2H", "infusionAtLeast": "PT2H" }, { "minimum": "PT3H", "infusionAtLeast": "PT3H" }]""", null)]
    [InlineData(
        "fees", """{ "noShow": { "percentOfPrice": 5 }, "repeat": { "fromMiss": 2, "charge": { "percentOfPrice": 5 } } }""",
        "fees.repeat")]
    [InlineData("eligibility.screens", "SCREENS review below 18, review below 16", "eligibility.screens[s1]")]
    [InlineData("eligibility.screens", "SCREENS review below 18, review atLeast 70", null)]
    [InlineData("fasting.kinds[0].limits", """[{ "before": "PT4H" }, { "before": "PT2H" }]""", "fasting.kinds[solid].limits[1]")]
    public void A_limit_that_another_one_leaves_nothing_to_is_found(string at, string value, string? path) =>
        Finds(CheckCode.IdleLimit, at, value.StartsWith("SCREENS", StringComparison.Ordinal) ? Screens(value[8..]) : value, path);

    // One a week are two in any seven days at most.
    [Theory]
    [InlineData(3, true)]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void A_most_in_seven_days_that_the_weeks_do_not_reach_is_found(int most, bool isFound)
    {
        CheckFinding? found = Finds(
            CheckCode.IdleLimit, "protocols.protocols[0].maximumInSevenDays", $"{most}",
            isFound ? "protocols.protocols[four-hour].maximumInSevenDays" : null, ("protocols.protocols[0].windowDays", "null"),
            ("protocols.protocols[0].weeks", """[{ "weeks": 3, "sessions": 1 }]"""));
        Assert.Equal(isFound, found is not null);
    }

    [Theory]
    [InlineData("exclude atLeast 0", "eligibility.screens[s0]")]
    [InlineData("review atLeast 0", "eligibility.screens[s0]")]
    [InlineData("exclude below 18, exclude atLeast 18", "eligibility.screens[s1]")]
    [InlineData("exclude below 18, review atLeast 18", null)]
    [InlineData("exclude below 18, exclude atLeast 19", null)]
    public void A_screen_that_applies_to_everybody_is_found_and_not_the_rules_it_kills(string screens, string? path)
    {
        CheckFinding? found = Finds(CheckCode.AppliesToAll, "eligibility.screens", Screens(screens), path,
            alone: path == "eligibility.screens[s0]");
        if (found?.Path == "eligibility.screens[s0]")
        {
            Assert.Contains("eligibility.candidate", found.Consequences);
            Assert.Contains("without effect for this reason: ", found.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("fasting.kinds[2].limits[0].before", "\"PT1H\"", "fasting.kinds[clear-liquid].limits[0].before", "R44")]
    [InlineData("protocols.protocols[0].inductionSessions", "4", "protocols.protocols[four-hour].inductionSessions", "R20")]
    [InlineData("protocols.protocols[0].minimumSpacingDays", "2", "protocols.protocols[four-hour].minimumSpacingDays", "R20")]
    [InlineData("visits.driving.after", "\"PT12H\"", "visits.driving.after", "R69")]
    [InlineData("maintenance.latest", "\"P6M\"", "maintenance.latest", "R39")]
    [InlineData("response.criteria[0].responsePercent", "20", "response.criteria[pain-nrs].responsePercent", "dworkin-2008")]
    [InlineData("response.rates[0].highNumerator", "3", "response.rates[response.rate.two-thirds].highNumerator", "R06")]
    [InlineData(
        "visits.driving",
        """{ "value": { "after": "PT12H" }, "provenance": "clinic-policy", "citations": ["clinic-policy"] }""", null, null)]
    [InlineData("name", "\"Another name\"", null, null)]
    [InlineData("version", "\"2\"", null, null)]
    public void A_value_that_is_not_what_it_cites_is_found(string at, string value, string? path, string? source)
    {
        (string json, LocatedDocument document) = Changed(Published(), (at, value));
        CheckReport report = PolicyCheck.Run(new InfusionRules(ClinicPolicy.Parse(json)), new() { Document = document });
        CheckFinding[] found = [.. report.Findings.Where(finding => finding.Code == CheckCode.UntrueCitation)];
        Assert.Equal(path is null ? [] : [path], found.Select(finding => finding.Path));
        Assert.All(found, finding => Assert.Contains(source!, finding.Says, StringComparison.Ordinal));
        Assert.All(found, IsShown);
    }

    [Fact]
    public void What_one_basis_is_of_is_one_finding()
    {
        (string json, _) = Changed(
            Published(), ("protocols.protocols[0].inductionSessions", "4"), ("protocols.protocols[0].plannedDuration", "\"PT5H\""));
        CheckFinding found = Assert.Single(
            PolicyCheck.Run(new InfusionRules(ClinicPolicy.Parse(json))).Findings, finding => finding.Code == CheckCode.UntrueCitation);
        Assert.Equal(2, found.Witness.Length);
    }

    [Fact]
    public void A_finding_of_a_table_stands_at_the_value_its_rule_is_made_of()
    {
        (string json, LocatedDocument document) = Changed(("eligibility.screens", Screens("exclude below 18, exclude below 120")));
        CheckReport report = PolicyCheck.Run(new InfusionRules(ClinicPolicy.Parse(json)), new() { Document = document });
        Assert.NotEmpty(report.Findings);
        Assert.All(report.Findings, finding => Assert.NotNull(finding.At));
    }

    // A finding with a case that shows it, at the line of the value; without the change there is none.
    private static CheckFinding? Finds(
        CheckCode code, string at, string value, string? path, params (string At, string Value)[] beside) =>
        Finds(code, at, value, path, alone: false, beside);

    private static CheckFinding? Finds(
        CheckCode code, string at, string value, string? path, bool alone, params (string At, string Value)[] beside)
    {
        (string json, LocatedDocument document) = Changed([.. beside, (at, value)]);
        CheckReport report = PolicyCheck.Run(new InfusionRules(ClinicPolicy.Parse(json)), new() { Document = document });
        CheckFinding[] found = [.. report.Findings.Where(finding => finding.Code == code)];
        Assert.Equal(path is null ? [] : [path], found.Select(finding => finding.Path));
        Assert.All(found, IsShown);
        if (alone)
        {
            Assert.Equal(found, report.Findings);
        }

        return found.FirstOrDefault();
    }

    private static void IsShown(CheckFinding finding)
    {
        Assert.NotEmpty(finding.Witness);
        DocumentPlace place = Assert.NotNull(finding.At);
        Assert.Equal("changed.json", place.File);
        Assert.True(place.Line > 6, $"{place} is in the head of the document");
    }

    private static JsonObject Published() => JsonNode.Parse(ClinicPolicy.VirginiaInfusionTherapies.ToJson())!.AsObject();

    // A clinic of its own with the numbers of the published policy.
    private static (string Json, LocatedDocument Document) Changed(params (string At, string Value)[] changes) =>
        Changed(JsonNode.Parse(File.ReadAllText(RepositoryFiles.PathOf("samples/change/first.json")))!.AsObject(), changes);

    private static (string Json, LocatedDocument Document) Changed(JsonObject policy, params (string At, string Value)[] changes)
    {
        foreach ((string at, string value) in changes)
        {
            string[] steps = at.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
            JsonNode owner = policy;
            foreach (string step in steps[..^1])
            {
                owner = int.TryParse(step, out int place) ? owner[place]! : owner[step]!;
                owner = owner is JsonObject stated && stated.ContainsKey("value") ? stated["value"]! : owner;
            }

            if (value == "null")
            {
                owner.AsObject().Remove(steps[^1]);
            }
            else
            {
                owner[steps[^1]] = JsonNode.Parse(value);
            }
        }

        string json = policy.ToJsonString(new() { WriteIndented = true });
        return (json, new("changed.json", Encoding.UTF8.GetBytes(json)));
    }

    // "exclude below 18, review atLeast 70": screens of one number.
    private static string Screens(string screens) => new JsonArray([.. screens.Split(", ").Select((screen, place) =>
    {
        string[] words = screen.Split(' ');
        return (JsonNode)new JsonObject
        {
            ["id"] = $"s{place}",
            ["name"] = "age",
            ["question"] = "How old?",
            ["asks"] = new JsonObject
            {
                ["unit"] = "years",
                ["minimum"] = 0,
                ["maximum"] = 120,
                ["scale"] = 0,
                [words[1]] = int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture),
            },
            ["effect"] = words[0] == "review" ? "clinician-review" : words[0],
            ["provenance"] = "clinic-policy",
            ["citations"] = new JsonArray("clinic-policy"),
        };
    })]).ToJsonString();
}
