using System.Collections.Immutable;
using Infusion.Rules.Decisions;

namespace Infusion.Rules.Scheduling;

/// <summary>The endpoints: reading and writing records, and asking the rules about them.</summary>
internal static class Endpoints
{
    private const string Visit = "/{id}/visits/{visit}";

    public static void MapRecords(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder records = app.MapGroup("/records").ProducesProblem(404);

        Writes(records.MapPost("/", async (HttpContext http, RecordStore store) =>
            await store.Create(await http.Text(), http.Response)), "Create a record", 201);
        records.MapGet("/{id}", (string id, HttpResponse response, RecordStore store) => store.Get(id, response))
            .WithSummary("The record").Produces<object>();
        Writes(records.MapPut("/{id}", async (string id, HttpContext http, RecordStore store) =>
            await store.Replace(id, await http.Text(), http)), "Replace the version of If-Match").ProducesProblem(412);
        Writes(records.MapPatch("/{id}", async (string id, string path, HttpContext http, RecordStore store) =>
            await store.Answer(id, path, await http.Text(), http)), "Set the value at a path, such as the answer to a question")
            .ProducesProblem(412);
        Writes(records.MapPost("/{id}/{list:regex(^(visits|scores|words|referrals)$)}",
            async (string id, string list, HttpContext http, RecordStore store) =>
                await store.Append(id, null, list, await http.Text(), http)), "Append a visit, a score, a clinician's word or a referral");
        Writes(records.MapPost(Visit + "/{list:regex(^(intakes|sideEffects|vitalSigns)$)}",
            async (string id, string visit, string list, HttpContext http, RecordStore store) =>
                await store.Append(id, visit, list, await http.Text(), http)), "Append an intake, a side effect or vital signs");
        Writes(records.MapPost(Visit + "/cancellation", async (string id, string visit, HttpContext http, RecordStore store) =>
            await store.Cancel(id, visit, await http.Text(), http)), "Cancel a visit");

        records.MapGet(Visit + "/fasting", (string id, string visit, DateTimeOffset? at, RecordStore store) =>
            store.Review(id, visit, at, review => Some(review.FastingPlan.ToDocument(), review.FastingAtStart?.ToDocument())))
            .WithSummary("Is the fast kept?").Produces<DecisionDocument[]>();
        records.MapGet(Visit + "/timeline", (string id, string visit, DateTimeOffset? at, RecordStore store) =>
            store.Review(id, visit, at, review => review.Timeline?.ToDocument()))
            .WithSummary("The times of a visit").Produces<DecisionDocument>();
        records.MapGet(Visit + "/cancellation", (string id, string visit, DateTimeOffset? at, RecordStore store) =>
            store.Review(id, visit, at, review => review.Fee is { } fee ? Some(fee.ToDocument(), review.Reschedule?.ToDocument()) : null))
            .WithSummary("What a cancellation costs").Produces<DecisionDocument[]>();
        records.MapGet("/{id}/next", (string id, DateTimeOffset? at, RecordStore store) => store.Review(id, at, Next.Of))
            .WithSummary("What is to ask and to decide").Produces<Next>();
        records.MapGet("/{id}/proposals", (string id, bool hasRide, int? minutesAway, DateTimeOffset? at, RecordStore store) =>
            store.Review(id, at, review => Proposals.Of(review, hasRide, minutesAway)))
            .WithSummary("Dates and times for the sessions still needed").Produces<Proposals>().ProducesProblem(422);
        records.MapGet("/{id}/review", (string id, DateTimeOffset? at, RecordStore store) =>
            store.Review<object>(id, at, review => review.ToDocuments()))
            .WithSummary("Every decision").Produces<DecisionDocument[]>();
    }

    private static RouteHandlerBuilder Writes(RouteHandlerBuilder endpoint, string summary, int status = 204) => endpoint
        .WithSummary(summary).Accepts<object>("application/json").Produces(status).ProducesProblem(400).ProducesProblem(409);

    private static DecisionDocument[] Some(params ImmutableArray<DecisionDocument?> decisions) => [.. decisions.OfType<DecisionDocument>()];

    private static async Task<string> Text(this HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        return await reader.ReadToEndAsync(http.RequestAborted);
    }
}
