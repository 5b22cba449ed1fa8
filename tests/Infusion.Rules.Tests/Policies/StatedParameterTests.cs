using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Fasting;
using Infusion.Rules.Fees;
using Infusion.Rules.Policies;
using Infusion.Rules.Policies.Reading;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Tests.Visits;
using Infusion.Rules.Visits;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Policies;

/// <summary>A parameter says where it stands and how strongly, and the rules made of it say so.</summary>
public sealed class StatedParameterTests
{
    // Parameters of which no rule is the statement: what they would say of strength would be lost in rules about something else.
    private static Dictionary<string, string> WithoutModality => new()
    {
        ["protocols.protocols[].plannedDuration"] = "A length is planned, and the protocol it belongs to is what may, should or must be.",
        ["protocols.protocols[].minimumRecovery"] = "It stands in the rule of the visits section's minimum.",
        ["protocols.protocols[].plannedRecovery"] = "It stands in the rule of the visits section's plan.",
        ["fasting.foods"] = "A food counts as a kind, and the kind's rule has its own strength.",
        ["fasting.unlistedCountsAs"] = "What counts as a kind has the strength of the kind's rule.",
        ["maintenance.anchor"] = "A window counts from it, and the window is what may, should or must be.",
        ["fees.noticeUnit"] = "Notice is counted in it, and the tiers are what may, should or must be.",
        ["fees.calendar"] = "Notice is counted by it, and the tiers are what may, should or must be.",
        ["fees.missCount"] = "Misses are counted by it, and what they lead to is what may, should or must be.",
        ["fees.noShowLateBy"] = "It says what else is a no-show, and the no-show is what may, should or must be charged.",
    };

    public static TheoryData<string> Parameters => [.. ParametersOf(Schema.RootElement, "")];

    private static JsonDocument Schema { get; } = JsonDocument.Parse(PolicyDocument.WriteSchema());

