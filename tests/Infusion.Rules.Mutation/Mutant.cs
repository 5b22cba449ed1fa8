using System.Text.Json;

namespace Infusion.Rules.Mutation;

/// <summary>One change that Stryker compiled into a library, and where it stands.</summary>
internal sealed partial record Mutant(int Id, string File, int Line, int Column, string Kind, string Original, string Replacement)
{
    /// <summary>The part of a library that it belongs to: a folder, or the library where the file stands at its root.</summary>
    public string Folder => File.Split('/') is [_, var library, var folder, .., _] ? library.Replace("Infusion.Rules.", "", StringComparison.Ordinal) is var name
        && library.Contains("Rules.", StringComparison.Ordinal) ? $"{name}/{folder}" : folder
        : File.Split('/')[1];

    /// <summary>What stays the same when lines are added before it.</summary>
    public string Key => $"{File}\t{Kind}\t{Original}\t{Replacement}";

    /// <summary>Every mutant of a report that can be tried. Texts are left out: README.md says why.</summary>
    public static IReadOnlyList<Mutant> Of(string report, string root)
    {
        using var document = JsonDocument.Parse(Json(System.IO.File.ReadAllText(report)));
        var mutants = new List<Mutant>();
        foreach (JsonProperty file in document.RootElement.GetProperty("files").EnumerateObject())
        {
            string path = Path.GetRelativePath(root, file.Name).Replace('\\', '/');
            string[] lines = file.Value.GetProperty("source").GetString()!.Split('\n');
            foreach (JsonElement one in file.Value.GetProperty("mutants").EnumerateArray())
            {
                string kind = one.GetProperty("mutatorName").GetString()!;
                if (one.GetProperty("status").GetString() is "CompileError" or "Ignored" || kind == "String mutation")
                {
                    continue;
                }
                JsonElement start = one.GetProperty("location").GetProperty("start");
                JsonElement end = one.GetProperty("location").GetProperty("end");
                (int line, int column) = (start.GetProperty("line").GetInt32(), start.GetProperty("column").GetInt32());
                mutants.Add(new Mutant(
                    int.Parse(one.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
                    path,
                    line,
                    column,
                    kind,
                    Text(lines, line, column, end.GetProperty("line").GetInt32(), end.GetProperty("column").GetInt32()),
                    Short(one.GetProperty("replacement").GetString()!)));
            }
        }
        return [.. mutants.OrderBy(mutant => mutant.File, StringComparer.Ordinal).ThenBy(mutant => mutant.Line).ThenBy(mutant => mutant.Column).ThenBy(mutant => mutant.Id)];
    }

    // The page that Stryker writes before it tries anything, with the whole report in its script; a closing tag inside is written in two pieces.
    private static string Json(string page)
    {
        const string before = ".report = ";
        int start = page.IndexOf(before, StringComparison.Ordinal) + before.Length;
        string rest = Pieces().Replace(page[start..], "");
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(rest), isFinalBlock: false, default);
        reader.Read();
        reader.TrySkip();
        return System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(rest), 0, (int)reader.BytesConsumed);
    }

    [System.Text.RegularExpressions.GeneratedRegex("\"\\s*\\+\\s*\"")]
    private static partial System.Text.RegularExpressions.Regex Pieces();

    private static string Text(string[] lines, int line, int column, int lastLine, int lastColumn) => Short(line == lastLine
        ? lines[line - 1][(column - 1)..(lastColumn - 1)]
        : string.Join(' ', [lines[line - 1][(column - 1)..], .. lines[line..(lastLine - 1)], lines[lastLine - 1][..(lastColumn - 1)]]));

    private static string Short(string text)
    {
        string one = string.Join(' ', text.Split((char[])[' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return one.Length <= 140 ? one : one[..137] + "...";
    }
}
