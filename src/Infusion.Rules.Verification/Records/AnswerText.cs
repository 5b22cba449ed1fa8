using Infusion.Rules.Decisions;
using Infusion.Rules.Tables;
using Infusion.Rules.Words;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Verification.Records;

/// <summary>What an answer says that another one does not, as a person reads it.</summary>
internal static class AnswerText
{
    private const string Estimate = ".estimate";

    private static readonly LocalDatePattern _date = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM uuuu");

    /// <summary>What one answer says on an axis, beside another one.</summary>
    /// <param name="answer">The answer; <c>null</c> where there is none.</param>
    /// <param name="other">The other version's.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="rules">The rules that gave the answer.</param>
    public static string Of(DecisionDocument? answer, DecisionDocument? other, ChangeAxis axis, InfusionRules rules)
    {
        if (answer is null)
        {
            return "nothing is said of it";
        }

        string[] values =
        [
            .. answer.Values.Where(value => value.Id != "contradiction" && RecordComparison.AxisOf(answer.Decision, value.Value) == axis
                    && other?.Values.Any(one => one.Id == value.Id && one.Value == value.Value) != true)
                .Select(value => $"{Label(value.Id)}: {Value(value.Value, rules.TimeZone)}"),
        ];
        return axis == ChangeAxis.Schedule ? values.Length == 0 ? "no such time" : string.Join("; ", values)
            : axis == ChangeAxis.PatientCost && values.Length > 0
                ? string.Join("; ", answer.Says == other?.Says ? values : values.Prepend(answer.Says))
            : answer.Says != other?.Says ? answer.Says
            : $"{answer.Says} (possible: {Possible(answer, rules)})";
    }

    /// <summary>A date.</summary>
    public static string On(LocalDate date) => _date.Format(date);

    // What two answers that are worded alike still leave open.
    private static string Possible(DecisionDocument answer, InfusionRules rules)
    {
        string[] words = [.. answer.Possible.Select(one => ReportText.OutcomeOf(rules, answer.Decision, one)).Distinct()];
        return words.Length == 0 ? "nothing" : string.Join(", or ", words);
    }

    private static string Label(string id) => id.EndsWith(Estimate, StringComparison.Ordinal)
        ? $"{DecisionWords.LabelOf(id.Substring(0, id.Length - Estimate.Length))} (estimate)"
        : DecisionWords.LabelOf(id);

    private static string Value(string value, DateTimeZone zone) =>
        InstantPattern.ExtendedIso.Parse(value) is { Success: true, Value: var instant }
            ? Time(instant.InZone(zone).LocalDateTime)
        : LocalDatePattern.Iso.Parse(value) is { Success: true, Value: var date } ? On(date)
        : PeriodPattern.Roundtrip.Parse(value) is { Success: true, Value: { HasDateComponent: false } time }
            ? Fact.FormatElapsed(time.ToDuration().ToInt64Nanoseconds())
        : value;

    /// <summary>A date and a time of it.</summary>
    public static string Time(LocalDateTime at) => $"{On(at.Date)}, {Clock(at.TimeOfDay)}";

    /// <summary>A time of the clock, with its seconds where it is no whole minute.</summary>
    public static string Clock(LocalTime time) => (time.Second == 0 && time.NanosecondOfSecond == 0 ? _minutes : _seconds).Format(time);

    private static readonly LocalTimePattern _minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    private static readonly LocalTimePattern _seconds = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss.FFFFFFFFF");
}
