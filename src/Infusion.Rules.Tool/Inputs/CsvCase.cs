using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>Expected cases written as a table: one row a case, one column a
/// fact, and the columns name, table, outcome, rules and questions.</summary>
/// <remarks>An empty field is not known. <c>A..B</c> is between two values.
/// Several rules or questions stand with blanks between them. A place is the
/// line and the number of the field.</remarks>
internal static class CsvCase
{
    private static string[] Own => ["name", "table", "outcome", "rules", "questions"];

    /// <summary>Makes the JSON document of a CSV file.</summary>
    public static LocatedJson Read(string path, byte[] file, InfusionRules rules)
    {
        Dictionary<string, FactKind> facts = rules.Tables.SelectMany(table => table.Facts).DistinctBy(fact => fact.Id)
            .ToDictionary(fact => fact.Id, fact => fact.Kind, StringComparer.Ordinal);
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            TrimOptions = TrimOptions.Trim,
            Mode = CsvMode.RFC4180,
            DetectColumnCountChanges = false,
            BadDataFound = bad => throw new BadInputException(Quotation(path, bad.Context.Parser?.RawRow ?? 1, bad.Field, bad.RawRecord)),
        };
        using var reader = new StringReader(Encoding.UTF8.GetString(file).TrimStart('\uFEFF'));
        using var csv = new CsvParser(reader, settings);
        if (!csv.Read() || csv.Record is not { } header)
        {
            throw new BadInputException(
                $"{path}:1:1: found nothing; allowed: a line with the names of the columns, and one line for each case.");
        }

        if (header is [var only] && only.IndexOfAny([';', '\t']) is >= 0 and var at)
        {
            throw new BadInputException(
                $"{path}:1:{at + 1}: found columns that a {(only[at] == ';' ? "semicolon" : "tab")} parts; allowed: columns that a comma "
                + "parts.");
        }

        if (header.FirstOrDefault(name => header.Count(other => other == name) > 1) is { } twice)
        {
            throw new BadInputException(
                $"{path}:1:{Array.LastIndexOf(header, twice) + 1}: found the column \"{twice}\" twice; allowed: each column once.");
        }

        var top = new LocatedJson.Place(1, 1);
        var json = new LocatedJson();
        json.Open(null, '{', top, top);
        json.Literal("format", "1", top, top);
        json.Open("decisions", '[', top, top);
        bool isFirst = true;
        while (csv.Read())
        {
            string[] fields = csv.Record ?? [];
            LocatedJson.Place Place(int column) => new(csv.RawRow, column + 1);
            if (fields.Length != header.Length)
            {
                throw new BadInputException(
                    FormattableString.Invariant($"{path}:{csv.RawRow}:{fields.Length}: found {fields.Length} fields; ")
                    + FormattableString.Invariant($"allowed: {header.Length}, one for each column."));
            }

            json.Open(null, '{', Place(0), Place(0));
            foreach (string own in new[] { "table", "name" })
            {
                int column = Array.IndexOf(header, own);
                if (column >= 0 && fields[column].Length > 0)
                {
                    json.String(own, fields[column], Place(column), Place(column));
                }
            }

            json.Open("facts", '{', Place(0), Place(0));
            for (int column = 0; column < header.Length; column++)
            {
                if (!Own.Contains(header[column], StringComparer.Ordinal))
                {
                    Field(json, header[column], fields[column], facts, isFirst, new(1, column + 1), Place(column));
                }
            }

            json.Close('}', Place(0));
            Expect(json, header, fields, Place);
            json.Close('}', Place(0));
            isFirst = false;
        }

        json.Close(']', top);
        json.Close('}', top);
        return json;
    }

    // What is opened and never closed reaches to the end of the file; where it begins is what helps.
    private static string Quotation(string path, int row, string field, string record) => field.StartsWith('"') && field.Contains('\n')
        ? FormattableString.Invariant(
            $"{path}:{row - record.Count(letter => letter == '\n')}:1: a quotation mark is opened and never closed.")
        : FormattableString.Invariant(
            $"{path}:{row}:1: a quotation mark stands where it cannot; put the field in quotation marks and double those inside.");

    // A column that is no fact is wrong once, at its name, and not again in every row.
    private static void Field(
        LocatedJson json, string fact, string text, Dictionary<string, FactKind> facts, bool isFirst, LocatedJson.Place heading,
        LocatedJson.Place at)
    {
        if (!facts.TryGetValue(fact, out FactKind kind))
        {
            if (isFirst)
            {
                json.Literal(fact, "null", heading, heading);
            }
        }
        else if (text.IndexOf("..", StringComparison.Ordinal) is > 0 and var dots)
        {
            json.Open(fact, '{', at, at);
            Scalar(json, "from", text[..dots], kind, at);
            Scalar(json, "to", text[(dots + 2)..], kind, at);
            json.Close('}', at);
        }
        else if (text.Length > 0)
        {
            Scalar(json, fact, text, kind, at);
        }
    }

    private static void Scalar(LocatedJson json, string name, string text, FactKind kind, LocatedJson.Place at)
    {
        string? literal = kind switch
        {
            FactKind.YesNo => text switch
            {
                "yes" or "true" => "true",
                "no" or "false" => "false",
                _ => null,
            },
            FactKind.Choice or FactKind.Elapsed => null,
            _ => LocatedJson.IsNumber(text) ? text : null,
        };
        if (literal is null)
        {
            json.String(name, text, at, at);
        }
        else
        {
            json.Literal(name, literal, at, at);
        }
    }

    private static void Expect(LocatedJson json, string[] header, string[] fields, Func<int, LocatedJson.Place> place)
    {
        int outcome = Array.IndexOf(header, "outcome");
        json.Open("expect", '{', place(Math.Max(0, outcome)), place(Math.Max(0, outcome)));
        if (outcome >= 0 && fields[outcome].Length > 0)
        {
            json.String("outcome", fields[outcome], place(outcome), place(outcome));
        }

        foreach (string list in new[] { "rules", "questions" })
        {
            int column = Array.IndexOf(header, list);
            if (column < 0 || fields[column].Length == 0)
            {
                continue;
            }

            json.Open(list, '[', place(column), place(column));
            foreach (string item in fields[column].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                json.String(null, item, place(column), place(column));
            }

            json.Close(']', place(column));
        }

        json.Close('}', place(0));
    }
}
