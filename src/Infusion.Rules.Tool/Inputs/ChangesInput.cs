using System.Collections.Immutable;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>A folder of declared steps on the command line.</summary>
internal static class ChangesInput
{
    /// <summary>Reads every JSON file of a folder. One that is empty or not there declares nothing: git keeps no empty folder.</summary>
    public static ImmutableArray<DeclaredStep> Read(string folder)
    {
        if (File.Exists(folder))
        {
            throw new BadInputException($"{folder}: this is a file; allowed: a folder of declared changes.");
        }

        if (!Directory.Exists(folder))
        {
            return [];
        }

        var steps = ImmutableArray.CreateBuilder<DeclaredStep>();
        var wrong = new List<string>();
        foreach (string file in InputFolder.Files(folder))
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

            if (DeclaredStep.TryParse(InputFile.Read(file), file.Replace('\\', '/'), out DeclaredStep? step, out var problems))
            {
                steps.Add(step);
            }
            else
            {
                wrong.Add(InputFile.Bad(file, problems).Message);
            }
        }

        return wrong.Count == 0 ? steps.ToImmutable() : throw new BadInputException(string.Join('\n', wrong));
    }
}
