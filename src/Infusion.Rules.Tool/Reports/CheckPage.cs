using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Reports;

/// <summary>The page of each check, which the tool carries.</summary>
internal static class CheckPage
{
    /// <summary>The check as a rule of a report.</summary>
    public static ReportRule Of(CheckCode code) => new(CheckCodes.IdOf(code), CheckCodes.TitleOf(code), Text(CheckCodes.IdOf(code)));

    private static string Text(string id)
    {
        using Stream page = typeof(CheckPage).Assembly.GetManifestResourceStream($"checks/{id}.md")!;
        using var reader = new StreamReader(page);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
