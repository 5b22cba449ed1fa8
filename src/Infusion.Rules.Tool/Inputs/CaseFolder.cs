using Infusion.Rules.Cases;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>A folder of case files on the command line.</summary>
internal static class CaseFolder
{
    /// <summary>Reads every JSON file of a folder by its path in it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="rules">The rules the cases are read for.</param>
    public static IReadOnlyDictionary<string, PatientCase> Read(string folder, InfusionRules rules)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadInputException($"{folder}: there is no such folder.");
        }

        var cases = new Dictionary<string, PatientCase>(StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (string file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            try
            {
                cases.Add(Path.GetRelativePath(folder, file).Replace('\\', '/'), CaseInput.Read(file, rules));
            }
            catch (BadInputException error)
            {
                wrong.Add(error.Message);
            }
        }

        return wrong.Count == 0 ? cases : throw new BadInputException(string.Join('\n', wrong));
    }
}