    [Fact]
    public void Every_section_has_parameters_that_can_be_stated() => Assert.Equal(
        ["continuity", "eligibility", "fasting", "fees", "maintenance", "protocols", "response", "visits"],
        ParametersOf(Schema.RootElement, "").Select(path => path.Split('.')[0]).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_parameter_that_names_its_source_shows_it_in_a_rule(string path)
    {
        Rule[] rules = [.. Stated(path, "published", null).SelectMany(RulesOf)];
        Rule[] citing = [.. rules.Where(rule => rule.Citations.Contains("fresh"))];
        Assert.True(citing.Length > 0, $"No rule cites the source of {path}.");
        Assert.True(WithoutModality.ContainsKey(path) || citing.Any(rule => rule.Provenance == Provenance.Published), path);
        Assert.All(rules, rule => Assert.Empty(rule.Citations.Except(["fresh", "elsewhere", "clinic-policy"])));
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_parameter_that_may_be_is_shown_as_one_that_may_be(string path)
    {
        if (WithoutModality.ContainsKey(path))
        {
            Assert.Contains("found the property \"modality\"", Refused(path), StringComparison.Ordinal);
            return;
        }

        if (path == "visits.dischargeScore")
        {
            Assert.Contains("a score that must be reached", Refused(path), StringComparison.Ordinal);
            return;
        }

        Assert.Contains(
            Stated(path, "published", "may").SelectMany(RulesOf), rule => rule.Citations.Contains("fresh") && rule.Modality == Modality.Permitted);
        Assert.Contains(
            Stated(path, "published", "must").SelectMany(RulesOf), rule => rule.Citations.Contains("fresh") && rule.Modality == Modality.Required);
    }

    [Fact]
    public void What_has_no_strength_of_its_own_is_listed_once() =>
        Assert.Empty(WithoutModality.Keys.Except(ParametersOf(Schema.RootElement, "")));

    [Theory]
    [MemberData(nameof(Parameters))]
    public void A_stated_parameter_is_written_as_it_is_read(string path)
    {
        string? modality = WithoutModality.ContainsKey(path) ? null : "must";
        ClinicPolicy stated = Stated(path, "literature", modality).First();
        string written = stated.ToJson();
        Assert.Equal(modality is not null, written.Contains("\"modality\": \"must\"", StringComparison.Ordinal));
        Assert.Equal(stated, ClinicPolicy.Parse(written));
        Assert.Equal(written, ClinicPolicy.Parse(written).ToJson());
        Assert.True(modality is null || stated != Stated(path, "literature", null).First());
        Assert.NotEqual(stated, Stated(path, "clinic-policy", modality).First());
    }

    [Fact]
    public void No_value_that_stands_as_an_object_has_a_property_named_value() => Assert.All(
        Objects(Schema.RootElement), properties => Assert.True(
            !properties.TryGetProperty("value", out _) || properties.TryGetProperty("citations", out _)));

    [Theory]
    [InlineData("""{ "rescheduleDays": { "value": 2, "provenance": "published" } }""", "$.fees.rescheduleDays.provenance")]
    [InlineData("""{ "rescheduleDays": { "value": 2, "citations": ["nowhere"] } }""", "$.fees.rescheduleDays.citations[0]")]
    [InlineData("""{ "rescheduleDays": { "value": "2" } }""", "$.fees.rescheduleDays.value")]
    [InlineData("""{ "rescheduleDays": { "value": null } }""", "$.fees.rescheduleDays.value")]
    [InlineData("""{ "rescheduleDays": { "value": 2, "modality": "can" } }""", "$.fees.rescheduleDays.modality")]
    [InlineData("""{ "rescheduleDays": { "value": 2, "source": "page" } }""", "$.fees.rescheduleDays.source")]
    [InlineData("""{ "payment": { "value": [], "citations": ["page"] } }""", "$.fees.payment.value")]
    public void What_is_wrong_with_a_basis_is_located(string fees, string path)
    {
        string json = $$"""
            { "format": 2, "id": "ours", "version": "1", "name": "Ours", "timeZone": "America/New_York",
              "sources": [{ "id": "page", "citation": "Our page.", "verified": "primary" }], "fees": {{fees}} }
            """;
        Assert.False(ClinicPolicy.TryParse(json, out _, out ImmutableArray<Problem> problems));
        Assert.Equal(path, Assert.Single(problems).Path);
    }

    [Fact]
    public void A_list_whose_items_say_where_they_stand_says_it_there()
    {
        const string Json = """
            { "format": 2, "id": "ours", "version": "1", "name": "Ours", "timeZone": "America/New_York",
              "eligibility": { "conditions": { "value": [], "citations": ["clinic-policy"] } } }
            """;
        Assert.False(ClinicPolicy.TryParse(Json, out _, out ImmutableArray<Problem> problems));
        Assert.Contains("each item", Assert.Single(problems).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("noSuchThing")]
    [InlineData("noShow")]
    public void The_rules_refuse_a_basis_of_what_a_section_does_not_set(string parameter)
    {
        ClinicPolicy policy = ClinicPolicy.VirginiaInfusionTherapies with
        {
            Fees = ClinicPolicy.VirginiaInfusionTherapies.Fees! with { Stated = StatedParameters.None.With(parameter, new()) },
        };
        Assert.Contains(parameter, Assert.Throws<ArgumentException>(() => new InfusionRules(policy)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_basis_is_of_three_strengths_and_cites_something()
    {
        Assert.Throws<ArgumentException>(() => new StatedBasis(modality: Modality.Informational));
        Assert.Throws<ArgumentException>(() => new StatedBasis(modality: Modality.ClinicianDiscretion));
        Assert.Throws<ArgumentException>(() => new StatedBasis(citations: []));
        Assert.Equal(new StatedBasis(), new StatedBasis(Provenance.ClinicPolicy, ["clinic-policy"]));
        Assert.Equal("Published, Permitted, page", new StatedBasis(Provenance.Published, ["page"], Modality.Permitted).ToString());
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(Modality.Required, true)]
    [InlineData(Modality.Recommended, false)]
    [InlineData(Modality.Permitted, false)]
    public void A_recovery_that_may_be_is_shown_and_holds_nobody(Modality? modality, bool holds)
    {
        ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
        InfusionRules rules = new(published with
        {
            Visits = published.Visits! with
            {
                Stated = StatedParameters.None.With("recoveryMinimum", new(Provenance.ClinicPolicy, ["clinic-policy"], modality)),
            },
        });
        Instant end = Local("2026-06-15 14:05").Earliest;
        Visit visit = VisitScenarioTests.Recovering(true, true) with { CriteriaMetAt = end };
        foreach (int minutes in new[] { 59, 60 })
        {
            var decision = rules.Visits.DecideReleaseFindings(visit, end + Duration.FromMinutes(minutes));
            Assert.Equal(minutes < 60, decision.Has(ReleaseFinding.MinimumRecovery));
            Assert.Equal(
                holds && minutes < 60 ? ReleaseOutcome.Hold : ReleaseOutcome.Release,
                rules.Visits.DecideRelease(visit, end + Duration.FromMinutes(minutes)).Outcome);
        }
    }

    [Fact]
    public void A_firm_minimum_holds_though_other_visits_only_may_wait_longer()
    {
        ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
        InfusionRules rules = new(published with
        {
            Visits = published.Visits! with
            {
                RecoveryVariants = [new(Duration.FromMinutes(30), Duration.FromMinutes(90), accompanied: true)],
                Stated = StatedParameters.None.With("recoveryVariants", new(modality: Modality.Permitted)),
            },
        });
        Rule rule = rules.Table("visit.release-findings").Rules.Single(rule => rule.Id == "visit.recovery-minimum");
        Assert.Equal(Modality.Required, rule.Modality);
    }

    [Theory]
    [InlineData("may")]
    [InlineData("should")]
    public void A_discharge_score_that_release_does_not_wait_for_is_refused(string modality)
    {
        string json = $$"""
            { "format": 2, "id": "ours", "version": "1", "name": "Ours", "timeZone": "America/New_York",
              "visits": { "dischargeScore": { "value": { "scale": "padss", "minimumPoints": 9 }, "modality": "{{modality}}" } } }
            """;
        Assert.False(ClinicPolicy.TryParse(json, out _, out ImmutableArray<Problem> problems));
        Assert.Equal("$.visits.dischargeScore.value", Assert.Single(problems).Path);
        Assert.True(ClinicPolicy.TryParse(json.Replace(modality, "must", StringComparison.Ordinal), out _, out _));
    }

    [Fact]
    public void A_rule_of_several_parameters_cites_what_they_cite_together_and_is_as_strong_as_the_strongest()
    {
        ClinicPolicy policy = ClinicPolicy.Parse("""
            { "format": 2, "id": "ours", "version": "1", "name": "Ours", "timeZone": "America/New_York",
              "sources": [
                { "id": "page", "citation": "Our page.", "verified": "primary" },
                { "id": "sheet", "citation": "Our sheet.", "verified": "primary" }],
              "maintenance": {
                "earliest": { "value": "P1M", "provenance": "published", "citations": ["page"], "modality": "may" },
                "latest": { "value": "P3M", "provenance": "clinic-policy", "citations": ["sheet", "page"], "modality": "should" } } }
            """);
        Rule window = RulesOf(policy).Single(rule => rule.Id == "maintenance.window");
        Assert.Equal(["page", "sheet"], window.Citations);
        Assert.Equal(Provenance.ClinicPolicy, window.Provenance);
        Assert.Equal(Modality.Recommended, window.Modality);

        // What follows from it is an inference still, and cites it.
        Rule due = RulesOf(policy).Single(rule => rule.Id == "maintenance.not-yet-due");
        Assert.Equal((Provenance.Inferred, Modality.Recommended), (due.Provenance, due.Modality));
        Assert.Equal(["page"], due.Citations);
    }

    [Fact]
    public void A_basis_is_compared_by_value()
    {
        StatedParameters one = StatedParameters.None.With("noShow", new(Provenance.Published, ["page"])).With("repeat", new());
        StatedParameters other = StatedParameters.None.With("repeat", new()).With("noShow", new(Provenance.Published, ["page"]));
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, other.With("noShow", new(Provenance.Published, ["sheet"])));
        Assert.Equal(StatedParameters.None, one.With("noShow", null).With("repeat", null));
        Assert.Equal(["noShow", "repeat"], one.Names);
        Assert.Null(one["grace"]);
    }

    // What excludes something of the filled policies.
    private static ClinicPolicy Rest
    {
        get
        {
            ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
            return published with
            {
                Protocols = published.Protocols! with
                {
                    Protocols = [published.Protocols.Protocols[0] with { MaximumInSevenDays = 5 }],
                },
                Fasting = published.Fasting! with { UnlistedCountsAs = published.Fasting.Kinds[0].Id },
                Visits = published.Visits! with { Escort = new(), Ride = new() { Taxi = TaxiAcceptance.NotAccepted } },
                Maintenance = published.Maintenance! with { IsOnDemand = true, OnDemandFrom = Period.FromWeeks(2) },
                Fees = published.Fees! with
                {
                    FastingCancellation = null,
                    FastingCharge = new FeeCharge.PercentOfPrice(50),
                    NoticeTiers = [new(Duration.FromHours(8), new FeeCharge.Flat(Money.Usd(75)))],
                    NoticeUnit = NoticeUnit.BusinessHours,
                    Calendar = new() { Hours = [new(IsoDayOfWeek.Monday, new(9, 0), new(17, 0))] },
                    ReasonCharges = [new(CancellationReason.LateArrival, new FeeCharge.Flat(Money.Usd(50)), Duration.FromMinutes(15))],
                },
            };
        }
    }

    private static ClinicPolicy Unlisted => ClinicPolicy.VirginiaInfusionTherapies with
    {
        Visits = ClinicPolicy.VirginiaInfusionTherapies.Visits! with
        {
            RecoveryMinimum = null,
            RecoveryPlanned = null,
            RecoveryVariants = [new(Duration.FromMinutes(30), Duration.FromMinutes(90), accompanied: true)],
        },
        Fasting = ClinicPolicy.VirginiaInfusionTherapies.Fasting! with { UnlistedLimits = [new IntakeLimit.Window(Duration.FromHours(3))] },
    };

    private static IEnumerable<Rule> RulesOf(ClinicPolicy policy) => new InfusionRules(policy).Tables.SelectMany(table => table.Rules);

    // The filled policies that have the parameter, with the parameter stated and everything else from elsewhere.
    private static List<ClinicPolicy> Stated(string path, string provenance, string? modality)
    {
        List<ClinicPolicy> policies = [];
        foreach (ClinicPolicy policy in FilledPolicy.Policies.Append(Rest).Append(Unlisted))
        {
            JsonNode json = JsonNode.Parse(policy.ToJson())!;
            json["id"] = "stated";
            json["sources"] = new JsonArray(Source("elsewhere"), Source("fresh"));
            Plain(json);
            string name = path.Split('.')[^1];
            JsonObject? owner = Owners(json, path.Split('.')[..^1]).FirstOrDefault(one => one[name] is { } value && Says(value));
            if (owner is null)
            {
                continue;
            }

            JsonNode given = owner[name]!.DeepClone();
            var stated = new JsonObject
            {
                ["value"] = given,
                ["provenance"] = provenance,
                ["citations"] = new JsonArray("fresh"),
            };
            if (modality is not null)
            {
                stated["modality"] = modality;
            }

            owner[name] = stated;
            policies.Add(ClinicPolicy.Parse(json.ToJsonString()));
        }

        return policies.Count > 0 ? policies : throw new InvalidOperationException($"No filled policy has {path}; give it one.");
    }

    private static string Refused(string path) =>
        Assert.Throws<DocumentException>(() => Stated(path, "published", "may")).Message;

    private static bool Says(JsonNode value) => value is not JsonArray { Count: 0 } && value.ToJsonString() is not ("false" or "null");

    private static JsonObject Source(string id) => new() { ["id"] = id, ["citation"] = "A page.", ["verified"] = "primary" };

    private static IEnumerable<JsonObject> Owners(JsonNode json, string[] steps) => steps.Length == 0
        ? [json.AsObject()]
        : json[steps[0].TrimEnd('[', ']')] is not { } next ? []
        : steps[0].EndsWith("[]", StringComparison.Ordinal) ? next.AsArray().SelectMany(item => Owners(item!, steps[1..]))
        : Owners(next, steps[1..]);

    // Values without what is said of them; what says it itself has it from elsewhere.
    private static void Plain(JsonNode node)
    {
        foreach ((string name, JsonNode? value) in node is JsonObject members ? members.ToArray() : [])
        {
            if (value is JsonObject stated && stated["value"] is { } plain)
            {
                node[name] = plain.DeepClone();
            }
        }

        foreach (JsonNode part in node switch
        {
            JsonObject owner => owner.Select(member => member.Value).OfType<JsonNode>().ToArray(),
            JsonArray list => list.OfType<JsonNode>().ToArray(),
            _ => [],
        })
        {
            Plain(part);
        }

        if (node is JsonObject said && said["citations"] is JsonArray)
        {
            said["citations"] = new JsonArray("elsewhere");
        }
    }

    private static IEnumerable<string> ParametersOf(JsonElement schema, string path)
    {
        foreach (JsonProperty member in schema.TryGetProperty("properties", out JsonElement properties)
                ? properties.EnumerateObject().ToArray()
                : [])
        {
            string at = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (member.Value.TryGetProperty("anyOf", out JsonElement kinds)
                && kinds.EnumerateArray().Any(
                    kind => kind.TryGetProperty("properties", out JsonElement inner)
                        && inner.TryGetProperty("value", out _) && inner.TryGetProperty("citations", out _)))
            {
                yield return at;
            }

            foreach (string inner in ParametersOf(member.Value, at))
            {
                yield return inner;
            }

            foreach (string inner in member.Value.TryGetProperty("items", out JsonElement items) ? ParametersOf(items, at + "[]") : [])
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<JsonElement> Objects(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(member => Objects(member.Value)
            .Concat(member.NameEquals("properties") && member.Value.ValueKind == JsonValueKind.Object ? [member.Value] : [])),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(Objects),
        _ => [],
    };
}
