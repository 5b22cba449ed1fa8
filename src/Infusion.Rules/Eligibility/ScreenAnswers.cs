using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using NodaTime;

namespace Infusion.Rules.Eligibility;

/// <summary>The answers to a policy's screening criteria, each unknown until it is given.</summary>
/// <remarks>Built against one policy, so that ids are resolved once and a wrong id is an error at once. Compared by value, immutable: every
/// answer makes a new object.</remarks>
public sealed record ScreenAnswers
{
    private readonly ImmutableArray<Answer> _answers;

    private ScreenAnswers(ImmutableArray<ScreenCriterion> criteria, ImmutableArray<Answer> answers) => (Criteria, _answers) = (criteria, answers);

    /// <summary>The criteria that can be answered.</summary>
    public ImmutableArray<ScreenCriterion> Criteria { get; }

    /// <summary>Starts with every answer unknown.</summary>
    /// <param name="policy">The policy whose criteria are answered.</param>
    /// <returns>The answers.</returns>
    public static ScreenAnswers For(EligibilityPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new(policy.Screens, [.. policy.Screens.Select(_ => default(Answer))]);
    }

    /// <summary>Answers a yes/no question.</summary>
    /// <param name="id">The criterion's id.</param>
    /// <param name="answer">Yes or no.</param>
    /// <returns>The answers with this one.</returns>
    /// <exception cref="ArgumentException">No criterion has that id, or it asks for something else.</exception>
    public ScreenAnswers With(string id, bool answer) => Give(id, Of<Fact<bool>>(id, out _).Value(answer));

    /// <summary>Answers with a number.</summary>
    /// <param name="id">The criterion's id.</param>
    /// <param name="number">The number in the criterion's unit, within its range, both ends inclusive.</param>
    /// <returns>The answers with this one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside the criterion's range.</exception>
    /// <exception cref="ArgumentException">No criterion has that id, it asks for something else, or the number has more decimal places than it
    /// keeps.</exception>
    public ScreenAnswers With(string id, decimal number) => Give(id, Of<Fact<decimal>>(id, out _).Value(number));

    /// <summary>Answers when an event last happened.</summary>
    /// <param name="id">The criterion's id.</param>
    /// <param name="date">The clinic-local date.</param>
    /// <returns>The answers with this one.</returns>
    /// <exception cref="ArgumentException">No criterion has that id, or it asks for something else.</exception>
    public ScreenAnswers With(string id, LocalDate date) => WithBetween(id, date, date);

    /// <summary>Answers that an event last happened between two dates.</summary>
    /// <param name="id">The criterion's id.</param>
    /// <param name="earliest">The earliest clinic-local date, inclusive.</param>
    /// <param name="latest">The latest clinic-local date, inclusive.</param>
    /// <returns>The answers with this one.</returns>
    /// <exception cref="ArgumentException">No criterion has that id, it asks for something else, or the dates are the wrong way round.</exception>
    public ScreenAnswers WithBetween(string id, LocalDate earliest, LocalDate latest)
    {
        Of<Fact<int>>(id, out int place);
        return earliest <= latest
            ? new(Criteria, _answers.SetItem(place, new(default, earliest, latest)))
            : throw new ArgumentException($"The latest date of '{id}' is before the earliest.", nameof(latest));
    }

    /// <summary>Answers that an event never happened.</summary>
    /// <param name="id">The criterion's id.</param>
    /// <returns>The answers with this one.</returns>
    /// <exception cref="ArgumentException">No criterion has that id, or it asks for something else.</exception>
    public ScreenAnswers WithNever(string id)
    {
        Of<Fact<int>>(id, out _);
        return Give(id, FactValue.Exactly(Fact.Never));
    }

    /// <summary>Whether a criterion is answered.</summary>
    /// <param name="id">The criterion's id.</param>
    /// <returns>Whether it is.</returns>
    /// <exception cref="ArgumentException">No criterion has that id.</exception>
    public bool IsAnswered(string id) => _answers[PlaceOf(id)] != default;

    /// <inheritdoc/>
    public bool Equals(ScreenAnswers? other) =>
        other is not null && Criteria.SequenceEqual(other.Criteria) && _answers.SequenceEqual(other._answers);

    /// <inheritdoc/>
    public override int GetHashCode() => Criteria.Length;

    /// <summary>Says how many are answered, never how.</summary>
    /// <returns>"2 of 5 criteria answered".</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{_answers.Count(answer => answer != default)} of {Criteria.Length} criteria answered");

    internal FactValue ValueOf(int place, LocalDate referenceDate)
    {
        Answer answer = _answers[place];
        if (answer.Earliest is not { } earliest || answer.Latest is not { } latest)
        {
            return answer.Value;
        }

        return earliest <= referenceDate
            ? Criteria[place].Asks is ScreenAsk.WithinDays
                ? FactValue.Between(CalendarCount.DaysToReach(latest, referenceDate), CalendarCount.DaysToReach(earliest, referenceDate))
                : FactValue.Between(CalendarCount.MonthsToReach(latest, referenceDate), CalendarCount.MonthsToReach(earliest, referenceDate))
            : throw new ArgumentException($"The date of '{Criteria[place].Id}' is after the date it is judged on.", nameof(referenceDate));
    }

    /// <summary>An answer as it was given: its dates for a look-back, otherwise its value.</summary>
    internal (FactValue Value, LocalDate? Earliest, LocalDate? Latest) AnswerAt(int place) =>
        (_answers[place].Value, _answers[place].Earliest, _answers[place].Latest);

    internal bool AreAnswersTo(ImmutableArray<ScreenCriterion> criteria) => Criteria == criteria || Criteria.SequenceEqual(criteria);

    private ScreenAnswers Give(string id, FactValue value) => new(Criteria, _answers.SetItem(PlaceOf(id), new(value, null, null)));

    private TFact Of<TFact>(string id, out int place)
        where TFact : Fact
    {
        place = PlaceOf(id);
        return Criteria[place].Fact as TFact
            ?? throw new ArgumentException($"The criterion '{id}' takes another kind of answer: {Criteria[place].Asks}.", nameof(id));
    }

    private int PlaceOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        for (int place = 0; place < Criteria.Length; place++)
        {
            if (Criteria[place].Id == id)
            {
                return place;
            }
        }

        string? nearest = Criteria.Select(criterion => criterion.Id).OrderBy(known => Distance(known, id)).FirstOrDefault();
        throw new ArgumentException(
            nearest is null ? $"This policy has no screening criterion, so none is called '{id}'." : $"There is no criterion '{id}'; the nearest is '{nearest}'.",
            nameof(id));
    }

    // How many letters have to be put in, taken out or replaced.
    private static int Distance(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        for (int row = 1; row <= left.Length; row++)
        {
            int[] current = new int[right.Length + 1];
            current[0] = row;
            for (int column = 1; column <= right.Length; column++)
            {
                int replaced = previous[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1);
                current[column] = Math.Min(replaced, Math.Min(previous[column], current[column - 1]) + 1);
            }

            previous = current;
        }

        return previous[right.Length];
    }

    private readonly record struct Answer(FactValue Value, LocalDate? Earliest, LocalDate? Latest);
}
