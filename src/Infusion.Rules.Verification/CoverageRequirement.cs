using System.Globalization;

namespace Infusion.Rules.Verification;

/// <summary>A share that a set of cases has to reach, such as <c>boundary=100%</c>.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="Percent">The least share in percent, above 0 to 100, compared exactly.</param>
/// <remarks><c>default</c> asks for nothing of the boundaries, which any boundary reaches.</remarks>
public readonly record struct CoverageRequirement(CoverageKind Kind, decimal Percent)
{
    /// <summary>How requirements are written, as a sentence part.</summary>
    public static string Allowed =>
        $"{string.Join(", ", Names.Select(static name => $"{name}=100%"))}, with any percentage above 0 to 100";

    /// <summary>Reads a requirement.</summary>
    /// <param name="text">Such as <c>mutants=95%</c>; <c>null</c> is none.</param>
    /// <param name="requirement">The requirement, or the default.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, out CoverageRequirement requirement)
    {
        requirement = default;
        string[] parts = (text ?? "").Split('=');
        int end = parts[parts.Length - 1].Length - 1;
        string share = end < 0 ? "" : parts[parts.Length - 1].Substring(0, end);
        if (parts.Length != 2 || Array.IndexOf(Names, parts[0]) is not (>= 0 and var kind) || end < 0 || parts[1][end] != '%'
            || !decimal.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal percent)
            || percent is <= 0 or > 100)
        {
            return false;
        }

        requirement = new((CoverageKind)kind, percent);
        return true;
    }

    /// <summary>Whether a report reaches it; nothing of nothing does not, nor does what was not counted.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Whether it does.</returns>
    public bool Holds(TestReport report) => RatioOf(report).Reaches(Percent);

    /// <summary>What was reached, as a sentence without its end.</summary>
    /// <param name="report">The report.</param>
    /// <returns>"boundary: 9 of 12 (75 %), required 100 %: NOT reached".</returns>
    public string Says(TestReport report) => FormattableString.Invariant(
        $"{NameOf(Kind)}: {RatioOf(report)}, required {Share} %: {(Holds(report) ? "reached" : "NOT reached")}");

    /// <summary>Writes the requirement as it is read.</summary>
    /// <returns>"boundary=100%".</returns>
    public override string ToString() => $"{NameOf(Kind)}={Share}%";

    // Every digit that a decimal can have, so that what is written is read as the same share.
    private string Share => Percent.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string[] Names => ["boundary", "rules", "mcdc", "mutants"];

    private static string NameOf(CoverageKind kind) => (int)kind < Names.Length && kind >= 0 ? Names[(int)kind] : "nothing";

    private CoverageRatio RatioOf(TestReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Kind switch
        {
            CoverageKind.Boundary => report.Coverage.Boundary,
            CoverageKind.Rules => report.Coverage.Applied,
            CoverageKind.Mcdc => report.Coverage.Mcdc,
            _ => report.Mutants?.Killed ?? default,
        };
    }
}
