using Infusion.Rules.Tables;
using Infusion.Rules.Words;

namespace Infusion.Rules.Tool.Inputs;

/// <summary>Expected cases written as a table: one row a case, one column a
/// fact, and the columns name, table, outcome, rules and questions.</summary>
/// <remarks>An empty field is not known. <c>A..B</c> is between two values.
/// Several rules or questions stand with blanks between them.</remarks>
internal sealed class CsvCase
{
    private static readonly string[] _own = ["name", "table", "outcome", "rules", "questions"];

    private readonly LocatedJson _json;
    private readonly Dictionary<string, int> _columns;
    private readonly (string Id, int Column, FactKind? Kind)[] _facts;

    private CsvCase(LocatedJson json, Dictionary<string, int> columns, InfusionRules rules)
    {
        Dictionary<string, FactKind> kinds = rules.Tables.SelectMany(table => table.Facts).DistinctBy(fact => fact.Id)
            .ToDictionary(fact => fact.Id, fact => fact.Kind, StringComparer.Ordinal);
        _json = json;
        _columns = columns;
        _facts =
        [
            .. columns.Where(static column => !_own.Contains(column.Key, StringComparer.Ordinal)).OrderBy(static column => column.Value)
                .Select(column => (column.Key, column.Value, kinds.TryGetValue(column.Key, out FactKind kind) ? kind : (FactKind?)null)),
        ];
    }

    /// <summary>Makes the JSON document of a CSV file.</summary>
    public static LocatedJson Read(string path, InfusionRules rules)
    {
        var rows = new CsvRows(path, InputFile.Text(path));
        if (rows.Next() is not { } header)
        {
            throw Bad(path, new(1, 1), "found nothing; allowed: a line with the names of the columns, and one line for each case.");
        }

        var json = new LocatedJson(path);
        var cases = new CsvCase(json, Columns(path, header), rules);
        LocatedJson.Place top = header[0].At;
        json.Open(null, '{', top, top);
        json.Literal("format", "1", top, top);
        json.Open("decisions", '[', top, top);
        int count = 0;
        for (; rows.Next() is { } row; count++)
        {
            if (row.Count != header.Count)
            {
                throw Bad(
                    path, row[Math.Min(row.Count - 1, header.Count)].At,
                    FormattableString.Invariant($"found {row.Count} fields; allowed: {header.Count}, one for each column."));
            }

            cases.Write(header, row, isFirst: count == 0);
        }

        json.Close(']', top);
        json.Close('}', top);
        return count > 0 ? json : throw Bad(path, top, "found columns and no row; allowed: one line for each case.");
    }

    private static Dictionary<string, int> Columns(string path, List<CsvRows.Field> header)
    {
        if (header is [var only] && only.Text.IndexOfAny([';', '\t']) is >= 0 and var part)
        {
            throw Bad(
                path, only.At with { Column = only.At.Column + part },
                $"found columns that a {(only.Text[part] == ';' ? "semicolon" : "tab")} parts; allowed: columns that a comma parts.");
        }

        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string name, LocatedJson.Place at) in header)
        {
            if (name.Length == 0)
            {
                throw Bad(path, at, $"found a column without a name; allowed: {string.Join(", ", _own)}, and the ids of facts.");
            }

            if (!columns.TryAdd(name, columns.Count))
            {
                throw Bad(path, at, $"found the column \"{ShownText.Line(name)}\" twice; allowed: each column once.");
            }
        }

        return columns;
    }

    private static BadInputException Bad(string path, LocatedJson.Place at, string what) =>
        new(FormattableString.Invariant($"{path}:{at.Line}:{at.Column}: {what}"));

    private void Write(List<CsvRows.Field> header, List<CsvRows.Field> row, bool isFirst)
    {
        LocatedJson.Place begin = row[0].At;
        _json.Open(null, '{', begin, begin);
        Own("table", row);
        Own("name", row);
        _json.Open("facts", '{', begin, begin);
        foreach ((string id, int column, FactKind? kind) in _facts)
        {
            if (kind is { } known)
            {
                Value(id, row[column], known);
            }
            else if (isFirst)
            {
                // A column that is no fact is wrong once, at its name, and not again in every row.
                _json.Literal(id, "null", header[column].At, header[column].At);
            }
        }

        _json.Close('}', begin);
        LocatedJson.Place expected = _columns.TryGetValue("outcome", out int outcome) ? row[outcome].At : begin;
        _json.Open("expect", '{', expected, expected);
        Own("outcome", row);
        OwnList("rules", row);
        OwnList("questions", row);
        _json.Close('}', begin);
        _json.Close('}', begin);
    }

    private void Own(string name, List<CsvRows.Field> row)
    {
        if (_columns.TryGetValue(name, out int column) && row[column] is { Text.Length: > 0 } field)
        {
            _json.String(name, field.Text, field.At, field.At);
        }
    }

    private void OwnList(string name, List<CsvRows.Field> row)
    {
        if (!_columns.TryGetValue(name, out int column) || row[column] is not { Text.Length: > 0 } field)
        {
            return;
        }

        _json.Open(name, '[', field.At, field.At);
        foreach (string item in field.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            _json.String(null, item, field.At, field.At);
        }

        _json.Close(']', field.At);
    }

    private void Value(string fact, CsvRows.Field field, FactKind kind)
    {
        (string text, LocatedJson.Place at) = field;
        if (text.IndexOf("..", StringComparison.Ordinal) is > 0 and var dots)
        {
            _json.Open(fact, '{', at, at);
            Scalar("from", text[..dots], kind, at);
            Scalar("to", text[(dots + 2)..], kind, at);
            _json.Close('}', at);
        }
        else if (text.Length > 0)
        {
            Scalar(fact, text, kind, at);
        }
    }

    private void Scalar(string name, string text, FactKind kind, LocatedJson.Place at)
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
            _json.String(name, text, at, at);
        }
        else
        {
            _json.Literal(name, literal, at, at);
        }
    }
}
