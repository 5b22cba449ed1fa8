using System.ComponentModel.DataAnnotations;
using Infusion.Rules.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Infusion.Rules.Scheduling;

/// <summary>A patient's record at rest: its document, and what the database needs beside it.</summary>
internal sealed class StoredRecord
{
    /// <summary>The id that the document has too.</summary>
    [MaxLength(100)]
    public required string Id { get; init; }

    /// <summary>The document.</summary>
    public required string Json { get; set; }

    /// <summary>The time zone on whose clock the document's times are written; a policy may move to another.</summary>
    [MaxLength(100)]
    public required string TimeZone { get; set; }

    /// <summary>How often it was written; two writers of one version do not both succeed.</summary>
    [ConcurrencyCheck]
    public int Version { get; set; } = 1;

    /// <summary>The version as HTTP names it.</summary>
    public string ETag => FormattableString.Invariant($"\"{Version}\"");

    /// <summary>The record.</summary>
    public PatientRecord Read() => PatientRecord.Parse(Json, DateTimeZoneProviders.Tzdb[TimeZone]);
}

/// <summary>The database.</summary>
internal sealed class RecordsDb(DbContextOptions<RecordsDb> options) : DbContext(options)
{
    public DbSet<StoredRecord> Records => Set<StoredRecord>();
}
