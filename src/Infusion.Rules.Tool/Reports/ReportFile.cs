using Infusion.Rules.Words;
namespace Infusion.Rules.Tool.Reports;

/// <summary>Writes a report to the screen or to a file.</summary>
internal static class ReportFile
{
    /// <summary>Writes a report.</summary>
    /// <param name="file">The file; <c>null</c> for the screen.</param>
    /// <param name="screen">The screen.</param>
    /// <param name="write">Writes the report.</param>
    /// <param name="verdict">One line for the screen when the report goes to a file.</param>
    public static void To(string? file, TextWriter screen, Action<TextWriter> write, string verdict)
    {
        if (file is null)
        {
            write(screen);
            return;
        }

        using var text = new StringWriter { NewLine = "\n" };
        write(text);
        Save(file, text.ToString());
        screen.WriteLine(ShownText.Lines(verdict));
    }

    /// <summary>Writes a text file, and the folders above it where they are missing.</summary>
    public static void Save(string path, string text) => Written(path, () => File.WriteAllText(path, text));

    /// <summary>Writes a text file as <see cref="Save"/> does, where what was there stays whole until the new text is.</summary>
    public static void Replace(string path, string text) => Written(path, () =>
    {
        string whole = Path.GetFullPath(path);
        string file = (File.Exists(path) ? File.ResolveLinkTarget(whole, returnFinalTarget: true)?.FullName : null) ?? whole;
        if (file.StartsWith("/dev/", StringComparison.Ordinal))
        {
            // Nothing is half-written there, and what is moved over a device replaces it.
            File.WriteAllText(file, text);
            return;
        }

        string beside = $"{file}.{Path.GetRandomFileName()}";
        try
        {
            File.WriteAllText(beside, text);
            File.Move(beside, file, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    });

    private static void Written(string path, Action write)
    {
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException($"{path}: the file cannot be written.");
        }
    }
}
