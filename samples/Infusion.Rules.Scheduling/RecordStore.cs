using System.Text.Json;
using System.Text.Json.Nodes;
using Infusion.Rules.Courses;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Infusion.Rules.Scheduling;

/// <summary>The stored records, and what the rules in force say of them.</summary>
internal sealed class RecordStore(RecordsDb db, InfusionRules rules, TimeProvider clock)
{
    private const int UniqueId = 1555; // SQLITE_CONSTRAINT_PRIMARYKEY

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    /// <summary>Stores a new record.</summary>
    public async Task<IResult> Create(string json, HttpResponse response)
    {
        if (!PatientRecord.TryParse(json, rules.TimeZone, out PatientRecord? record, out var problems))
        {
            return Refusal.Of(problems);
        }

        var stored = new StoredRecord { Id = record.Id, Json = record.ToJson(rules.TimeZone), TimeZone = rules.TimeZone.Id };
        db.Records.Add(stored);
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateException error) when (error.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueId })
        {
            return Refusal.Of(StatusCodes.Status409Conflict, "There is a record of this id already.");
        }

        response.Headers.ETag = stored.ETag;
        return TypedResults.Created($"/records/{stored.Id}");
    }

    /// <summary>The document of a record.</summary>
    public async Task<IResult> Get(string id, HttpResponse response)
    {
        if (await db.Records.FindAsync(id) is not { } stored)
        {
            return Refusal.NoSuch("such record");
        }

        response.Headers.ETag = stored.ETag;
        return TypedResults.Text(stored.Read().ToJson(rules.TimeZone), "application/json");
    }

    /// <summary>Stores a record in the place of the version that was read.</summary>
    public async Task<IResult> Replace(string id, string json, HttpContext context)
    {
        if (await db.Records.FindAsync(id) is not { } stored)
        {
            return Refusal.NoSuch("such record");
        }

        if (context.Request.Headers.IfMatch.Count == 0)
        {
            return Refusal.Of(StatusCodes.Status428PreconditionRequired, "Say with If-Match which version of the record was read.");
        }

        return !PatientRecord.TryParse(json, rules.TimeZone, out PatientRecord? record, out var problems) ? Refusal.Of(problems)
            : record.Id != id ? Refusal.Of(new Mistake("$.id", 1, 1, "another id", "the id of the address", null))
            : await Save(stored, record, context);
    }

    /// <summary>Appends an entry to a list of the record or of one of its visits.</summary>
    public Task<IResult> Append(string id, string? visit, string list, string entry, HttpContext context) =>
        Insert(id, visit, entry, context, (at, marker) =>
        {
            at[list] ??= new JsonArray();
            at[list]!.AsArray().Add(marker);
            return null;
        });

    /// <summary>Records the cancellation of a visit.</summary>
    public Task<IResult> Cancel(string id, string visit, string entry, HttpContext context) =>
        Insert(id, visit, entry, context, (at, marker) =>
        {
            if (at["cancelled"] is not null)
            {
                return Refusal.Of(StatusCodes.Status409Conflict, "The visit has a cancellation already.");
            }

            at["cancelled"] = marker;
            return null;
        });

    /// <summary>Sets one value of the record, such as the answer to a question.</summary>
    public async Task<IResult> Answer(string id, string path, string value, HttpContext context)
    {
        if (await db.Records.FindAsync(id) is not { } stored)
        {
            return Refusal.NoSuch("such record");
        }

        try
        {
            PatientRecord record = stored.Read().With(path, value, rules.TimeZone);
            return record.Id == id
                ? await Save(stored, record, context)
                : Refusal.Of(new Mistake("$.id", 1, 1, "another id", "the id of the address", null));
        }
        catch (DocumentException error)
        {
            return Refusal.Of(error.Problems);
        }
    }

    /// <summary>What the rules say of a record, judged at an instant; now, when none is given.</summary>
    public async Task<IResult> Review<T>(string id, DateTimeOffset? at, Func<CourseReview, T?> select)
    {
        if (await db.Records.FindAsync(id) is not { } stored)
        {
            return Refusal.NoSuch("such record");
        }

        try
        {
            Instant instant = at is { } given ? Instant.FromDateTimeOffset(given) : Now;
            return select(rules.Review(stored.Read()).At(instant)) is { } found
                ? TypedResults.Ok(found)
                : Refusal.NoSuch("such visit, or nothing of this kind to say of it");
        }
        catch (ArgumentException error)
        {
            return Refusal.Of(StatusCodes.Status422UnprocessableEntity, error.Message);
        }
    }

    /// <summary>What the rules say of one visit.</summary>
    public Task<IResult> Review<T>(string id, string visit, DateTimeOffset? at, Func<VisitReview, T?> select) =>
        Review(id, at, review => review.Visits.FirstOrDefault(one => one.Visit.Id == visit) is { } one ? select(one) : default);

    // What was sent takes the place of a marker in the stored document, all of which is one line: its own lines keep their numbers.
    private async Task<IResult> Insert(
        string id, string? visit, string entry, HttpContext context, Func<JsonObject, string, IResult?> place)
    {
        if (await db.Records.FindAsync(id) is not { } stored)
        {
            return Refusal.NoSuch("such record");
        }

        try
        {
            using var alone = JsonDocument.Parse(entry, new() { CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException error)
        {
            (long line, long column) = ((error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1);
            return Refusal.Of(new Mistake("$", line, column, "no JSON", "one entry", null));
        }

        JsonObject json = JsonNode.Parse(stored.Read().ToJson(rules.TimeZone))!.AsObject();
        if ((visit is null ? json : VisitOf(json, visit)) is not { } at)
        {
            return Refusal.NoSuch("such visit");
        }

        string marker = Guid.NewGuid().ToString();
        if (place(at, marker) is { } refused)
        {
            return refused;
        }

        string text = json.ToJsonString();
        int before = text.IndexOf(marker, StringComparison.Ordinal) - 1;
        text = text.Replace($"\"{marker}\"", entry + "\n");
        return PatientRecord.TryParse(text, rules.TimeZone, out PatientRecord? record, out var problems)
            ? await Save(stored, record, context)
            : Refusal.Of(problems, before);
    }

    private static JsonObject? VisitOf(JsonObject record, string visit) => record["visits"]?.AsArray()
        .Select(static one => one!.AsObject()).FirstOrDefault(one => (string?)one["id"] == visit);

    private async Task<IResult> Save(StoredRecord stored, PatientRecord record, HttpContext context)
    {
        bool isConditional = context.Request.Headers.IfMatch.Count > 0;
        IResult overtaken = Refusal.Of(
            isConditional ? StatusCodes.Status412PreconditionFailed : StatusCodes.Status409Conflict,
            "The record has changed meanwhile: read it again.");
        if (isConditional && context.Request.Headers.IfMatch != stored.ETag)
        {
            return overtaken;
        }

        (stored.Json, stored.TimeZone) = (record.ToJson(rules.TimeZone), rules.TimeZone.Id);
        stored.Version++;
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            return overtaken;
        }

        context.Response.Headers.ETag = stored.ETag;
        return TypedResults.NoContent();
    }
}
