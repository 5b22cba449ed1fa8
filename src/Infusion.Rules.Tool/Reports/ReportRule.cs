namespace Infusion.Rules.Tool.Reports;

/// <summary>What rows of a report have in common.</summary>
/// <param name="Id">Its id, such as <c>IR0012</c> or <c>caution</c>.</param>
/// <param name="Title">What it is, in a few words.</param>
/// <param name="Help">What it means and what to do, in Markdown.</param>
internal sealed record ReportRule(string Id, string Title, string Help);
