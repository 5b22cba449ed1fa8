namespace Infusion.Rules.Tool.Reports;

/// <summary>How grave a row of a report is: the names that SARIF and GitHub share, but for the last.</summary>
internal enum ReportLevel
{
    /// <summary>The command fails for it.</summary>
    Error,

    /// <summary>Nothing is known of it.</summary>
    Warning,

    /// <summary>It is said and fails nothing.</summary>
    Note,
}
