using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Fees;
using Infusion.Rules.Documents;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Protocols;
using Infusion.Rules.Records;
using Infusion.Rules.Response;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Eligibility;
using Infusion.Rules.Tests.Policies.ClinicShapes;
using Infusion.Rules.Tests.Repository;
using Infusion.Rules.Visits;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tests.Policies;

/// <summary>docs/policies.md: its snippets load, and the rules answer what its tables say.</summary>
public sealed partial class PolicyGuideTests
{
    private static string Guide { get; } = RepositoryFiles.Read("docs/policies.md");

    private static string OtherClinics { get; } = RepositoryFiles.Read("tests/Infusion.Rules.Tests/Policies/other-clinics.md");

    private static bool Writes => Environment.GetEnvironmentVariable("INFUSION_RULES_WRITE") == "1";

    public static TheoryData<string> Policies => [.. Names("policy")];

    public static TheoryData<string> Refusals => [.. Names("refused")];

    [Fact]
    public void The_guide_has_what_it_is_read_for()
    {
        Assert.Equal(
            (23, 7), (Blocks(Guide).Count(block => block.Kind == "policy"), Blocks(Guide).Count(block => block.Kind == "refused")));
        Assert.Equal(
            (14, 16),
            (Blocks(OtherClinics).Count(block => block.Kind == "policy"), Blocks(OtherClinics).Count(block => block.Kind == "refused")));
        Assert.Distinct(Policies.Concat(Refusals).Select(row => row.Data));
        Assert.Equal(Blocks().Count(), Regex.Count(Guide + OtherClinics, "^```json$", RegexOptions.Multiline));
        Assert.Equal(22 + 14, Blocks().Count(block => block.Table.Length > 0));
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_snippet_loads_and_the_rules_answer_what_its_table_says(string name)
    {
        (string json, string[][] table, _) = Block("policy", name);
        ClinicPolicy policy = ClinicPolicy.Parse(Merged(json));
        var shape = new Shape(policy);

        Assert.NotEqual(ClinicPolicy.VirginiaInfusionTherapies, policy);
        foreach (string[] row in table.Skip(1))
        {
            Assert.Equal((string.Join(" | ", row[..^1]), row[^1]), (string.Join(" | ", row[..^1]), Answer(shape, table[0], row)));
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_the_guide_says_is_refused_is_refused_in_its_words(string name)
    {
        (string json, _, string text) = Block("refused", name);

        Assert.False(ClinicPolicy.TryParse(Merged(json), out _, out ImmutableArray<Problem> problems));
        if (Writes)
        {
            foreach (string page in new[] { "docs/policies.md", "tests/Infusion.Rules.Tests/Policies/other-clinics.md" })
            {
                string said = string.Join("\n", problems.Select(problem => $"{problem.Path}: {problem.Message}"));
                File.WriteAllText(
                    RepositoryFiles.PathOf(page),
                    RepositoryFiles.Read(page).Replace(
                        $"{json}\n```\n```text\n{text}\n", $"{json}\n```\n```text\n{said}\n", StringComparison.Ordinal));
            }

            return;
        }

        Assert.Equal(text, string.Join("\n", problems.Select(problem => $"{problem.Path}: {problem.Message}")));
    }

    [Fact]
    public void The_guides_overlay_fits_onto_the_published_policy()
    {
        PolicyOverlay overlay = PolicyOverlay.Parse(Block("overlay", "ours").Json);

        Assert.Equal(["sleep-apnea"], ClinicPolicy.VirginiaInfusionTherapies.With(overlay).Eligibility!.Screens.Select(screen => screen.Id));
    }

    [Fact]
    public void A_file_is_loaded_and_takes_up_the_consensus()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, Merged(Block("policy", "start").Json));
        using var output = new StringWriter();
        InfusionRules rules = Snippets.Load(path);
        Snippets.Overlay(output, rules.Policy);
        File.Delete(path);
        Assert.Equal("our-clinic", rules.Policy.Id);
        Assert.Equal("2026-01+consensus-2018.1", output.ToString().Trim());
    }

    [Fact]
    public void A_book_gives_the_version_of_a_date()
    {
        ClinicPolicy first = ClinicPolicy.VirginiaInfusionTherapies;
        ClinicPolicy second = first with { Version = "2" };
        Assert.Equal(first, Snippets.Book(first, second, Records.FilledRecords.Record));
    }

    private static string Answer(Shape clinic, string[] head, string[] row) => string.Join(", ", head) switch
    {
        "appointment, kind, has ended by" => CutOff(clinic, row[0], row[1]),
        "infusion, taken, ended at, the rule" => DuringAndAfter(clinic, row),
        "appointment, medicine, first dose left out, the change" => Changed(clinic, row),
        "sessions on, last session" =>
            clinic.Sessions(row[0].Split(", "))[^1].Certain is { Length: > 0 } findings ? string.Join(", ", findings) : "fine",
        "starts, last session" => Started(clinic, row[0].Split(", ")),
        "infusions, pain before, and after the last, response" => Responded(clinic, row),
        "last infusion, window" =>
            clinic.Rules.Maintenance.WindowFrom(Shape.Date(row[0])) is { } window
            ? $"{Date(window.Earliest)} to {Date(window.Latest)}"
            : "",
        "last of the series, boosters given, next booster" => NextBooster(clinic, row),
        "infusion ends, driving is restricted until" => Driving(clinic, row[0]),
        "appointment, cancelled, earlier misses, price, charge" => Charge(clinic, row),
        "rule, who says so, how strongly, cites" => Said(clinic, row[0], row[1]),
        "ride, taxi, age of the person, stays, what holds" => Held(clinic, row),
        "screen, answer on 2026-06-15, outcome" => Screened(clinic, row[0], row[1]),
        var other => throw new InvalidOperationException($"No table is headed {other}."),
    };

    private static string Held(Shape clinic, string[] row)
    {
        Instant end = clinic.Instant("2026-06-15 12:00");
        Visit visit = Visits.VisitScenarioTests.Cleared(new()
        {
            Start = Moment.At(end - Duration.FromHours(4)),
            End = end,
            WalksSteadily = true,
            RideArranged = row[0] == "yes",
            RideIsTaxi = row[1] == "yes",
            Accompanied = true,
            EscortAge = int.Parse(row[2], CultureInfo.InvariantCulture),
            EscortStays = row[3] == "yes",
        });
        string[] held =
        [
            .. clinic.Rules.Visits.DecideStartFindings(visit with { Start = null, End = null }).Certain.Select(one => $"{one} at the start"),
            .. clinic.Holds(visit, end + Duration.FromHours(2)).Select(one => $"{one} at the release"),
        ];
        return held.Length == 0 ? "nothing" : string.Join(", ", held);
    }

    private static string DuringAndAfter(Shape clinic, string[] row)
    {
        string[] infusion = row[0].Split(" to ");
        return clinic.Rules.Fasting.DecideDuringAndAfter(new()
        {
            Start = clinic.At(infusion[0]),
            End = clinic.At(infusion[1]),
            Intakes = [Intake.Of(row[1], clinic.At(row[2]))],
        }).Single().Certain.Single().ToString();
    }

    // A change that the patient made alone, before maintenance.
    private static string Changed(Shape clinic, string[] row) => clinic.Rules.Continuity.Decide(new()
    {
        Changes =
        [
            new()
            {
                Medicine = row[1],
                ProviderOrdered = false,
                AlreadyMade = true,
                ProviderConsulted = false,
                InMaintenance = false,
                ClinicInTouch = false,
                PausedFor = Moment.At(clinic.Instant(row[0])),
                PausedFrom = Moment.At(clinic.Instant(row[2])),
            },
        ],
        ChangesCompleteness = ListCompleteness.Complete,
    }).Certain.Single().ToString();

    private static string CutOff(Shape clinic, string appointment, string kind)
    {
        string cutOff = clinic.CutOff(kind, appointment);
        Assert.Equal(FastingOutcome.Compliant, clinic.Plan(appointment, kind, cutOff));

        // What comes after the appointment is no part of the plan.
        Assert.Equal(cutOff == appointment, clinic.Plan(appointment, kind, cutOff + ":01") == FastingOutcome.Compliant);
        return cutOff;
    }

    private static string Said(Shape clinic, string id, string strength)
    {
        Rule rule = clinic.Rules.Tables.SelectMany(table => table.Rules).Single(rule => rule.Id == id);
        Assert.Equal(strength, $"{rule.Provenance}, {rule.Modality}");

        // The snippet is read as a change of the published policy, whose register says more.
        return string.Join(", ", rule.Citations.Where(id => clinic.Rules.Policy.Sources.Any(source => source.Id == id)));
    }

    private static string NextBooster(Shape clinic, string[] row)
    {
        LocalDate[] given = row[1] == "none" ? [] : [.. row[1].Split(", ").Select(Shape.Date)];
        LocalDate last = Shape.Date(row[0]);
        MaintenanceInCourse course = new()
        {
            Note = new() { On = given.Append(last).Max() },
            IsReached = true,
            LastOfInduction = last,
            LastCompleted = given.Append(last).Max(),
            MaintenanceDates = [.. given],
        };
        return clinic.Rules.Maintenance.RecommendedDate(course) is { } date ? Date(date)
            : clinic.Rules.Maintenance.WindowOf(course) is { } window ? $"{Date(window.Earliest)} to {Date(window.Latest)}"
            : "not published";
    }

    private static string Responded(Shape clinic, string[] row)
    {
        Instant first = clinic.Instant("2026-06-01 10:00");
        Instant End(int place) => first + Duration.FromDays(2 * place) + Duration.FromHours(1);
        int infusions = int.Parse(row[0], CultureInfo.InvariantCulture);
        int[] pain = [.. row[1].Split(", ").Select(points => int.Parse(points, CultureInfo.InvariantCulture))];
        ScoreEntry Scored(int points, Instant at) =>
            ScoreEntry.Of(ConditionCategory.Pain, Score.Of(Instrument.PainNrs, points), Moment.At(at));
        ResponseSeries series = new()
        {
            Protocol = clinic.Rules.Policy.Protocols!.Protocols[0].Id,
            Sessions =
            [
                .. Enumerable.Range(0, infusions).Select(place =>
                    InfusionSession.Completed(End(place) - Duration.FromHours(1), End(place))),
            ],
            Scores = [Scored(pain[0], first), Scored(pain[1], End(infusions - 1) + Duration.FromDays(1))],
        };
        return string.Join(", ", [
            $"{clinic.Rules.Response.Decide(series).Outcome}",
            .. clinic.Rules.Response.DecideLatest(series).SelectMany(latest => latest.Certain).Select(found => $"{found}"),
        ]);
    }

    private static string Started(Shape clinic, string[] starts)
    {
        InductionSeries series = clinic.Series([.. starts.Select(static start => start[..10])]) with
        {
            CompletedStarts = [.. starts.Select(clinic.At)],
        };
        return clinic.Rules.Protocols.DecideSessions(series)[^1].Certain is { Length: > 0 } findings ? string.Join(", ", findings) : "fine";
    }

    private static string Driving(Shape clinic, string end)
    {
        Visit facts = new() { Start = Moment.At(clinic.Instant(end) - Duration.FromMinutes(40)), End = clinic.At(end) };
        Instant until = clinic.Rules.Visits.RestrictedUntil(clinic.Instant(end))!.Value;
        Assert.Equal(DrivingOutcome.Restricted, clinic.Rules.Visits.DecideDriving(facts, until - Duration.FromSeconds(1)).Outcome);
        Assert.Equal(DrivingOutcome.RestrictionElapsed, clinic.Rules.Visits.DecideDriving(facts, until).Outcome);
        return clinic.Clock(until);
    }

    private static string Charge(Shape clinic, string[] row)
    {
        int misses = int.Parse(row[2], CultureInfo.InvariantCulture);
        var price = Money.Usd(decimal.Parse(row[3], CultureInfo.InvariantCulture));
        (CancellationFeeOutcome outcome, Money? amount) = row[1] == "not at all"
            ? clinic.NoShow(misses, price)
            : clinic.PatientCancels(row[0], row[1], misses, price);
        return (outcome == CancellationFeeOutcome.MayBeCharged ? "may be " : "")
            + (amount?.Amount.ToString("0.##", CultureInfo.InvariantCulture) ?? "an amount not published");
    }

    private static string Screened(Shape clinic, string screen, string answer)
    {
        ScreenAnswers answers = new();
        answers = LocalDatePattern.Iso.Parse(answer).TryGetValue(default, out LocalDate date)
            ? answers.With(screen, date).With("age", 40m)
            : answers.With(screen, decimal.Parse(answer, CultureInfo.InvariantCulture)).WithNever("heart-attack");
        Decision<EligibilityOutcome> decision = clinic.Rules.Eligibility.Decide(new Assessment
        {
            On = new LocalDate(2026, 6, 15),
            Conditions = [StatedCondition.Since("migraine", new LocalDate(2019, 3, 1))],
            ConditionsCompleteness = ListCompleteness.Complete,
            Screens = answers,
            Verdict = PhysicianVerdict.NotRecorded,
        });
        Assert.Equal(DecisionStatus.Determined, decision.Status);
        return decision.Outcome.ToString();
    }

    private static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);

