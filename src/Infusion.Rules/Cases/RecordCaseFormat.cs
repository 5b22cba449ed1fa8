using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Cases;

/// <summary>A record with what is expected of its decisions.</summary>
/// <param name="tables">The tables there are, whose outcomes, rules and facts may be named.</param>
internal sealed class RecordCaseFormat(ImmutableArray<DecisionTable> tables) : Format<RecordCase>
{
    private const string Nothing = "none";
    private const decimal MostNumber = 1_000_000_000;

    private readonly string[] _decisions = [.. DecisionWords.Decisions];
    private readonly string[] _outcomes =
        [.. tables.SelectMany(static table => table.Outcomes).Distinct(StringComparer.Ordinal), Nothing];
    private readonly string[] _rules = [.. tables.SelectMany(static table => table.Rules).Select(static rule => rule.Id)];
    private readonly Dictionary<string, Fact> _facts = tables.SelectMany(static table => table.Facts)
        .GroupBy(static fact => fact.Id).ToDictionary(static facts => facts.Key, static facts => facts.First(), StringComparer.Ordinal);

    public override object? Read(LocatedValue at) => at.Object<RecordCase>(o =>
    {
        o.IsOfPatient();
        string? name = o.Optional("name").String(200);
        PatientRecord? record = o.Required("record").OrNull.Object<PatientRecord>(Record);
        ImmutableArray<DecisionExpectation>? expected = o.Required("expected").OrNull.Objects<DecisionExpectation>(Expectation);
        return o.Done() ? new() { Name = name, Record = record!, Expected = expected!.Value } : null;
    });

