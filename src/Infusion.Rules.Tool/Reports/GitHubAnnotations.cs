using System.Text;
using Infusion.Rules.Words;

namespace Infusion.Rules.Tool.Reports;

/// <summary>Writes rows as workflow commands of GitHub Actions, which shows each beside its line of a pull request.</summary>
internal static class GitHubAnnotations
{
    /// <summary>One line for each row that nobody accepted; nothing where there is none.</summary>
    public static string Of(IEnumerable<ReportRow> rows)
    {
        var text = new StringBuilder();
        foreach (ReportRow row in rows.Where(static row => !row.IsAccepted))
        {
            string place = row.At is { } at
                ? FormattableString.Invariant($"file={Property(ShownText.Line(at.File))},line={at.Line},col={at.Column},")
                : "";
            string level = row.Level == ReportLevel.Note ? "notice" : row.Level.ToString().ToLowerInvariant();
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"::{level} {place}title={Property($"{row.Rule.Id}: {row.Rule.Title}")}::{Data(row.Message)}\n");
        }

        return text.ToString();
    }

    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text)
        .Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
