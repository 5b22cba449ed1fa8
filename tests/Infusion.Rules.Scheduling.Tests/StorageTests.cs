using System.Net;
using System.Text.Json.Nodes;

namespace Infusion.Rules.Scheduling.Tests;

/// <summary>What is stored stays, and no writer overwrites another one unseen.</summary>
public sealed class StorageTests
{
    private const string Record = """
        { "format": 1, "id": "r", "asOf": "2026-06-15T08:00", "visits": [{ "id": "v", "appointment": "2026-06-15T10:00" }] }
        """;

    [Fact]
    public async Task A_restart_keeps_the_records()
    {
        string folder = Directory.CreateTempSubdirectory("infusion-rules-").FullName;
        try
        {
            JsonNode before;
            using (var app = new SchedulingApp(folder: folder))
            {
                await app.Post("/records", Record);
                await app.Post("/records/r/visits", """{ "id": "visit-2", "appointment": "2026-06-18T10:00" }""");
                before = await app.Read("/records/r");
            }

            using var again = new SchedulingApp(folder: folder);
            Assert.True(JsonNode.DeepEquals(before, await again.Read("/records/r")));
            Assert.Equal("\"2\"", (await again.Get("/records/r")).ETag);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_record_is_replaced_only_in_the_version_that_was_read()
    {
        using var app = new SchedulingApp();
        await app.Post("/records", Record);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await app.Send(HttpMethod.Put, "/records/r", Record)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Send(HttpMethod.Put, "/records/none", Record, "\"1\"")).Status);
        (HttpStatusCode status, JsonNode? body, _) = await app.Send(
            HttpMethod.Put, "/records/r", Record.Replace("\"r\"", "\"s\"", StringComparison.Ordinal), "\"1\"");
        Assert.Equal((HttpStatusCode.BadRequest, "$.id"), (status, (string?)body!["problems"]![0]!["path"]));

        (status, _, string? tag) = await app.Send(HttpMethod.Put, "/records/r", Record, "\"1\"");
        Assert.Equal((HttpStatusCode.NoContent, "\"2\""), (status, tag));
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await app.Send(HttpMethod.Put, "/records/r", Record, "\"1\"")).Status);
        string visit = """{ "id": "w", "appointment": "2026-06-18T10:00" }""";
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await app.Post("/records/r/visits", visit, "\"1\"")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await app.Post("/records/r/visits", visit, tag)).Status);
    }

    [Fact]
    public async Task Of_those_who_create_one_record_at_once_one_does()
    {
        using var app = new SchedulingApp();
        HttpStatusCode[] results = await AtOnce(app, (_, _) => app.Post("/records", Record));
        Assert.Equal(1, results.Count(status => status == HttpStatusCode.Created));
        Assert.Equal(results.Length - 1, results.Count(status => status == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Of_those_who_replace_one_version_at_once_one_does()
    {
        using var app = new SchedulingApp();
        await app.Post("/records", Record);
        HttpStatusCode[] results = await AtOnce(app, (_, _) => app.Send(HttpMethod.Put, "/records/r", Record, "\"1\""));
        Assert.Equal(1, results.Count(status => status == HttpStatusCode.NoContent));
        Assert.Equal(results.Length - 1, results.Count(status => status == HttpStatusCode.PreconditionFailed));
        Assert.Equal("\"2\"", (await app.Get("/records/r")).ETag);
    }

    [Fact]
    public async Task Whatever_was_appended_at_once_is_there_or_was_refused()
    {
        using var app = new SchedulingApp();
        await app.Post("/records", Record);
        HttpStatusCode[] results = await AtOnce(app, (_, place) =>
            app.Post("/records/r/visits", FormattableString.Invariant($$"""{ "id": "visit-{{place}}", "appointment": "2026-06-18T10:00" }""")));
        Assert.All(results, status => Assert.True(status is HttpStatusCode.NoContent or HttpStatusCode.Conflict, $"{status}"));
        Assert.Equal(
            1 + results.Count(status => status == HttpStatusCode.NoContent), (await app.Read("/records/r"))["visits"]!.AsArray().Count);
    }

    private static async Task<HttpStatusCode[]> AtOnce(
        SchedulingApp app, Func<SchedulingApp, int, Task<(HttpStatusCode Status, JsonNode? Body, string? ETag)>> send) =>
        [.. (await Task.WhenAll(Enumerable.Range(0, 12).Select(place => Task.Run(() => send(app, place))))).Select(one => one.Status)];
}
