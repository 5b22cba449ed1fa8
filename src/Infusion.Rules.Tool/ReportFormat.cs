namespace Infusion.Rules.Tool;

/// <summary>How a report is written.</summary>
internal enum ReportFormat
{
    Text,
    Json,
    Markdown,
    Junit,
    Html,
    Sarif,
    Github,
}
