namespace Infusion.Rules.Tool.Inputs;

/// <summary>Finds the files of a folder.</summary>
internal static class InputFolder
{
    /// <summary>Every file of a folder and of the folders in it, by path.</summary>
    /// <remarks>A folder in it that is a link is refused: it may lead back here, and passing it over would hide its files.</remarks>
    public static IReadOnlyList<string> Files(string folder)
    {
        var files = new List<string>();
        try
        {
            Add(files, folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{folder}: the folder, or one in it, cannot be read.");
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static void Add(List<string> files, string folder)
    {
        foreach (string entry in Directory.EnumerateFileSystemEntries(folder))
        {
            BadInputException.UnlessOneLine(entry);
            if (!Directory.Exists(entry))
            {
                files.Add(entry);
            }
            else if (new DirectoryInfo(entry).LinkTarget is null)
            {
                Add(files, entry);
            }
            else
            {
                throw new BadInputException($"{entry}: this is a link to a folder; allowed: files, and folders that are no links.");
            }
        }
    }
}
