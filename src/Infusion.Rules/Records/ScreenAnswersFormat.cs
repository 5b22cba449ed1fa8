using System.Text.Json;
using Infusion.Rules.Documents;

namespace Infusion.Rules.Records;

/// <summary>The answers to screening criteria: a property for each criterion that is answered.</summary>
internal sealed class ScreenAnswersFormat : Format<ScreenAnswers>
{
    private const decimal Largest = 1_000_000_000;
    private const string Never = "never";

    public override object? Read(LocatedValue at) => at.Object<ScreenAnswers>(static o =>
    {
        var answers = new ScreenAnswers();
        foreach (string criterion in o.Ids())
        {
            answers = Answer(o.Optional(criterion)) is { } answer ? answers.With(criterion, answer) : answers;
        }

        return o.Done() ? answers : null;
    });

    public override void Write(DocumentWriter json, object value)
    {
        var answers = (ScreenAnswers)value;
        json.WriteStartObject();
        foreach (string criterion in answers.Criteria)
        {
            json.WritePropertyName(criterion);
            switch (answers.Find(criterion))
            {
                case ScreenAnswer.YesNo claim:
                    json.WriteBooleanValue(claim.Answer);
                    break;
                case ScreenAnswer.Number number:
                    json.WriteNumberValue(number.Answer);
                    break;
                case ScreenAnswer.Happened happened:
                    RecordFormats.Days.Write(json, happened.Days);
                    break;
                default:
                    json.WriteStringValue(Never);
                    break;
            }
        }

        json.WriteEndObject();
    }

    public override void Describe(Utf8JsonWriter schema, bool orNull)
    {
        Schema.WriteType(schema, "object", orNull);
        schema.WriteStartObject("propertyNames");
        Formats.Id().Describe(schema, orNull: false);
        schema.WriteEndObject();
        schema.WriteStartObject("additionalProperties");
        Schema.WriteAnyOf(
            schema, orNull: true,
            static one => Schema.WriteType(one, "boolean", orNull: false),
            static one => Schema.WriteType(one, "number", orNull: false),
            static one => one.WriteString("const", Never),
            static one => RecordFormats.Days.Describe(one, orNull: false));
        schema.WriteEndObject();
    }

    private static ScreenAnswer? Answer(LocatedValue at) =>
        at.Is(LocatedKind.Boolean) ? at.Bool() is { } claim ? new ScreenAnswer.YesNo(claim) : null
        : at.Is(LocatedKind.Number) ? at.Decimal(-Largest, Largest, 6) is { } number ? new ScreenAnswer.Number(number) : null
        : at.TextOrNull == Never ? new ScreenAnswer.Never()
        : RecordFormats.Days.TryRead(at, out NodaTime.DateInterval days) ? new ScreenAnswer.Happened(days)
        : null;
}
