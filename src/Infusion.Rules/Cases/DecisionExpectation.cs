using System.Collections.Immutable;
using Infusion.Rules.Tables;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Cases;

/// <summary>What somebody expects of one decision about a record.</summary>
/// <remarks>What is not said is not looked at. Compared by value. Immutable and thread-safe.</remarks>
public sealed record DecisionExpectation
{
    /// <summary>The id of the decision, such as <c>fasting.plan</c>.</summary>
    public required string Decision { get; init; }

    /// <summary>The id of the visit it is of; <c>null</c> where there is but one such decision.</summary>
    public string? Visit { get; init; }

    /// <summary>What it is about, as the decision names it, such as an intake; of several, each. Empty where there is but one.</summary>
    public ImmutableArray<string> Subjects { get => field.OrEmpty(); init; }

    /// <summary>The decision it is a part of, such as <c>fasting.at-start</c>; <c>null</c> where all of them agree.</summary>
    public string? Of { get; init; }

    /// <summary>The instant it is judged at; <c>null</c> for the record's own.</summary>
    public Instant? At { get; init; }

    /// <summary>Whether there is to be no such decision; nothing else can then be expected of it.</summary>
    public bool IsAbsent { get; init; }

    /// <summary>Whether it is to be open still; its outcome is then the most cautious one.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether it is to be invalid, because the record contradicts itself.</summary>
    public bool IsInvalid { get; init; }

    /// <summary>The outcome by name; of a decision that collects every finding, all of them. <c>null</c> when it is not said.</summary>
    public ImmutableArray<string>? Outcome { get; init; }

    /// <summary>Findings that are to be there for certain, among others perhaps.</summary>
    public ImmutableArray<string> With { get => field.OrEmpty(); init; }

    /// <summary>Findings, or outcomes, that are not even possible.</summary>
    public ImmutableArray<string> Without { get => field.OrEmpty(); init; }

    /// <summary>Ids of the rules that decide, in any order; empty when they are not said.</summary>
    public ImmutableArray<string> Rules { get => field.OrEmpty(); init; }

    /// <summary>Ids of the facts to ask, in order; empty when they are not said.</summary>
    public ImmutableArray<string> Questions { get => field.OrEmpty(); init; }

    /// <summary>What was observed of facts that the decision rests on, by the id of the fact.</summary>
    public ImmutableSortedDictionary<string, FactValue> Facts { get; init; } = ImmutableSortedDictionary<string, FactValue>.Empty;

    /// <summary>The dates, times, durations and amounts it carries, by id; an empty list for one that is not to be there.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Values { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Whether it says nothing that could fail.</summary>
    public bool IsEmpty => !IsAbsent && !IsOpen && !IsInvalid && Outcome is null && With.IsEmpty && Without.IsEmpty && Rules.IsEmpty
        && Questions.IsEmpty && Facts.IsEmpty && Values.IsEmpty;

    /// <inheritdoc/>
    public bool Equals(DecisionExpectation? other) =>
        other is not null
            && Decision == other.Decision && Visit == other.Visit && Subjects.SequenceEqual(other.Subjects)
            && Of == other.Of && At == other.At
            && IsAbsent == other.IsAbsent && IsOpen == other.IsOpen && IsInvalid == other.IsInvalid
            && Outcome.HasValue == other.Outcome.HasValue && (Outcome ?? []).SequenceEqual(other.Outcome ?? [])
            && With.SequenceEqual(other.With) && Without.SequenceEqual(other.Without) && Rules.SequenceEqual(other.Rules)
            && Questions.SequenceEqual(other.Questions) && Facts.SequenceEqual(other.Facts) && Values.Keys.SequenceEqual(other.Values.Keys)
            && Values.All(value => value.Value.SequenceEqual(other.Values[value.Key]));

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Decision);

    /// <summary>Writes the decision and what it is about.</summary>
    /// <returns>"Intake of visit-1, water".</returns>
    public override string ToString() =>
        DecisionWords.TitleOf(Decision) + (Visit is null ? "" : $" of {Visit}")
            + (Subjects.IsEmpty ? "" : $", {string.Join("; ", Subjects)}")
            + (Of is null ? "" : $", in {Of}");
}
