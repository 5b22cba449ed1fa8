using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Infusion.Rules.Records;

namespace Infusion.Rules.Scheduling.Tests;

/// <summary>Every endpoint: what it stores, what it answers, and what it refuses.</summary>
public sealed class EndpointTests : IDisposable
{
    private const string Small = """
        {
          "format": 1,
          "id": "small",
          "asOf": "2026-06-15T08:00",
          "visits": [
            {
              "id": "visit-1",
              "appointment": "2026-06-15T10:00",
              "intakes": [{ "what": "water", "at": "2026-06-15T08:30" }],
              "intakesAreComplete": true,
              "price": { "amount": "650.00", "currency": "USD" }
            }
          ]
        }
        """;

    private const string Cancelled = """
        { "by": "clinic-cancelled", "reason": "fasting-violation", "at": "2026-06-15T09:45", "newAppointment": "2026-06-16T10:00" }
        """;

    private readonly SchedulingApp _app = new();

    public static TheoryData<string, string> Reads => new()
    {
        { "/records/none", "record" },
        { "/records/none/next", "record" },
        { "/records/none/review", "record" },
        { "/records/none/visits/visit-1/fasting", "record" },
        { "/records/small/visits/visit-2/fasting", "visit" },
        { "/records/small/visits/visit-2/timeline", "visit" },
        { "/records/small/visits/visit-1/cancellation", "nothing of this kind" },
        { "/nowhere", "" },
    };

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task A_record_is_created_once_and_read_back_as_it_is_written()
    {
        using HttpResponseMessage created = await _app.Client.PostAsync(
            "/records", new StringContent(Small, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("/records/small", created.Headers.Location?.ToString());
        Assert.Equal("\"1\"", created.Headers.ETag?.Tag);

        string text = await _app.Client.GetStringAsync("/records/small", TestContext.Current.CancellationToken);
        Assert.Equal(PatientRecord.Parse(Small, InfusionRules.Published.TimeZone).ToJson(InfusionRules.Published.TimeZone), text);
        Assert.Equal("\"1\"", (await _app.Get("/records/small")).ETag);
        Assert.Equal(HttpStatusCode.Conflict, (await _app.Post("/records", Small)).Status);
    }

    [Fact]
    public async Task A_bad_record_is_refused_with_every_problem_at_its_place()
    {
        string bad = Small.Replace("\"2026-06-15T10:00\"", "\"ten o'clock\"", StringComparison.Ordinal)
            .Replace("intakesAreComplete", "intakesAreComplet", StringComparison.Ordinal);
        (HttpStatusCode status, JsonNode? body, _) = await _app.Post("/records", bad);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        JsonArray problems = body!["problems"]!.AsArray();
        Assert.Equal(
            ["$.visits[0].appointment 8", "$.visits[0].intakesAreComplet 10"],
            problems.Select(problem => $"{problem!["path"]} {problem["line"]}"));
        Assert.All(problems, problem => Assert.NotEqual("", (string?)problem!["found"]));
        Assert.All(problems, problem => Assert.NotEqual("", (string?)problem!["allowed"]));
        Assert.Equal("intakesAreComplete", (string?)problems[1]!["nearest"]);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.Get("/records/small")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{ \"format\": 1, \"id\": \"a\" }")]
    public async Task What_is_no_record_is_refused(string body)
    {
        (HttpStatusCode status, JsonNode? problem, _) = await _app.Post("/records", body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty(problem!["problems"]!.AsArray());
    }

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task What_is_not_there_is_not_found(string path, string says)
    {
        await _app.Post("/records", Small);
        (HttpStatusCode status, JsonNode? body, _) = await _app.Get(path);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains(says, (string?)body!["detail"] ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/records/small/visits", "{ \"id\": \"visit-2\", \"appointment\": \"2026-06-18T10:00\" }", "$.visits[1]")]
    [InlineData(
        "/records/small/scores",
        "{ \"condition\": \"pain\", \"instrument\": \"pain-nrs\", \"points\": 8, \"at\": \"2026-06-14T20:00\" }", "$.scores[0]")]
    [InlineData(
        "/records/small/referrals", "{ \"friend\": \"friend-1\", \"scheduled\": \"infusion\", \"at\": \"2026-06-14T15:00\" } // new",
        "$.referrals[0]")]
    [InlineData(
        "/records/small/visits/visit-1/intakes", "{ \"what\": \"toast\", \"at\": \"2026-06-15T04:30\" }", "$.visits[0].intakes[1]")]
    public async Task An_entry_is_appended_and_a_bad_one_is_refused_at_its_own_line(string path, string entry, string at)
    {
        await _app.Post("/records", Small);
        string bad = entry.Replace("{ \"", "{\n\n \"wrong\": 1, \"", StringComparison.Ordinal);
        (HttpStatusCode status, JsonNode? body, _) = await _app.Post(path, bad);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        JsonNode problem = Assert.Single(body!["problems"]!.AsArray())!;
        Assert.Equal((at, 3, 2), ((string?)problem["path"], (int)problem["line"]!, (int)problem["column"]!));

        (status, _, string? tag) = await _app.Post(path, entry);
        Assert.Equal((HttpStatusCode.NoContent, "\"2\""), (status, tag));
        JsonNode? found = await _app.Read("/records/small");
        foreach (string step in at[2..].Replace("]", "", StringComparison.Ordinal).Split('.', '['))
        {
            found = int.TryParse(step, out int place) ? found![place] : found![step];
        }

        Assert.NotNull(found);
    }

    [Theory]
    [InlineData("{ \"id\": \"visit-1\", \"appointment\": \"2026-06-18T10:00\" }", "$.visits[1].id", 1)]
    [InlineData("{ \"id\": \"visit-2\" }", "$.visits[1].appointment", 1)]
    [InlineData("{ \"id\": \"visit-2\" }, { \"id\": \"visit-3\" }", "$", 1)]
    [InlineData("{ \"id\": \"visit-2\" }], \"scores\": [", "$", 1)]
    [InlineData("{ \"id\": \"visit-2\", \"appointment\": \"2026-06-18T10:00\", \"id\": \"visit-3\" }", "$.visits[1].id", 1)]
    [InlineData("{ \"id\": \"visit-2\", \"appointment\": \"2026-06-15T10:00\",\n \"arrival\": \"ten\" }", "$.visits[1].arrival", 2)]
    [InlineData("", "$", 1)]
    [InlineData("\"visit-2\"", "$.visits[1]", 1)]
    public async Task An_entry_can_change_nothing_but_its_list(string entry, string path, int line)
    {
        await _app.Post("/records", Small);
        JsonNode before = await _app.Read("/records/small");
        (HttpStatusCode status, JsonNode? body, _) = await _app.Post("/records/small/visits", entry);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        JsonNode problem = body!["problems"]!.AsArray()[0]!;
        Assert.Equal((path, line), ((string?)problem["path"], (int)problem["line"]!));
        Assert.True(JsonNode.DeepEquals(before, await _app.Read("/records/small")));
    }

    [Fact]
    public async Task Visits_are_proposed_for_the_sessions_still_needed_or_it_is_said_why_not()
    {
        await _app.Post("/records", """
            {
              "format": 1,
              "id": "new",
              "asOf": "2026-06-15T08:00",
              "consultation": { "held": true },
              "eligibility": { "verdict": "candidate", "verdictBy": "physician" },
              "protocol": "four-hour"
            }
            """);
        JsonNode found = await _app.Read("/records/new/proposals?hasRide=false&minutesAway=40");
        Assert.Equal("Proposed", (string?)found["outcome"]);
        Assert.Equal(
            ["2026-06-15 False", "2026-06-17 False", "2026-06-19 False"],
            found["visits"]!.AsArray().Select(visit => $"{visit!["date"]} {visit["needsRide"]!.GetValue<bool>()}"));
        await _app.Post("/records", Small);
        Assert.Equal("NotAllowed", (string?)(await _app.Read("/records/small/proposals?hasRide=true"))["outcome"]);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity, (await _app.Get("/records/new/proposals?hasRide=true&minutesAway=-1")).Status);
    }

    [Fact]
    public async Task A_list_that_is_none_is_not_found()
    {
        await _app.Post("/records", Small);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.Post("/records/small/asOf", "{}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.Post("/records/small/visits/visit-1/price", "{}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.Post("/records/none/visits", "{}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.Post("/records/small/visits/visit-9/intakes", "{}")).Status);
    }

    [Fact]
    public async Task The_fasting_check_says_what_the_rules_say()
    {
        await _app.Post("/records", Small);
        JsonNode plan = (await _app.Read("/records/small/visits/visit-1/fasting")).AsArray().Single()!;
        Assert.Equal(("fasting.plan", "Determined", "Violation"), Of(plan));
        Assert.Contains("fasting.clear-liquids", plan.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_timeline_has_the_times_of_a_visit()
    {
        await _app.Post("/records", Small);
        JsonNode timeline = await _app.Read("/records/small/visits/visit-1/timeline");
        Assert.Equal("visit.timeline", (string?)timeline["decision"]);
        Assert.Contains("2026-06-15T14:00:00Z", timeline.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visit_is_cancelled_once_and_its_fee_is_said()
    {
        await _app.Post("/records", Small);
        string path = "/records/small/visits/visit-1/cancellation";
        (HttpStatusCode status, JsonNode? body, _) = await _app.Post(path, "{ \"by\": \"nobody\" }");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("$.visits[0].cancelled.by", (string?)body!["problems"]![0]!["path"]);

        Assert.Equal(HttpStatusCode.NoContent, (await _app.Post(path, Cancelled)).Status);
        JsonArray decisions = (await _app.Read(path)).AsArray();
        Assert.Equal("Charged", (string?)decisions[0]!["outcome"]);
        Assert.Equal(2, decisions.Count);
        Assert.Equal(HttpStatusCode.Conflict, (await _app.Post(path, Cancelled)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.Get("/records/small/visits/visit-1/timeline")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _app.Post("/records/small/visits/visit-9/cancellation", Cancelled)).Status);
    }

    [Fact]
    public async Task Next_asks_every_open_question_once_and_an_answer_at_its_path_takes_it_away()
    {
        string open = Small.Replace("\"intakesAreComplete\": true", "\"intakesAreComplete\": false", StringComparison.Ordinal)
            .Replace("08:30", "07:30", StringComparison.Ordinal);
        await _app.Post("/records", open);
        JsonNode before = await _app.Read("/records/small/next?at=2026-06-15T08:00:00-04:00");
        Assert.Equal("course.stage", (string?)before["stage"]!["decision"]);
        string[] asked = [.. before["questions"]!.AsArray().Select(question => question!.ToJsonString())];
        Assert.NotEmpty(asked);
        Assert.Distinct(asked);
        JsonNode fast = Assert.Single(before["questions"]!.AsArray(), IsOfIntakes)!;
        Assert.Equal(("visit-1", "Patient"), ((string?)fast["about"], (string?)fast["by"]));

        string path = "/records/small?path=" + Uri.EscapeDataString((string)fast["path"]!);
        (HttpStatusCode status, _, string? tag) = await _app.Send(HttpMethod.Patch, path, "true", "\"1\"");
        Assert.Equal((HttpStatusCode.NoContent, "\"2\""), (status, tag));
        JsonNode after = await _app.Read("/records/small/next?at=2026-06-15T08:00:00-04:00");
        Assert.DoesNotContain(after["questions"]!.AsArray(), IsOfIntakes);

        static bool IsOfIntakes(JsonNode? question) => (string?)question!["path"] == "visits[visit-1].intakesAreComplete";
    }

    [Theory]
    [InlineData("visits[visit-1].arival", "\"2026-06-15T09:55\"", "$.visits[0].arival", "arrival")]
    [InlineData("visits[visit-2].arrival", "\"2026-06-15T09:55\"", "$.visits", "visit-1")]
    [InlineData("visits[visit-1].arrival", "\"ten\"", "$.visits[0].arrival", null)]
    [InlineData("visits[visit-1].arrival", "", "$.visits[visit-1].arrival", null)]
    [InlineData("id", "\"large\"", "$.id", null)]
    public async Task An_answer_that_does_not_fit_is_refused_and_changes_nothing(string path, string value, string at, string? nearest)
    {
        await _app.Post("/records", Small);
        JsonNode before = await _app.Read("/records/small");
        (HttpStatusCode status, JsonNode? body, _) = await _app.Send(
            HttpMethod.Patch, "/records/small?path=" + Uri.EscapeDataString(path), value);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        JsonNode problem = Assert.Single(body!["problems"]!.AsArray())!;
        Assert.Equal((at, nearest), ((string?)problem["path"], (string?)problem["nearest"]));
        Assert.True(JsonNode.DeepEquals(before, await _app.Read("/records/small")));
        Assert.Equal(HttpStatusCode.NotFound, (await _app.Send(HttpMethod.Patch, "/records/none?path=id", "1")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await _app.Send(HttpMethod.Patch, "/records/small", "1")).Status);
    }

    [Fact]
    public async Task What_lies_ahead_is_kept_and_not_judged_before_it_happened()
    {
        await _app.Post("/records", Small);
        (HttpStatusCode status, _, _) = await _app.Send(
            HttpMethod.Patch, "/records/small?path=visits[visit-1].start", "\"2026-06-15T10:30\"");
        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal("2026-06-15T08:00:00-04:00"[..13], ((string)(await _app.Read("/records/small"))["asOf"]!)[..13]);
        Assert.DoesNotContain("EndInfusion", await Steps(""));
        Assert.Contains("EndInfusion", await Steps("?at=2026-06-15T11:00:00-04:00"));

        async Task<string[]> Steps(string at) =>
            [.. (await _app.Read("/records/small/next" + at))["steps"]!.AsArray().Select(step => (string)step!["kind"]!)];
    }

    [Fact]
    public async Task The_review_is_the_librarys_at_the_instant_that_is_asked_for()
    {
        await _app.Post("/records", Small);
        PatientRecord record = PatientRecord.Parse(Small, InfusionRules.Published.TimeZone);
        foreach (string at in new[] { "", "?at=2026-06-15T14:00:00Z", "?at=2026-06-15T10:00:00-04:00" })
        {
            JsonArray review = (await _app.Read("/records/small/review" + at)).AsArray();
            Assert.Equal(
                InfusionRules.Published.Review(record).At(NodaTime.Instant.FromDateTimeOffset(SchedulingApp.Now))
                    .ToDocuments().Select(document => $"{document.Decision} {document.Status} {document.Outcome}"),
                review.Select(document => $"{document!["decision"]} {document["status"]} {document["outcome"]}"));
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await _app.Get("/records/small/review?at=tomorrow")).Status);
    }

    [Fact]
    public async Task Every_endpoint_is_described()
    {
        JsonNode description = await _app.Read("/openapi/v1.json");
        string[] endpoints =
        [
            .. description["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => $"{method.Key} {path.Key}"))
                .Order(StringComparer.Ordinal),
        ];
        Assert.Equal(
            [
                "get /records/{id}", "get /records/{id}/next", "get /records/{id}/proposals", "get /records/{id}/review",
                "get /records/{id}/visits/{visit}/cancellation",
                "get /records/{id}/visits/{visit}/fasting", "get /records/{id}/visits/{visit}/timeline", "patch /records/{id}",
                "post /records", "post /records/{id}/visits/{visit}/cancellation",
                "post /records/{id}/visits/{visit}/{list}", "post /records/{id}/{list}",
                "put /records/{id}",
            ],
            endpoints);
    }

    [Fact]
    public async Task No_log_repeats_what_is_on_record()
    {
        await _app.Post("/records", Small);
        await _app.Post("/records/small/visits/visit-1/intakes", "{ \"what\": \"marzipan\", \"at\": \"2026-06-15T04:31\" }");
        await _app.Post("/records/small/visits/visit-1/intakes", "{ \"what\": 17, \"at\": \"marzipan\" }");
        await _app.Post("/records/small/visits/visit-1/cancellation", Cancelled);
        await _app.Post("/records", Small);
        await _app.Read("/records/small/review");
        await _app.Read("/records/small/next");
        Assert.NotEmpty(_app.Log);
        Assert.All(_app.Log, line => Assert.DoesNotMatch("marzipan|water|650\\.00|04:31|08:30|fasting-violation", line));
    }

    private static (string? Decision, string? Status, string? Outcome) Of(JsonNode decision) =>
        ((string?)decision["decision"], (string?)decision["status"], (string?)decision["outcome"]);
}
