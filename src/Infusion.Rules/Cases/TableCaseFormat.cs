using System.Collections.Immutable;
using System.Text.Json;
using Infusion.Rules.Documents;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Cases;

/// <summary>Facts for one decision table, read by what the table declares.</summary>
/// <param name="tables">The tables there are.</param>
internal sealed class TableCaseFormat(ImmutableArray<DecisionTable> tables) : Format<TableCase>
{
    private const string Collected = "none";

    public override object? Read(LocatedValue at) => at.Object<TableCase>(Read);

    public override void Write(DocumentWriter json, object value) => Write(json, (TableCase)value);

    private void Write(DocumentWriter json, TableCase value)
    {
        DecisionTable table = tables.First(one => one.Id == value.Table);
        json.WriteStartObject();
        json.WriteString("table", value.Table);
        if (value.Name is { } name)
        {
            json.WriteString("name", name);
        }

        json.WriteStartObject("facts");
        foreach (Fact fact in table.Facts.Where(fact => value.Facts.TryGetValue(fact.Id, out FactValue known) && !known.IsUnknown))
        {
            json.WritePropertyName(fact.Id);
            RecordFormats.Value(fact).Write(json, value.Facts[fact.Id]);
        }

        json.WriteEndObject();
        if (value.Expected is { } expected)
        {
            json.WriteStartObject("expect");
            if (expected.Outcome is { } outcome)
            {
                json.WriteString("outcome", outcome);
            }

            Write(json, "rules", expected.Rules);
            Write(json, "questions", expected.Questions);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public override void Describe(Utf8JsonWriter schema, bool orNull) => Schema.WriteType(schema, "object", orNull);

    private static void Write(DocumentWriter json, string name, ImmutableArray<string> ids)
    {
        if (ids.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (string id in ids)
        {
            json.WriteStringValue(id);
        }

        json.WriteEndArray();
    }

    private TableCase? Read(ObjectReader o)
    {
        LocatedValue at = o.Required("table").OrNull;
        string? id = at.Name([.. tables.Select(table => table.Id)]);
        string? name = o.Optional("name").String(200);
        LocatedValue facts = o.Required("facts").OrNull;
        LocatedValue expected = o.Optional("expect");
        if (tables.FirstOrDefault(one => one.Id == id) is not { } table)
        {
            o.Done();
            return null;
        }

        Values? values = facts.Object<Values>(inner => Values.Read(table, inner));
        TableExpectation? expectation = expected.Object<TableExpectation>(inner => Expectation(table, inner));
        return o.Done() ? new() { Table = table.Id, Name = name, Facts = values!.ById, Expected = expectation } : null;
    }

    private static TableExpectation? Expectation(DecisionTable table, ObjectReader o)
    {
        string[] outcomes = table.HitPolicy == HitPolicy.Collect ? [.. table.Outcomes, Collected] : [.. table.Outcomes];
        string? outcome = o.Optional("outcome").Name(outcomes);
        ImmutableArray<string>? rules = o.Optional("rules").Array(item => item.Name([.. table.Rules.Select(rule => rule.Id)]));
        ImmutableArray<string>? questions = o.Optional("questions").Array(item => item.Name([.. table.Facts.Select(fact => fact.Id)]));
        return o.Done() ? new() { Outcome = outcome, Rules = rules ?? [], Questions = questions ?? [] } : null;
    }

    private sealed class Values(ImmutableSortedDictionary<string, FactValue> byId)
    {
        public ImmutableSortedDictionary<string, FactValue> ById => byId;

        public static Values? Read(DecisionTable table, ObjectReader o)
        {
            var byId = ImmutableSortedDictionary.CreateBuilder<string, FactValue>(StringComparer.Ordinal);
            foreach (Fact fact in table.Facts)
            {
                LocatedValue at = o.Optional(fact.Id);
                if (!at.IsAbsent && RecordFormats.Value(fact).TryRead(at, out FactValue value))
                {
                    byId.Add(fact.Id, value);
                }
            }

            return o.Done() ? new(byId.ToImmutable()) : null;
        }
    }
}
