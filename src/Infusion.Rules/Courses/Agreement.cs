using System.Collections.Immutable;
using Infusion.Rules.Decisions;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Courses;

/// <summary>What stands of a record that can be read in several ways: what comes out alike in all of them.</summary>
/// <remarks>A record that contradicts itself has a way for every place that may be left out; one that is not kept up to the instant has
/// one for everything that may have happened since, after the way it stands, which comes first.</remarks>
internal sealed class Agreement
{
    private readonly ImmutableArray<string> _contradictions = [];
    private readonly Question? _which;

    /// <summary>Of a record that contradicts itself: what does not stand is invalid.</summary>
    /// <param name="contradictions">The contradictions, each as a sentence.</param>
    /// <param name="isExhaustive">Whether every way of leaving places out was judged; otherwise nothing stands.</param>
    public Agreement(ImmutableArray<string> contradictions, bool isExhaustive) =>
        (_contradictions, IsExhaustive) = (contradictions, isExhaustive);

    /// <summary>Of a record that is not kept up to the instant: what does not stand is open.</summary>
    /// <param name="which">What to ask.</param>
    public Agreement(Question which) => _which = which;

    /// <summary>Whether every way was judged.</summary>
    public bool IsExhaustive { get; } = true;

    /// <summary>Whether the first reading is the record as it stands.</summary>
    public bool IsOfFirst => _which is not null;

    /// <summary>The decision that all readings come to; otherwise an invalid one that names the contradictions.</summary>
    /// <param name="readings">The readings; <c>null</c> for one in which what is judged is not there, such as a visit that is left
    /// out.</param>
    /// <param name="of">Finds the decision in a reading.</param>
    /// <returns>The decision; <c>null</c> where no reading has it.</returns>
    public Decision<TOutcome>? Of<TReading, TOutcome>(
        ImmutableArray<TReading?> readings, Func<TReading, Decision<TOutcome>?> of)
        where TReading : class
        where TOutcome : struct, Enum
    {
        Decision<TOutcome>?[] decisions = [.. readings.OfType<TReading>().Select(of)];
        return (IsOfFirst ? decisions[0] : decisions.FirstOrDefault(static decision => decision is not null)) is { } one
            ? Together(one, decisions)
            : null;
    }

    /// <summary>The same for a decision that every reading has in which what is judged is there.</summary>
    public Decision<TOutcome> Of<TReading, TOutcome>(ImmutableArray<TReading?> readings, Func<TReading, Decision<TOutcome>> of)
        where TReading : class
        where TOutcome : struct, Enum => Of<TReading, TOutcome>(readings, reading => (Decision<TOutcome>?)of(reading))!.Value;

    /// <summary>Something that is not a decision, where all readings have it alike.</summary>
    public T? Same<TReading, T>(ImmutableArray<TReading?> readings, Func<TReading, T?> of)
        where TReading : class
        where T : class => Same(readings, of, static value => value);

    /// <summary>The same, where a part of it tells whether they do.</summary>
    public T? Same<TReading, T, TPart>(ImmutableArray<TReading?> readings, Func<TReading, T?> of, Func<T, TPart> part)
        where TReading : class
        where T : class
    {
        T?[] values = [.. readings.OfType<TReading>().Select(of)];
        object? PartOf(T? value) => value is null ? null : part(value);
        return IsOfFirst ? values[0] : IsExhaustive && values.All(value => Equals(PartOf(value), PartOf(values[0]))) ? values[0] : null;
    }

    /// <summary>The decisions about the items of a list: each stands where all readings that have the item agree.</summary>
    public ImmutableArray<Decision<TOutcome>> Each<TReading, TOutcome>(
        ImmutableArray<TReading?> readings, Func<TReading, ImmutableArray<Decision<TOutcome>>> of)
        where TReading : class
        where TOutcome : struct, Enum =>
    [
        .. readings.OfType<TReading>().SelectMany(reading => Numbered(of(reading)))
            .GroupBy(static one => (one.Decision.About, one.Place), static one => one.Decision)
            .Take(IsOfFirst ? of(readings[0]!).Length : int.MaxValue)
            .Select(group => Together(group.First(), group.Cast<Decision<TOutcome>?>())),
    ];

    private Decision<TOutcome> Together<TOutcome>(Decision<TOutcome> one, IEnumerable<Decision<TOutcome>?> all)
        where TOutcome : struct, Enum =>
        IsExhaustive && all.All(decision => decision is { } other && AreAlike(other, one)) ? one
            : _which is { } which ? one.Or(all.OfType<Decision<TOutcome>>(), which)
            : one.ContradictedBy(_contradictions);

    // Two side effects of one name are told apart by their order.
    private static IEnumerable<(Decision<TOutcome> Decision, int Place)> Numbered<TOutcome>(ImmutableArray<Decision<TOutcome>> decisions)
        where TOutcome : struct, Enum =>
        decisions.GroupBy(static one => one.About).SelectMany(static same => same.Select(static (one, place) => (one, place)));

    // An open decision that asks the same whichever place is left out does not rest on the contradiction.
    private bool AreAlike<TOutcome>(Decision<TOutcome> one, Decision<TOutcome> other)
        where TOutcome : struct, Enum =>
        one.Outcomes == other.Outcomes
        && (IsOfFirst || one.Status == DecisionStatus.Determined || AskedIn(one).SetEquals(AskedIn(other)));

    private static HashSet<(string? Path, string Ask)> AskedIn<TOutcome>(Decision<TOutcome> decision)
        where TOutcome : struct, Enum => [.. decision.Questions.Select(static question => (question.Path, question.Ask))];
}
