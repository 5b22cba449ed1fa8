using Infusion.Rules.Words;
using Infusion.Rules.Documents;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Reports;

/// <summary>One thing that a report says about one place of a file, for reports that other programs show.</summary>
/// <param name="Rule">What was found.</param>
/// <param name="Message">What was found here.</param>
/// <param name="At">Where it stands; <c>null</c> where there is no file.</param>
/// <param name="Path">The path of the value there; empty for none.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="IsAccepted">Whether somebody reviewed it and it stands.</param>
internal sealed record ReportRow(
    ReportRule Rule, string Message, DocumentPlace? At, string Path = "", ReportLevel Level = ReportLevel.Error, bool IsAccepted = false)
{
    /// <summary>What was found here, in one line whatever a policy says.</summary>
    public string Message
    {
        get;
        init => field = Shown(value);
    } = Shown(Message);

    private static string Shown(string message) => ShownText.Line(message.ReplaceLineEndings(" "));

    /// <summary>The findings of checks.</summary>
    public static IEnumerable<ReportRow> Of(CheckReport report) =>
        report.Findings.Select(static finding => Of(finding, isAccepted: false))
            .Concat(report.Accepted.Select(static finding => Of(finding, isAccepted: true)));

    private static ReportRow Of(CheckFinding finding, bool isAccepted) => new(
        CheckPage.Of(finding.Code),
        string.Join(' ', new[]
        {
            Wording.Sentence(Wording.Capital(finding.Says)),
            finding.Consequences.IsEmpty ? "" : $"Without effect for this reason: {string.Join(", ", finding.Consequences)}.",
            finding.Witness.IsEmpty ? "" : $"For example: {string.Join("; ", finding.Witness)}.",
        }.Where(static part => part.Length > 0)),
        finding.At,
        finding.Path,
        finding.Code == CheckCode.OverBudget ? ReportLevel.Warning : ReportLevel.Error,
        isAccepted);
}