    // What a snippet holds replaces the same property of the published file; in a section, property by property.
    private static string Merged(string snippet)
    {
        JsonObject changed = JsonNode.Parse(snippet)!.AsObject();
        if (changed.ContainsKey("format"))
        {
            return snippet;
        }

        JsonObject policy = JsonNode.Parse(ClinicPolicy.VirginiaInfusionTherapies.ToJson())!.AsObject();
        foreach ((string name, JsonNode? value) in changed)
        {
            if (policy[name] is JsonObject section && value is JsonObject changes)
            {
                foreach ((string inner, JsonNode? property) in changes)
                {
                    section[inner] = property?.DeepClone();
                }
            }
            else
            {
                policy[name] = value?.DeepClone();
            }
        }

        return policy.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static IEnumerable<string> Names(string kind) => Blocks().Where(block => block.Kind == kind).Select(block => block.Name);

    private static (string Json, string[][] Table, string Text) Block(string kind, string name)
    {
        (_, _, string json, string[][] table, string text) = Blocks().Single(block => (block.Kind, block.Name) == (kind, name));
        return (json, table, text);
    }

    private static IEnumerable<(string Kind, string Name, string Json, string[][] Table, string Text)> Blocks() =>
        Blocks(Guide).Concat(Blocks(OtherClinics));

    private static IEnumerable<(
        string Kind, string Name, string Json, string[][] Table,
        string Text)> Blocks(string page) => Snippet().Matches(page).Select(match => (
        match.Groups["kind"].Value,
        match.Groups["name"].Value,
        match.Groups["json"].Value,
        match.Groups["table"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("| ---", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries)).ToArray(),
        match.Groups["text"].Value));

    [GeneratedRegex(
        "<!-- (?<kind>policy|refused|overlay): (?<name>[a-z-]+) "
        + "-->\n```json\n(?<json>.*?)\n```(?:\n```text\n(?<text>.*?)\n```|\n\n(?<table>(?:\\|[^\n]*\n)+))?",
        RegexOptions.Singleline)]
    private static partial Regex Snippet();
}
