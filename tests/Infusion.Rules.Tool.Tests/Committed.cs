using Infusion.Rules.Tests;

namespace Infusion.Rules.Tool.Tests;

/// <summary>Generated files that are committed: INFUSION_RULES_WRITE=1 writes them, and otherwise a test compares them.</summary>
internal static class Committed
{
    public static void AreThese(string folder, (string Name, string Text)[] files)
    {
        string root = Path.Combine(Evidence.Root, folder);
        if (Environment.GetEnvironmentVariable("INFUSION_RULES_WRITE") == "1")
        {
            Directory.CreateDirectory(root);
            foreach (string old in Directory.GetFiles(root))
            {
                File.Delete(old);
            }

            foreach ((string name, string text) in files)
            {
                File.WriteAllText(Path.Combine(root, name), text);
            }
        }

        Assert.Equal(
            files.Select(file => file.Name).Order(StringComparer.Ordinal),
            Directory.GetFiles(root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        foreach ((string name, string text) in files)
        {
            Assert.True(
                File.ReadAllText(Path.Combine(root, name)).ReplaceLineEndings("\n") == text,
                $"{folder}/{name} is not what is generated; run the tests once with INFUSION_RULES_WRITE=1.");
        }
    }
}
