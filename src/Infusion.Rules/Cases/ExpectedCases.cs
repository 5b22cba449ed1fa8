using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Cases;

/// <summary>Rows for single decision tables, each perhaps with what is expected of it.</summary>
/// <remarks>This is what a file of expected cases holds. Compared by value. Immutable and thread-safe.</remarks>
public sealed record ExpectedCases
{
    private const int Most = 10_000;

    /// <summary>The rows, in the order of the file.</summary>
    public ImmutableArray<TableCase> Rows { get; init; } = [];

    /// <summary>Reads a file of expected cases.</summary>
    /// <param name="json">The document, format 1; comments may be in it.</param>
    /// <param name="tables">The tables there are, such as <see cref="InfusionRules.Tables"/>.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="DocumentException">The document has problems; the exception lists them all.</exception>
    public static ExpectedCases Parse(string json, ImmutableArray<DecisionTable> tables)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Format(tables).Parse(json);
    }

    /// <summary>Reads a file of expected cases, or says everything that is wrong with it.</summary>
    /// <param name="json">The document; <c>null</c> is no document.</param>
    /// <param name="tables">The tables there are.</param>
    /// <param name="cases">The rows, or <c>null</c> when there are problems.</param>
    /// <param name="problems">The problems in the order of the document; empty when there are none.</param>
    /// <returns>Whether it is such a file.</returns>
    public static bool TryParse(
        string? json, ImmutableArray<DecisionTable> tables, [NotNullWhen(true)] out ExpectedCases? cases,
        out ImmutableArray<Problem> problems) =>
        Format(tables).TryParse(json, out cases, out problems);

    /// <summary>Reads a file of expected cases from a stream to its end; the caller opens and closes it.</summary>
    /// <param name="stream">The document in UTF-8; no more than <see cref="DocumentLimits.MaxBytes"/> and one byte are read.</param>
    /// <param name="tables">The tables there are.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="DocumentException">The document has problems; the exception lists them all.</exception>
    public static ExpectedCases Load(Stream stream, ImmutableArray<DecisionTable> tables)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Format(tables).Load(stream);
    }

    /// <summary>Writes the rows in their canonical form, which <see cref="Parse"/> reads back as equal rows.</summary>
    /// <param name="tables">The tables there are.</param>
    /// <returns>JSON of format 1 in a fixed order, indented, with line feeds.</returns>
    public string ToJson(ImmutableArray<DecisionTable> tables) => Format(tables).Text(this);

    /// <inheritdoc/>
    public bool Equals(ExpectedCases? other) => other is not null && Rows.SequenceEqual(other.Rows);

    /// <inheritdoc/>
    public override int GetHashCode() => Rows.Length;

    /// <summary>Writes how many there are.</summary>
    /// <returns>"3 cases".</returns>
    public override string ToString() => Wording.Count(Rows.Length, "case");

    /// <summary>How the rows stand in a file.</summary>
    internal static DocumentFormat<ExpectedCases> Format(ImmutableArray<DecisionTable> tables)
    {
        var o = new ObjectFormat<ExpectedCases>();
        var rows = o.Required(
            "decisions", cases => cases.Rows, Formats.List(new TableCaseFormat(tables), 0, Most), "Rows for single decision tables.");
        return new(o.Makes(v => new() { Rows = v.Of(rows) }), newest: 1);
    }
}
