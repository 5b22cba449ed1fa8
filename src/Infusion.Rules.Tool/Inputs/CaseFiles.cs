using Infusion.Rules.Cases;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>Files of expected cases on the command line: JSON, YAML or CSV, one by one or in folders.</summary>
internal static class CaseFiles
{
    /// <summary>The time of a file that does not say one; no row of a table depends on it.</summary>
    public static string AnyTime => "2000-01-01T12:00";

    private static string[] Kinds => [".json", ".yaml", ".yml", ".csv"];

    /// <summary>Reads every file of what is given, by its path.</summary>
    /// <param name="given">Files and folders; a folder without a case file is an error, because nothing in it would pass for a success.</param>
    /// <param name="rules">The rules the cases are read for.</param>
    public static IReadOnlyDictionary<string, PatientCase> Read(IEnumerable<string> given, InfusionRules rules)
    {
        var cases = new Dictionary<string, PatientCase>(StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (string path in given)
        {
            string[] files = Directory.Exists(path)
                ? [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => Kinds.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)]
                : [path];
            if (files.Length == 0)
            {
                wrong.Add($"{path}: there is no case file in this folder; allowed: files that end in {string.Join(", ", Kinds)}.");
            }

            foreach (string file in files)
            {
                try
                {
                    PatientCase read = Read(file, rules);
                    if (read.Decisions.IsEmpty)
                    {
                        wrong.Add($"{file}: there is no case in this file; allowed: at least one row under decisions.");
                    }

                    cases[file.Replace('\\', '/')] = read;
                }
                catch (BadInputException error)
                {
                    wrong.Add(error.Message);
                }
            }
        }

        return wrong.Count == 0 ? cases : throw new BadInputException(string.Join('\n', wrong));
    }

    /// <summary>The id of the case a file makes: its name in kebab-case.</summary>
    public static string IdOf(string path)
    {
        string id = string.Concat(Path.GetFileNameWithoutExtension(path).ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        return id.Length == 0 ? "cases" : id.Length > 60 ? id[..60].Trim('-') : id;
    }

    private static PatientCase Read(string file, InfusionRules rules)
    {
        string kind = Path.GetExtension(file).ToLowerInvariant();
        if (!Kinds.Contains(kind, StringComparer.Ordinal))
        {
            throw new BadInputException($"{file}: this is no case file; allowed: files that end in {string.Join(", ", Kinds)}.");
        }

        if (kind == ".json")
        {
            return CaseInput.Read(file, rules);
        }

        byte[] bytes = InputFile.Read(file);
        LocatedJson json = kind == ".csv" ? CsvCase.Read(file, bytes, rules) : YamlCase.Read(file, bytes);
        return PatientCase.TryParse(json.Text, rules, out PatientCase? read, out var problems) ? read : throw json.Bad(file, problems);
    }
}
