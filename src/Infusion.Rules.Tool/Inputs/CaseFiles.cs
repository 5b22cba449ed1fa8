using Infusion.Rules.Cases;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>Files of expected cases on the command line: JSON, YAML or CSV, one by one or in folders.</summary>
internal static class CaseFiles
{
    private static string[] Kinds => [".json", ".yaml", ".yml", ".csv"];

    /// <summary>Reads every file of what is given, by its path.</summary>
    /// <param name="given">Files and folders; a folder or file without a case
    /// is an error, because nothing in it would pass for a success.</param>
    /// <param name="rules">The rules the cases are read for.</param>
    /// <param name="isToFill">Whether the cases that are missing are asked for, so that a folder may have none yet.</param>
    public static IReadOnlyDictionary<string, ExpectedCases> Read(IEnumerable<string> given, InfusionRules rules, bool isToFill = false)
    {
        var wrong = new List<string>();
        var files = new List<(string Name, string File)>();
        foreach (string path in given)
        {
            string[] found = Directory.Exists(path) ? [.. In(path)] : [path];
            files.AddRange(found.Select(file => (file.Replace('\\', '/'), file)));
            if (found.Length == 0 && !isToFill)
            {
                wrong.Add($"{path}: there is no case file in this folder; allowed: files that end in {string.Join(", ", Kinds)}.");
            }
        }

        IReadOnlyDictionary<string, ExpectedCases> cases = ReadAll(files, rules, wrong);
        wrong.AddRange(
            cases.Where(one => one.Value.Count == 0).Select(
                one => $"{one.Key}:1:1: there is no case in this file; allowed: one row or more under decisions, or item under records."));
        return wrong.Count == 0 ? cases : throw new BadInputException(string.Join('\n', wrong));
    }

    /// <summary>Reads every case file of a folder by its path in it.</summary>
    public static IReadOnlyDictionary<string, ExpectedCases> Folder(string folder, InfusionRules rules)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadInputException($"{folder}: there is no such folder.");
        }

        var wrong = new List<string>();
        IReadOnlyDictionary<string, ExpectedCases> cases = ReadAll(
            In(folder).Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), file)), rules, wrong);
        return wrong.Count == 0 ? cases : throw new BadInputException(string.Join('\n', wrong));
    }

    private static IEnumerable<string> In(string folder) => InputFolder.Files(folder)
        .Where(file => Kinds.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase));

    // Every file is read before anything is said, so that one run names all that is wrong.
    private static Dictionary<string, ExpectedCases> ReadAll(
        IEnumerable<(string Name, string File)> files, InfusionRules rules, List<string> wrong)
    {
        var cases = new Dictionary<string, ExpectedCases>(StringComparer.Ordinal);
        foreach ((string name, string file) in files)
        {
            try
            {
                cases[name] = Read(file, rules);
            }
            catch (BadInputException error)
            {
                wrong.Add(error.Message);
            }
        }

        return cases;
    }

    private static ExpectedCases Read(string file, InfusionRules rules)
    {
        if (!File.Exists(file))
        {
            throw new BadInputException($"{file}: there is no such file or folder.");
        }

        string kind = Path.GetExtension(file).ToLowerInvariant();
        if (!Kinds.Contains(kind, StringComparer.Ordinal))
        {
            throw new BadInputException($"{file}: this is no case file; allowed: files that end in {string.Join(", ", Kinds)}.");
        }

        if (kind == ".json")
        {
            return RecordInput.Parsed(file, stream => ExpectedCases.Load(stream, rules.Tables, rules.TimeZone));
        }

        LocatedJson json = kind == ".csv" ? CsvCase.Read(file, rules) : YamlFile.Read(file, "the rows under decisions");
        return ExpectedCases.TryParse(json.Text, rules.Tables, rules.TimeZone, out ExpectedCases? read, out var problems)
            ? read
            : throw json.Bad(problems);
    }
}
