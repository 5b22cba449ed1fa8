using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Infusion.Rules.Documents;
using NodaTime;

namespace Infusion.Rules.Records;

/// <summary>Answers to screening criteria by the ids of the criteria; what has none is not known.</summary>
/// <remarks>They are kept as they were given and know no policy. The rules
/// judge an answer that fits their criterion: one of another kind, or outside
/// its range, leaves the criterion open, and one to a criterion they do not
/// have is not judged. Value-equal. Immutable and thread-safe.</remarks>
/// <example><c>new ScreenAnswers().With("pregnancy", false).With("systolic", 128m).WithNever("stroke")</c></example>
[JsonConverter(typeof(Json))]
public sealed record ScreenAnswers
{
    private ImmutableArray<Given> _given = [];

    /// <summary>The ids of the criteria that are answered, in ordinal order.</summary>
    public ImmutableArray<string> Criteria => [.. _given.Select(given => given.Criterion)];

    /// <summary>How they stand in a document.</summary>
    internal static Format<ScreenAnswers> Format { get; } = new ScreenAnswersFormat();

    /// <summary>Answers yes or no.</summary>
    /// <param name="criterion">The criterion's id.</param>
    /// <param name="answer">Yes or no.</param>
    /// <returns>The answers with this one.</returns>
    /// <exception cref="ArgumentException">The id is not in kebab-case.</exception>
    public ScreenAnswers With(string criterion, bool answer) => With(criterion, new ScreenAnswer.YesNo(answer));

    /// <summary>Answers with a number.</summary>
    /// <param name="criterion">The criterion's id.</param>
    /// <param name="number">The number in the criterion's unit.</param>
    /// <returns>The answers with this one.</returns>
    /// <exception cref="ArgumentException">The id is not in kebab-case.</exception>
    public ScreenAnswers With(string criterion, decimal number) => With(criterion, new ScreenAnswer.Number(number));

    /// <summary>Answers when an event last happened.</summary>
    /// <param name="criterion">The criterion's id.</param>
    /// <param name="date">The clinic-local date.</param>
    /// <returns>The answers with this one.</returns>
    /// <exception cref="ArgumentException">The id is not in kebab-case.</exception>
    public ScreenAnswers With(string criterion, LocalDate date) => WithBetween(criterion, date, date);

    /// <summary>Answers that an event last happened between two dates.</summary>
    /// <param name="criterion">The criterion's id.</param>
    /// <param name="earliest">The earliest clinic-local date, inclusive.</param>
    /// <param name="latest">The latest clinic-local date, inclusive.</param>
    /// <returns>The answers with this one.</returns>
    /// <exception cref="ArgumentException">The dates are the wrong way round, or the id is not in kebab-case.</exception>
    public ScreenAnswers WithBetween(string criterion, LocalDate earliest, LocalDate latest) =>
        With(criterion, new ScreenAnswer.Happened(new(earliest, latest)));

    /// <summary>Answers that an event never happened.</summary>
    /// <param name="criterion">The criterion's id.</param>
    /// <returns>The answers with this one.</returns>
    /// <exception cref="ArgumentException">The id is not in kebab-case.</exception>
    public ScreenAnswers WithNever(string criterion) => With(criterion, new ScreenAnswer.Never());

    /// <summary>Whether a criterion is answered.</summary>
    /// <param name="criterion">The criterion's id.</param>
    /// <returns>Whether it is.</returns>
    public bool IsAnswered(string criterion) => Find(criterion) is not null;

    /// <inheritdoc/>
    public bool Equals(ScreenAnswers? other) => other is not null && _given.SequenceEqual(other._given);

    /// <inheritdoc/>
    public override int GetHashCode() => _given.Length;

    /// <summary>Says how many are answered, never how.</summary>
    /// <returns>"2 criteria answered".</returns>
    public override string ToString() => FormattableString.Invariant($"{_given.Length} criteria answered");

    /// <summary>The answer to a criterion; <c>null</c> when there is none.</summary>
    internal ScreenAnswer? Find(string criterion)
    {
        foreach (Given given in _given)
        {
            if (given.Criterion == criterion)
            {
                return given.Answer;
            }
        }

        return null;
    }

    /// <summary>Whether an event is said to have happened after a date.</summary>
    internal bool HasAfter(LocalDate date)
    {
        foreach (Given given in _given)
        {
            if (given.Answer is ScreenAnswer.Happened happened && happened.Days.Start > date)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The answers without those of an event after a date.</summary>
    internal ScreenAnswers At(LocalDate date) => HasAfter(date)
        ? new() { _given = [.. _given.Where(given => given.Answer is not ScreenAnswer.Happened happened || happened.Days.Start <= date)] }
        : this;

    /// <summary>The answers with this one, in the place of an earlier one to the same criterion.</summary>
    internal ScreenAnswers With(string criterion, ScreenAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(criterion);
        Given added = new(Formats.CheckedId(criterion, nameof(criterion)), answer);
        return new()
        {
            _given =
            [
                .. _given.Where(given => given.Criterion != criterion).Append(added)
                    .OrderBy(given => given.Criterion, StringComparer.Ordinal),
            ],
        };
    }

    private readonly record struct Given(string Criterion, ScreenAnswer Answer);

    private sealed class Json() : FormatJsonConverter<ScreenAnswers>(Format);
}
