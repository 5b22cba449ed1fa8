using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Cases;

/// <summary>Rows for single decision tables, and whole records, each with what is expected of it.</summary>
/// <remarks>This is what a file of expected cases holds. Compared by value. Immutable and thread-safe.</remarks>
public sealed record ExpectedCases
{
    private const int Most = 10_000;

    /// <summary>The rows, in the order of the file.</summary>
    public ImmutableArray<TableCase> Rows { get => field.OrEmpty(); init; }

    /// <summary>The records, in the order of the file.</summary>
    public ImmutableArray<RecordCase> Records { get => field.OrEmpty(); init; }

    /// <summary>How many cases there are.</summary>
    public int Count => Rows.Length + Records.Length;

    /// <summary>Reads a file of expected cases.</summary>
    /// <param name="json">The document, format 1; comments may be in it.</param>
    /// <param name="tables">The tables there are, such as <see cref="InfusionRules.Tables"/>.</param>
    /// <param name="zone">The clinic's time zone, the clock of times that carry no offset.</param>
    /// <returns>The cases.</returns>
    /// <exception cref="DocumentException">The document has problems; the exception lists them all.</exception>
    public static ExpectedCases Parse(string json, ImmutableArray<DecisionTable> tables, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(zone);
        return Format(tables).Parse(json, zone);
    }

    /// <summary>Reads a file of expected cases, or says everything that is wrong with it.</summary>
    /// <param name="json">The document; <c>null</c> is no document.</param>
    /// <param name="tables">The tables there are.</param>
    /// <param name="zone">The clinic's time zone, the clock of times that carry no offset.</param>
    /// <param name="cases">The cases, or <c>null</c> when there are problems.</param>
    /// <param name="problems">The problems in the order of the document; empty when there are none.</param>
    /// <returns>Whether it is such a file.</returns>
    public static bool TryParse(
        string? json, ImmutableArray<DecisionTable> tables, DateTimeZone zone, [NotNullWhen(true)] out ExpectedCases? cases,
        out ImmutableArray<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return Format(tables).TryParse(json, out cases, out problems, zone);
    }

    /// <summary>Reads a file of expected cases from a stream to its end; the caller opens and closes it.</summary>
    /// <param name="stream">The document in UTF-8; no more than <see cref="DocumentLimits.MaxBytes"/> and one byte are read.</param>
    /// <param name="tables">The tables there are.</param>
    /// <param name="zone">The clinic's time zone, the clock of times that carry no offset.</param>
    /// <returns>The cases.</returns>
    /// <exception cref="DocumentException">The document has problems; the exception lists them all.</exception>
    public static ExpectedCases Load(Stream stream, ImmutableArray<DecisionTable> tables, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(zone);
        return Format(tables).Load(stream, zone);
    }

    /// <summary>Writes the cases in their canonical form, which <see cref="Parse"/> reads back as equal cases.</summary>
    /// <param name="tables">The tables there are.</param>
    /// <param name="zone">The clinic's time zone, on whose clock times are written.</param>
    /// <returns>JSON of format 1 in a fixed order, indented, with line feeds.</returns>
    public string ToJson(ImmutableArray<DecisionTable> tables, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return Format(tables).Text(this, zone);
    }

    /// <inheritdoc/>
    public bool Equals(ExpectedCases? other) =>
        other is not null && Rows.SequenceEqual(other.Rows) && Records.SequenceEqual(other.Records);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    /// <summary>Writes how many there are.</summary>
    /// <returns>"3 cases".</returns>
    public override string ToString() => Wording.Count(Count, "case");

    /// <summary>How the cases stand in a file.</summary>
    internal static DocumentFormat<ExpectedCases> Format(ImmutableArray<DecisionTable> tables)
    {
        var o = new ObjectFormat<ExpectedCases>();
        var rows = o.Default(
            "decisions", cases => cases.Rows, Formats.List(new TableCaseFormat(tables.OrEmpty()), 0, Most), [],
            "Rows for single decision tables.");
        var records = o.Default(
            "records", cases => cases.Records, Formats.List(new RecordCaseFormat(tables.OrEmpty()), 0, Most), [],
            "Whole records, each with what is expected of its decisions.");
        return new(o.Makes(v => new() { Rows = v.Of(rows), Records = v.Of(records) }), newest: 1);
    }
}
