using System.Collections.Immutable;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>A folder of declared changes on the command line.</summary>
internal static class ChangesInput
{
    /// <summary>Reads every JSON file of a folder; an empty folder declares nothing.</summary>
    public static ImmutableArray<DeclaredChange> Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadInputException($"{folder}: there is no such folder. An empty folder declares that nothing changes.");
        }

        var changes = ImmutableArray.CreateBuilder<DeclaredChange>();
        var wrong = new List<string>();
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(file);
            if (!name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            {
                if (!name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && name[0] != '.')
                {
                    wrong.Add($"{file}: declared changes are JSON files; only these and Markdown notes belong here.");
                }

                continue;
            }

            try
            {
                changes.AddRange(
                    VerificationJson.ReadChanges(System.Text.Encoding.UTF8.GetString(InputFile.Read(file)).TrimStart('\uFEFF')));
            }
            catch (FormatException error)
            {
                wrong.Add($"{file}: {error.Message}");
            }
        }

        return wrong.Count == 0 ? changes.ToImmutable() : throw new BadInputException(string.Join('\n', wrong));
    }
}
