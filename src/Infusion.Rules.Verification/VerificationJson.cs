using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
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

    /// <summary>Reads reviewed findings.</summary>
    /// <param name="json">The document: <c>accepted</c>, a list of <c>code</c>
    /// such as IR0005, <c>table</c>, <c>subject</c> and <c>reason</c>.</param>
    /// <returns>The findings.</returns>
    /// <exception cref="FormatException">The text is no such document, names an unknown key or code, or is of a newer format.</exception>
    public static ImmutableArray<AcceptedFinding> ReadAccepted(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        AcceptedDocument document = Read(
            json, VerificationJsonContext.Default.AcceptedDocument,
            "allowed: {\"format\": 1, \"accepted\": [{\"code\", \"table\", \"subject\", \"reason\"}]}");
        RequireFormat(document.Format);
#if NET
        CheckCode[] codes = Enum.GetValues<CheckCode>();
#else
        CheckCode[] codes = [.. Enum.GetValues(typeof(CheckCode)).Cast<CheckCode>()];
#endif
        return [.. document.Accepted.OrEmpty().Select((entry, place) => entry?.Code is null
            ? throw new FormatException(FormattableString.Invariant($"$.accepted[{place}]: found null; allowed: a finding."))
            : codes.Any(code => CheckCodes.IdOf(code) == entry.Code)
            ? new AcceptedFinding(codes.First(code => CheckCodes.IdOf(code) == entry.Code), entry.Table, entry.Subject, entry.Reason)
            : throw new FormatException(
                FormattableString.Invariant($"$.accepted[{place}].code: allowed: {string.Join(", ", codes.Select(CheckCodes.IdOf))}.")))];
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

    private static T Read<T>(string json, JsonTypeInfo<T> type, string allowed)
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new FormatException($"Found null; {allowed}.");
        }
        catch (JsonException error)
        {
            throw new FormatException(
                FormattableString.Invariant($"line {error.LineNumber + 1}, path {error.Path}: this cannot be read; {allowed}."));
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"Found half of a surrogate pair; {allowed}.");
        }
    }

    private static void RequireFormat(int format)
    {
        if (format != 1)
        {
            throw new FormatException(FormattableString.Invariant($"The document has format {format}; this library reads format 1."));
        }
    }
}
