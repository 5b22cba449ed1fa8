using System.Text.Json;
using System.Text.Json.Nodes;
using Infusion.Rules.Cases;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Sources;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Sources;

/// <summary>Each reading not chosen that a policy can express is written into the published policy, and decides as the register says.</summary>
public class ConflictAlternativeTests
{
    private const string HeldByTaxi =
        """ "visit.since-end": "PT2H", "visit.criteria": "Met", "visit.effect-hold": "NoHold", "visit.ride-arranged": true, "visit.accompanied": false """;

    private const string Released =
        """ "visit.criteria": "Met", "visit.effect-hold": "NoHold", "visit.vital-signs-after": "Recorded", "visit.ride-arranged": true, "visit.accompanied": true """;

    private const string Drop =
        """ "response.instrument": "PainNrs", "response.evaluation-status": "Reached", "response.baseline-zero": false, "response.percent-drop": 40, "response.since-end": "PT24H" """;

    private const string NoPlan = """ "maintenance.stage": true, "maintenance.plan": "None" """;

    private const string Graded = """, "maintenance.grade": "responder" """;

    // By conflict and place among its alternatives: what is written at the alternative's parameter, what is asked, and both answers.
    private static Dictionary<string, Alternative> Executed => new(StringComparer.Ordinal)
    {
        ["C1.0"] = new(
            rates => Only(rates, rate => (string?)rate["id"] == "response.rate.improvement"),
            rules => $"{rules.Policy.Response!.Rates.Length} rates", "3 rates", "1 rates"),
        ["C3.0"] = new(
            criteria => Each(criteria, one => (string?)one["instrument"] == "pain-nrs", one => one["responsePercent"] = 50),
            In("response.instrument", Drop), "Responder", "LikelyNonResponder"),
        ["C3.1"] = new(
            criteria => Only(criteria, one => (string?)one["instrument"] != "pain-nrs"),
            In("response.instrument", Drop), "Responder", "CriterionNotSet"),
        ["C4.0"] = new(_ => "PT0S", In("visit.release", Released + """, "visit.since-end": "PT10M" """), "Hold", "Release"),
        ["C4.1"] = new(_ => "PT1H30M", In("visit.release", Released + """, "visit.since-end": "PT1H15M" """), "Release", "Hold"),
        ["C4.2"] = new(
            _ => "PT1H",
            In("visit.release", """ "visit.since-end": "PT1H15M", "visit.criteria": "NotMet" """), "Hold", "ContinueMonitoring"),
        ["C5.1"] = new(
            _ => JsonNode.Parse("""[{ "grade": "responder", "interval": "P2M" }]""")!,
            rules => In("maintenance.recommended", NoPlan + (rules.Policy.Maintenance!.ResponseIntervals.IsEmpty ? "" : Graded))(rules),
            "NotPublished", "ResponseGrade"),
        ["C6.1"] = new(
            kinds => Each(kinds, one => (string?)one["id"] == "clear-liquid", one => one["limits"]![0]!["before"] = "PT2H30M"),
            In("fasting.intake", """ "fasting.kind": "clear-liquid", "fasting.elapsed": "PT2H15M" """), "Compliant", "Violation"),
        ["C7.1"] = new(
            _ => JsonNode.Parse("""{ "amount": "0.00", "currency": "USD" }""")!,
            rules => rules.Tables.SelectMany(table => table.Rules).Single(rule => rule.Id == "fee.fasting-cancellation").Says[^10..],
            "100.00 USD", "s 0.00 USD"),
        ["C8.0"] = new(
            _ => JsonNode.Parse("""{ "minimumAge": 18 }""")!, In("visit.release", HeldByTaxi + """, "visit.vital-signs-after": "Recorded" """),
            "Release", "Hold"),
        ["C9.0"] = new(
            _ => JsonNode.Parse("""["physician", "nurse", "nurse-practitioner"]""")!,
            In(
                "consultation.booking",
                """ "consultation.held": true, "eligibility.physician-verdict": "Candidate", "eligibility.verdict-role": "Nurse", "consultation.candidacy": "Candidate" """),
            "RejectedVerdictRole", "Accepted"),
        ["C12.0"] = new(
            conditions => Each(conditions, IsOnTwoLists, one => one["category"] = "other"), ProtocolFor("migraine"), "Named", "NotPublished"),
        ["C12.1"] = new(
            conditions => Each(conditions, one => (string?)one["id"] == "cluster-headache", one => one["category"] = "pain"),
            ProtocolFor("cluster headache"), "NotPublished", "Named"),
        ["C13.0"] = new(
            protocols => Only(protocols, one => (string?)one["id"] == "four-hour"),
            ProtocolFor("major depression"), "RequiresClinicianChoice", "NotPublished"),
        ["C13.1"] = new(
            protocols => Each(protocols, one => (string?)one["id"] == "one-hour", one => one["inductionSessions"] = 6),
            In("protocol.induction", """ "protocol.id": "one-hour", "protocol.completed-sessions": 4 """), "NotPublished", "InProgress"),
        ["C14.0"] = new(
            kinds => Each(kinds, one => (string?)one["id"] == "solid", one => one["limits"]![0]!["before"] = "PT6H"),
            In("fasting.intake", """ "fasting.kind": "solid", "fasting.elapsed": "PT5H" """), "Compliant", "Violation"),
        ["C15.0"] = new(
            _ => JsonNode.Parse("""
                [{
                  "id": "weak-evidence", "name": "a condition with weak evidence", "question": "Is the evidence weak for the condition?",
                  "effect": "clinician-review", "evidence": "D", "provenance": "clinic-policy", "citations": ["clinic-policy"]
                }]
                """)!,
            rules => $"{Review(rules, "migraine", "\"weak-evidence\": true").Eligibility!.Value.Outcome}", "Candidate", "ClinicianReview"),
        ["C16.0"] = new(
            _ => "PT4H", In("visit.release", Released + """, "visit.since-end": "PT3H" """), "Release", "Hold",
            Beside: visits => visits["visits"]!["recoveryPlanned"] = "PT4H"),
        ["C17.0"] = new(
            _ => null, rules => $"{rules.Tables.SelectMany(table => table.Rules).Single(rule => rule.Id == "visit.side-effects").Terms.Length}",
            "1", "0"),
        ["C18.1"] = new(
            _ => JsonNode.Parse("""
                [{
                  "id": "bladder-symptoms", "name": "bladder symptoms", "question": "Are there bladder symptoms?",
                  "effect": "clinician-review", "evidence": "not-graded", "provenance": "clinic-policy", "citations": ["clinic-policy"]
                }]
                """)!,
            rules => $"{Review(rules, "migraine", "\"bladder-symptoms\": true").Eligibility!.Value.Outcome}", "Candidate", "ClinicianReview"),
    };

    public static TheoryData<string> Names => [.. Executed.Keys];

    [Fact]
    public void Every_alternative_with_a_parameter_is_executed_and_no_other() => Assert.Equal(
        SourceRegister.Published.Conflicts.SelectMany(conflict => conflict.Alternatives
            .Select((other, place) => (Name: $"{conflict.Id}.{place}", other.Parameter)).Where(other => other.Parameter is not null)
            .Select(other => other.Name)).Order(StringComparer.Ordinal),
        Executed.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void An_alternative_decides_as_the_register_says(string name)
    {
        Alternative other = Executed[name];
        Assert.Equal(other.Published, other.Asks(InfusionRules.Published));
        Assert.Equal(other.Otherwise, other.Asks(new InfusionRules(With(name))));
    }

    [Theory]
    [InlineData("migraine")]
    [InlineData("fibromyalgia")]
    public void Under_the_other_reading_nobody_is_told_of_a_condition_that_is_not_theirs(string condition)
    {
        foreach (string category in new[] { "other", "headache" })
        {
            InfusionRules rules = new(ClinicPolicy.Parse(Changed("eligibility.conditions", conditions =>
                Each(conditions, IsOnTwoLists, one => one["category"] = category))));
            CourseReview review = Review(rules, condition);
            DecisionDocument document = review.Protocol!.Value.ToDocument();
            Assert.Equal("NotPublished", document.Outcome);
            string told = JsonSerializer.Serialize(review.ToDocuments()) + string.Join(
                "\n", rules.Protocols.ChoiceTable.Rules.Select(rule => rule.Sentence)
                    .Concat(rules.Protocols.ChoiceTable.Facts.Select(fact => fact.Question)));
            Assert.DoesNotContain("cluster", told, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(category == "other" ? "For other conditions alone" : "For headache alone", told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_group_of_other_conditions_is_asked_about_only_where_a_condition_or_a_protocol_is_of_it()
    {
        Assert.DoesNotContain(InfusionRules.Published.Protocols.ChoiceTable.Facts, fact => fact.Id == "protocol.has-other");
        InfusionRules listed = new(With("C12.0"));
        Assert.Contains(listed.Protocols.ChoiceTable.Facts, fact => fact.Id == "protocol.has-other");
        Assert.Equal("RequiresClinicianChoice", $"{Review(listed, "migraine", "", "chronic back pain").Protocol!.Value.Outcome}");
        Assert.Equal("NotPublished", $"{Review(listed, "migraine", "", "major depression").Protocol!.Value.Outcome}");
        InfusionRules served = new(ClinicPolicy.Parse(Changed("protocols.protocols", protocols =>
            Each(protocols, one => (string?)one["id"] == "one-hour", one => one["serves"]!.AsArray().Add(JsonNode.Parse("""
                { "category": "other", "provenance": "clinic-policy", "citations": ["clinic-policy"] }
                """))))));
        Assert.Contains(served.Protocols.ChoiceTable.Rules, rule => rule.Id == "protocol.one-hour.other");
    }

    private static bool IsOnTwoLists(JsonObject condition) => (string?)condition["id"] is "migraine" or "fibromyalgia";

    private static ClinicPolicy With(string name)
    {
        string[] parts = name.Split('.');
        string parameter = SourceRegister.Published.FindConflict(parts[0])!.Alternatives[int.Parse(parts[1], null)].Parameter!;
        return ClinicPolicy.Parse(Changed(parameter, Executed[name].Writes, Executed[name].Beside));
    }

    private static string Changed(string parameter, Func<JsonNode?, JsonNode?> writes, Action<JsonNode>? beside = null)
    {
        JsonNode policy = JsonNode.Parse(ClinicPolicy.VirginiaInfusionTherapies.ToJson())!;
        string[] path = parameter.Split('.');
        policy[path[0]]![path[1]] = writes(policy[path[0]]![path[1]]?.DeepClone());
        if (policy[path[0]]![path[1]] is null)
        {
            policy[path[0]]!.AsObject().Remove(path[1]);
        }

        beside?.Invoke(policy);
        return policy.ToJsonString();
    }

    private static JsonArray Each(JsonNode? list, Func<JsonObject, bool> which, Action<JsonObject> change)
    {
        JsonObject[] found = [.. list!.AsArray().Select(one => one!.AsObject()).Where(which)];
        Assert.NotEmpty(found);
        Array.ForEach(found, change);
        return list.AsArray();
    }

    private static JsonArray Only(JsonNode? list, Func<JsonObject, bool> which) =>
        [.. list!.AsArray().Select(one => one!.AsObject()).Where(which).Select(one => one.DeepClone())];

    private static Func<InfusionRules, string> In(string table, string facts) => rules =>
    {
        TableCase row = Assert.Single(ExpectedCases.Parse(
            $$"""{ "format": 1, "decisions": [{ "table": "{{table}}", "facts": { {{facts}} } }] }""", rules.Tables, rules.TimeZone).Rows);
        DecisionTable asked = rules.Tables.Single(one => one.Id == table);
        return asked.NameOf(asked.Decide(row.RowFor(asked).AsSpan()).MostCautious);
    };

    private static Func<InfusionRules, string> ProtocolFor(string condition) =>
        rules => $"{Review(rules, condition).Protocol!.Value.Outcome}";

    private static CourseReview Review(InfusionRules rules, string condition, string screens = "", string? beside = null) =>
        rules.Review(PatientRecord.Parse(
            $$"""
            {
              "format": 1, "id": "other", "asOf": "2026-03-16T08:00",
              "eligibility": {
                "on": "2026-03-16",
                "conditions": [
                  { "name": "{{condition}}", "onset": "2020-01", "inFullRemission": false }
                  {{(beside is null ? "" : $$""", { "name": "{{beside}}", "onset": "2020-01", "inFullRemission": false }""")}}
                ],
                "conditionsAreComplete": true, "screens": { {{screens}} }
              }
            }
            """, rules.TimeZone));

    // What has to move with the parameter stands beside it: a planned recovery is never below the shortest.
    private sealed record Alternative(
        Func<JsonNode?, JsonNode?> Writes, Func<InfusionRules, string> Asks, string Published, string Otherwise,
        Action<JsonNode>? Beside = null);
}
