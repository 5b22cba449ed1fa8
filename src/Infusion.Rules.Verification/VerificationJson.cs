using System.Collections.Immutable;
using System.Text.Json;
using Infusion.Rules.Documents;
using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Verification;

/// <summary>Writes reports as JSON, and reads the leaves of a policy document and reviewed findings.</summary>
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

    /// <summary>Writes several checks as one document.</summary>
    /// <param name="reports">The reports, one for each policy.</param>
    /// <returns>The JSON, indented.</returns>
    public static string Write(IEnumerable<CheckReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return JsonSerializer.Serialize(new CheckReports { Reports = [.. reports] }, VerificationJsonContext.Default.CheckReports);
    }

    /// <summary>Writes the differences of two books, or of two single policies, as one document.</summary>
    /// <param name="periods">The periods.</param>
    /// <returns>The JSON, indented.</returns>
    public static string Write(IEnumerable<DiffPeriod> periods)
    {
        ArgumentNullException.ThrowIfNull(periods);
        return JsonSerializer.Serialize(new DiffPeriods { Periods = [.. periods] }, VerificationJsonContext.Default.DiffPeriods);
    }

    /// <summary>Writes a gate's report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The JSON, indented.</returns>
    public static string Write(GateReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonSerializer.Serialize(report, VerificationJsonContext.Default.GateReport);
    }

    /// <summary>Writes what came of invariants as one document.</summary>
    /// <param name="reports">The reports, one for each policy version.</param>
    /// <returns>The JSON, indented.</returns>
    public static string Write(IEnumerable<InvariantReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        return JsonSerializer.Serialize(new InvariantReports { Reports = [.. reports] }, VerificationJsonContext.Default.InvariantReports);
    }

    /// <summary>Writes what came of expected cases.</summary>
    /// <param name="report">The report.</param>
    /// <returns>The JSON, indented.</returns>
    public static string Write(TestReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return JsonSerializer.Serialize(report, VerificationJsonContext.Default.TestReport);
    }

    /// <summary>Reads reviewed findings from a stream to its end; the caller opens and closes it.</summary>
    /// <param name="stream">The document in UTF-8: <c>accepted</c>, a list of <c>code</c>
    /// such as IR0005, <c>table</c>, <c>subject</c> and <c>reason</c>.</param>
    /// <returns>The findings.</returns>
    /// <exception cref="DocumentException">The document has problems; the exception lists them all.</exception>
    public static ImmutableArray<AcceptedFinding> LoadAccepted(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return AcceptedDocument.Document.Load(stream).Accepted;
    }

    /// <summary>The leaves of a policy document, in document order.</summary>
    /// <param name="json">A valid policy document.</param>
    /// <returns>Every value with its path; an item of a list is named by its
    /// <c>id</c> where it has one, so that inserting one moves none.</returns>
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
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw new FormatException("This is not JSON: it has half of a surrogate pair.");
        }
    }
}