    public override void Write(DocumentWriter json, object value)
    {
        var one = (RecordCase)value;
        json.WriteStartObject();
        if (one.Name is { } name)
        {
            json.WriteString("name", name);
        }

        json.WritePropertyName("record");
        PatientRecord.Fields.All.Format.Write(json, one.Record);
        json.WriteStartArray("expected");
        foreach (DecisionExpectation expected in one.Expected)
        {
            Write(json, expected);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public override void Describe(Utf8JsonWriter schema, bool orNull) => Schema.WriteType(schema, "object", orNull);

    // What a file of a record has at its top may stand here too.
    private static PatientRecord? Record(ObjectReader o)
    {
        o.Optional(DocumentReader.FormatName).Int(1, 1);
        o.Optional(DocumentReader.SchemaName).String();
        return PatientRecord.Fields.All.Format.ReadFrom(o, out PatientRecord record) ? record : null;
    }

    private DecisionExpectation? Expectation(ObjectReader o)
    {
        string? decision = o.Required("decision").OrNull.Name(_decisions);
        string? visit = o.Optional("visit").String(200);
        ImmutableArray<string>? subjects = OneOrMore(o.Optional("subject"), static item => item.String(400));
        string? of = o.Optional("of").Name(_decisions);
        LocatedValue at = o.Optional("at");
        bool isTimed = RecordFormats.At.TryRead(at, out Instant instant);
        bool? isAbsent = o.Optional("absent").Bool();
        bool? isOpen = o.Optional("open").Bool();
        bool? isInvalid = o.Optional("invalid").Bool();
        ImmutableArray<string>? outcome = OneOrMore(o.Optional("outcome"), Outcome);
        ImmutableArray<string>? with = OneOrMore(o.Optional("with"), Outcome);
        ImmutableArray<string>? without = OneOrMore(o.Optional("without"), Outcome);
        ImmutableArray<string>? rules = o.Optional("rules").Array(item => item.Name(_rules));
        ImmutableArray<string>? questions = o.Optional("questions").Array(item => item.Name(_facts.Keys));
        Dictionary<string, FactValue>? facts = o.Optional("facts").Object<Dictionary<string, FactValue>>(Facts);
        var values = o.Optional("values").Object<Dictionary<string, ImmutableArray<string>>>(Values);
        return !o.Done() ? null : new()
        {
            Decision = decision!,
            Visit = visit,
            Subjects = subjects ?? [],
            Of = of,
            At = isTimed ? instant : null,
            IsAbsent = isAbsent == true,
            IsOpen = isOpen == true,
            IsInvalid = isInvalid == true,
            Outcome = outcome,
            With = with ?? [],
            Without = without ?? [],
            Rules = rules ?? [],
            Questions = questions ?? [],
            Facts = (facts ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Values = (values ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    // Which of them a decision can have only its rules know; the nearest one of all helps who has misspelt it.
    private string? Outcome(LocatedValue at)
    {
        string? name = at.String(200);
        if (name is null || _outcomes.Contains(name, StringComparer.Ordinal))
        {
            return name;
        }

        string? nearest = NearestName.To(name, _outcomes);
        at.Report(
            ProblemCodes.UnknownName, Problem.OtherWord(name, nearest), "an outcome of the decision, or none where it collects findings",
            nearest);
        return null;
    }

    private Dictionary<string, FactValue>? Facts(ObjectReader o)
    {
        var values = new Dictionary<string, FactValue>(StringComparer.Ordinal);
        foreach (string id in o.Names.ToArray())
        {
            LocatedValue at = o.Required(id).OrNull;
            if (!_facts.TryGetValue(id, out Fact? fact))
            {
                at.ReportProperty("that are facts of a decision", NearestName.To(id, _facts.Keys));
            }
            else if (RecordFormats.Value(fact).TryRead(at, out FactValue value))
            {
                values.Add(id, value);
            }
        }

        return o.Done() ? values : null;
    }

    private static Dictionary<string, ImmutableArray<string>>? Values(ObjectReader o)
    {
        var values = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (string id in o.Names.ToArray())
        {
            if (OneOrMore(o.Required(id).OrNull, Text) is { } texts)
            {
                values.Add(id, texts is [Nothing] ? [] : texts);
            }
        }

        return o.Done() ? values : null;
    }

    private static string? Text(LocatedValue at) => at.Is(LocatedKind.Number)
        ? at.Decimal(-MostNumber, MostNumber, 9) is { } number ? Formats.Normal(number).ToString(CultureInfo.InvariantCulture) : null
        : at.Is(LocatedKind.Boolean) ? at.Bool() == true ? "true" : "false"
        : at.String(1000);

    private static ImmutableArray<string>? OneOrMore(LocatedValue at, Func<LocatedValue, string?> read) =>
        at.IsAbsent ? null : at.Is(LocatedKind.Array) ? at.Array(read, 1) : read(at) is { } one ? [one] : null;

    private void Write(DocumentWriter json, DecisionExpectation value)
    {
        json.WriteStartObject();
        foreach ((string name, string? text) in new[]
            { ("decision", value.Decision), ("visit", value.Visit), ("of", value.Of) })
        {
            if (text is not null)
            {
                json.WriteString(name, text);
            }
        }

        WriteOneOrMore(json, "subject", value.Subjects.IsEmpty ? null : value.Subjects);
        if (value.At is { } at)
        {
            json.WritePropertyName("at");
            RecordFormats.At.Write(json, at);
        }

        foreach ((string name, bool isSet) in new[] { ("absent", value.IsAbsent), ("open", value.IsOpen), ("invalid", value.IsInvalid) })
        {
            if (isSet)
            {
                json.WritePropertyName(name);
                json.WriteBooleanValue(true);
            }
        }

        WriteOneOrMore(json, "outcome", value.Outcome);
        WriteOneOrMore(json, "with", value.With.IsEmpty ? null : value.With);
        WriteOneOrMore(json, "without", value.Without.IsEmpty ? null : value.Without);
        WriteList(json, "rules", value.Rules);
        WriteList(json, "questions", value.Questions);
        if (!value.Facts.IsEmpty)
        {
            json.WriteStartObject("facts");
            foreach (KeyValuePair<string, FactValue> fact in value.Facts)
            {
                json.WritePropertyName(fact.Key);
                RecordFormats.Value(_facts[fact.Key]).Write(json, fact.Value);
            }

            json.WriteEndObject();
        }

        if (!value.Values.IsEmpty)
        {
            json.WriteStartObject("values");
            foreach (KeyValuePair<string, ImmutableArray<string>> one in value.Values)
            {
                WriteOneOrMore(json, one.Key, one.Value.IsEmpty ? [Nothing] : one.Value);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteOneOrMore(DocumentWriter json, string name, ImmutableArray<string>? texts)
    {
        if (texts is [var one])
        {
            json.WriteString(name, one);
        }
        else if (texts is { } several)
        {
            WriteList(json, name, several);
        }
    }

    private static void WriteList(DocumentWriter json, string name, ImmutableArray<string> texts)
    {
        if (texts.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
