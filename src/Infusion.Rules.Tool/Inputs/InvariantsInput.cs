using System.Collections.Immutable;
using Infusion.Rules.Cases;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>A file of invariants on the command line: JSON or YAML, read for each policy version apart.</summary>
internal static class InvariantsInput
{
    private static string[] Yaml => [".yaml", ".yml"];

    /// <summary>Reads the file for every version; what one of them does not have is bad input.</summary>
    public static ImmutableArray<Invariants> Read(string path, ImmutableArray<InfusionRules> versions)
    {
        LocatedJson? yaml = Yaml.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
            ? YamlFile.Read(path, "the statements under invariants")
            : null;
        string json = yaml?.Text ?? InputFile.Text(path);
        var read = ImmutableArray.CreateBuilder<Invariants>();
        var wrong = new List<string>();
        foreach (InfusionRules rules in versions)
        {
            if (Invariants.TryParse(json, rules.Tables, out Invariants? invariants, out ImmutableArray<Problem> problems))
            {
                read.Add(invariants);
                continue;
            }

            string text = (yaml?.Bad(problems) ?? InputFile.Bad(path, problems)).Message;
            wrong.AddRange(text.Split('\n').Select(line => versions.Length == 1 ? line : $"{line} (for {rules.Policy})"));
        }

        return wrong.Count == 0 ? read.ToImmutable() : throw new BadInputException(string.Join('\n', wrong));
    }
}
