using System.Text.Json;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Eligibility;
using Infusion.Rules.Policies.Reading;
using NodaTime;

namespace Infusion.Rules.Cases;

/// <summary>The answers to a policy's screening criteria: a property for each criterion that is answered.</summary>
/// <param name="policy">The policy whose criteria are answered.</param>
internal sealed class ScreenAnswersFormat(EligibilityPolicy policy) : Format<ScreenAnswers>
{
    private const string Never = "never";

    public override object? Read(LocatedValue at) => at.Object<ScreenAnswers>(o =>
    {
        var answers = ScreenAnswers.For(policy);
        foreach (ScreenCriterion criterion in policy.Screens)
        {
            answers = Answer(answers, criterion, o.Optional(criterion.Id));
        }

        return o.Done() ? answers : null;
    });

    public override void Write(Utf8JsonWriter json, object value) => Write(json, (ScreenAnswers)value);

    private static void Write(Utf8JsonWriter json, ScreenAnswers value)
    {
        json.WriteStartObject();
        for (int place = 0; place < value.Criteria.Length; place++)
        {
            (FactValue answer, LocalDate? earliest, LocalDate? latest) = value.AnswerAt(place);
            if (answer.IsUnknown && earliest is null)
            {
                continue;
            }

            json.WritePropertyName(value.Criteria[place].Id);
            if (earliest is { } from && latest is { } to)
            {
                CaseFormats.Days.Write(json, new DateInterval(from, to));
            }
            else
            {
                CaseFormats.Value(value.Criteria[place].Fact).Write(json, answer);
            }
        }

        json.WriteEndObject();
    }

    public override void Describe(Utf8JsonWriter schema, bool orNull) => Schema.WriteType(schema, "object", orNull);

    private static ScreenAnswers Answer(ScreenAnswers answers, ScreenCriterion criterion, LocatedValue at) => criterion.Asks switch
    {
        ScreenAsk.YesNo when at.Bool() is { } answer => answers.With(criterion.Id, answer),
        ScreenAsk.Number number when at.Decimal(number.Minimum, number.Maximum, number.Scale) is { } given => answers.With(criterion.Id, given),
        ScreenAsk.WithinMonths or ScreenAsk.WithinDays when at.TextOrNull == Never => answers.WithNever(criterion.Id),
        ScreenAsk.WithinMonths or ScreenAsk.WithinDays when !at.IsAbsent && CaseFormats.Days.TryRead(at, out DateInterval days) => answers.WithBetween(criterion.Id, days.Start, days.End),
        _ => answers,
    };
}
