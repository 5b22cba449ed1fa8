using System.Text.Json;

namespace Infusion.Rules.Tests;

/// <summary>Counts that must be seen: what was compared, of how much, with how many mismatches.</summary>
internal static class Evidence
{
    public static string Root { get; } = FindRoot();

    /// <summary>Asserts that everything was compared and nothing differed, and writes the counts for CI to print.</summary>
    public static void Write(string name, long compared, long space, long mismatches)
    {
        string folder = Path.Combine(Root, "artifacts", "evidence");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".json"), JsonSerializer.Serialize(new { name, compared, space, mismatches }) + "\n");
        Assert.True(space > 0, $"{name}: the space is empty, so nothing was shown.");
        Assert.Equal(space, compared);
        Assert.Equal(0, mismatches);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Infusion.Rules.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests holds Infusion.Rules.sln.");
    }
}
