using System.Globalization;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Commands;

/// <summary>What a set of cases must reach, such as <c>boundary=100%</c>.</summary>
/// <param name="What">"boundary" or "rules".</param>
/// <param name="Percent">The least share in percent, compared exactly.</param>
internal readonly record struct Requirement(string What, decimal Percent)
{
    /// <summary>How a requirement is written.</summary>
    public static string Allowed => "boundary=100% or rules=100%, with any percentage above 0";

    /// <summary>Reads a requirement.</summary>
    public static bool TryParse(string text, out Requirement requirement)
    {
        requirement = default;
        string[] parts = text.Split('=');
        if (parts.Length != 2 || parts[0] is not ("boundary" or "rules") || !parts[1].EndsWith('%')
                || !decimal.TryParse(parts[1][..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal percent)
                || percent is <= 0 or > 100)
        {
            return false;
        }

        requirement = new(parts[0], percent);
        return true;
    }

    /// <summary>Whether a report reaches it; nothing of nothing does not.</summary>
    public bool Holds(CoverageReport coverage) => RatioOf(coverage).Reaches(Percent);

    /// <summary>What was reached, as a sentence.</summary>
    public string Says(CoverageReport coverage) => string.Create(CultureInfo.InvariantCulture,
        $"{What}: {RatioOf(coverage)}, required {Percent:0.##} %: {(Holds(coverage) ? "reached" : "NOT reached")}");

    private CoverageRatio RatioOf(CoverageReport coverage) => What == "boundary" ? coverage.Boundary : coverage.Applied;
}
