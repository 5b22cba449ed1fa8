using System.Collections.Immutable;
using System.Text.Json;
using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Verification;

/// <summary>Writes reports as JSON, and reads the leaves of a policy document and declared changes.</summary>
/// <remarks>Property names are camelCase, enums are written by name, numbers of cells beyond 64 bits as text. Every report says
/// <c>"format": 1</c>.</remarks>
public static class VerificationJson
{
    /// <summary>Writes a difference.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The JSON, indented.</returns>
    public static string Write(DiffReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonSerializer.Serialize(report, VerificationJsonContext.Default.DiffReport);
    }

    /// <summary>Writes a check.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The JSON, indented.</returns>
    public static string Write(CheckReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonSerializer.Serialize(report, VerificationJsonContext.Default.CheckReport);
    }

    /// <summary>Writes a gate's report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The JSON, indented.</returns>
    public static string Write(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonSerializer.Serialize(report, VerificationJsonContext.Default.GateReport);
    }

    /// <summary>Writes a coverage report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The JSON, indented.</returns>
    public static string Write(CoverageReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonSerializer.Serialize(report, VerificationJsonContext.Default.CoverageReport);
    }

    /// <summary>Writes declared changes as a document.</summary>
    /// <param name="changes">The changes.</param>
    /// <returns>The JSON, indented.</returns>
    public static string Write(IEnumerable<DeclaredChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return JsonSerializer.Serialize(new DeclaredChanges { Changes = [.. changes] }, VerificationJsonContext.Default.DeclaredChanges);
    }

    /// <summary>Reads declared changes.</summary>
    /// <param name="json">The document.</param>
    /// <returns>The changes.</returns>
    /// <exception cref="FormatException">The text is no such document, names an unknown key, or is of a newer format.</exception>
    public static ImmutableArray<DeclaredChange> ReadChanges(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            DeclaredChanges document = JsonSerializer.Deserialize(json, VerificationJsonContext.Default.DeclaredChanges)
                ?? throw new FormatException("Declared changes are a JSON object, not null.");
            return document.Format == 1
                ? document.Changes
                : throw new FormatException(FormattableString.Invariant($"The document has format {document.Format}; this library reads format 1."));
        }
        catch (JsonException error)
        {
            throw new FormatException(FormattableString.Invariant(
                $"These are not declared changes: line {error.LineNumber + 1}, path {error.Path}."));
        }
    }

    /// <summary>The leaves of a policy document, in document order.</summary>
    /// <param name="json">A valid policy document.</param>
    /// <returns>Every value with its path; an item of a list is named by its <c>id</c> where it has one, so that inserting one moves none.</returns>
    /// <exception cref="FormatException">The text is not JSON.</exception>
    public static ImmutableArray<PolicyLeaf> LeavesOf(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            var leaves = ImmutableArray.CreateBuilder<PolicyLeaf>();
            JsonLeaves.Add(leaves, "", document.RootElement);
            return leaves.ToImmutable();
        }
        catch (JsonException error)
        {
            throw new FormatException(FormattableString.Invariant($"This is not JSON: line {error.LineNumber + 1}."));
        }
    }
}
